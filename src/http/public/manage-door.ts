/** The doors behind a manage link: see the appointment, move it, cancel it, take it along as a file. */
import type { Context, Hono } from 'hono'
import { cancelOnline } from '../../desk/scheduling/cancel-online.ts'
import { findFreeTime } from '../../desk/scheduling/find-availability.ts'
import {
  findManagedAppointment,
  type ManagedAppointment,
} from '../../desk/scheduling/find-managed-appointment.ts'
import { changeRefusalOf, readManageToken } from '../../desk/scheduling/manage-link.ts'
import { moveOnline } from '../../desk/scheduling/move-online.ts'
import { minutesBetween, SlotTaken } from '../../desk/scheduling/place.ts'
import { findPractitioner, findPractitioners } from '../../desk/services/find-practitioners.ts'
import { findService } from '../../desk/services/find-services.ts'
import type { Service } from '../../desk/services/service.ts'
import type { Tx } from '../../kit/db.ts'
import { isUuid } from '../../kit/ids.ts'
import { callerAddress } from '../caller-address.ts'
import type { BookingBindings } from './booking-door.ts'
import { calendarFile } from './calendar-links.ts'
import { addressOf, type Guest, inZone } from './guest.ts'
import { lookUpMonth, wishOf } from './look-up-month.ts'
import { cancelPage, deadLinkPage, type ManageView, managePage, movePage, type Whom } from './manage-pages.ts'
import { type Answer, openPage, type Reception } from './open-page.ts'
import { cleanText, readTyped } from './read-booking-form.ts'
import { tooManyPage } from './too-many-page.ts'
import { networkOf } from './visitor-limits.ts'

/** Of no appointment: what a dead link is looked up by, so that it takes as long as any other. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const LONGEST_REASON = 500

interface Linked {
  appointment: ManagedAppointment
  token: string
}

type Work = (tx: Tx, guest: Guest, linked: Linked) => Promise<Answer>

/** Answers for the appointment of the address's token, or that the link is dead: the same for whatever reason. */
export function openAppointment(
  c: Context,
  reception: Reception,
  work: Work,
  otherwise?: (error: unknown) => Work | undefined,
): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const linkedTo = (answer: Work) => async (tx: Tx, guest: Guest) => {
    const id = readManageToken(reception.keyring, guest.clinic.clinicId, token)
    const appointment = await findManagedAppointment(tx, {
      id: id ?? NOBODY,
      language: guest.speech.language,
    })
    if (!appointment) return deadLinkPage(guest)
    // Told in the time that they booked by, unless they chose another.
    const timeZone = guest.hasChosenZone ? guest.timeZone : (appointment.timeZone ?? guest.timeZone)
    return answer(tx, inZone(guest, timeZone), { appointment, token })
  }
  return openPage(c, reception, linkedTo(work), async (tx, guest, error) => {
    const answer = otherwise?.(error)
    return answer && linkedTo(answer)(tx, guest)
  })
}

export function answerManagement(door: Hono<BookingBindings>, reception: Reception): void {
  const { limits, trustedProxies } = reception
  const waitOf = (c: Context) => limits.take('change', networkOf(callerAddress(c, trustedProxies)))

  door.get('/:clinic/manage/:token', (c) =>
    openAppointment(c, reception, async (tx, guest, linked) => {
      const view = await viewAppointment(tx, guest, linked)
      const done = c.req.query('done')
      const isCancelled = linked.appointment.status === 'cancelled'
      if (done === 'cancelled' && isCancelled) return managePage(guest, { ...view, done })
      if ((done === 'moved' || done === 'booked') && !isCancelled) return managePage(guest, { ...view, done })
      return managePage(guest, view)
    }),
  )

  door.get('/:clinic/manage/:token/calendar.ics', (c) =>
    openAppointment(c, reception, async (_tx, guest, { appointment }) => ({
      file: calendarFile(guest, appointment),
      type: 'text/calendar; charset=utf-8; method=PUBLISH',
      name: 'appointment.ics',
    })),
  )

  door.get('/:clinic/manage/:token/move', (c) =>
    openAppointment(c, reception, (tx, guest, linked) => viewMove(tx, guest, linked, c.req.query())),
  )

  door.post('/:clinic/manage/:token/move', async (c) => {
    const { start = '', practitioner = '' } = await readTyped(c)
    const waitSeconds = waitOf(c)
    return openAppointment(
      c,
      reception,
      async (tx, guest, linked) => {
        if (waitSeconds > 0) return tooManyPage(guest, waitSeconds)
        const { service } = await viewAppointment(tx, guest, linked)
        const startAt = service && wishOf(guest, service, { start }).start
        if (!startAt) return { goTo: moveAt(guest, linked) }
        const { id: appointmentId } = linked.appointment
        const moved = await moveOnline(tx, {
          clinic: guest.clinic,
          appointmentId,
          startAt,
          practitionerId: isUuid(practitioner) ? practitioner.toLowerCase() : null,
        })
        return { goTo: addressOf(guest, `/manage/${linked.token}`, { done: moved.ok ? 'moved' : null }) }
      },
      (error) => {
        if (!(error instanceof SlotTaken)) return undefined
        return async (_tx, guest, linked) => ({ goTo: moveAt(guest, linked, error.wanted.startAts[0]) })
      },
    )
  })

  door.get('/:clinic/manage/:token/cancel', (c) =>
    openAppointment(c, reception, async (tx, guest, linked) => {
      const view = await viewAppointment(tx, guest, linked)
      return view.refusal ? managePage(guest, view) : cancelPage(guest, view)
    }),
  )

  door.post('/:clinic/manage/:token/cancel', async (c) => {
    const { reason } = await readTyped(c)
    const waitSeconds = waitOf(c)
    return openAppointment(c, reception, async (tx, guest, { appointment, token }) => {
      if (waitSeconds > 0) return tooManyPage(guest, waitSeconds)
      const cancelled = await cancelOnline(tx, {
        appointmentId: appointment.id,
        reason: cleanText(reason).slice(0, LONGEST_REASON) || null,
      })
      return { goTo: addressOf(guest, `/manage/${token}`, { done: cancelled.ok ? 'cancelled' : null }) }
    })
  })
}

