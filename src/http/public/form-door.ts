/** From a chosen time to a booking: the hold, the form, what comes back, and the page that says it worked. */
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { bookOnline, TooManyOpen } from '../../desk/scheduling/book-online.ts'
import { findAvailability, findFreeTime } from '../../desk/scheduling/find-availability.ts'
import { findPageHold, type HoldKey } from '../../desk/scheduling/find-page-hold.ts'
import { holdOnline } from '../../desk/scheduling/hold-online.ts'
import { manageToken } from '../../desk/scheduling/manage-link.ts'
import { SlotTaken } from '../../desk/scheduling/place.ts'
import { findPractitioner } from '../../desk/services/find-practitioners.ts'
import type { Service } from '../../desk/services/service.ts'
import type { Tx } from '../../kit/db.ts'
import { isUuid } from '../../kit/ids.ts'
import { normalizePhone } from '../../kit/phone.ts'
import { callerAddress } from '../caller-address.ts'
import { bookedPage } from './booked-page.ts'
import { findChat, sourcesFrom, tieToChat } from './booking-chat.ts'
import type { BookingBindings } from './booking-door.ts'
import { type BookingView, bookingPage } from './booking-page.ts'
import type { Filling } from './form-fields.ts'
import { addressOf, type Guest } from './guest.ts'
import { wishOf } from './look-up-month.ts'
import { openAppointment, viewAppointment } from './manage-door.ts'
import { type Answer, openPage, type Reception, serviceOf } from './open-page.ts'
import { type FilledForm, readBookingForm, readTyped, type Typed } from './read-booking-form.ts'
import { tooManyPage } from './too-many-page.ts'
import { networkOf } from './visitor-limits.ts'

/** Offered where a time was lost, of the weeks that follow it: who wanted Tuesday does not want spring. */
const NEXT_TIMES = 6
const NEXT_HOURS = 28 * 24

const NOTHING_TYPED: Filling = { typed: {}, faults: new Map() }

export function answerForm(door: Hono<BookingBindings>, reception: Reception): void {
  const { limits, keyring, trustedProxies } = reception
  const callerOf = (c: Context) => networkOf(callerAddress(c, trustedProxies))

  door.post('/:clinic/:service/hold', async (c) => {
    const typed = await readTyped(c)
    const mayHold = limits.take('hold', callerOf(c)) === 0
    return openPage(
      c,
      reception,
      async (tx, guest) => {
        const service = await serviceOf(c, tx, guest)
        const choice = choiceOf(guest, service, typed)
        if (!choice) return { goTo: addressOf(guest, `/${service.slug}`) }
        const former = readHold(typed.hold)
        const held = mayHold
          ? await holdOnline(tx, { clinic: guest.clinic, service, ...choice, former })
          : undefined
        return {
          goTo: formAt(guest, service, choice, held?.ok ? `${held.hold.id}.${held.hold.token}` : null),
        }
      },
      async (tx, guest, error) => {
        if (!(error instanceof SlotTaken)) return undefined
        const service = await serviceOf(c, tx, guest)
        const choice = choiceOf(guest, service, typed)
        return choice ? { goTo: timesAt(guest, service, choice) } : undefined
      },
    )
  })
  // The address of a form that was sent, opened again.
  door.get('/:clinic/:service/hold', (c) =>
    openPage(c, reception, async (tx, guest) => ({
      goTo: addressOf(guest, `/${(await serviceOf(c, tx, guest)).slug}`),
    })),
  )

  door.get('/:clinic/:service/book', (c) =>
    openPage(c, reception, async (tx, guest) => {
      const service = await serviceOf(c, tx, guest)
      const choice = choiceOf(guest, service, c.req.query())
      if (!choice) return { goTo: addressOf(guest, `/${service.slug}`) }
      return bookingPage(
        guest,
        await viewForm(tx, guest, { service, choice, hold: c.req.query('hold'), ...NOTHING_TYPED }),
      )
    }),
  )

  door.post('/:clinic/:service/book', async (c) => {
    const typed = await readTyped(c)
    const waitSeconds = limits.take('send', callerOf(c))
    // Counted once, also where the transaction begins again.
    let waitForPhone: number | undefined
    return openPage(
      c,
      reception,
      async (tx, guest) => {
        const service = await serviceOf(c, tx, guest)
        if (waitSeconds > 0) return tooManyPage(guest, waitSeconds)
        const choice = choiceOf(guest, service, typed)
        if (!choice) return withoutTime(tx, guest, service, typed)
        const read = readBookingForm(typed, { service, country: guest.clinic.country })
        if (!read.ok) {
          const view = await viewForm(tx, guest, {
            service,
            choice,
            hold: typed.hold,
            typed,
            faults: read.faults,
          })
          return bookingPage(guest, view)
        }
        const phone = normalizePhone(read.form.phone, guest.clinic.country).e164
        waitForPhone ??= limits.takePhone({ clinicId: guest.clinic.clinicId, phone, caller: callerOf(c) })
        if (waitForPhone > 0) return tooManyPage(guest, waitForPhone)
        return book(tx, guest, { service, choice, typed, form: read.form })
      },
      async (tx, guest, error) => {
        if (error instanceof TooManyOpen) return tooManyPage(guest, null)
        if (!(error instanceof SlotTaken)) return undefined
        const service = await serviceOf(c, tx, guest)
        const choice = choiceOf(guest, service, typed)
        if (!choice) return undefined
        return bookingPage(guest, await viewLost(tx, guest, { service, choice, typed, faults: new Map() }))
      },
    )
  })

  door.get('/:clinic/:service/booked/:token', (c) =>
    openAppointment(c, reception, async (tx, guest, { appointment, token }) =>
      bookedPage(guest, {
        appointment,
        token,
        slug: c.req.param('service'),
        isChangeable: (await viewAppointment(tx, guest, { appointment, token })).refusal === null,
        isMailed: reception.carried.includes('email'),
        wasSentBefore: c.req.query('sent') === 'before',
      }),
    ),
  )

  async function book(
    tx: Tx,
    guest: Guest,
    input: { service: Service; choice: Choice; typed: Typed; form: FilledForm },
  ): Promise<Answer> {
    const { service, choice, typed, form } = input
    const chat = await findChat(tx, guest, keyring)
    const booked = await bookOnline(tx, {
      clinic: guest.clinic,
      service,
      ...choice,
      hold: readHold(typed.hold),
      key: keyOf(typed),
      person: {
        name: form.name,
        phone: form.phone,
        email: form.email,
        // The clock that they read the time on is the one that messages shall tell it by.
        timeZone: guest.timeZone,
        locale: guest.speech.locale,
        patientName: form.patientName,
      },
      answers: [...form.answers, ...sourcesFrom(guest, chat)],
    })
    // Changed by staff since the form was opened.
    if (!booked.ok) return { goTo: addressOf(guest, `/${service.slug}`) }
    const { appointmentId } = booked
    if (booked.is === 'new')
      await tieToChat(tx, guest, { chat, appointmentId, service, startAt: choice.startAt })
    const token = manageToken(keyring, guest.clinic.clinicId, appointmentId)
    return {
      goTo: addressOf(guest, `/${service.slug}/booked/${token}`, {
        sent: booked.is === 'known_otherwise' ? 'before' : null,
      }),
    }
  }
}

