/** The waitlist: who is asked, how a place is kept for them, and that one of them gets it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptOffer, declineOffer, leaveWaitlist } from '../../src/desk/scheduling/answer-offer.ts'
import { blockTime } from '../../src/desk/scheduling/block-time.ts'
import { changeStatus } from '../../src/desk/scheduling/change-status.ts'
import { findHolds } from '../../src/desk/scheduling/find-holds.ts'
import { findWaitlist } from '../../src/desk/scheduling/find-waitlist.ts'
import { type JoinWaitlist, joinWaitlist } from '../../src/desk/scheduling/join-waitlist.ts'
import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { releaseHold } from '../../src/desk/scheduling/release-hold.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import { closeClinic } from '../../src/desk/services/close-clinic.ts'
import { saveClinicHours } from '../../src/desk/services/save-hours.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, type Cast, castOf, personOf, staff } from './cast.ts'

let desk: TestDesk
let cast: Cast
let demir: string
let serviceId: string

/** Ten o'clock in Chicago, a Tuesday; the clock says nine on the Monday before. */
const startAt = at('2026-11-24T16:00:00Z')

beforeEach(async () => {
  desk = await openDesk()
  cast = castOf(desk)
  demir = await cast.practitioner()
  serviceId = await cast.service({ by: [demir] })
  await cast.inClinic((tx) =>
    saveClinicHours(tx, staff, [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]),
  )
})
afterEach(() => desk.close())

async function join(person: number, input: Partial<JoinWaitlist> = {}): Promise<string> {
  const joined = await cast.inClinic((tx) =>
    joinWaitlist(tx, staff, { serviceId, person: personOf(person), ...input }),
  )
  if (!joined.ok) throw new Error(joined.reason)
  return joined.entryId
}

async function free(): Promise<void> {
  await cancel(await cast.book({ serviceId, startAt }, 100))
}

async function cancel(appointmentId: string): Promise<void> {
  await cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId, status: 'cancelled' }))
  await desk.pass({ seconds: 31 })
}

/** Whom an offer was sent to, as often as it was. */
async function messagesTo(): Promise<string[]> {
  const rows = await desk.rows(`select to_name from messages where kind = 'waitlist_offer' order by to_name`)
  return rows.map((row) => row.to_name)
}

/** The links that went out, by whom they went to. */
async function links(): Promise<Map<string, string>> {
  const rows = await desk.rows(
    `select to_name, body from messages where kind = 'waitlist_offer' and status = 'sent' order by id`,
  )
  return new Map(
    rows.map(({ to_name, body }) => [
      to_name,
      /http:\/\/foyer\.test\/riverside\/offer\/(\S+)/.exec(body)?.[1] ?? '',
    ]),
  )
}

const accept = (token = '') =>
  cast.inClinic((tx) => acceptOffer(tx, { kind: 'contact', id: null }, { token }))
const decline = (token = '') => cast.inClinic((tx) => declineOffer(tx, { kind: 'contact', id: null }, token))
const entries = () => cast.inClinic((tx) => findWaitlist(tx, { limit: 50, offset: 0 }))
const statuses = async () =>
  Object.fromEntries((await entries()).map((e) => [e.patientName, [e.status, e.offer?.status]]))
const holds = () => desk.rows('select id, expires_at from holds')

