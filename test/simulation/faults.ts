/** What goes wrong on purpose, and how often. */
import type { Database } from '../../src/kit/db.ts'
import type { ApiFault } from '../vendors/faults.ts'
import { type Dice, diceOf } from './dice.ts'

/** Of a thousand. */
const RATES = {
  /** The vendor, asked to send. */
  loseAnswer: 8,
  loseRequest: 4,
  failAfter: 4,
  refuse500: 6,
  refuse429: 4,
  /** A worker, at each of its transactions: before it began, or when it was kept and nothing else is. */
  diesBefore: 2,
  diesAfter: 2,
  /** What the vendor tells of a message. */
  callbackLost: 40,
  callbackTwice: 40,
  sentAfterDelivered: 30,
  undelivered: 10,
  /** The mail server, in one pass of the program: takes nothing for now; takes it and says nothing. */
  mailRefused: 20,
  mailCutOff: 10,
  /** What Cal.com tells, and what people write. */
  deliveryLost: 20,
  deliveryTwice: 50,
  deliveryLate: 30,
}
export type Fault = keyof typeof RATES
export const FAULTS = Object.keys(RATES) as readonly Fault[]

/** A worker that ended in the middle. */
export class Died extends Error {
  override name = 'Died'
}

export interface Chaos {
  /** Whether it goes wrong this time; counted. */
  befalls(dice: Dice, fault: Fault): boolean
  /** What becomes of a request that sends something. */
  ofRequest(dice: Dice): ApiFault | null
  /** A database at whose transactions workers die, from `begin` on. */
  around(database: Database): Database
  begin(): void
}

export function chaosOf(options: {
  seed: number
  /** The numbers of the clinics that it befalls. */
  clinics: readonly number[]
  /** By what the rates are multiplied; 0: nothing goes wrong. */
  faults: number
  count: (what: string) => void
}): Chaos {
  const { seed, clinics, faults, count } = options
  const deaths = diceOf(seed, 'deaths', ...clinics)
  let hasBegun = false

  function befalls(dice: Dice, fault: Fault): boolean {
    const does = hasBegun && dice.chance((RATES[fault] / 1000) * faults)
    if (does) count(`fault: ${fault}`)
    return does
  }

  async function mortal<T>(work: () => Promise<T>): Promise<T> {
    if (befalls(deaths, 'diesBefore')) throw new Died()
    const value = await work()
    if (befalls(deaths, 'diesAfter')) throw new Died()
    return value
  }

  return {
    befalls,
    ofRequest(dice) {
      if (befalls(dice, 'loseAnswer')) return { kind: 'lose_answer' }
      if (befalls(dice, 'loseRequest')) return { kind: 'lose_request' }
      if (befalls(dice, 'failAfter')) return { kind: 'fail_after', status: 502 }
      if (befalls(dice, 'refuse500')) return { kind: 'refuse', status: 500 }
      if (befalls(dice, 'refuse429')) return { kind: 'refuse', status: 429 }
      return null
    },
    around: (database) => ({
      ...database,
      inClinic: (clinicId, work) => mortal(() => database.inClinic(clinicId, work)),
      acrossClinics: (work) => mortal(() => database.acrossClinics(work)),
    }),
    begin() {
      hasBegun = true
    },
  }
}