interface Choice {
  startAt: Temporal.Instant
  durationMinutes: number
  practitionerId: string | null
}

/** The chosen time; null where none can be read. */
function choiceOf(guest: Guest, service: Service, said: Record<string, string>): Choice | null {
  const wish = wishOf(guest, service, said)
  if (!wish.start) return null
  return {
    startAt: wish.start,
    durationMinutes: wish.durationMinutes ?? service.durationMinutes,
    practitionerId: wish.practitionerId,
  }
}

async function viewForm(
  tx: Tx,
  guest: Guest,
  asked: Filling & { service: Service; choice: Choice; hold: string | undefined },
): Promise<BookingView> {
  const { service, choice } = asked
  const key = readHold(asked.hold)
  const held = key ? await findPageHold(tx, key) : undefined
  const isHeld = held?.serviceId === service.id && held.startAt.equals(choice.startAt)
  if (!isHeld && !(await findFreeTime(tx, guest.clinic, { service, ...choice, exceptId: held?.id }))) {
    return viewLost(tx, guest, asked)
  }
  return {
    ...asked,
    ...choice,
    practitioner: await findChosen(tx, choice),
    hold: isHeld && asked.hold ? { token: asked.hold, expiresAt: held.expiresAt } : null,
    key: keyOf(asked.typed),
    lost: null,
  }
}

/** The form again, with other times to choose from and everything that was typed. */
async function viewLost(
  tx: Tx,
  guest: Guest,
  asked: Filling & { service: Service; choice: Choice },
): Promise<BookingView> {
  const { service, choice, typed } = asked
  const { startAt, durationMinutes, practitionerId } = choice
  const from = Temporal.Instant.compare(startAt, guest.now) < 0 ? guest.now : startAt
  const span = { from, to: from.add({ hours: NEXT_HOURS }) }
  const free = await findAvailability(tx, guest.clinic, { service, durationMinutes, practitionerId, ...span })
  return {
    ...asked,
    ...choice,
    practitioner: await findChosen(tx, choice),
    hold: null,
    // Another time is another booking.
    key: randomUUID(),
    typed,
    lost: { nextFree: free.slice(0, NEXT_TIMES).map((time) => time.startAt) },
  }
}

/** Sent from a form whose time had gone, and none of the others was chosen. */
async function withoutTime(tx: Tx, guest: Guest, service: Service, typed: Typed): Promise<Answer> {
  const choice = choiceOf(guest, service, { ...typed, start: typed.wanted ?? '' })
  if (!choice) return { goTo: addressOf(guest, `/${service.slug}`) }
  const read = readBookingForm(typed, { service, country: guest.clinic.country })
  const faults = new Map([['start', 'fault_start'] as const, ...(read.ok ? [] : read.faults)])
  return bookingPage(guest, await viewLost(tx, guest, { service, choice, typed, faults }))
}

async function findChosen(tx: Tx, { practitionerId }: Choice) {
  return practitionerId ? ((await findPractitioner(tx, practitionerId)) ?? null) : null
}

function formAt(guest: Guest, service: Service, choice: Choice, hold: string | null): string {
  return addressOf(guest, `/${service.slug}/book`, {
    start: choice.startAt.toString(),
    duration: choice.durationMinutes === service.durationMinutes ? null : choice.durationMinutes,
    practitioner: choice.practitionerId,
    hold,
  })
}

function timesAt(guest: Guest, service: Service, choice: Choice): string {
  const date = choice.startAt.toZonedDateTimeISO(guest.timeZone).toPlainDate()
  return addressOf(guest, `/${service.slug}`, {
    month: date.toPlainYearMonth().toString(),
    date: date.toString(),
    duration: choice.durationMinutes === service.durationMinutes ? null : choice.durationMinutes,
    practitioner: choice.practitionerId,
    lost: '1',
  })
}

/** `<id>.<token>`. */
export function readHold(text: string | undefined): HoldKey | null {
  const [id = '', token = ''] = (text ?? '').split('.')
  return isUuid(id) && token ? { id, token } : null
}

function keyOf(typed: Typed): string {
  return typed.key && isUuid(typed.key) ? typed.key : randomUUID()
}
