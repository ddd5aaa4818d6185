import { describe, expect, test } from 'vitest'
import { readDate, readTime, type SpanContext } from '../src/index.ts'

/** Friday 5 March 2027, in the afternoon. */
const friday: SpanContext = { now: '2027-03-05T20:00:00Z', timeZone: 'America/New_York' }
const on = (day: string) => ({ from: day, to: day })

describe('dates, counted from the clinic’s today', () => {
  test.each([
    ['today', '2027-03-05'],
    ['tommorow', '2027-03-06'],
    ['the day after tomorrow', '2027-03-07'],
    ['the 13th', '2027-03-13'],
    ['the 3rd', '2027-04-03'],
    ['12th of this month', '2027-03-12'],
    ['march 12', '2027-03-12'],
    ['feb 2nd', '2028-02-02'],
    ['3/12', '2027-03-12'],
    ['2027-04-01', '2027-04-01'],
    ['friday', '2027-03-12'],
    ['this sunday', '2027-03-07'],
    ['next tuesday', '2027-03-09'],
    ['tuesday next week', '2027-03-09'],
    ['next week on thursday', '2027-03-11'],
    ['a week from tuesday', '2027-03-16'],
    ['monday week', '2027-03-15'],
    ['in 3 days', '2027-03-08'],
    ['in two weeks', '2027-03-19'],
    ['monday the 15th', '2027-03-15'],
    ['first monday of april', '2027-04-05'],
    ['the friday after next', '2027-03-19'],
    ['not friday, saturday', '2027-03-06'],
    ['can’t do monday, tuesday works', '2027-03-09'],
    ['christmas eve', '2027-12-24'],
    ['thanksgiving', '2027-11-25'],
    ['hoy mismo', '2027-03-05'],
    ['mañana por la mañana', '2027-03-06'],
    ['pasado mañana', '2027-03-07'],
    ['el lunes que viene', '2027-03-08'],
    ['el 13', '2027-03-13'],
    ['trece de marzo', '2027-03-13'],
    ['lunes de la próxima semana', '2027-03-08'],
    ['dentro de 3 días', '2027-03-08'],
    ['de hoy en ocho', '2027-03-12'],
    ['en quince días', '2027-03-19'],
    ['el lunes no, mejor el martes', '2027-03-09'],
    ['el miercóles', '2027-03-10'],
  ])('%s', (said, day) => {
    expect(readDate(said, friday)).toEqual(on(day))
  })

  test.each([
    ['next week', { from: '2027-03-08', to: '2027-03-14' }],
    ['this weekend', { from: '2027-03-06', to: '2027-03-07', weekdays: [6, 0] }],
    ['monday or tuesday', { from: '2027-03-08', to: '2027-03-09', weekdays: [1, 2] }],
    ['from the 10th to the 12th', { from: '2027-03-10', to: '2027-03-12' }],
    ['before thursday', { from: '2027-03-05', to: '2027-03-10' }],
    ['after the 15th', { from: '2027-03-16', to: '2027-04-12' }],
    ['next week but not wednesday', { from: '2027-03-08', to: '2027-03-14', weekdays: [0, 1, 2, 4, 5, 6] }],
    ['in april', { from: '2027-04-01', to: '2027-04-30' }],
    ['a partir del 20', { from: '2027-03-20', to: '2027-04-16' }],
    ['entre el 10 y el 12', { from: '2027-03-10', to: '2027-03-12' }],
    ['la semana que viene', { from: '2027-03-08', to: '2027-03-14' }],
  ])('%s is a stretch', (said, wish) => {
    expect(readDate(said, friday)).toEqual(wish)
  })

  test.each([
    'yesterday',
    'last friday',
    'two weeks ago',
    'el lunes pasado',
    'born 03/04/1985',
    '24/7',
    'the link',
  ])('%s names no day to come', (said) => {
    expect(readDate(said, friday)).toBeNull()
  })

  test('today is the clinic’s, whatever the date in London is', () => {
    const late = { now: '2027-03-06T03:30:00Z', timeZone: 'America/New_York' }
    expect(readDate('today', late)).toEqual(on('2027-03-05'))
    expect(readDate('tomorrow', { ...late, timeZone: 'Europe/London' })).toEqual(on('2027-03-07'))
  })

  test('days follow each other over the nights on which clocks change, and over the year’s end', () => {
    const eve = { now: '2027-03-14T04:30:00Z', timeZone: 'America/New_York' }
    expect(readDate('today', eve)).toEqual(on('2027-03-13'))
    expect(readDate('tomorrow', eve)).toEqual(on('2027-03-14'))
    expect(readDate('in 2 days', { now: '2027-10-30T23:30:00Z', timeZone: 'Europe/Madrid' })).toEqual(
      on('2027-11-02'),
    )
    const silvester = { now: '2027-12-31T20:00:00Z', timeZone: 'America/New_York' }
    expect(readDate('tomorrow', silvester)).toEqual(on('2028-01-01'))
    expect(readDate('the 3rd', silvester)).toEqual(on('2028-01-03'))
    expect(readDate('feb 29', silvester)).toEqual(on('2028-02-29'))
  })

  test('a day is read as the one that was offered', () => {
    const offer = {
      kind: 'times' as const,
      options: [{ start: '2027-04-13T10:00' }, { start: '2027-04-16T15:00' }],
    }
    expect(readDate('the 13th', { ...friday, offer })).toEqual(on('2027-04-13'))
    expect(readDate('friday', { ...friday, offer })).toEqual(on('2027-04-16'))
  })

  test('3/4 is March or April by the country', () => {
    expect(readDate('4/3', { ...friday, country: 'US' })).toEqual(on('2027-04-03'))
    expect(readDate('4/6', { ...friday, country: 'ES' })).toEqual(on('2027-06-04'))
  })
})

