import { sql } from 'kysely'
import type { Keyring } from '../../kit/crypto.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { type ClinicId, isUuid, mintClinicId } from '../../kit/ids.ts'
import type { Log } from '../../kit/log.ts'
import { type Connection, secretContext, type Vendor } from './connection.ts'

/** A connection as the webhook's door knows it. */
export interface OpenConnection {
  clinicId: ClinicId
  connectionId: string
  secret: string
}

interface DoorRow {
  id: string
  clinic_id: string
  secret_sealed: string
}

/** How long a removed connection or a replaced secret may still be taken on another node, in milliseconds. */
const REMEMBERED_MS = 5_000

/** Each costs an HMAC over a body that anybody can send. */
const MAX_CANDIDATES = 20

/**
 * Finds connections for webhooks, before any clinic is known. Answers are remembered for five seconds, so that a
 * burst of deliveries costs one look-up; `forget` is called by the node on which a connection changes.
 */
export function connectionFinder(options: {
  database: Database
  keyring: Keyring
  log: Log
  nowMs: () => number
}) {
  const { database, keyring, nowMs } = options
  const remembered = new Map<string, { until: number; found: Promise<OpenConnection[] | null> }>()

  function remember<Found extends OpenConnection[] | null>(
    key: string,
    look: () => Promise<Found>,
  ): Promise<Found> {
    const known = remembered.get(key)
    if (known && known.until > nowMs()) return known.found as Promise<Found>
    if (remembered.size > 10_000) remembered.clear()
    const found = look()
    remembered.set(key, { until: nowMs() + REMEMBERED_MS, found })
    found.catch(() => remembered.delete(key))
    return found
  }

  const open = (row: DoorRow): OpenConnection => ({
    clinicId: mintClinicId(row.clinic_id),
    connectionId: row.id,
    secret: keyring.open(row.secret_sealed, secretContext(row.clinic_id, row.id)),
  })

  /** One seal that no secret of this installation opens must not close the door for every other clinic. */
  const openOrSkip = (row: DoorRow): OpenConnection[] => {
    try {
      return [open(row)]
    } catch (error) {
      options.log.error('connection.sealed', { clinicId: row.clinic_id, connectionId: row.id }, error)
      return []
    }
  }

  return {
    /** The active connection of this id and vendor, if there is one. */
    async byId(vendor: Vendor, id: string): Promise<OpenConnection | undefined> {
      if (!isUuid(id)) return undefined
      const [connection] = await remember(`${vendor}/${id}`, () =>
        database.acrossClinics(async (tx) =>
          (
            await tx.many(sql<DoorRow>`
              select id, clinic_id, secret_sealed
              from connections
              where id = ${id} and vendor = ${vendor} and status = 'active'`)
          ).map(open),
        ),
      )
      return connection
    },
    /**
     * All active connections of a vendor: the bare path belongs to the one whose secret verifies. Null where they are
     * too many to try each.
     */
    byVendor(vendor: Vendor): Promise<OpenConnection[] | null> {
      return remember(vendor, () =>
        database.acrossClinics(async (tx) => {
          const rows = await tx.many(sql<DoorRow>`
            select id, clinic_id, secret_sealed
            from connections
            where vendor = ${vendor} and status = 'active'
            limit ${MAX_CANDIDATES + 1}`)
          return rows.length > MAX_CANDIDATES ? null : rows.flatMap((row) => openOrSkip(row))
        }),
      )
    },
    forget(): void {
      remembered.clear()
    },
  }
}

export type ConnectionFinder = ReturnType<typeof connectionFinder>

/** The clinic's connections, without their secrets. */
export function findConnections(tx: Tx): Promise<Connection[]> {
  return tx.many(sql<Connection>`
    select id, clinic_id as "clinicId", vendor, name, status, settings, checked_at as "checkedAt", check_error as "checkError",
      last_ping_at as "lastPingAt", templates_read_at as "templatesReadAt", templates_error as "templatesError",
      token_expires_at as "tokenExpiresAt", token_due_at as "tokenDueAt", token_error as "tokenError", created_at as "createdAt"
    from connections
    where clinic_id = ${tx.clinicId} and status = 'active'
    order by id`)
}
