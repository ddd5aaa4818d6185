/** Whatever is done in whatever order: what is taken is what a simple model says, and nothing is taken twice. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookSlot } from '../../src/desk/scheduling/book-slot.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { holdSlot } from '../../src/desk/scheduling/hold-slot.ts'
import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { expireHold, releaseHold } from '../../src/desk/scheduling/release-hold.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf, staff } from './cast.ts'
import { IS_DEEP } from './crowd.ts'

const RUNS = IS_DEEP ? 500 : 25

let desk: TestDesk
let cast: Cast
let people = 20_000

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  cast = castOf(desk)
})
afterAll(() => desk.close())

/** A service of the model: all of `needs`, and any one of `anyOf`. */
interface Kind {
  serviceId: string
  needs: string[]
  anyOf: string[]
  seats: number
  bufferMinutes: number
}

interface Taken {
  kind: Kind
  /** Minutes after the first start, without buffers. */
  from: number
  to: number
  units: string[]
}

interface Model {
  kinds: Kind[]
  first: Temporal.Instant
  minutesPassed: number
  /** What is booked or asked for, by the appointment's id. */
  live: Map<string, Taken & { status: 'booked' | 'noshow' }>
  holds: Map<string, Taken & { token: string; endsAt: number }>
}

/** The units that it would take, or none where it is not to be had. */
function place(
  model: Model,
  wish: { kind: Kind; from: number; to: number },
  exceptId?: string,
): string[] | null {
  const { kind } = wish
  const others = [
    ...[...model.live]
      .filter(([id, one]) => id !== exceptId && one.status === 'booked')
      .map(([, one]) => one),
    ...[...model.holds]
      .filter(([id, one]) => id !== exceptId && one.endsAt > model.minutesPassed)
      .map(([, one]) => one),
  ]
  const session = others.filter(
    (one) => one.kind === kind && kind.seats > 1 && one.from === wish.from && one.to === wish.to,
  )
  if (session.length >= kind.seats) return null
  const isFree = (unit: string) =>
    others.every(
      (one) =>
        session.includes(one) ||
        !one.units.includes(unit) ||
        one.to + one.kind.bufferMinutes <= wish.from ||
        wish.to + kind.bufferMinutes <= one.from,
    )
  if (!kind.needs.every(isFree)) return null
  const [shared] = session
  if (shared) return shared.units.every(isFree) ? shared.units : null
  if (kind.anyOf.length === 0) return kind.needs
  const unit = kind.anyOf.find(isFree)
  return unit ? [...kind.needs, unit] : null
}

async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SlotTaken) return null
    throw error
  }
}

const startOf = (model: Model, minutes: number) => model.first.add({ minutes })

async function unitsOf(id: string): Promise<string[]> {
  const rows = await cast.rows('select resource_id from appointment_allocations where appointment_id = $1', [
    id,
  ])
  return rows.map((row) => row.resource_id).toSorted()
}

type Command = fc.AsyncCommand<Model, object>

function command(name: string, run: (model: Model) => Promise<void>): Command {
  return { check: () => true, run: async (model) => run(model), toString: () => name }
}

const pick = <T>(map: Map<string, T>, at: number): [string, T] | undefined =>
  [...map][at % Math.max(map.size, 1)]

const wish = fc.record({ kind: fc.nat(3), slot: fc.nat(7), long: fc.boolean() })
type Wish = { kind: number; slot: number; long: boolean }

function read(model: Model, { kind, slot, long }: Wish) {
  const wanted = model.kinds[kind % model.kinds.length] as Kind
  const from = slot * 15
  return { kind: wanted, from, to: from + (long ? 60 : 30) }
}

