/** Deliveries come late, twice, and in any order; what they leave behind is the same (REQUIREMENTS F8, issue "out-of-order"). */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Body,
  type CalcomBooking,
  calcomBooking,
  delay,
  lose,
  permutations,
  replayed,
  twice,
} from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { appointmentsOf, deliveriesOf } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const LATER = ['2026-12-03T17:00:00Z', '2026-12-02T15:00:00Z', '2026-12-08T19:30:00Z']

interface Told {
  /** The uid that each of its bookings had at Cal.com, the newest last. */
  uids: string[]
  /** In the order in which it happened. */
  bodies: Body[]
}

/** What happens to one booking, told by Cal.com: a letter each. */
function tell(happenings: string): Told {
  let booking: CalcomBooking = calcomBooking()
  const uids = [booking.uid]
  let moves = 0
  const bodies = [...happenings].map((letter) => {
    switch (letter) {
      case 'q':
        return booking.requested()
      case 'c':
        return booking.created()
      case 'm':
        booking = booking.movedTo({ startAt: LATER[moves++ % LATER.length] as string })
        uids.push(booking.uid)
        return booking.rescheduled()
      case 'x':
        return booking.cancelled()
      case 'b':
        // The clinic sends it back: another time, please.
        return booking.cancelled({ requestReschedule: true })
      case 'r':
        return booking.rejected()
      case 'n':
        return booking.noShow()
      case 'u':
        return booking.noShowUndone()
      case 'p':
        return booking.paid()
      default:
        throw new Error(`no such happening: ${letter}`)
    }
  })
  return { uids, bodies }
}

/** What staff see of it: the live appointment and what became of it, from whatever name. */
async function stateOf({ uids }: Told): Promise<Body> {
  const found = (await Promise.all(uids.map((uid) => appointmentsOf(desk, { search: uid })))).flat()
  const all = new Map(found.map((one) => [one.id, one]))
  const newest = found.at(-1)
  const current = newest?.external_references.find((one: Body) => one.kind === 'uid' && !one.is_superseded)
  return {
    live: [...all.values()].filter(({ status }) => status !== 'cancelled').length,
    status: newest?.status,
    start_at: newest?.start_at,
    is_paid: Boolean(newest?.paid_at),
    is_known_by_its_newest_uid: current?.value === uids.at(-1),
  }
}

/** Several series side by side, step by step, each step settled before the next. */
async function play(series: Body[][]): Promise<void> {
  const longest = Math.max(...series.map((list) => list.length))
  for (let step = 0; step < longest; step++) {
    for (const list of series) {
      const body = list[step]
      if (body) expect((await desk.deliver(body)).status).toBe(200)
    }
    await desk.settle()
  }
}

async function expectSame(happenings: string, bend: (bodies: Body[]) => Body[][]): Promise<void> {
  const straight = tell(happenings)
  await play([straight.bodies])
  const expected = await stateOf(straight)
  const variants = bend([...tell(happenings).bodies]).length
  const told = Array.from({ length: variants }, () => tell(happenings))
  const series = told.map(({ bodies }, index) => bend(bodies)[index] as Body[])
  await play(series)
  for (const [index, one] of told.entries()) {
    const order = series[index]?.map((body) => one.bodies.indexOf(body) + 1).join(' ')
    expect(await stateOf(one), `delivered in the order ${order} of ${happenings}`).toEqual(expected)
  }
}

describe('in order', () => {
  test.each([
    ['c', 'booked', '2026-12-01T16:00:00.000Z'],
    ['cm', 'booked', '2026-12-03T17:00:00.000Z'],
    ['cmm', 'booked', '2026-12-02T15:00:00.000Z'],
    ['cmmx', 'cancelled', '2026-12-02T15:00:00.000Z'],
    ['cmn', 'noshow', '2026-12-03T17:00:00.000Z'],
    ['cmnu', 'booked', '2026-12-03T17:00:00.000Z'],
    ['qc', 'booked', '2026-12-01T16:00:00.000Z'],
    ['qr', 'cancelled', '2026-12-01T16:00:00.000Z'],
    ['cbm', 'booked', '2026-12-03T17:00:00.000Z'],
  ])('%s ends %s at %s, with one appointment', async (happenings, status, startAt) => {
    const told = tell(happenings)
    await play([told.bodies])
    expect(await stateOf(told)).toEqual({
      live: status === 'cancelled' ? 0 : 1,
      status,
      start_at: startAt,
      is_paid: false,
      is_known_by_its_newest_uid: true,
    })
  })
})

describe('in every order, and each delivery twice', () => {
  test.each([
    ['created, rescheduled, rescheduled again', 'cmm'],
    ['created, rescheduled, rescheduled again, cancelled', 'cmmx'],
    ['created, rescheduled, no-show', 'cmn'],
    ['created, rescheduled, no-show, undone', 'cmnu'],
    ['created, no-show, undone, no-show', 'cnun'],
    ['created, cancelled', 'cx'],
    ['created, paid, cancelled', 'cpx'],
    ['requested, confirmed, rescheduled', 'qcm'],
    ['requested, rejected', 'qr'],
    ['created, sent back, rescheduled', 'cbm'],
  ])('%s end as they do in order', async (_, happenings) => {
    await expectSame(happenings, (bodies) =>
      permutations(bodies).map((order, index) => (index % 2 ? twice(order) : replayed(order))),
    )
  })
})

