import type { QuestionKind } from '@foyer/understanding'
import { markWarmLead } from '../contacts/mark-warm-lead.ts'
import { assistant } from './begin-turn.ts'
import type { Turn } from './turn.ts'

/** What somebody asks who may come. */
const INTERESTED: readonly QuestionKind[] = ['price', 'duration', 'pain', 'what_is', 'reviews']

/**
 * Marks who asked about a service or began to book and has not booked it (REQUIREMENTS B1): when they fall silent, somebody
 * asks after them. Not who said no, who wants no messages, or whose words tell of an emergency.
 */
export async function noticeInterest(turn: Turn): Promise<void> {
  const { tx, asking, reading, memory, deeds, services } = turn
  const { contactId, isClaimed, messageId } = asking
  if (isClaimed || !messageId || reading.redFlag || reading.optOut) return
  const hasBooked = deeds.some(({ call, result }) => call.name === 'book_appointment' && result.ok)
  const asks = reading.intent.name === 'book' || reading.questions.some((kind) => INTERESTED.includes(kind))
  const isInterested = asks || (memory.task === 'book' && memory.state.service !== undefined)
  if (hasBooked || !isInterested || reading.intent.name === 'cancel' || reading.intent.name === 'decline')
    return
  const wished = reading.slots.service ?? memory.state.service ?? null
  const serviceId = services.some(({ id }) => id === wished) ? wished : null
  await markWarmLead(tx, assistant, { contactId, serviceId })
}
