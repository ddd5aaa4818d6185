/** What a patient books without anybody's help: only what the booking page offers, and not without end. */
import { sql } from 'kysely'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { Service } from '../services/service.ts'
import { type BookRefusal, bookSlot } from './book-slot.ts'
import { findFreeTime } from './find-availability.ts'
import { countOpenBookings } from './find-open-bookings.ts'
import { findPageHold, type HoldKey } from './find-page-hold.ts'
import { SlotTaken } from './place.ts'

export interface BookOnline {
  clinic: Clinic
  service: Service
  startAt: Temporal.Instant
  durationMinutes: number
  /** Whom the patient chose; null: anybody. */
  practitionerId: string | null
  hold: HoldKey | null
  /** Names the form: sent twice, it is one booking. */
  key: string
  person: {
    name: string
    phone: string | null
    email: string | null
    timeZone: string | null
    locale: string
    /** Who is treated, where that is somebody else. */
    patientName?: string | null
  }
  answers: { key: string; label: string; value: string }[]
}

/** Thrown, so that nothing stays of the booking. */
export class TooManyOpen extends Error {
  override readonly name = 'TooManyOpen'
}

/** Upcoming ones of one person: a family, not a joker. */
export const OPEN_BOOKINGS_MAX = 6

const patient: Actor = { kind: 'contact', id: null }

export interface BookedOnline {
  ok: true
  appointmentId: string
  /** `known`: the same form was sent before. `known_otherwise`: it was, and other words stood in it. */
  is: 'new' | 'known' | 'known_otherwise'
}

/**
 * Books what the page offers at this moment: hours, notice, window and limits hold, as `findFreeTime` says; what the
 * patient holds is theirs. Throws `SlotTaken` where it is offered no more, `TooManyOpen` where the person has enough.
 */
export async function bookOnline(tx: Tx, input: BookOnline): Promise<BookedOnline | BookRefusal> {
  const { service, startAt, durationMinutes, person, key } = input
  const wanted = { serviceId: service.id, startAt, durationMinutes }
  const requestKey = { key, requestHash: sha256Hex(JSON.stringify([wanted, person, input.answers])) }
  const practitionerIds = await findOffered(tx, input)
  if (!practitionerIds) {
    // Perhaps the same form has booked it a moment ago.
    const known = await findByKey(tx, requestKey)
    if (known) return known
    const wish = input.practitionerId ? [input.practitionerId] : null
    throw new SlotTaken('slot_taken', { ...wanted, practitionerIds: wish, startAts: [startAt] })
  }
  const booked = await bookSlot(tx, patient, {
    ...wanted,
    practitionerIds: service.assignment === 'all' ? null : practitionerIds,
    person,
    hold: input.hold,
    requestKey,
    answers: input.answers,
  })
  if (!booked.ok) {
    const known = booked.reason === 'key_reused' ? await findByKey(tx, requestKey) : undefined
    return known ?? booked
  }
  const { appointmentId, isRepeat } = booked
  // Counted under the contact's lock, which bookSlot took: of two at once the second counts the first.
  if (!isRepeat && (await countOpenBookings(tx, appointmentId)) > OPEN_BOOKINGS_MAX) throw new TooManyOpen()
  return { ok: true, appointmentId, is: isRepeat ? 'known' : 'new' }
}

/**
 * Who would do it, as the page offers it or as this patient holds it, and of anybody the others who are free too.
 * Undefined where it is not to be had.
 */
async function findOffered(tx: Tx, input: BookOnline): Promise<string[] | undefined> {
  const { clinic, service, startAt, durationMinutes, practitionerId } = input
  const held = input.hold ? await findPageHold(tx, input.hold) : undefined
  const isHeld =
    held?.serviceId === service.id && held.startAt.equals(startAt) && held.durationMinutes === durationMinutes
  const own = isHeld && held.practitionerId ? [held.practitionerId] : undefined
  const isAnybody = !practitionerId && service.assignment === 'any' && service.practitioners.length > 1
  if (own && !isAnybody) return own
  const free = await findFreeTime(tx, clinic, {
    service,
    startAt,
    durationMinutes,
    practitionerId,
    exceptId: held?.id ?? null,
  })
  return own ? [...new Set([...own, ...(free?.practitionerIds ?? [])])] : free?.practitionerIds
}

async function findByKey(
  tx: Tx,
  { key, requestHash }: { key: string; requestHash: string },
): Promise<BookedOnline | undefined> {
  const row = await tx.one(sql<{ appointment_id: string; is_same: boolean }>`
    select appointment_id, request_hash = ${requestHash} as is_same
    from booking_keys
    where clinic_id = ${tx.clinicId} and key = ${key}`)
  return row && { ok: true, appointmentId: row.appointment_id, is: row.is_same ? 'known' : 'known_otherwise' }
}
