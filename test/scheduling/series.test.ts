/** Visits that repeat: each an appointment of its own, booked together, moved and cancelled alone or with what follows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BookSeries, bookSeries } from '../../src/desk/scheduling/book-series.ts'
import { cancelFollowing, rescheduleFollowing } from '../../src/desk/scheduling/change-series.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf, staff } from './cast.ts'

let desk: TestDesk
let cast: Cast
let people = 500

beforeAll(async () => {
  desk = await openDesk({ now: '2026-10-01T15:00:00Z' })
  cast = castOf(desk)
})
afterAll(() => desk.close())

/** Ten o'clock in Chicago, a Monday; on the first of November the clocks go back. */
const startAt = at('2026-10-19T15:00:00Z')

async function book(input: Partial<BookSeries> & Pick<BookSeries, 'serviceId'>) {
  const person = personOf(people++)
  const booked = await cast.inClinic((tx) =>
    bookSeries(tx, staff, { person, startAt, rrule: 'FREQ=WEEKLY;COUNT=4', ...input }),
  )
  if (!booked.ok) throw new Error(booked.reason)
  return booked
}

async function localStarts(ids: string[]): Promise<string[]> {
  const rows = await cast.rows(
    `select to_char(start_at at time zone 'America/Chicago', 'MM-DD HH24:MI') as start from appointments where id = any($1) order by start_at`,
    [ids],
  )
  return rows.map((row) => row.start)
}

const taken = async (ids: string[]) =>
  (
    await cast.rows('select appointment_id from appointment_allocations where appointment_id = any($1)', [
      ids,
    ])
  ).length

describe('a series', () => {
  test('is booked at the same hour over the night the clocks change, each visit with its place and reminders', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds, seriesId } = await book({ serviceId })
    expect(await localStarts(appointmentIds)).toEqual([
      '10-19 10:00',
      '10-26 10:00',
      '11-02 10:00',
      '11-09 10:00',
    ])
    expect(await taken(appointmentIds)).toBe(4)
    await desk.settle()
    const reminders = await cast.rows(
      'select count(*)::int as n from touchpoints where appointment_id = any($1)',
      [appointmentIds],
    )
    expect(reminders).toEqual([{ n: 12 }])
    const series = await cast.rows(
      'select rrule, time_zone, first_start_local from appointment_series where id = $1',
      [seriesId],
    )
    expect(series).toEqual([
      { rrule: 'FREQ=WEEKLY;COUNT=4', time_zone: 'America/Chicago', first_start_local: '2026-10-19T10:00' },
    ])
  })

  test('is confirmed once, with all dates', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds } = await book({ serviceId })
    await desk.settle()
    const messages = await cast.rows('select body from messages where appointment_id = any($1)', [
      appointmentIds,
    ])
    expect(messages).toHaveLength(1)
    expect(messages[0].body).toContain(
      'Further visits: October 26 at 10:00 AM · November 2 at 10:00 AM · November 9 at 10:00 AM',
    )
  })

  test('is booked with whoever has time for all of it', async () => {
    const [ada, ben] = [await cast.practitioner(), await cast.practitioner()]
    const serviceId = await cast.service({ by: [ada, ben] })
    await cast.book({ serviceId, startAt: at('2026-11-02T16:00:00Z'), practitionerIds: [ada] })
    const { appointmentIds } = await book({ serviceId })
    const rows = await cast.rows('select distinct practitioner_id from appointments where id = any($1)', [
      appointmentIds,
    ])
    expect(rows).toEqual([{ practitioner_id: ben }])
  })

  test('is booked whole or not at all', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const inTheWay = at('2026-11-02T16:15:00Z')
    await cast.book({ serviceId, startAt: inTheWay })
    const refused = await book({ serviceId }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SlotTaken)
    expect(refused).toMatchObject({ wanted: { startAts: [at('2026-11-02T16:00:00Z')], durationMinutes: 30 } })
    expect(await cast.rows('select from appointments where service_id = $1', [serviceId])).toHaveLength(1)
  })

  test('counts its own visits toward a limit', async () => {
    const serviceId = await cast.service({
      by: [await cast.practitioner()],
      limits: { count: { week: 2 }, minutes: { month: 90 } },
    })
    const refused = await book({ serviceId, rrule: 'FREQ=DAILY;COUNT=9' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SlotTaken)
    // Two of the first week and one of the second are not among them: a fourth would be two hours in October.
    expect(refused).toMatchObject({
      wanted: { startAts: [21, 22, 23, 24, 25, 27].map((day) => at(`2026-10-${day}T15:00:00Z`)) },
    })
  })

  test('of one request twice is one series', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const requestKey = { key: 'series', requestHash: 'a' }
    const both = await Promise.all([book({ serviceId, requestKey }), book({ serviceId, requestKey })])
    expect(both[0]?.appointmentIds).toEqual(both[1]?.appointmentIds)
    expect(both.map((one) => one.isRepeat).toSorted()).toEqual([false, true])
  })
})

