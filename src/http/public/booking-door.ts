/**
 * The door for patients: what a clinic offers, when it is free, and booking it. No cookie and no session: a request says
 * everything by itself, so nobody's browser can be made to act for them (CSRF).
 */
import { Hono } from 'hono'
import { isClinicAddress } from '../../desk/clinics/public-address.ts'
import { findPageHold } from '../../desk/scheduling/find-page-hold.ts'
import { findPractitioners } from '../../desk/services/find-practitioners.ts'
import { findServices } from '../../desk/services/find-services.ts'
import type { Service } from '../../desk/services/service.ts'
import { inLanguage } from '../../desk/services/service-words.ts'
import type { Tx } from '../../kit/db.ts'
import { Problem } from '../../kit/problem.ts'
import { limitBody } from '../limit-body.ts'
import { answerForm, readHold } from './form-door.ts'
import type { Guest } from './guest.ts'
import { answerGuide } from './guide-page.ts'
import { lookUpMonth, wishOf } from './look-up-month.ts'
import { answerManagement } from './manage-door.ts'
import {
  answerNoClinic,
  answerPlainly,
  type BookingDoors,
  openPage,
  openReception,
  serviceOf,
} from './open-page.ts'
import type { Page } from './page.ts'
import { servicePage } from './service-page.ts'
import { servicesPage } from './services-page.ts'
import { answerWaitlist } from './waitlist-door.ts'

/** The longest form that a service can ask is a tenth of it. */
const MAX_BYTES = 256 * 1024

export interface BookingBindings {
  Bindings: { incoming?: unknown; requestId?: string }
}

export function bookingDoor(doors: BookingDoors): Hono<BookingBindings> {
  const reception = openReception(doors)
  const door = new Hono<BookingBindings>({ strict: false })

  door.onError((error, c) => {
    if (error instanceof Problem && error.status === 503) {
      return answerPlainly(c, { title: 'away_title', text: 'away_text', status: 503, headers: error.headers })
    }
    doors.log.error('page.failed', { requestId: c.env?.requestId, httpStatus: 500 }, error)
    return answerPlainly(c, { title: 'broken_title', text: 'broken_text', status: 500 })
  })
  door.notFound((c) => answerNoClinic(c))
  door.use(async (c, next) => {
    await next()
    if (doors.publicUrl.startsWith('https:'))
      c.res.headers.set('strict-transport-security', 'max-age=31536000')
  })
  door.use(
    limitBody(MAX_BYTES, (c) => answerPlainly(c, { title: 'long_title', text: 'long_text', status: 413 })),
  )
  // Typed by hand, with a capital.
  door.use('/:clinic/*', async (c, next) => {
    const slug = c.req.param('clinic')
    const small = slug.toLowerCase()
    if (slug === small || !isClinicAddress(small) || c.req.method !== 'GET') return next()
    const url = new URL(c.req.url)
    return c.redirect(`/${small}${url.pathname.slice(slug.length + 1)}${url.search}`, 301)
  })

  door.get('/:clinic', (c) =>
    openPage(c, reception, async (tx, guest) => {
      const services = await findServices(tx)
      return servicesPage(
        guest,
        services
          .filter((service) => service.isPublic)
          .map((service) => inLanguage(service, guest.speech.language)),
      )
    }),
  )
  answerManagement(door, reception)
  answerGuide(door, reception)
  door.get('/:clinic/:service', (c) =>
    openPage(c, reception, async (tx, guest) =>
      lookUpService(tx, guest, await serviceOf(c, tx, guest), c.req.query()),
    ),
  )
  answerForm(door, reception)
  answerWaitlist(door, reception)
  return door
}

async function lookUpService(
  tx: Tx,
  guest: Guest,
  service: Service,
  query: Record<string, string>,
): Promise<Page> {
  const wish = wishOf(guest, service, query)
  const held = query.hold ? readHold(query.hold) : null
  const exceptId = held ? (await findPageHold(tx, held))?.id : null
  return servicePage(guest, {
    service,
    practitioners: await findChoice(tx, service),
    wish,
    ...(await lookUpMonth(tx, guest, { service, wish, exceptId })),
    hold: exceptId ? (query.hold ?? null) : null,
    listsZones: query.zones === '1',
    hasLostTime: query.lost === '1',
  })
}

/** Whom a guest may choose; one alone is no choice. */
async function findChoice(tx: Tx, { assignment, practitioners }: Service) {
  if (assignment !== 'one' || practitioners.length < 2) return []
  const found = await findPractitioners(tx, {
    ids: practitioners.map((performer) => performer.practitionerId),
  })
  return found.filter((practitioner) => practitioner.isBookable)
}
