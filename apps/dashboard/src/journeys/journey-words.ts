/** What the members of a journey mean to whoever writes one. */
import { humanize, plural } from '../words.ts'
import type {
  Condition,
  Definition,
  JourneySummary,
  JourneyVersion,
  Offset,
  Step,
} from './journey-queries.ts'

export const PURPOSE_WORDS: Record<Definition['purpose'], string> = {
  transactional: 'About their own visit',
  care: 'Care',
  marketing: 'Marketing (asks for consent)',
}

export const ANCHOR_WORDS: Record<Definition['anchor'], string> = {
  enrolled: 'When it begins',
  'appointment.start': 'The visit begins',
  'appointment.end': 'The visit ends',
}

export const KIND_WORDS: Record<Step['do'], string> = {
  message: 'Message',
  notice: 'Reminder text',
  form: 'Form',
  task: 'Task for staff',
  wait: 'Wait',
  branch: 'Two ways',
}

export const KIND_MEANINGS: Record<Step['do'], string> = {
  message: 'A text of this journey, with a guide if you like',
  notice: 'The reminder of Settings > Templates',
  form: 'Asks to fill in a form, with its link',
  task: 'Somebody of the desk does something',
  wait: 'Goes on when something happens, or after a time',
  branch: 'Goes on in one of two ways',
}

/** What may begin a journey, end it, or be waited for. */
export const EVENT_WORDS: Record<string, string> = {
  'appointment.booked': 'A visit is booked',
  'appointment.requested': 'A visit is asked for',
  'appointment.rescheduled': 'A visit is moved',
  'appointment.cancelled': 'A visit is cancelled',
  'appointment.no_show': 'The patient did not come',
  'appointment.no_show_undone': 'A no-show was a mistake',
  'appointment.fulfilled': 'The visit has taken place',
  'appointment.absorbed': 'The visit is the same as another one',
  'message.received': 'The patient writes',
  'conversation.handed_over': 'A person is asked to answer',
  'form.completed': 'The patient sends a form',
  'lead.warmed': 'Somebody asks about a treatment',
  'lead.quiet': 'Somebody who asked falls silent',
  'patient.lapsed': 'A patient has not come again in time',
  'journey.completed': 'A journey came to its end',
}

export const TRIGGERS = [
  'appointment.booked',
  'appointment.fulfilled',
  'appointment.no_show',
  'appointment.cancelled',
  'lead.quiet',
  'lead.warmed',
  'patient.lapsed',
  'form.completed',
] as const
export const EXITS = [
  'appointment.booked',
  'appointment.requested',
  'appointment.cancelled',
  'appointment.no_show',
  'appointment.no_show_undone',
  'appointment.fulfilled',
  'appointment.absorbed',
  'message.received',
  'form.completed',
] as const
export const AWAITED = [
  'message.received',
  'form.completed',
  'appointment.booked',
  'appointment.fulfilled',
] as const

export const PROCEDURE_WORDS: Record<string, string> = {
  botox: 'Botox',
  filler: 'Dermal filler',
  laser: 'Laser',
  chemical_peel: 'Chemical peel',
  hydrafacial: 'HydraFacial',
  hair_transplant: 'Hair transplant consultation',
  dental_hygiene: 'Dental hygiene',
  consultation: 'General consultation',
}

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** The words that stand for an event, also for one that nobody chose here. */
export function eventWords(event: string): string {
  return EVENT_WORDS[event] ?? humanize(event)
}

/** Whether each visit has its own run of what it begins. A missed or cancelled one begins what wins people back. */
export function isRunOfVisit(event: string): boolean {
  return event === 'appointment.booked' || event === 'appointment.fulfilled'
}

/** From what steps may be counted: only an event about a visit brings one. */
export function anchorsOf(event: string): Definition['anchor'][] {
  return event.startsWith('appointment.')
    ? ['enrolled', 'appointment.start', 'appointment.end']
    : ['enrolled']
}

