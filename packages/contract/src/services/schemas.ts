/** What a clinic offers and when: services, practitioners, rooms and devices, hours and closures. */
import { z } from '@hono/zod-openapi'
import { Id, Instant } from '../schemas.ts'

export const Mode = z.enum(['visit', 'call', 'video'])
export const Day = z.iso
  .date()
  .refine((text) => /^(19|20|21)/.test(text), 'is not between the years 1900 and 2199')
  .openapi({ example: '2026-11-23' })
const Minutes = z.int().min(0).max(1440)
const Duration = z.int().min(5).max(1440)
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not of the form HH:MM')
/** `24:00` is the end of the day. */
export const WallTimeOrMidnight = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not of the form HH:MM')
const Position = z.int().min(0).max(1_000_000)
const TimeZoneName = z.string().min(1).max(60).openapi({ example: 'America/Chicago' })

export const HoursWindow = z
  .strictObject({ start: WallTime, end: WallTimeOrMidnight })
  .openapi('HoursWindow', { description: 'Wall time; an end at or before the start is on the next day' })

export const WeeklyHours = z
  .strictObject({
    days: z.array(z.int().min(0).max(6)).min(1).max(7).openapi({ description: '0 is Sunday' }),
    start: WallTime,
    end: WallTimeOrMidnight,
  })
  .openapi('WeeklyHours')

export const HoursOverride = z
  .strictObject({
    date: Day,
    windows: z.array(HoursWindow).max(10).openapi({ description: 'None: the whole day is off' }),
    name: z.string().max(80).nullable(),
  })
  .openapi('HoursOverride')

export const Travel = z
  .strictObject({ from_date: Day, to_date: Day, time_zone: TimeZoneName })
  .openapi('Travel', { description: 'On these dates, both included, the hours are of another zone' })

const most = z.int().min(0).max(1_000_000).optional()
const perPeriod = z.strictObject({ day: most, week: most, month: most, year: most })
export const BookingLimits = z
  .strictObject({ count: perPeriod.optional(), minutes: perPeriod.optional() })
  .openapi('BookingLimits', { description: 'How many appointments, or minutes of them, a period may hold' })

export const BookingWindow = z
  .union([
    z.strictObject({ days: z.int().min(0).max(730), count: z.enum(['calendar', 'business']).optional() }),
    z.strictObject({ from: Day, to: Day }),
  ])
  .openapi('BookingWindow')

export const Question = z
  .strictObject({
    id: z.string().min(1).max(60),
    label: z.string().trim().min(1).max(200),
    kind: z.enum(['text', 'longtext', 'choice', 'phone', 'email', 'date', 'checkbox']),
    required: z.boolean(),
    options: z.array(z.string().trim().min(1).max(120)).max(50).optional(),
  })
  .openapi('Question')

const QuestionWords = z.strictObject({
  id: Question.shape.id,
  label: z.string().max(200).optional(),
  options: z
    .array(z.strictObject({ option: z.string().max(120), label: z.string().max(120) }))
    .max(50)
    .optional()
    .openapi({ description: 'Each option of the question, and what it is called in this language' }),
})

export const ServiceWords = z
  .strictObject({
    name: z.string().max(120),
    description: z.string().max(2000),
    consultation_text: z.string().max(4000),
    benefit_text: z.string().max(4000),
    consent_text: z.string().max(4000),
    questions: z.array(QuestionWords).max(50),
  })
  .partial()
  .openapi('ServiceWords', { description: 'What is not given is read in the clinic’s first language' })

const Language = z.string().regex(/^[a-z]{2,3}$/, 'is no language, for instance es')
const translations = z
  .record(Language, ServiceWords)
  .refine((given) => Object.keys(given).length <= 20, 'has more than 20 languages')
  .openapi({ description: 'The service’s texts in other languages, by language; replaced as a whole' })

const CARE_PLAN_CHOICES = [
  'botox',
  'filler',
  'laser',
  'chemical_peel',
  'hydrafacial',
  'hair_transplant',
  'dental_hygiene',
  'consultation',
  'none',
] as const

