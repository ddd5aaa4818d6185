/**
 * Whoever books, moves, cancels, writes or says STOP while a message is about to be sent to them: the statements of both sides
 * and the deaths of workers in any order, on real PostgreSQL (REQUIREMENTS B7). A failure prints seed and path, and the
 * shortest order of turns that it found.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTORS, type ActorName, type Lane, openLane } from './races/lane.ts'
import type { Fate } from './races/promises.ts'
import { finish, openRace, type Race, type World } from './races/race.ts'

const IS_DEEP = Boolean(process.env.FOYER_DEEP)
const LANES = 3
const SEED = 20_261_123

let lanes: Lane[] = []
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, openLane))
})
afterAll(() => Promise.all(lanes.map((lane) => lane.close())))

/** What was met with, so that a promise is not kept by never being tried. */
const met = new Map<string, number>()
const orders = new Set<string>()
let races = 0
const count = (what: string) => met.set(what, (met.get(what) ?? 0) + 1)

type Model = { deaths: number }

/** One actor takes so many turns. */
class Go implements fc.AsyncCommand<Model, Race> {
  readonly #name: ActorName
  readonly #turns: number
  constructor(name: ActorName, turns: number) {
    this.#name = name
    this.#turns = turns
  }
  check = () => true
  async run(_: Model, race: Race): Promise<void> {
    const actor = race.actor(this.#name)
    for (let turn = 0; actor && turn < this.#turns; turn++) if (!(await race.stage.go(actor))) return
  }
  toString = () => `${this.#name} ×${this.#turns}`
}

/** A process dies before its next statement, commit, question to the vendor or answer of it. */
class Die implements fc.AsyncCommand<Model, Race> {
  readonly #name: ActorName
  constructor(name: ActorName) {
    this.#name = name
  }
  check = ({ deaths }: Model) => deaths < 2
  async run(model: Model, race: Race): Promise<void> {
    const actor = race.actor(this.#name)
    const isWaiting = actor?.isReady() === false
    if (!actor || !(await race.stage.kill(actor))) return
    model.deaths++
    if (isWaiting) count('somebody was cut off who waited for a lock')
    count(this.#name === 'deed' ? 'the doer died' : 'a worker died')
  }
  toString = () => `${this.#name} dies`
}

const someone = fc.constantFrom<ActorName[]>('deed', 'one', 'one', 'one', 'other', 'third', 'fourth')
const turns = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 16 }))
const going = fc.tuple(someone, turns).map(([name, times]) => new Go(name, times))
const dying = fc.constantFrom(...ACTORS).map((name) => new Die(name))
const commands = fc.commands([going, going, going, going, dying], { maxCommands: 10, size: 'max' })
const rest = fc.array(someone, { maxLength: 80, size: 'max' })

const fate = fc.constantFrom<Fate[]>('taken', 'lost', 'lost', 'away', 'refused')
const fates = fc.oneof(
  { weight: 6, arbitrary: fc.array(fate, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant<Fate[]>(['lost', 'lost', 'lost']) },
)

/** Two of three. */
const BOOKINGS: readonly World['deed'][] = ['booking', 'booking by name', 'booking', 'booking by name']

const RACES: { promise: string; deeds: readonly World['deed'][]; hasTriggers?: boolean; runs: number }[] = [
  {
    promise: 'no send of a sequence begins after the commit of a booking, a reply or a STOP',
    deeds: [...BOOKINGS, 'reply', 'stop'],
    runs: 11_500,
  },
  {
    promise: 'no reminder of a visit begins after the commit of its move or cancellation',
    deeds: ['move', 'cancellation'],
    runs: 2200,
  },
  {
    promise:
      'what is known to be sent is not sent again, and what is not known goes out once more at most, where nobody can be asked',
    deeds: ['nothing'],
    runs: 1600,
  },
  {
    promise:
      'two people who turn out to be one go on in one journey, and what begins then counts what was sent before',
    deeds: ['merge'],
    runs: 1300,
  },
  {
    promise: 'two triggers at once enroll somebody once, and nobody after the commit of a booking or a reply',
    deeds: [...BOOKINGS, 'reply', 'stop'],
    hasTriggers: true,
    runs: 3800,
  },
]
/** The whole of it runs with `npm run test:deep`. */
const SHARE = IS_DEEP ? 1 : 1 / 130

describe('in any order of statements, and whoever dies between them', () => {
  test.each(RACES)(
    '$promise',
    async ({ deeds, hasTriggers = false, runs }) => {
      const world: fc.Arbitrary<World> = fc.record({
        deed: fc.constantFrom(...deeds),
        reach: fc.constantFrom('email', 'sms', 'both'),
        hasTriggers: fc.constant(hasTriggers),
        fates,
        rest,
      })
      // All of them to their end: the next promise is tried in these lanes too.
      const ended = await Promise.allSettled(
        lanes.map((lane, number) =>
          fc.assert(
            fc.asyncProperty(world, commands, async (one, order) => {
              const race = await openRace(lane, one)
              await fc.asyncModelRun(() => ({ model: { deaths: 0 }, real: race }), order)
              await finish(race)
              note(race)
            }),
            { seed: SEED + number, numRuns: Math.ceil((runs * SHARE) / LANES) },
          ),
        ),
      )
      for (const end of ended) if (end.status === 'rejected') throw end.reason
    },
    2_400_000,
  )
})

test('no two of them ever waited for each other: locks are taken in one order', async () => {
  const found = await Promise.all(
    lanes.map((lane) =>
      lane.rows('select deadlocks::int from pg_stat_database where datname = current_database()'),
    ),
  )
  expect(found.flat()).toEqual(lanes.map(() => ({ deadlocks: 0 })))
})

test('of these orders each was another, and none of the promises was kept by never being tried', () => {
  if (IS_DEEP) console.log({ races, orders: orders.size, ...Object.fromEntries(met) })
  expect(orders.size).toBeGreaterThan(IS_DEEP ? 10_000 : 100)
  expect(met.get('a booking'), 'a booking').toBeGreaterThan(IS_DEEP ? 10_000 : 70)
  for (const what of MUST_BE_MET) expect(met.get(what) ?? 0, what).toBeGreaterThan(0)
})

const MUST_BE_MET = [
  'began before the deed',
  'the deed came first',
  'somebody waited for a lock',
  'a worker died',
  'the doer died',
  'sent once more for want of an answer',
  'no answer twice',
  ...(IS_DEEP ? ['somebody was cut off who waited for a lock'] : []),
]

function note({ world: { deed, reach }, stage, promises }: Race): void {
  races++
  orders.add([deed, reach, ...stage.turns].join(' '))
  if (deed === 'booking' || deed === 'booking by name') count('a booking')
  const { deedAt } = promises
  const calls = promises.messageIds().map((id) => promises.callsOf(id))
  if (deedAt !== null) {
    const hasBegun = calls.flat().some(({ begunAt }) => begunAt < deedAt)
    count(hasBegun ? 'began before the deed' : 'the deed came first')
  }
  if (calls.some((each) => each.filter(({ fate }) => fate === 'taken' || fate === 'lost').length > 1)) {
    count('sent once more for want of an answer')
  }
  if (promises.interruptions > 1) count('no answer twice')
  if (stage.blocked() > 0) count('somebody waited for a lock')
}
