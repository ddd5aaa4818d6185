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
  /** False: nothing was looked at; a link goes to the address on file, if there is a visit. */
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
 * The person's visits to come, where the channel proves who they are or the visit was booked in this conversation. Else,
 * for whatever number or address is told, the same answer: if there is a visit under it, a link is on its way to it.
 */
export const listMyAppointments = action<z.infer<typeof Query>, z.infer<typeof Listed>>({
  name: 'list_my_appointments',
  description:
    'The person’s own visits to come. On a channel that proves nothing, ask for phone or e-mail: the link goes there, and nothing is shown.',
  input: Query,
  output: Listed,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: false,
  async perform(tx, asking, { phone, email }) {
    const visits = await findOwnAppointments(tx, asking)
    const asks = !asking.isProven && Boolean(phone || email)
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
