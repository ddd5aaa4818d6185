import { z } from 'zod'
import { action } from './action.ts'
import { findOwnAppointments } from './find-own-appointments.ts'
import { sendManageLink } from './send-manage-link.ts'
import { wallTime } from './wished-service.ts'

const Query = z.strictObject({
  /** As the person tells them; they prove nothing. */
  phone: z.string().trim().max(40).nullish(),
  email: z.string().trim().max(254).nullish(),
})

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
  linkIsOnItsWay: z.boolean(),
})

/**
 * The person's visits to come that were booked in this conversation or with the number from which they write, and all of a
 * contact who is theirs for certain. Else, for whatever number or address is told, the same answer: if there is a visit under
 * it, a link is on its way to the address with which it was booked.
 */
export const listMyAppointments = action<z.infer<typeof Query>, z.infer<typeof Listed>>({
  name: 'list_my_appointments',
  description:
    'The person’s own visits to come. Where none is found, ask for the phone or e-mail of the booking: a link goes there, and nothing is shown.',
  input: Query,
  output: Listed,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: false,
  async perform(tx, asking, { phone, email }) {
    const visits = await findOwnAppointments(tx, asking)
    const asks = !asking.isOwner && Boolean(phone || email)
    if (asks) await sendManageLink(tx, asking, { phone: phone ?? null, email: email ?? null })
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
        linkIsOnItsWay: asks,
      },
    }
  },
})
