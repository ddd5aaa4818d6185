import { z } from 'zod'
import { WAITING_REASONS } from '../conversations/conversation.ts'
import { handOver } from '../conversations/hand-over-conversation.ts'
import { action } from './action.ts'

const Wish = z.strictObject({ reason: z.enum(WAITING_REASONS).optional() })

/** Puts the conversation before the staff; the assistant is silent in it until they give it back. */
export const handToHuman = action<z.infer<typeof Wish>, { waiting: boolean }>({
  name: 'hand_to_human',
  description:
    'Asks a person of the clinic to take over this conversation. Use it whenever the person wants one.',
  input: Wish,
  output: z.strictObject({ waiting: z.boolean() }),
  callers: ['contact', 'voice'],
  topics: ['booking', 'visit', 'question', 'person', 'stop'],
  isWriting: true,
  async perform(tx, { actor, conversation }, { reason = 'asked_for_person' }) {
    await handOver(tx, actor, { conversationId: conversation.id, reason })
    return { ok: true, output: { waiting: true } }
  },
})
