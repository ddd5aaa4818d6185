/** A practitioner treats patients; only one who is bookable is offered to them. */
import type { HoursOverride, Travel, WeeklyHours } from './hours.ts'
import type { Limits } from './service.ts'

export interface PractitionerFields {
  name: string
  /** Also how a vendor's bookings are known to be theirs; unique in the clinic. */
  email: string | null
  /** For instance `Family medicine`. */
  title: string | null
  /** `#rrggbb`. */
  color: string | null
  position: number
  /** IANA; null: the clinic's. */
  timeZone: string | null
  isBookable: boolean
  /** Whatever the service. */
  limits: Limits | null
}

export interface Practitioner extends PractitionerFields {
  id: string
  /** None: the clinic's hours. */
  hours: WeeklyHours[]
  overrides: HoursOverride[]
  travels: Travel[]
  serviceIds: string[]
  archivedAt: Temporal.Instant | null
}

export const NEW_PRACTITIONER: Omit<PractitionerFields, 'name'> = {
  email: null,
  title: null,
  color: null,
  position: 0,
  timeZone: null,
  isBookable: true,
  limits: null,
}

export type PractitionerRefusal = {
  ok: false
  reason: 'no_practitioner' | 'email_taken' | 'unknown_time_zone'
}
