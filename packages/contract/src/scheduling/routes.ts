/** The routes of times: which are free, which are taken, and what staff do with appointments. */
import { z } from '@hono/zod-openapi'
import { done, exactMoment, idParam, limit, moment, offset } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import { Appointment, Id } from '../schemas.ts'
import { Day, Mode, WallTime, WallTimeOrMidnight } from '../services/schemas.ts'
import {
  Availability,
  BusyTime,
  DayInFigures,
  Explanation,
  Hold,
  Repeat,
  WaitlistEntry,
  WorkingDay,
} from './schemas.ts'

const duration = z.int().min(5).max(1440)
const reason = z.string().trim().max(500)
const stretch = z.object({
  from: moment.openapi({ description: 'Inclusive; a date is the clinic’s midnight' }),
  to: moment.openapi({ description: 'Inclusive; a date is the whole day in the clinic’s zone' }),
})
const dates = z.object({
  from: Day,
  to: Day.openapi({ description: 'Included; at most 62 days after `from`' }),
})

// Free times

const question = dates.extend({
  service_id: Id,
  duration_minutes: z.coerce.number().int().min(5).max(1440).optional(),
  practitioner_id: Id.optional(),
  except_appointment_id: Id.optional().openapi({
    description: 'An appointment that is being moved: its own time does not stand in its way',
  }),
  time_zone: z.string().max(60).optional().openapi({ description: 'Of the dates; the clinic’s by default' }),
})

export const getAvailability = staffRoute({
  method: 'get',
  path: '/api/availability',
  tag: 'Scheduling',
  summary: 'When a service can be booked',
  permission: 'appointments:read',
  query: question,
  answer: Availability,
})

export const explainAvailability = staffRoute({
  method: 'get',
  path: '/api/availability/explanation',
  tag: 'Scheduling',
  summary: 'For every start, why it is or is not offered',
  permission: 'appointments:read',
  query: question,
  answer: Explanation,
})

export const listWorkingDays = staffRoute({
  method: 'get',
  path: '/api/working-days',
  tag: 'Scheduling',
  summary: 'When each practitioner works, after closures, days off and travel',
  permission: 'appointments:read',
  query: dates,
  answer: z.object({ days: z.array(WorkingDay) }),
})

export const countDays = staffRoute({
  method: 'get',
  path: '/api/calendar/days',
  tag: 'Scheduling',
  summary: 'Each day in figures: visits by status, minutes booked of minutes worked',
  permission: 'appointments:read',
  query: dates.extend({ practitioner_id: Id.optional(), service_id: Id.optional() }),
  answer: z.object({ days: z.array(DayInFigures) }),
})

// What staff do with appointments

export const createAppointment = staffRoute({
  method: 'post',
  path: '/api/appointments',
  tag: 'Appointments',
  summary:
    'Book. Staff may book outside hours, notice and limits; what is taken is taken (409, `slot-taken`, with `next_free`)',
  permission: 'appointments:write',
  headers: z.object({
    'idempotency-key': z
      .string()
      .min(8)
      .max(200)
      .optional()
      .openapi({ description: 'The same key again answers with the same appointment' }),
  }),
  body: z.strictObject({
    service_id: Id,
    start_at: exactMoment,
    duration_minutes: duration.optional().openapi({ description: 'The service’s by default' }),
    practitioner_id: Id.optional().openapi({ description: 'Without: anybody of the service who is free' }),
    resource_ids: z.array(Id).max(20).optional().openapi({ description: 'Without: any that are free' }),
    contact_id: Id.optional(),
    contact: z
      .strictObject({
        name: z.string().trim().min(1).max(120),
        phone: z.string().trim().max(40).optional(),
        email: z.email().optional(),
      })
      .optional()
      .openapi({ description: 'Instead of `contact_id`; recognised by phone and e-mail' }),
    patient_name: z.string().trim().min(1).max(120).optional().openapi({
      description: 'Where the contact books for somebody else',
    }),
    mode: Mode.optional(),
    notes: z.string().max(4000).optional(),
    answers: z.array(z.strictObject({ question_id: z.string(), value: z.string().max(4000) })).optional(),
    status: z.enum(['booked', 'pending']).optional(),
    repeat: Repeat.optional(),
  }),
  answer: z.object({
    appointment: Appointment,
    series: z
      .object({ id: Id, appointment_ids: z.array(Id) })
      .nullable()
      .openapi({ description: 'Of a repeated one: all of it, the first included' }),
  }),
  status: 201,
})

