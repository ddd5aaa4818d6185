import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '../../kit/events.ts'
import { action } from './action.ts'
import { leadHot } from './events.ts'

const REASONS = ['wants_soonest', 'asked_price_and_time', 'several_people', 'asked_for_person'] as const

const Wish = z.strictObject({ why: z.enum(REASONS) })

const ONCE_PER = { hours: 24 }

/** Tells staff that somebody is close to booking: once a day for a conversation, however often it is asked. */
export const notifyHotLead = action<z.infer<typeof Wish>, { isNew: boolean }>({
  name: 'notify_hot_lead',
  description: 'Tells the staff that this person is close to booking and worth a call.',
  input: Wish,
  output: z.strictObject({ isNew: z.boolean() }),
  callers: ['contact', 'voice', 'staff'],
  topics: ['booking', 'question'],
  isWriting: true,
  async perform(tx, { actor, contactId, conversation }, { why }) {
    const known = await tx.one(sql`
      select 1
      from events
      where clinic_id = ${tx.clinicId} and contact_id = ${contactId} and type = ${leadHot.type} and payload ->> 'conversationId' = ${conversation.id}
        and recorded_at > ${tx.clock.now().subtract(ONCE_PER)}
      limit 1`)
    const isNew = !known && !tx.pending.some(({ type }) => type === leadHot.type)
    if (isNew)
      await record(tx, leadHot, { actor, contactId, payload: { conversationId: conversation.id, why } })
    return { ok: true, output: { isNew } }
  },
})
