/** What the program's words mean to a receptionist. Unknown ones are shown as they are, never hidden. */
import type { Appointment, Contact, Message, Role, Schemas } from './api.ts'

export const STATUS_WORDS: Record<Appointment['status'], string> = {
  proposed: 'Proposed',
  pending: 'Unconfirmed',
  booked: 'Booked',
  arrived: 'In clinic',
  fulfilled: 'Done',
  cancelled: 'Cancelled',
  noshow: 'No-show',
}

/** Where there is no room for the word: a sign that does not need the colour. */
export const STATUS_SIGNS: Partial<Record<Appointment['status'], string>> = {
  proposed: '?',
  pending: '?',
  arrived: 'in',
  fulfilled: '✓',
  noshow: '✗',
}

/** What usually comes next, and what that is called on a button. */
export const NEXT_STATUS: Partial<
  Record<Appointment['status'], { status: 'booked' | 'arrived' | 'fulfilled'; deed: string }>
> = {
  proposed: { status: 'booked', deed: 'Confirm' },
  pending: { status: 'booked', deed: 'Confirm' },
  booked: { status: 'arrived', deed: 'Arrived' },
  arrived: { status: 'fulfilled', deed: 'Done' },
}

/** What is said when it has just become so. */
export const STATUS_DEEDS: Record<Exclude<Appointment['status'], 'proposed' | 'pending'>, string> = {
  booked: 'booked',
  arrived: 'in the clinic',
  fulfilled: 'done',
  cancelled: 'cancelled',
  noshow: 'did not come',
}

/** Which colours a status has; the word always stands beside it. */
export const STATUS_LOOK: Record<
  Appointment['status'],
  'booked' | 'arrived' | 'pending' | 'noshow' | 'done' | 'cancelled'
> = {
  proposed: 'pending',
  pending: 'pending',
  booked: 'booked',
  arrived: 'arrived',
  fulfilled: 'done',
  cancelled: 'cancelled',
  noshow: 'noshow',
}

/** In which a message goes or comes. */
export const CHANNELS = ['widget', 'whatsapp', 'instagram', 'facebook', 'sms', 'email', 'other'] as const

export const CHANNEL_WORDS: Record<string, string> = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  facebook: 'Facebook',
  widget: 'Website chat',
  sms: 'Text message',
  voice: 'Phone call',
  email: 'E-mail',
  other: 'Other',
  direct: 'Direct',
  calcom: 'Cal.com',
  foyer: 'Foyer',
}

/** Where a host moves what was booked there; a booking's own address changes with each move. */
export const CALCOM_BOOKINGS = 'https://app.cal.com/bookings/upcoming'

const SOURCE_WORDS: Record<string, string> = {
  foyer: 'booking with Foyer',
  staff: 'the team',
  told_to_staff: 'the team, who were told',
  told_in_chat: 'a chat, where it was told',
  form: 'a form',
  mail_link: 'the link in a mail',
  front_desk_form: 'a form at the front desk',
}

/** Where something is known from: a channel or vendor, a message, or the name that a partner's program gave it. */
export function sourceInWords(source: string): string {
  if (source.startsWith('message:')) return 'their own message'
  return SOURCE_WORDS[source] ?? CHANNEL_WORDS[source] ?? source.replaceAll('_', ' ')
}

export const MODE_WORDS: Record<Appointment['mode'], string> = {
  visit: 'At the clinic',
  call: 'By phone',
  video: 'By video',
}

export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  owner: { name: 'Owner', may: 'Everything, and makes other owners' },
  admin: { name: 'Admin', may: 'Everything but owners' },
  operator: { name: 'Front desk', may: 'Appointments, patients, merging, replaying' },
  analyst: { name: 'Analyst', may: 'Reads everything, reports among it' },
  viewer: { name: 'Viewer', may: 'Reads only' },
}

export const MESSAGE_KINDS: Record<Message['kind'], string> = {
  confirmation: 'Confirmation',
  request_received: 'Request received',
  rescheduled: 'New time',
  cancellation: 'Cancellation',
  rejection: 'Request declined',
  reminder: 'Reminder',
  calendar_correction: 'Calendar corrected',
  waitlist_offer: 'Time offered from the waitlist',
  waitlist_lost: 'Offered time was taken',
  reply: 'Answer of the assistant',
  staff_message: 'Message',
  opt_out_ack: 'Messages ended',
  emergency_notice: 'Emergency notice',
  handoff_notice: 'A person takes over',
  journey_step: 'Message of a journey',
}

