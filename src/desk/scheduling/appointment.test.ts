import { describe, expect, test } from 'vitest'
import type { Booking } from '../../providers/bookings/notice.ts'
import {
  decideChange,
  isNewsWhenRepeated,
  isOldAttendance,
  type KnownAppointment,
  type Standing,
  type Told,
} from './appointment.ts'

const at = (text: string) => Temporal.Instant.from(text)
const start = at('2026-11-30T15:00:00Z')
const end = at('2026-11-30T15:30:00Z')

function known(overrides: Partial<KnownAppointment> = {}): KnownAppointment {
  return {
    id: 'a1',
    contactId: 'c1',
    status: 'booked',
    statusBeforeNoShow: null,
    startAt: start,
    endAt: end,
    sequence: 0,
    attendeeEmail: 'ana@example.com',
    vendorChangedAt: at('2026-11-20T10:00:00Z'),
    attendanceToldAt: null,
    ...overrides,
  }
}

const nobody: Standing = { known: null, isOldName: false, replaced: null, isOldReplaced: false }

function told(change: Told['change'], overrides: Partial<Told> = {}): Told {
  const occurredAt = overrides.occurredAt ?? at('2026-11-20T11:00:00Z')
  return {
    change,
    vendorStatus: null,
    occurredAt,
    firstToldAt: occurredAt,
    startAt: start,
    endAt: end,
    ...overrides,
  }
}

describe('of a booking that nobody knows', () => {
  test.each([
    ['created', null, 'booked'],
    ['created', 'pending', 'pending'],
    ['requested', null, 'pending'],
    ['rescheduled', null, 'booked'],
    ['cancelled', null, 'cancelled'],
    ['rejected', null, 'cancelled'],
    ['paid', 'accepted', 'booked'],
    ['paid', 'pending', 'pending'],
    ['payment_started', null, 'pending'],
  ] as const)('%s (%s) makes one that is %s', (change, vendorStatus, status) => {
    expect(decideChange(told(change, { vendorStatus }), nobody)).toEqual({ do: 'create', status })
  })
})

describe('of a booking that is known', () => {
  const standing = (appointment: KnownAppointment, isOldName = false): Standing => ({
    ...nobody,
    known: appointment,
    isOldName,
  })

  test('the same again changes nothing', () => {
    expect(decideChange(told('created'), standing(known()))).toMatchObject({
      do: 'nothing',
      because: 'known_already',
    })
    expect(decideChange(told('rescheduled'), standing(known()))).toMatchObject({ do: 'nothing' })
    expect(decideChange(told('cancelled'), standing(known({ status: 'cancelled' })))).toMatchObject({
      do: 'nothing',
    })
  })

  test('a creation confirms what was only asked for', () => {
    expect(decideChange(told('created'), standing(known({ status: 'pending' }))).do).toBe('confirm')
  })

  test('a creation confirms also what a no-show overtook', () => {
    const missed = known({ status: 'noshow', statusBeforeNoShow: 'pending' })
    expect(decideChange(told('created'), standing(missed)).do).toBe('confirm')
    expect(decideChange(told('created'), standing({ ...missed, statusBeforeNoShow: 'booked' })).do).toBe(
      'nothing',
    )
  })

  test('a request that comes late does not take a confirmation back', () => {
    expect(decideChange(told('requested'), standing(known())).do).toBe('nothing')
  })

  test('a creation that comes after the cancellation does not bring it back', () => {
    const cancelled = standing(known({ status: 'cancelled' }))
    expect(decideChange(told('created'), cancelled).do).toBe('nothing')
    const elsewhen = { startAt: at('2026-12-01T15:00:00Z'), endAt: at('2026-12-01T15:30:00Z') }
    expect(decideChange(told('created', elsewhen), cancelled).do).toBe('nothing')
  })

  test('whatever is told of an old name is old news', () => {
    for (const change of ['created', 'requested', 'cancelled', 'rejected'] as const) {
      expect(decideChange(told(change), standing(known(), true))).toMatchObject({
        do: 'nothing',
        because: 'older_than_known',
      })
    }
  })

  test('a cancellation from before the last change is old news', () => {
    const before = told('cancelled', { occurredAt: at('2026-11-20T09:00:00Z') })
    expect(decideChange(before, standing(known())).do).toBe('nothing')
    expect(decideChange(told('cancelled'), standing(known())).do).toBe('cancel')
  })

  test('a vendor without names of its own for moves tells other times under the same name', () => {
    const elsewhen = { startAt: at('2026-12-01T15:00:00Z'), endAt: at('2026-12-01T15:30:00Z') }
    expect(decideChange(told('rescheduled', elsewhen), standing(known()))).toMatchObject({
      do: 'move',
      status: 'booked',
    })
    const late = told('rescheduled', { ...elsewhen, occurredAt: at('2026-11-20T09:00:00Z') })
    expect(decideChange(late, standing(known())).do).toBe('nothing')
  })

  test('what was told before the end, and again after it, moves what lives and brings nothing back', () => {
    const again = told('rescheduled', {
      firstToldAt: at('2026-11-20T09:00:00Z'),
      startAt: at('2026-12-01T15:00:00Z'),
      endAt: at('2026-12-01T15:30:00Z'),
    })
    expect(decideChange(again, standing(known())).do).toBe('move')
    expect(decideChange(again, standing(known({ status: 'cancelled' }))).do).toBe('nothing')
    const news = { ...again, firstToldAt: again.occurredAt }
    expect(decideChange(news, standing(known({ status: 'cancelled' }))).do).toBe('move')
  })

  test('a payment that the vendor accepts confirms what was only asked for', () => {
    const pending = standing(known({ status: 'pending' }))
    expect(decideChange(told('paid', { vendorStatus: 'accepted' }), pending).do).toBe('confirm')
    expect(decideChange(told('paid', { vendorStatus: 'pending' }), pending).do).toBe('nothing')
  })
})

