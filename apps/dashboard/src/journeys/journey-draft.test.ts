import { expect, test } from 'vitest'
import { type Draft, withTrigger } from './journey-draft.ts'

const AFTERCARE: Draft['rules'] = {
  purpose: 'care',
  trigger: { event: 'appointment.booked', filter: { procedures: ['botox'] } },
  anchor: 'appointment.start',
  lane: 'appointment',
  reentryAfterDays: null,
  replaces: [],
  holdoutPercent: 0,
  exits: [],
  follows: null,
  needsClinician: true,
}

test.each(['lead.quiet', 'patient.lapsed', 'appointment.no_show'])(
  'a journey around a visit that begins with %s instead wins people back, counted from when it begins',
  (event) => {
    expect(withTrigger(AFTERCARE, event)).toEqual({
      ...AFTERCARE,
      trigger: { ...AFTERCARE.trigger, event },
      anchor: 'enrolled',
      lane: 'winback',
      reentryAfterDays: 90,
    })
  },
)

test('a journey that won people back is of each visit, once a visit begins it', () => {
  const again = withTrigger(withTrigger(AFTERCARE, 'lead.quiet'), 'appointment.fulfilled')
  expect(again).toMatchObject({ anchor: 'appointment.end', lane: 'appointment', reentryAfterDays: null })
  expect(withTrigger(withTrigger(AFTERCARE, 'lead.quiet'), 'appointment.booked')).toEqual(AFTERCARE)
})

test('between two events of one kind all that fits stays as it was written', () => {
  const review = { ...AFTERCARE, anchor: 'enrolled', lane: 'review', reentryAfterDays: 180 } as const
  expect(withTrigger(review, 'appointment.fulfilled')).toMatchObject({ lane: 'review', anchor: 'enrolled' })
  const missed = { ...review, trigger: { event: 'appointment.no_show' }, anchor: 'appointment.end' } as const
  expect(withTrigger(missed, 'appointment.cancelled')).toMatchObject({ anchor: 'appointment.end' })
  expect(withTrigger(missed, 'lead.quiet')).toMatchObject({
    anchor: 'enrolled',
    lane: 'review',
    reentryAfterDays: 180,
  })
})