export const MESSAGE_STATUS: Record<Message['status'], string> = {
  queued: 'Waiting',
  held: 'Held',
  sending: 'Sending',
  sent: 'Sent',
  kept: 'Kept here',
  failed: 'Failed',
  refused: 'Not sent',
  withdrawn: 'Withdrawn',
}

const REASONS: Record<string, string> = {
  opted_out: 'The patient asked not to get these messages.',
  no_marketing_consent: 'The patient has not agreed to marketing messages.',
  appointment_cancelled: 'The visit was cancelled, or the patient did not come.',
  appointment_moved: 'The visit was moved; this text speaks of the old time.',
  appointment_past: 'The visit is over.',
  visit_too_close: 'It could only go out when the visit is almost there, which helps nobody.',
  daily_cap: 'The patient got enough messages within a day.',
  weekly_cap: 'The patient got enough messages within a week.',
  makes_room: 'A message about their care comes first that day; this one follows it.',
  window_closed:
    'The person has not written for 24 hours: only an approved template goes out, or another channel.',
  human_talking: 'Somebody of the staff has this conversation, so the assistant kept silent.',
  quiet_hours:
    'Text messages like this go out only at certain hours where they are. It waits for the next one.',
  rescheduled: 'The visit was moved; this text spoke of the old time.',
  cancelled: 'The visit was cancelled.',
  cancellation_undone: 'The cancellation was taken back; this text spoke of it.',
  no_show: 'The patient did not come.',
  absorbed: 'The visit turned out to be the same as another one.',
  'appointment.cancelled': 'The visit was cancelled.',
  'appointment.rescheduled': 'The visit was moved; it was planned again for the new time.',
  'appointment.no_show': 'The patient did not come.',
  'appointment.no_show_undone': 'The no-show was a mistake.',
  'appointment.booked': 'The patient booked a visit.',
  booked: 'The patient booked a visit.',
  'appointment.requested': 'The patient asked for a visit.',
  'appointment.fulfilled': 'The visit took place.',
  'message.received': 'The patient wrote back.',
  'form.completed': 'The patient sent the form.',
  'journey.replaced': 'Another journey took its place.',
  taken_out: 'Staff took them out.',
  'contact.merged': 'Two entries turned out to be one person; the other journey goes on.',
  'appointment.absorbed': 'The visit turned out to be the same as another one.',
  'contact.consent_changed': 'The patient asked not to get these messages.',
  form_completed: 'The form was filled in already.',
  form_not_published: 'The form has not been approved yet.',
  no_address: 'There is no way to send it: no phone or e-mail is known.',
  no_open_way: 'They have agreed to no way for this: each one that is known is closed, or was never opened.',
  unreachable_person: 'This channel does not reach the person.',
  invalid_recipient: 'The number or address is wrong. Correct it on the patient’s page.',
  invalid_email: 'The mail address is wrong. Correct it on the patient’s page.',
  blocked: 'The recipient or the carrier blocks messages of this number.',
  marketing_stopped: 'The patient takes no advertising on this channel.',
  marketing_held_back: 'WhatsApp held this advertising back by itself.',
  template_refused: 'The template is missing, paused or has other gaps. Check it at the vendor.',
  content_refused: 'The vendor refuses this text or its length.',
  account_blocked: 'The vendor has restricted the account. Look there first.',
  outcome_unknown: 'No answer came, so nobody knows whether it went out. It is not sent again.',
  later_step_is_due: 'A later reminder was due already; the patient gets one message instead of two.',
  nothing_to_say: 'There was nothing left to say.',
  not_their_procedure: 'The service of this visit does not have this care plan.',
  no_step_left: 'It began too late for any of its steps.',
  steps_taken: 'All steps were taken.',
  too_late_for_this_step: 'The visit was booked too late for this one.',
}

/** A sentence for a reason code; what the vendor said stays as it is. */
export function reasonInWords(reason: string | null): string | null {
  if (!reason) return null
  return REASONS[reason] ?? (/^[a-z0-9_.]+$/.test(reason) ? `${humanize(reason)}.` : reason)
}

/** Why a step is due when it is; `time` is `HH:MM` of the person’s own clock, told to the half hour. */
export function usuallyInWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const halves = Math.round((hours * 60 + minutes) / 30) % 48
  const hour = Math.floor(halves / 2)
  const half = halves % 2 === 1 ? ':30' : ''
  return `Usually answers around ${hour % 12 || 12}${half} ${hour < 12 ? 'AM' : 'PM'}, by their own clock.`
}

/**
 * What a person would ask first about a message: did it go out, and if not, why. `isDemo`: what carries its channel is made
 * up for the demo.
 */