describe('a place that becomes free', () => {
  test('is offered to the longest waiting, three at a time, and held for them', async () => {
    for (const person of [1, 2, 3, 4]) await join(person)
    await free()
    expect([...(await links()).keys()]).toEqual(['Patient 1', 'Patient 2', 'Patient 3'])
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
    expect(await statuses()).toEqual({
      'Patient 1': ['offered', 'open'],
      'Patient 2': ['offered', 'open'],
      'Patient 3': ['offered', 'open'],
      'Patient 4': ['waiting', undefined],
    })
  })

  test('goes to whoever says yes first; the others are told and keep their turn', async () => {
    for (const person of [1, 2, 3, 4]) await join(person)
    await free()
    const offered = await links()
    const yes = await accept(offered.get('Patient 2'))
    expect(yes).toMatchObject({ ok: true })
    expect(await accept(offered.get('Patient 2'))).toEqual(yes)
    expect(await accept(offered.get('Patient 1'))).toEqual({ ok: false, reason: 'lost' })
    await desk.settle()
    const told = await desk.rows(`select to_name from messages where kind = 'waitlist_lost' order by to_name`)
    expect(told).toEqual([{ to_name: 'Patient 1' }, { to_name: 'Patient 3' }])
    const confirmed = await desk.rows(
      `select to_name from messages where kind = 'confirmation' and to_name = 'Patient 2'`,
    )
    expect(confirmed).toHaveLength(1)
    expect(await statuses()).toMatchObject({
      'Patient 2': ['booked', 'accepted'],
      'Patient 1': ['waiting', 'lost'],
    })
    const [appointment] = await desk.rows(
      'select attendee_name, status, practitioner_id from appointments where status = $1',
      ['booked'],
    )
    expect(appointment).toEqual({ attendee_name: 'Patient 2', status: 'booked', practitioner_id: demir })
    expect(await holds()).toEqual([])
  })

  test('goes to one of two who say yes at the same moment', async () => {
    for (const person of [1, 2, 3]) await join(person)
    await free()
    const answers = await Promise.all(
      [...(await links()).values()].flatMap((token) => [accept(token), accept(token)]),
    )
    const won = answers.filter((answer) => answer.ok)
    expect(won).toHaveLength(2)
    expect(won[0]).toEqual(won[1])
    expect(answers.filter((answer) => !answer.ok)).toEqual(Array(4).fill({ ok: false, reason: 'lost' }))
    expect(await desk.rows(`select from appointments where status = 'booked'`)).toHaveLength(1)
  })

  test('is offered to the next when nobody answers, and is anybody’s when nobody is left', async () => {
    for (const person of [1, 2, 3, 4]) await join(person)
    await free()
    const offered = await links()
    await desk.pass({ minutes: 16 })
    expect([...(await links()).keys()].at(-1)).toBe('Patient 4')
    expect(await accept(offered.get('Patient 1'))).toEqual({ ok: false, reason: 'expired' })
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
    await desk.pass({ minutes: 16 })
    expect(await holds()).toEqual([])
    await cast.book({ serviceId, startAt })
    expect((await links()).size).toBe(4)
  })

  test('is offered to the next at once when all of a wave decline', async () => {
    for (const person of [1, 2, 3, 4]) await join(person)
    await free()
    const offered = [...(await links()).values()]
    for (const token of offered) expect(await decline(token)).toEqual({ ok: true })
    expect(await decline(offered[0])).toEqual({ ok: true })
    await desk.settle()
    expect([...(await links()).keys()]).toContain('Patient 4')
    expect((await entries()).map((entry) => entry.status)).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'offered',
    ])
  })

  test('is not offered to whoever gave it up', async () => {
    await join(100)
    await free()
    expect(await links()).toEqual(new Map())
    await cast.book({ serviceId, startAt })
  })

  test('is offered once however often the reactor runs', async () => {
    await join(1)
    await free()
    const [freed] = await desk.rows(`select id from events where type = 'slot.freed'`)
    await desk.rows(
      `insert into pgboss.job (name, data) select 'work', json_build_object('name', 'offerPlace', 'clinicId', $1::text, 'id', $2::text)`,
      [desk.clinic.clinicId, freed.id],
    )
    await desk.settle()
    expect(await desk.rows(`select from waitlist_offers`)).toHaveLength(1)
    expect(await desk.rows(`select from messages where kind = 'waitlist_offer'`)).toHaveLength(1)
  })

  test('in the night is anybody’s until morning, and offered then if it is still free', async () => {
    for (const person of [1, 2]) await join(person)
    const taken = await cast.book({ serviceId, startAt: startAt.add({ hours: 30 }) }, 101)
    desk.clock.set('2026-11-24T04:30:00Z')
    await free()
    await cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId: taken, status: 'cancelled' }))
    await desk.settle()
    expect(await links()).toEqual(new Map())
    await cast.book({ serviceId, startAt }, 102)
    desk.clock.set('2026-11-24T14:00:00Z')
    await desk.settle()
    expect((await links()).size).toBe(2)
    expect(await desk.rows(`select distinct start_at from waitlist_offers`)).toHaveLength(1)
    expect(await holds()).toHaveLength(1)
  })

  test('of a hold that nobody booked is offered to nobody: it had been free before', async () => {
    await join(1)
    const { id, token } = await cast.hold({ serviceId, startAt })
    await cast.inClinic((tx) => releaseHold(tx, { id, token }))
    await cast.hold({ serviceId, startAt })
    await desk.pass({ minutes: 6 })
    expect(await links()).toEqual(new Map())
    expect(await holds()).toEqual([])
  })

  test('is offered to nobody twice who let it pass, though it becomes free again and again', async () => {
    for (const person of [1, 2]) await join(person)
    await free()
    const first = await links()
    await decline(first.get('Patient 1'))
    await desk.pass({ minutes: 16 })
    await free()
    await desk.pass({ minutes: 16 })
    expect(await messagesTo()).toEqual(['Patient 1', 'Patient 2'])
  })

  test('is offered again to whoever was too late for it', async () => {
    for (const person of [1, 2]) await join(person)
    await free()
    const yes = await accept((await links()).get('Patient 1'))
    await desk.settle()
    if (!yes.ok) throw new Error(yes.reason)
    await cancel(yes.appointmentId)
    expect(await messagesTo()).toEqual(['Patient 1', 'Patient 2', 'Patient 2'])
  })

  test('waits for a visitor who holds it, and is offered when they let it go', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    desk.clock.set('2026-11-24T04:30:00Z')
    await cancel(id)
    desk.clock.set('2026-11-24T13:58:00Z')
    await cast.hold({ serviceId, startAt })
    await desk.pass({ minutes: 3 })
    expect(await links()).toEqual(new Map())
    await desk.pass({ minutes: 3 })
    expect((await links()).size).toBe(1)
  })
})

