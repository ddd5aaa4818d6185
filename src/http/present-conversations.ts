/** Conversations as the API answers them. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/conversations/schemas.ts'
import { windowClosesAt } from '../desk/conversations/conversation.ts'
import type { ListedConversation } from '../desk/conversations/find-conversations.ts'
import type { ThreadLine } from '../desk/conversations/find-thread.ts'
import type { SavedReply } from '../desk/conversations/saved-reply.ts'
import type { ToldStatus } from '../desk/outreach/message.ts'
import { hasTemplates } from '../desk/outreach/write-to-person.ts'
import { MESSAGING_FAILURES } from '../providers/messaging/port.ts'
import { mediaPath } from './api/media.ts'
import { instant, instantOrNull } from './present.ts'

type Wire<Name extends keyof typeof wire> = (typeof wire)[Name] extends z.ZodType
  ? z.infer<(typeof wire)[Name]>
  : never

/** Names of users by id. */
type Names = ReadonlyMap<string, string>

export function presentConversation(record: ListedConversation, names: Names): Wire<'Conversation'> {
  return {
    id: record.id,
    contact_id: record.contactId,
    contact_name: record.contactName,
    connection_id: record.connectionId,
    channel: record.channel,
    status: record.status,
    assignee: record.assigneeId
      ? { id: record.assigneeId, name: names.get(record.assigneeId) ?? null }
      : null,
    waiting_since: instantOrNull(record.waitingSince),
    waiting_reason: record.waitingReason,
    language: record.language,
    last_message_at: instant(record.lastMessageAt),
    last_inbound_at: instantOrNull(record.lastInboundAt),
    last_text: record.lastText,
    last_heard: record.lastHeard,
    is_last_ours: isLastOurs(record),
    unread: record.unread,
    window_closes_at: instantOrNull(windowClosesAt(record.channel, record.lastInboundAt, 'user')),
    takes_templates: hasTemplates(record.channel),
    next_visit_at: instantOrNull(record.nextVisitAt),
    created_at: instant(record.createdAt),
  }
}

function isLastOurs({ lastMessageAt, lastInboundAt, lastText, lastHeard }: ListedConversation): boolean {
  const order = lastInboundAt ? Temporal.Instant.compare(lastMessageAt, lastInboundAt) : 1
  return order === 0 ? lastText !== lastHeard : order > 0
}

export function presentLine(line: ThreadLine, names: Names): Wire<'ThreadLine'> {
  const { reason } = line
  const isKept = line.status === 'sent' && line.isKept
  return {
    id: line.id,
    author: line.author,
    author_name: (line.authorId && names.get(line.authorId)) || null,
    body: line.body,
    attachments: line.attachments.map((attachment, place) => ({
      kind: attachment.kind,
      url: attachment.mediaId ? mediaPath(line.id, place) : webAddress(attachment.url),
      content_type: attachment.contentType,
      file_name: attachment.fileName,
      transcript: attachment.transcript,
    })),
    choice: line.choice,
    choices: line.choices,
    status: isKept ? 'kept' : (line.status as ToldStatus | null),
    reason,
    remedy:
      reason && reason in MESSAGING_FAILURES ? remedies[reason as keyof typeof MESSAGING_FAILURES] : null,
    vendor_code: line.vendorCode,
    delivered_at: instantOrNull(line.deliveredAt),
    read_at: instantOrNull(line.readAt),
    is_removed: line.isRemoved,
    at: instant(line.at),
  }
}

const remedies: Record<keyof typeof MESSAGING_FAILURES, string> = MESSAGING_FAILURES

/** What a stranger sends as an address is a link on staff's screens: only of the web, never `javascript:`. */
function webAddress(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null
}

export function presentReply(reply: SavedReply): Wire<'SavedReply'> {
  return { id: reply.id, title: reply.title, body: reply.body, updated_at: instant(reply.updatedAt) }
}
