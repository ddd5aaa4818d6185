/** What a messaging vendor tells us, in our words. Each vendor file maps its own wire onto these. */
import type { MessagingFailure } from './port.ts'

/** Where the person writes. What comes through Chatwoot has the channel that Chatwoot names. */
export type ChatChannel = 'whatsapp' | 'instagram' | 'facebook' | 'sms' | 'widget' | 'email' | 'other'

/**
 * Who writes, as this account knows them. The phone number alone is no identity: it may be missing (WhatsApp users with a
 * username), shared or changed.
 */
export interface ChannelUser {
  /**
   * The vendor's stable id in this account: WhatsApp's BSUID where there is one, else the number's digits; Instagram's
   * IGSID; Chatwoot's contact id; for SMS the E.164 number.
   */
  id: string
  /** Further ids under which the same person may come, such as the WhatsApp number beside the BSUID. */
  aliases: string[]
  /** E.164; null where the wire has none. */
  phone: string | null
  /** As the vendor shows it; null where it gives none. Never trusted as anything but a name to show. */
  name: string | null
  /** Lower-cased; null where the wire has none. */
  email: string | null
}

/** The thread in which something happened; `id` null where the vendor has no threads. */
export interface Thread {
  id: string | null
  channel: ChatChannel
  /** The account that was written to: phone_number_id, Instagram id, `account:inbox` of Chatwoot, our number. */
  account: string
}

export interface Attachment {
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker' | 'location' | 'contact' | 'story' | 'other'
  /** Where it can be fetched; expires at most vendors. Null where only `mediaId` is told. */
  url: string | null
  mediaId: string | null
  contentType: string | null
  fileName: string | null
  /** What a vendor heard in an audio message. */
  transcript: string | null
}

/**
 * What review and use made of a template. `approved` goes out and nothing else does; `paused` and `disabled` by the feedback
 * of those who got it; `removed` was deleted or archived.
 */
export type TemplateStatus = 'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'removed'

/** What a template has beside its body that a message from here does not fill in: it is shown, and never sent. */
export type TemplateExtra = 'header' | 'button' | 'code' | 'cards'

/** A text that WhatsApp has reviewed: the only thing that goes out when a conversation's window is closed. */
export interface VendorTemplate {
  name: string
  /** As Meta writes it: `en`, `en_US`. */
  language: string
  category: 'utility' | 'marketing' | 'authentication'
  status: TemplateStatus
  /** Why it is not approved, in the vendor's words; null where it says nothing. */
  reason: string | null
  /** The body as approved, with a gap such as `{{1}}` or `{{first_name}}` where something is filled in. */
  pattern: string
  /** What stands in the gaps, in the order in which parameters are given: `1`, `2`; or names. */
  gaps: string[]
  /** The gaps are named, and a parameter goes out under its name. */
  isNamed: boolean
  /** Null where the body is all there is to fill in. */
  needs: TemplateExtra | null
}

export type MessagingNotice =
  | {
      kind: 'message'
      vendorMessageId: string
      thread: Thread
      from: ChannelUser
      at: Temporal.Instant
      /** As written, NUL characters removed; empty where only attachments came. */
      text: string
      attachments: Attachment[]
      /** What of our choices was tapped. `id` null where the vendor tells only the title (Chatwoot). */
      choice: { id: string | null; title: string } | null
      /** The vendor's id of the message that it answers. */
      repliesTo: string | null
      /** The vendor's own keyword handling (Twilio's OptOutType): stored, and nothing is sent in answer. */
      optOut: 'stop' | 'start' | 'help' | null
      /** True where the vendor says it cannot show what was sent. */
      isUnsupported: boolean
      /** False where the vendor's own thread says that no free text may be sent now; null where it does not say. */
      canReply: boolean | null
    }
  /** Something went out of the account that we may not have written. */
  | {
      kind: 'echo'
      vendorMessageId: string
      /** Ours, where the wire carries it back. */
      messageId: string | null
      thread: Thread
      /** The person that was written to; null where the wire does not say. */
      to: ChannelUser | null
      at: Temporal.Instant
      text: string
      attachments: Attachment[]
      /** `staff`: a person wrote it in the vendor's app, which is a takeover. `us`: our own. `vendor`: a greeting of theirs. */
      author: 'staff' | 'us' | 'vendor'
      /** Seen by staff only; never shown to the person, and no takeover. */
      isPrivate: boolean
    }
  | {
      kind: 'status'
      vendorMessageId: string
      messageId: string | null
      status: 'sent' | 'delivered' | 'read' | 'failed'
      at: Temporal.Instant | null
      failure: { code: MessagingFailure; vendorCode: string | null } | null
    }
  /** The vendor's own inbox says who has the thread. `assistant`: its bot (`pending`); `person`: staff (`open`). */
  | {
      kind: 'thread'
      thread: Thread
      state: 'assistant' | 'person' | 'closed' | 'snoozed'
      at: Temporal.Instant | null
    }
  /** Marketing switched off or on at the vendor (WhatsApp). */
  | {
      kind: 'preference'
      thread: Thread
      from: ChannelUser
      marketing: 'stop' | 'resume'
      at: Temporal.Instant | null
    }
  /** The same person goes on under another id or number. */
  | { kind: 'identity'; thread: Thread; previous: string; user: ChannelUser; at: Temporal.Instant | null }
  /** A reaction to a message; `emoji` null where it was taken back. Nobody answers it. */
  | {
      kind: 'reaction'
      thread: Thread
      from: ChannelUser
      to: string
      emoji: string | null
      at: Temporal.Instant | null
    }
  /** The person took a message back; its text is no longer shown. */
  | { kind: 'removed'; vendorMessageId: string; thread: Thread; at: Temporal.Instant | null }
  /** The person saw what was sent, up to that message. */
  | { kind: 'seen'; thread: Thread; from: ChannelUser; upTo: string | null; at: Temporal.Instant | null }
  /** What became of a message template. `status` null: nothing that keeps it from being sent; `word` is the vendor's. */
  | {
      kind: 'template'
      name: string
      language: string | null
      status: TemplateStatus | null
      word: string
      reason: string | null
    }
  /** Kept and shown in Connections; nothing follows. `why` is a few words. */
  | { kind: 'ignored'; trigger: string; why: string }
