import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record, system } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { aboutMessage, type MessageOfEvent } from './about-message.ts'
import { messageFailed, messageHeld, messageRefused, messageSent } from './events.ts'
import { judgeMessages } from './judge-messages.ts'
import { lockMessages, type MessageRow, type SentTemplate, type Via } from './lock-message.ts'
import type { Channel, MessageKind, Purpose } from './message.ts'
import { withdrawMessages } from './withdraw-messages.ts'

/** A message whose sending has begun: the intent is committed, the vendor is asked next. */
export interface Sending {
  id: string
  contactId: string
  channel: Channel
  kind: MessageKind
  purpose: Purpose
  to: { name: string; address: string }
  subject: string | null
  body: string
  invitation: { method: 'REQUEST' | 'CANCEL'; content: string } | null
  clinic: { name: string; email: string | null }
  /** This try included. */
  attempts: number
  /** Since when it may have gone out without our knowing; null: it surely has not. */
  unknownSince: Temporal.Instant | null
  /** Null for mail, and where no vendor is connected for the channel. */
  via: Via | null
  choices: { id: string; title: string }[]
  template: SentTemplate | null
  isWrittenByPerson: boolean
  /** Later than this it helps nobody. */
  expiresAt: Temporal.Instant | null
}

/** What came of a message; null where there is nothing to send: refused, held, or done before. */
export type Begun = Map<string, Sending | null>

/**
 * Asks the arbiter about each and, where it allows, writes the intents to send in one statement. Takes the contacts' locks,
 * which booking, STOP and merge take as well: what was committed before counts, and none of them slips in between. Of several
 * messages those are not in the answer whose turn has not come (see `lockMessages`): they are begun alone.
 */
export async function beginSending(tx: Tx, ids: readonly string[]): Promise<Begun> {
  const rows = await lockMessages(tx, ids)
  const begun: Begun = new Map(rows.map(({ id }) => [id, null]))
  for (const row of rows) if (row.status === 'sending') await endUnknown(tx, row)
  await withdrawStopped(tx, rows)
  const queued = rows.filter(({ status, stopped_by }) => status === 'queued' && !stopped_by)
  if (queued.length === 0) return begun
  const judgements = await judgeMessages(tx, queued)
  const allowed: MessageRow[] = []
  for (const [place, row] of queued.entries()) {
    const verdict = judgements[place]
    invariant(verdict, 'a message was not judged')
    if (verdict.verdict === 'refuse') await refuse(tx, row, verdict.reason)
    else if (verdict.verdict === 'hold') await hold(tx, row, verdict)
    else allowed.push(row)
  }
  if (allowed.length === 0) return begun
  const intents = await tx.many(sql<{ id: string; attempts: number }>`
    update messages
    set status = 'sending', attempts = attempts + 1, sending_since = ${tx.clock.now()}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = any(${allowed.map(({ id }) => id)})
    returning id, attempts`)
  const attempts = new Map(intents.map((intent) => [intent.id, intent.attempts]))
  for (const row of allowed) begun.set(row.id, toSending(row, attempts.get(row.id) ?? 1))
  return begun
}

/**
 * What its journey was stopped for came after the intent of a try that did not go out, or of which nobody knows: it took back
 * what waited, and could not take back this one.
 */
async function withdrawStopped(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  for (const { id, status, stopped_by: cause } of rows) {
    if (status !== 'queued' || !cause) continue
    await withdrawMessages(tx, system, { ids: [id], reason: cause.split('.')[1] ?? cause })
  }
}

function toSending(row: MessageRow, attempts: number): Sending {
  return {
    id: row.id,
    contactId: row.root_id,
    channel: row.channel,
    kind: row.kind,
    purpose: row.purpose,
    to: { name: row.to_name, address: row.address ?? row.to_address },
    subject: row.subject,
    body: row.body,
    invitation:
      row.invitation && row.invitation_method
        ? { method: row.invitation_method, content: row.invitation }
        : null,
    clinic: { name: row.clinic_name, email: row.clinic_email },
    attempts,
    unknownSince: row.unknown_outcomes > 0 ? row.sending_since : null,
    via: viaOf(row),
    choices: row.choices,
    template: row.template,
    isWrittenByPerson: row.author_kind === 'user',
    expiresAt: row.kind === 'reminder' ? row.start_at : null,
  }
}

function viaOf(row: MessageRow): Via | null {
  if (!row.connection_id || !row.vendor || !row.secret_sealed) return null
  return {
    connectionId: row.connection_id,
    vendor: row.vendor,
    secretSealed: row.secret_sealed,
    threadId: row.thread_id,
    isLocal: row.is_local ?? false,
  }
}

/** Longer than any carrier takes for one message: whoever holds it is dead by then. */
const LEASE = { minutes: 5 }

