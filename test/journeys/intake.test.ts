/** How a burst of deliveries is taken in: together, each for itself, and never half. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AcceptDelivery } from '../../src/desk/connections/accept-delivery.ts'
import { deliveryIntake } from '../../src/desk/connections/delivery-intake.ts'
import type { Database } from '../../src/kit/db.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { calcomBooking } from '../calcom.ts'
import { openLine } from '../cut-line.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'

describe('the intake', () => {
  let desk: TestDesk
  let clinic: TestClinic
  let transactions: string[]
  let open: () => void
  let accept: ReturnType<typeof deliveryIntake>

  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk?.close())

  beforeEach(async () => {
    clinic = await desk.openClinic('Fresh')
    transactions = []
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const { database } = desk.foyer
    const gated: Pick<Database, 'inClinic'> = {
      async inClinic(clinicId, work) {
        transactions.push(clinicId)
        await gate
        return database.inClinic(clinicId, work)
      },
    }
    accept = deliveryIntake({ ...database, ...gated })
  })
  afterEach(() => desk.settle())

  function delivery(text: string, connectionId = clinic.calcom.id): AcceptDelivery {
    return { connectionId, rawBody: new TextEncoder().encode(text), contentType: 'application/json' }
  }

  /** What the clinic keeps, by body. */
  async function kept(of = clinic): Promise<Record<string, number>> {
    const rows = await desk.rows(
      `select convert_from(raw_body, 'UTF8') as body, repeats from inbound_deliveries where clinic_id = $1 order by body`,
      [of.clinicId],
    )
    return Object.fromEntries(rows.map(({ body, repeats }) => [body, repeats]))
  }

  test('puts those of one clinic that come while two transactions run together into the next', async () => {
    const bodies = Array.from({ length: 42 }, (_, n) => `{"n":${n}}`)
    const answers = bodies.map((body) => accept(clinic.clinicId, delivery(body)))
    expect(transactions, 'alone, nobody is waited for').toHaveLength(2)
    open()
    const accepted = await Promise.all(answers)
    expect(transactions).toHaveLength(4)
    expect(accepted.every(({ isRepeat }) => !isRepeat)).toBe(true)
    const rows = await desk.rows(
      `select id, convert_from(raw_body, 'UTF8') as body from inbound_deliveries where clinic_id = $1`,
      [clinic.clinicId],
    )
    expect(new Map(rows.map(({ id, body }) => [id, body]))).toEqual(
      new Map(accepted.map(({ id }, index) => [id, bodies[index]])),
    )
  })

  test('keeps the same one only once, however often it comes at that moment, and counts the others', async () => {
    const answers = ['{"a":1}', '{"b":1}', '{"a":1}', '{"a":1}', '{"b":1}'].map((body) =>
      accept(clinic.clinicId, delivery(body)),
    )
    open()
    const accepted = await Promise.all(answers)
    expect(await kept()).toEqual({ '{"a":1}': 2, '{"b":1}': 1 })
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(2)
    expect(accepted.filter(({ isRepeat }) => !isRepeat)).toHaveLength(2)
  })

  test('lets a bad one spoil none of its group: the others are kept, it alone is refused', async () => {
    const first = [accept(clinic.clinicId, delivery('{"n":1}')), accept(clinic.clinicId, delivery('{"n":2}'))]
    const group = [
      delivery('{"n":3}'),
      delivery('{"bad":true}', uuidv7()),
      delivery('{"n":4}'),
      delivery('{"n":5}'),
    ].map((one) => accept(clinic.clinicId, one))
    open()
    await Promise.all(first)
    const outcomes = await Promise.allSettled(group)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(Object.keys(await kept())).toEqual(['{"n":1}', '{"n":2}', '{"n":3}', '{"n":4}', '{"n":5}'])
    const later = await accept(clinic.clinicId, delivery('{"n":6}'))
    expect(later.isRepeat).toBe(false)
  })

  test('holds one clinic up for no other, and mixes nobody’s deliveries', async () => {
    const other = await desk.openClinic('Other')
    const answers = [
      accept(clinic.clinicId, delivery('{"n":1}')),
      accept(clinic.clinicId, delivery('{"n":2}')),
      accept(clinic.clinicId, delivery('{"n":3}')),
      accept(other.clinicId, delivery('{"n":1}', other.calcom.id)),
    ]
    expect(transactions).toEqual([clinic.clinicId, clinic.clinicId, other.clinicId])
    open()
    await Promise.all(answers)
    expect(await kept()).toEqual({ '{"n":1}': 0, '{"n":2}': 0, '{"n":3}': 0 })
    expect(await kept(other)).toEqual({ '{"n":1}': 0 })
  })
})

describe('a burst while the database is away', () => {
  const line = openLine()
  let desk: TestDesk

  beforeAll(async () => {
    desk = await openDesk({ via: line.via })
    // The door knows the connection, so that the intake is what finds nobody.
    expect((await desk.deliver(calcomBooking().created())).status).toBe(200)
    await desk.settle()
  })
  afterAll(async () => {
    await desk?.close()
    await line.cut()
  })

  test('is answered 503, each of it and soon, and taken in when it comes again', async () => {
    const bodies = Array.from({ length: 40 }, () => calcomBooking().created())
    await line.cut()
    const since = performance.now()
    const refused = await Promise.all(bodies.map((body) => desk.deliver(body)))
    expect(refused.map(({ status }) => status)).toEqual(bodies.map(() => 503))
    expect(performance.now() - since).toBeLessThan(10_000)
    await line.mend()
    const until = performance.now() + 20_000
    while ((await desk.deliver(bodies[0])).status !== 200) {
      expect(performance.now(), 'it does not recover').toBeLessThan(until)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const answers = await Promise.all(bodies.map((body) => desk.deliver(body)))
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200))
    await desk.settle()
    const counted = await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) =>
      tx.one<{ count: number }>(sql`select count(*) from appointments where clinic_id = ${tx.clinicId}`),
    )
    expect(counted?.count).toBe(bodies.length + 1)
  })
})
