import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './db.ts'
import { type ClinicId, uuidv7 } from './ids.ts'
import type { Job } from './jobs.ts'
import type { Log } from './log.ts'

/** Who did it. `id` is a user's, contact's, connection's or API key's; null for the system itself. */
export interface Actor {
  kind: 'user' | 'contact' | 'agent' | 'integration' | 'system' | 'api_key'
  id: string | null
}

export const system: Actor = { kind: 'system', id: null }

/** A kind of event: its past-tense name and the shape of what it carries. */
export interface EventKind<Payload> {
  type: string
  payload: z.ZodType<Payload>
}

export function eventKind<Schema extends z.ZodType>(
  type: string,
  payload: Schema,
): EventKind<z.infer<Schema>> {
  return { type, payload: payload as unknown as z.ZodType<z.infer<Schema>> }
}

/** An event as handlers and reactors see it. */
export interface HappenedEvent<Payload = unknown> {
  id: string
  clinicId: ClinicId
  type: string
  actor: Actor
  contactId: string | null
  appointmentId: string | null
  payload: Payload
  occurredAt: Temporal.Instant
}

/** Runs inside the transaction that records, and touches only the database. */
export interface Handler {
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: a handler states the payload that it reads; the story pairs them.
  run(tx: Tx, event: HappenedEvent<any>): Promise<void>
}

/** Runs as a job after the commit, perhaps twice: it reads the facts again and acts once. */
export interface Reactor {
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  run(desk: Desk, event: HappenedEvent<any>): Promise<void>
}

/** What reactors and sweepers may use. Providers' ports are handed to those that need one, in `story.ts`. */
export interface Desk {
  database: Database
  clock: Clock
  log: Log
}

/** Event → what follows, in two columns. */
export type Story = Record<string, { with?: Handler[]; then?: Reactor[] }>

export interface PendingEvent extends HappenedEvent {
  recordedAt: Temporal.Instant
  /** The names of what runs inside, and of what is enqueued: kept with the event, since the story changes. */
  handlers: string[]
  reactors: string[]
}

/**
 * Records that something happened: the event, its `with` handlers, and one job for each `then` reactor, all in
 * the caller's transaction. The rows are written just before the commit, in one statement for all events.
 */
export async function record<Payload>(
  tx: Tx,
  kind: EventKind<Payload>,
  about: {
    actor: Actor
    contactId?: string | null
    appointmentId?: string | null
    occurredAt?: Temporal.Instant | null
    payload: Payload
  },
): Promise<string> {
  const recordedAt = tx.clock.now()
  const { with: handlers = [], then: reactors = [] } = tx.story[kind.type] ?? {}
  const event: PendingEvent = {
    id: uuidv7(recordedAt),
    clinicId: tx.clinicId,
    type: kind.type,
    actor: about.actor,
    contactId: about.contactId ?? null,
    appointmentId: about.appointmentId ?? null,
    payload: kind.payload.parse(about.payload),
    occurredAt: about.occurredAt ?? recordedAt,
    recordedAt,
    handlers: handlers.map((handler) => handler.name),
    reactors: reactors.map((reactor) => reactor.name),
  }
  tx.pending.push(event)
  for (const handler of handlers) await handler.run(tx, event)
  return event.id
}

/** What `inClinic` writes with its commit: all events that were recorded, in one statement. */
export function eventsOf(tx: Pick<Tx, 'clinicId' | 'pending'>): RawBuilder<unknown> {
  const rows = tx.pending.map((event) => ({
    id: event.id,
    type: event.type,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    contact_id: event.contactId,
    appointment_id: event.appointmentId,
    payload: event.payload,
    occurred_at: event.occurredAt.toString(),
    recorded_at: event.recordedAt.toString(),
    handlers: event.handlers,
    reactors: event.reactors,
  }))
  return sql`
    insert into events (clinic_id, id, type, actor_kind, actor_id, contact_id, appointment_id, payload, occurred_at, recorded_at,
      handlers, reactors)
    select ${tx.clinicId}, id, type, actor_kind, actor_id, contact_id, appointment_id, payload, occurred_at, recorded_at,
      handlers, reactors
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as event(
      id uuid, type text, actor_kind text, actor_id text, contact_id uuid, appointment_id uuid,
      payload jsonb, occurred_at timestamptz, recorded_at timestamptz, handlers text[], reactors text[])`
}

/** One job for each reactor of each event. */
export function jobsOf(events: readonly PendingEvent[]): Job[] {
  return events.flatMap((event) =>
    event.reactors.map((name) => ({ name, clinicId: event.clinicId, id: event.id })),
  )
}

interface EventRow {
  id: string
  type: string
  actor_kind: Actor['kind']
  actor_id: string | null
  contact_id: string | null
  appointment_id: string | null
  payload: unknown
  occurred_at: Temporal.Instant
}

export async function findEvents(tx: Tx, ids: string[]): Promise<HappenedEvent[]> {
  const rows = await tx.many(sql<EventRow>`
    select id, type, actor_kind, actor_id, contact_id, appointment_id, payload, occurred_at
    from events
    where clinic_id = ${tx.clinicId} and id = any(${ids})`)
  return rows.map((row) => ({
    id: row.id,
    clinicId: tx.clinicId,
    type: row.type,
    actor: { kind: row.actor_kind, id: row.actor_id },
    contactId: row.contact_id,
    appointmentId: row.appointment_id,
    payload: row.payload,
    occurredAt: row.occurred_at,
  }))
}

export async function findEvent(tx: Tx, id: string): Promise<HappenedEvent | undefined> {
  const [event] = await findEvents(tx, [id])
  return event
}

/** Keeps what a reactor made of an event, for the timeline. `error` is a code or name, never a text with data. */
export async function noteReactions(
  tx: Tx,
  reactions: { eventId: string; reactor: string; status: 'done' | 'failed'; error?: string }[],
): Promise<void> {
  const rows = reactions.map((one) => ({
    event_id: one.eventId,
    reactor: one.reactor,
    status: one.status,
    error: one.error ?? null,
  }))
  tx.send(sql`
    insert into event_reactions (clinic_id, event_id, reactor, status, error, at)
    select ${tx.clinicId}::uuid, event_id, reactor, status, error, ${tx.clock.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as reaction(event_id uuid, reactor text, status text, error text)
    on conflict (clinic_id, event_id, reactor)
    do update set status = excluded.status, error = excluded.error, at = excluded.at,
      attempts = event_reactions.attempts + 1
      where event_reactions.status <> 'done'`)
}
