/** All actions, offered alike to chat, voice, MCP and REST. */
import type { Action } from './action.ts'
import { answerFromClinicTexts } from './answer-from-clinic-texts.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { checkAvailability } from './check-availability.ts'
import { handToHuman } from './hand-to-human.ts'
import { holdSlot } from './hold-slot.ts'
import { joinWaitlist } from './join-waitlist.ts'
import { listMyAppointments } from './list-my-appointments.ts'
import { notifyHotLead } from './notify-hot-lead.ts'
import { optOut } from './opt-out.ts'
import { rescheduleAppointment } from './reschedule-appointment.ts'
import { sendManageLink } from './send-manage-link.ts'
import { suggestBooking } from './suggest-booking.ts'

export const ACTIONS = [
  suggestBooking,
  checkAvailability,
  holdSlot,
  bookAppointment,
  rescheduleAppointment,
  cancelAppointment,
  listMyAppointments,
  sendManageLink,
  answerFromClinicTexts,
  handToHuman,
  joinWaitlist,
  optOut,
  notifyHotLead,
] as unknown as readonly Action[]

export function findAction(name: string): Action | undefined {
  return ACTIONS.find((action) => action.name === name)
}
