/** What is about to be booked or blocked, as far as a place on the calendar tells. */
import type { Patient } from './patient-fields.tsx'

export interface Draft {
  kind: 'visit' | 'block'
  day: string
  /** Null: not chosen yet. */
  startAt: string | null
  /** Null: as long as the service. */
  minutes: number | null
  practitionerId: string | null
  roomId: string | null
  /** Where it is known before the form is opened. */
  patient?: Patient
}
