import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { isUuid } from '../../kit/ids.ts'
import type { ChannelUser, MessagingNotice, Thread } from '../../providers/messaging/notice.ts'
import { noteTemplateStatus } from '../connections/note-template-status.ts'
import { rereadTemplates } from '../connections/reread-templates.ts'
import { recordConsent } from '../contacts/record-consent.ts'
import { heedVendorStatus } from '../conversations/heed-vendor-status.ts'
import { noteEcho } from '../conversations/note-echo.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { receiveMessage } from '../conversations/receive-message.ts'
import { recognizeWriter } from '../conversations/recognize-writer.ts'
import { removeMessage } from '../conversations/remove-message.ts'
import { heedVendorKeyword } from './heed-vendor-keyword.ts'
import { noteDelivery } from './note-delivery.ts'

export interface ApplyChatNotice {
  connectionId: string
  notice: MessagingNotice
  /** Stands in where the vendor tells no moment. */
  receivedAt: Temporal.Instant
}

export type Heard =
  /** `why`: what is worth reading about it, for staff. */
  | { is: 'done'; conversationId: string | null; why?: string }
  /** Nothing follows; `why` is for staff. */
  | { is: 'kept'; conversationId: null; why: string }

/**
 * Does what one notice of a messaging vendor says. The same again changes nothing; late or out of order it undoes nothing that was
 * decided since.
 */
export async function applyChatNotice(tx: Tx, actor: Actor, input: ApplyChatNotice): Promise<Heard> {
  const { connectionId, notice } = input
  switch (notice.kind) {
    case 'message': {
      const received = await receiveMessage(tx, actor, {
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
      const { optOut: keyword } = notice
      if (keyword && !received.isRepeat) {
        await heedVendorKeyword(tx, actor, { ...received, keyword, text: notice.text })
      }
      return { is: 'done', conversationId: received.conversationId }
    }
    case 'echo':
      return applyEcho(tx, actor, { ...input, notice })
    case 'status': {
      const isOurs = await noteDelivery(tx, {
        vendorMessageId: notice.vendorMessageId,
        messageId: ownId(notice.messageId),
        connectionId,
        status: notice.status,
        at: notice.at ?? input.receivedAt,
        failure: notice.failure,
      })
      if (notice.failure?.code === 'template_refused') await rereadTemplates(tx, connectionId)
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
      // The old number may be somebody else's next.
      await tx.run(sql`
        update conversations
        set address = ${notice.user.id}
        where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and address = ${notice.previous} and not exists (
          select
          from conversations
          where clinic_id = ${tx.clinicId} and connection_id = ${connectionId} and address = ${notice.user.id})`)
      return { is: 'done', conversationId: null }
    }
    case 'removed': {
      const { vendorMessageId } = notice
      const isRemoved = await removeMessage(tx, { connectionId, vendorMessageId, at: input.receivedAt })
      return isRemoved
        ? { is: 'done', conversationId: null }
        : { is: 'kept', conversationId: null, why: 'A message was taken back that never came here.' }
    }
    case 'seen':
      return { is: 'kept', conversationId: null, why: 'The person has seen what was sent.' }
    case 'reaction':
      return { is: 'kept', conversationId: null, why: 'A reaction; nobody answers it.' }
    case 'template': {
      const { name, language, status, word, reason } = notice
      await noteTemplateStatus(tx, { connectionId, name, language, status, reason })
      return {
        is: 'done',
        conversationId: null,
        why: `The template ${name} is ${word.toLowerCase().replaceAll('_', ' ')} now${reason ? ` (${reason})` : ''}.`,
      }
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
  const known = await findOpen(tx, { connectionId, thread: notice.thread, user: notice.to })
  if (
    notice.author === 'us' ||
    (await isOurs(tx, { ...notice, connectionId, conversationId: known ?? null }))
  ) {
    return { is: 'kept', conversationId: null, why: 'What we sent ourselves.' }
  }
  if (notice.author === 'vendor') {
    return { is: 'kept', conversationId: null, why: 'A greeting that the vendor sends by itself.' }
  }
  const conversationId = known ?? (await beginByStaff(tx, actor, input))
  if (!conversationId) {
    return { is: 'kept', conversationId: null, why: 'Staff wrote in a conversation that is not known here.' }
  }
  const { vendorMessageId, at, text, attachments, isPrivate } = notice
  await noteEcho(tx, actor, { conversationId, vendorMessageId, at, text, attachments, isPrivate })
  return { is: 'done', conversationId }
}

/** Staff wrote first: what the person answers is theirs. Nobody is met by a note that they never see. */
async function beginByStaff(
  tx: Tx,
  actor: Actor,
  { connectionId, notice }: ApplyChatNotice & { notice: Extract<MessagingNotice, { kind: 'echo' }> },
): Promise<string | null> {
  const { thread, to, at, isPrivate } = notice
  if (!to || isPrivate) return null
  const { conversationId } = await openConversation(tx, actor, {
    connectionId,
    channel: thread.channel,
    writer: writerOf(to),
    threadId: thread.id,
    at,
    startedBy: 'clinic',
  })
  return conversationId
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
    connectionId: string
    conversationId: string | null
  },
): Promise<boolean> {
  const row = await tx.one(sql`
    select
    from messages
    where clinic_id = ${tx.clinicId} and (id = ${ownId(notice.messageId)}::uuid
      or vendor_message_id = ${notice.vendorMessageId} and (conversation_id is null or conversation_id in (
        select id
        from conversations
        where clinic_id = ${tx.clinicId} and connection_id = ${notice.connectionId}))
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
  const at = notice.at ?? input.receivedAt
  const isNews = await heedVendorStatus(tx, actor, { conversationId, state: notice.state, at })
  return isNews
    ? { is: 'done', conversationId }
    : { is: 'kept', conversationId: null, why: 'It came late: what it says was changed since.' }
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

/** Other programs of the same account write ids of their own where ours would stand. */
function ownId(id: string | null): string | null {
  return id && isUuid(id) ? id : null
}

function writerOf(user: ChannelUser) {
  return { id: user.id, aliases: user.aliases, phone: user.phone, name: user.name }
}
