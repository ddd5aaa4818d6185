/**
 * What the understanding is asked. Everything is plain JSON: dates are `YYYY-MM-DD`, times of day `HH:MM` (24 hours),
 * moments of the clinic `YYYY-MM-DDTHH:MM` as its wall clock shows them, zones IANA names.
 */

export interface Question {
  /** The message as it came, or several bubbles joined by newlines. */
  text: string
  /** ISO 8601 instant with a zone. */
  now: string
  /** Of the clinic: its today is what `tomorrow` counts from. */
  timeZone: string
  /** Of the conversation so far; null: detect. A message that is clearly in another language says so all the same. */
  language: 'en' | 'es' | null
  services: NamedService[]
  practitioners: { id: string; name: string }[]
  /** What the clinic's last message offered or asked; null for none. */
  offer: Offer | null
  /** What is known so far. It is not changed; `Reading.state` is the next one. */
  state: State
  /** ISO 3166-1 alpha-2: how a phone number without a prefix is read, and whether `3/4` is March or April. */
  country: string
}

export interface NamedService {
  id: string
  name: string
  /** Other words patients use for it, in any language. */
  synonyms?: string[]
}

export type Offer =
  /** Choose one of these. */
  | { kind: 'times'; options: Option[] }
  /** Shall I book it? */
  | { kind: 'confirm'; option: Option }
  | { kind: 'ask'; slot: AskedSlot }
  /** A visit that exists, as a reminder names it. */
  | { kind: 'appointment'; option: Option }
  /** Shall I cancel it? */
  | { kind: 'cancel'; option: Option }

export type AskedSlot =
  | 'service'
  | 'date'
  | 'time'
  | 'name'
  | 'phone'
  | 'email'
  | 'which_appointment'
  /** "Do you want to cancel the visit, or get no more messages?" */
  | 'cancel_or_stop'

export interface Option {
  /** `YYYY-MM-DDTHH:MM` */
  start: string
  serviceId?: string
  practitionerId?: string
  appointmentId?: string
}

/** What a conversation has established. */
export interface State {
  /** Id of a service. */
  service?: string
  /** Id of a practitioner. */
  practitioner?: string
  date?: DateWish
  time?: TimeWish
  name?: string
  /** E.164 */
  phone?: string
  email?: string
  /** How many are to be seen together, 2 or more. */
  people?: number
  /** The visit is for somebody else than the one who writes. */
  forOther?: boolean
  intent?: Intent
  language?: 'en' | 'es'
}

/** Dates, both included; `from === to` for one day. */
export interface DateWish {
  from: string
  to: string
  /** Within them only these, 0 = Sunday; absent: any. */
  weekdays?: number[]
}

/** A time of day, or a stretch of it; a null end is open. */
export type TimeWish = { at: string } | { from: string | null; to: string | null }

export type Intent =
  | 'book'
  | 'reschedule'
  | 'cancel'
  | 'running_late'
  | 'question'
  | 'price'
  | 'opening_hours'
  | 'human'
  | 'opt_out'
  | 'opt_in'
  | 'emergency'
  | 'confirm'
  | 'decline'
  | 'choose'
  | 'provide_details'
  | 'thanks'
  | 'greeting'
  | 'complaint'
  | 'insult'
  | 'other'
