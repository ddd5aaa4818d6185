/** What the arbiter is told of one message, whether it is written already or only foreseen. */
import { isE164 as isPhone } from '../../kit/phone.ts'
import { windowClosesAt } from '../conversations/conversation.ts'
import { type Case, decide, type RefusalReason, type Verdict } from './arbiter.ts'
import type { Channel } from './message.ts'
import { candidatesOf } from './policy.ts'

/** A message to somebody, as far as the arbiter asks. */
export interface Addressed
  extends Pick<Case, 'kind' | 'purpose' | 'channel' | 'appointment' | 'speaksOfSequence' | 'author'> {
  /** Where it goes: a number, a mail address, or what the channel calls the person. */
  address: string
  /** What the person told, or their browser; null: nobody knows. */
  ownZone: string | null
  clinicZone: string
  /** E.164. */
  clinicPhone: string | null
  /** The conversation that it belongs to; null: none. */
  talk: Omit<NonNullable<Case['talk']>, 'windowClosesAt'> | null
  isTemplate: boolean
  isPersonTalking: boolean
  /** Not given: now. */
  writtenAt?: Temporal.Instant
}

/** The one place where previews and sending ask the arbiter, so that what was foreseen is what is decided. */
export function judgeMessage(
  message: Addressed,
  known: Pick<Case, 'now' | 'consents' | 'sent' | 'coming'>,
): Verdict {
  const { address, ownZone, clinicZone, clinicPhone, talk, ...rest } = message
  const { channel, author } = message
  return decide({
    ...known,
    ...rest,
    ...candidatesOf({ ownZone, clinicZone, phone: phoneOf({ channel, address }), clinicPhone }),
    talk: talk && { ...talk, windowClosesAt: windowClosesAt(channel, talk.lastInboundAt, author) },
  })
}

/** Whether staff still talk with a person at that moment; `endsAt` as `findTalkEnd` and `lockMessages` tell it. */
export function isTalking(endsAt: Temporal.Instant | null, at: Temporal.Instant): boolean {
  return endsAt !== null && Temporal.Instant.compare(endsAt, at) > 0
}

/** WhatsApp calls people by their number without the plus. */
function phoneOf({ channel, address }: { channel: Channel; address: string }): string | null {
  const number = channel === 'whatsapp' && !address.startsWith('+') ? `+${address}` : address
  return isPhone(number) ? number : null
}

const OF_CHANNEL: readonly string[] = [
  'window_closed',
  'opted_out',
  'no_marketing_consent',
] satisfies RefusalReason[]

/**
 * Whether a refusal closes this channel alone and leaves others open. The night closes all that ring: before a visit that is too
 * near for the morning a mail still comes in time.
 */
export function closesChannelOnly(reason: string, channel: Channel): boolean {
  return OF_CHANNEL.includes(reason) || (reason === 'visit_too_close' && channel !== 'email')
}
