/** Who takes what anybody of the service may take. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePractitioners } from '../../src/desk/scheduling/choose-practitioner.ts'
import { findBookable } from '../../src/desk/scheduling/find-bookable.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from './cast.ts'

let desk: TestDesk
let cast: Cast
let day = 0

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  cast = castOf(desk)
})
afterAll(() => desk.close())

/** Ten o'clock in Chicago, each time of another day. */
const nextDay = () => at('2026-12-01T16:00:00Z').add({ hours: 24 * day++ })

async function inTurn(
  serviceId: string,
  practitionerIds: string[],
  contactId: string | null = null,
): Promise<string[]> {
  return cast.inClinic(async (tx) => {
    const bookable = await findBookable(tx, serviceId)
    if (!bookable) throw new Error('no such service')
    return choosePractitioners(tx, { bookable, practitionerIds, contactId })
  })
}
const contactOf = async (appointmentId: string): Promise<string> =>
  (await cast.rows('select contact_id from appointments where id = $1', [appointmentId]))[0].contact_id
const newPractitioners = async (count: number) => {
  const ids: string[] = []
  for (let position = 0; position < count; position++) ids.push(await cast.practitioner({ position }))
  return ids as [string, string, string]
}
const book = (serviceId: string, practitionerId: string, person?: number) =>
  cast.book({ serviceId, startAt: nextDay(), practitionerIds: [practitionerId] }, person)

test('whoever has had least comes first, and with nothing between them the clinic’s order', async () => {
  const all = await newPractitioners(3)
  const [ada, ben, eve] = all
  const serviceId = await cast.service({ by: all })
  expect(await inTurn(serviceId, all)).toEqual([ada, ben, eve])
  await book(serviceId, ada)
  expect(await inTurn(serviceId, all)).toEqual([ben, eve, ada])
  desk.clock.advance({ minutes: 1 })
  await book(serviceId, ben)
  await book(serviceId, eve)
  // All have had one; Ada's was the longest ago.
  expect(await inTurn(serviceId, all)).toEqual([ada, ben, eve])
  expect(await inTurn(serviceId, [eve, ben])).toEqual([ben, eve])
})

test('twice the weight is twice the share; of equals the higher priority comes first', async () => {
  const [ada, ben, eve] = await newPractitioners(3)
  const performer = (practitionerId: string, weight: number, priority: number) => ({
    practitionerId,
    weight,
    priority,
  })
  const serviceId = await cast.service({
    practitioners: [performer(ada, 200, 2), performer(ben, 100, 2), performer(eve, 100, 3)],
  })
  const taken: string[] = []
  for (let i = 0; i < 8; i++) {
    const [next = ''] = await inTurn(serviceId, [ada, ben, eve])
    taken.push(next)
    await book(serviceId, next)
  }
  const countOf = (id: string) => taken.filter((each) => each === id).length
  expect([ada, ben, eve].map(countOf)).toEqual([4, 2, 2])
  expect(taken.indexOf(eve)).toBeLessThan(taken.indexOf(ben))
})

test('a patient comes to whom they came to last, also after a merge of two contacts', async () => {
  const all = await newPractitioners(3)
  const [ada, ben, eve] = all
  const serviceId = await cast.service({ by: all })
  const contactId = await contactOf(await book(serviceId, eve, 7001))
  expect(await inTurn(serviceId, all, contactId)).toEqual([eve, ada, ben])
  await book(serviceId, ben, 7001)
  expect((await inTurn(serviceId, all, contactId))[0]).toBe(ben)
  expect((await inTurn(serviceId, [ada, eve], contactId))[0]).toBe(eve)
  const root = await contactOf(await book(serviceId, ada, 7002))
  await cast.rows('update contacts set merged_into_id = $2 where id = $1', [contactId, root])
  expect((await inTurn(serviceId, [ben, eve], root))[0]).toBe(ben)
})

test('what was cancelled, is long past, or of another service does not count', async () => {
  const all = await newPractitioners(2)
  const [ada, ben] = all
  const [serviceId, other] = [await cast.service({ by: all }), await cast.service({ by: all })]
  const cancelled = await book(serviceId, ada)
  await cast.rows(`update appointments set status = 'cancelled' where id = $1`, [cancelled])
  const past = await book(serviceId, ada)
  await cast.rows(
    `update appointments set start_at = start_at - interval '200 days', end_at = end_at - interval '200 days' where id = $1`,
    [past],
  )
  await book(other, ada)
  expect(await inTurn(serviceId, all)).toEqual([ada, ben])
})

test('nobody new is given all that they have not had', async () => {
  const [ada, ben] = await newPractitioners(2)
  const serviceId = await cast.service({ by: [ada, ben] })
  for (const id of [ada, ben, ada, ben, ada, ben]) await book(serviceId, id)
  desk.clock.advance({ hours: 1 })
  const eve = await cast.practitioner({ position: 9 })
  await desk.api('PATCH', `/api/services/${serviceId}`, {
    body: {
      practitioners: [ada, ben, eve].map((id) => ({ practitioner_id: id, weight: 100, priority: 2 })),
    },
  })
  const taken: string[] = []
  for (let i = 0; i < 6; i++) {
    const [next = ''] = await inTurn(serviceId, [ada, ben, eve])
    taken.push(next)
    await book(serviceId, next)
  }
  expect(taken.filter((id) => id === eve)).toHaveLength(2)
})

test('another clinic’s visits are nobody’s share', async () => {
  const all = await newPractitioners(2)
  const serviceId = await cast.service({ by: all })
  const other = castOf(desk, await desk.openClinic('Elsewhere'))
  const elsewhere = await other.service({ by: [await other.practitioner()] })
  await other.book({ serviceId: elsewhere, startAt: nextDay() })
  expect(await inTurn(serviceId, all)).toEqual(all)
})