const commands = [
  wish.map((input) =>
    command(`book ${JSON.stringify(input)}`, async (model) => {
      const wanted = read(model, input)
      const expected = place(model, wanted)
      const booked = await attempt(() =>
        cast.inClinic((tx) =>
          bookSlot(tx, system, {
            serviceId: wanted.kind.serviceId,
            startAt: startOf(model, wanted.from),
            durationMinutes: wanted.to - wanted.from,
            person: personOf(people++),
          }),
        ),
      )
      expect(booked?.ok ?? false).toBe(expected !== null)
      if (!booked?.ok || !expected) return
      const units = await unitsOf(booked.appointmentId)
      expect(units).toHaveLength(expected.length)
      model.live.set(booked.appointmentId, { ...wanted, units, status: 'booked' })
    }),
  ),
  wish.map((input) =>
    command(`hold ${JSON.stringify(input)}`, async (model) => {
      const wanted = read(model, input)
      const expected = place(model, wanted)
      const held = await attempt(() =>
        cast.inClinic((tx) =>
          holdSlot(tx, {
            serviceId: wanted.kind.serviceId,
            startAt: startOf(model, wanted.from),
            durationMinutes: wanted.to - wanted.from,
            purpose: 'page',
          }),
        ),
      )
      expect(held?.ok ?? false).toBe(expected !== null)
      if (!held?.ok) return
      const { id, token } = held.hold
      model.holds.set(id, { ...wanted, units: await unitsOf(id), token, endsAt: model.minutesPassed + 5 })
    }),
  ),
  fc.nat(20).map((at) =>
    command(`book the hold ${at}`, async (model) => {
      const [id, held] = pick(model.holds, at) ?? []
      if (!id || !held) return
      const isOver = held.endsAt <= model.minutesPassed
      const expected = isOver ? place(model, held, id) : held.units
      const booked = await attempt(() =>
        cast.inClinic((tx) =>
          bookSlot(tx, system, {
            serviceId: held.kind.serviceId,
            startAt: startOf(model, held.from),
            durationMinutes: held.to - held.from,
            person: personOf(people++),
            hold: { id, token: held.token },
          }),
        ),
      )
      expect(booked?.ok ?? false).toBe(expected !== null)
      if (!booked?.ok) return
      expect(booked.appointmentId).toBe(id)
      model.holds.delete(id)
      model.live.set(id, { ...held, units: await unitsOf(id), status: 'booked' })
    }),
  ),
  fc.nat(20).map((at) =>
    command(`release the hold ${at}`, async (model) => {
      const [id, held] = pick(model.holds, at) ?? []
      if (!id || !held) return
      expect(await cast.inClinic((tx) => releaseHold(tx, { id, token: held.token }))).toBe(true)
      model.holds.delete(id)
    }),
  ),
  fc.tuple(fc.nat(20), fc.nat(7), fc.boolean()).map(([at, slot, long]) =>
    command(`move ${at} to ${slot} ${long}`, async (model) => {
      const [id, one] = pick(model.live, at) ?? []
      if (!id || !one) return
      const from = slot * 15
      const wanted = { kind: one.kind, from, to: from + (long ? 60 : 30) }
      const expected = one.status === 'booked' ? place(model, wanted, id) : null
      const moved = await attempt(() =>
        cast.inClinic((tx) =>
          rescheduleAppointment(tx, staff, {
            appointmentId: id,
            startAt: startOf(model, from),
            durationMinutes: wanted.to - from,
          }),
        ),
      )
      expect(moved?.ok ?? false).toBe(expected !== null)
      const units = await unitsOf(id)
      if (moved?.ok) model.live.set(id, { ...wanted, units, status: 'booked' })
      else expect(units).toEqual(one.status === 'booked' ? one.units : [])
    }),
  ),
  fc.nat(20).map((at) =>
    command(`cancel ${at}`, async (model) => {
      const [id, one] = pick(model.live, at) ?? []
      if (!id || one?.status !== 'booked') return
      await cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId: id, status: 'cancelled' }))
      expect(await unitsOf(id)).toEqual([])
      model.live.delete(id)
    }),
  ),
  fc.nat(20).map((at) =>
    command(`did not come, or did ${at}`, async (model) => {
      const [id, one] = pick(model.live, at) ?? []
      if (!id || !one) return
      const status = one.status === 'booked' ? 'noshow' : 'booked'
      const expected = status === 'noshow' || place(model, one, id) !== null
      // What is said at the start of the visit; for all else no time passes.
      const now = desk.clock.now()
      if (status === 'noshow') desk.clock.set(startOf(model, one.from))
      const changed = await attempt(() =>
        cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId: id, status })),
      )
      desk.clock.set(now)
      expect(changed?.ok ?? false).toBe(expected)
      if (changed?.ok) model.live.set(id, { ...one, status, units: await unitsOf(id) })
    }),
  ),
  fc.integer({ min: 1, max: 6 }).map((minutes) =>
    command(`${minutes} minutes pass`, async (model) => {
      desk.clock.advance({ minutes })
      model.minutesPassed += minutes
    }),
  ),
  fc.constant(
    command('holds are swept', async (model) => {
      for (const [id, held] of [...model.holds]) {
        const isOver = held.endsAt <= model.minutesPassed
        expect(await cast.inClinic((tx) => expireHold(tx, id))).toBe(isOver)
        if (isOver) model.holds.delete(id)
      }
    }),
  ),
]

test(
  'no order of deeds takes a place twice, loses one, or refuses a free one',
  async () => {
    let world = 0
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (deeds) => {
        const [ada, ben, one, two] = [
          await cast.practitioner(),
          await cast.practitioner(),
          await cast.room('1'),
          await cast.room('2'),
        ]
        const rooms = [one, two]
        const durationsMinutes = [30, 60]
        const kinds: Kind[] = [
          {
            serviceId: await cast.service({ by: [ada], durationsMinutes }),
            needs: [ada],
            anyOf: [],
            seats: 1,
            bufferMinutes: 0,
          },
          {
            serviceId: await cast.service({ by: [ada], rooms, durationsMinutes, bufferAfterMinutes: 15 }),
            needs: [ada],
            anyOf: rooms,
            seats: 1,
            bufferMinutes: 15,
          },
          {
            serviceId: await cast.service({ by: [ben], rooms, durationsMinutes, seats: 2 }),
            needs: [ben],
            anyOf: rooms,
            seats: 2,
            bufferMinutes: 0,
          },
          {
            serviceId: await cast.service({ by: [ada, ben], assignment: 'all', durationsMinutes }),
            needs: [ada, ben],
            anyOf: [],
            seats: 1,
            bufferMinutes: 0,
          },
        ]
        const first = at('2027-03-01T16:00:00Z').add({ hours: 24 * world++ })
        const model = { kinds, first, minutesPassed: 0, live: new Map(), holds: new Map() }
        await fc.asyncModelRun(() => ({ model, real: {} }), deeds)
        const twice = await cast.rows(`
          select from appointment_allocations one
          join appointment_allocations other on other.resource_id = one.resource_id and other.group_id <> one.group_id
            and other.blocked && one.blocked`)
        expect(twice).toEqual([])
        for (const [id, { status, units }] of model.live as Model['live']) {
          expect(await unitsOf(id)).toEqual(status === 'booked' ? units : [])
        }
      }),
      { seed: 20_261_121, numRuns: RUNS, endOnFailure: !IS_DEEP },
    )
  },
  IS_DEEP ? 1_800_000 : 120_000,
)
