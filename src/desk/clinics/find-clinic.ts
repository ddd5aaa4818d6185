import { sql } from 'kysely'
import type { Database, Tx } from '../../kit/db.ts'
import { type ClinicId, mintClinicId } from '../../kit/ids.ts'
import type { Clinic } from './clinic.ts'
import type { Plan } from './plan.ts'

interface ClinicRow {
  clinic_id: ClinicId
  slug: string
  name: string
  time_zone: string
  locale: string
  country: string
  address: string | null
  phone_e164: string | null
  email: string | null
  plan: Plan
  booking_enabled: boolean
  default_booking_duration: number
  names_procedures: boolean
  marketing_per_week: number
}

/** The clinic of this transaction; undefined while sign-up has made the organization but not yet the clinic. */
export async function findClinic(tx: Tx): Promise<Clinic | undefined> {
  const row = await tx.one(sql<ClinicRow>`
    select clinic_id, slug, name, time_zone, locale, country, address, phone_e164, email, plan,
      booking_enabled, default_booking_duration, names_procedures, marketing_per_week
    from clinics
    where clinic_id = ${tx.clinicId}`)
  return (
    row && {
      clinicId: row.clinic_id,
      slug: row.slug,
      name: row.name,
      timeZone: row.time_zone,
      locale: row.locale,
      country: row.country,
      address: row.address,
      phoneE164: row.phone_e164,
      email: row.email,
      plan: row.plan,
      bookingEnabled: row.booking_enabled,
      defaultBookingDuration: row.default_booking_duration,
      namesProcedures: row.names_procedures,
      marketingPerWeek: row.marketing_per_week,
    }
  )
}

/** How long an address that leads to a clinic is remembered, in milliseconds. It never leads to another one. */
const REMEMBERED_MS = 60_000

/** Whose public address this is; looked up before any clinic is known, once a minute for each address that is one. */
export function clinicFinder(options: { database: Database; nowMs: () => number }) {
  const { database, nowMs } = options
  const remembered = new Map<string, { until: number; clinicId: ClinicId }>()
  return async (slug: string): Promise<ClinicId | undefined> => {
    const known = remembered.get(slug)
    if (known && known.until > nowMs()) return known.clinicId
    const row = await database.acrossClinics((tx) =>
      tx.one(sql<{ clinic_id: string }>`
        select clinic_id
        from clinics
        where slug = ${slug}`),
    )
    if (!row) return undefined
    if (remembered.size > 10_000) remembered.clear()
    const clinicId = mintClinicId(row.clinic_id)
    remembered.set(slug, { until: nowMs() + REMEMBERED_MS, clinicId })
    return clinicId
  }
}

export type ClinicFinder = ReturnType<typeof clinicFinder>

/** Every clinic of this installation, by its first day. For commands and the first start; doors never ask this. */
export function findClinicIds(database: Database): Promise<{ clinicId: ClinicId; slug: string }[]> {
  return database.acrossClinics(async (tx) => {
    const rows = await tx.many(sql<{ clinic_id: string; slug: string }>`
      select clinic_id, slug
      from clinics
      order by clinic_id`)
    return rows.map((row) => ({ clinicId: mintClinicId(row.clinic_id), slug: row.slug }))
  })
}
