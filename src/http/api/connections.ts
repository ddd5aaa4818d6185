import * as routes from '../../../packages/contract/src/routes.ts'
import { askTemplates } from '../../desk/connections/ask-templates.ts'
import { askVendor, type OpenVendor } from '../../desk/connections/ask-vendor.ts'
import { changeCredentials } from '../../desk/connections/change-credentials.ts'
import { type Connection, type Credentials, VENDORS, type Vendor } from '../../desk/connections/connection.ts'
import {
  changeConnectionSecret,
  createConnection,
  removeConnection,
} from '../../desk/connections/create-connection.ts'
import { findConnections } from '../../desk/connections/find-connection.ts'
import { countRefusals, findDeliveries, findDelivery } from '../../desk/connections/find-deliveries.ts'
import { findTemplateStandings } from '../../desk/connections/find-templates.ts'
import { noteCheck } from '../../desk/connections/note-check.ts'
import { replayDelivery } from '../../desk/connections/replay-delivery.ts'
import type { ChatCarrier } from '../../desk/outreach/reactors/dispatch-message.ts'
import type { Tx } from '../../kit/db.ts'
import { conflict, notFound, type Problem } from '../../kit/problem.ts'
import type { CredentialField, MessagingVendor } from '../../providers/messaging/port.ts'
import { presentVendor, readCredentials } from '../credentials.ts'
import { presentConnection, presentDelivery, webhookUrl } from '../present.ts'
import { presentTemplates, presentToken } from '../present-templates.ts'
import { type Api, answer, clinicOf, type Doors, staffOf, unfit } from './api.ts'

const NO_CONNECTION = 'There is no such connection in this clinic; it may have been removed'

const CALCOM_TELLS = 'Cal.com is checked from its side: press “Ping test” there'

export function answerConnections(
  api: Api,
  doors: Doors & {
    onDelivery: () => void
    chatVendors: readonly MessagingVendor[]
    chat: ChatCarrier | null
  },
): void {
  const { database, keyring, publicUrl, connections: finder, chatVendors, chat } = doors
  const fileOf = (vendor: Vendor) => chatVendors.find((file) => file.vendor === vendor)

  answer(api, routes.listConnections, async (c) => {
    const connections = await database.inClinic(staffOf(c).clinicId, presentAll)
    return c.json({ connections }, 200)
  })

  answer(api, routes.listVendors, (c) =>
    c.json({ vendors: VENDORS.map((vendor) => presentVendor(vendor, fileOf(vendor))) }, 200),
  )

  answer(api, routes.createConnectionRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { vendor, name, secret: given, credentials = {} } = c.req.valid('json')
    const file = fileOf(vendor)
    if (given && vendor !== 'calcom')
      throw unfit('/secret', 'Only Cal.com has a secret of this kind; give `credentials`')
    const fields = file?.credentialFields ?? []
    const read = readCredentials(fields, credentials, { isChange: false })
    const { id, secret } = await database.inClinic(clinicId, (tx) =>
      createConnection(tx, actor, {
        ...{ vendor, name, keyring },
        ...(given ? { secret: given } : {}),
        ...(file ? { credentials: read, settings: shownOf(fields, read) } : {}),
      }),
    )
    finder.forget()
    const connection = {
      id,
      secret: vendor === 'calcom' ? secret : null,
      webhook_url: vendor === 'widget' ? null : webhookUrl(publicUrl, { id, vendor }),
    }
    return c.json({ connection }, 201)
  })

  answer(api, routes.changeConnectionSecretRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const changed = await database.inClinic(clinicId, async (tx) => {
      const { vendor } = await connectionOf(tx, id)
      // A vendor's credentials are several, and none of them can be made up here.
      if (fileOf(vendor)) throw conflict('The credentials of this vendor are entered, not made: change them')
      const made = await changeConnectionSecret(tx, actor, { id, keyring })
      return made && { vendor, secret: made.secret }
    })
    if (!changed) throw notFound(NO_CONNECTION)
    finder.forget()
    const { vendor, secret } = changed
    const connection = {
      id,
      secret,
      webhook_url: vendor === 'widget' ? null : webhookUrl(publicUrl, { id, vendor }),
    }
    return c.json({ connection }, 200)
  })

  answer(api, routes.changeCredentialsRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { credentials } = c.req.valid('json')
    const connection = await database.inClinic(clinicId, async (tx) => {
      const fields = fileOf((await connectionOf(tx, id)).vendor)?.credentialFields ?? []
      const given = readCredentials(fields, credentials, { isChange: true })
      const isShown = (name: string) => fields.some((field) => field.name === name && !field.isSecret)
      if (fields.length === 0) return presentOne(tx, id)
      const changed = await changeCredentials(tx, actor, { connectionId: id, given, isShown, keyring })
      if (!changed.ok && changed.reason === 'secrets_needed') throw otherHost(fields, changed.names)
      return presentOne(tx, id)
    })
    finder.forget()
    return c.json({ connection }, 200)
  })

  answer(api, routes.checkConnectionRoute, async (c) => {
    const { clinicId } = staffOf(c)
    const { id } = c.req.valid('param')
    const open: OpenVendor = (via) => chat?.open({ ...via, threadId: null, isLocal: false }) ?? null
    const said = await askVendor(database, { clinicId, connectionId: id, open })
    if (said === 'not_found') throw notFound(NO_CONNECTION)
    if (said === 'not_askable') throw conflict(CALCOM_TELLS, { type: 'not-checkable' })
    if (said.ok) await askTemplates(database, { clinicId, connectionId: id, open })
    const connection = await database.inClinic(clinicId, async (tx) => {
      await noteCheck(tx, { connectionId: id, error: said.ok ? null : said.code })
      return presentOne(tx, id)
    })
    return c.json({ connection, label: said.ok ? said.label : null }, 200)
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

  async function presentAll(tx: Tx) {
    const { slug } = await clinicOf(tx)
    const refusals = await countRefusals(tx)
    const standings = await findTemplateStandings(tx)
    return (await findConnections(tx)).map((connection) =>
      presentConnection(connection, {
        ...{ publicUrl, slug, refusals: refusals.get(connection.id) ?? 0 },
        templates: presentTemplates(
          connection,
          standings.find(({ connectionId }) => connectionId === connection.id),
        ),
        token: presentToken(connection),
      }),
    )
  }

  async function presentOne(tx: Tx, id: string) {
    const found = (await presentAll(tx)).find((connection) => connection.id === id)
    if (!found) throw notFound(NO_CONNECTION)
    return found
  }
}

function otherHost(fields: readonly CredentialField[], names: readonly string[]): Problem {
  const labels = fields.filter(({ name }) => names.includes(name)).map(({ label }) => label)
  return unfit(
    '/credentials/base_url',
    `Another server would be told what is kept for this one: enter these anew with the address: ${labels.join(', ')}`,
  )
}

async function connectionOf(tx: Tx, id: string): Promise<Connection> {
  const found = (await findConnections(tx)).find((connection) => connection.id === id)
  if (!found) throw notFound(NO_CONNECTION)
  return found
}

function shownOf(fields: readonly CredentialField[], credentials: Credentials): Credentials {
  const shown = fields.filter((field) => !field.isSecret && field.name in credentials)
  return Object.fromEntries(shown.map(({ name }) => [name, credentials[name] ?? '']))
}
