import * as routes from '../../../packages/contract/src/routes.ts'
import {
  changeConnectionSecret,
  createConnection,
  removeConnection,
} from '../../desk/connections/create-connection.ts'
import { findConnections } from '../../desk/connections/find-connection.ts'
import { countRefusals, findDeliveries, findDelivery } from '../../desk/connections/find-deliveries.ts'
import { replayDelivery } from '../../desk/connections/replay-delivery.ts'
import { notFound } from '../../kit/problem.ts'
import { presentConnection, presentDelivery, webhookUrl } from '../present.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

const NO_CONNECTION = 'There is no such connection in this clinic; it may have been removed'

export function answerConnections(api: Api, doors: Doors & { onDelivery: () => void }): void {
  const { database, keyring, publicUrl, connections: finder } = doors

  answer(api, routes.listConnections, async (c) => {
    const connections = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const refusals = await countRefusals(tx)
      return (await findConnections(tx)).map((connection) =>
        presentConnection(connection, { publicUrl, refusals: refusals.get(connection.id) ?? 0 }),
      )
    })
    return c.json({ connections }, 200)
  })

  answer(api, routes.createConnectionRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = c.req.valid('json')
    const { id, secret } = await database.inClinic(clinicId, (tx) =>
      createConnection(tx, actor, { ...input, keyring }),
    )
    finder.forget()
    const connection = { id, secret, webhook_url: webhookUrl(publicUrl, { id, vendor: input.vendor }) }
    return c.json({ connection }, 201)
  })

  answer(api, routes.changeConnectionSecretRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const changed = await database.inClinic(clinicId, (tx) =>
      changeConnectionSecret(tx, actor, { id, keyring }),
    )
    if (!changed) throw notFound(NO_CONNECTION)
    finder.forget()
    const connection = {
      id,
      secret: changed.secret,
      webhook_url: webhookUrl(publicUrl, { id, vendor: 'calcom' }),
    }
    return c.json({ connection }, 200)
  })

  answer(api, routes.removeConnectionRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const removed = await database.inClinic(clinicId, (tx) => removeConnection(tx, actor, id))
    if (!removed) throw notFound(NO_CONNECTION)
    finder.forget()
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.listDeliveries, async (c) => {
    const { id: connectionId } = c.req.valid('param')
    const { status, ...page } = c.req.valid('query')
    const deliveries = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const known = (await findConnections(tx)).some((connection) => connection.id === connectionId)
      if (!known) throw notFound(NO_CONNECTION)
      return findDeliveries(tx, { connectionId, ...(status ? { status } : {}), ...page })
    })
    return c.json({ deliveries: deliveries.map(presentDelivery) }, 200)
  })

  answer(api, routes.getDelivery, async (c) => {
    const { id } = c.req.valid('param')
    const delivery = await database.inClinic(staffOf(c).clinicId, (tx) => findDelivery(tx, id))
    if (!delivery) throw notFound('There is no such delivery in this clinic')
    return c.json({ delivery: { ...presentDelivery(delivery), body: delivery.body } }, 200)
  })

  answer(api, routes.replayDeliveryRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const replayed = await database.inClinic(clinicId, (tx) => replayDelivery(tx, actor, id))
    if (!replayed) throw notFound('There is no such delivery in this clinic')
    doors.onDelivery()
    return c.json({ ok: true as const }, 200)
  })
}