export function fateOf(message: Message, isDemo = false): string {
  const reason = reasonInWords(message.reason)
  switch (message.status) {
    case 'sent':
      return 'Sent.'
    case 'kept':
      return message.channel === 'email'
        ? 'Kept here because no e-mail server is configured. Nobody received it.'
        : isDemo
          ? 'Kept here: the demo account sends nothing. Nobody received it.'
          : `Kept here: no ${message.channel === 'sms' ? 'text-message ' : ''}service carried it. Nobody received it.`
    case 'queued':
      return reason ?? 'Goes out in a moment.'
    case 'sending':
      return 'Being handed over now.'
    default:
      return reason ?? MESSAGE_STATUS[message.status]
  }
}

export const HINT_WORDS: Record<
  'same_contact_another_name' | 'identity_conflict',
  { title: string; text: string }
> = {
  same_contact_another_name: {
    title: 'Another name on the same phone or e-mail',
    text: 'Somebody booked with this contact’s phone or e-mail under another name: perhaps a child or a partner. Check who is coming.',
  },
  identity_conflict: {
    title: 'Phone and e-mail lead to different people',
    text: 'The booking’s phone belongs to one person and its e-mail to another. Say who it is in the merge queue.',
  },
}

export const STEP_STATUS: Record<Schemas['PlannedStep']['status'], string> = {
  planned: 'Planned',
  due: 'Due now',
  sent: 'Sent',
  kept: 'Kept here',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
  failed: 'Failed',
  done: 'Done',
  holdout: 'Held out',
}

const EVENTS: Record<string, string> = {
  'appointment.booked': 'Appointment booked',
  'appointment.requested': 'Appointment requested, not confirmed yet',
  'appointment.rescheduled': 'Appointment moved',
  'appointment.cancelled': 'Appointment cancelled',
  'appointment.cancellation_undone': 'Cancellation taken back',
  'appointment.attendance_confirmed': 'The patient said that they will come',
  'appointment.no_show': 'Did not come',
  'appointment.no_show_undone': 'No-show taken back',
  'appointment.paid': 'Payment received',
  'appointment.noticed': 'The booking system told something',
  'appointment.absorbed': 'Recognised as the same appointment as another',
  'contact.created': 'First seen',
  'contact.identified': 'New phone or e-mail learnt',
  'contact.merged': 'Merged with another contact',
  'contact.conflict_raised': 'Phone and e-mail lead to different people',
  'contact.conflict_resolved': 'Somebody said who it is',
  'contact.consent_changed': 'Consent changed',
  'patient_profile.created': 'Patient profile made',
  'journey.started': 'Journey begun',
  'journey.stopped': 'Journey stopped',
  'journey.completed': 'Journey came to its end',
  'journey.changed': 'Journey changed',
  'form.requested': 'Form sent',
  'form.opened': 'Form opened',
  'form.completed': 'Form filled in',
  'form.reviewed': 'Answers looked at',
  'questionnaire.published': 'Questionnaire published',
  'task.opened': 'Task for staff',
  'task.closed': 'Task done',
  'lead.warmed': 'Asked about a treatment',
  'lead.quiet': 'Fell silent before booking',
  'lead.withdrawn': 'No longer waits to be asked again',
  'patient.lapsed': 'Has not come again in the usual time',
  'message.queued': 'Message written',
  'message.held': 'Message held back for now',
  'message.sent': 'Message sent',
  'message.failed': 'Message failed',
  'message.refused': 'Message not sent, on purpose',
  'message.withdrawn': 'Message withdrawn',
  'message.delivered': 'Message delivered',
  'message.read': 'Message read',
  'message.received': 'Wrote to the clinic',
  'message.echoed': 'Staff wrote in the channel’s own app',
  'conversation.started': 'Wrote for the first time',
  'conversation.handed_over': 'A person is asked to answer',
  'conversation.alerted': 'Nobody has answered: told again',
  'conversation.taken': 'Staff took over the conversation',
  'conversation.released': 'The assistant answers again',
  'conversation.closed': 'Conversation closed',
  'conversation.assigned': 'Conversation assigned',
  'conversation.noted': 'Note of staff',
  'conversation.read': 'Staff read what was new',
  'receptionist.answered': 'The assistant answered',
  'preference.learned': 'Learned from their own words',
  'preference.corrected': 'Preference corrected',
  'preference.erased': 'Preference erased',
}