/** With one that is not among them, so that nothing that is set is hidden. */
export function eventChoices(events: readonly string[], set: string): { value: string; label: string }[] {
  return [...new Set([...events, set])].map((value) => ({ value, label: eventWords(value) }))
}

export function stateOf(journey: Pick<JourneySummary, 'is_active' | 'is_waiting_for_approval'>): {
  word: string
  tone: 'good' | 'open' | 'quiet'
} {
  if (!journey.is_active) return { word: 'Off', tone: 'quiet' }
  if (journey.is_waiting_for_approval) return { word: 'Waits for approval', tone: 'open' }
  return { word: 'On', tone: 'good' }
}

/** Who stands for a version: the clinician, and whoever pressed the button where that is somebody else. */
export function approvalWords(
  {
    approved_at: at,
    approved_by: by,
    clinician,
  }: Pick<JourneyVersion, 'approved_at' | 'approved_by' | 'clinician'>,
  ago: (instant: string) => string,
): string {
  if (!at) return 'Not approved'
  if (!clinician) return `Approved${by ? ` by ${by}` : ''}, ${ago(at)}`
  const written = by && by !== clinician.name ? `, recorded by ${by}` : ''
  return `Approved by ${clinician.name}${written}, ${ago(at)}`
}

/** Enough of a hash to tell two texts apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8)
}

export function amountOf(offset: Offset): { amount: number; unit: 'days' | 'hours' } {
  return 'days' in offset ? { amount: offset.days, unit: 'days' } : { amount: offset.hours, unit: 'hours' }
}

/** `3 days before the visit`, `1 hour after the step before`. */
export function whenWords(step: Step, anchor: Definition['anchor']): string {
  const { amount, unit } = amountOf(step.offset)
  const much = plural(Math.abs(amount), unit === 'days' ? 'day' : 'hour', unit)
  const from =
    step.from === 'previous'
      ? 'that'
      : anchor === 'enrolled'
        ? 'it begins'
        : anchor === 'appointment.end'
          ? 'the end'
          : 'the visit'
  if (step.do === 'wait') return `At most ${much}${amount < 0 ? ` before ${from}` : ''}`
  if (amount === 0)
    return step.from === 'previous' ? 'At once' : anchor === 'enrolled' ? 'When it begins' : `At ${from}`
  return `${much} ${amount < 0 ? 'before' : 'after'} ${from}`
}

export function conditionWords(when: Condition): string {
  if ('answered' in when) return when.answered ? 'If they wrote back' : 'If they have not written'
  if ('happened' in when) return `If it happened: ${eventWords(when.happened).toLowerCase()}`
  return when.is === 'completed'
    ? `If “${humanize(when.form)}” is filled in`
    : `If “${humanize(when.form)}” is still open`
}

/** A text as it is read at a glance: the clinic's name, and in place of what differs for each person what it is. */
export function withoutGaps(text: string, clinic: string): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, gap: string) =>
    gap === 'clinic_name' ? clinic : `[${gap.replaceAll('_', ' ')}]`,
  )
}

const wayWords = (to: string) => (to === 'end' ? 'it ends' : humanize(to).toLowerCase())

/** One line that tells what a step does; `clinic`: what stands for the clinic's own name. */
export function stepLine(step: Step, clinic: string): string {
  switch (step.do) {
    case 'message':
    case 'form':
      return withoutGaps(step.text.chat.en, clinic) || 'No text yet'
    case 'notice':
      return 'The reminder of Settings > Templates'
    case 'task':
      return step.title || 'No title yet'
    case 'wait':
      return `Goes on when: ${eventWords(step.until).toLowerCase()}`
    case 'branch':
      return `${conditionWords(step.when)}: ${wayWords(step.yes)}. Otherwise ${wayWords(step.no)}.`
  }
}

/** `Ask again!` → `ask_again`, as steps and journeys are named. */
export function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
}
