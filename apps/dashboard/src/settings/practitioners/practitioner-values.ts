/** A practitioner as the form holds them: what the API keeps in two places, the person and their hours, is one page. */
import type { Practitioner, Schemas } from '../../api.ts'
import type { HoursOverride } from '../hours/dated-hours.ts'
import { hoursOf, isOpenAtAll, type Week, weekFlaws, weekOf } from '../hours/weekly-hours.ts'
import { type LimitValues, limitsOf, limitValuesOf } from '../limits.ts'

export type Travel = Schemas['Travel']
type Change = Schemas['PractitionerChange']
type Schedule = Schemas['PractitionerSchedule']

export interface PractitionerValues {
  name: string
  title: string
  email: string
  color: string | null
  is_bookable: boolean
  /** Null: the clinic's. */
  time_zone: string | null
  limits: LimitValues
  /** False: the clinic's. */
  has_own_hours: boolean
  week: Week
  overrides: HoursOverride[]
  travels: Travel[]
}

export function valuesOf(practitioner: Practitioner): PractitionerValues {
  return {
    name: practitioner.name,
    title: practitioner.title ?? '',
    email: practitioner.email ?? '',
    color: practitioner.color,
    is_bookable: practitioner.is_bookable,
    time_zone: practitioner.time_zone,
    limits: limitValuesOf(practitioner.limits),
    has_own_hours: practitioner.hours.length > 0,
    week: weekOf(practitioner.hours),
    overrides: practitioner.overrides,
    travels: practitioner.travels,
  }
}

export function personOf(values: PractitionerValues): Change {
  return {
    name: values.name.trim(),
    title: values.title.trim() || null,
    email: values.email.trim() || null,
    color: values.color,
    is_bookable: values.is_bookable,
    time_zone: values.time_zone,
    limits: limitsOf(values.limits),
  }
}

export function scheduleOf({ has_own_hours, week, overrides, travels }: PractitionerValues): Schedule {
  return { hours: has_own_hours ? hoursOf(week) : [], overrides, travels }
}

/** Only what was changed; null where nothing was. */
export function changesOf(
  before: PractitionerValues,
  after: PractitionerValues,
): { person: Change | null; schedule: Schedule | null } {
  const [known, wanted] = [personOf(before), personOf(after)]
  const person = Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(known[key as keyof Change]),
    ),
  )
  const schedule = scheduleOf(after)
  return {
    person: Object.keys(person).length > 0 ? person : null,
    schedule: JSON.stringify(schedule) === JSON.stringify(scheduleOf(before)) ? null : schedule,
  }
}

export function flawsOfPractitioner(values: PractitionerValues): Record<string, string> {
  const flaws: Record<string, string> = {}
  if (!values.name.trim()) flaws.name = 'Enter a name'
  if (values.email.trim() && !/^\S+@\S+$/.test(values.email.trim())) flaws.email = 'Enter an e-mail address'
  if (values.has_own_hours && !isOpenAtAll(values.week)) {
    flaws.week = 'Open at least one day. Somebody who does not work at all is switched to not bookable above.'
  } else if (values.has_own_hours && weekFlaws(values.week).size > 0) {
    flaws.week = 'Mend the hours marked below.'
  }
  return flaws
}

/** Why this one cannot be added to those. */
export function whyNoTravel(travel: Travel, others: readonly Travel[]): string | null {
  if (travel.to_date < travel.from_date) return 'Lies before the first day'
  const overlapped = others.some(
    ({ from_date, to_date }) => from_date <= travel.to_date && travel.from_date <= to_date,
  )
  return overlapped ? 'Another travel has some of these days' : null
}
