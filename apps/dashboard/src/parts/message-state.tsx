import type { Message } from '../api.ts'
import { MESSAGE_STATUS } from '../words.ts'
import { StateWord } from './status-word.tsx'

const TONES = {
  queued: 'busy',
  held: 'open',
  sending: 'busy',
  sent: 'good',
  kept: 'quiet',
  failed: 'bad',
  refused: 'quiet',
  withdrawn: 'quiet',
} as const

export function MessageStateWord({ message }: { message: Message }) {
  return <StateWord tone={TONES[message.status]}>{MESSAGE_STATUS[message.status]}</StateWord>
}
