/** What people do while a message is about to be sent to them, by the verbs of the desk. */
import { recognizeContact } from '../../../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../../../src/desk/contacts/record-consent.ts'
import { receiveMessage } from '../../../src/desk/conversations/receive-message.ts'
import { bookSlot } from '../../../src/desk/scheduling/book-slot.ts'
import { changeStatus } from '../../../src/desk/scheduling/change-status.ts'
import { rescheduleAppointment } from '../../../src/desk/scheduling/reschedule-appointment.ts'
import type { Tx } from '../../../src/kit/db.ts'
import { system } from '../../../src/kit/events.ts'
import type { Lane, Person } from './lane.ts'

/** A move and a cancellation outdate the reminder of a visit, a merge makes two people one, the others are exits of a sequence. */
export type Deed = 'booking' | 'booking by name' | 'reply' | 'stop' | 'move' | 'cancellation' | 'merge'

export const isAboutVisit = (deed: string) => deed === 'move' || deed === 'cancellation'

export interface Around {
  lane: Lane
  /** Two where two are merged. */
  people: readonly [Person, ...Person[]]
  appointmentId: string | null
}

/** A month from now, when no other step is due. */
const LATER = { hours: 24 * 30 }

export async function perform(tx: Tx, deed: Deed, { lane, people, appointmentId }: Around): Promise<void> {
  const [person] = people
  const startAt = lane.clock.now().add(LATER)
  const known = appointmentId ?? ''
  const serviceId = lane.serviceId
  switch (deed) {
    case 'booking':
      return succeed(bookSlot(tx, system, { serviceId, startAt, person: { contactId: person.contactId } }))
    case 'booking by name':
      return succeed(bookSlot(tx, system, { serviceId, startAt, person }))
    case 'move':
      return succeed(rescheduleAppointment(tx, system, { appointmentId: known, startAt }))
    case 'cancellation':
      return succeed(changeStatus(tx, system, { appointmentId: known, status: 'cancelled' }))
    case 'stop': {
      const all = { purpose: 'all', channel: 'all', state: 'withdrawn', source: 'test' } as const
      await recordConsent(tx, system, { ...all, contactId: person.contactId })
      return
    }
    case 'reply': {
      await receiveMessage(tx, system, {
        connectionId: lane.connectionId,
        channel: 'sms',
        writer: { id: person.phone ?? '', aliases: [], phone: person.phone, name: null },
        threadId: null,
        vendorMessageId: `SM${person.contactId}`,
        at: lane.clock.now(),
        text: 'Maybe next month.',
        attachments: [],
        choice: null,
        repliesTo: null,
      })
      return
    }
    case 'merge': {
      const evidence = {
        name: person.name,
        phone: people.find(({ phone }) => phone)?.phone ?? null,
        email: people.find(({ email }) => email)?.email ?? null,
      }
      const unknown = { phoneRaw: null, timeZone: null, locale: null, source: 'test' }
      await recognizeContact(tx, system, { ...evidence, ...unknown })
    }
  }
}

async function succeed(doing: Promise<{ ok: boolean }>): Promise<void> {
  const done = await doing
  if (!done.ok) throw new Error(`the deed was refused: ${JSON.stringify(done)}`)
}
