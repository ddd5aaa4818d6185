/** How staff change a journey: each saving is a version of its own, and an approved one takes people in. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { type ApprovalRefusal, hashOfTexts } from './approval.ts'
import { JourneyDefinition } from './definition.ts'
import { journeyChanged } from './events.ts'

export interface SaveJourney {
  /** Names it for good; a key that is known adds a version. */
  key: string
  name: string
  definition: JourneyDefinition
  note?: string | null
  /** The newest version that the writer saw; 0 for a new journey. */
  basedOn: number
}

/**
 * Adds a version, which takes nobody in until it is approved. Refused where somebody saved meanwhile: nothing of theirs is
 * lost that way.
 */
export async function saveJourney(
  tx: Tx,
  actor: Actor,
  input: SaveJourney,
): Promise<{ ok: true; journeyId: string; version: number } | { ok: false; newest: number }> {
  const now = tx.clock.now()
  const definition = JourneyDefinition.parse(input.definition)
  const { purpose, trigger, anchor, lane, exits } = definition
  const created = await tx.one(sql<{ id: string }>`
    insert into journeys (clinic_id, id, key, name, purpose, trigger_type, anchor, lane, exits, is_active, created_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${input.key}, ${input.name}, ${purpose}, ${trigger.event}, ${anchor}, ${lane}, ${exits}, false, ${now})
    on conflict on constraint journeys_key_key do nothing
    returning id`)
  const journey = await lockJourney(tx, input.key)
  const newest = created ? 0 : journey.newest
  if (newest !== input.basedOn) return { ok: false, newest }
  const version = newest + 1
  await tx.run(sql`
    insert into journey_versions (clinic_id, journey_id, version, definition, note, created_by, created_at)
    values (${tx.clinicId}, ${journey.id}, ${version}, ${JSON.stringify(definition)}::jsonb, ${input.note ?? null}, ${actor.id}, ${now})`)
  await tx.run(sql`
    update journeys
    set name = ${input.name}
    where clinic_id = ${tx.clinicId} and id = ${journey.id}`)
  await record(tx, journeyChanged, {
    actor,
    payload: { journey: input.key, version, change: created ? 'created' : 'drafted' },
  })
  return { ok: true, journeyId: journey.id, version }
}

/**
 * Somebody stands for the texts of this version: from now on it takes people in. Whoever runs on another one stays there.
 * Where a clinician has to look first, and where the version would lift that from a journey that has it, the practitioner of the
 * clinic who approved them has to be named; one who is kept with the version already stands for it again. Nothing changes where it
 * is refused.
 */
export async function approveVersion(
  tx: Tx,
  actor: Actor,
  { key, version, practitionerId = null }: { key: string; version: number; practitionerId?: string | null },
): Promise<{ ok: true } | ApprovalRefusal> {
  const now = tx.clock.now()
  const found = await tx.one(
    sql<{ id: string; definition: JourneyDefinition; needs_clinician: boolean; is_vouched_for: boolean }>`
      select j.id, v.definition,
        (v.definition -> 'needsClinician')::boolean or (live.definition -> 'needsClinician')::boolean as needs_clinician,
        exists (
          select
          from journey_approvals a
          where a.clinic_id = v.clinic_id and a.journey_id = v.journey_id and a.version = v.version and a.practitioner_id is not null
        ) as is_vouched_for
      from journeys j
      join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id and v.version = ${version}
      join journey_versions live on live.clinic_id = j.clinic_id and live.journey_id = j.id and live.version = j.current_version
      where j.clinic_id = ${tx.clinicId} and j.key = ${key}
      for update of j`,
  )
  if (!found) return { ok: false, reason: 'no_version' }
  if (found.needs_clinician && !practitionerId && !found.is_vouched_for) {
    return { ok: false, reason: 'needs_clinician' }
  }
  if (practitionerId && !(await isPractitioner(tx, practitionerId))) {
    return { ok: false, reason: 'unknown_clinician' }
  }
  const { purpose, trigger, anchor, lane, exits } = found.definition
  const approved = await tx.run(sql`
    insert into journey_approvals (clinic_id, journey_id, version, approved_by, practitioner_id, texts_hash, approved_at)
    select ${tx.clinicId}, ${found.id}, ${version}, ${actor.id}, ${practitionerId}::uuid, ${hashOfTexts(found.definition)}, ${now}
    where not exists (
      select
      from journey_approvals a
      where a.clinic_id = ${tx.clinicId} and a.journey_id = ${found.id} and a.version = ${version}
        and (${practitionerId}::uuid is null or a.practitioner_id = ${practitionerId}))
    on conflict do nothing`)
  const moved = await tx.run(sql`
    update journeys
    set current_version = ${version}, purpose = ${purpose}, trigger_type = ${trigger.event}, anchor = ${anchor}, lane = ${lane}, exits = ${exits}
    where clinic_id = ${tx.clinicId} and id = ${found.id} and current_version <> ${version}`)
  if (approved + moved > 0) {
    await record(tx, journeyChanged, {
      actor,
      payload: { journey: key, version, change: 'approved', ...(practitionerId ? { practitionerId } : {}) },
    })
  }
  return { ok: true }
}

async function isPractitioner(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.one(sql`
    select
    from practitioners
    where clinic_id = ${tx.clinicId} and id = ${id} and archived_at is null`)
  return found !== undefined
}

/** Switched off, a journey takes nobody in; those in it go on. False where there is none of this key. */
export async function switchJourney(
  tx: Tx,
  actor: Actor,
  { key, isActive }: { key: string; isActive: boolean },
): Promise<boolean> {
  const journey = await tx.one(sql<{ id: string; is_active: boolean; current_version: number }>`
    select id, is_active, current_version
    from journeys
    where clinic_id = ${tx.clinicId} and key = ${key}
    for update`)
  if (!journey) return false
  if (journey.is_active === isActive) return true
  await tx.run(sql`
    update journeys
    set is_active = ${isActive}
    where clinic_id = ${tx.clinicId} and id = ${journey.id}`)
  await record(tx, journeyChanged, {
    actor,
    payload: {
      journey: key,
      version: journey.current_version,
      change: isActive ? 'switched_on' : 'switched_off',
    },
  })
  return true
}

async function lockJourney(tx: Tx, key: string): Promise<{ id: string; newest: number }> {
  const journey = await tx.one(sql<{ id: string }>`
    select id
    from journeys
    where clinic_id = ${tx.clinicId} and key = ${key}
    for update`)
  const id = journey?.id ?? ''
  const last = await tx.one(sql<{ newest: number }>`
    select coalesce(max(version), 0)::integer as newest
    from journey_versions
    where clinic_id = ${tx.clinicId} and journey_id = ${id}`)
  return { id, newest: last?.newest ?? 0 }
}
