/** The messaging vendors' doors: verify, keep, answer. What a delivery says is read afterwards. */
import { Hono } from 'hono'
import { countRefusedDelivery } from '../../desk/connections/accept-delivery.ts'
import { unpackCredentials } from '../../desk/connections/connection.ts'
import { deliveryIntake } from '../../desk/connections/delivery-intake.ts'
import type { ConnectionFinder, OpenConnection } from '../../desk/connections/find-connection.ts'
import type { Clock } from '../../kit/clock.ts'
import type { Database } from '../../kit/db.ts'
import { forbidden, notFound, notSignedIn, Problem } from '../../kit/problem.ts'
import type { InboundRequest, MessagingVendor } from '../../providers/messaging/port.ts'
import { limitBody } from '../limit-body.ts'
import type { FoyerEnv } from '../visitor.ts'

/** Meta sends up to 3 MB in one body. */
const MAX_BYTES = 3 * 1024 * 1024

export function messagingDoor(options: {
  database: Database
  clock: Clock
  connections: ConnectionFinder
  vendor: MessagingVendor
  /** As vendors reach us; Twilio signs the address that it called. */
  publicUrl: string
  onDelivery: () => void
}): Hono<FoyerEnv> {
  const { database, clock, connections, vendor, publicUrl } = options
  const accept = deliveryIntake(database)
  const door = new Hono<FoyerEnv>()
  door.use(limitBody(MAX_BYTES))

  async function find(id: string): Promise<OpenConnection> {
    const connection = await connections.byId(vendor.vendor, id)
    if (connection) return connection
    throw notFound('No connection has this address; copy it from Settings > Connections')
  }

  /** The vendor asks once whether the address is ours, before it sends anything. */
  door.get('/:connection', async (c) => {
    const connection = await find(c.req.param('connection'))
    const answer = vendor.handshake?.(unpackCredentials(connection.secret), c.req.query()) ?? null
    if (answer === null) {
      throw forbidden('The verify token is wrong; enter the one from Settings > Connections at the vendor')
    }
    return c.text(answer)
  })

  door.onError((error) => {
    throw isRepeatedAfter500Only(vendor) ? asFault(error) : error
  })

  door.post('/:connection', async (c) => {
    const connection = await find(c.req.param('connection'))
    const { pathname, search } = new URL(c.req.url)
    const request: InboundRequest = {
      rawBody: new Uint8Array(await c.req.arrayBuffer()),
      headers: c.req.header(),
      url: `${publicUrl}${pathname}${search}`,
      contentType: c.req.header('content-type') ?? null,
    }
    if (!vendor.verify(unpackCredentials(connection.secret), request, clock.now())) {
      await database.inClinic(connection.clinicId, (tx) =>
        countRefusedDelivery(tx, { connectionId: connection.connectionId, reason: 'wrong_signature' }),
      )
      throw notSignedIn('The signature is missing or wrong; compare the secret with Settings > Connections', {
        type: 'wrong-signature',
      })
    }
    const dedupeKey = vendor.deliveryId(request)
    await accept(connection.clinicId, {
      connectionId: connection.connectionId,
      rawBody: request.rawBody,
      contentType: request.contentType,
      url: search ? request.url : null,
      ...(dedupeKey ? { dedupeKey } : {}),
    })
    options.onDelivery()
    return c.body(vendor.accepted.body, 200, { 'content-type': vendor.accepted.contentType })
  })
  return door
}

/**
 * Chatwoot gives a delivery to an agent bot again after 429 and 500 and after no other status (lib/webhooks/trigger.rb), and once
 * it gives up the conversation is the staff's for good. Meta repeats after any status but 200, Twilio after those 5xx that its
 * address asks for (`#rc=3&rp=5xx`).
 */
function isRepeatedAfter500Only({ vendor }: MessagingVendor): boolean {
  return vendor === 'chatwoot'
}

/** What passes by itself, such as a database that is away, as 500. */
function asFault(error: unknown): unknown {
  if (!(error instanceof Problem) || error.status !== 503) return error
  const { type, title, detail, headers } = error
  return new Problem({ status: 500, type, title, detail, headers, cause: error })
}
