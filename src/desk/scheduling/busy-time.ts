/** A busy time is when somebody or something cannot be booked without an appointment: time off, lunch, repairs. */

export interface BusyTime {
  id: string
  /** Both null: the whole clinic. */
  practitionerId: string | null
  resourceId: string | null
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** `staff`, or the calendar that it comes from. */
  source: string
  title: string | null
  createdAt: Temporal.Instant
}
