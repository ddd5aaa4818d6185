import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf } from '../../kit/merged.ts'
import { QUIET_AFTER } from './mark-warm-lead.ts'

/** Somebody who wants something and has not booked it. */
export interface Lead {
  /** What they asked about; null: nobody said. */
  serviceId: string | null
  serviceName: string | null
  warmSince: Temporal.Instant
  /** When they count as silent unless a word or a booking comes before; null: they have fallen silent. */
  quietAt: Temporal.Instant | null
  quietSince: Temporal.Instant | null
}

/**
 * Of a person and whoever was merged into them, the newest. Null where nobody asked, and where they booked since or have a visit
 * ahead: `sweepQuiet` looks for the same.
 */
export async function findLead(tx: Tx, contactId: string): Promise<Lead | null> {
  const found = await tx.one(
    sql<Omit<Lead, 'quietAt'> & { lookAt: Temporal.Instant | null; lastWordAt: Temporal.Instant | null }>`
      with family as (
        select unnest(${partsOf(tx, contactId)}) as id
      )
      select l.service_id as "serviceId", s.name as "serviceName", l.warm_since as "warmSince", l.look_at as "lookAt",
        l.quiet_since as "quietSince",
        (select max(talk.last_message_at)
          from conversations talk
          where talk.clinic_id = ${tx.clinicId} and talk.contact_id in (select id from family)) as "lastWordAt"
      from leads l
      left join services s on s.clinic_id = l.clinic_id and s.id = l.service_id
      where l.clinic_id = ${tx.clinicId} and l.contact_id in (select id from family) and (l.look_at is not null or l.quiet_since is not null)
        and not exists (
          select
          from appointments a
          where a.clinic_id = l.clinic_id and a.contact_id in (select id from family)
            and (a.created_at >= l.warm_since or a.start_at > ${tx.clock.now()})
            and a.status in ('pending', 'booked', 'arrived', 'fulfilled'))
      order by l.warm_since desc, l.contact_id
      limit 1`,
  )
  if (!found) return null
  const { lookAt, lastWordAt, ...lead } = found
  return { ...lead, quietAt: lookAt && later(lookAt, lastWordAt?.add(QUIET_AFTER) ?? lookAt) }
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one
}
