/** Each day in figures: visits by status, and how much of the time that is worked is booked. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { datesBetween } from '../services/hours.ts'
import type { AppointmentStatus } from './appointment.ts'
import { findWorkingDays, type WorkingDay } from './find-working-days.ts'
import { minutesBetween } from './place.ts'

export interface DayFigures {
  /** Of the clinic. */
  date: string
  closedFor: string | null
  /** Of what begins on this date; statuses without appointments are left out. */
  counts: { status: AppointmentStatus; count: number }[]
  bookedMinutes: number
  /** Of whoever can be booked. */
  workingMinutes: number
}

export interface DayFiguresFilter {
  from: string
  /** Included. */
  to: string
  practitionerId?: string
  serviceId?: string
}

export async function findDayFigures(
  tx: Tx,
  clinic: Clinic,
  filter: DayFiguresFilter,
): Promise<DayFigures[]> {
  const counted = Map.groupBy(await countAppointments(tx, clinic, filter), ({ date }) => date)
  const days = await findWorkingDays(tx, clinic, filter)
  return days.map((day) => {
    const rows = counted.get(day.date) ?? []
    return {
      date: day.date,
      closedFor: day.closedFor,
      counts: rows.map(({ status, count }) => ({ status, count })),
      bookedMinutes: rows
        .filter(({ status }) => status !== 'cancelled' && status !== 'noshow')
        .reduce((sum, { minutes }) => sum + minutes, 0),
      workingMinutes: workingMinutesOf(day, filter),
    }
  })
}

interface CountRow {
  date: string
  status: AppointmentStatus
  count: number
  minutes: number
}

/** Days are cut here, not in SQL: PostgreSQL's knowledge of zones may be of another year than ours. */
function countAppointments(tx: Tx, { timeZone }: Clinic, filter: DayFiguresFilter): Promise<CountRow[]> {
  const { from, to, practitionerId = null, serviceId = null } = filter
  const dates = datesBetween(from, to)
  const midnights = [...dates, Temporal.PlainDate.from(to).add({ days: 1 })].map((date) =>
    Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().toString(),
  )
  return tx.many(sql<CountRow>`
    select day.date, a.status, count(*), round(sum(extract(epoch from a.end_at - a.start_at)) / 60)::integer as minutes
    from unnest(${dates}::date[], ${midnights.slice(0, -1)}::timestamptz[], ${midnights.slice(1)}::timestamptz[])
      as day(date, starts, ends)
    join appointments a on a.clinic_id = ${tx.clinicId} and a.start_at >= day.starts and a.start_at < day.ends
    where a.absorbed_into_id is null
      and (${practitionerId}::uuid is null or a.practitioner_id = ${practitionerId} or exists (
        select
        from appointment_allocations taken
        where taken.clinic_id = a.clinic_id and taken.appointment_id = a.id and taken.resource_id = ${practitionerId}))
      and (${serviceId}::uuid is null or a.service_id = ${serviceId})
    group by day.date, a.status
    order by day.date, a.status`)
}

function workingMinutesOf(day: WorkingDay, { practitionerId, serviceId }: DayFiguresFilter): number {
  return day.practitioners
    .filter(({ isBookable }) => isBookable)
    .filter((each) => !practitionerId || each.practitionerId === practitionerId)
    .filter((each) => !serviceId || each.serviceIds.includes(serviceId))
    .flatMap(({ windows }) => windows)
    .reduce((sum, { startAt, endAt }) => sum + minutesBetween(startAt, endAt), 0)
}