test('a delivery that is late by days changes what it still may', async () => {
  const told = tell('cmx')
  const [created, moved, cancelled] = told.bodies as [Body, Body, Body]
  await play([[moved]])
  await desk.pass({ hours: 30 })
  await play([[created]])
  expect(await stateOf(told)).toMatchObject({
    live: 1,
    status: 'booked',
    start_at: '2026-12-03T17:00:00.000Z',
  })
  await desk.pass({ hours: 30 })
  await play([[cancelled]])
  expect(await stateOf(told)).toMatchObject({ live: 0, status: 'cancelled' })
})

test('a no-show that comes before its booking waits for it, and says so', async () => {
  const told = tell('cn')
  const [created, noShow] = told.bodies as [Body, Body]
  await play([[noShow]])
  const [waiting] = await deliveriesOf(desk)
  expect(waiting).toMatchObject({ status: 'waiting', trigger: 'BOOKING_NO_SHOW_UPDATED' })
  expect(waiting?.reason).toBeTruthy()
  await desk.pass({ hours: 20 })
  await play([[created]])
  expect(await stateOf(told)).toMatchObject({ live: 1, status: 'noshow' })
  expect((await deliveriesOf(desk)).find(({ id }) => id === waiting?.id)).toMatchObject({ status: 'done' })
})

test.each(['cmm', 'cmx', 'cmmx', 'cmn'])(
  'in every order, each uid that %s ever had finds one and the same appointment',
  async (happenings) => {
    const orders = permutations([...happenings].keys().toArray())
    const told = orders.map(() => tell(happenings))
    await play(told.map(({ bodies }, index) => orders[index]?.map((at) => bodies[at] as Body) ?? []))
    for (const [index, { uids }] of told.entries()) {
      // Cancelled before it was ever known, a booking may have left no trace of its beginning.
      const found = (await Promise.all(uids.map((uid) => appointmentsOf(desk, { search: uid })))).flat()
      const order = orders[index]?.map((at) => happenings[at]).join(' ')
      expect(new Set(found.map(({ id }) => id)).size, `delivered as ${order}`).toBe(1)
    }
  },
)

test('a lost creation is made good by whatever comes next', async () => {
  for (const happenings of ['cm', 'cmm', 'cmx']) {
    const whole = tell(happenings)
    await play([whole.bodies])
    const told = tell(happenings)
    await play([lose(told.bodies, 0)])
    const known = { ...told, uids: told.uids.slice(1) }
    expect(await stateOf(known)).toEqual(await stateOf({ ...whole, uids: whole.uids.slice(1) }))
  }
})

test('a lost reschedule in the middle is made good by the next', async () => {
  const told = tell('cmm')
  await play([lose(told.bodies, 1)])
  const state = await stateOf({ ...told, uids: told.uids.slice(-1) })
  expect(state).toMatchObject({ status: 'booked', start_at: '2026-12-02T15:00:00.000Z' })
})

test('the creation behind everything else changes nothing any more', async () => {
  await expectSame('cmmx', (bodies) => [delay(bodies, 0), delay(bodies, 1), delay(bodies, 2)])
})

test('all of a life at the very same moment ends as in order', async () => {
  for (const happenings of ['cmm', 'cmmx', 'cmn', 'qc']) {
    const straight = tell(happenings)
    await play([straight.bodies])
    const crowd = Array.from({ length: 4 }, () => tell(happenings))
    await Promise.all(crowd.flatMap(({ bodies }) => bodies.map((body) => desk.deliver(body))))
    await desk.settle()
    for (const told of crowd) expect(await stateOf(told)).toEqual(await stateOf(straight))
  }
})

test('any life, in any order, with any repeats, ends as it does in order', async () => {
  const life = fc
    .tuple(
      fc.constantFrom('c', 'qc'),
      fc.array(fc.constantFrom('m', 'bm', 'p'), { maxLength: 3 }),
      fc.constantFrom('', 'x', 'n', 'nu', 'nun'),
    )
    .map(([beginning, middle, end]) => beginning + middle.join('') + end)
  const scrambled = life.chain((happenings) =>
    fc.tuple(
      fc.constant(happenings),
      fc.array(fc.nat({ max: happenings.length - 1 }), { maxLength: 4 }).chain((repeats) => {
        const all = [...Array.from(happenings).keys(), ...repeats]
        return fc.shuffledSubarray(all, { minLength: all.length })
      }),
    ),
  )
  // The whole of it runs with `npm run test:deep`.
  const numRuns = process.env.FOYER_DEEP ? 400 : 6
  const lives = fc.sample(scrambled, { seed: 20_261_123, numRuns })
  // As many at a time as settle in a moment.
  for (let from = 0; from < lives.length; from += 40) await live(lives.slice(from, from + 40))
}, 900_000)

/** Each life told in order, and the same life scrambled, all side by side. */
async function live(lives: [happenings: string, order: number[]][]): Promise<void> {
  const straight = lives.map(([happenings]) => tell(happenings))
  const told = lives.map(([happenings]) => tell(happenings))
  const series = lives.map(([, order], life) => order.map((index) => told[life]?.bodies[index] as Body))
  await play([...straight.map(({ bodies }) => bodies), ...series])
  for (const [life, [happenings, order]] of lives.entries()) {
    const scrambledLife = told[life] as Told
    expect(
      await stateOf(scrambledLife),
      `${happenings} in the order ${order.map((index) => index + 1).join(' ')}`,
    ).toEqual(await stateOf(straight[life] as Told))
  }
}
