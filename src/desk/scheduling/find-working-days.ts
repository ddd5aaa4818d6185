/** When each practitioner works, with closures, days off and travel resolved by the availability engine. */
import { workingDays } from '@foyer/availability'
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { findClinicHours, findClosures } from '../services/find-hours.ts'
import { findPractitioners } from '../services/find-practitioners.ts'
import {
  type Closure,
  datesBetween,
  type WeeklyHours,
  withinClinicDays,
  zoneOfHours,
} from '../services/hours.ts'
import type { Practitioner } from '../services/practitioner.ts'

export interface Window {
  startAt: Temporal.Instant
  endAt: Temporal.Instant
}

export interface WorkingDay {
  /** Of the clinic. */
  date: string
  /** The name of the closure; null where the clinic is open. */
  closedFor: string | null
  practitioners: {
    practitionerId: string
    isBookable: boolean
    serviceIds: string[]
    /** In order, apart from each other; by the date on which they begin. */
    windows: Window[]
  }[]
}

/** Dates of the clinic, both included; everybody who is not archived. */
export async function findWorkingDays(
  tx: Tx,
  clinic: Clinic,
  { from, to }: { from: string; to: string },
): Promise<WorkingDay[]> {
  const practitioners = await findPractitioners(tx)
  const clinicHours = await findClinicHours(tx)
  // Whoever is in another zone has the date before or after.
  const around = { from: shift(from, -1), to: shift(to, 1) }
  const closures = await findClosures(tx, around)
  const windowsByDate = practitioners.map((practitioner) =>
    windowsOf(practitioner, { clinic, clinicHours, closures, ...around }),
  )
  return datesBetween(from, to).map((date) => {
    const closure = closures.find((each) => each.date === date && each.windows.length === 0)
    return {
      date,
      closedFor: closure ? (closure.name ?? 'Closed') : null,
      practitioners: practitioners.map(({ id, isBookable, serviceIds }, i) => ({
        practitionerId: id,
        isBookable,
        serviceIds,
        windows: windowsByDate[i]?.get(date) ?? [],
      })),
    }
  })
}

interface Calendars {
  clinic: Clinic
  clinicHours: WeeklyHours[]
  closures: Closure[]
  from: string
  to: string
}

/** As `find-availability.ts` asks. */
function windowsOf(practitioner: Practitioner, calendars: Calendars): Map<string, Window[]> {
  const { clinic, clinicHours, closures, from, to } = calendars
  const days = workingDays(
    {
      timeZone: zoneOfHours(practitioner) ?? clinic.timeZone,
      schedule: practitioner.hours.length > 0 ? practitioner.hours : clinicHours,
      overrides: withinClinicDays(
        practitioner,
        closures.filter(({ windows }) => windows.length > 0),
      ),
      travel: practitioner.travels.map(({ fromDate, toDate, timeZone }) => ({
        from: fromDate,
        to: toDate,
        timeZone,
      })),
      closures: closures
        .filter(({ windows }) => windows.length === 0)
        .map(({ date }) => ({ from: date, to: date })),
    },
    from,
    to,
  )
  const windows = days
    .flatMap((day) => day.windows)
    .map(({ start, end }) => ({ startAt: Temporal.Instant.from(start), endAt: Temporal.Instant.from(end) }))
  return Map.groupBy(joined(windows), ({ startAt }) =>
    startAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString(),
  )
}

/** Hours that touch or overlap are one stretch. */
function joined(windows: Window[]): Window[] {
  const apart: Window[] = []
  for (const { startAt, endAt } of windows.toSorted((a, b) => compare(a.startAt, b.startAt))) {
    const last = apart.at(-1)
    if (!last || compare(last.endAt, startAt) < 0) apart.push({ startAt, endAt })
    else if (compare(last.endAt, endAt) < 0) last.endAt = endAt
  }
  return apart
}

const { compare } = Temporal.Instant

function shift(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
