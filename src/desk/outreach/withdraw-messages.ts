import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, type Handler, record, system } from '../../kit/events.ts'
import { messageWithdrawn } from './events.ts'
import { announcesVisit, type Channel, endsVisit, type MessageKind, NOTICE_KINDS } from './message.ts'

interface WithdrawnRow {
  id: string
  kind: MessageKind
  channel: Channel
  contact_id: string
  appointment_id: string | null
}

/** Takes back what has not begun to go out: of these kinds about an appointment, or these messages. */
export async function withdrawMessages(
  tx: Tx,
  actor: Actor,
  input: ({ appointmentId: string; kinds: readonly MessageKind[] } | { ids: readonly string[] }) & {
    reason: string
  },
): Promise<void> {
  const which =
    'ids' in input
      ? sql`id = any(${input.ids})`
      : sql`appointment_id = ${input.appointmentId} and kind = any(${input.kinds})`
  const rows = await tx.many(sql<WithdrawnRow>`
    update messages
    set status = 'withdrawn', reason = ${input.reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and status in ('queued', 'held') and ${which}
    returning id, kind, channel, contact_id, appointment_id`)
  for (const row of rows) {
    await record(tx, messageWithdrawn, {
      actor,
      contactId: row.contact_id,
      appointmentId: row.appointment_id,
      payload: { messageId: row.id, kind: row.kind, channel: row.channel, reason: input.reason },
    })
  }
}

/** Takes back the one message that does this deed, if it has not begun to go out. */
export async function withdrawMessage(tx: Tx, input: { dedupeKey: string; reason: string }): Promise<void> {
  const row = await tx.one(sql<WithdrawnRow>`
    update messages
    set status = 'withdrawn', reason = ${input.reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and dedupe_key = ${input.dedupeKey} and status in ('queued', 'held')
    returning id, kind, channel, contact_id, appointment_id`)
  if (!row) return
  await record(tx, messageWithdrawn, {
    actor: system,
    contactId: row.contact_id,
    payload: { messageId: row.id, kind: row.kind, channel: row.channel, reason: input.reason },
  })
}

const ANNOUNCING = NOTICE_KINDS.filter(announcesVisit)
const ENDING = NOTICE_KINDS.filter(endsVisit)

/** After these the visit lives, so that it was cancelled before is no longer told either. */
const REVIVING = ['appointment.rescheduled', 'appointment.cancellation_undone']

/** With a cancellation, its undoing, a move or a no-show: what speaks of the appointment as it was is taken back. */
export const withdrawOutdatedMessages: Handler = {
  name: 'withdrawOutdatedMessages',
  async run(tx, event) {
    if (!event.appointmentId) return
    await withdrawMessages(tx, system, {
      appointmentId: event.appointmentId,
      kinds: REVIVING.includes(event.type) ? [...ANNOUNCING, ...ENDING] : ANNOUNCING,
      reason: event.type.split('.')[1] ?? '',
    })
  },
}
