import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import { countSent } from '../outreach/lock-message.ts'
import { type Purpose, TALK_KINDS } from '../outreach/message.ts'

/** A message of care or marketing beside the one that is looked at. */
export interface OtherMessage {
  /** When it goes out, or did. */
  at: Temporal.Instant
  /** Null of what is gone. */
  purpose: Purpose | null
}

/** What the caps count of a person: what went out within a week, or may have, and what waits in the Outbox. */
export async function findOtherMessages(tx: Tx, contactId: string): Promise<OtherMessage[]> {
  const now = tx.clock.now()
  const [counts, waiting] = await Promise.all([
    // It leaves out the message that asks, and here none does.
    countSent(tx, [{ id: contactId, root_id: contactId }]),
    tx.many(sql<OtherMessage>`
      select case when m.status = 'held' then greatest(m.due_at, ${now}) else ${now} end as at, m.purpose
      from messages m
      where m.clinic_id = ${tx.clinicId} and m.contact_id = any(${partsOf(tx, contactId)}) and m.status in ('queued', 'held')
        -- What nobody knows of may have gone out, and is counted as that.
        and m.unknown_outcomes = 0 and m.purpose <> 'transactional' and m.kind <> all(${TALK_KINDS})`),
  ])
  const gone = counts.get(contactId)?.otherAt ?? []
  return [...gone.map((at) => ({ at, purpose: null })), ...waiting]
}
