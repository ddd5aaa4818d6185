/**
 * "Yes", "can't make it", "sí, allí estaré" to a reminder: kept as a confirmation of that visit, or the beginning of moving or
 * cancelling it. Other times, lateness and questions go the way of every message, with the visit as their subject.
 */
import { confirmAttendance } from '../scheduling/confirm-attendance.ts'
import { answerQuestions } from './answer-questions.ts'
import { askMoveOrCancel } from './change-visit.ts'
import { askWhich } from './choose-visit.ts'
import type { RemindedVisit } from './find-reminded-visits.ts'
import { proposeAgain } from './settle-proposal.ts'
import { putInView } from './take-up-reminder.ts'
import { leaveToPerson, type Said, said, type Turn, together } from './turn.ts'

/** Null where the message answers no reminder. */
export async function heedReminderReply(turn: Turn): Promise<Said | null> {
  const { reminded, memory, messages } = turn
  if (!reminded || turn.isStaleTap) return null
  if (memory.asked === 'which_visit' && memory.reminded?.answer === 'yes') return confirmChosen(turn)
  if (messages.at(-1)?.choice) return null
  const answer = answerOf(turn)
  if (!answer) return null
  if (reminded.isBetween) return memory.asked === 'confirm' ? proposeAgain(turn) : null
  if (reminded.isOpen) {
    return answer === 'yes' ? hearYes(turn, reminded.visits) : hearNo(turn, reminded.visits)
  }
  const isIdle = memory.task === null && memory.asked === null
  return isIdle && answer === 'yes' ? hearYesAgain(turn, reminded.visits) : null
}

/** While one of the staff has the conversation a yes is kept without a word. */
export async function keepYesToReminder(turn: Turn): Promise<void> {
  const { reminded } = turn
  const [visit, ...others] = reminded?.visits ?? []
  if (!visit || others.length > 0 || !reminded?.isOpen || answerOf(turn) !== 'yes') return
  await confirm(turn, visit)
}

/** A time that they would rather have: found by what is free, whoever words the other answers. */
export function asksToMoveReminded({ reminded, reading }: Turn): boolean {
  const { date, time } = reading.slots
  return (
    reminded?.isOpen === true &&
    reading.intent.name === 'reschedule' &&
    (date !== undefined || time !== undefined)
  )
}

/** "Can't make it" is a no; "cancel my visit" says what is to be done, and is no answer to a question. */
function answerOf({ reading, text }: Turn): 'yes' | 'no' | null {
  const { intent, yes, slots } = reading
  if (reading.redFlag || reading.minutesLate !== null) return null
  if (intent.name === 'confirm' && yes === true) return 'yes'
  if (slots.date || slots.time) return null
  if (intent.name === 'decline' && yes === false) return 'no'
  return intent.name === 'cancel' && !CANCELS.test(text) ? 'no' : null
}

const CANCELS = /cancel|anul/i
const ALL = /\b(?:both|all|each|las dos|los dos|ambas|ambos|todas|todos)\b/i

async function hearYes(turn: Turn, visits: readonly RemindedVisit[]): Promise<Said> {
  const standing = visits.filter(({ status }) => status !== 'cancelled')
  const [only, ...others] = standing
  if (!only) return tellCancelled(turn, visits)
  if (others.length === 0 || standing.every(({ isConfirmed }) => isConfirmed)) {
    return together(await tellConfirmed(turn, standing), await alsoAsked(turn))
  }
  const { memory, speech } = turn
  if (memory.reminded) memory.reminded.answer = 'yes'
  const question = askWhich(turn, standing)
  return { ...question, choices: [...question.choices, { id: 'v|all', title: speech.say('all_of_them') }] }
}

/** Behind a talk about the visit: of the time that was named in it last. */
async function hearYesAgain(turn: Turn, visits: readonly RemindedVisit[]): Promise<Said | null> {
  const standing = visits.filter(({ status }) => status !== 'cancelled')
  if (standing.length === 0 || (standing.length > 1 && !standing.every(({ isConfirmed }) => isConfirmed)))
    return null
  return tellConfirmed(
    turn,
    standing.map((visit) => ({ ...visit, toldSequence: null })),
  )
}

async function confirmChosen(turn: Turn): Promise<Said | null> {
  const { memory, reading, messages, text } = turn
  const visits = (turn.reminded?.visits ?? []).filter(({ status }) => status !== 'cancelled')
  const [kind, id] = (messages.at(-1)?.choice?.id ?? '').split('|')
  const options = memory.offer?.kind === 'times' ? memory.offer.options : []
  const pointed = reading.choice === null ? undefined : options[reading.choice]?.appointmentId
  const isAll = (kind === 'v' && id === 'all') || (kind !== 'v' && ALL.test(text))
  const chosen = isAll ? visits : visits.filter((visit) => visit.id === (kind === 'v' ? id : pointed))
  if (chosen.length === 0) {
    if (memory.reminded) delete memory.reminded.answer
    return null
  }
  memory.asked = null
  return tellConfirmed(turn, chosen)
}

async function tellConfirmed(turn: Turn, visits: readonly RemindedVisit[]): Promise<Said> {
  const { memory, speech } = turn
  const parts: Said[] = []
  close(turn)
  for (const visit of visits) {
    const moment = speech.moment(visit.startAt)
    const confirmed = await confirm(turn, visit)
    if (confirmed.ok) {
      parts.push(said(speech.say(confirmed.isNew ? 'attendance_noted' : 'attendance_known', { moment })))
      continue
    }
    if (confirmed.reason === 'moved') {
      parts.push(said(speech.say('visit_moved', { moment })))
      askAnew(turn, visit)
    } else if (confirmed.reason === 'pending') parts.push(said(speech.say('visit_pending', { moment })))
    else parts.push(said(speech.say('already_cancelled')))
  }
  memory.misses = 0
  return together(...parts)
}

/** Told of the new time, the next yes is one to that. */
function askAnew({ memory, clinic }: Turn, visit: RemindedVisit): void {
  if (memory.reminded) {
    memory.reminded.visits = [{ id: visit.id, sequence: visit.sequence }]
    memory.reminded.isOpen = true
  }
  putInView(memory, [visit], clinic)
}

function confirm({ tx, asking }: Turn, { id, toldSequence }: RemindedVisit) {
  return confirmAttendance(
    tx,
    { kind: 'contact', id: asking.contactId },
    { appointmentId: id, sequence: toldSequence, conversationId: asking.conversation.id },
  )
}

function tellCancelled(turn: Turn, visits: readonly RemindedVisit[]): Said {
  const { speech } = turn
  close(turn)
  return together(
    ...visits.map(({ startAt }) => said(speech.say('visit_cancelled', { moment: speech.moment(startAt) }))),
    said(speech.say('tell_other_time')),
  )
}

/** "Yes, where do I park?" */
async function alsoAsked(turn: Turn): Promise<Said | null> {
  if (turn.reading.questions.length === 0) return null
  const answered = await answerQuestions(turn)
  if (!answered?.isOpen) return answered?.said ?? null
  await leaveToPerson(turn, 'not_understood')
  return together(answered.said, said(turn.speech.say('left_to_team')))
}

async function hearNo(turn: Turn, visits: readonly RemindedVisit[]): Promise<Said> {
  if (visits.every(({ status }) => status === 'cancelled')) return tellCancelled(turn, visits)
  close(turn)
  return askMoveOrCancel(turn)
}

function close({ memory }: Turn): void {
  if (memory.reminded) {
    memory.reminded.isOpen = false
    delete memory.reminded.answer
  }
  memory.offer = null
}
