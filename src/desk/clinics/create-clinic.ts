import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { Country, Locale, slugOf, TimeZone } from './clinic.ts'
import { clinicCreated } from './events.ts'
import type { Plan } from './plan.ts'
import { isClinicAddress } from './public-address.ts'

export const CreateClinic = z.strictObject({
  name: z.string().trim().min(1).max(120),
  timeZone: TimeZone,
  country: Country.default('US'),
  locale: Locale.default('en-US'),
})
export type CreateClinic = z.input<typeof CreateClinic>

/**
 * Opens a clinic under the id of this transaction, with what every clinic starts with (the reactions to
 * `clinic.created` see to journeys and the like). Runs again without effect. A slug that another clinic has, or that
 * is an address of Foyer's own, gets a few characters of the clinic's id.
 */
export async function createClinic(
  tx: Tx,
  actor: Actor,
  input: CreateClinic & {
    plan: Plan
    bookingEnabled?: boolean
    address?: string
    phoneE164?: string
    email?: string
  },
): Promise<void> {
  const now = tx.clock.now()
  const { name, timeZone, country, locale } = CreateClinic.parse({
    name: input.name,
    timeZone: input.timeZone,
    country: input.country,
    locale: input.locale,
  })
  for (const slug of [slugOf(name), `${slugOf(name)}-${tx.clinicId.slice(-6)}`]) {
    if (!isClinicAddress(slug)) continue
    const created = await tx.run(sql`
      insert into clinics (clinic_id, slug, name, time_zone, country, locale, plan, booking_enabled, address, phone_e164, email, created_at, updated_at)
      values (${tx.clinicId}, ${slug}, ${name}, ${timeZone}, ${country}, ${locale}, ${input.plan},
        ${input.bookingEnabled ?? false}, ${input.address ?? null}, ${input.phoneE164 ?? null}, ${input.email ?? null}, ${now}, ${now})
      on conflict do nothing`)
    if (created === 1) {
      await record(tx, clinicCreated, { actor, payload: { slug } })
      return
    }
    const own = await tx.one(sql`select 1 from clinics where clinic_id = ${tx.clinicId}`)
    if (own) return
  }
  throw new Error('no free slug for the clinic')
}
