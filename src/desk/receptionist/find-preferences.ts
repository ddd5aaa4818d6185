import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { confidenceOf, type Evidence, type PreferenceKind } from './preference.ts'

export interface Preference {
  id: string
  kind: PreferenceKind
  value: string
  isCorrected: boolean
  /** 0 to 1, as of now. */
  confidence: number
  /** The messages that show it or speak against it, oldest first. */
  evidence: Evidence[]
}

/** Of a contact and of those merged into them, the surest first; none that was erased. */
export async function findPreferences(tx: Tx, contactId: string): Promise<Preference[]> {
  const rows = await tx.many(
    sql<{
      id: string
      kind: PreferenceKind
      value: string
      isCorrected: boolean
      evidence: { messageId: string; supports: boolean; at: string }[]
    }>`
      select p.id, p.kind, coalesce(p.corrected_value, p.value) as value, p.corrected_value is not null as "isCorrected",
        (select coalesce(json_agg(json_build_object('messageId', e.message_id, 'supports', e.supports, 'at', e.at) order by e.at), '[]')
          from preference_evidence e
          where e.clinic_id = p.clinic_id and e.preference_id = p.id) as evidence
      from preferences p
      join contacts c on c.clinic_id = p.clinic_id and c.id = p.contact_id
      where p.clinic_id = ${tx.clinicId} and not p.is_erased and (c.id = ${contactId} or c.merged_into_id = ${contactId})
      order by p.id`,
  )
  const now = tx.clock.now()
  return rows
    .map(({ evidence, ...row }) => {
      const read = evidence.map((each) => ({ ...each, at: Temporal.Instant.from(each.at) }))
      return { ...row, evidence: read, confidence: confidenceOf({ ...row, evidence: read }, now) }
    })
    .toSorted((a, b) => b.confidence - a.confidence)
}

/** Sure enough to shape what is offered: at least two messages more for it than against. */
export const SURE = 0.6

/** The one value of a kind that is sure; null where there is none. */
export function likingOf(preferences: readonly Preference[], kind: PreferenceKind): string | null {
  return preferences.find((each) => each.kind === kind && each.confidence >= SURE)?.value ?? null
}
