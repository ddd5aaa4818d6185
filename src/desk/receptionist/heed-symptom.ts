/** "I want a skin check, my mole bleeds": a person reads how the body is, and the assistant goes on with the visit. */
import type { QuestionKind } from '@foyer/understanding'
import { showPhone } from '../../kit/phone.ts'
import { isAnswerToOurs, replyOffline } from './offline-receptionist.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import { leaveToPerson, type Said, said, type Turn, together } from './turn.ts'

/** What is asked of these beside a symptom is asked about the symptom. */
const CLINICAL: readonly QuestionKind[] = ['clinical', 'aftercare', 'pain', 'preparation', 'other']

/** That a person reads it, and what else the message is about; null where nothing of the kind is said. */
export async function heedSymptom(turn: Turn, settings: ReceptionistSettings): Promise<Said | null> {
  const { reading, memory } = turn
  if (!reading.reportsSymptom) return null
  const left = await leaveSymptom(turn)
  const questions = reading.questions.filter((kind) => !CLINICAL.includes(kind))
  const rest = { ...turn, reading: { ...reading, questions } }
  if (!hasMore(rest)) return together(left, said([], memory.choices))
  return together(left, await replyOffline(rest, settings))
}

/** Tells staff, and whoever wrote that they were told. */
export async function leaveSymptom(turn: Turn): Promise<Said> {
  const { speech, clinic, memory } = turn
  memory.isSymptomLeft = true
  await leaveToPerson(turn, 'clinical_question')
  const phone = clinic.phoneE164 && showPhone(clinic.phoneE164, clinic.country)
  const worse = phone ? speech.say('symptom_worse_call', { phone }) : speech.say('symptom_worse')
  return said(`${speech.say('symptom_left')} ${worse}`)
}

/** Until one of the staff has it, what answers the assistant's own question about the visit is not left lying. */
export function goesOnMeanwhile(turn: Turn): boolean {
  const { memory, asking, reading } = turn
  const { status, waitingReason } = asking.conversation
  if (status !== 'waiting' || waitingReason !== 'clinical_question' || !memory.isSymptomLeft) return false
  return memory.task !== null && !reading.wantsHuman && isAnswerToOurs(turn)
}

function hasMore({ reading, memory }: Turn): boolean {
  const { service, date, time, practitioner } = reading.slots
  const names = service ?? date ?? time ?? practitioner
  const wants = ['book', 'reschedule', 'cancel', 'running_late'].includes(reading.intent.name)
  return names !== undefined || wants || reading.questions.length > 0 || memory.task !== null
}
