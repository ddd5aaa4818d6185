/** 64 connections want the same place: exactly as many get it as there is room for, whatever they do to get it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BookSlot, bookSlot } from '../../src/desk/scheduling/book-slot.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { holdSlot } from '../../src/desk/scheduling/hold-slot.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf, staff } from './cast.ts'
import { all, CALLERS, type Crowd, dice, IS_DEEP, openCrowd } from './crowd.ts'

const ROUNDS = IS_DEEP ? 200 : 2
const SEED = 20_261_121
const TIMEOUT = IS_DEEP ? 1_800_000 : 60_000

let desk: TestDesk
let crowd: Crowd
let cast: Cast
let day = 0
let people = 10_000

beforeAll(async () => {
  crowd = await openCrowd()
  desk = crowd.desk
  cast = castOf(desk)
})
afterAll(() => crowd.close())

const nextDay = () => at('2027-01-04T16:00:00Z').add({ hours: 24 * day++ })
const callers = <T>(call: (index: number) => Promise<T>, count = CALLERS) =>
  Array.from({ length: count }, (_, index) => () => call(index))

async function book(input: Omit<BookSlot, 'person'>): Promise<string> {
  const person = personOf(people++)
  const booked = await crowd.database.inClinic(desk.clinic.clinicId, (tx) =>
    bookSlot(tx, system, { person, ...input }),
  )
  if (!booked.ok) throw new Error(booked.reason)
  return booked.appointmentId
}

async function hold(input: { serviceId: string; startAt: Temporal.Instant }): Promise<string> {
  const held = await crowd.database.inClinic(desk.clinic.clinicId, (tx) =>
    holdSlot(tx, { ...input, purpose: 'page' }),
  )
  if (!held.ok) throw new Error(held.reason)
  return held.hold.id
}

async function move(appointmentId: string, startAt: Temporal.Instant): Promise<string> {
  const moved = await crowd.database.inClinic(desk.clinic.clinicId, (tx) =>
    rescheduleAppointment(tx, staff, { appointmentId, startAt }),
  )
  if (!moved.ok) throw new Error(moved.reason)
  return appointmentId
}

const become = (appointmentId: string, status: 'booked' | 'cancelled') =>
  crowd.database.inClinic(desk.clinic.clinicId, (tx) => changeStatus(tx, staff, { appointmentId, status }))

/** What nobody may ever see, whatever was done. */
async function expectOrder(): Promise<void> {
  const overlapping = await cast.rows(`
    select one.appointment_id
    from appointment_allocations one
    join appointment_allocations other on other.resource_id = one.resource_id and other.blocked && one.blocked
      and other.group_id <> one.group_id`)
  expect(overlapping).toEqual([])
  const homeless = await cast.rows(`
    select id from appointments a
    where status in ('pending', 'booked') and source = 'foyer' and not exists (
      select from appointment_allocations where appointment_id = a.id and held_until is null)`)
  expect(homeless).toEqual([])
  const leftOver = await cast.rows(`
    select appointment_id from appointment_allocations l
    where held_until is null and not exists (
      select from appointments where id = l.appointment_id and status in ('pending', 'booked', 'arrived', 'fulfilled'))`)
  expect(leftOver).toEqual([])
}

/** Each round is another day, so that all rounds can share their service. */
function rounds(
  name: string,
  prepare: () => Promise<(roll: ReturnType<typeof dice>) => Promise<void>>,
): void {
  test(
    name,
    async () => {
      const round = await prepare()
      // The test server has no autovacuum, and whoever loses leaves dead rows behind.
      await cast.rows('vacuum analyze')
      for (let number = 0; number < ROUNDS; number++) await round(dice(SEED + number))
      await expectOrder()
    },
    TIMEOUT,
  )
}

