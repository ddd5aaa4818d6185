import { z } from 'zod'
import { action } from './action.ts'
import { findOwnAppointments } from './find-own-appointments.ts'
import { wallTime } from './wished-service.ts'

const Query = z.strictObject({})

const Listed = z.strictObject({
  /** The channel proves the number from which they write. */
  isProven: z.boolean(),
  visits: z.array(
    z.strictObject({
      appointmentId: z.string(),
      status: z.enum(['booked', 'pending']),
      startAt: z.string(),
      local: z.string(),
      practitioner: z.string().nullable(),
    }),
  ),
})

/**
 * The person's visits to come that were booked in this conversation or with the number from which they write, and all of a
 * contact who is theirs for certain.
 */
export const listMyAppointments = action<z.infer<typeof Query>, z.infer<typeof Listed>>({
  name: 'list_my_appointments',
  description:
    'The person’s own visits to come. Where none is found, ask for the phone or e-mail of the booking and call send_manage_link.',
  input: Query,
  output: Listed,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: false,
  async perform(tx, asking) {
    const visits = await findOwnAppointments(tx, asking)
    return {
      ok: true,
      output: {
        isProven: asking.isProven,
        visits: visits.map(({ id, status, startAt, practitionerName }) => ({
          appointmentId: id,
          status,
          startAt: startAt.toString(),
          local: wallTime(startAt, asking.clinic),
          practitioner: practitionerName,
        })),
      },
    }
  },
})
