/**
 * The door behind the link that ends messages (`stop-link.ts`). The link alone lets in, with no cookie and no session, and
 * nothing is asked but what shall end, on one page (16 CFR 316.5). A GET changes nothing: mail servers follow links to look for
 * what is dangerous.
 */
import { type Context, Hono } from 'hono'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { findRecipient } from '../../desk/journeys/find-recipient.ts'
import { findStopChannel } from '../../desk/outreach/find-stop-channel.ts'
import { readStopToken, type StopAddress } from '../../desk/outreach/stop-link.ts'
import { stopMessages } from '../../desk/outreach/stop-messages.ts'
import { Problem } from '../../kit/problem.ts'
import { callerAddress } from '../caller-address.ts'
import { limitBody } from '../limit-body.ts'
import type { FoyerEnv } from '../visitor.ts'
import { welcomeGuest } from './guest.ts'
import { LANGUAGES } from './language.ts'
import { answerPlainly, type BookingDoors } from './open-page.ts'
import { answerPage } from './page.ts'
import { readTyped } from './read-booking-form.ts'
import { choicesFor, noReceiverPage, stopPage, stoppedPage, textShown } from './stop-pages.ts'
import { networkOf } from './visitor-limits.ts'
import { widgetLimits } from './widget-limits.ts'

const MAX_BYTES = 16 * 1024
/** The body of a mail program's request (RFC 8058, 3.1). */
const ONE_CLICK = { name: 'List-Unsubscribe', value: 'One-Click' }

/** What stands under `/u`. */
export function stopDoor(doors: Omit<BookingDoors, 'carried'>): Hono<FoyerEnv> {
  const { database, clock, keyring, publicUrl, trustedProxies } = doors
  const limits = widgetLimits(clock)
  const door = new Hono<FoyerEnv>()
  const waitOf = (c: Context) => limits.take('request', networkOf(callerAddress(c, trustedProxies)))

  door.onError((error, c) => {
    if (error instanceof Problem && error.status === 503) {
      return answerPlainly(c, { title: 'away_title', text: 'away_text', status: 503, headers: error.headers })
    }
    doors.log.error('page.failed', { requestId: c.get('requestId'), httpStatus: 500 }, error)
    return answerPlainly(c, { title: 'broken_title', text: 'broken_text', status: 500 })
  })
  door.use(async (c, next) => {
    await next()
    if (publicUrl.startsWith('https:')) c.res.headers.set('strict-transport-security', 'max-age=31536000')
  })
  door.use(
    limitBody(MAX_BYTES, (c) => answerPlainly(c, { title: 'long_title', text: 'long_text', status: 413 })),
  )

  door.get('/:token', async (c) => {
    const wait = waitOf(c)
    if (wait > 0) return answerBusy(c, wait)
    const address = readStopToken(keyring, c.req.param('token'))
    if (!address) return answerDead(c)
    return answerStop(c, address)
  })

  door.post('/:token', async (c) => {
    const address = readStopToken(keyring, c.req.param('token'))
    const typed = await readTyped(c)
    if (address && typed[ONE_CLICK.name] === ONE_CLICK.value) {
      // Not by network: one provider's servers ask for many people.
      const wait = limits.take('message', `${address.clinicId} ${address.contactId}`)
      if (wait > 0) return c.text('Too many requests\n', 429, { 'retry-after': String(wait) })
      const isKnown = await database.inClinic(address.clinicId, (tx) =>
        stopMessages(tx, {
          ...address,
          // They pressed a button of their mail program and were asked nothing: all ends that may, and the confirmation and the
          // reminder of a visit, which they are waiting for, stay.
          choice: 'but_visits',
          textShown: `${ONE_CLICK.name}=${ONE_CLICK.value}`,
        }),
      )
      return isKnown ? c.text('Stopped\n') : answerDead(c)
    }
    const wait = waitOf(c)
    if (wait > 0) return answerBusy(c, wait)
    if (!address) return answerDead(c)
    return answerStop(c, address, typed.stop)
  })

  /** Without a choice that the page offers, it asks. */
  async function answerStop(c: Context, address: StopAddress, wish?: string): Promise<Response> {
    const { clinicId, contactId, purpose } = address
    const found = await database.inClinic(clinicId, async (tx) => {
      const clinic = await findClinic(tx)
      // Its organization was removed, and mails of it are still read.
      if (!clinic) return undefined
      const person = await findRecipient(tx, { contactId, appointmentId: null })
      const chosen = c.req.query('lang') ?? ''
      const guest = welcomeGuest({
        clinic,
        query: { lang: LANGUAGES.includes(chosen) ? chosen : (person?.language ?? '') },
        acceptLanguage: c.req.header('accept-language') ?? null,
        publicUrl,
        now: clock.now(),
      })
      if (!person) return { guest, page: noReceiverPage(guest) }
      const channel = await findStopChannel(tx, address)
      const choice = choicesFor(purpose).find((each) => each === wish)
      if (!choice) return { guest, page: stopPage(guest, { purpose, channel }) }
      await stopMessages(tx, { ...address, choice, textShown: textShown(guest, { choice, channel }) })
      return { guest, page: stoppedPage(guest, { choice, channel }) }
    })
    return found ? answerPage(c, found.guest, found.page) : answerDead(c)
  }

  return door
}

function answerDead(c: Context): Response {
  return answerPlainly(c, { title: 'stop_dead_title', text: 'stop_dead_text', status: 404 })
}

function answerBusy(c: Context, wait: number): Response {
  const headers = { 'retry-after': String(wait) }
  return answerPlainly(c, { title: 'stop_busy_title', text: 'stop_busy_text', status: 429, headers })
}
