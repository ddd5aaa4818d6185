/** Cal.com's door: verifies, keeps, answers. What a delivery means is decided afterwards. */
import { Hono } from 'hono'
import { countRefusedDelivery } from '../../desk/connections/accept-delivery.ts'
import { deliveryIntake } from '../../desk/connections/delivery-intake.ts'
import type { ConnectionFinder, OpenConnection } from '../../desk/connections/find-connection.ts'
import type { Database } from '../../kit/db.ts'
import type { Log } from '../../kit/log.ts'
import { badRequest, conflict, notFound, notSignedIn } from '../../kit/problem.ts'
import type { BookingVendor } from '../../providers/bookings/port.ts'
import { limitBody } from '../limit-body.ts'
import type { FoyerEnv } from '../visitor.ts'

const MAX_BYTES = 1024 * 1024

export function calcomDoor(options: {
  database: Database
  connections: ConnectionFinder
  calcom: BookingVendor
  log: Log
  onDelivery: () => void
}): Hono<FoyerEnv> {
  const { database, connections, calcom } = options
  const noteUnclaimed = unclaimedCounter(options.log)
  const accept = deliveryIntake(database)
  const door = new Hono<FoyerEnv>()
  door.use(limitBody(MAX_BYTES))

  async function take(connection: OpenConnection, rawBody: Uint8Array, contentType: string | null) {
    const isReadable = isForm(contentType) || isJson(rawBody)
    const accepted = await accept(connection.clinicId, {
      connectionId: connection.connectionId,
      rawBody,
      contentType,
      ...(isReadable ? {} : { unreadable: 'The body is no JSON; check the payload template at Cal.com.' }),
    })
    if (!isReadable)
      throw badRequest('The body is no JSON; check the payload template at Cal.com', { type: 'not-json' })
    options.onDelivery()
    return accepted
  }

  function countRefused({ clinicId, connectionId }: OpenConnection, signature: string | null): Promise<void> {
    const reason = signature ? 'wrong_signature' : 'no_signature'
    return database.inClinic(clinicId, (tx) => countRefusedDelivery(tx, { connectionId, reason }))
  }

  function verifies(connection: OpenConnection, rawBody: Uint8Array, signature: string | null): boolean {
    return calcom.verify(connection.secret, rawBody, signature)
  }

  door.post('/:connection', async (c) => {
    const connection = await connections.byId('calcom', c.req.param('connection'))
    if (!connection)
      throw notFound('No Cal.com connection has this address; copy it from Settings > Connections')
    const rawBody = new Uint8Array(await c.req.arrayBuffer())
    const signature = c.req.header(calcom.signatureHeader) ?? null
    if (!verifies(connection, rawBody, signature)) {
      await countRefused(connection, signature)
      throw refused()
    }
    const { id, isRepeat } = await take(connection, rawBody, c.req.header('content-type') ?? null)
    return c.json({ ok: true, delivery_id: id, is_repeat: isRepeat })
  })

  door.post('/', async (c) => {
    const candidates = await connections.byVendor('calcom')
    if (!candidates) {
      throw conflict(
        'Too many connections are open here to find yours by its secret; use its own address, from Settings > Connections',
        { type: 'own-address-needed' },
      )
    }
    const rawBody = new Uint8Array(await c.req.arrayBuffer())
    const signature = c.req.header(calcom.signatureHeader) ?? null
    const [owner, other] = candidates.filter((one) => verifies(one, rawBody, signature))
    if (!owner) {
      const [only, ...others] = candidates
      if (only && others.length === 0) await countRefused(only, signature)
      else noteUnclaimed()
      throw refused()
    }
    if (other) {
      throw conflict(
        'Two connections have this secret; use the address of one of them, from Settings > Connections',
      )
    }
    const { id, isRepeat } = await take(owner, rawBody, c.req.header('content-type') ?? null)
    return c.json({ ok: true, delivery_id: id, is_repeat: isRepeat })
  })
  return door
}

/** Whose they are nobody can say: whoever runs Foyer is told once a minute how many there were. */
function unclaimedCounter(log: Log): () => void {
  let count = 0
  let toldAtMs = Number.NEGATIVE_INFINITY
  return () => {
    count++
    if (performance.now() - toldAtMs < 60_000) return
    log.warn('delivery.unclaimed', { vendor: 'calcom', count })
    toldAtMs = performance.now()
    count = 0
  }
}

function refused() {
  return notSignedIn(
    'The signature in X-Cal-Signature-256 is missing or wrong; enter the secret from Settings > Connections at Cal.com',
    { type: 'wrong-signature' },
  )
}

function isForm(contentType: string | null): boolean {
  return contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false
}

function isJson(rawBody: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(rawBody).toString('utf8'))
    return true
  } catch {
    return false
  }
}
