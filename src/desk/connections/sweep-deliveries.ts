/** Processes what came in through a webhook and was kept: each delivery in one transaction. */
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor, Desk } from '../../kit/events.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'

/** A delivery that was kept, with its signature verified. */
export interface KeptDelivery {
  id: string
  connectionId: string
  /** The connection's; see `secretContext`. */
  secretSealed: string
  rawBody: Uint8Array
  contentType: string | null
  /** As it was called, query included; null where that says nothing. */
  url: string | null
  receivedAt: Temporal.Instant
  /** When the same bytes came last. */
  lastReceivedAt: Temporal.Instant
  /** It was applied to its appointment before. */
  isReplay: boolean
}

/** What became of a delivery; `reason` is for staff. */
export interface DeliveryOutcome {
  status: 'done' | 'kept' | 'waiting' | 'failed'
  /** What the vendor calls it. */
  trigger: string | null
  reason: string | null
  appointmentId?: string | null
  conversationId?: string | null
  /** The booking that has to be known first. */
  waitsFor?: string | null
  /** The same bytes may mean something new when they come again (decision 0010). */
  isNewsWhenRepeated?: boolean
  /** What of it could not be done, while the rest was: the delivery is tried again, in which what was done changes nothing. */
  undone?: { errors: readonly unknown[]; of: number }
}

/** Does what one vendor's delivery says, in the transaction that marks it as done. Told by vendor in `foyer.ts`. */
export type ApplyDelivery = (tx: Tx, actor: Actor, delivery: KeptDelivery) => Promise<DeliveryOutcome>

const BATCH = 200
const AT_ONCE = 8
const MAX_ATTEMPTS = 6

interface Claimed {
  connection_id: string
  vendor: string
  secret_sealed: string
  content_type: string | null
  raw_body: Buffer
  url: string | null
  received_at: Temporal.Instant
  repeated_at: Temporal.Instant | null
  appointment_id: string | null
}

/** What the sweeper knows of the deliveries that it works on right now, so that it does not list them again. */
export type InFlight = Set<string>

/**
 * Lists what waits, in the order in which it came, and processes it. Returns how many it processed; other nodes do the
 * same at the same time, and the row's lock gives each delivery to one of them.
 */
export async function sweepDeliveries(
  desk: Desk,
  options: { appliers: Record<string, ApplyDelivery>; inFlight: InFlight; atOnce?: number },
): Promise<number> {
  const { appliers, inFlight, atOnce = AT_ONCE } = options
  const waiting = await desk.database.acrossClinics((tx) =>
    tx.many(sql<{ clinic_id: string; id: string }>`
      select clinic_id, id
      from inbound_deliveries
      where status = 'received' and (retry_at is null or retry_at <= ${tx.clock.now()}) and id <> all(${[...inFlight]})
      order by id
      limit ${BATCH}`),
  )
  const queue = [...waiting]
  let processed = 0
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      inFlight.add(next.id)
      try {
        processed += await processDelivery(desk, {
          appliers,
          clinicId: mintClinicId(next.clinic_id),
          id: next.id,
        })
      } catch (error) {
        // The database went away; the row is as it was, and the next pass finds it.
        desk.log.error('delivery.interrupted', { deliveryId: next.id }, error)
      } finally {
        inFlight.delete(next.id)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, work))
  return processed
}

/** Processes one delivery and says whether it was there to be processed; what it cannot is marked with the reason, and everything else is as if it had never been tried. */
export async function processDelivery(
  desk: Desk,
  input: { appliers: Record<string, ApplyDelivery>; clinicId: ClinicId; id: string },
): Promise<0 | 1> {
  const { database } = desk
  const about = { clinicId: input.clinicId, deliveryId: input.id }
  try {
    const outcome = await database.inClinic(input.clinicId, async (tx) => {
      const claimed = await claim(tx, input.id)
      if (!claimed) return null
      const applier = input.appliers[claimed.vendor]
      if (!applier) throw new Error(`nobody reads deliveries of ${claimed.vendor}`)
      return apply(tx, { ...claimed, id: input.id, applier })
    })
    for (const error of outcome?.undone?.errors ?? []) desk.log.error('delivery.failed', about, error)
    return outcome ? 1 : 0
  } catch (error) {
    desk.log.error('delivery.failed', about, error)
    await database.inClinic(input.clinicId, (tx) => putBack(tx, { id: input.id, reason: reasonOf([error]) }))
    return 1
  }
}

