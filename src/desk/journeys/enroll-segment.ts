import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { asNamed, namedServices } from '../services/named-service.ts'
import { APPOINTMENT_LANE } from './definition.ts'
import { enrollContacts } from './enroll-contacts.ts'
import { findSubjects } from './find-subjects.ts'
import { findJourney } from './start-journeys.ts'

/** Whom staff choose; of whoever was merged it is the root that counts. */
export type Segment =
  | { is: 'everybody' }
  | { is: 'contacts'; ids: readonly string[] }
  /** Whose last visit was before, of one of these services where they are given. */
  | { is: 'not_seen_since'; before: Temporal.Instant; serviceIds?: readonly string[] }

export interface EnrollSegment {
  /** The journey's key. */
  journey: string
  segment: Segment
  /** Where the portion before ended, as it was told; null for the first. */
  after: string | null
}

export type Enrolled =
  | {
      ok: true
      /** How many were taken in by this portion. */
      enrolled: number
      /** Where the next begins; null: nobody is left. */
      next: string | null
    }
  | { ok: false; reason: 'not_found' | 'about_a_visit' }

/** Locked together for about half a second; a booking of one of them waits so long. */
const PORTION = 500

/**
 * Takes the next portion of a segment into a journey, in a fixed number of statements; called again with `next` until that is
 * null. Portions may be repeated: nobody is taken in twice. Refused where the journey takes nobody in, and for one that is about
 * a visit: the visit begins it.
 */
export async function enrollSegment(
  tx: Tx,
  actor: Actor,
  { journey: key, segment, after }: EnrollSegment,
): Promise<Enrolled> {
  const journey = await findJourney(tx, key)
  if (!journey) return { ok: false, reason: 'not_found' }
  const { anchor, lane } = journey.definition
  if (anchor !== 'enrolled' || lane === APPOINTMENT_LANE) return { ok: false, reason: 'about_a_visit' }
  const found = await tx.many(sql<{ id: string }>`
    select c.id
    from contacts c
    where c.clinic_id = ${tx.clinicId} and c.merged_into_id is null and (${after}::uuid is null or c.id > ${after}::uuid) and ${isIn(tx, segment)}
    order by c.id
    limit ${PORTION}`)
  const ids = found.map(({ id }) => id)
  const next = ids.length === PORTION ? (ids.at(-1) ?? null) : null
  if (ids.length === 0) return { ok: true, enrolled: 0, next }
  // Before it is looked who has booked: nobody does until this is over.
  await lockContacts(tx, ids)
  const subjects = await findSubjects(
    tx,
    ids.map((contactId) => ({ contactId, appointmentId: null })),
  )
  return { ok: true, enrolled: await enrollContacts(tx, journey, subjects, { actor }), next }
}

/** How many people are in it now, whether a journey would take them in or not. */
export async function countSegment(tx: Tx, segment: Segment): Promise<number> {
  const counted = await tx.one(sql<{ people: number }>`
    select count(*) as people
    from contacts c
    where c.clinic_id = ${tx.clinicId} and c.merged_into_id is null and ${isIn(tx, segment)}`)
  return counted?.people ?? 0
}

function isIn(tx: Tx, segment: Segment): RawBuilder<unknown> {
  if (segment.is === 'everybody') return sql`true`
  if (segment.is === 'contacts') {
    return sql`(c.id = any(${segment.ids as string[]}) or exists (
      select
      from contacts part
      where part.clinic_id = c.clinic_id and part.merged_into_id = c.id and part.id = any(${segment.ids as string[]})))`
  }
  const { before, serviceIds = null } = segment
  return sql`(
    select a.end_at < ${before} and (${serviceIds as string[] | null}::uuid[] is null or case
        when a.service_id is not null then a.service_id = any(${serviceIds as string[] | null}::uuid[])
        else ${asNamed('a')} = any(array(
          select name
          from (${namedServices(tx)}) named
          where service_id = any(${serviceIds as string[] | null}::uuid[])))
      end)
    from contacts part
    join appointments a on a.clinic_id = part.clinic_id and a.contact_id = part.id and a.status = 'fulfilled'
    where part.clinic_id = c.clinic_id and (part.id = c.id or part.merged_into_id = c.id)
    order by a.end_at desc
    limit 1)`
}
