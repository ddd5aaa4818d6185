import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { CONSENT_CHANNELS } from './contact.ts'
import { consentChanged } from './events.ts'
import { lockContacts } from './recognize-contact.ts'

export const RecordConsent = z.strictObject({
  purpose: z.enum(['all', 'transactional', 'care', 'marketing']),
  channel: z.enum(CONSENT_CHANNELS),
  state: z.enum(['granted', 'withdrawn']),
  /** What the person read or said; kept as proof. */
  textShown: z.string().max(2000).optional(),
  source: z.string().trim().min(1).max(80),
})
export type RecordConsent = z.infer<typeof RecordConsent>

/** Adds to the proof of consent, which is never rewritten: the newest entry that applies is what counts. */
export async function recordConsent(
  tx: Tx,
  actor: Actor,
  input: RecordConsent & {
    contactId: string
    /** Where it was said by somebody whom the channel does not prove to be this contact: it counts there alone. */
    conversationId?: string | null
    /** E.164, where only the number is theirs for certain: it counts for what goes to it. */
    phone?: string | null
  },
): Promise<boolean> {
  const known = await tx.one(sql<{ root: string }>`
    select coalesce(merged_into_id, id) as root
    from contacts
    where clinic_id = ${tx.clinicId} and id = ${input.contactId}`)
  if (!known) return false
  await lockContacts(tx, [known.root])
  const now = tx.clock.now()
  await tx.run(sql`
    insert into consents (clinic_id, id, contact_id, purpose, channel, state, source, text_shown, conversation_id, phone_e164, actor_kind, actor_id, created_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${known.root}, ${input.purpose}, ${input.channel}, ${input.state}, ${input.source},
      ${input.textShown ?? null}, ${input.conversationId ?? null}, ${input.phone ?? null}, ${actor.kind}, ${actor.id}, ${now})`)
  await record(tx, consentChanged, {
    actor,
    contactId: known.root,
    payload: {
      ...{ purpose: input.purpose, channel: input.channel, state: input.state },
      ...(input.conversationId || input.phone ? { isNarrow: true } : {}),
    },
  })
  return true
}
