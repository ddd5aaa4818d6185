import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { messageQueued } from './events.ts'
import type { SentTemplate } from './lock-message.ts'
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
  template?: SentTemplate | null
  /** The events behind what it claims to be done. */
  claims?: readonly string[]
  /** The first message of the deed, where this one does it in another way. */
  insteadOf?: string | null
  /** Names the deed: the same deed again queues nothing. */
  dedupeKey: string
}

/** The first of a message's two facts. Null when the same deed was queued before. */
export async function queueMessage(tx: Tx, actor: Actor, input: QueueMessage): Promise<string | null> {
  const [id = null] = await queueMessages(tx, actor, [input])
  return id
}

/** The same for many, in one statement; the answers are in the order of the messages. */
export async function queueMessages(
  tx: Tx,
  actor: Actor,
  inputs: readonly QueueMessage[],
): Promise<(string | null)[]> {
  if (inputs.length === 0) return []
  const now = tx.clock.now()
  const rows = inputs.map((input) => toRow(input, uuidv7(now)))
  const queued = await tx.many(sql<{ id: string }>`
    insert into messages (clinic_id, id, contact_id, appointment_id, appointment_sequence, kind, purpose, channel, to_address,
      to_name, subject, body, text_hash, invitation, invitation_method, author_kind, author_id, conversation_id, choices, template, claims,
      instead_of, status, dedupe_key, created_at, updated_at)
    select ${tx.clinicId}, id, contact_id, appointment_id, appointment_sequence, kind, purpose, channel, to_address,
      to_name, subject, body, text_hash, invitation, invitation_method, author_kind, author_id, conversation_id, choices, template, claims,
      instead_of, 'queued', dedupe_key, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as message(
      id uuid, contact_id uuid, appointment_id uuid, appointment_sequence integer, kind text, purpose text, channel text, to_address text,
      to_name text, subject text, body text, text_hash text, invitation text, invitation_method text, author_kind text, author_id text,
      conversation_id uuid, choices jsonb, template jsonb, claims jsonb, instead_of uuid, dedupe_key text)
    on conflict on constraint messages_once do nothing
    returning id`)
  const fresh = new Set(queued.map(({ id }) => id))
  const answers: (string | null)[] = []
  for (const [place, input] of inputs.entries()) {
    const id = rows[place]?.id ?? ''
    answers.push(fresh.has(id) ? id : null)
    if (fresh.has(id)) await noteQueued(tx, actor, { ...input, id })
  }
  return answers
}

function toRow(input: QueueMessage, id: string) {
  return {
    id,
    contact_id: input.contactId,
    appointment_id: input.appointmentId,
    appointment_sequence: input.appointmentSequence,
    kind: input.kind,
    purpose: input.purpose,
    channel: input.channel,
    to_address: input.to.address,
    // JSON would carry half a surrogate pair along, and PostgreSQL refuses it.
    to_name: input.to.name.toWellFormed(),
    subject: input.text.subject?.toWellFormed() ?? null,
    body: input.text.body.toWellFormed(),
    text_hash: input.text.hash,
    invitation: input.invitation?.content.toWellFormed() ?? null,
    invitation_method: input.invitation?.method ?? null,
    author_kind: input.author?.kind ?? 'system',
    author_id: input.author?.id ?? null,
    conversation_id: input.conversationId ?? null,
    choices: input.choices ?? [],
    template: input.template ?? null,
    claims: input.claims ?? [],
    instead_of: input.insteadOf ?? null,
    dedupe_key: input.dedupeKey,
  }
}

async function noteQueued(tx: Tx, actor: Actor, input: QueueMessage & { id: string }): Promise<void> {
  if (input.conversationId) {
    const now = tx.clock.now()
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
    payload: {
      messageId: input.id,
      kind: input.kind,
      channel: input.channel,
      ...(input.insteadOf ? { insteadOf: input.insteadOf } : {}),
    },
  })
}