export const moveAppointmentRoute = staffRoute({
  method: 'post',
  path: '/api/appointments/{id}/move',
  tag: 'Appointments',
  summary:
    'Change start, length, practitioner or rooms; what is not given stays. 409 `slot-taken` with `next_free`, 409 `stale` where `sequence` is old',
  permission: 'appointments:write',
  params: idParam,
  body: z.strictObject({
    start_at: exactMoment,
    duration_minutes: duration.optional(),
    practitioner_id: Id.optional(),
    resource_ids: z.array(Id).max(20).optional(),
    sequence: z.int().min(0).openapi({ description: 'Of the appointment as the caller saw it' }),
    scope: z
      .enum(['this', 'following'])
      .optional()
      .openapi({ description: 'Of a series; `this` by default' }),
  }),
  answer: z.object({ appointment: Appointment }),
})

export const changeAppointmentStatus = staffRoute({
  method: 'post',
  path: '/api/appointments/{id}/status',
  tag: 'Appointments',
  summary:
    'Confirm, arrive, finish, miss or cancel; also back again, while the time is free. Nobody has arrived before the day, or missed the visit before its start (409, `not-yet`)',
  permission: 'appointments:write',
  params: idParam,
  body: z.strictObject({
    status: z.enum(['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled']),
    reason: reason.optional(),
    scope: z.enum(['this', 'following']).optional(),
  }),
  answer: z.object({ appointment: Appointment }),
})

// Times that are taken otherwise

export const listBusyTimes = staffRoute({
  method: 'get',
  path: '/api/busy-times',
  tag: 'Scheduling',
  summary: 'Blocked times and time off that touch a stretch',
  permission: 'appointments:read',
  query: stretch,
  answer: z.object({ busy_times: z.array(BusyTime) }),
})

export const blockTimeRoute = staffRoute({
  method: 'post',
  path: '/api/busy-times',
  tag: 'Scheduling',
  summary: 'Block time of a practitioner, a room or the whole clinic; appointments in it stay',
  permission: 'appointments:write',
  body: z.strictObject({
    practitioner_id: Id.optional().openapi({ description: 'One of these two; neither: the clinic' }),
    resource_id: Id.optional(),
    start_at: exactMoment,
    end_at: exactMoment,
    title: z.string().trim().max(120).optional(),
  }),
  answer: z.object({ busy_time: BusyTime }),
  status: 201,
})

export const changeBusyTimeRoute = staffRoute({
  method: 'patch',
  path: '/api/busy-times/{id}',
  tag: 'Scheduling',
  summary: 'Move or rename a blocked time that staff made',
  permission: 'appointments:write',
  params: idParam,
  body: z.strictObject({
    practitioner_id: Id.optional(),
    resource_id: Id.optional(),
    start_at: exactMoment.optional(),
    end_at: exactMoment.optional(),
    title: z.string().trim().max(120).nullable().optional(),
  }),
  answer: z.object({ busy_time: BusyTime }),
})

export const unblockTimeRoute = staffRoute({
  method: 'delete',
  path: '/api/busy-times/{id}',
  tag: 'Scheduling',
  summary: 'Free a blocked time that staff made',
  permission: 'appointments:write',
  params: idParam,
  answer: done,
})

export const listHolds = staffRoute({
  method: 'get',
  path: '/api/holds',
  tag: 'Scheduling',
  summary: 'Times that somebody is booking right now; each ends by itself at `expires_at`',
  permission: 'appointments:read',
  query: stretch,
  answer: z.object({ holds: z.array(Hold) }),
})

// Waitlist

export const listWaitlist = staffRoute({
  method: 'get',
  path: '/api/waitlist',
  tag: 'Waitlist',
  summary: 'Who waits for an earlier or a fitting time, the longest first',
  permission: 'appointments:read',
  query: z.object({ status: WaitlistEntry.shape.status.optional(), limit, offset }),
  answer: z.object({ entries: z.array(WaitlistEntry) }),
})

export const joinWaitlistRoute = staffRoute({
  method: 'post',
  path: '/api/waitlist',
  tag: 'Waitlist',
  summary: 'Put somebody on the waitlist',
  permission: 'appointments:write',
  body: z.strictObject({
    contact_id: Id,
    service_id: Id,
    practitioner_id: Id.optional(),
    earliest_date: Day,
    latest_date: Day.optional().openapi({ description: 'Without: as long as it takes' }),
    days: WaitlistEntry.shape.days.optional(),
    from_time: WallTime.optional(),
    to_time: WallTimeOrMidnight.optional(),
  }),
  answer: z.object({ entry: WaitlistEntry }),
  status: 201,
})

export const leaveWaitlistRoute = staffRoute({
  method: 'delete',
  path: '/api/waitlist/{id}',
  tag: 'Waitlist',
  summary: 'Take somebody off the waitlist; an open offer ends',
  permission: 'appointments:write',
  params: idParam,
  answer: done,
})
