/** What a patient is told about a visit and where it goes: composed and kept, not yet sent. */

import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { dateFormatOf } from '../../kit/kept-formats.ts'
import { rootOf } from '../../kit/merged.ts'
import { showPhone } from '../../kit/phone.ts'
import type { Route } from '../outreach/find-routes.ts'
import type { Channel, NoticeKind } from '../outreach/message.ts'
import type { StopLink } from '../outreach/stop-link.ts'
import type { AppointmentStatus } from '../scheduling/appointment.ts'
import type { ManageLink } from '../scheduling/manage-link.ts'
import { OWN_SOURCE } from '../scheduling/write-booking.ts'
import { serviceNameIn } from '../services/find-services.ts'
import { type ComposedText, composeText } from '../wording/compose-text.ts'
import { languageOf } from '../wording/default-templates.ts'
import { findTemplate } from '../wording/find-template.ts'
import { asName, firstNameOf, NO_VALUES, type Values } from '../wording/template.ts'
import { findNoticeRoute } from './find-notice-route.ts'
import type { Tried } from './find-step-route.ts'

export interface Visit {
  id: string
  contact_id: string
  status: AppointmentStatus
  sequence: number
  uid: string
  mode: 'visit' | 'call' | 'video'
  start_at: Temporal.Instant
  end_at: Temporal.Instant
  /** In the language of the person, where the service has a name in it. */
  service_name: string | null
  location_text: string | null
  attendee_name: string
  attendee_email: string | null
  attendee_phone_e164: string | null
  attendee_locale: string | null
  /** Their own; null: nobody knows it. */
  own_time_zone: string | null
  /** Their own, else the clinic's. */
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
  /** Made here, so that its patient moves and cancels it here. */
  is_own: boolean
  /** Of a series, the starts of the visits that come after this one; ISO 8601. */
  more_visits: string[] | null
}

export type StepLink = (of: { clinicId: ClinicId; clinicSlug: string; touchpointId: string }) => string

/** What composing takes from outside. */
export interface Outside {
  /** Channels that this process carries for every clinic; see `findCarried`. */
  carried: readonly Channel[]
  /** Not given: messages have no such link. */
  manageLink?: ManageLink
  /** Where a form is filled in that is asked for by this step. */
  formLink?: (of: { clinicId: ClinicId; requestId: string }) => string
  /** Where the guide of this step is read. */
  guideLink?: StepLink
  /** Where anybody books. */
  bookingLink?: (of: { clinicSlug: string }) => string
  /** Where whoever reads a mail ends messages of its purpose. */
  stopLink?: StopLink
}

export interface Notice {
  address: string
  conversationId: string | null
  /** What WhatsApp has approved, where it goes out by that. */
  template: Route['template']
  text: ComposedText
}

/**
 * The message of this kind about a visit, in the patient's language and zone, as it would be sent now. Null where the
 * person left neither address nor number, or every way was tried. `values`: what the visit itself does not know; `after`: ways on
 * which it did not arrive.
 */
export async function composeNotice(
  tx: Tx,
  visit: Visit,
  notice: Outside & { kind: NoticeKind; values?: Partial<Values>; after?: readonly Tried[] },
): Promise<Notice | null> {
  const { id: appointmentId, clinic_slug: clinicSlug } = visit
  const link = visit.is_own && notice.manageLink?.({ clinicId: tx.clinicId, clinicSlug, appointmentId })
  const values = { ...valuesOf(visit), ...(link ? { manage_link: link } : {}), ...notice.values }
  const to = await findNoticeRoute(tx, visit, { ...notice, values })
  if (!to) return null
  const { channel, address, conversationId, template: vendors, wording } = to
  const language = languageOf(visit.attendee_locale ?? visit.clinic_locale)
  const of = channel === 'email' ? 'email' : 'sms'
  const template =
    vendors && wording
      ? { key: vendors.name, language, subject: null, body: wording }
      : await findTemplate(tx, { key: notice.kind, channel: of, language })
  const text = await composeText(tx, { template: { ...template, channel }, values })
  return { address, conversationId, template: vendors, text }
}

export function findVisit(tx: Tx, appointmentId: string): Promise<Visit | undefined> {
  return tx.one(sql<Visit>`
    select a.id, root.id as contact_id, a.status, a.sequence, a.uid, a.mode, a.start_at, a.end_at, a.location_text,
      ${serviceNameIn(sql`coalesce(a.attendee_locale, clinic.locale)`, sql`a.service_name`)} as service_name,
      a.attendee_name, a.attendee_email, a.attendee_phone_e164, a.attendee_locale,
      coalesce(a.attendee_time_zone, root.time_zone) as own_time_zone, coalesce(a.attendee_time_zone, root.time_zone, clinic.time_zone) as time_zone,
      p.name as practitioner_name,
      clinic.name as clinic_name, clinic.slug as clinic_slug, clinic.time_zone as clinic_time_zone, clinic.locale as clinic_locale,
      clinic.phone_e164 as clinic_phone, clinic.country as clinic_country, clinic.email as clinic_email, clinic.address as clinic_address, clinic.names_procedures,
      a.source = ${OWN_SOURCE} as is_own,
      case when a.series_id is not null then (
        select json_agg(later.start_at order by later.start_at)
        from appointments later
        where later.clinic_id = a.clinic_id and later.series_id = a.series_id and later.start_at > a.start_at
          and later.status in ('pending', 'booked')) end as more_visits
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    join contacts root on root.clinic_id = c.clinic_id and root.id = ${rootOf('c')}
    join clinics clinic on clinic.clinic_id = a.clinic_id
    left join services s on s.clinic_id = a.clinic_id and s.id = a.service_id
    left join practitioners p on p.clinic_id = a.clinic_id and p.id = a.practitioner_id
    where a.clinic_id = ${tx.clinicId} and a.id = ${appointmentId}`)
}

export function valuesOf(visit: Visit): Values {
  const language = languageOf(visit.attendee_locale ?? visit.clinic_locale)
  // The patient's own way of writing dates, where we have texts in their language.
  const locale = [visit.attendee_locale, visit.clinic_locale].find(
    (tag) => tag && languageOf(tag) === language,
  )
  const { time_zone: timeZone } = visit
  const show = (options: Intl.DateTimeFormatOptions, at = visit.start_at) =>
    dateFormatOf(locale ?? language, { ...options, timeZone }).format(at.epochMilliseconds)
  const isForeignZone = timeZone !== visit.clinic_time_zone
  return {
    ...NO_VALUES,
    first_name: firstNameOf(visit.attendee_name),
    patient_name: asName(visit.attendee_name),
    clinic_name: visit.clinic_name,
    clinic_phone: visit.clinic_phone ? showPhone(visit.clinic_phone, visit.clinic_country) : '',
    clinic_address: visit.clinic_address ?? '',
    weekday: show({ weekday: 'long' }),
    date: show({ year: 'numeric', month: 'long', day: 'numeric' }),
    time: show({ hour: 'numeric', minute: '2-digit', ...(isForeignZone ? { timeZoneName: 'short' } : {}) }),
    location: visit.location_text ?? (visit.mode === 'visit' ? (visit.clinic_address ?? '') : ''),
    practitioner: visit.practitioner_name ?? '',
    service: visit.names_procedures ? (visit.service_name ?? '') : '',
    more_visits: (visit.more_visits ?? [])
      .map((at) =>
        show(
          { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
          Temporal.Instant.from(at),
        ),
      )
      .join(' · '),
  }
}
