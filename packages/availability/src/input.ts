/**
 * What the engine is asked. Everything is plain JSON: instants are ISO 8601 with a zone (`2027-03-01T05:00:00Z`),
 * dates are `YYYY-MM-DD`, wall times are `HH:MM` (`24:00` is the end of the day), lengths are whole minutes, zones are
 * IANA names.
 */

export interface Question {
  /** The zone of the service: of limits, and of hosts who name none of their own. */
  timeZone: string
  /** Starts fall on round minutes of this zone's wall clock. Default: `timeZone`. */
  bookerTimeZone?: string
  /** Default: the present. */
  now?: string
  /** Starts are sought from here on … */
  from: string
  /** … and before here. */
  to: string
  /** One length, or several of which the booker takes one. */
  durationMinutes: number | number[]
  /** From one start to the next. Default: the shortest duration. */
  slotIntervalMinutes?: number
  /** Each free stretch begins this much after its round minute, and the interval grows by it. Default 0. */
  offsetStartMinutes?: number
  /** Free stretches begin on the quarter hour where else they would wait for the half or full one. Default false. */
  optimized?: boolean
  /** A start is offered only if it is at least this far from `now`. Default 0. */
  minimumNoticeMinutes?: number
  /** Kept free before each appointment. Default 0. */
  bufferBefore?: number
  /** Kept free after each appointment. Default 0. */
  bufferAfter?: number
  /** Dates on which starts may lie; by each host's own calendar. Default: all. */
  bookingWindow?: BookingWindow
  /** Days without any hours, for every host: holidays, closures. */
  closures?: Closure[]
  /** How much of this service may be booked, over all hosts, by the dates of `timeZone`. */
  limits?: Limits
  /** Appointments of this service that count toward `limits`. */
  bookings?: Interval[]
  /** First day of the week for limits, 0 = Sunday. Default 1, as ISO 8601. */
  weekStartsOn?: number
  /** How many people share one appointment. Default 1. */
  seats?: number
  /** `SINGLE`: the first host. `ROUND_ROBIN`: any one of them. `COLLECTIVE`: all at once. Default by number of hosts. */
  mode?: 'SINGLE' | 'ROUND_ROBIN' | 'COLLECTIVE'
  /** Who may hold the appointment. Default: one host, made of the fields below. */
  hosts?: Host[]
  /** Of each pool one unit (or `needed` units) must be free. */
  pools?: Pool[]
  /**
   * The shortest time that can still be sold. Starts that would leave a shorter gap beside them are left out, unless
   * their stretch has none better within a day. Default 0: no such rule.
   */
  shortGapMinutes?: number
  /** Of hosts that name none of their own. */
  schedule?: Hours[]
  overrides?: Override[]
  busy?: Busy[]
  travel?: Travel[]
}

export interface Host {
  id?: string
  /** Default: the question's. */
  timeZone?: string
  /** Weekly hours. Default: the question's. */
  schedule?: Hours[]
  /** Default: the question's. */
  overrides?: Override[]
  /** Default: the question's. */
  travel?: Travel[]
  /** Appointments, blocked times, time off. Added to the question's `busy`. */
  busy?: Busy[]
  /** The same for programs that have it as numbers. Added to `busy`. */
  blocked?: Blocked
  /** How much this host may be booked, whatever the service, by the host's own dates. */
  limits?: Limits
  /** Appointments that count toward this host's `limits`. */
  bookings?: Interval[]
}

/** Weekly hours in wall time. Windows that touch or overlap are one. */
export type Hours = {
  start: string
  /** At or before `start`: on the next day. */
  end: string
  /** Says the same aloud, and changes only `start` = `end`: with it these are 24 hours, without it none. */
  crossesMidnight?: boolean
} & ({ days: number[] } | { day: number })

/** Replaces the weekly hours of one date; without windows the date is closed. */
export interface Override {
  date: string
  windows: { start: string; end: string; crossesMidnight?: boolean }[]
}

/** Whole dates without hours, both ends included. Also stronger than an override. */
export interface Closure {
  from: string
  to: string
  name?: string
}

/** On these dates, both ends included, the host's wall times are of another zone. */
export interface Travel {
  from: string
  to: string
  timeZone: string
}

/** From `start` until before `end`. */
export interface Interval {
  start: string
  end: string
}

export interface Busy extends Interval {
  /** Kept free before it. Default 0. */
  bufferBefore?: number
  /** Kept free after it. Default 0. */
  bufferAfter?: number
  /** Set when this is a group appointment of the service asked for: how many of its seats are taken. */
  seatsTaken?: number
  /** Said in explanations. */
  reason?: string
}

/** Busy times as two columns of milliseconds since 1970, own buffers included, in any order. */
export interface Blocked {
  starts: readonly number[]
  ends: readonly number[]
}

export interface Limits {
  /** Appointments that begin in one day, week, month or year. */
  count?: Partial<Record<Period, number>>
  /** Minutes of appointments that begin in it. */
  minutes?: Partial<Record<Period, number>>
}
export type Period = 'day' | 'week' | 'month' | 'year'

export type BookingWindow =
  /** Until the end of the date that many days after the host's today; business days are Monday to Friday. */
  | { days: number; count?: 'calendar' | 'business' }
  /** Between two dates, both included. */
  | { from: string; to: string }

export interface Pool {
  name: string
  units: { id?: string; busy?: Busy[]; blocked?: Blocked }[]
  /** How many units one appointment takes. Default 1. */
  needed?: number
}
