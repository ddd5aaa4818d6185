/** What the assistant keeps of a conversation between two messages: what is established, and what it asked or offered last. */
import type { Offer, State } from '@foyer/understanding'
import { z } from 'zod'
import { NOTHING_AGREED, Standing } from '../actions/proposal.ts'

/** What was asked last; the next message is read as its answer. */
export type Asked =
  | 'service'
  | 'when'
  | 'name'
  | 'patient_name'
  | 'phone'
  | 'confirm'
  | 'which_visit'
  | 'contact_for_link'
  | 'cancel_or_stop'
  | 'person'
  | 'waitlist'
  | `question:${string}`

export interface Picked {
  /** ISO 8601 */
  startAt: string
  practitionerId: string | null
}

export interface ChatMemory {
  standing: Standing
  state: State
  offer: Offer | null
  task: 'book' | 'move' | 'cancel' | null
  asked: Asked | null
  /** What could be tapped under the last answer; not every channel tells which it was by its id. */
  choices: { id: string; title: string }[]
  /** The time that the person chose, not yet agreed to. */
  picked: Picked | null
  /** The consent that was put before the person with the last proposal, as they read it. */
  consent?: { serviceId: string; version: number; text: string }
  /** Starts that were offered and did not suit. */
  passed: string[]
  /** How often in a row none of what was offered suited. */
  refusals?: number
  /** The visit that is moved or cancelled. */
  visitId: string | null
  /** Who is treated, where that is not the one who writes. */
  patientName: string | null
  /** The name that the person gave as their own. */
  writerName?: string
  answers: { key: string; label: string; value: string }[]
  /** What the clinic says about this service was told. */
  toldAbout: string | null
  /** Services that the person named in this conversation: these may be named to them. */
  named: string[]
  /** Details are asked for the waiting list. */
  isWaiting: boolean
  /** Of several who come together, how many are booked. */
  bookedPeople: number
  /** Messages in a row that led nowhere. */
  misses: number
  hasOfferedPerson: boolean
  /** A person was offered to them because they complain. */
  isUpset?: boolean
  /** When the emergency text was sent last; ISO 8601. */
  emergencyAt: string | null
  /** A person was asked to read how a body is; the booking goes on meanwhile. */
  isSymptomLeft?: boolean
  /** Messages were stopped until it is said whether CANCEL meant the visit. */
  isStoppedForNow?: boolean
  /** The visits of the last reminder, until when "it" means these, and whether it is still to be answered. */
  reminded?: {
    visits: { id: string; sequence: number | null }[]
    /** ISO 8601 */
    until: string
    isOpen: boolean
    /** Said to several of them at once: which was meant is asked. */
    answer?: 'yes'
  }
  /** When a visit should be instead, said before it was clear which visit. */
  wish?: Pick<State, 'date' | 'time'>
}

export const FRESH: ChatMemory = {
  standing: NOTHING_AGREED,
  state: {},
  offer: null,
  task: null,
  asked: null,
  choices: [],
  picked: null,
  passed: [],
  visitId: null,
  patientName: null,
  answers: [],
  toldAbout: null,
  named: [],
  isWaiting: false,
  bookedPeople: 0,
  misses: 0,
  hasOfferedPerson: false,
  emergencyAt: null,
}

const Kept = z
  .looseObject({
    standing: Standing.catch(NOTHING_AGREED),
    state: z.record(z.string(), z.unknown()).catch({}),
    picked: z.object({ startAt: z.string(), practitionerId: z.string().nullable() }).nullable().catch(null),
    consent: z
      .object({ serviceId: z.string(), version: z.number(), text: z.string() })
      .optional()
      .catch(undefined),
    choices: z.array(z.object({ id: z.string(), title: z.string() })).catch([]),
    passed: z.array(z.string()).catch([]),
    answers: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })).catch([]),
    named: z.array(z.string()).catch([]),
    isWaiting: z.boolean().catch(false),
    bookedPeople: z.number().catch(0),
    misses: z.number().catch(0),
    hasOfferedPerson: z.boolean().catch(false),
    reminded: z
      .object({
        visits: z.array(z.object({ id: z.string(), sequence: z.number().nullable() })),
        until: z.string(),
        isOpen: z.boolean(),
        answer: z.literal('yes').optional(),
      })
      .optional()
      .catch(undefined),
  })
  .partial()

/** Never throws: what an older version kept otherwise is begun anew. */
export function readMemory(kept: Record<string, unknown>): ChatMemory {
  const read = Kept.safeParse(kept)
  return structuredClone(read.success ? ({ ...FRESH, ...read.data } as ChatMemory) : FRESH)
}

/** The task is done or dropped; who the person is, is not forgotten. */
export function forgetTask(memory: ChatMemory): void {
  const { name, phone, email, language } = memory.state
  memory.state = {
    ...(name ? { name } : {}),
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(language ? { language } : {}),
  }
  Object.assign(memory, {
    task: null,
    asked: null,
    offer: null,
    picked: null,
    passed: [],
    refusals: 0,
    visitId: null,
    patientName: null,
    answers: [],
    isWaiting: false,
  })
}