describe('times of day', () => {
  test.each([
    ['11:15', '11:15'],
    ['3pm', '15:00'],
    ['three pm', '15:00'],
    ['half past 3', '15:30'],
    ['quarter to 5 in the evening', '16:45'],
    ['evening 5', '17:00'],
    ['morning 11:15', '11:15'],
    ['noonish', '12:00'],
    ['at 4', '16:00'],
    ['10.30', '10:30'],
    ['1030am', '10:30'],
    ['2 o’clock in the afternoon', '14:00'],
    ['ten to five', '16:50'],
    ['12:30 am', '00:30'],
    ['16h', '16:00'],
    ['5 y media', '17:30'],
    ['a las 5 menos cuarto', '16:45'],
    ['cuarto para las 5', '16:45'],
    ['8 de la tarde', '20:00'],
    ['mediodía', '12:00'],
    ['tomorrow at 9', '09:00'],
    ['not 3, 4', '16:00'],
  ])('%s', (said, at) => {
    expect(readTime(said, friday)).toEqual({ at })
  })

  test.each([
    ['after 4', '16:00', null],
    ['before noon', null, '12:00'],
    ['between 2 and 4', '14:00', '16:00'],
    ['2-4pm', '14:00', '16:00'],
    ['from 10 to 5', '10:00', '17:00'],
    ['not before 10', '10:00', null],
    ['no earlier than 11 no later than 2', '11:00', '14:00'],
    ['in the morning', null, '12:00'],
    ['late afternoon', '15:00', '18:00'],
    ['por la tarde', '12:00', '18:00'],
    ['después de las 4', '16:00', null],
    ['de 2 a 4', '14:00', '16:00'],
    ['any time', null, null],
  ])('%s is a stretch', (said, from, to) => {
    expect(readTime(said, friday)).toEqual({ from, to })
  })

  test('the half of the day that was offered is meant', () => {
    const offer = { kind: 'confirm' as const, option: { start: '2027-03-09T19:30' } }
    expect(readTime('7:30', friday)).toEqual({ at: '19:30' })
    expect(
      readTime('8:30', { ...friday, offer: { kind: 'confirm', option: { start: '2027-03-09T20:30' } } }),
    ).toEqual({
      at: '20:30',
    })
    expect(readTime('half an hour later', { ...friday, offer })).toEqual({ at: '20:00' })
  })

  test.each(['15 minutes late', 'for 2 people', '$300', '2 sessions', '50%'])(
    '%s is no time of day',
    (said) => {
      expect(readTime(said, friday)).toBeNull()
    },
  )
})
