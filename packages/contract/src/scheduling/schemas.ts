/** Free times, times that are taken, and who waits for one. */
import { z } from '@hono/zod-openapi'
import { AppointmentStatus, Id, Instant } from '../schemas.ts'
import { Day } from '../services/schemas.ts'

export const Slot = z
  .object({
    start_at: Instant,
    end_at: Instant,
    practitioner_ids: z.array(Id).openapi({ description: 'Who could take it' }),
    seats_left: z.int(),
  })
  .openapi('Slot')

export const Availability = z
  .object({
    time_zone: z.string(),
    days: z
      .array(z.object({ date: Day, slots: z.array(Slot) }))
      .openapi({ description: 'Without slots too' }),
  })
  .openapi('Availability')

export const Explanation = z
  .object({
    time_zone: z.string(),
    candidates: z.array(
      z.object({
        start_at: Instant,
        is_offered: z.boolean(),
        reasons: z.array(
          z.object({
            code: z.string().openapi({ example: 'outside_hours' }),
            text: z.string().openapi({ example: 'Dr. Lee works from 9:00 AM to 5:00 PM' }),
            practitioner_id: Id.optional(),
            until: Instant.optional(),
          }),
        ),
      }),
    ),
    days: z.array(z.object({ date: Day, reason: z.string().nullable() })),
  })
  .openapi('Explanation')

export const BusyTime = z
  .object({
    id: Id,
    practitioner_id: Id.nullable(),
    resource_id: Id.nullable(),
    start_at: Instant,
    end_at: Instant,
    source: z.string().openapi({ description: '`staff`, or the outside calendar that says so' }),
    title: z.string().nullable(),
    created_at: Instant,
  })
  .openapi('BusyTime')

export const Hold = z
  .object({
    id: Id,
    service_id: Id,
    service_name: z.string(),
    practitioner_id: Id.nullable(),
    resource_ids: z.array(Id),
    start_at: Instant,
    end_at: Instant,
    expires_at: Instant,
    purpose: z.enum(['page', 'waitlist', 'staff']),
  })
  .openapi('Hold', { description: 'A time that somebody is booking right now' })

/** What becomes of a day's clock: windows are instants, so nobody has to know of zones, overrides and travel. */
export const WorkingDay = z
  .object({
    date: Day,
    closed_for: z.string().nullable().openapi({ description: 'The closure’s name', example: 'Thanksgiving' }),
    practitioners: z.array(
      z.object({
        practitioner_id: Id,
        windows: z.array(z.object({ start_at: Instant, end_at: Instant })),
      }),
    ),
  })
  .openapi('WorkingDay')

export const DayInFigures = z
  .object({
    date: Day,
    closed_for: z.string().nullable(),
    counts: z
      .array(z.object({ status: AppointmentStatus, count: z.int() }))
      .openapi({ description: 'Statuses without appointments are left out' }),
    booked_minutes: z.int().openapi({ description: 'Of what is neither cancelled nor missed' }),
    working_minutes: z.int().openapi({ description: 'Of all bookable practitioners asked for, together' }),
  })
  .openapi('DayInFigures')

/** RFC 5545, of the few forms that Foyer books. */
export const Repeat = z
  .strictObject({
    rrule: z
      .string()
      .max(120)
      .regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;INTERVAL=\d{1,2})?;COUNT=\d{1,2}$/)
      .openapi({ example: 'FREQ=WEEKLY;INTERVAL=2;COUNT=6' }),
  })
  .openapi('Repeat')

export const WaitlistEntry = z
  .object({
    id: Id,
    contact: z.object({
      id: Id,
      display_name: z.string(),
      phone_e164: z.string().nullable(),
      email: z.string().nullable(),
    }),
    service_id: Id,
    service_name: z.string(),
    practitioner_id: Id.nullable(),
    earliest_date: Day,
    latest_date: Day.nullable().openapi({ description: 'Null: as long as it takes' }),
    days: z.array(z.int().min(0).max(6)).openapi({ description: '0 is Sunday; none: any day' }),
    from_time: z.string().nullable(),
    to_time: z.string().nullable(),
    status: z.enum(['waiting', 'offered', 'booked', 'left', 'expired']),
    offer: z
      .object({
        start_at: Instant,
        expires_at: Instant,
        status: z.enum(['open', 'accepted', 'declined', 'expired', 'lost']),
      })
      .nullable()
      .openapi({ description: 'The newest one' }),
    created_at: Instant,
  })
  .openapi('WaitlistEntry')
