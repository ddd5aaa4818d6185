import { z } from 'zod'
import { recordConsent } from '../contacts/record-consent.ts'
import { type Asking, action } from './action.ts'

const Wish = z.strictObject({ state: z.enum(['withdrawn', 'granted']).optional() })

/** What they say of messages counts for all that the clinic sends to this contact. */
export function maySpeakForContact({ isProven, isClaimed }: Pick<Asking, 'isProven' | 'isClaimed'>): boolean {
  return isProven && !isClaimed
}

/**
 * No more messages from this clinic, on any channel; or, in the person's own words again, yes to them, which gives no consent
 * to advertising. Where the channel does not prove who writes, they decide about this conversation and not about whoever has
 * the number that they named; whoever came to a contact with a number of their own, about what goes to that number. Never rewritten: each is added to the proof of consent, with the message that says so.
 */
export const optOut = action<z.infer<typeof Wish>, { state: 'withdrawn' | 'granted'; channel: string }>({
  name: 'opt_out',
  description: 'Stops all messages of the clinic to this person. Use it when they ask for no more messages.',
  input: Wish,
  output: z.strictObject({ state: z.enum(['withdrawn', 'granted']), channel: z.string() }),
  callers: ['contact', 'voice'],
  topics: ['booking', 'visit', 'question', 'person', 'stop'],
  isWriting: true,
  async perform(tx, asking, { state = 'withdrawn' }) {
    const decidesAll = maySpeakForContact(asking)
    const channel = decidesAll || asking.isProven ? 'all' : asking.channel
    await recordConsent(tx, asking.actor, {
      contactId: asking.contactId,
      purpose: 'all',
      channel,
      state,
      conversationId: decidesAll ? null : asking.conversation.id,
      phone: decidesAll ? null : asking.phone,
      source: asking.messageId ? `message:${asking.messageId}` : asking.channel,
    })
    return { ok: true, output: { state, channel } }
  },
})
