import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Service } from './service.ts'

const selectServices = sql`
  select s.id, s.slug, s.name, s.description, s.mode, s.duration_minutes as "durationMinutes",
    s.durations_minutes as "durationsMinutes", s.interval_minutes as "intervalMinutes", s.offset_minutes as "offsetMinutes",
    s.buffer_before_minutes as "bufferBeforeMinutes", s.buffer_after_minutes as "bufferAfterMinutes",
    s.minimum_notice_minutes as "minimumNoticeMinutes", s.change_notice_minutes as "changeNoticeMinutes",
    s.booking_window as "bookingWindow", s.limits, s.seats, s.assignment, s.short_gap_minutes as "shortGapMinutes",
    s.requires_confirmation as "requiresConfirmation", s.is_free as "isFree", s.price_minor as "priceMinor", s.currency,
    s.consultation_text as "consultationText", s.benefit_text as "benefitText", s.questions, s.consent_text as "consentText",
    s.consent_version as "consentVersion", s.translations, s.rebooking_window_days as "rebookingWindowDays", s.procedure, s.is_public as "isPublic",
    s.position, s.color, s.archived_at as "archivedAt", s.created_at as "createdAt", s.updated_at as "updatedAt",
    (select coalesce(json_agg(json_build_object('practitionerId', p.id, 'weight', sp.weight, 'priority', sp.priority)
        order by sp.priority desc, p.position, p.id), '[]')
      from service_practitioners sp
      join practitioners p on p.clinic_id = sp.clinic_id and p.id = sp.practitioner_id
      where sp.clinic_id = s.clinic_id and sp.service_id = s.id and p.archived_at is null) as practitioners,
    (select coalesce(json_agg(json_build_object('pool', pool, 'resourceIds', units) order by pool), '[]')
      from (
        select sr.pool, coalesce(json_agg(r.id order by r.position, r.id) filter (where r.archived_at is null), '[]') as units
        from service_resources sr
        join resources r on r.clinic_id = sr.clinic_id and r.id = sr.resource_id
        where sr.clinic_id = s.clinic_id and sr.service_id = s.id
        group by sr.pool
      ) pools) as pools
  from services s`

/**
 * In the clinic's order. Practitioners and rooms that were archived are left out of them; a pool whose rooms all were has
 * none, and is still needed.
 */
export function findServices(tx: Tx, filter: { archived?: 'with' | 'without' } = {}): Promise<Service[]> {
  const wanted: RawBuilder<unknown>[] = [sql`s.clinic_id = ${tx.clinicId}`]
  if (filter.archived !== 'with') wanted.push(sql`s.archived_at is null`)
  return tx.many(sql<Service>`
    ${selectServices}
    where ${sql.join(wanted, sql` and `)}
    order by s.position, s.name, s.id`)
}

/** Archived ones too. */
export function findService(tx: Tx, id: string): Promise<Service | undefined> {
  return tx.one(sql<Service>`
    ${selectServices}
    where s.clinic_id = ${tx.clinicId} and s.id = ${id}`)
}

/**
 * SQL: what the service `s` is called in a locale's language (BCP 47, as SQL), else `otherwise`. For messages: the patient's
 * own language, and the name by which it was booked.
 */
export function serviceNameIn(
  locale: RawBuilder<unknown>,
  otherwise: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`coalesce(s.translations -> lower(split_part(${locale}, '-', 1)) ->> 'name', ${otherwise})`
}

/** By the part of the public address that names it; none that was archived. */
export function findServiceBySlug(tx: Tx, slug: string): Promise<Service | undefined> {
  return tx.one(sql<Service>`
    ${selectServices}
    where s.clinic_id = ${tx.clinicId} and s.slug = ${slug} and s.archived_at is null`)
}
