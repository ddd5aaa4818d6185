import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record, system } from '../../kit/events.ts'
import { windowClosesAt } from '../conversations/conversation.ts'
import { decide } from './arbiter.ts'
import { messageFailed, messageHeld, messageRefused, messageSent } from './events.ts'
import { findConsents } from './find-consents.ts'
import { countSent, lockMessage, type MessageRow, type SentTemplate, type Via } from './lock-message.ts'
import type { Channel, MessageKind } from './message.ts'

/** A message whose sending has begun: the intent is committed, the vendor is asked next. */
export interface Sending {
  id: string
  contactId: string
  channel: Channel
  kind: MessageKind
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

/**
 * Asks the arbiter and, if it allows, writes the intent to send. Takes the contact's lock, which booking, STOP and
 * merge take as well: what was committed before counts, and none of them slips in between. Null when there is
 * nothing to send: refused, held, or done before.
 */
export async function beginSending(tx: Tx, messageId: string): Promise<Sending | null> {
  const found = await lockMessage(tx, messageId)
  if (!found) return null
  if (found.status === 'sending') return endUnknown(tx, found)
  if (found.status !== 'queued') return null
  const verdict = decide({
    now: tx.clock.now(),
    kind: found.kind,
    purpose: found.purpose,
    channel: found.channel,
    zones: [found.attendee_time_zone ?? found.contact_time_zone ?? found.clinic_time_zone],
    consents: await findConsents(tx, found.root_id),
    sent: await countSent(tx, found.root_id),
    appointment: toAppointment(found),
    speaksOfSequence: found.appointment_sequence,
    author: found.author_kind,
    talk: talkOf(found),
    isTemplate: found.template !== null,
    isPersonTalking: found.is_person_talking,
  })
  if (verdict.verdict === 'refuse') {
    await refuse(tx, found, verdict.reason)
    return null
  }
  if (verdict.verdict === 'hold') {
    await hold(tx, found, verdict)
    return null
  }
  const intent = await tx.one(sql<{ attempts: number }>`
    update messages
    set status = 'sending', attempts = attempts + 1, sending_since = ${tx.clock.now()}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${messageId}
    returning attempts`)
  return {
    id: found.id,
    contactId: found.root_id,
    channel: found.channel,
    kind: found.kind,
    to: { name: found.to_name, address: found.address ?? found.to_address },
    subject: found.subject,
    body: found.body,
    invitation:
      found.invitation && found.invitation_method
        ? { method: found.invitation_method, content: found.invitation }
        : null,
    clinic: { name: found.clinic_name, email: found.clinic_email },
    attempts: intent?.attempts ?? 1,
    unknownSince: found.unknown_outcomes > 0 ? found.sending_since : null,
    via: viaOf(found),
    choices: found.choices,
    template: found.template,
    isWrittenByPerson: found.author_kind === 'user',
    expiresAt: found.kind === 'reminder' ? found.start_at : null,
  }
}

function talkOf(row: MessageRow) {
  if (!row.talk_status) return null
  const { talk_status: status, last_inbound_at: lastInboundAt, author_kind: author } = row
  return { status, lastInboundAt, windowClosesAt: windowClosesAt(row.channel, lastInboundAt, author) }
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
async function endUnknown(tx: Tx, found: MessageRow): Promise<null> {
  const since = found.sending_since
  if (since && Temporal.Instant.compare(since, tx.clock.now().subtract(LEASE)) > 0) return null
  await noteUnknown(tx, { id: found.id })
  return null
}

/** The second fact. `carrier` says who took it; the Outbox keeps what no vendor is connected for. */
export async function noteSent(
  tx: Tx,
  message: Pick<Sending, 'id'>,
  result: { carrier: string; vendorMessageId: string | null },
): Promise<void> {
  await finish(tx, message.id, async (about) => {
    await tx.run(sql`
      update messages
      set status = 'sent', carrier = ${result.carrier}, vendor_message_id = ${result.vendorMessageId},
        sent_at = ${tx.clock.now()}, reason = null, updated_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and id = ${message.id}`)
    await record(tx, messageSent, { ...about, payload: { ...about.payload, carrier: result.carrier } })
  })
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
  await finish(tx, message.id, async (about) => {
    await tx.run(sql`
      update messages
      set status = 'failed', reason = ${reason}, updated_at = ${tx.clock.now()}
      where clinic_id = ${tx.clinicId} and id = ${message.id}`)
    await record(tx, messageFailed, { ...about, payload: { ...about.payload, reason } })
  })
}

type About = {
  actor: typeof system
  contactId: string
  appointmentId: string | null
  payload: { messageId: string; kind: string; channel: Channel }
}

async function finish(tx: Tx, messageId: string, note: (about: About) => Promise<void>): Promise<void> {
  const row = await tx.one(
    sql<{ contact_id: string; appointment_id: string | null; kind: string; channel: Channel }>`
      select contact_id, appointment_id, kind, channel
      from messages
      where clinic_id = ${tx.clinicId} and id = ${messageId} and status = 'sending'
      for update`,
  )
  if (row) await note(aboutMessage({ ...row, id: messageId }))
}

function aboutMessage(row: {
  id: string
  contact_id: string
  appointment_id: string | null
  kind: string
  channel: Channel
}): About {
  return {
    actor: system,
    contactId: row.contact_id,
    appointmentId: row.appointment_id,
    payload: { messageId: row.id, kind: row.kind, channel: row.channel },
  }
}

function toAppointment(row: MessageRow) {
  if (!row.appointment_status || !row.start_at || row.sequence === null) return null
  return { status: row.appointment_status, startAt: row.start_at, sequence: row.sequence }
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
  const about = aboutMessage(row)
  await record(tx, messageHeld, {
    ...about,
    payload: { ...about.payload, until: verdict.until.toString(), reason: verdict.reason },
  })
}
