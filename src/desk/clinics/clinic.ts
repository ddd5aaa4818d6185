/** A clinic has a name, a place in time, a language, and a plan. */
import { z } from 'zod'
import type { ClinicId } from '../../kit/ids.ts'
import { PLANS, type Plan } from './plan.ts'

export interface Clinic {
  clinicId: ClinicId
  slug: string
  name: string
  /** IANA zone: promises to patients without a zone of their own are made in it. */
  timeZone: string
  /** BCP 47. */
  locale: string
  /** ISO 3166-1 alpha-2: the country of phone numbers written without one. */
  country: string
  address: string | null
  phoneE164: string | null
  email: string | null
  plan: Plan
  bookingEnabled: boolean
  /** Minutes. */
  defaultBookingDuration: number
  /** Whether messages may name the procedure; off unless the clinic switches it on. */
  namesProcedures: boolean
  /** No marketing to whom so much of care and marketing went in a week; see `CAPS`. */
  marketingPerWeek: number
}

export const TimeZone = z.string().refine(isTimeZone, 'is no IANA time zone, for instance America/Chicago')

export const Locale = z.string().refine(isLocale, 'is no BCP 47 language tag, for instance en-US')
export const Country = z.string().regex(/^[A-Z]{2}$/, 'is no ISO 3166 country code, for instance US')

export const ClinicSettings = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  timeZone: TimeZone.optional(),
  locale: z.string().refine(isLocale, 'is no BCP 47 language tag, for instance en-US').optional(),
  country: Country.optional(),
  address: z.string().trim().max(300).nullable().optional(),
  phone: z.string().trim().max(40).nullable().optional(),
  email: z.email().nullable().optional(),
  bookingEnabled: z.boolean().optional(),
  defaultBookingDuration: z.int().min(5).max(720).optional(),
  namesProcedures: z.boolean().optional(),
  marketingPerWeek: z.int().min(1).max(3).optional(),
})
export type ClinicSettings = z.infer<typeof ClinicSettings>

export const PlanName = z.enum(PLANS)

/** `Riverside Family Clinic` → `riverside-family-clinic`; a name without a Latin letter or digit gives `otherwise`. */
export function slugOf(name: string, otherwise = 'clinic'): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
  return slug || otherwise
}

export function isTimeZone(zone: string): boolean {
  try {
    // Offsets such as +02:00 are valid to Intl, but know nothing of the nights the clocks change.
    return (
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' &&
      !/^[+-]/.test(zone)
    )
  } catch {
    return false
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
