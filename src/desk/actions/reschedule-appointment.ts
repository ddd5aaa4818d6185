import { z } from 'zod'
import { moveOnline } from '../scheduling/move-online.ts'
import { action, refused } from './action.ts'
import { findOwnAppointment } from './find-own-appointments.ts'
import { readStart, StartWord, wallTime } from './wished-service.ts'

const Wish = z.strictObject({ appointmentId: z.uuid(), startAt: StartWord })

const Moved = z.strictObject({
  appointmentId: z.string(),
  fromStartAt: z.string(),
  startAt: z.string(),
  local: z.string(),
})

/** Moves a visit of the person's own to a time that the booking page offers, after their yes to the new time. */
export const rescheduleAppointment = action<z.infer<typeof Wish>, z.infer<typeof Moved>>({
  name: 'reschedule_appointment',
  description:
    'Moves one of the person’s own visits (ids from list_my_appointments). Done only after their yes to the new day and time.',
  input: Wish,
  output: Moved,
  callers: ['contact', 'voice'],
  topics: ['visit'],
  isWriting: true,
  isPermitted: ({ mayMove }) => mayMove,
  async proposalOf(tx, asking, wish) {
    const startAt = readStart(wish.startAt, asking.clinic)
    if (!startAt) return refused('no_time')
    if (!(await findOwnAppointment(tx, asking, wish.appointmentId))) return refused('not_yours')
    return { do: 'move', appointmentId: wish.appointmentId, startAt: startAt.toString() }
  },
  async perform(tx, asking, wish) {
    const { clinic } = asking
    const own = await findOwnAppointment(tx, asking, wish.appointmentId)
    const startAt = readStart(wish.startAt, clinic)
    if (!own) return refused('not_yours')
    if (!startAt) return refused('no_time')
    const moved = await moveOnline(tx, { clinic, appointmentId: own.id, startAt })
    if (!moved.ok) return refused(moved.reason)
    asking.standing = { ...asking.standing, offered: null, confirmed: null }
    return {
      ok: true,
      output: {
        appointmentId: own.id,
        fromStartAt: own.startAt.toString(),
        startAt: startAt.toString(),
        local: wallTime(startAt, clinic),
      },
    }
  },
})
