/** What a reminder leaves behind in a conversation: the visit that the next words are about. */

import type { Tx } from '../../kit/db.ts'
import type { Entitled } from '../actions/find-own-appointments.ts'
import { wallTime } from '../actions/wished-service.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { type ChatMemory, forgetTask } from './chat-memory.ts'
import { findRemindedVisits, findReminder, type RemindedVisit } from './find-reminded-visits.ts'
import type { Gathered } from './gather.ts'

export interface Reminded {
  /** To come, by start; never empty. */
  visits: RemindedVisit[]
  /** Nobody has answered it yet. */
  isOpen: boolean
  /** It came while a question of ours was open: which of the two a yes answers cannot be told. */
  isBetween: boolean
}

/** A question that was asked so shortly before the reminder is still being talked about. */
const TALKING = { minutes: 60 }
/** For so long a visit is what "it" means, when it was reminded of and talked about. */
const REMEMBERED = { hours: 72 }

/**
 * Puts the visit of a reminder that was sent since the last answer before whatever was talked about earlier; an old question
 * is closed by it. Changes `memory`. Null where no reminder is behind the conversation.
 */
export async function takeUpReminder(
  tx: Tx,
  { messages }: Gathered,
  { memory, clinic, entitled }: { memory: ChatMemory; clinic: Clinic; entitled: Entitled },
): Promise<Reminded | null> {
  const messageId = messages[0]?.id ?? ''
  const reminder = await findReminder(tx, { entitled, messageId })
  if (!reminder) return recall(tx, { memory, entitled })
  const { visits, sentAt, talkedAt } = reminder
  const isBetween =
    memory.asked !== null && talkedAt !== null && Temporal.Instant.compare(talkedAt.add(TALKING), sentAt) > 0
  memory.reminded = {
    visits: visits.map(({ id, toldSequence }) => ({ id, sequence: toldSequence })),
    until: tx.clock.now().add(REMEMBERED).toString(),
    isOpen: !isBetween,
  }
  if (isBetween) return { visits, isOpen: false, isBetween }
  forgetTask(memory)
  memory.standing = { ...memory.standing, offered: null, confirmed: null }
  memory.choices = []
  putInView(memory, visits, clinic)
  return { visits, isOpen: true, isBetween }
}

/** Of several visits the first is what a time in the answer is read against, until it is clear which is meant. */
export function putInView(memory: ChatMemory, visits: readonly RemindedVisit[], clinic: Clinic): void {
  const first = visits.find(({ status }) => status !== 'cancelled')
  memory.offer = first
    ? { kind: 'appointment', option: { start: wallTime(first.startAt, clinic), appointmentId: first.id } }
    : null
}

async function recall(
  tx: Tx,
  { memory, entitled }: { memory: ChatMemory; entitled: Entitled },
): Promise<Reminded | null> {
  const { reminded } = memory
  if (!reminded) return null
  const isOver = Temporal.Instant.compare(reminded.until, tx.clock.now()) <= 0
  const visits = isOver
    ? []
    : await findRemindedVisits(
        tx,
        entitled,
        new Map(reminded.visits.map(({ id, sequence }) => [id, sequence])),
      )
  if (visits.length === 0) {
    delete memory.reminded
    return null
  }
  // Whatever is talked about since, has taken its place.
  if (memory.task !== null) reminded.isOpen = false
  return { visits, isOpen: reminded.isOpen, isBetween: false }
}