export async function viewAppointment(tx: Tx, guest: Guest, linked: Linked): Promise<ManageView> {
  const { appointment } = linked
  const service = appointment.serviceId ? await findService(tx, appointment.serviceId) : undefined
  return { ...linked, service, refusal: changeRefusalOf(appointment, service, guest.now), done: null }
}

async function viewMove(
  tx: Tx,
  guest: Guest,
  linked: Linked,
  query: Record<string, string>,
): Promise<Answer> {
  const view = await viewAppointment(tx, guest, linked)
  const { service, refusal, appointment } = view
  if (refusal || !service) return managePage(guest, view)
  const whom = await findWhom(tx, { service, appointment }, query)
  // Of the same length.
  const { practitionerId } = whom
  const wish = { ...wishOf(guest, service, query), durationMinutes: null, practitionerId }
  const durationMinutes = minutesBetween(appointment.startAt, appointment.endAt)
  const exceptId = appointment.id
  const chosen = wish.start
    ? { service, startAt: wish.start, durationMinutes, practitionerId, exceptId }
    : undefined
  const free = chosen && (await findFreeTime(tx, guest.clinic, chosen))
  if (chosen && !free) return { goTo: moveAt(guest, linked, chosen.startAt) }
  return movePage(guest, {
    ...view,
    ...(await lookUpMonth(tx, guest, { service, wish, durationMinutes, exceptId })),
    service,
    wish,
    whom,
    with: free ? await findWith(tx, { service, appointment }, free.practitionerIds) : null,
    listsZones: query.zones === '1',
    hasLostTime: query.lost === '1',
  })
}

/** Whoever chose their practitioner stays with them unless they choose otherwise; else it is whoever is free. */
async function findWhom(
  tx: Tx,
  { service, appointment }: { service: Service; appointment: ManagedAppointment },
  query: Record<string, string>,
): Promise<Whom> {
  if (service.assignment !== 'one') return { practitioners: [], practitionerId: null, isChosen: false }
  const performers = service.practitioners.map((performer) => performer.practitionerId)
  const found = await findPractitioners(tx, { ids: performers })
  const practitioners = found.filter((practitioner) => practitioner.isBookable)
  const known = (id: string | undefined) => practitioners.find((practitioner) => practitioner.id === id)?.id
  const chosen = query.anybody === '1' ? null : known(query.practitioner?.toLowerCase())
  return {
    practitioners,
    practitionerId: chosen === undefined ? (known(appointment.practitioner?.id) ?? null) : chosen,
    isChosen: chosen !== undefined,
  }
}

/** Who would do it at the new time: their own practitioner where that one is free, as `moveOnline` does it. */
async function findWith(
  tx: Tx,
  { service, appointment }: { service: Service; appointment: ManagedAppointment },
  free: readonly string[],
) {
  if (service.assignment === 'all') return null
  const own = appointment.practitioner
  if (own && free.includes(own.id)) return own
  return free[0] ? ((await findPractitioner(tx, free[0])) ?? null) : null
}

/** The months to choose from; with a time that was lost, its day. */
function moveAt(guest: Guest, { token }: Linked, lost?: Temporal.Instant): string {
  const date = lost?.toZonedDateTimeISO(guest.timeZone).toPlainDate()
  return addressOf(guest, `/manage/${token}/move`, {
    month: date?.toPlainYearMonth().toString(),
    date: date?.toString(),
    lost: date ? '1' : null,
  })
}