describe('a place that the clinic would not sell is offered to nobody', () => {
  const close = (date: string, windows?: { start: string; end: string }[]) =>
    cast.inClinic((tx) => closeClinic(tx, staff, { date, windows, name: 'Dr. Demir is ill' }))
  const change = (fields: Parameters<typeof changeService>[3]) =>
    cast.inClinic((tx) => changeService(tx, staff, serviceId, fields))

  test.each<[string, () => Promise<unknown>]>([
    ['on a day on which the clinic is closed', () => close('2026-11-24')],
    ['after the end of a short day', () => close('2026-11-24', [{ start: '12:00', end: '14:00' }])],
    [
      'in blocked time',
      () => {
        const endAt = startAt.add({ hours: 8 })
        return cast.inClinic((tx) =>
          blockTime(tx, staff, { practitionerId: demir, resourceId: null, startAt, endAt, title: 'Ill' }),
        )
      },
    ],
    ['of a service that is offered no longer', () => change({ isArchived: true })],
    ['within the service’s notice', () => change({ minimumNoticeMinutes: 26 * 60 })],
    ['beyond the booking window', () => change({ bookingWindow: { from: '2026-11-01', to: '2026-11-23' } })],
  ])('%s', async (_, happens) => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    await happens()
    await cancel(id)
    expect(await links()).toEqual(new Map())
    expect(await holds()).toEqual([])
  })

  test('that is a seat of a group, which is called off one by one', async () => {
    const group = await cast.service({ by: [demir], seats: 3, name: 'Group' })
    await join(1, { serviceId: group })
    const ids = [
      await cast.book({ serviceId: group, startAt }, 100),
      await cast.book({ serviceId: group, startAt }, 101),
    ]
    await close('2026-11-24')
    for (const id of ids) await cancel(id)
    expect(await links()).toEqual(new Map())
  })

  test('that begins before anybody could answer', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    desk.clock.set('2026-11-24T15:55:00Z')
    await cancel(id)
    expect(await links()).toEqual(new Map())
  })

  test('that was to be offered in the morning of a day that was closed in the night', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    desk.clock.set('2026-11-24T04:30:00Z')
    await cancel(id)
    await close('2026-11-24')
    desk.clock.set('2026-11-24T14:00:00Z')
    await desk.settle()
    expect(await links()).toEqual(new Map())
    expect(await holds()).toEqual([])
  })

  test('nor is a yes taken for a day that was closed since', async () => {
    await join(1)
    await free()
    await close('2026-11-24')
    expect(await accept((await links()).get('Patient 1'))).toEqual({ ok: false, reason: 'lost' })
    expect(await desk.rows(`select from appointments where status = 'booked'`)).toEqual([])
  })
})

