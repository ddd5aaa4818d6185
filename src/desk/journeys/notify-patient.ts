import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { showPhone } from '../../kit/phone.ts'
import { type Channel, chooseChannel, type MessageKind, type Purpose } from '../outreach/message.ts'
import { queueMessage } from '../outreach/queue-message.ts'
import type { AppointmentStatus } from '../scheduling/appointment.ts'
import { renderInvitation } from '../scheduling/invitation.ts'
import { languageOf } from '../wording/default-templates.ts'
import { findTemplate } from '../wording/find-template.ts'
import { render, type Values } from '../wording/template.ts'

export interface NotifyPatient {
  appointmentId: string
  kind: MessageKind
  purpose: Purpose
  /** Channels that a vendor really carries; the others end in the Outbox. */
  carried: readonly Channel[]
  dedupeKey: string
}

export interface Visit {
  id: string
  contact_id: string
  status: AppointmentStatus
  sequence: number
  uid: string
  mode: 'visit' | 'call' | 'video'
  start_at: Temporal.Instant
  end_at: Temporal.Instant
  service_name: string | null
  location_text: string | null
  attendee_name: string
  attendee_email: string | null
  attendee_phone_e164: string | null
  attendee_locale: string | null
  time_zone: string
  practitioner_name: string | null
  clinic_name: string
  clinic_slug: string
  clinic_time_zone: string
  clinic_locale: string
  clinic_phone: string | null
  clinic_country: string
  clinic_email: string | null
  clinic_address: string | null
  names_procedures: boolean
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
  const to = chooseChannel(input.kind, {
    email: visit.attendee_email,
    phone: visit.attendee_phone_e164,
    carried: input.carried,
  })
  if (!to) return { ok: false, reason: 'no_address' }
  const locale = visit.attendee_locale ?? visit.clinic_locale
  const template = await findTemplate(tx, {
    key: input.kind,
    channel: to.channel,
    language: languageOf(locale),
  })
  const values = valuesOf(visit)
  const messageId = await queueMessage(tx, actor, {
    contactId: visit.contact_id,
    appointmentId: visit.id,
    appointmentSequence: visit.sequence,
    kind: input.kind,
    purpose: input.purpose,
    channel: to.channel,
    to: { name: visit.attendee_name, address: to.address },
    subject: template.subject ? render(template.subject, values) : null,
    body: render(template.body, values),
    invitation: to.channel === 'email' ? invitationFor(input.kind, visit, tx.clock.now()) : null,
    dedupeKey: input.dedupeKey,
  })
  return { ok: true, messageId }
}

export function findVisit(tx: Tx, appointmentId: string): Promise<Visit | undefined> {
  return tx.one(sql<Visit>`
    select a.id, root.id as contact_id, a.status, a.sequence, a.uid, a.mode, a.start_at, a.end_at, a.service_name, a.location_text,
      a.attendee_name, a.attendee_email, a.attendee_phone_e164, a.attendee_locale,
      coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as time_zone, p.name as practitioner_name,
      clinic.name as clinic_name, clinic.slug as clinic_slug, clinic.time_zone as clinic_time_zone, clinic.locale as clinic_locale,
      clinic.phone_e164 as clinic_phone, clinic.country as clinic_country, clinic.email as clinic_email, clinic.address as clinic_address, clinic.names_procedures
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = coalesce(c.merged_into_id, c.id)
    join clinics clinic on clinic.clinic_id = a.clinic_id
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
}

function valuesOf(visit: Visit): Values {
  const language = languageOf(visit.attendee_locale ?? visit.clinic_locale)
  // The patient's own way of writing dates, where we have texts in their language.
  const locale = [visit.attendee_locale, visit.clinic_locale].find(
    (tag) => tag && languageOf(tag) === language,
  )
  const start = visit.start_at.toZonedDateTimeISO(visit.time_zone)
  const show = (options: Intl.DateTimeFormatOptions) => start.toLocaleString(locale ?? language, options)
  const isForeignZone = visit.time_zone !== visit.clinic_time_zone
  return {
    first_name: visit.attendee_name.trim().split(/\s+/)[0] ?? '',
    patient_name: visit.attendee_name,
    clinic_name: visit.clinic_name,
    clinic_phone: visit.clinic_phone ? showPhone(visit.clinic_phone, visit.clinic_country) : '',
    clinic_address: visit.clinic_address ?? '',
    weekday: show({ weekday: 'long' }),
    date: show({ year: 'numeric', month: 'long', day: 'numeric' }),
    time: show({ hour: 'numeric', minute: '2-digit', ...(isForeignZone ? { timeZoneName: 'short' } : {}) }),
    location: visit.location_text ?? (visit.mode === 'visit' ? (visit.clinic_address ?? '') : ''),
    practitioner: visit.practitioner_name ?? '',
    service: visit.names_procedures ? (visit.service_name ?? '') : '',
  }
}

/** Neutral: whoever sees the calendar learns that there is an appointment and nothing of what for (45 CFR 164.502). */
function invitationFor(kind: MessageKind, visit: Visit, now: Temporal.Instant): NotifyInvitation {
  const method =
    kind === 'cancellation' ? 'CANCEL' : kind === 'confirmation' || kind === 'rescheduled' ? 'REQUEST' : null
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
