import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { isTimeZone } from '../clinics/clinic.ts'
import { hoursChanged } from './events.ts'
import { findPractitioner } from './find-practitioners.ts'
import {
  type HoursOverride,
  type HoursRefusal,
  type Travel,
  travelsOverlap,
  type WeeklyHours,
} from './hours.ts'
import type { Practitioner } from './practitioner.ts'

export interface Schedule {
  hours: WeeklyHours[]
  /** Not given: they stay. */
  overrides?: HoursOverride[]
  /** Not given: they stay. */
  travels?: Travel[]
}

/** Replaces a practitioner's weekly hours, and overrides and travel where they are given. */
export async function saveHours(
  tx: Tx,
  actor: Actor,
  practitionerId: string,
  schedule: Schedule,
): Promise<{ ok: true; practitioner: Practitioner } | HoursRefusal> {
  const { hours, overrides, travels } = schedule
  // The lock lets two who save at once take turns, so that no hours of both are left.
  const known = await tx.one(sql`
    select 1
    from practitioners
    where clinic_id = ${tx.clinicId} and id = ${practitionerId}
    for no key update`)
  if (!known) return { ok: false, reason: 'no_practitioner' }
  const refusal = refusalOf(schedule)
  if (refusal) return refusal
  await replaceWeek(tx, practitionerId, hours)
  if (overrides) await replaceOverrides(tx, practitionerId, overrides)
  if (travels) await replaceTravels(tx, practitionerId, travels)
  await record(tx, hoursChanged, { actor, payload: { practitionerId } })
  const practitioner = await findPractitioner(tx, practitionerId)
  invariant(practitioner, 'a locked practitioner vanished')
  return { ok: true, practitioner }
}

/** Replaces the hours of practitioners without their own. */
export async function saveClinicHours(tx: Tx, actor: Actor, hours: WeeklyHours[]): Promise<void> {
  await tx.run(sql`select from clinics where clinic_id = ${tx.clinicId} for no key update`)
  await replaceWeek(tx, null, hours)
  await record(tx, hoursChanged, { actor, payload: { practitionerId: null } })
}

function refusalOf({ overrides = [], travels = [] }: Schedule): HoursRefusal | null {
  if (travels.some((travel) => !isTimeZone(travel.timeZone)))
    return { ok: false, reason: 'unknown_time_zone' }
  if (travels.some((travel) => travel.toDate < travel.fromDate))
    return { ok: false, reason: 'ends_before_start' }
  if (travelsOverlap(travels)) return { ok: false, reason: 'travels_overlap' }
  if (new Set(overrides.map((override) => override.date)).size < overrides.length) {
    return { ok: false, reason: 'same_date_twice' }
  }
  return null
}

async function replaceWeek(tx: Tx, practitionerId: string | null, hours: WeeklyHours[]): Promise<void> {
  const rows = hours.map((window) => ({
    id: uuidv7(tx.clock.now()),
    ...window,
    days: [...new Set(window.days)].toSorted(),
  }))
  await tx.run(sql`
    delete from weekly_hours
    where clinic_id = ${tx.clinicId} and practitioner_id is not distinct from ${practitionerId}`)
  await tx.run(sql`
    insert into weekly_hours (clinic_id, id, practitioner_id, days, start_time, end_time)
    select ${tx.clinicId}::uuid, id, ${practitionerId}::uuid, days, start, "end"
    from ${rowsOf(rows)} as hours(id uuid, days integer[], start text, "end" text)`)
}

async function replaceOverrides(tx: Tx, practitionerId: string, overrides: HoursOverride[]): Promise<void> {
  const rows = overrides.map((override) => ({ id: uuidv7(tx.clock.now()), ...override }))
  await tx.run(sql`
    delete from schedule_overrides
    where clinic_id = ${tx.clinicId} and practitioner_id = ${practitionerId}`)
  await tx.run(sql`
    insert into schedule_overrides (clinic_id, id, practitioner_id, date, windows, name)
    select ${tx.clinicId}::uuid, id, ${practitionerId}::uuid, date, windows, name
    from ${rowsOf(rows)} as override(id uuid, date date, windows jsonb, name text)`)
}

async function replaceTravels(tx: Tx, practitionerId: string, travels: Travel[]): Promise<void> {
  await tx.run(sql`
    delete from travels
    where clinic_id = ${tx.clinicId} and practitioner_id = ${practitionerId}`)
  await tx.run(sql`
    insert into travels (clinic_id, practitioner_id, from_date, to_date, time_zone)
    select ${tx.clinicId}::uuid, ${practitionerId}::uuid, "fromDate", "toDate", "timeZone"
    from ${rowsOf(travels)} as travel("fromDate" date, "toDate" date, "timeZone" text)`)
}

function rowsOf(rows: object[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`
}