function claim(tx: Tx, id: string): Promise<Claimed | undefined> {
  return tx.one(sql<Claimed>`
    select d.connection_id, c.vendor, c.secret_sealed, d.content_type, d.raw_body, d.url, d.received_at, d.repeated_at, d.appointment_id
    from inbound_deliveries d
    join connections c on c.clinic_id = d.clinic_id and c.id = d.connection_id
    where d.clinic_id = ${tx.clinicId} and d.id = ${id} and d.status = 'received'
    for update of d skip locked`)
}

async function apply(
  tx: Tx,
  delivery: Claimed & { id: string; applier: ApplyDelivery },
): Promise<DeliveryOutcome> {
  const outcome = await delivery.applier(
    tx,
    { kind: 'integration', id: delivery.connection_id },
    {
      id: delivery.id,
      connectionId: delivery.connection_id,
      secretSealed: delivery.secret_sealed,
      rawBody: delivery.raw_body,
      contentType: delivery.content_type,
      url: delivery.url,
      receivedAt: delivery.received_at,
      lastReceivedAt: delivery.repeated_at ?? delivery.received_at,
      isReplay: delivery.appointment_id !== null,
    },
  )
  await finish(tx, { id: delivery.id, ...outcome })
  const { undone } = outcome
  if (undone) await putBack(tx, { id: delivery.id, reason: reasonOf(undone.errors, undone.of) })
  return outcome
}

async function finish(tx: Tx, outcome: DeliveryOutcome & { id: string }): Promise<void> {
  await tx.run(sql`
    update inbound_deliveries
    set status = ${outcome.undone ? 'received' : outcome.status}, trigger = ${outcome.trigger}, reason = ${outcome.reason},
      attempts = attempts + ${outcome.undone ? 0 : 1},
      appointment_id = ${outcome.appointmentId ?? null}, conversation_id = ${outcome.conversationId ?? null},
      waits_for = ${outcome.waitsFor ?? null}, processed_at = ${tx.clock.now()},
      is_news_when_repeated = ${outcome.isNewsWhenRepeated ?? false}
    where clinic_id = ${tx.clinicId} and id = ${outcome.id}`)
}

/** Tried again with growing pauses; then it is failed, and staff may play it again. */
async function putBack(tx: Tx, { id, reason }: { id: string; reason: string }): Promise<void> {
  await tx.run(sql`
    update inbound_deliveries
    set attempts = attempts + 1, reason = ${reason},
      status = case when attempts + 1 >= ${MAX_ATTEMPTS} then 'failed' else 'received' end,
      retry_at = ${tx.clock.now()}::timestamptz + make_interval(secs => least(2 ^ attempts, 60))
    where clinic_id = ${tx.clinicId} and id = ${id} and status = 'received'`)
}

/** `of`: how many things one body tells, where the others were done. */
function reasonOf(errors: readonly unknown[], of = errors.length): string {
  const codes = new Set(
    errors.flatMap((error) => {
      const { constraint, code } = error as { constraint?: string; code?: string }
      return constraint ?? code ?? []
    }),
  )
  const why = codes.size > 0 ? ` (${[...codes].join(', ')})` : ''
  return errors.length < of
    ? `${errors.length} of the ${of} things that it tells could not be processed${why}; the others were. Use Replay after the cause is mended.`
    : `Processing failed${why}. Nothing was changed; use Replay after the cause is mended.`
}
