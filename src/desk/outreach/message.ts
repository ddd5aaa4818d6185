/** A message goes from the clinic to a contact; it is queued, and then sent, held, refused, withdrawn or failed. */
import { CHAT_CHANNELS } from '../conversations/conversation.ts'

export const CHANNELS = CHAT_CHANNELS
export type Channel = (typeof CHANNELS)[number]

/** Those that notices and reminders have texts for. */
export const NOTICE_CHANNELS = ['email', 'sms'] as const satisfies readonly Channel[]
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number]

export const PURPOSES = ['transactional', 'care', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]

export const NOTICE_KINDS = [
  'confirmation',
  'request_received',
  'rescheduled',
  'cancellation',
  'rejection',
  'reminder',
  'calendar_correction',
  'waitlist_offer',
  'waitlist_lost',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What is said in a conversation. */
export const TALK_KINDS = [
  /** The assistant's answer. */
  'reply',
  'staff_message',
  /** The one that says that messages have ended. */
  'opt_out_ack',
  'emergency_notice',
  /** That a person will take over. */
  'handoff_notice',
] as const
export type TalkKind = (typeof TALK_KINDS)[number]
/** What a journey says besides notices: its text is its version's own. */
export const STEP_KIND = 'journey_step'
export type MessageKind = NoticeKind | TalkKind | typeof STEP_KIND

export function isTalk(kind: MessageKind): kind is TalkKind {
  return (TALK_KINDS as readonly string[]).includes(kind)
}

export const MESSAGE_STATUSES = [
  'queued',
  'held',
  'sending',
  'sent',
  'failed',
  'refused',
  'withdrawn',
] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/** As staff and partners are told it: `kept` is what no vendor carried, so nobody received it. */
export type ToldStatus = MessageStatus | 'kept'

/** The answer to what the patient just did themselves: it is not quieted (REQUIREMENTS F4). */
export function answersOwnAct(kind: MessageKind): boolean {
  return kind !== 'reminder' && kind !== 'waitlist_offer' && kind !== 'waitlist_lost' && kind !== STEP_KIND
}

/** Speaks of a visit that is to come: pointless once the visit is cancelled, moved or past. */
export function announcesVisit(kind: MessageKind): boolean {
  return !isTalk(kind) && !endsVisit(kind) && kind !== 'calendar_correction' && kind !== STEP_KIND
}

/** Says that a visit will not be: wrong once it is booked again. */
export function endsVisit(kind: MessageKind): boolean {
  return kind === 'cancellation' || kind === 'rejection'
}

/** Where each kind goes first, if the person can be reached there. */
export function channelsFor(kind: NoticeKind): readonly NoticeChannel[] {
  return kind === 'reminder' || kind === 'waitlist_offer' ? ['sms', 'email'] : ['email', 'sms']
}

export interface Way {
  channel: NoticeChannel
  address: string
}

/** Where a message of this kind can go, first what really carries, then what only keeps it in the Outbox. */
export function waysFor(
  kind: NoticeKind,
  reach: { email: string | null; phone: string | null; carried: readonly Channel[] },
): Way[] {
  const reachable = channelsFor(kind).flatMap((channel) => {
    const address = channel === 'email' ? reach.email : reach.phone
    return address ? [{ channel, address }] : []
  })
  const isCarried = ({ channel }: Way) => Number(reach.carried.includes(channel))
  return reachable.toSorted((a, b) => isCarried(b) - isCarried(a))
}
