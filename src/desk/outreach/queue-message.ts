import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { messageQueued } from './events.ts'
import type { Channel, MessageKind, Purpose } from './message.ts'

export interface QueueMessage {
  contactId: string
  appointmentId: string | null
  appointmentSequence: number | null
  kind: MessageKind
  purpose: Purpose
  channel: Channel
  to: { name: string; address: string }
  /** `hash` null for what was written for this one occasion. */
  text: { hash: string | null; subject: string | null; body: string }
  invitation: { method: 'REQUEST' | 'CANCEL'; content: string } | null
  /** Default: the system. */
  author?: { kind: 'system' | 'assistant' | 'user'; id: string | null }
  conversationId?: string | null
  /** Offered with it, to be tapped. */
  choices?: readonly { id: string; title: string }[]
  /** The vendor's approved template, for when the window is closed. */
  template?: {
    name: string
    language: string
    category: 'utility' | 'marketing'
    parameters: string[]
  } | null
  /** The events behind what it claims to be done. */
  claims?: readonly string[]
  /** Names the deed: the same deed again queues nothing. */
  dedupeKey: string
}

/** The first of a message's two facts. Null when the same deed was queued before. */
export async function queueMessage(tx: Tx, actor: Actor, input: QueueMessage): Promise<string | null> {
  const now = tx.clock.now()
  const id = uuidv7(now)
  const queued = await tx.run(sql`
    insert into messages (clinic_id, id, contact_id, appointment_id, appointment_sequence, kind, purpose, channel, to_address,
      to_name, subject, body, text_hash, invitation, invitation_method, author_kind, author_id, conversation_id, choices, template, claims,
      status, dedupe_key, created_at, updated_at)
    values (${tx.clinicId}, ${id}, ${input.contactId}, ${input.appointmentId}, ${input.appointmentSequence}, ${input.kind},
      ${input.purpose}, ${input.channel}, ${input.to.address}, ${input.to.name}, ${input.text.subject}, ${input.text.body},
      ${input.text.hash}, ${input.invitation?.content ?? null}, ${input.invitation?.method ?? null},
      ${input.author?.kind ?? 'system'}, ${input.author?.id ?? null}, ${input.conversationId ?? null}, ${JSON.stringify(input.choices ?? [])}::jsonb,
      ${input.template ? JSON.stringify(input.template) : null}::jsonb, ${JSON.stringify(input.claims ?? [])}::jsonb, 'queued', ${input.dedupeKey}, ${now}, ${now})
    on conflict on constraint messages_once do nothing`)
  if (queued === 0) return null
  if (input.conversationId) {
    tx.send(sql`
      update conversations
      set last_message_at = greatest(last_message_at, ${now}::timestamptz), updated_at = ${now},
        last_text = ${input.text.body.replace(/\s+/g, ' ').trim().slice(0, 200)}
      where clinic_id = ${tx.clinicId} and id = ${input.conversationId}`)
  }
  await record(tx, messageQueued, {
    actor,
    contactId: input.contactId,
    appointmentId: input.appointmentId,
    payload: { messageId: id, kind: input.kind, channel: input.channel },
  })
  return id
}
