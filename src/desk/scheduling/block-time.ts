import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { findPractitioner } from '../services/find-practitioners.ts'
import { findResource } from '../services/find-resources.ts'
import type { BusyTime } from './busy-time.ts'
import { timeBlocked, timeUnblocked } from './events.ts'

export interface BlockTime {
  /** Both null: the whole clinic. */
  practitionerId: string | null
  resourceId: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  title: string | null
}

export type BlockRefusal = {
  ok: false
  reason: 'ends_before_start' | 'one_at_a_time' | 'no_practitioner' | 'no_resource'
}

/** Takes time out of what can be booked. Appointments that lie in it stay: staff see them and decide. */
export async function blockTime(
  tx: Tx,
  actor: Actor,
  input: BlockTime,
): Promise<{ ok: true; busyTime: BusyTime } | BlockRefusal> {
  const { practitionerId, resourceId, startAt, endAt, title } = input
  const flaw = await flawOfBlock(tx, input)
  if (flaw) return flaw
  const createdAt = tx.clock.now()
  const id = uuidv7(createdAt)
  await tx.run(sql`
    insert into busy_times (clinic_id, id, practitioner_id, resource_id, during, source, title, created_by_kind, created_by_id, created_at)
    values (${tx.clinicId}, ${id}, ${practitionerId}, ${resourceId}, tstzrange(${startAt}, ${endAt}), 'staff', ${title},
      ${actor.kind}, ${actor.id}, ${createdAt})`)
  await record(tx, timeBlocked, {
    actor,
    payload: {
      busyTimeId: id,
      practitionerId,
      resourceId,
      startAt: startAt.toString(),
      endAt: endAt.toString(),
    },
  })
  return { ok: true, busyTime: { id, ...input, source: 'staff', createdAt } }
}

export async function flawOfBlock(
  tx: Tx,
  wanted: Pick<BlockTime, 'practitionerId' | 'resourceId' | 'startAt' | 'endAt'>,
): Promise<BlockRefusal | null> {
  const { practitionerId, resourceId, startAt, endAt } = wanted
  if (Temporal.Instant.compare(startAt, endAt) >= 0) return { ok: false, reason: 'ends_before_start' }
  if (practitionerId && resourceId) return { ok: false, reason: 'one_at_a_time' }
  if (practitionerId && !(await findPractitioner(tx, practitionerId)))
    return { ok: false, reason: 'no_practitioner' }
  if (resourceId && !(await findResource(tx, resourceId))) return { ok: false, reason: 'no_resource' }
  return null
}

/** Gives the time back. False where staff blocked none of this id: what a calendar holds is changed there. */
export async function unblockTime(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const deleted = await tx.run(sql`
    delete from busy_times
    where clinic_id = ${tx.clinicId} and id = ${id} and source = 'staff'`)
  if (deleted === 0) return false
  await record(tx, timeUnblocked, { actor, payload: { busyTimeId: id } })
  return true
}
