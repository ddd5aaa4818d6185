import type { Message } from '../api.ts'
import { MESSAGE_STATUS } from '../words.ts'
import { StateWord } from './status-word.tsx'

const TONES = {
  queued: 'busy',
  held: 'open',
  sending: 'busy',
  sent: 'good',
  failed: 'bad',
  refused: 'quiet',
  withdrawn: 'quiet',
} as const

/** "Sent" only where somebody received it: what no vendor carried is "Kept here". */
export function MessageStateWord({ message }: { message: Message }) {
  if (message.status === 'sent' && message.carrier === 'outbox')
    return <StateWord tone="quiet">Kept here</StateWord>
  return <StateWord tone={TONES[message.status]}>{MESSAGE_STATUS[message.status]}</StateWord>
}