const serviceFields = {
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).nullable(),
  mode: Mode,
  duration_minutes: Duration,
  durations_minutes: z.array(Duration).min(1).max(12).openapi({ description: 'All that may be chosen' }),
  interval_minutes: Duration.nullable().openapi({ description: 'Null: as long as the service' }),
  offset_minutes: Minutes,
  buffer_before_minutes: Minutes,
  buffer_after_minutes: Minutes,
  minimum_notice_minutes: z.int().min(0).max(525_600),
  change_notice_minutes: z
    .int()
    .min(0)
    .max(525_600)
    .openapi({ description: 'Until how long before the start a patient may move or cancel by the link' }),
  booking_window: BookingWindow.nullable(),
  limits: BookingLimits.nullable(),
  seats: z.int().min(1).max(500),
  assignment: z
    .enum(['one', 'any', 'all'])
    .openapi({ description: 'The patient chooses one; any who is free; all together' }),
  short_gap_minutes: Minutes.nullable(),
  requires_confirmation: z.boolean(),
  is_free: z.boolean(),
  price_minor: z
    .int()
    .min(0)
    .max(2_000_000_000)
    .nullable()
    .openapi({ description: 'In the currency’s smallest unit; given with `currency`' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is no ISO 4217 code, for instance USD')
    .nullable(),
  consultation_text: z.string().max(4000).nullable(),
  benefit_text: z.string().max(4000).nullable(),
  questions: z.array(Question).max(50),
  consent_text: z.string().max(4000).nullable(),
  translations,
  rebooking_window_days: z.int().min(1).max(730).nullable(),
  procedure: z.enum(CARE_PLAN_CHOICES).nullable().openapi({
    description: 'Which care plan its visits have; null: nobody has said it, and they have none',
  }),
  is_public: z.boolean(),
  position: Position,
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  practitioners: z
    .array(
      z.strictObject({
        practitioner_id: Id,
        weight: z.int().min(0).max(1000),
        priority: z.int().min(0).max(4),
      }),
    )
    .max(200),
  pools: z
    .array(
      z.strictObject({ pool: z.string().trim().min(1).max(60), resource_ids: z.array(Id).min(1).max(100) }),
    )
    .max(10)
    .openapi({ description: 'Of each pool any one unit that is free is taken' }),
}

export const Service = z
  .object({
    id: Id,
    slug: z.string(),
    ...serviceFields,
    suggested_procedure: serviceFields.procedure.openapi({
      description: 'What its name suggests, for staff to confirm; null where it suggests nothing',
    }),
    consent_version: z.int(),
    archived_at: Instant.nullable(),
    created_at: Instant,
    updated_at: Instant,
  })
  .openapi('Service')

const { name, duration_minutes, ...rest } = serviceFields
export const NewService = z
  .strictObject({ name, duration_minutes, ...z.object(rest).partial().shape })
  .openapi('NewService')
export const ServiceChange = z
  .strictObject({ ...z.object(serviceFields).partial().shape, is_archived: z.boolean().optional() })
  .openapi('ServiceChange')

const practitionerFields = {
  name: z.string().trim().min(1).max(120),
  email: z.email().nullable(),
  title: z.string().trim().max(80).nullable().openapi({ example: 'Family medicine' }),
  color: serviceFields.color,
  position: Position,
  time_zone: TimeZoneName.nullable().openapi({ description: 'Null: the clinic’s' }),
  is_bookable: z.boolean(),
  limits: BookingLimits.nullable(),
}
const scheduleFields = {
  hours: z.array(WeeklyHours).max(50).openapi({ description: 'None: the clinic’s hours' }),
  overrides: z.array(HoursOverride).max(400),
  travels: z.array(Travel).max(50),
}

export const Practitioner = z
  .object({
    id: Id,
    ...practitionerFields,
    ...scheduleFields,
    service_ids: z.array(Id),
    archived_at: Instant.nullable(),
  })
  .openapi('Practitioner')

const { name: practitionerName, ...morePractitioner } = practitionerFields
export const NewPractitioner = z
  .strictObject({ name: practitionerName, ...z.object(morePractitioner).partial().shape })
  .openapi('NewPractitioner')
export const PractitionerChange = z
  .strictObject({ ...z.object(practitionerFields).partial().shape, is_archived: z.boolean().optional() })
  .openapi('PractitionerChange')
export const PractitionerSchedule = z
  .strictObject({
    hours: scheduleFields.hours,
    ...z.object(scheduleFields).omit({ hours: true }).partial().shape,
  })
  .openapi('PractitionerSchedule')

const resourceFields = {
  kind: z.enum(['room', 'device']),
  name: z.string().trim().min(1).max(80),
  position: Position,
}
export const Resource = z
  .object({ id: Id, ...resourceFields, archived_at: Instant.nullable() })
  .openapi('Resource')
export const NewResource = z
  .strictObject({ ...resourceFields, position: resourceFields.position.optional() })
  .openapi('NewResource')
export const ResourceChange = z
  .strictObject({
    name: resourceFields.name.optional(),
    position: resourceFields.position.optional(),
    is_archived: z.boolean().optional(),
  })
  .openapi('ResourceChange')

export const Closure = z
  .object({ id: Id, date: Day, windows: z.array(HoursWindow), name: z.string().nullable() })
  .openapi('Closure', {
    description: 'A day on which the whole clinic is closed, or has these hours instead',
  })
