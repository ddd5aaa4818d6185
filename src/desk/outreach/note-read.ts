import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { aboutMessage, type MessageOfEvent } from './about-message.ts'
import { messageDelivered, messageRead } from './events.ts'

type Row = MessageOfEvent & { was_delivered: boolean }

/**
 * Everything that went out in a conversation up to the line `upTo` stands on the person's own screen, where we need no vendor to
 * tell us. In one statement, which passes over what was noted before: a visitor's screen tells at every new line.
 */
export async function noteRead(
  tx: Tx,
  input: { conversationId: string; upTo: string; status: 'delivered' | 'read' },
): Promise<void> {
  const { conversationId, upTo, status } = input
  const at = tx.clock.now()
  const isRead = status === 'read'
  const noted = await tx.many(sql<Row>`
    with before as (
      select id, delivered_at
      from messages
      where clinic_id = ${tx.clinicId} and conversation_id = ${conversationId} and id <= ${upTo} and status = 'sent'
        and ${isRead ? sql`read_at` : sql`delivered_at`} is null
      order by id
      for update
    )
    update messages
    set delivered_at = coalesce(messages.delivered_at, ${at}), read_at = coalesce(messages.read_at, ${isRead ? at : null}::timestamptz),
      updated_at = ${at}
    from before
    where messages.clinic_id = ${tx.clinicId} and messages.id = before.id
    returning messages.id, messages.contact_id, messages.appointment_id, messages.kind, messages.channel, messages.instead_of,
      before.delivered_at is not null as was_delivered`)
  for (const row of noted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const about = { ...aboutMessage(row), occurredAt: at }
    if (!row.was_delivered) await record(tx, messageDelivered, about)
    if (isRead) await record(tx, messageRead, about)
  }
}
