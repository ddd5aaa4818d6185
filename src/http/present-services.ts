/** What a clinic offers and when, as the API answers it. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/services/schemas.ts'
import type { Closure } from '../desk/services/hours.ts'
import type { Practitioner } from '../desk/services/practitioner.ts'
import { suggestProcedure } from '../desk/services/procedure.ts'
import type { Resource } from '../desk/services/resource.ts'
import type { Service } from '../desk/services/service.ts'
import type { Translations } from '../desk/services/service-words.ts'
import { instant, instantOrNull } from './present.ts'

export function presentService(service: Service): z.infer<typeof wire.Service> {
  return {
    id: service.id,
    slug: service.slug,
    name: service.name,
    description: service.description,
    mode: service.mode,
    duration_minutes: service.durationMinutes,
    durations_minutes: service.durationsMinutes,
    interval_minutes: service.intervalMinutes,
    offset_minutes: service.offsetMinutes,
    buffer_before_minutes: service.bufferBeforeMinutes,
    buffer_after_minutes: service.bufferAfterMinutes,
    minimum_notice_minutes: service.minimumNoticeMinutes,
    change_notice_minutes: service.changeNoticeMinutes,
    booking_window: service.bookingWindow,
    limits: service.limits,
    seats: service.seats,
    assignment: service.assignment,
    short_gap_minutes: service.shortGapMinutes,
    requires_confirmation: service.requiresConfirmation,
    is_free: service.isFree,
    price_minor: service.priceMinor,
    currency: service.currency,
    consultation_text: service.consultationText,
    benefit_text: service.benefitText,
    questions: service.questions,
    consent_text: service.consentText,
    consent_version: service.consentVersion,
    translations: presentTranslations(service.translations),
    rebooking_window_days: service.rebookingWindowDays,
    procedure: service.procedure,
    suggested_procedure: suggestProcedure(service.name),
    is_public: service.isPublic,
    position: service.position,
    color: service.color,
    practitioners: service.practitioners.map(({ practitionerId, weight, priority }) => ({
      practitioner_id: practitionerId,
      weight,
      priority,
    })),
    pools: service.pools.map(({ pool, resourceIds }) => ({ pool, resource_ids: resourceIds })),
    archived_at: instantOrNull(service.archivedAt),
    created_at: instant(service.createdAt),
    updated_at: instant(service.updatedAt),
  }
}

function presentTranslations(translations: Translations): z.infer<typeof wire.Service>['translations'] {
  return Object.fromEntries(
    Object.entries(translations).map(
      ([language, { consultationText, benefitText, consentText, ...words }]) => [
        language,
        {
          ...words,
          ...(consultationText ? { consultation_text: consultationText } : {}),
          ...(benefitText ? { benefit_text: benefitText } : {}),
          ...(consentText ? { consent_text: consentText } : {}),
        },
      ],
    ),
  )
}

export function presentPractitioner(practitioner: Practitioner): z.infer<typeof wire.Practitioner> {
  return {
    id: practitioner.id,
    name: practitioner.name,
    email: practitioner.email,
    title: practitioner.title,
    color: practitioner.color,
    position: practitioner.position,
    time_zone: practitioner.timeZone,
    is_bookable: practitioner.isBookable,
    limits: practitioner.limits,
    hours: practitioner.hours,
    overrides: practitioner.overrides,
    travels: practitioner.travels.map(({ fromDate, toDate, timeZone }) => ({
      from_date: fromDate,
      to_date: toDate,
      time_zone: timeZone,
    })),
    service_ids: practitioner.serviceIds,
    archived_at: instantOrNull(practitioner.archivedAt),
  }
}

export function presentResource(resource: Resource): z.infer<typeof wire.Resource> {
  return {
    id: resource.id,
    kind: resource.kind,
    name: resource.name,
    position: resource.position,
    archived_at: instantOrNull(resource.archivedAt),
  }
}

export function presentClosure({ id, date, windows, name }: Closure): z.infer<typeof wire.Closure> {
  return { id, date, windows, name }
}
