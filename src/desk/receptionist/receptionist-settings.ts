/** Receptionist settings say whether the assistant answers, how, and what it may do without a person. */
import { z } from 'zod'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is no time, HH:MM')

export const ReceptionistSettings = z.strictObject({
  isOn: z.boolean(),
  tone: z.enum(['friendly', 'formal', 'brief']),
  languages: z.array(z.enum(['en', 'es'])).min(1),
  mayBook: z.boolean(),
  mayMove: z.boolean(),
  mayCancel: z.boolean(),
  /** When somebody is there to take over; empty: the clinic's opening hours. Days: 0 is Sunday. */
  presence: z
    .array(z.strictObject({ days: z.array(z.int().min(0).max(6)).min(1), start: Time, end: Time }))
    .max(50),
  /** Ids of users: who is told first, and who next. */
  alertOrder: z.array(z.string().max(100)).max(50),
  /** Null: that of the clinic's country. */
  emergencyNumber: z
    .string()
    .trim()
    .regex(/^\+?[\d ]{2,20}$/, 'is no number')
    .nullable(),
  usesModel: z.boolean(),
  /** Null: as many as the installation allows. */
  modelCallsPerDay: z.int().min(0).max(1_000_000).nullable(),
})
export type ReceptionistSettings = z.infer<typeof ReceptionistSettings>

/** What a clinic has that has changed nothing. */
export const DEFAULT_SETTINGS: ReceptionistSettings = {
  isOn: true,
  tone: 'friendly',
  languages: ['en', 'es'],
  mayBook: true,
  mayMove: true,
  mayCancel: true,
  presence: [],
  alertOrder: [],
  emergencyNumber: null,
  usesModel: true,
  modelCallsPerDay: null,
}

/** Whether somebody is at the desk, by the clinic's wall clock. Hours that end past midnight reach into the next day. */
export function isPresent(
  at: Temporal.Instant,
  timeZone: string,
  hours: readonly { days: number[]; start: string; end: string }[],
): boolean {
  const wall = at.toZonedDateTimeISO(timeZone)
  const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  const day = wall.dayOfWeek % 7
  return hours.some(({ days, start, end }) => {
    if (start < end) return days.includes(day) && clock >= start && clock < end
    return (days.includes(day) && clock >= start) || (days.includes((day + 6) % 7) && clock < end)
  })
}
