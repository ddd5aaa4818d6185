/** Who treats and when: practitioners, their hours, the clinic's, and its closures. */
import * as routes from '../../../packages/contract/src/services/routes.ts'
import { changePractitioner } from '../../desk/services/change-practitioner.ts'
import { type CloseRefusal, closeClinic, reopenClinic } from '../../desk/services/close-clinic.ts'
import { createPractitioner } from '../../desk/services/create-practitioner.ts'
import { findClinicHours, findClosures } from '../../desk/services/find-hours.ts'
import { findPractitioners } from '../../desk/services/find-practitioners.ts'
import type { HoursRefusal } from '../../desk/services/hours.ts'
import type { PractitionerRefusal } from '../../desk/services/practitioner.ts'
import { saveClinicHours, saveHours } from '../../desk/services/save-hours.ts'
import { conflict, notFound, type Problem } from '../../kit/problem.ts'
import { camelCased } from '../camel-case.ts'
import { presentClosure, presentPractitioner } from '../present-services.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'
import { archivedToo } from './services.ts'

const UNKNOWN_ZONE = 'This is no IANA time zone; write one such as America/Chicago'

export function answerHours(api: Api, doors: Doors): void {
  answerPractitioners(api, doors)
  answerClinicHours(api, doors)
}

function answerPractitioners(api: Api, { database }: Doors): void {
  answer(api, routes.listPractitioners, async (c) => {
    const filter = archivedToo(c.req.valid('query'))
    const practitioners = await database.inClinic(staffOf(c).clinicId, (tx) => findPractitioners(tx, filter))
    return c.json({ practitioners: practitioners.map(presentPractitioner) }, 200)
  })

  answer(api, routes.createPractitionerRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = camelCased(c.req.valid('json'))
    const created = await database.inClinic(clinicId, (tx) => createPractitioner(tx, actor, input))
    if (!created.ok) throw problemOfPractitioner(created)
    return c.json({ practitioner: presentPractitioner(created.practitioner) }, 201)
  })

  answer(api, routes.changePractitionerRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const change = camelCased(c.req.valid('json'))
    const changed = await database.inClinic(clinicId, (tx) => changePractitioner(tx, actor, id, change))
    if (!changed.ok) throw problemOfPractitioner(changed)
    return c.json({ practitioner: presentPractitioner(changed.practitioner) }, 200)
  })

  answer(api, routes.savePractitionerHours, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const schedule = camelCased(c.req.valid('json'))
    const saved = await database.inClinic(clinicId, (tx) => saveHours(tx, actor, id, schedule))
    if (!saved.ok) throw problemOfHours(saved)
    return c.json({ practitioner: presentPractitioner(saved.practitioner) }, 200)
  })
}

function answerClinicHours(api: Api, { database }: Doors): void {
  answer(api, routes.getClinicHours, async (c) => {
    const hours = await database.inClinic(staffOf(c).clinicId, (tx) => findClinicHours(tx))
    return c.json({ hours }, 200)
  })

  answer(api, routes.saveClinicHours, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { hours } = c.req.valid('json')
    const saved = await database.inClinic(clinicId, async (tx) => {
      await saveClinicHours(tx, actor, hours)
      return findClinicHours(tx)
    })
    return c.json({ hours: saved }, 200)
  })

  answer(api, routes.listClosures, async (c) => {
    const between = c.req.valid('query')
    const closures = await database.inClinic(staffOf(c).clinicId, (tx) => findClosures(tx, between))
    return c.json({ closures: closures.map(presentClosure) }, 200)
  })

  answer(api, routes.addClosures, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = camelCased(c.req.valid('json'))
    const closed = await database.inClinic(clinicId, (tx) => closeClinic(tx, actor, input))
    if (!closed.ok) throw problemOfClosure(closed)
    return c.json({ closures: closed.closures.map(presentClosure) }, 201)
  })

  answer(api, routes.removeClosure, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const reopened = await database.inClinic(clinicId, (tx) => reopenClinic(tx, actor, id))
    if (!reopened) throw notFound('There is no such closure in this clinic; it may have been taken back')
    return c.json({ ok: true as const }, 200)
  })
}

function problemOfPractitioner({ reason }: PractitionerRefusal): Problem {
  switch (reason) {
    case 'no_practitioner':
      return notFound('There is no such practitioner in this clinic')
    case 'email_taken': {
      const detail = 'Another practitioner has this address; write another one, or null'
      return conflict(detail, {
        type: 'email-taken',
        extensions: { errors: [{ pointer: '/email', detail }] },
      })
    }
    case 'unknown_time_zone':
      return unfit('/time_zone', UNKNOWN_ZONE)
  }
}

function problemOfHours({ reason }: HoursRefusal): Problem {
  switch (reason) {
    case 'no_practitioner':
      return notFound('There is no such practitioner in this clinic')
    case 'travels_overlap':
      return unfit('/travels', 'Two travels share a date; end one before the other begins')
    case 'same_date_twice':
      return unfit('/overrides', 'A date has two overrides; put all its windows into one')
    case 'unknown_time_zone':
      return unfit('/travels', UNKNOWN_ZONE)
    case 'ends_before_start':
      return unfit('/travels', 'A travel ends before it begins; exchange its dates')
  }
}

function problemOfClosure({ reason }: CloseRefusal): Problem {
  switch (reason) {
    case 'ends_before_start':
      return unfit('/to_date', 'The last day lies before the first; exchange them')
    case 'longer_than_a_year':
      return unfit('/to_date', 'A closure lasts a year at most; close the rest with another one')
  }
}
