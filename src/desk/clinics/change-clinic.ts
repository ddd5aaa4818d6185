import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { normalizePhone } from '../../kit/phone.ts'
import type { Clinic, ClinicSettings } from './clinic.ts'
import { clinicChanged, clinicPlanChanged } from './events.ts'
import { findClinic } from './find-clinic.ts'
import { type Plan, planHas } from './plan.ts'

export type ClinicRefusal = { ok: false; reason: 'plan_required' | 'no_phone_number' | 'no_clinic' }

/** Changes what is given and leaves the rest. Refuses a feature that the plan lacks and a phone that is none. */
export async function changeClinic(
  tx: Tx,
  actor: Actor,
  settings: ClinicSettings,
): Promise<{ ok: true } | ClinicRefusal> {
  const clinic = await lockClinic(tx)
  if (!clinic) return { ok: false, reason: 'no_clinic' }
  if (settings.bookingEnabled && !planHas(clinic.plan, 'booked_calls'))
    return { ok: false, reason: 'plan_required' }
  const phone = settings.phone
    ? normalizePhone(settings.phone, settings.country ?? clinic.country).e164
    : null
  if (settings.phone && !phone) return { ok: false, reason: 'no_phone_number' }
  const next = {
    ...clinic,
    ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
    phoneE164: settings.phone === undefined ? clinic.phoneE164 : phone,
  }
  await tx.run(sql`
    update clinics
    set name = ${next.name}, time_zone = ${next.timeZone}, locale = ${next.locale}, country = ${next.country},
      address = ${next.address}, phone_e164 = ${next.phoneE164}, email = ${next.email},
      booking_enabled = ${next.bookingEnabled}, default_booking_duration = ${next.defaultBookingDuration},
      names_procedures = ${next.namesProcedures}, marketing_per_week = ${next.marketingPerWeek}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId}`)
  await record(tx, clinicChanged, { actor, payload: { fields: Object.keys(settings) } })
  return { ok: true }
}

/** The owner's command (`npm run plan`), and what a billing system would call. */
export async function changePlan(tx: Tx, actor: Actor, plan: Plan): Promise<{ ok: true } | ClinicRefusal> {
  const clinic = await lockClinic(tx)
  if (!clinic) return { ok: false, reason: 'no_clinic' }
  await tx.run(sql`
    update clinics
    set plan = ${plan}, booking_enabled = booking_enabled and ${planHas(plan, 'booked_calls')}, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId}`)
  await record(tx, clinicPlanChanged, { actor, payload: { from: clinic.plan, to: plan } })
  return { ok: true }
}

/** Two who change settings at one moment take turns, and each reads what the other left. */
async function lockClinic(tx: Tx): Promise<Clinic | undefined> {
  await tx.run(sql`select 1 from clinics where clinic_id = ${tx.clinicId} for update`)
  return findClinic(tx)
}