describe('what was a mistake is undone', () => {
  const undo = (appointmentId: string) =>
    cast.inClinic((tx) => changeStatus(tx, staff, { appointmentId, status: 'booked' }))

  test('though the place is being offered: whoever was asked is told that it is gone', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    await cancel(id)
    const token = (await links()).get('Patient 1')
    expect(await undo(id)).toEqual({ ok: true })
    expect(await accept(token)).toEqual({ ok: false, reason: 'lost' })
    await desk.settle()
    expect(await desk.rows(`select to_name from messages where kind = 'waitlist_lost'`)).toEqual([
      { to_name: 'Patient 1' },
    ])
    expect(await holds()).toEqual([])
    await expect(cast.book({ serviceId, startAt })).rejects.toThrow(SlotTaken)
  })

  test('by moving it back, too', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    const move = (to: Temporal.Instant) =>
      cast.inClinic((tx) =>
        rescheduleAppointment(tx, staff, { appointmentId: id, startAt: to, byStaff: true }),
      )
    await move(startAt.add({ hours: 1 }))
    await desk.pass({ seconds: 31 })
    expect((await links()).size).toBe(1)
    expect(await move(startAt)).toMatchObject({ ok: true })
    expect(await holds()).toEqual([])
  })

  test('but not once somebody said yes', async () => {
    await join(1)
    const id = await cast.book({ serviceId, startAt }, 100)
    await cancel(id)
    expect(await accept((await links()).get('Patient 1'))).toMatchObject({ ok: true })
    await expect(undo(id)).rejects.toThrow(SlotTaken)
  })
})

test('what waits for the morning takes no place until then: of a limit, of seats, or on the calendar', async () => {
  const group = await cast.service({ by: [demir], seats: 1, limits: { count: { day: 1 } } })
  await join(1, { serviceId: group })
  const id = await cast.book({ serviceId: group, startAt }, 100)
  desk.clock.set('2026-11-24T04:30:00Z')
  await cancel(id)
  expect(await holds()).toHaveLength(1)
  expect(
    await cast.inClinic((tx) => findHolds(tx, { from: startAt, to: startAt.add({ hours: 1 }) })),
  ).toEqual([])
  await cast.book({ serviceId: group, startAt }, 101)
})

