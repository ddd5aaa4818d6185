import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Ground, Memory } from '../journeys/writing.ts'
import type { Purpose } from '../outreach/message.ts'
import { findPreferences, SURE } from './find-preferences.ts'
import { findReceptionistSettings } from './find-receptionist-settings.ts'
import type { PreferenceKind } from './preference.ts'

/**
 * What can change how something is said. With whom somebody likes to be, where they write and in which language is known to
 * code, which chooses accordingly; a model needs none of it.
 */
const TELLING: readonly PreferenceKind[] = ['time_of_day', 'weekday', 'price_sensitivity', 'content']

/**
 * What a message to this person may be written from: an allow-list that holds nothing of their health, nothing that they filled
 * in and no word that they wrote. Null where the clinic lets no model word anything.
 */
export async function findWritingGround(
  tx: Tx,
  { contactId, purpose, model }: { contactId: string; purpose: Purpose; model: string },
): Promise<Ground | null> {
  const settings = await findReceptionistSettings(tx)
  if (!settings.usesModel || settings.modelCallsPerDay === 0) return null
  const sure = (await findPreferences(tx, contactId)).filter(
    ({ kind, confidence }) => TELLING.includes(kind) && confidence >= SURE,
  )
  const memories: Memory[] = sure
    .map(({ id, kind, value }) => ({ id, kind, value }))
    // In the order of their ids: how sure each is changes with every day, and the hash does not.
    .toSorted((a, b) => a.id.localeCompare(b.id))
  return {
    model,
    tone: settings.tone,
    memories,
    // That somebody was treated is a fact of their health (45 CFR 164.508(a)(3)): advertising is not written from it.
    past: purpose === 'care' ? await findPast(tx, contactId) : null,
  }
}

async function findPast(tx: Tx, contactId: string): Promise<Ground['past']> {
  const family = sql`
    select id
    from contacts
    where clinic_id = ${tx.clinicId} and (id = ${contactId} or merged_into_id = ${contactId})`
  const row = await tx.one(sql<{ visits: number; hasAnswered: boolean }>`
    select (
        select count(*)::integer
        from appointments
        where clinic_id = ${tx.clinicId} and contact_id in (${family}) and status = 'fulfilled') as visits,
      exists (
        select
        from conversations
        where clinic_id = ${tx.clinicId} and contact_id in (${family}) and last_inbound_at is not null) as "hasAnswered"`)
  return row ?? { visits: 0, hasAnswered: false }
}
