/** What a clinic offers: services, and the rooms and devices that they take. */
import * as routes from '../../../packages/contract/src/services/routes.ts'
import { changeResource } from '../../desk/services/change-resource.ts'
import { changeService } from '../../desk/services/change-service.ts'
import { createResource } from '../../desk/services/create-resource.ts'
import { createService } from '../../desk/services/create-service.ts'
import { findResources } from '../../desk/services/find-resources.ts'
import { findServices } from '../../desk/services/find-services.ts'
import type { ServiceRefusal } from '../../desk/services/service.ts'
import { notFound, type Problem } from '../../kit/problem.ts'
import { camelCased } from '../camel-case.ts'
import { presentResource, presentService } from '../present-services.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

const NO_RESOURCE = 'There is no such room or device in this clinic'

export function answerServices(api: Api, { database }: Doors): void {
  answer(api, routes.listServices, async (c) => {
    const filter = archivedToo(c.req.valid('query'))
    const services = await database.inClinic(staffOf(c).clinicId, (tx) => findServices(tx, filter))
    return c.json({ services: services.map(presentService) }, 200)
  })

  answer(api, routes.createServiceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = camelCased(c.req.valid('json'))
    const created = await database.inClinic(clinicId, (tx) => createService(tx, actor, input))
    if (!created.ok) throw problemOfService(created)
    return c.json({ service: presentService(created.service) }, 201)
  })

  answer(api, routes.changeServiceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const change = camelCased(c.req.valid('json'))
    const changed = await database.inClinic(clinicId, (tx) => changeService(tx, actor, id, change))
    if (!changed.ok) throw problemOfService(changed)
    return c.json({ service: presentService(changed.service) }, 200)
  })

  answer(api, routes.archiveServiceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const archived = await database.inClinic(clinicId, (tx) =>
      changeService(tx, actor, id, { isArchived: true }),
    )
    if (!archived.ok) throw problemOfService(archived)
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.listResources, async (c) => {
    const filter = archivedToo(c.req.valid('query'))
    const resources = await database.inClinic(staffOf(c).clinicId, (tx) => findResources(tx, filter))
    return c.json({ resources: resources.map(presentResource) }, 200)
  })

  answer(api, routes.createResourceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = c.req.valid('json')
    const resource = await database.inClinic(clinicId, (tx) => createResource(tx, actor, input))
    return c.json({ resource: presentResource(resource) }, 201)
  })

  answer(api, routes.changeResourceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const change = camelCased(c.req.valid('json'))
    const changed = await database.inClinic(clinicId, (tx) => changeResource(tx, actor, id, change))
    if (!changed.ok) throw notFound(NO_RESOURCE)
    return c.json({ resource: presentResource(changed.resource) }, 200)
  })

  answer(api, routes.archiveResourceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const archived = await database.inClinic(clinicId, (tx) =>
      changeResource(tx, actor, id, { isArchived: true }),
    )
    if (!archived.ok) throw notFound(NO_RESOURCE)
    return c.json({ ok: true as const }, 200)
  })
}

export function archivedToo(query: { archived?: 'true' | 'false' }): { archived: 'with' | 'without' } {
  return { archived: query.archived === 'true' ? 'with' : 'without' }
}

function problemOfService(refusal: ServiceRefusal): Problem {
  switch (refusal.reason) {
    case 'no_service':
      return notFound('There is no such service in this clinic')
    case 'unknown_practitioner':
      return unfit(
        '/practitioners',
        'One of the practitioners is not of this clinic; read /api/practitioners',
      )
    case 'unknown_resource':
      return unfit('/pools', 'One of the rooms or devices is not of this clinic; read /api/resources')
    case 'resource_in_two_pools':
      return unfit('/pools', 'A room or device is in two pools; leave it in one of them')
    case 'price_without_currency':
      return unfit(
        '/currency',
        'A price has a currency; give both price_minor and currency, or null for both',
      )
    case 'same_question_twice':
      return unfit('/questions', 'Two questions have the same id; give each its own')
    case 'options_alike':
      return unfit(
        `/translations/${refusal.language}/questions/${refusal.place}/options`,
        'Two options of this question read the same in this language; give each its own label',
      )
  }
}
