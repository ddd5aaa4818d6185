import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, type Handler, record, system } from '../../kit/events.ts'
import { messageWithdrawn } from './events.ts'
import type { Channel, MessageKind } from './message.ts'

interface WithdrawnRow {
  id: string
  kind: MessageKind
  channel: Channel
  contact_id: string
}

/** Takes back what announces a visit and has not begun to go out. */
export async function withdrawMessages(
  tx: Tx,
  actor: Actor,
  input: { appointmentId: string; reason: string },
): Promise<void> {
  const rows = await tx.many(sql<WithdrawnRow>`
    update messages
    set status = 'withdrawn', reason = ${input.reason}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and appointment_id = ${input.appointmentId} and status in ('queued', 'held')
      and kind not in ('cancellation', 'rejection')
    returning id, kind, channel, contact_id`)
  for (const row of rows) {
    await record(tx, messageWithdrawn, {
      actor,
      contactId: row.contact_id,
      appointmentId: input.appointmentId,
      payload: { messageId: row.id, kind: row.kind, channel: row.channel, reason: input.reason },
    })
  }
}

/** With a cancellation, a move or a no-show: what speaks of the appointment as it was is taken back. */
export const withdrawOutdatedMessages: Handler = {
  name: 'withdrawOutdatedMessages',
  async run(tx, event) {
    if (!event.appointmentId) return
    await withdrawMessages(tx, system, {
      appointmentId: event.appointmentId,
      reason: event.type.split('.')[1] ?? '',
    })
  },
}