/**
 * A second job for a message that somebody sends right now leaves it alone. One that was left behind by a killed
 * process may have gone out or not: it is put in line once more, and then called failed.
 */
async function endUnknown(tx: Tx, found: MessageRow): Promise<void> {
  const since = found.sending_since
  if (since && Temporal.Instant.compare(since, tx.clock.now().subtract(LEASE)) > 0) return
  await noteUnknown(tx, { id: found.id })
}

export interface Sent {
  id: string
  /** Who took it; the Outbox keeps what no vendor is connected for. */
  carrier: string
  vendorMessageId: string | null
}

/** The second fact, of many in one statement. One that is not being sent any more is left as it is. */
export async function noteSent(tx: Tx, results: readonly Sent[]): Promise<void> {
  const ids = results.map(({ id }) => id)
  const sending = await findSending(tx, ids)
  const known = new Map(sending.map((row) => [row.id, row]))
  const sent = results.filter(({ id }) => known.has(id))
  if (sent.length === 0) return
  tx.send(sql`
    update messages
    set status = 'sent', carrier = result.carrier, vendor_message_id = result."vendorMessageId",
      sent_at = ${tx.clock.now()}, reason = null, updated_at = ${tx.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as result(id uuid, carrier text, "vendorMessageId" text)
    where messages.clinic_id = ${tx.clinicId} and messages.id = result.id`)
  // What follows each is on the wire without waiting for the one before.
  await Promise.all(
    sending.map((row) => {
      const about = aboutMessage(row)
      const carrier = sent.find(({ id }) => id === row.id)?.carrier ?? ''
      return record(tx, messageSent, { ...about, payload: { ...about.payload, carrier } })
    }),
  )
}

/** How long after which try the carrier is asked again, in minutes; then every hour, for about a day. */
const PAUSES = [1, 2, 5, 15, 30, 60]
const MAX_ATTEMPTS = 28

/**
 * The message surely did not go out and may later. It waits as held, so that a cancellation takes it back and the
 * arbiter is asked again before the next try.
 */
export async function putOff(
  tx: Tx,
  message: Pick<Sending, 'id' | 'attempts'>,
  reason: string,
): Promise<void> {
  if (message.attempts >= MAX_ATTEMPTS) return noteFailed(tx, message, reason)
  const minutes = PAUSES[message.attempts - 1] ?? PAUSES.at(-1) ?? 60
  await tx.run(sql`
    update messages
    set status = 'held', reason = ${reason}, due_at = ${tx.clock.now().add({ minutes })}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${message.id} and status = 'sending'`)
}

/** It may have gone out, and nobody can be asked: once more under the same Message-ID, then it is called failed. */
export async function noteUnknown(tx: Tx, message: Pick<Sending, 'id'>): Promise<void> {
  const again = await tx.run(sql`
    update messages
    set status = 'held', reason = 'outcome_unknown', due_at = ${tx.clock.now().add({ minutes: 1 })},
      unknown_outcomes = unknown_outcomes + 1, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${message.id} and status = 'sending' and unknown_outcomes = 0`)
  if (again === 0) await noteFailed(tx, message, 'outcome_unknown')
}

export async function noteFailed(tx: Tx, message: Pick<Sending, 'id'>, reason: string): Promise<void> {
  const [row] = await findSending(tx, [message.id])
  if (!row) return
  await tx.run(sql`
    update messages
    set status = 'failed', reason = ${reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${message.id}`)
  const about = aboutMessage(row)
  await record(tx, messageFailed, { ...about, payload: { ...about.payload, reason } })
}

/** Locks them; those that are being sent. */
async function findSending(tx: Tx, ids: readonly string[]): Promise<MessageOfEvent[]> {
  const rows = await tx.many(
    sql<MessageOfEvent & { status: string }>`
      select id, contact_id, appointment_id, kind, channel, instead_of, status
      from messages
      where clinic_id = ${tx.clinicId} and id = any(${ids as string[]})
      order by id
      for update`,
  )
  return rows.filter(({ status }) => status === 'sending')
}

async function refuse(tx: Tx, row: MessageRow, reason: string): Promise<void> {
  await tx.run(sql`
    update messages
    set status = 'refused', reason = ${reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${row.id}`)
  const about = aboutMessage(row)
  await record(tx, messageRefused, { ...about, payload: { ...about.payload, reason } })
}

async function hold(
  tx: Tx,
  row: MessageRow,
  verdict: { until: Temporal.Instant; reason: string },
): Promise<void> {
  await tx.run(sql`
    update messages
    set status = 'held', reason = ${verdict.reason}, due_at = ${verdict.until}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${row.id}`)
  // Looked at again each hour, it is told once.
  if (row.reason === verdict.reason) return
  const about = aboutMessage(row)
  await record(tx, messageHeld, {
    ...about,
    payload: { ...about.payload, until: verdict.until.toString(), reason: verdict.reason },
  })
}
