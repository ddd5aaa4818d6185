import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { type BlockRefusal, type BlockTime, flawOfBlock } from './block-time.ts'
import type { BusyTime } from './busy-time.ts'
import { timeChanged } from './events.ts'

export type BusyTimeRefusal = BlockRefusal | { ok: false; reason: 'no_busy_time' }

/**
 * Moves or renames a time that staff blocked; what is not given stays. Given to a practitioner it leaves its room, and
 * the other way round. What a calendar holds is changed there.
 */
export async function changeBusyTime(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Partial<BlockTime>,
): Promise<{ ok: true; busyTime: BusyTime } | BusyTimeRefusal> {
  const known = await tx.one(sql<BusyTime>`
    select id, practitioner_id as "practitionerId", resource_id as "resourceId", lower(during) as "startAt",
      upper(during) as "endAt", source, title, created_at as "createdAt"
    from busy_times
    where clinic_id = ${tx.clinicId} and id = ${id} and source = 'staff'
    for update`)
  if (!known) return { ok: false, reason: 'no_busy_time' }
  const isGiven = Boolean(change.practitionerId || change.resourceId)
  const next: BusyTime = {
    ...known,
    practitionerId: isGiven ? (change.practitionerId ?? null) : known.practitionerId,
    resourceId: isGiven ? (change.resourceId ?? null) : known.resourceId,
    startAt: change.startAt ?? known.startAt,
    endAt: change.endAt ?? known.endAt,
    title: change.title === undefined ? known.title : change.title,
  }
  const flaw = await flawOfBlock(tx, next)
  if (flaw) return flaw
  const { practitionerId, resourceId, startAt, endAt } = next
  await tx.run(sql`
    update busy_times
    set practitioner_id = ${practitionerId}, resource_id = ${resourceId}, during = tstzrange(${startAt}, ${endAt}),
      title = ${next.title}
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  await record(tx, timeChanged, {
    actor,
    payload: {
      busyTimeId: id,
      practitionerId,
      resourceId,
      startAt: startAt.toString(),
      endAt: endAt.toString(),
    },
  })
  return { ok: true, busyTime: next }
}
