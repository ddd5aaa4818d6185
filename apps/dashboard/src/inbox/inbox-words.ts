/** What the states of a conversation mean to a receptionist. */
import type { ClinicTime } from '../clinic-time.ts'
import { CHANNEL_WORDS, reasonInWords } from '../words.ts'
import type { Conversation, SuggestedReply, ThreadLine } from './inbox-queries.ts'

const MINUTE_MS = 60_000

const WAITING: Record<NonNullable<Conversation['waiting_reason']>, string> = {
  asked_for_person: 'asked for a person',
  emergency: 'may be an emergency',
  clinical_question: 'asks something medical',
  complaint: 'complains',
  not_understood: 'was not understood',
  other_language: 'writes another language',
  language_off: 'writes a language that is off',
  assistant_off: 'the assistant is off',
  assistant_failed: 'the assistant could not answer',
  not_allowed: 'wants what the assistant may not do',
  running_late: 'is running late',
  staff_wrote: 'somebody wrote in the vendor’s own app',
  late_message: 'wrote something that came late',
}

export function waitingInWords({ waiting_reason }: Pick<Conversation, 'waiting_reason'>): string {
  return waiting_reason ? WAITING[waiting_reason] : 'waits for a person'
}

const LEFT: Partial<Record<NonNullable<SuggestedReply['because']>, string>> = {
  no_message: 'they have not written yet.',
  no_text: 'they wrote no text.',
  asked_for_person: 'they ask for a person.',
  emergency: 'it may be an emergency. Answer it yourself, at once.',
  clinical_question: 'they ask something medical, which only your clinical team may answer.',
  not_understood: 'the assistant does not understand it.',
  other_language: 'the assistant does not speak their language.',
  language_off: 'their language is switched off at Settings › Assistant.',
  not_allowed: 'they want what the assistant cannot do.',
  running_late: 'they are running late.',
  opt_out: 'they want no more messages.',
  would_act: 'it would book, move, cancel or note something now. Do that first, then write.',
  nothing_to_say: 'nothing that the clinic has written answers it.',
}

/** What stands under an answer that was suggested, or in place of one. */
export function suggestionInWords({ text, because }: SuggestedReply): string {
  const left = because && (LEFT[because] ?? 'a person has to answer it.')
  if (!text) return `Nothing to suggest: ${left}`
  if (!left) return 'Suggested by the assistant. Read it before you send it.'
  return because === 'nothing_to_say'
    ? 'Suggested by the assistant. To some of the message it has no answer.'
    : `Suggested by the assistant, which leaves something to you: ${left}`
}

export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Who answers, in a sentence. */
export function whoAnswers(conversation: Conversation, me: string | undefined, time: ClinicTime): string {
  const { status, assignee, waiting_since } = conversation
  switch (status) {
    case 'assistant':
      return 'The assistant answers.'
    case 'waiting': {
      const since = waiting_since ? `, since ${time.ago(waiting_since).replace(' ago', '')}` : ''
      const whose = assignee ? (assignee.id === me ? 'you' : (assignee.name ?? 'a colleague')) : 'a person'
      return `Waits for ${whose}${since}: ${waitingInWords(conversation)}.`
    }
    case 'person':
      if (!assignee) return 'Staff answer; the assistant is silent.'
      return `${assignee.id === me ? 'You answer' : `${assignee.name ?? 'A colleague'} answers`}; the assistant is silent.`
    case 'closed':
      return 'Closed. When they write again, the assistant answers.'
  }
}

/** Milliseconds until free text is refused; null where the channel sets no limit, 0 when it is over. */
export function windowLeft({ window_closes_at }: Conversation, now: number): number | null {
  return window_closes_at ? Math.max(0, Date.parse(window_closes_at) - now) : null
}

/** `3 h 20 min`, `12 min`, `less than a minute` */
export function lengthInWords(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes < 1) return 'less than a minute'
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} min`
  return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
}

/** The name of a channel as it stands in a sentence. */
export function channelName(channel: Conversation['channel']): string {
  return CHANNEL_WORDS[channel] ?? channel
}

const ATTACHMENTS: Record<string, string> = {
  image: 'Photo',
  audio: 'Voice message',
  voice: 'Voice message',
  video: 'Video',
  document: 'Document',
  file: 'File',
  location: 'Place on a map',
  contacts: 'Contact card',
  sticker: 'Sticker',
}

export function attachmentInWords({ kind, file_name }: ThreadLine['attachments'][number]): string {
  return file_name ?? ATTACHMENTS[kind] ?? 'Attachment'
}

/** Whether it went out and arrived; null for what came in. `isBad`: somebody has to do something. */
export function deliveryOf(line: ThreadLine): { word: string; isBad: boolean } | null {
  switch (line.status) {
    case null:
      return null
    case 'sent':
      if (line.read_at) return { word: 'Read', isBad: false }
      return { word: line.delivered_at ? 'Delivered' : 'Sent', isBad: false }
    case 'queued':
    case 'sending':
      return { word: 'Going out', isBad: false }
    case 'held':
      return { word: 'Held', isBad: false }
    case 'kept':
      return { word: 'Kept here, nobody received it', isBad: false }
    case 'withdrawn':
      return { word: 'Withdrawn', isBad: false }
    case 'failed':
      return { word: 'Not delivered', isBad: true }
    case 'refused':
      return { word: 'Not sent', isBad: true }
  }
}

/** Why a line did not go out and what can be done about it. */
export function whyNotOut(line: ThreadLine): string | null {
  const reason = line.remedy ?? reasonInWords(line.reason)
  return reason && line.vendor_code ? `${reason} (${line.vendor_code})` : reason
}
