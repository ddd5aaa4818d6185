import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { ChannelUser, MessagingNotice, Thread } from '../../providers/messaging/notice.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import { closeConversation } from '../conversations/close-conversation.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { noteEcho } from '../conversations/note-echo.ts'
import { receiveMessage } from '../conversations/receive-message.ts'
import { recognizeWriter } from '../conversations/recognize-writer.ts'
import { releaseConversation } from '../conversations/release-conversation.ts'
import { takeOver } from '../conversations/take-over-conversation.ts'
import { noteDelivery } from './note-delivery.ts'

export interface ApplyChatNotice {
  connectionId: string
  notice: MessagingNotice
  /** Stands in where the vendor tells no moment. */
  receivedAt: Temporal.Instant
}

export type Heard =
  | { is: 'done'; conversationId: string | null }
  /** Nothing follows; `why` is for staff. */
  | { is: 'kept'; conversationId: null; why: string }

/** Does what one notice of a messaging vendor says. The same again, late or out of order, changes nothing. */
export async function applyChatNotice(tx: Tx, actor: Actor, input: ApplyChatNotice): Promise<Heard> {
  const { connectionId, notice } = input
  switch (notice.kind) {
    case 'message': {
      const { conversationId } = await receiveMessage(tx, actor, {
        connectionId,
        channel: notice.thread.channel,
        writer: writerOf(notice.from),
        threadId: notice.thread.id,
        vendorMessageId: notice.vendorMessageId,
        at: notice.at,
        receivedAt: input.receivedAt,
        text:
          notice.isUnsupported && !notice.text
            ? '[something that this channel cannot show here]'
            : notice.text,
        attachments: notice.attachments,
        choice: notice.choice,
        repliesTo: notice.repliesTo,
      })
      return { is: 'done', conversationId }
    }
    case 'echo':
      return applyEcho(tx, actor, { ...input, notice })
    case 'status': {
      const isOurs = await noteDelivery(tx, {
        vendorMessageId: notice.vendorMessageId,
        messageId: notice.messageId,
        status: notice.status,
        at: notice.at ?? input.receivedAt,
        failure: notice.failure,
      })
      return isOurs
        ? { is: 'done', conversationId: null }
        : { is: 'kept', conversationId: null, why: 'It tells of a message that was not sent from here.' }
    }
    case 'thread':
      return applyThread(tx, actor, { ...input, notice })
    case 'preference': {
      const { contactId } = await recognizeWriter(tx, actor, {
        connectionId,
        channel: notice.thread.channel,
        writer: writerOf(notice.from),
      })
      await recordConsent(tx, actor, {
        contactId,
        purpose: 'marketing',
        channel: notice.thread.channel,
        state: notice.marketing === 'stop' ? 'withdrawn' : 'granted',
        source: `${notice.thread.channel}: switched ${notice.marketing === 'stop' ? 'off' : 'on'} by the person`,
      })
      return { is: 'done', conversationId: null }
    }
    case 'identity': {
      await recognizeWriter(tx, actor, {
        connectionId,
        channel: notice.thread.channel,
        writer: { ...writerOf(notice.user), aliases: [notice.previous, ...notice.user.aliases] },
      })
      return { is: 'done', conversationId: null }
    }
    case 'removed': {
      const removed = await tx.run(sql`
        update received_messages
        set removed_at = ${input.receivedAt}, body = '', attachments = '[]'
        where clinic_id = ${tx.clinicId} and vendor_message_id = ${notice.vendorMessageId} and conversation_id in (
          select id
          from conversations
          where clinic_id = ${tx.clinicId} and connection_id = ${connectionId})`)
      return removed > 0
        ? { is: 'done', conversationId: null }
        : { is: 'kept', conversationId: null, why: 'A message was taken back that never came here.' }
    }
    case 'seen':
      return { is: 'kept', conversationId: null, why: 'The person has seen what was sent.' }
    case 'reaction':
      return { is: 'kept', conversationId: null, why: 'A reaction; nobody answers it.' }
    case 'template':
      return {
        is: 'kept',
        conversationId: null,
        why: `The template ${notice.name} is ${notice.status.toLowerCase()} now${notice.reason ? ` (${notice.reason})` : ''}.`,
      }
    case 'ignored':
      return { is: 'kept', conversationId: null, why: notice.why }
  }
}

