import { sql } from 'kysely'
import { LostRace, type Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import type { BookingNotice } from '../../providers/bookings/notice.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { absorbAppointment } from './absorb-appointment.ts'
import {
  decideChange,
  isNewsWhenRepeated,
  isOldAttendance,
  type KnownAppointment,
  type Standing,
} from './appointment.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { appointmentNoticed, appointmentPaid } from './events.ts'
import { lockStanding } from './lock-standing.ts'
import { markNoShow, undoNoShow } from './mark-no-show.ts'
import { confirmAppointment, moveAppointment } from './move-appointment.ts'
import { lockOfName, nameAppointment } from './name-appointment.ts'

export interface ApplyBookingNotice {
  clinic: Clinic
  vendor: string
  connectionId: string
  notice: BookingNotice
  /** Stands in for the moment it happened where the vendor tells none. */
  receivedAt: Temporal.Instant
  /** When the same bytes came last. */
  lastReceivedAt: Temporal.Instant
  /** This delivery was applied to its appointment before. */
  isReplay: boolean
}

/** What became of a notice; `reason` is for staff. */
export type Applied =
  | { status: 'done'; appointmentId: string; reason: string | null }
  | { status: 'kept'; appointmentId: string | null; reason: string }
  | { status: 'waiting'; waitsFor: string; reason: string }
  | { status: 'failed'; reason: string }

/**
 * Does what a vendor's message about a booking says, whatever order messages come in. The same message again
 * changes nothing.
 */
export async function applyBookingNotice(tx: Tx, actor: Actor, input: ApplyBookingNotice): Promise<Applied> {
  const { notice } = input
  switch (notice.kind) {
    case 'booking':
      return applyBooking(tx, actor, { ...input, notice })
    case 'attendance':
      return applyAttendance(tx, actor, { ...input, notice })
    case 'ping':
      await notePing(tx, input.connectionId)
      return {
        status: 'kept',
        appointmentId: null,
        reason: 'A test from the other side: the connection works.',
      }
    case 'meeting':
    case 'other': {
      const { known } = await lockStanding(tx, input.vendor, notice.references, [])
      if (!known)
        return { status: 'kept', appointmentId: null, reason: 'Kept and shown; it changes no appointment.' }
      if (!input.isReplay) await noteOnTimeline(tx, actor, known, notice.trigger)
      return {
        status: 'kept',
        appointmentId: known.id,
        reason: 'Kept on the timeline; it changes no appointment.',
      }
    }
  }
}

type BookingNews = Extract<BookingNotice, { kind: 'booking' }>
type AttendanceNews = Extract<BookingNotice, { kind: 'attendance' }>

async function applyBooking(
  tx: Tx,
  actor: Actor,
  input: ApplyBookingNotice & { notice: BookingNews },
): Promise<Applied> {
  const { notice, vendor } = input
  const { booking } = notice
  const standing = await lockStanding(tx, vendor, booking.references, booking.replaces)
  const firstToldAt = notice.occurredAt ?? input.receivedAt
  const vendorChangedAt = toldAt(input)
  if (isAnotherSeat(notice, standing)) return { status: 'failed', reason: ANOTHER_SEAT }
  const change = decideChange(
    {
      change: notice.change,
      vendorStatus: booking.vendorStatus,
      occurredAt: vendorChangedAt,
      firstToldAt,
      startAt: booking.startAt,
      endAt: booking.endAt,
    },
    standing,
  )
  let appointmentId: string
  let reason: string | null = null
  if (change.do === 'create') {
    appointmentId = await bookAppointment(tx, actor, {
      ...input,
      booking,
      status: change.status,
      source: vendor,
      vendorChangedAt,
    })
  } else {
    appointmentId = change.appointment.id
    const at = {
      appointment: change.appointment,
      clinic: input.clinic,
      booking,
      source: vendor,
      vendorChangedAt,
    }
    switch (change.do) {
      case 'confirm':
        await confirmAppointment(tx, actor, at)
        break
      case 'move':
        await moveAppointment(tx, actor, { ...at, status: change.status })
        break
      case 'cancel': {
        const cause = notice.change === 'rejected' ? 'rejected' : 'cancelled'
        await cancelAppointment(tx, actor, { ...at, cause, reason: booking.cancellationReason })
        await nameAppointment(tx, {
          appointmentId,
          vendor,
          references: booking.references,
          superseded: booking.replaces,
        })
        break
      }
      case 'absorb':
        await absorbAppointment(tx, actor, change)
        await nameAppointment(tx, { appointmentId, vendor, references: [], superseded: booking.replaces })
        break
      case 'nothing':
        reason =
          change.because === 'known_already'
            ? 'Known already; nothing to change.'
            : 'Older than what is known; nothing changed.'
        if (change.because === 'known_already' && isNewsWhenRepeated(notice)) await confirmTold(tx, at)
        await nameAppointment(tx, { appointmentId, vendor, references: [], superseded: booking.replaces })
    }
  }
  if (notice.change === 'paid') await notePayment(tx, actor, { appointmentId, notice })
  if (notice.change === 'payment_started' && change.do !== 'create' && !input.isReplay) {
    await noteOnTimeline(tx, actor, change.appointment, notice.trigger)
  }
  return { status: 'done', appointmentId, reason }
}

/** When it happened, as far as is known: what may be news when it is repeated, happened when it was told last. */
function toldAt({ notice, receivedAt, lastReceivedAt }: ApplyBookingNotice): Temporal.Instant {
  const occurredAt = 'occurredAt' in notice ? notice.occurredAt : null
  return occurredAt ?? (isNewsWhenRepeated(notice) ? lastReceivedAt : receivedAt)
}

/** What is known was told once more: what was told in between and is applied after this is older. */
async function confirmTold(
  tx: Tx,
  input: { appointment: KnownAppointment; vendorChangedAt: Temporal.Instant },
): Promise<void> {
  await tx.run(sql`
    update appointments
    set vendor_changed_at = greatest(vendor_changed_at, ${input.vendorChangedAt})
    where clinic_id = ${tx.clinicId} and id = ${input.appointment.id}`)
}

async function noteOnTimeline(
  tx: Tx,
  actor: Actor,
  appointment: KnownAppointment,
  trigger: string,
): Promise<void> {
  await record(tx, appointmentNoticed, {
    actor,
    contactId: appointment.contactId,
    appointmentId: appointment.id,
    payload: { trigger },
  })
}

const ANOTHER_SEAT =
  'Another person took a seat of a booking that is known. Seats are not supported yet: add this patient by hand, or use an event type without seats.'

/** Cal.com tells of each seat under the same uid; it must not be taken for a repeat and lost. */
function isAnotherSeat(notice: BookingNews, { known, isOldName }: Standing): boolean {
  if (notice.change !== 'created' && notice.change !== 'requested') return false
  const { email } = notice.booking.attendee
  return (
    known !== null &&
    !isOldName &&
    email !== null &&
    known.attendeeEmail !== null &&
    email !== known.attendeeEmail
  )
}

/** The payment is kept once: a repeat finds `paid_at` set. */
async function notePayment(
  tx: Tx,
  actor: Actor,
  input: { appointmentId: string; notice: BookingNews },
): Promise<void> {
  const paid = await tx.one(sql<{ contact_id: string }>`
    update appointments
    set paid_at = ${input.notice.occurredAt ?? tx.clock.now()}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${input.appointmentId} and paid_at is null
    returning contact_id`)
  if (!paid) return
  const { payment } = input.notice.booking
  await record(tx, appointmentPaid, {
    actor,
    contactId: paid.contact_id,
    appointmentId: input.appointmentId,
    occurredAt: input.notice.occurredAt,
    payload: { amountMinor: payment?.amountMinor ?? null, currency: payment?.currency ?? null },
  })
}

async function applyAttendance(
  tx: Tx,
  actor: Actor,
  input: ApplyBookingNotice & { notice: AttendanceNews },
): Promise<Applied> {
  const { references, attendees } = input.notice
  const occurredAt = toldAt(input)
  const standing = await lockStanding(tx, input.vendor, references, [])
  const { known } = standing
  if (!known) {
    const waitsFor = references[0]?.value ?? ''
    await tx.run(sql`select ${lockOfName(tx, sql`${waitsFor}::text`)}`)
    // Its booking may have arrived while we waited for the lock.
    if ((await lockStanding(tx, input.vendor, references, [])).known) throw new LostRace('booking arrived')
    return { status: 'waiting', waitsFor, reason: 'Waits for its booking, which has not arrived yet.' }
  }
  const own = attendees.find(({ email }) => email === null || email === known.attendeeEmail)
  if (!own)
    return { status: 'kept', appointmentId: known.id, reason: 'It speaks of a guest, not of the patient.' }
  if (isOldAttendance(occurredAt, standing)) {
    return { status: 'done', appointmentId: known.id, reason: 'Older than what is known; nothing changed.' }
  }
  const attendance = { appointment: known, toldAt: occurredAt }
  const changed = own.isNoShow
    ? await markNoShow(tx, actor, attendance)
    : await undoNoShow(tx, actor, attendance)
  return {
    status: 'done',
    appointmentId: known.id,
    reason: changed ? null : 'Known already; nothing to change.',
  }
}

async function notePing(tx: Tx, connectionId: string): Promise<void> {
  await tx.run(sql`
    update connections
    set last_ping_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${connectionId}`)
}
