/** From our records to what the API answers: snake_case, instants as text. The one way out. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/schemas.ts'
import type { Clinic } from '../desk/clinics/clinic.ts'
import type { Connection, Delivery } from '../desk/connections/connection.ts'
import type { ContactRecord } from '../desk/contacts/find-contacts.ts'
import type { StepRecord } from '../desk/journeys/find-steps.ts'
import type { StepPreview } from '../desk/journeys/preview-steps.ts'
import type { MessageRecord } from '../desk/outreach/find-messages.ts'
import type { AppointmentRecord, LastBooking } from '../desk/scheduling/find-appointments.ts'
import type { Template } from '../desk/wording/find-template.ts'
import { checkRemedy } from './check-words.ts'
import { type Memories, presentWording } from './present-wording.ts'

type Wire<Name extends keyof typeof wire> = (typeof wire)[Name] extends z.ZodType
  ? z.infer<(typeof wire)[Name]>
  : never

/** To the millisecond: PostgreSQL keeps microseconds, which no client needs. */
export function instant(at: Temporal.Instant | Date | string): string {
  if (at instanceof Date) return at.toISOString()
  return Temporal.Instant.from(at).toString({ smallestUnit: 'millisecond' })
}

export function instantOrNull(at: Temporal.Instant | null): string | null {
  return at ? instant(at) : null
}

export function presentAppointment(record: AppointmentRecord): Wire<'Appointment'> {
  return {
    id: record.id,
    status: record.status,
    mode: record.mode,
    title: record.title,
    service_id: record.serviceId,
    service_name: record.serviceName,
    start_at: instant(record.startAt),
    end_at: instant(record.endAt),
    duration_minutes: Math.round(record.endAt.since(record.startAt).total('minutes')),
    buffer_before_minutes: record.bufferBeforeMinutes,
    buffer_after_minutes: record.bufferAfterMinutes,
    time_zone: record.timeZone,
    uid: record.uid,
    sequence: record.sequence,
    source: record.source,
    booking_channel: record.bookingChannel,
    practitioner: record.practitioner,
    practitioner_ids: record.practitionerIds,
    resources: record.resources,
    series_id: record.seriesId,
    has_conflict: record.isConflicting,
    attendee_name: record.attendeeName,
    attendee_email: record.attendeeEmail,
    attendee_phone_e164: record.attendeePhoneE164,
    attendee_phone_raw: record.attendeePhoneRaw,
    place: record.place,
    location: record.location,
    notes: record.notes,
    answers: record.answers,
    cancellation_reason: record.cancellationReason,
    paid_at: instantOrNull(record.paidAt),
    attendance_confirmed_at: instantOrNull(record.attendanceConfirmedAt),
    external_references: record.references,
    created_at: instant(record.createdAt),
    updated_at: instant(record.updatedAt),
    contact: {
      id: record.contactId,
      display_name: record.contactName,
      phone_e164: record.contactPhone,
      email: record.contactEmail,
      time_zone: record.contactTimeZone,
      locale: record.contactLocale,
      source: record.contactSource,
      is_provisional: record.contactIsProvisional,
      created_at: instant(record.contactCreatedAt),
    },
    patient_profile: {
      id: record.profileId,
      contact_id: record.contactId,
      full_name: record.profileName,
      place: record.profilePlace,
      birth_date: record.profileBirthDate,
      hint: record.profileHint,
    },
  }
}

export function presentContact(record: ContactRecord, lastBooking: LastBooking | undefined): Wire<'Contact'> {
  const first = (kind: 'phone' | 'email') => record.identifiers.find((i) => i.kind === kind)?.value ?? null
  return {
    id: record.id,
    display_name: record.displayName,
    phone_e164: first('phone'),
    email: first('email'),
    time_zone: record.timeZone,
    locale: record.locale,
    source: record.source,
    is_provisional: record.isProvisional,
    created_at: instant(record.createdAt),
    identifiers: record.identifiers.map((i) => ({ ...i, created_at: instant(i.created_at) })),
    patient_profiles: record.profiles,
    last_booking: lastBooking
      ? {
          appointment_id: lastBooking.appointment_id,
          service_name: lastBooking.service_name,
          start_at: instant(lastBooking.start_at),
          status: lastBooking.status,
          booking_channel: lastBooking.booking_channel,
        }
      : null,
  }
}

