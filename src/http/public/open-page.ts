/** From a request to a page: whose clinic it is, how its guest is spoken to, and one transaction in which it is looked up. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { type ClinicFinder, clinicFinder, findClinic } from '../../desk/clinics/find-clinic.ts'
import { isClinicAddress, isServiceAddress } from '../../desk/clinics/public-address.ts'
import type { Channel } from '../../desk/outreach/message.ts'
import { findServiceBySlug } from '../../desk/services/find-services.ts'
import type { Service } from '../../desk/services/service.ts'
import { inLanguage } from '../../desk/services/service-words.ts'
import type { Clock } from '../../kit/clock.ts'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database, Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Log } from '../../kit/log.ts'
import { invariant } from '../../kit/problem.ts'
import { style } from './booking-assets.ts'
import { addressOf, type Guest, welcomeGuest } from './guest.ts'
import { type Phrase, type Speech, speakTo } from './language.ts'
import { answerPage, type Page, sendHtml } from './page.ts'
import { type VisitorLimits, visitorLimits } from './visitor-limits.ts'

/** What the door of the booking page may use. */
export interface BookingDoors {
  database: Database
  clock: Clock
  keyring: Keyring
  log: Log
  /** Without a slash at the end. */
  publicUrl: string
  trustedProxies: number
  /** Channels that a vendor really carries. */
  carried: readonly Channel[]
}

export interface Reception extends BookingDoors {
  clinicOf: ClinicFinder
  limits: VisitorLimits
}

export function openReception(doors: BookingDoors): Reception {
  return {
    ...doors,
    clinicOf: clinicFinder({ database: doors.database, nowMs: () => performance.now() }),
    limits: visitorLimits(doors.clock),
  }
}

/** Thrown where there is no such page; in the clinic's frame where there is a clinic. */
export class NoSuchPage extends Error {
  override readonly name = 'NoSuchPage'
}

export type Answer = Page | { goTo: string } | { file: string; type: string; name: string }

/**
 * Answers with the page that `work` makes in one transaction, or sends the browser on. What `work` throws leaves nothing
 * behind; `otherwise` may make a page of it, in a transaction of its own.
 */
export async function openPage(
  c: Context,
  reception: Reception,
  work: (tx: Tx, guest: Guest) => Promise<Answer>,
  otherwise?: (tx: Tx, guest: Guest, error: unknown) => Promise<Answer | undefined>,
): Promise<Response> {
  const clinicId = await clinicIdOf(c, reception)
  if (!clinicId) return answerNoClinic(c)
  const inside = async (make: typeof work) =>
    reception.database.inClinic(clinicId, async (tx) => {
      const guest = await guestOf(c, reception, tx)
      return { guest, answer: await make(tx, guest) }
    })
  const { guest, answer } = await inside(work).catch(async (error: unknown) => {
    if (!(error instanceof NoSuchPage) && !otherwise) throw error
    return inside(async (tx, guest) => {
      if (error instanceof NoSuchPage) return noSuchPage(guest)
      const made = await otherwise?.(tx, guest, error)
      if (!made) throw error
      return made
    })
  })
  // 303: whatever the method was, the next one is a GET, which can be loaded again.
  if ('goTo' in answer) return c.redirect(answer.goTo, 303)
  return 'file' in answer ? sendFile(c, answer) : answerPage(c, guest, answer)
}

function sendFile(c: Context, { file, type, name }: { file: string; type: string; name: string }): Response {
  return c.body(file, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  })
}

/** The service of the address in the guest's language, where guests may book it. */
export async function serviceOf(c: Context, tx: Tx, { speech }: Guest): Promise<Service> {
  const slug = c.req.param('service') ?? ''
  const service = isServiceAddress(slug) ? await findServiceBySlug(tx, slug) : undefined
  if (!service?.isPublic) throw new NoSuchPage()
  return inLanguage(service, speech.language)
}

async function clinicIdOf(c: Context, { clinicOf }: Reception): Promise<ClinicId | undefined> {
  const slug = (c.req.param('clinic') ?? '').toLowerCase()
  return isClinicAddress(slug) ? clinicOf(slug) : undefined
}

async function guestOf(c: Context, { publicUrl, clock }: Reception, tx: Tx): Promise<Guest> {
  const clinic = await findClinic(tx)
  invariant(clinic, 'the clinic of an address vanished')
  return welcomeGuest({
    clinic,
    query: c.req.query(),
    acceptLanguage: c.req.header('accept-language') ?? null,
    publicUrl,
    now: clock.now(),
  })
}

function noSuchPage(guest: Guest): Page {
  const { speech } = guest
  return {
    title: speech.say('no_page_title'),
    description: null,
    path: null,
    mayBeFramed: true,
    status: 404,
    body: html`<h1>${speech.say('no_page_title')}</h1>
      <p>${speech.say('no_page_text')}</p>
      <p><a class="button" href="${addressOf(guest, '')}">${speech.say('all_services')}</a></p>`,
  }
}

export function answerNoClinic(c: Context): Response {
  return answerPlainly(c, { title: 'no_clinic_title', text: 'no_clinic_text', status: 404 })
}

/** A page without a clinic's frame: none is known, or nothing can be asked. */
export function answerPlainly(
  c: Context,
  page: {
    title: Phrase
    text: Phrase
    status: 404 | 413 | 429 | 500 | 503
    headers?: Record<string, string>
  },
): Response {
  const speech: Speech = speakTo({
    chosen: c.req.query('lang') ?? null,
    acceptLanguage: c.req.header('accept-language') ?? null,
    clinic: { locale: 'en-US', country: 'US' },
  })
  return sendHtml(c, plainDocument(speech, speech.say(page.title), speech.say(page.text)), {
    description: null,
    mayBeFramed: false,
    status: page.status,
    headers: { 'cache-control': 'no-store', ...page.headers },
  })
}

/** Phrases of the catalogues and our own style: nothing in it has to be escaped. */
function plainDocument({ language, direction }: Speech, title: string, text: string): string {
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main><h1>${title}</h1><p>${text}</p></main>
</body>
</html>`
}