describe(`of ${CALLERS} at once, in ${ROUNDS} rounds`, () => {
  rounds('one gets the slot', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    return async () => {
      const startAt = nextDay()
      const { won, lost } = await all(callers(() => book({ serviceId, startAt })))
      expect([won.length, lost]).toEqual([1, CALLERS - 1])
    }
  })

  rounds(
    'those get slots of other lengths whose times do not overlap, and nobody is refused a free one',
    async () => {
      const serviceId = await cast.service({
        by: [await cast.practitioner()],
        durationsMinutes: [30, 45, 60],
      })
      return async (roll) => {
        const first = nextDay()
        const wishes = Array.from({ length: CALLERS }, () => ({
          startAt: first.add({ minutes: 5 * roll.below(60) }),
          durationMinutes: roll.one([30, 45, 60]),
        }))
        const got = new Set<number>()
        await all(wishes.map((wish, index) => () => book({ serviceId, ...wish }).then(() => got.add(index))))
        const span = ({ startAt, durationMinutes }: (typeof wishes)[number]) => {
          const from = startAt.epochMilliseconds / 60_000
          return { from, to: from + durationMinutes }
        }
        for (const [index, wish] of wishes.entries()) {
          const mine = span(wish)
          const inTheWay = wishes.filter(
            (other, i) =>
              i !== index && got.has(i) && span(other).from < mine.to && mine.from < span(other).to,
          )
          expect(inTheWay.length === 0, `wish ${index}`).toBe(got.has(index))
        }
      }
    },
  )

  rounds('nobody gets what somebody has asked for, while it is being confirmed', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()], requiresConfirmation: true })
    return async () => {
      const startAt = nextDay()
      const id = await book({ serviceId, startAt })
      const { won } = await all<unknown>([
        ...callers(() => book({ serviceId, startAt }), CALLERS - 1),
        () => become(id, 'booked'),
      ])
      expect(won).toEqual([{ ok: true }])
    }
  })

  rounds('those get practitioners who want them alone, or one gets them together', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const services = {
      both: await cast.service({ by: [ada, ben], assignment: 'all' }),
      ada: await cast.service({ by: [ada] }),
      ben: await cast.service({ by: [ben] }),
    }
    return async (roll) => {
      const startAt = nextDay()
      const wishes = roll.shuffle(
        Array.from({ length: CALLERS }, (_, i) => (['both', 'ada', 'ben', 'both'] as const)[i % 4] ?? 'both'),
      )
      const { won } = await all(
        wishes.map((wish) => () => book({ serviceId: services[wish], startAt }).then(() => wish)),
      )
      expect([['both'], ['ada', 'ben']]).toContainEqual(won.toSorted())
    }
  })

  rounds('as many get a room as there are rooms', async () => {
    const rooms = [await cast.room('1'), await cast.room('2'), await cast.room('3')]
    const services = await Promise.all(
      Array.from({ length: 8 }, async () => cast.service({ by: [await cast.practitioner()], rooms })),
    )
    return async () => {
      const startAt = nextDay()
      const { won } = await all(callers((i) => book({ serviceId: services[i % 8] ?? '', startAt })))
      expect(won).toHaveLength(3)
    }
  })

  rounds('as many get a seat as there are seats', async () => {
    const serviceId = await cast.service({
      by: [await cast.practitioner()],
      rooms: [await cast.room(), await cast.room()],
      seats: 5,
    })
    return async () => {
      const startAt = nextDay()
      const { won } = await all(callers(() => book({ serviceId, startAt })))
      expect(won).toHaveLength(5)
      const seats = await cast.rows(
        'select resource_id, array_agg(seat_no order by seat_no) as seats from appointment_allocations where appointment_id = any($1) group by 1',
        [won],
      )
      expect(seats.map((row) => row.seats)).toEqual([
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
      ])
    }
  })

  rounds('one gets the slot, whether to hold or to book it', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    return async () => {
      const startAt = nextDay()
      const { won } = await all(
        callers((i) => (i % 2 ? hold({ serviceId, startAt }) : book({ serviceId, startAt }))),
      )
      expect(won).toHaveLength(1)
    }
  })

  rounds('one gets the slot on which a hold has run out, its holder among them', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    return async () => {
      const startAt = nextDay()
      const late = await cast.hold({ serviceId, startAt })
      desk.clock.advance({ minutes: 6 })
      const { won } = await all(callers((i) => book({ serviceId, startAt, hold: i % 8 === 0 ? late : null })))
      expect(won).toHaveLength(1)
    }
  })

  rounds(
    'one gets the slot, whether to book it or to move there; whoever does not move keeps the old one',
    async () => {
      const serviceId = await cast.service({ by: [await cast.practitioner()] })
      return async () => {
        const startAt = nextDay()
        const before = await Promise.all(
          Array.from({ length: 8 }, (_, i) =>
            book({ serviceId, startAt: startAt.add({ minutes: 60 + 30 * i }) }),
          ),
        )
        const { won } = await all(
          callers((i) => (i < 8 ? move(before[i] ?? '', startAt) : book({ serviceId, startAt }))),
        )
        expect(won).toHaveLength(1)
        const kept = await cast.rows(
          'select appointment_id from appointment_allocations where appointment_id = any($1)',
          [before],
        )
        expect(kept).toHaveLength(8)
      }
    },
  )

  rounds('eight swap places in a circle without one of them losing its own', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    return async () => {
      const startAt = nextDay()
      const slots = Array.from({ length: 8 }, (_, i) => startAt.add({ minutes: 30 * i }))
      const ids = await Promise.all(slots.map((slot) => book({ serviceId, startAt: slot })))
      await all(callers((i) => move(ids[i % 8] ?? '', slots[(i * 3 + 1) % 8] ?? startAt)))
    }
  })

  rounds('as many are booked as the day may have', async () => {
    const serviceId = await cast.service({
      by: [await cast.practitioner(), await cast.practitioner()],
      limits: { count: { day: 3 } },
    })
    return async (roll) => {
      const startAt = nextDay()
      const { won } = await all(
        callers(() => book({ serviceId, startAt: startAt.add({ minutes: 30 * roll.below(8) }) })),
      )
      expect(won).toHaveLength(3)
    }
  })

  rounds('all are answered with one appointment who send one request', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    return async () => {
      const startAt = nextDay()
      const person = personOf(people++)
      const requestKey = { key: `key ${startAt}`, requestHash: 'a' }
      const { won } = await all(
        callers(async () => {
          const booked = await crowd.database.inClinic(desk.clinic.clinicId, (tx) =>
            bookSlot(tx, system, { serviceId, startAt, person, requestKey }),
          )
          return booked.ok ? booked : Promise.reject(new Error(booked.reason))
        }),
      )
      expect(won).toHaveLength(CALLERS)
      expect(new Set(won.map((booked) => booked.appointmentId)).size).toBe(1)
      expect(won.filter((booked) => !booked.isRepeat)).toHaveLength(1)
    }
  })
})

describe('a process that dies', () => {
  test('half-way through a booking leaves nothing of it, and the place to others', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const startAt = nextDay()
    const dying = crowd.database.inClinic(desk.clinic.clinicId, async (tx) => {
      const person = { name: 'Gone Forever', phone: '+13125550000', email: null }
      await bookSlot(tx, system, {
        serviceId,
        startAt,
        person,
        requestKey: { key: 'dies', requestHash: 'a' },
      })
      await desk.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      )
    })
    await expect(dying).rejects.toThrow()
    expect(await cast.rows(`select from contacts where display_name = 'Gone Forever'`)).toEqual([])
    await book({ serviceId, startAt, requestKey: { key: 'dies', requestHash: 'a' } })
    await expectOrder()
  })
})
