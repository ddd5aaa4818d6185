/** Times that are taken without an appointment: what staff block, and what somebody is booking right now. */
import * as routes from '../../../packages/contract/src/scheduling/routes.ts'
import { type BlockRefusal, blockTime, unblockTime } from '../../desk/scheduling/block-time.ts'
import { type BusyTimeRefusal, changeBusyTime } from '../../desk/scheduling/change-busy-time.ts'
import { findBusyTimes } from '../../desk/scheduling/find-busy-times.ts'
import { findHolds } from '../../desk/scheduling/find-holds.ts'
import { notFound, type Problem } from '../../kit/problem.ts'
import { stretchOf } from '../moments.ts'
import { presentBusyTime, presentHold } from '../present-scheduling.ts'
import { type Api, answer, clinicOf, type Doors, staffOf, unfit } from './api.ts'

const NO_BUSY_TIME =
  'There is no such blocked time of this clinic’s staff; what an outside calendar holds is changed there'

export function answerBusyTimes(api: Api, { database }: Doors): void {
  answer(api, routes.listBusyTimes, async (c) => {
    const query = c.req.valid('query')
    const busyTimes = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      findBusyTimes(tx, stretchOf(query, (await clinicOf(tx)).timeZone)),
    )
    return c.json({ busy_times: busyTimes.map(presentBusyTime) }, 200)
  })

  answer(api, routes.blockTimeRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const body = c.req.valid('json')
    const blocked = await database.inClinic(clinicId, (tx) =>
      blockTime(tx, actor, {
        practitionerId: body.practitioner_id ?? null,
        resourceId: body.resource_id ?? null,
        startAt: Temporal.Instant.from(body.start_at),
        endAt: Temporal.Instant.from(body.end_at),
        title: body.title || null,
      }),
    )
    if (!blocked.ok) throw problemOf(blocked)
    return c.json({ busy_time: presentBusyTime(blocked.busyTime) }, 201)
  })

  answer(api, routes.changeBusyTimeRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const body = c.req.valid('json')
    const changed = await database.inClinic(clinicId, (tx) =>
      changeBusyTime(tx, actor, id, {
        practitionerId: body.practitioner_id,
        resourceId: body.resource_id,
        ...(body.start_at ? { startAt: Temporal.Instant.from(body.start_at) } : {}),
        ...(body.end_at ? { endAt: Temporal.Instant.from(body.end_at) } : {}),
        title: body.title === '' ? null : body.title,
      }),
    )
    if (!changed.ok) throw problemOf(changed)
    return c.json({ busy_time: presentBusyTime(changed.busyTime) }, 200)
  })

  answer(api, routes.unblockTimeRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const unblocked = await database.inClinic(clinicId, (tx) => unblockTime(tx, actor, id))
    if (!unblocked) throw notFound(NO_BUSY_TIME)
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.listHolds, async (c) => {
    const query = c.req.valid('query')
    const holds = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      findHolds(tx, stretchOf(query, (await clinicOf(tx)).timeZone)),
    )
    return c.json({ holds: holds.map(presentHold) }, 200)
  })
}

function problemOf({ reason }: BlockRefusal | BusyTimeRefusal): Problem {
  switch (reason) {
    case 'no_busy_time':
      return notFound(NO_BUSY_TIME)
    case 'ends_before_start':
      return unfit('/end_at', 'The time ends before it begins; exchange start_at and end_at')
    case 'one_at_a_time':
      return unfit('/resource_id', 'Block a practitioner or a room, not both at once')
    case 'no_practitioner':
      return unfit(
        '/practitioner_id',
        'There is no such practitioner in this clinic; read /api/practitioners',
      )
    case 'no_resource':
      return unfit('/resource_id', 'There is no such room or device in this clinic; read /api/resources')
  }
}