describe('of a booking that replaces another', () => {
  const replacing = (overrides: Partial<Standing> = {}): Standing => ({
    ...nobody,
    replaced: known(),
    ...overrides,
  })

  test('a reschedule moves the same appointment', () => {
    expect(decideChange(told('rescheduled'), replacing())).toMatchObject({
      do: 'move',
      appointment: { id: 'a1' },
    })
  })

  test('a reschedule that has to be confirmed is pending again', () => {
    expect(decideChange(told('requested'), replacing())).toMatchObject({ do: 'move', status: 'pending' })
    expect(decideChange(told('rescheduled', { vendorStatus: 'pending' }), replacing())).toMatchObject({
      do: 'move',
      status: 'pending',
    })
  })

  test('a cancelled visit that is booked anew lives again', () => {
    const cancelled = replacing({ replaced: known({ status: 'cancelled' }) })
    expect(decideChange(told('rescheduled'), cancelled).do).toBe('move')
  })

  test('the middle of a chain that comes late moves nothing', () => {
    const late = told('rescheduled', { occurredAt: at('2026-11-20T09:00:00Z') })
    expect(decideChange(late, replacing({ isOldReplaced: true })).do).toBe('nothing')
  })

  test('two rows that turn out to be one become the one that the patient knows', () => {
    const standing = replacing({ known: known({ id: 'a2' }) })
    expect(decideChange(told('rescheduled'), standing)).toMatchObject({
      do: 'absorb',
      appointment: { id: 'a1' },
      absorbed: { id: 'a2' },
    })
  })
})

test('what is told of attendance counts unless it is of an old name or from before', () => {
  const toldAt = at('2026-11-30T18:00:00Z')
  const marked: Standing = { ...nobody, known: known({ attendanceToldAt: toldAt }) }
  expect(isOldAttendance(toldAt.add({ seconds: 1 }), marked)).toBe(false)
  expect(isOldAttendance(toldAt.subtract({ seconds: 1 }), marked)).toBe(true)
  expect(isOldAttendance(null, marked)).toBe(false)
  expect(isOldAttendance(toldAt.add({ seconds: 1 }), { ...marked, isOldName: true })).toBe(true)
})

test.each([
  ['rescheduled', null, true],
  ['cancelled', null, true],
  ['rescheduled', start, false],
  ['created', null, false],
  ['requested', null, false],
  ['paid', null, false],
  ['rejected', null, false],
] as const)('%s, told of %s: the same bytes again may be news: %s', (change, occurredAt, isNews) => {
  const notice = { kind: 'booking', trigger: '', change, occurredAt, booking: {} as Booking } as const
  expect(isNewsWhenRepeated(notice)).toBe(isNews)
})

test('the same marks of attendance may come again, a ping says nothing twice', () => {
  const attendance = { kind: 'attendance' as const, trigger: '', references: [], attendees: [] }
  expect(isNewsWhenRepeated({ ...attendance, occurredAt: null })).toBe(true)
  expect(isNewsWhenRepeated({ ...attendance, occurredAt: start })).toBe(false)
  expect(isNewsWhenRepeated({ kind: 'ping', trigger: 'PING' })).toBe(false)
})
