/** A visitor asks for a person: the request stands in the thread as theirs, staff are told, and the visitor is told so. */
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { findVisitorConversation } from '../../desk/conversations/find-visitor-thread.ts'
import { handOver } from '../../desk/conversations/hand-over-conversation.ts'
import { lockConversation } from '../../desk/conversations/lock-conversation.ts'
import { type ReceiveMessage, receiveMessage } from '../../desk/conversations/receive-message.ts'
import { queueMessage } from '../../desk/outreach/queue-message.ts'
import { findReceptionistSettings } from '../../desk/receptionist/find-receptionist-settings.ts'
import { isPresent } from '../../desk/receptionist/receptionist-settings.ts'
import { speechOf } from '../../desk/receptionist/speech.ts'
import { findClinicHours } from '../../desk/services/find-hours.ts'
import type { Tx } from '../../kit/db.ts'
import { type Actor, system } from '../../kit/events.ts'
import { showPhone } from '../../kit/phone.ts'
import { invariant } from '../../kit/problem.ts'

/**
 * Hands the conversation over, which begins with this request where the visitor has written nothing yet. Where a person has it
 * or is awaited already, nothing is done and false returned.
 */
export async function askForPerson(
  tx: Tx,
  actor: Actor,
  { message, language }: { message: ReceiveMessage; language: string },
): Promise<boolean> {
  const { connectionId, writer } = message
  const known = await findVisitorConversation(tx, { connectionId, address: writer.id })
  if (known?.status === 'waiting' || known?.status === 'person') return false
  const received = await receiveMessage(tx, actor, message)
  if (received.isRepeat) return false
  const { conversationId } = received
  const conversation = await lockConversation(tx, conversationId)
  invariant(conversation, 'a conversation that was just written in vanished')
  const by = { kind: 'contact', id: conversation.contactId } as const
  if (!(await handOver(tx, by, { conversationId, reason: 'asked_for_person' }))) return false
  await queueMessage(tx, system, {
    contactId: conversation.contactId,
    appointmentId: null,
    appointmentSequence: null,
    kind: 'handoff_notice',
    purpose: 'transactional',
    channel: 'widget',
    to: { name: '', address: conversation.address },
    text: { hash: null, subject: null, body: await wordNotice(tx, language) },
    invitation: null,
    conversationId,
    dedupeKey: `handoff:${conversationId}:${received.messageId}`,
  })
  return true
}

/** What the assistant says in the same place: now, or when somebody is back, and the number for what cannot wait. */
async function wordNotice(tx: Tx, language: string): Promise<string> {
  const clinic = await findClinic(tx)
  invariant(clinic, 'the clinic of a conversation vanished')
  const speech = speechOf(language === 'es' ? 'es' : 'en', clinic)
  const settings = await findReceptionistSettings(tx)
  const hours = settings.presence.length > 0 ? settings.presence : await findClinicHours(tx)
  if (hours.length === 0 || isPresent(tx.clock.now(), clinic.timeZone, hours))
    return speech.say('handed_over')
  const phone = clinic.phoneE164 && showPhone(clinic.phoneE164, clinic.country)
  const texts = [speech.say('handed_over_later'), phone ? speech.say('handed_over_call', { phone }) : '']
  return texts.filter(Boolean).join('\n\n')
}
