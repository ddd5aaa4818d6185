import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Purpose } from '../outreach/message.ts'
import type { JourneyDefinition } from './definition.ts'

export interface JourneyRecord {
  id: string
  key: string
  name: string
  purpose: Purpose
  isActive: boolean
  /** Its live version needs a clinician, and none has approved it. */
  isWaiting: boolean
  liveVersion: number
  newestVersion: number
  /** Of the live version. */
  definition: JourneyDefinition
}

export interface VersionRecord {
  version: number
  definition: JourneyDefinition
  note: string | null
  /** A user's id; null: it came with the program. */
  createdBy: string | null
  createdAt: Temporal.Instant
  /** Who approved it last: a user's id. */
  approvedBy: string | null
  approvedAt: Temporal.Instant | null
  /** The clinician who stands for its texts; null where none was named. */
  clinician: { id: string; name: string } | null
  /** Of the texts as they were approved. */
  approvedHash: string | null
}

export function findJourneys(tx: Tx): Promise<JourneyRecord[]> {
  return tx.many(sql<JourneyRecord>`
    ${selectJourneys}
    where j.clinic_id = ${tx.clinicId}
    order by j.name, j.key`)
}

export function findJourneyById(tx: Tx, id: string): Promise<JourneyRecord | undefined> {
  return tx.one(sql<JourneyRecord>`
    ${selectJourneys}
    where j.clinic_id = ${tx.clinicId} and j.id = ${id}`)
}

/** All that it ever said, the newest first. */
export function findJourneyVersions(tx: Tx, journeyId: string): Promise<VersionRecord[]> {
  return tx.many(sql<VersionRecord>`
    select v.version, v.definition, v.note, v.created_by as "createdBy", v.created_at as "createdAt",
      a.approved_by as "approvedBy", a.approved_at as "approvedAt", a.texts_hash as "approvedHash",
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as clinician
    from journey_versions v
    left join lateral (
      select *
      from journey_approvals each
      where each.clinic_id = v.clinic_id and each.journey_id = v.journey_id and each.version = v.version
      order by each.approved_at desc
      limit 1
    ) a on true
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where v.clinic_id = ${tx.clinicId} and v.journey_id = ${journeyId}
    order by v.version desc`)
}

/** `Check-in after a peel` → `check_in_after_a_peel`, with a number where that is taken. */
export async function findFreeKey(tx: Tx, name: string): Promise<string> {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  const key = plain.slice(0, 50) || 'journey'
  const taken = await tx.many(sql<{ key: string }>`
    select key
    from journeys
    where clinic_id = ${tx.clinicId} and starts_with(key, ${key})`)
  const keys = new Set(taken.map((each) => each.key))
  if (!keys.has(key)) return key
  for (let number = 2; ; number++) if (!keys.has(`${key}_${number}`)) return `${key}_${number}`
}

const selectJourneys: RawBuilder<JourneyRecord> = sql`
  select j.id, j.key, j.name, j.purpose, j.is_active as "isActive", j.current_version as "liveVersion", v.definition,
    (v.definition -> 'needsClinician')::boolean and not exists (
      select
      from journey_approvals a
      where a.clinic_id = v.clinic_id and a.journey_id = v.journey_id and a.version = v.version) as "isWaiting",
    (select max(each.version)
      from journey_versions each
      where each.clinic_id = j.clinic_id and each.journey_id = j.id) as "newestVersion"
  from journeys j
  join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = j.current_version`
