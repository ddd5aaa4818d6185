/** Which appointments a range of days holds, as the boards of the calendar ask for it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf } from './cast.ts'

let desk: TestDesk
let cast: Cast

beforeAll(async () => {
  desk = await openDesk()
  cast = castOf(desk)
})
afterAll(() => desk.close())

async function listed(query: Record<string, string>): Promise<string[]> {
  const search = new URLSearchParams(query)
  const { status, body } = await desk.api('GET', `/api/appointments?${search}`)
  expect(status).toBe(200)
  return body.appointments.map(({ start_at }: { start_at: string }) => start_at)
}

test('a visit past midnight is on both days, one that ends at midnight on the first alone', async () => {
  const long = { durationMinutes: 60, durationsMinutes: [60], by: [await cast.practitioner()] }
  const serviceId = await cast.service(long)
  // Chicago is six hours behind: 23:30 to 0:30, and on another night 23:00 to 0:00.
  await cast.book({ serviceId, startAt: at('2026-12-02T05:30:00Z') })
  await cast.book({ serviceId, startAt: at('2026-12-03T05:00:00Z') })
  await cast.book({ serviceId, startAt: at('2026-12-03T06:00:00Z') })
  const past = '2026-12-02T05:30:00.000Z'
  const until = '2026-12-03T05:00:00.000Z'
  const first = '2026-12-03T06:00:00.000Z'
  const on = (day: string) => listed({ from: day, to: day })
  expect(await on('2026-12-01')).toEqual([past])
  expect(await on('2026-12-02')).toEqual([past, until])
  expect(await on('2026-12-03')).toEqual([first])
  expect(await on('2026-12-04')).toEqual([])
  expect(await listed({ from: '2026-12-02' })).toEqual([past, until, first])
  expect(await listed({ from: '2026-12-02T06:30:00Z' })).toEqual([until, first])
  expect(await listed({ to: '2026-12-01' })).toEqual([past])
})

test('on the night on which an hour comes twice a day ends where the clinic’s ends', async () => {
  const long = { durationMinutes: 60, durationsMinutes: [60], by: [await cast.practitioner()] }
  const serviceId = await cast.service(long)
  // The seventh of November 2027 has 25 hours in Chicago: this is 23:30 on it.
  await cast.book({ serviceId, startAt: at('2027-11-08T05:30:00Z') })
  expect(await listed({ from: '2027-11-07', to: '2027-11-07' })).toEqual(['2027-11-08T05:30:00.000Z'])
  expect(await listed({ from: '2027-11-08', to: '2027-11-08' })).toEqual(['2027-11-08T05:30:00.000Z'])
})
