import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { assistant } from './begin-turn.ts'
import { preferenceLearned } from './events.ts'
import { contradicts, type PreferenceKind, type Signal } from './preference.ts'

/**
 * Keeps what a message of the person shows, with its id as the evidence; the same message again adds nothing. What was erased
 * stays erased. The caller holds the contact's lock.
 */
export async function learnPreferences(
  tx: Tx,
  { contactId, messageId, signals }: { contactId: string; messageId: string; signals: readonly Signal[] },
): Promise<void> {
  const now = tx.clock.now()
  for (const signal of signals) {
    const kept = await tx.one(sql<{ id: string; is_erased: boolean }>`
      insert into preferences (clinic_id, id, contact_id, kind, value, created_at, updated_at)
      values (${tx.clinicId}, ${uuidv7(now)}, ${contactId}, ${signal.kind}, ${signal.value}, ${now}, ${now})
      on conflict on constraint preferences_once do update
      set updated_at = excluded.updated_at
      returning id, is_erased`)
    if (!kept || kept.is_erased) continue
    await addEvidence(tx, {
      contactId,
      messageId,
      preference: { id: kept.id, kind: signal.kind },
      supports: true,
    })
    const others = await tx.many(sql<{ id: string; kind: PreferenceKind; value: string }>`
      select id, kind, value
      from preferences
      where clinic_id = ${tx.clinicId} and contact_id = ${contactId} and kind = ${signal.kind} and not is_erased`)
    for (const other of others) {
      if (!contradicts(signal, other)) continue
      await addEvidence(tx, { contactId, messageId, preference: other, supports: false })
    }
  }
}

async function addEvidence(
  tx: Tx,
  input: {
    contactId: string
    messageId: string
    preference: { id: string; kind: PreferenceKind }
    supports: boolean
  },
): Promise<void> {
  const { contactId, messageId, preference, supports } = input
  const added = await tx.run(sql`
    insert into preference_evidence (clinic_id, preference_id, message_id, supports, at)
    values (${tx.clinicId}, ${preference.id}, ${messageId}, ${supports}, ${tx.clock.now()})
    on conflict do nothing`)
  if (added === 0) return
  await record(tx, preferenceLearned, {
    actor: assistant,
    contactId,
    payload: { preferenceId: preference.id, kind: preference.kind, messageId, supports },
  })
}
