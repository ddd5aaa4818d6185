import { system } from '../../kit/events.ts'
import type { Channel } from './message.ts'

/** What each event about a message is told from, as it stands in its row. */
export interface MessageOfEvent {
  id: string
  contact_id: string
  appointment_id: string | null
  kind: string
  channel: Channel
  instead_of: string | null
}

/** What every event about a message says of it. */
export function aboutMessage(row: MessageOfEvent) {
  return {
    actor: system,
    contactId: row.contact_id,
    appointmentId: row.appointment_id,
    payload: {
      messageId: row.id,
      kind: row.kind,
      channel: row.channel,
      ...(row.instead_of ? { insteadOf: row.instead_of } : {}),
    },
  }
}