describe('of a series', () => {
  test('one visit is moved, and the others stay', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds } = await book({ serviceId })
    const [, second = ''] = appointmentIds
    const moved = at('2026-10-27T18:00:00Z')
    await cast.inClinic((tx) => rescheduleAppointment(tx, staff, { appointmentId: second, startAt: moved }))
    expect(await localStarts(appointmentIds)).toEqual([
      '10-19 10:00',
      '10-27 13:00',
      '11-02 10:00',
      '11-09 10:00',
    ])
  })

  test('this and the following are moved by as many days to the same hour, also onto each other’s places', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds, seriesId } = await book({ serviceId })
    const [, second = ''] = appointmentIds
    const later = at('2026-11-02T16:00:00Z')
    const moved = await cast.inClinic((tx) =>
      rescheduleFollowing(tx, staff, { appointmentId: second, startAt: later, sequence: 0 }),
    )
    expect(moved).toEqual({ ok: true, appointmentIds: appointmentIds.slice(1) })
    expect(await localStarts(appointmentIds)).toEqual([
      '10-19 10:00',
      '11-02 10:00',
      '11-09 10:00',
      '11-16 10:00',
    ])
    expect(await taken(appointmentIds)).toBe(4)
    const rows = await cast.rows(
      'select uid, sequence, series_id from appointments where id = any($1) order by start_at',
      [appointmentIds],
    )
    expect(rows.map((row) => row.sequence)).toEqual([0, 1, 1, 1])
    expect(rows.map((row) => row.uid)).toEqual(appointmentIds.map((id) => `${id}@foyer`))
    expect(new Set(rows.slice(1).map((row) => row.series_id)).size).toBe(1)
    expect(rows[0].series_id).toBe(seriesId)
    expect(rows[1].series_id).not.toBe(seriesId)
    const stale = await cast.inClinic((tx) =>
      rescheduleFollowing(tx, staff, { appointmentId: second, startAt, sequence: 0 }),
    )
    expect(stale).toEqual({ ok: false, reason: 'stale' })
  })

  test('all stay where they are when one of them cannot move', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds } = await book({ serviceId })
    const [first = ''] = appointmentIds
    await cast.book({ serviceId, startAt: at('2026-11-03T16:00:00Z') })
    const tuesday = at('2026-10-20T15:00:00Z')
    const move = cast.inClinic((tx) =>
      rescheduleFollowing(tx, staff, { appointmentId: first, startAt: tuesday }),
    )
    await expect(move).rejects.toMatchObject({
      name: 'SlotTaken',
      wanted: { startAts: [at('2026-11-03T16:00:00Z')] },
    })
    expect(await localStarts(appointmentIds)).toEqual([
      '10-19 10:00',
      '10-26 10:00',
      '11-02 10:00',
      '11-09 10:00',
    ])
    expect(await taken(appointmentIds)).toBe(4)
  })

  test('this and the following are cancelled; what was before or has ended stays', async () => {
    const serviceId = await cast.service({ by: [await cast.practitioner()] })
    const { appointmentIds } = await book({ serviceId })
    const [first = '', second = '', third = ''] = appointmentIds
    // Ten o'clock of the third Monday, after the clocks went back.
    desk.clock.set('2026-11-02T16:00:00Z')
    await cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId: third, status: 'fulfilled' }))
    const cancelled = await cast.inClinic((tx) => cancelFollowing(tx, staff, { appointmentId: second }))
    expect(cancelled).toMatchObject({ ok: true })
    const rows = await cast.rows('select status from appointments where id = any($1) order by start_at', [
      appointmentIds,
    ])
    expect(rows.map((row) => row.status)).toEqual(['booked', 'cancelled', 'fulfilled', 'cancelled'])
    expect(await taken(appointmentIds)).toBe(2)
    const single = await cast.book({ serviceId, startAt: at('2026-12-01T16:00:00Z') })
    expect(await cast.inClinic((tx) => cancelFollowing(tx, staff, { appointmentId: single }))).toEqual({
      ok: false,
      reason: 'no_series',
    })
    expect(
      await cast.inClinic((tx) => rescheduleFollowing(tx, staff, { appointmentId: first })),
    ).toMatchObject({ ok: true })
  })
})
