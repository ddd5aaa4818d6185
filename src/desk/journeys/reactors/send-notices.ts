/** What the patient hears at once when an appointment is asked for, booked, moved or cancelled. */
import { sql } from 'kysely'
import type { Tx } from '../../../kit/db.ts'
import { type HappenedEvent, type Reactor, system } from '../../../kit/events.ts'
import type { Channel, NoticeKind } from '../../outreach/message.ts'
import { findVisit, type Outside, type Visit } from '../compose-notice.ts'
import { notifyPatient } from '../notify-patient.ts'

type About = HappenedEvent<{ sequence: number; seriesVisit?: number }>

/**
 * A notice about one version of an appointment. It is sent once however often the reactor runs, and not at all when
 * the appointment has changed since: then a later event has its own notice. The first visit of a series speaks for all.
 */
function notice<Event extends About>(options: {
  name: string
  kind: (event: Event) => NoticeKind
  stillTrue: (visit: Visit, event: Event) => boolean
  outside: Outside
}): Reactor {
  return {
    name: options.name,
    run: (desk, event: Event) =>
      desk.database.inClinic(event.clinicId, async (tx: Tx) => {
        if ((event.payload.seriesVisit ?? 1) > 1) return
        const visit = event.appointmentId ? await findVisit(tx, event.appointmentId) : undefined
        if (!visit || visit.sequence !== event.payload.sequence || !options.stillTrue(visit, event)) return
        await notifyPatient(tx, system, {
          appointmentId: visit.id,
          kind: options.kind(event),
          purpose: 'transactional',
          ...options.outside,
          toldOn: await findToldOn(tx, event),
          dedupeKey: `${options.kind(event)}:${visit.id}:${visit.sequence}`,
        })
      }),
  }
}

/** The channels on which an answer said that this was done: `claims` are the events behind it. */
async function findToldOn(tx: Tx, { id, contactId }: HappenedEvent): Promise<Channel[]> {
  const answers = await tx.many(sql<{ channel: Channel }>`
    select distinct channel
    from messages
    where clinic_id = ${tx.clinicId} and contact_id = ${contactId} and author_kind = 'assistant'
      and claims @> ${JSON.stringify([id])}::jsonb and status not in ('refused', 'failed', 'withdrawn')`)
  return answers.map(({ channel }) => channel)
}

export const sendConfirmation = (outside: Outside): Reactor =>
  notice({
    name: 'sendConfirmation',
    kind: () => 'confirmation',
    stillTrue: (visit) => visit.status === 'booked',
    outside,
  })

export const acknowledgeRequest = (outside: Outside): Reactor =>
  notice({
    name: 'acknowledgeRequest',
    kind: () => 'request_received',
    stillTrue: (visit) => visit.status === 'pending',
    outside,
  })

export const sendNewTime = (outside: Outside): Reactor =>
  notice<HappenedEvent<{ sequence: number; isPending: boolean }>>({
    name: 'sendNewTime',
    kind: (event) => (event.payload.isPending ? 'request_received' : 'rescheduled'),
    stillTrue: (visit, event) => visit.status === (event.payload.isPending ? 'pending' : 'booked'),
    outside,
  })

export const sendCancellation = (outside: Outside): Reactor =>
  notice<HappenedEvent<{ sequence: number; cause: string; wasLive: boolean }>>({
    name: 'sendCancellation',
    kind: (event) => (event.payload.cause === 'rejected' ? 'rejection' : 'cancellation'),
    stillTrue: (visit, event) => event.payload.wasLive && visit.status === 'cancelled',
    outside,
  })
