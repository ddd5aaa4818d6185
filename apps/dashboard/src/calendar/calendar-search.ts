/** What the calendar's address says after `?`: which days, how they are shown, and what is left out. */
import type { Appointment } from '../api.ts'
import { addDays, addMonths, type ClinicTime, isDay, monthStart, weekdayOf } from '../clinic-time.ts'

export const VIEWS = ['day', 'week', 'month', 'agenda'] as const
export type View = (typeof VIEWS)[number]
type Status = Appointment['status']

export const ALL_STATUSES: readonly Status[] = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'noshow',
  'cancelled',
]
/** A cancelled visit takes no place. */
export const SHOWN_STATUSES: readonly Status[] = ALL_STATUSES.filter((status) => status !== 'cancelled')

/** What is usual is left out of the address. */
export interface CalendarSearch {
  view?: Exclude<View, 'day'> | undefined
  /** Today where it is left out. */
  day?: string | undefined
  by?: 'room' | undefined
  /** Ids with commas between. */
  practitioners?: string | undefined
  services?: string | undefined
  status?: string | undefined
  hours?: 'all' | undefined
  off?: 'shown' | undefined
  appointment?: string | undefined
}

export function readCalendarSearch(search: Record<string, unknown>): Partial<CalendarSearch> {
  const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
  const oneOf = <const T extends string>(value: unknown, allowed: readonly T[]) =>
    allowed.find((candidate) => candidate === value)
  return {
    view: oneOf(search.view, ['week', 'month', 'agenda']),
    day: isDay(search.day) ? search.day : undefined,
    by: oneOf(search.by, ['room']),
    practitioners: text(search.practitioners),
    services: text(search.services),
    status: text(search.status),
    hours: oneOf(search.hours, ['all']),
    off: oneOf(search.off, ['shown']),
    appointment: text(search.appointment),
  }
}

export interface Filters {
  practitionerIds: readonly string[]
  serviceIds: readonly string[]
  statuses: readonly Status[]
}

export function filtersOf({ practitioners, services, status }: Partial<CalendarSearch>): Filters {
  const list = (text: string | undefined) => text?.split(',').filter(Boolean) ?? []
  const statuses = ALL_STATUSES.filter((candidate) => list(status).includes(candidate))
  return {
    practitionerIds: list(practitioners),
    serviceIds: list(services),
    statuses: statuses.length > 0 ? statuses : SHOWN_STATUSES,
  }
}

/** Practitioners are columns of their own and are chosen there. */
export function passes({ serviceIds, statuses }: Filters, visit: Appointment): boolean {
  return (
    statuses.includes(visit.status) &&
    (serviceIds.length === 0 || (visit.service_id !== null && serviceIds.includes(visit.service_id)))
  )
}

export function isByPractitioner({ practitionerIds }: Filters, visit: Appointment): boolean {
  return practitionerIds.length === 0 || practitionersOf(visit).some((id) => practitionerIds.includes(id))
}

/** Everybody who holds the visit: several of a team stand in each other’s columns. */
export function practitionersOf(visit: Appointment): readonly string[] {
  const named = visit.practitioner ? [visit.practitioner.id] : []
  return visit.practitioner_ids?.length ? visit.practitioner_ids : named
}

/** The days that a view shows, first and last. */
export function datesOf(view: View, day: string, time: ClinicTime): { from: string; to: string } {
  switch (view) {
    case 'day':
      return { from: day, to: day }
    case 'week': {
      const from = addDays(day, -((weekdayOf(day) - time.firstWeekday + 7) % 7))
      return { from, to: addDays(from, 6) }
    }
    case 'month': {
      const first = monthStart(day)
      const last = addDays(addMonths(first, 1), -1)
      return { from: datesOf('week', first, time).from, to: datesOf('week', last, time).to }
    }
    case 'agenda':
      return { from: day, to: day }
  }
}

/** One step back or forward; an agenda goes by weeks. */
export function stepDay(view: View, day: string, step: 1 | -1): string {
  if (view === 'month') return addMonths(day, step)
  return addDays(day, view === 'day' ? step : step * 7)
}

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