export function presentMessage(record: MessageRecord, step: Wire<'Message'>['step']): Wire<'Message'> {
  return {
    id: record.id,
    contact_id: record.contactId,
    contact_name: record.contactName,
    to_name: record.toName,
    appointment_id: record.appointmentId,
    kind: record.kind,
    purpose: record.purpose,
    channel: record.channel,
    to_address: record.toAddress,
    subject: record.subject,
    body: record.body,
    text_hash: record.textHash,
    is_as_previewed: record.isAsPreviewed,
    step,
    has_invitation: record.hasInvitation,
    status: record.status,
    reason: record.reason,
    carrier: record.carrier,
    due_at: instantOrNull(record.dueAt),
    sent_at: instantOrNull(record.sentAt),
    created_at: instant(record.createdAt),
  }
}

export function presentStep(
  record: StepRecord,
  preview: StepPreview | undefined,
  memories: Memories,
): Wire<'PlannedStep'> {
  const step = record.definition.steps.find(({ key }) => key === record.stepKey)
  return {
    id: record.id,
    appointment_id: record.appointmentId,
    journey: record.journey,
    step_key: record.stepKey,
    kind: step?.do ?? 'notice',
    outcome: record.outcome,
    with_step_id: preview?.withStepId ?? null,
    due_at: instant(record.dueAt),
    status: record.status,
    reason: record.reason,
    message_id: record.messageId,
    preview: preview?.text
      ? {
          text_hash: preview.text.hash,
          channel: preview.text.channel,
          to_address: preview.text.address,
          subject: preview.text.subject,
          body: preview.text.body,
          is_recomposed: preview.text.isRecomposed,
          previewed_at: instant(preview.text.previewedAt),
          wording: presentWording(preview.text, {
            isToCome: preview.brief !== null,
            objective: step && 'objective' in step ? step.objective : null,
            memories,
          }),
        }
      : null,
    obstacle: preview?.obstacle ?? null,
    held_until: instantOrNull(preview?.held?.until ?? null),
    held_because: preview?.held?.because ?? null,
    moved_from: instantOrNull(preview?.movedFrom ?? null),
    usual_time: preview?.usually?.toString({ smallestUnit: 'minute' }) ?? null,
    stops: preview?.stops ?? [],
  }
}

export function presentClinic(clinic: Clinic): Wire<'Clinic'> {
  return {
    id: clinic.clinicId,
    slug: clinic.slug,
    name: clinic.name,
    time_zone: clinic.timeZone,
    locale: clinic.locale,
    country: clinic.country,
    address: clinic.address,
    phone_e164: clinic.phoneE164,
    email: clinic.email,
    plan: clinic.plan,
    booking_enabled: clinic.bookingEnabled,
    default_booking_duration: clinic.defaultBookingDuration,
    names_procedures: clinic.namesProcedures,
    marketing_per_week: clinic.marketingPerWeek,
  }
}

export function presentConnection(
  connection: Connection,
  about: Pick<Wire<'Connection'>, 'templates' | 'token'> & {
    publicUrl: string
    slug: string
    refusals: number
  },
): Wire<'Connection'> {
  return {
    id: connection.id,
    vendor: connection.vendor,
    name: connection.name,
    webhook_url: connection.vendor === 'widget' ? null : webhookUrl(about.publicUrl, connection),
    snippet: connection.vendor === 'widget' ? widgetSnippet(about) : null,
    settings: connection.settings,
    checked_at: instantOrNull(connection.checkedAt),
    check_error: connection.checkError,
    check_remedy: checkRemedy(connection.checkError),
    last_ping_at: instantOrNull(connection.lastPingAt),
    templates: about.templates,
    token: about.token,
    refused_last_30_days: about.refusals,
    created_at: instant(connection.createdAt),
  }
}

/** The one line by which a clinic's own page gets the chat. */
function widgetSnippet({ publicUrl, slug }: { publicUrl: string; slug: string }): string {
  return `<script src="${publicUrl}/widget.js" data-clinic="${slug}" async></script>`
}

export function webhookUrl(publicUrl: string, connection: { id: string; vendor: string }): string {
  return `${publicUrl}/webhooks/${connection.vendor}/${connection.id}`
}

export function presentDelivery(delivery: Delivery): Wire<'Delivery'> {
  return {
    id: delivery.id,
    connection_id: delivery.connectionId,
    status: delivery.status,
    trigger: delivery.trigger,
    reason: delivery.reason,
    attempts: delivery.attempts,
    repeats: delivery.repeats,
    appointment_id: delivery.appointmentId,
    patient_name: delivery.patientName,
    received_at: instant(delivery.receivedAt),
    processed_at: instantOrNull(delivery.processedAt),
  }
}

export function presentTemplate(template: Template): Wire<'Template'> {
  return {
    key: template.key,
    channel: template.channel,
    language: template.language,
    version: template.version,
    subject: template.subject,
    body: template.body,
    changed_at: instantOrNull(template.changedAt),
  }
}
