/** What the understanding answers. */
import type { Intent, State } from './question.ts'

export interface Reading {
  /** Of this message; where it is too short to tell, that of the conversation, else English. */
  language: 'en' | 'es' | 'other'
  /** The one thing the message is about most. Confidence is 0 to 1; below 0.5 it is a guess to be asked about. */
  intent: { name: Intent; confidence: number }
  /** All it does, in the order of this list's kinds. */
  acts: Act[]
  /** Said in this message; where an offer was accepted or chosen, the offer's values too. */
  slots: Partial<State>
  /** An answer to a yes-or-no question; null: none. */
  yes: boolean | null
  /** Index into the offered options; null: none, or not clear which. */
  choice: number | null
  questions: QuestionKind[]
  /** A person is asked for, in any wording. */
  wantsHuman: boolean
  optOut: OptOut | null
  optIn: boolean
  /** Looked for first, and independent of everything else. */
  redFlag: RedFlag | null
  /** Says how a body is: it bleeds, hurts, swells, has changed. A clinician's to read, whatever else is said. */
  reportsSymptom: boolean
  /** "I'm running 15 minutes late": 15. Late without a number: 10. Not late: null. */
  minutesLate: number | null
  /** The earliest that there is, whenever that may be. */
  wantsSoonest: boolean
  /** The sentence looks unfinished: wait for the next bubble. */
  isUnfinished: boolean
  /** The question's state with this message applied, corrections and negations too. */
  state: State
  /** Where in `text` each value stands: UTF-16 offsets, `end` excluded. */
  spans: Span[]
}

export type Act =
  | { act: 'inform'; slot: InformedSlot }
  | { act: 'request'; question: QuestionKind }
  | { act: 'inform_intent'; intent: Intent }
  /** Yes to a confirmation. */
  | { act: 'affirm' }
  /** No to a confirmation. */
  | { act: 'negate' }
  /** Takes what was offered. */
  | { act: 'select' }
  /** Wants something else than what was offered. */
  | { act: 'request_alternatives' }
  | { act: 'thank' }
  | { act: 'greet' }
  | { act: 'goodbye' }

export type InformedSlot =
  | 'service'
  | 'practitioner'
  | 'date'
  | 'time'
  | 'name'
  | 'phone'
  | 'email'
  | 'people'
  | 'forOther'

export type QuestionKind =
  | 'price'
  | 'duration'
  | 'hours'
  | 'location'
  | 'parking'
  | 'preparation'
  | 'aftercare'
  | 'pain'
  | 'payment'
  | 'insurance'
  | 'practitioner'
  | 'availability'
  | 'what_is'
  | 'contact'
  | 'reviews'
  /** Safety, medicines, illness, pregnancy, what is normal and what suits whom: a clinician's to answer. Listed first. */
  | 'clinical'
  | 'other'

export interface OptOut {
  /** `likely`: honour it, ask, and let a person look. */
  is: 'certain' | 'likely'
  /** `CANCEL` and `END` answer a reminder as well: a person has to find out whether the visit was meant. */
  mayMeanCancel: boolean
}

export interface RedFlag {
  /** What it may be, such as `chest_pain` or `suicide`; the list is `red-flag-kinds.ts`. */
  kind: RedFlagKind
  /** 0 to 1. */
  confidence: number
}

export type { RedFlagKind } from './red-flag-kinds.ts'

import type { RedFlagKind } from './red-flag-kinds.ts'

export interface Span {
  slot: string
  start: number
  end: number
}
