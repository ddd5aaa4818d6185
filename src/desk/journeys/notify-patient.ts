import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import type { Channel, NoticeKind, Purpose } from '../outreach/message.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import { renderInvitation } from '../scheduling/invitation.ts'
import { composeNotice, findVisit, type Outside, type Visit } from './compose-notice.ts'
import type { Tried } from './find-step-route.ts'

export interface NotifyPatient extends Outside {
  appointmentId: string
  kind: NoticeKind
  purpose: Purpose
  dedupeKey: string
  /** Where the assistant has said so: a notice on that channel would say it again, so none is queued. Mail brings the calendar. */
  toldOn?: readonly Channel[]
  /** Ways on which this notice did not arrive, with the first message of it. */
  instead?: { of: string; after: readonly Tried[] }
}

/**
 * Composes the message of this kind about an appointment, in the patient's language and zone, and queues it. Says
 * why when nobody can be reached. A mail that books, moves or cancels carries the calendar invitation.
 */
export async function notifyPatient(
  tx: Tx,
  actor: Actor,
  input: NotifyPatient,
): Promise<{ ok: true; messageId: string | null } | { ok: false; reason: 'no_address' }> {
  const visit = await findVisit(tx, input.appointmentId)
  if (!visit) return { ok: false, reason: 'no_address' }
  const { instead } = input
  const notice = await composeNotice(tx, visit, { ...input, ...(instead ? { after: instead.after } : {}) })
  if (!notice) return { ok: false, reason: 'no_address' }
  const { address, conversationId, template, text } = notice
  if (input.toldOn?.includes(text.channel)) return { ok: true, messageId: null }
  const messageId = await queueMessage(tx, actor, {
    contactId: visit.contact_id,
    appointmentId: visit.id,
    appointmentSequence: visit.sequence,
    kind: input.kind,
    purpose: input.purpose,
    channel: text.channel,
    to: { name: visit.attendee_name, address },
    text,
    invitation: text.channel === 'email' ? invitationFor(input.kind, visit, tx.clock.now()) : null,
    conversationId,
    template,
    insteadOf: instead?.of ?? null,
    dedupeKey: input.dedupeKey,
  })
  return { ok: true, messageId }
}

const METHODS: Partial<Record<NoticeKind, 'REQUEST' | 'CANCEL'>> = {
  confirmation: 'REQUEST',
  rescheduled: 'REQUEST',
  cancellation: 'CANCEL',
  calendar_correction: 'CANCEL',
}

/** Neutral: whoever sees the calendar learns that there is an appointment and nothing of what for (45 CFR 164.502). */
function invitationFor(kind: NoticeKind, visit: Visit, now: Temporal.Instant): NotifyInvitation {
  const method = METHODS[kind]
  if (!method || !visit.attendee_email) return null
  const content = renderInvitation({
    method,
    uid: visit.uid,
    sequence: visit.sequence,
    startAt: visit.start_at,
    endAt: visit.end_at,
    summary: visit.clinic_name,
    location: visit.location_text ?? visit.clinic_address ?? undefined,
    organizer: {
      name: visit.clinic_name,
      email: visit.clinic_email ?? `frontdesk@${visit.clinic_slug}.invalid`,
    },
    attendee: { name: visit.attendee_name, email: visit.attendee_email },
    now,
  })
  return { method, content }
}

type NotifyInvitation = { method: 'REQUEST' | 'CANCEL'; content: string } | null
