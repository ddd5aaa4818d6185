import { z } from 'zod'
import { cancelOnline } from '../scheduling/cancel-online.ts'
import { action, refused } from './action.ts'
import { findOwnAppointment } from './find-own-appointments.ts'

const Wish = z.strictObject({
  appointmentId: z.uuid(),
  /** In the person's words; for staff. */
  reason: z.string().trim().max(500).nullish(),
})

const Cancelled = z.strictObject({ appointmentId: z.string(), startAt: z.string() })

/** Cancels a visit of the person's own, after their yes to cancelling that one. */
export const cancelAppointment = action<z.infer<typeof Wish>, z.infer<typeof Cancelled>>({
  name: 'cancel_appointment',
  description:
    'Cancels one of the person’s own visits (ids from list_my_appointments). Done only after their yes to cancelling it.',
  input: Wish,
  output: Cancelled,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: true,
  isPermitted: ({ mayCancel }) => mayCancel,
  async proposalOf(tx, asking, { appointmentId }) {
    if (!(await findOwnAppointment(tx, asking, appointmentId))) return refused('not_yours')
    return { do: 'cancel', appointmentId }
  },
  async perform(tx, asking, { appointmentId, reason }) {
    const own = await findOwnAppointment(tx, asking, appointmentId)
    if (!own) return refused('not_yours')
    const cancelled = await cancelOnline(tx, { appointmentId, reason: reason ?? null })
    if (!cancelled.ok) return refused(cancelled.reason)
    asking.standing = { ...asking.standing, offered: null, confirmed: null }
    return { ok: true, output: { appointmentId, startAt: own.startAt.toString() } }
  },
})
