/** Who waits for an earlier or a fitting time. */
import * as routes from '../../../packages/contract/src/scheduling/routes.ts'
import { leaveWaitlist } from '../../desk/scheduling/answer-offer.ts'
import { findWaitlist, findWaitlistEntry } from '../../desk/scheduling/find-waitlist.ts'
import { type JoinRefusal, joinWaitlist } from '../../desk/scheduling/join-waitlist.ts'
import { invariant, notFound, type Problem } from '../../kit/problem.ts'
import { presentWaitlistEntry } from '../present-scheduling.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

export function answerWaitlist(api: Api, { database }: Doors): void {
  answer(api, routes.listWaitlist, async (c) => {
    const filter = c.req.valid('query')
    const entries = await database.inClinic(staffOf(c).clinicId, (tx) => findWaitlist(tx, filter))
    return c.json({ entries: entries.map(presentWaitlistEntry) }, 200)
  })

  answer(api, routes.joinWaitlistRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const body = c.req.valid('json')
    if (body.latest_date && body.latest_date < body.earliest_date) {
      throw unfit('/latest_date', 'The last day lies before the first; exchange them')
    }
    const entry = await database.inClinic(clinicId, async (tx) => {
      const joined = await joinWaitlist(tx, actor, {
        serviceId: body.service_id,
        practitionerId: body.practitioner_id,
        person: { contactId: body.contact_id },
        earliestOn: body.earliest_date,
        latestOn: body.latest_date,
        days: body.days,
        fromTime: body.from_time,
        toTime: body.to_time,
      })
      if (!joined.ok) throw problemOf(joined)
      const written = await findWaitlistEntry(tx, joined.entryId)
      invariant(written, 'an entry of this transaction vanished')
      return written
    })
    return c.json({ entry: presentWaitlistEntry(entry) }, 201)
  })

  answer(api, routes.leaveWaitlistRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const left = await database.inClinic(clinicId, (tx) => leaveWaitlist(tx, actor, id))
    if (!left)
      throw notFound('Nobody waits under this id in this clinic; they may have been booked, or have left')
    return c.json({ ok: true as const }, 200)
  })
}

function problemOf({ reason }: JoinRefusal): Problem {
  switch (reason) {
    case 'no_service':
      return unfit('/service_id', 'There is no such service in this clinic, or it is not offered any more')
    case 'no_practitioner':
      return unfit(
        '/practitioner_id',
        'Nobody of this id does the service and can be booked; read the service',
      )
    case 'no_contact':
      return unfit('/contact_id', 'There is no such person in this clinic')
    case 'no_address':
      return unfit('/contact_id', 'This person has neither phone nor e-mail, so no offer could reach them')
    case 'ends_before_start':
      return unfit('/to_time', 'The day ends before it begins; exchange from_time and to_time')
  }
}
