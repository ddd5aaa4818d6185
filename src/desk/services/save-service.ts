import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { durationsOf, flawOf, type Service, type ServiceFields, type ServiceRefusal } from './service.ts'
import { isConsentChanged, tidyTranslations } from './service-words.ts'

export interface SaveService {
  id: string
  slug: string
  fields: ServiceFields
  /** As it was; null for a new one. */
  known: Service | null
  isArchived?: boolean
  /** What of a known service is written besides its row. Not given: all. */
  writes?: { practitioners: boolean; pools: boolean }
}

/** Writes the whole service with its practitioners and pools, or refuses and writes nothing. */
export async function saveService(tx: Tx, input: SaveService): Promise<{ ok: true } | ServiceRefusal> {
  const { id, fields, writes = { practitioners: true, pools: true } } = input
  const flaw = flawOf(fields) ?? (await strangersIn(tx, fields))
  if (flaw) return flaw
  await tx.run(sql`
    insert into services
    select *
    from jsonb_populate_record(null::services, ${JSON.stringify(rowOf(tx, input))}::jsonb)
    on conflict (clinic_id, id) do update
    set name = excluded.name, description = excluded.description, mode = excluded.mode,
      duration_minutes = excluded.duration_minutes, durations_minutes = excluded.durations_minutes,
      interval_minutes = excluded.interval_minutes, offset_minutes = excluded.offset_minutes,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      minimum_notice_minutes = excluded.minimum_notice_minutes, change_notice_minutes = excluded.change_notice_minutes,
      booking_window = excluded.booking_window, limits = excluded.limits, seats = excluded.seats,
      assignment = excluded.assignment, short_gap_minutes = excluded.short_gap_minutes,
      requires_confirmation = excluded.requires_confirmation, is_free = excluded.is_free,
      price_minor = excluded.price_minor, currency = excluded.currency, consultation_text = excluded.consultation_text,
      benefit_text = excluded.benefit_text, questions = excluded.questions, consent_text = excluded.consent_text,
      consent_version = excluded.consent_version, translations = excluded.translations, rebooking_window_days = excluded.rebooking_window_days,
      procedure = excluded.procedure,
      is_public = excluded.is_public, position = excluded.position, color = excluded.color,
      archived_at = excluded.archived_at, updated_at = excluded.updated_at`)
  if (writes.practitioners) await savePerformers(tx, id, fields)
  if (writes.pools) await savePools(tx, id, fields)
  return { ok: true }
}

function rowOf(tx: Tx, { id, slug, fields, known, isArchived }: SaveService): Record<string, unknown> {
  const now = tx.clock.now().toString()
  const archivedAt = known?.archivedAt?.toString() ?? null
  const translations = tidyTranslations(fields)
  return {
    clinic_id: tx.clinicId,
    id,
    slug,
    name: fields.name,
    description: fields.description,
    mode: fields.mode,
    duration_minutes: fields.durationMinutes,
    durations_minutes: durationsOf(fields.durationMinutes, fields.durationsMinutes),
    interval_minutes: fields.intervalMinutes,
    offset_minutes: fields.offsetMinutes,
    buffer_before_minutes: fields.bufferBeforeMinutes,
    buffer_after_minutes: fields.bufferAfterMinutes,
    minimum_notice_minutes: fields.minimumNoticeMinutes,
    change_notice_minutes: fields.changeNoticeMinutes,
    booking_window: fields.bookingWindow,
    limits: fields.limits,
    seats: fields.seats,
    assignment: fields.assignment,
    short_gap_minutes: fields.shortGapMinutes,
    requires_confirmation: fields.requiresConfirmation,
    is_free: fields.isFree,
    price_minor: fields.priceMinor,
    currency: fields.currency,
    consultation_text: fields.consultationText,
    benefit_text: fields.benefitText,
    questions: fields.questions,
    consent_text: fields.consentText,
    consent_version:
      (known?.consentVersion ?? 1) + (known && isConsentChanged(known, { ...fields, translations }) ? 1 : 0),
    translations,
    rebooking_window_days: fields.rebookingWindowDays,
    procedure: fields.procedure,
    is_public: fields.isPublic,
    position: fields.position,
    color: fields.color,
    archived_at: isArchived === undefined ? archivedAt : isArchived ? (archivedAt ?? now) : null,
    created_at: known?.createdAt.toString() ?? now,
    updated_at: now,
  }
}

/** Whom and what the clinic does not have. */
async function strangersIn(tx: Tx, fields: ServiceFields): Promise<ServiceRefusal | null> {
  const practitioners = fields.practitioners.map((performer) => performer.practitionerId)
  const units = fields.pools.flatMap((pool) => pool.resourceIds)
  if (practitioners.length === 0 && units.length === 0) return null
  const unknown = await tx.one(sql<{ practitioners: number; units: number }>`
    select (select count(*)
        from unnest(${practitioners}::uuid[]) wanted
        where not exists (select from practitioners where clinic_id = ${tx.clinicId} and id = wanted)) as practitioners,
      (select count(*)
        from unnest(${units}::uuid[]) wanted
        where not exists (select from resources where clinic_id = ${tx.clinicId} and id = wanted)) as units`)
  if (unknown?.practitioners) return { ok: false, reason: 'unknown_practitioner' }
  return unknown?.units ? { ok: false, reason: 'unknown_resource' } : null
}

async function savePerformers(tx: Tx, serviceId: string, { practitioners }: ServiceFields): Promise<void> {
  await tx.run(sql`
    delete from service_practitioners
    where clinic_id = ${tx.clinicId} and service_id = ${serviceId}
      and practitioner_id <> all(${practitioners.map((performer) => performer.practitionerId)}::uuid[])`)
  if (practitioners.length === 0) return
  await tx.run(sql`
    insert into service_practitioners (clinic_id, service_id, practitioner_id, weight, priority)
    select distinct on ("practitionerId") ${tx.clinicId}::uuid, ${serviceId}::uuid, "practitionerId", weight, priority
    from jsonb_to_recordset(${JSON.stringify(practitioners)}::jsonb) as performer("practitionerId" uuid, weight integer, priority integer)
    on conflict (clinic_id, service_id, practitioner_id) do update
    set weight = excluded.weight, priority = excluded.priority`)
}

/** Archived units stay in a pool that stays: a pool without any would be a room that nobody needs. */
async function savePools(tx: Tx, serviceId: string, { pools }: ServiceFields): Promise<void> {
  await tx.run(sql`
    delete from service_resources former
    using resources unit
    where former.clinic_id = ${tx.clinicId} and former.service_id = ${serviceId}
      and unit.clinic_id = former.clinic_id and unit.id = former.resource_id
      and (unit.archived_at is null or former.pool <> all(${pools.map(({ pool }) => pool)}::text[]))`)
  const units = pools.flatMap(({ pool, resourceIds }) =>
    resourceIds.map((resource_id) => ({ pool, resource_id })),
  )
  if (units.length === 0) return
  await tx.run(sql`
    insert into service_resources (clinic_id, service_id, pool, resource_id)
    select ${tx.clinicId}::uuid, ${serviceId}::uuid, pool, resource_id
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as unit(pool text, resource_id uuid)
    on conflict (clinic_id, service_id, resource_id) do update
    set pool = excluded.pool`)
}
