/** Somebody of the simulation: where they live, how they book, and what they are like. All of it follows from the seed. */
import type { CalcomBooking } from '../calcom.ts'
import type { SimulatedClinic } from './clinics.ts'
import { type Dice, diceOf } from './dice.ts'

export interface Person {
  clinic: SimulatedClinic
  number: number
  name: string
  /** E.164; null: nobody knows it, and the mail is all there is. */
  phone: string | null
  /** Null: nobody asked for it. */
  email: string | null
  /** Where they write, if they write. */
  writesOn: 'sms' | 'whatsapp'
  language: 'en' | 'es'
  /** Lives elsewhere, and their browser says so; null: where the clinic is. */
  timeZone: string | null
  /** Of their number, as `policy.ts` names it; of who has none nobody can say. */
  region: string
  wantsNews: boolean
  /** Tells staff now the number, now the address, then both: who was two until then turns out to be one. */
  isTwoHalves: boolean
  /** Asks at first, and books only when somebody comes back to it. */
  isHesitant: boolean
  /** Shares of one. */
  missesVisits: number
  /** Come again at the rhythm of a treatment; others do after months, or when they are asked. */
  comesAgain: number
  /** Books by a link to the free times. */
  booksByLink: number
  writesBack: number
  stops: number
  moves: number
  cancels: number
  fillsForms: number
  /** The dice of their decisions. */
  dice: Dice
  state: {
    hasStopped: boolean
    isNewsAgreed: boolean
    /** A booking is thought of already. */
    isBooking: boolean
    /** What is left of a conversation that they began, in messages; null: none is going on. */
    talk: { turnsLeft: number; until: Temporal.Instant } | null
    /** Calls to the front desk, so far. */
    calls: number
    /** At Cal.com, so far. */
    bookings: number
    atCalcom: Map<string, CalcomBooking>
    /** Links to forms that they have opened. */
    forms: Set<string>
  }
}

const FIRST = ['Ana', 'Ben', 'Carla', 'Dan', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Liam']
const LAST = ['Souza', 'Miller', 'Garcia', 'Brown', 'Lopez', 'Fox', 'Haddad', 'Novak', 'Okafor', 'Patel']

/** Area codes and the state of each; some have rules of their own. */
const AREAS: readonly (readonly [area: string, region: string])[] = [
  ['312', 'US-IL'],
  ['415', 'US-CA'],
  ['212', 'US-NY'],
  ['512', 'US-TX'],
  ['401', 'US-RI'],
  ['502', 'US-KY'],
  ['334', 'US-AL'],
  ['305', 'US-FL'],
]
const HOME: Record<string, string> = {
  'America/Chicago': '312',
  'America/Los_Angeles': '415',
  'America/New_York': '212',
}
const FAR = ['America/New_York', 'America/Denver', 'America/Los_Angeles', 'Europe/Madrid']

export function makePerson(
  seed: number,
  clinic: SimulatedClinic,
  { number, unrest }: { number: number; unrest: number },
): Person {
  const dice = diceOf(seed, 'person', clinic.number, number)
  const isHome = dice.chance(0.8)
  const [area, region] =
    AREAS.find(([code]) => code === (isHome ? HOME[clinic.timeZone] : dice.pick(AREAS)[0])) ??
    (['312', 'US-IL'] as const)
  const line = `${2 + clinic.number}${String(number).padStart(6, '0')}`
  const isSpanish = clinic.country === 'ES'
  const name = `${dice.pick(FIRST)} ${dice.pick(LAST)}${numeral(number)}`
  const phone = isSpanish ? `+346${String(10_000_000 + number).slice(0, 8)}` : `+1${area}${line}`
  const email = `p${number}@clinic${clinic.number}.example.com`
  const reach = dice.roll()
  const isMailOnly = reach < 0.12
  return {
    ...{ clinic, number, name, dice },
    phone: isMailOnly ? null : phone,
    email: isMailOnly || reach < 0.8 ? email : null,
    writesOn: dice.chance(0.35) ? 'whatsapp' : 'sms',
    language: isSpanish ? 'es' : dice.chance(0.15) ? 'es' : 'en',
    timeZone: dice.chance(0.08) ? dice.pick(FAR) : null,
    region: isMailOnly || isSpanish ? 'unknown' : region,
    wantsNews: dice.chance(0.7),
    isTwoHalves: !isMailOnly && reach < 0.8 && dice.chance(0.4),
    isHesitant: !isMailOnly && dice.chance(0.3),
    missesVisits: unrest * (dice.chance(0.2) ? 0.35 : 0.06),
    ...{ comesAgain: unrest * 0.38, booksByLink: unrest * 0.12 },
    writesBack: unrest * (dice.chance(0.3) ? 0.2 : 0.04),
    stops: unrest * (dice.chance(0.35) ? 0.04 : 0.005),
    ...{ moves: unrest * 0.15, cancels: unrest * 0.1 },
    fillsForms: dice.chance(0.7) ? 0.6 : 0.1,
    state: {
      ...{ hasStopped: false, isNewsAgreed: false, isBooking: false },
      ...{ talk: null, calls: 0, bookings: 0 },
      ...{ atCalcom: new Map(), forms: new Set() },
    },
  }
}

/** Of letters alone, as a name is. */
function numeral(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}