export function eventInWords({ type, payload }: Pick<Schemas['TimelineEntry'], 'type' | 'payload'>): string {
  if (type === 'message.sent' && payload.carrier === 'outbox') return 'Message kept here, nobody received it'
  const title = typeof payload.title === 'string' ? payload.title : null
  if (title && type in TITLED) return `${TITLED[type]}${title}`
  if (type === 'task.opened' && payload.isUrgent === true) return 'Urgent task for staff'
  if (type === 'journey.started' && payload.isHoldout === true) return 'Held out of a journey'
  return EVENTS[type] ?? humanize(type)
}

/** Those that say which form they are about. */
const TITLED: Record<string, string> = {
  'form.requested': 'Form sent: ',
  'form.opened': 'Form opened: ',
  'form.completed': 'Filled in ',
  'form.reviewed': 'Answers looked at: ',
  'questionnaire.published': 'Questionnaire published: ',
}

const REACTORS: Record<string, string> = {
  planAnswer: 'Plan the answer',
  tellWhoAnswers: 'Tell the channel who answers',
  startJourneys: 'Begin journeys',
  rearmJourneys: 'Plan reminders for the new time',
  resumeJourneys: 'Plan reminders again',
  stopJourneysOnExit: 'Stop journeys',
  stopJourneysOnOptOut: 'Stop what is not wanted',
  stopJourneysTwiceInLane: 'Go on with one of two journeys',
  advanceWaitingJourneys: 'Go on with journeys that waited for this',
  followJourney: 'Begin what follows',
  withdrawOutdatedMessages: 'Withdraw texts that are no longer true',
  acknowledgeRequest: 'Write “we received your request”',
  sendConfirmation: 'Write the confirmation',
  sendNewTime: 'Write the new time',
  sendCancellation: 'Write the cancellation',
  correctCalendar: 'Take the second entry out of the calendar',
  dispatchMessage: 'Hand the message over',
  endStepWithItsMessage: 'Note what became of the step',
  addDefaultJourneys: 'Add the standard journeys',
}

export function reactorInWords(name: string): string {
  return REACTORS[name] ?? humanize(name)
}

export const ACTORS: Record<Schemas['TimelineEntry']['actor']['kind'], string> = {
  user: 'staff',
  contact: 'the patient',
  agent: 'the assistant',
  integration: 'the booking system',
  system: 'Foyer',
  api_key: 'a program',
}

export const DELIVERY_STATUS: Record<Schemas['Delivery']['status'], string> = {
  received: 'Being processed',
  done: 'Done',
  kept: 'Kept',
  waiting: 'Waiting',
  failed: 'Failed',
}

const TRIGGERS: Record<string, string> = {
  BOOKING_CREATED: 'Booked',
  BOOKING_REQUESTED: 'Requested',
  BOOKING_RESCHEDULED: 'Moved',
  BOOKING_CANCELLED: 'Cancelled',
  BOOKING_REJECTED: 'Declined',
  BOOKING_PAID: 'Paid',
  BOOKING_PAYMENT_INITIATED: 'Payment begun',
  BOOKING_NO_SHOW_UPDATED: 'No-show marked',
  MEETING_STARTED: 'Meeting started',
  MEETING_ENDED: 'Meeting ended',
  PING: 'Test',
}

export function triggerInWords(trigger: string | null): string {
  return trigger ? (TRIGGERS[trigger] ?? humanize(trigger.toLowerCase())) : 'Not readable'
}

export const MERGE_REASONS: Record<string, string> = {
  staff_decided: 'Somebody at the desk decided it',
  one_booking_names_both: 'One booking named both the phone and the e-mail',
}

/** `startJourneys`, `3_days_before`, `contact.merged` → `Start journeys`, `3 days before`, `Contact merged` */
export function humanize(code: string): string {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Who is treated; the contact may be somebody else, such as the mother who books. */
export function patientNames({ patient_profiles, display_name }: Contact): string {
  return patient_profiles.map(({ full_name }) => full_name).join(', ') || display_name
}

/** The contact, where none of the patients has that name. */
export function bookedBy({ patient_profiles, display_name }: Contact): string | null {
  const isPatient = patient_profiles.some(({ full_name }) => full_name === display_name)
  return isPatient || patient_profiles.length === 0 ? null : `booked by ${display_name}`
}

export function visits(count: number): string {
  return count === 1 ? '1 visit' : `${count} visits`
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `+13125550187` → `(312) 555-0187` for numbers of the North American plan; others with their country code. */
export function phoneInWords(e164: string): string {
  const local = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164)
  return local ? `(${local[1]}) ${local[2]}-${local[3]}` : e164
}