async function applyEcho(
  tx: Tx,
  actor: Actor,
  input: ApplyChatNotice & { notice: Extract<MessagingNotice, { kind: 'echo' }> },
): Promise<Heard> {
  const { connectionId, notice } = input
  const conversationId = await findOpen(tx, { connectionId, thread: notice.thread, user: notice.to })
  if (notice.author === 'us' || (await isOurs(tx, { ...notice, conversationId: conversationId ?? null }))) {
    return { is: 'kept', conversationId: null, why: 'What we sent ourselves.' }
  }
  if (notice.author === 'vendor') {
    return { is: 'kept', conversationId: null, why: 'A greeting that the vendor sends by itself.' }
  }
  if (!conversationId) {
    return { is: 'kept', conversationId: null, why: 'Staff wrote in a conversation that is not known here.' }
  }
  const { vendorMessageId, at, text, attachments, isPrivate } = notice
  await noteEcho(tx, actor, { conversationId, vendorMessageId, at, text, attachments, isPrivate })
  return { is: 'done', conversationId }
}

/**
 * Instagram does not say who wrote what it echoes, and its echo may come before our own call has been answered: then it is
 * known by its words.
 */
async function isOurs(
  tx: Tx,
  notice: {
    vendorMessageId: string
    messageId: string | null
    text: string
    at: Temporal.Instant
    conversationId: string | null
  },
): Promise<boolean> {
  const row = await tx.one(sql`
    select
    from messages
    where clinic_id = ${tx.clinicId} and (id = ${notice.messageId}::uuid or vendor_message_id = ${notice.vendorMessageId}
      or conversation_id = ${notice.conversationId}::uuid and vendor_message_id is null and status in ('sending', 'sent')
        and sending_since > ${notice.at.subtract(ECHO_WITHIN)} and starts_with(${notice.text}, body))
    limit 1`)
  return row !== undefined
}

const ECHO_WITHIN = { minutes: 2 }

async function applyThread(
  tx: Tx,
  actor: Actor,
  input: ApplyChatNotice & { notice: Extract<MessagingNotice, { kind: 'thread' }> },
): Promise<Heard> {
  const { connectionId, notice } = input
  const conversationId = await findOpen(tx, { connectionId, thread: notice.thread, user: null })
  if (!conversationId) return { is: 'kept', conversationId: null, why: 'Nobody has written in it yet.' }
  switch (notice.state) {
    case 'person': {
      const status = await statusOf(tx, conversationId)
      // Our own hand-over comes back as this: whoever waits still waits.
      if (status === 'assistant') await handOver(tx, actor, { conversationId, reason: 'staff_wrote' })
      break
    }
    case 'assistant':
      await releaseConversation(tx, actor, conversationId)
      break
    case 'closed':
      await closeConversation(tx, actor, conversationId)
      break
    case 'snoozed':
      await takeOver(tx, actor, { conversationId, assigneeId: null })
  }
  return { is: 'done', conversationId }
}

async function statusOf(tx: Tx, conversationId: string): Promise<string | undefined> {
  const row = await tx.one(sql<{ status: string }>`
    select status
    from conversations
    where clinic_id = ${tx.clinicId} and id = ${conversationId}
    for update`)
  return row?.status
}

async function findOpen(
  tx: Tx,
  { connectionId, thread, user }: { connectionId: string; thread: Thread; user: ChannelUser | null },
): Promise<string | undefined> {
  const ids = user ? [user.id, ...user.aliases] : []
  const row = await tx.one(sql<{ id: string }>`
    select id
    from conversations
    where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and (thread_id = ${thread.id} or address = any(${ids}))
    order by (thread_id = ${thread.id}) desc nulls last
    limit 1`)
  return row?.id
}

function writerOf(user: ChannelUser) {
  return { id: user.id, aliases: user.aliases, phone: user.phone, name: user.name }
}
