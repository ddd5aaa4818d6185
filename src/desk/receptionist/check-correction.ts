import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { QUESTION_KINDS } from '../actions/answer-from-clinic-texts.ts'
import { CHAT_CHANNELS } from '../conversations/conversation.ts'
import { type PreferenceKind, TIMES_OF_DAY } from './preference.ts'

const VALUES: Record<Exclude<PreferenceKind, 'practitioner'>, readonly string[]> = {
  time_of_day: Object.keys(TIMES_OF_DAY),
  weekday: ['0', '1', '2', '3', '4', '5', '6'],
  channel: CHAT_CHANNELS,
  language: ['en', 'es'],
  price_sensitivity: ['asks_price'],
  content: QUESTION_KINDS,
}

/** Whether the preference may have the value: what no kind of it can mean would shape no offer. */
export async function checkCorrection(
  tx: Tx,
  { id, value }: { id: string; value: string },
): Promise<'fits' | 'no_preference' | 'unfit'> {
  const row = await tx.one(sql<{ kind: PreferenceKind; isPractitioner: boolean }>`
    select kind, exists (select 1 from practitioners p where p.clinic_id = ${tx.clinicId} and p.id::text = ${value})
      as "isPractitioner"
    from preferences
    where clinic_id = ${tx.clinicId} and id = ${id} and not is_erased`)
  if (!row) return 'no_preference'
  const fits = row.kind === 'practitioner' ? row.isPractitioner : VALUES[row.kind].includes(value)
  return fits ? 'fits' : 'unfit'
}