describe('suits', () => {
  test.each<[string, Partial<JoinWaitlist>, boolean]>([
    ['that date', { earliestOn: '2026-11-24', latestOn: '2026-11-24' }, true],
    ['an earlier date', { earliestOn: '2026-11-20', latestOn: '2026-11-23' }, false],
    ['a later date', { earliestOn: '2026-11-25' }, false],
    ['Tuesdays', { days: [2] }, true],
    ['any day but Tuesday', { days: [0, 1, 3, 4, 5, 6] }, false],
    ['from ten on', { fromTime: '10:00', toTime: '10:01' }, true],
    ['until ten', { fromTime: '08:00', toTime: '10:00' }, false],
    ['afternoons', { fromTime: '13:00' }, false],
  ])('whoever wants %s: %s', async (_, wish, suits) => {
    await join(1, wish)
    await free()
    expect((await links()).size).toBe(suits ? 1 : 0)
  })

  test('whoever waits for this practitioner, or for anybody', async () => {
    const kim = await cast.practitioner()
    const shared = await cast.service({ by: [demir, kim] })
    await join(1, { serviceId: shared, practitionerId: kim })
    await join(2, { serviceId: shared, practitionerId: demir })
    await join(3, { serviceId: shared })
    const id = await cast.book({ serviceId: shared, startAt, practitionerIds: [demir] }, 101)
    await cancel(id)
    expect([...(await links()).keys()]).toEqual(['Patient 2', 'Patient 3'])
  })

  test('nobody twice at once: who has an offer to answer is passed over', async () => {
    await join(1)
    await join(2)
    await free()
    const later = await cast.book({ serviceId, startAt: startAt.add({ hours: 2 }) }, 101)
    await join(3)
    await cancel(later)
    const rows = await desk.rows('select start_at, contact_id from waitlist_offers where status = $1', [
      'open',
    ])
    expect(rows).toHaveLength(3)
    expect(new Set(rows.map((row) => row.contact_id)).size).toBe(3)
  })

  test('whoever agreed to no messages is refused by the arbiter, and the place is not lost to the others', async () => {
    await join(1)
    const [{ contact_id: contactId }] = await desk.rows('select contact_id from waitlist_entries')
    await desk.api('POST', `/api/contacts/${contactId}/consents`, {
      body: { purpose: 'all', channel: 'all', state: 'withdrawn' },
    })
    await join(2)
    await free()
    expect([...(await links()).keys()]).toEqual(['Patient 2'])
  })
})

describe('the list', () => {
  test('has each patient once for a service; joining again changes the wish and keeps the turn', async () => {
    const first = await join(1, { days: [1] })
    await join(2)
    expect(await join(1, { days: [2], fromTime: '09:00' })).toBe(first)
    expect(await entries()).toMatchObject([
      {
        id: first,
        days: [2],
        fromTime: '09:00',
        contact: { displayName: 'Patient 1', phone: '+13122000001' },
      },
      { patientName: 'Patient 2' },
    ])
  })

  test('takes only what can be', async () => {
    const refused = async (input: Partial<JoinWaitlist>) =>
      cast.inClinic((tx) => joinWaitlist(tx, staff, { serviceId, person: personOf(1), ...input }))
    expect(await refused({ serviceId: uuidv7() })).toEqual({ ok: false, reason: 'no_service' })
    expect(await refused({ practitionerId: uuidv7() })).toEqual({ ok: false, reason: 'no_practitioner' })
    expect(await refused({ person: { contactId: uuidv7() } })).toEqual({ ok: false, reason: 'no_contact' })
    expect(await refused({ person: { name: 'Nobody', phone: null, email: null } })).toEqual({
      ok: false,
      reason: 'no_address',
    })
    expect(await refused({ earliestOn: '2026-12-02', latestOn: '2026-12-01' })).toEqual({
      ok: false,
      reason: 'ends_before_start',
    })
  })

  test('is left, and an open offer with it', async () => {
    const first = await join(1)
    await free()
    const token = (await links()).get('Patient 1')
    const leave = () => cast.inClinic((tx) => leaveWaitlist(tx, staff, first))
    expect(await leave()).toBe(true)
    expect(await leave()).toBe(false)
    expect(await accept(token)).toEqual({ ok: false, reason: 'declined' })
    await desk.settle()
    expect(await holds()).toEqual([])
    expect((await entries()).map((entry) => entry.status)).toEqual(['left'])
  })

  test('of another clinic is not seen, nor answered', async () => {
    await join(1)
    await free()
    const other = castOf(desk, await desk.openClinic('Other'))
    expect(await other.inClinic((tx) => findWaitlist(tx, { limit: 50, offset: 0 }))).toEqual([])
    const token = (await links()).get('Patient 1') ?? ''
    expect(await other.inClinic((tx) => acceptOffer(tx, system, { token }))).toEqual({
      ok: false,
      reason: 'no_offer',
    })
  })
})
