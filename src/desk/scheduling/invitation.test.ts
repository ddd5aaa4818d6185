import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type Invitation, renderInvitation } from './invitation.ts'

const friday: Invitation = {
  method: 'REQUEST',
  uid: '0199c8f2-6a1e-7c4b-9a51-5f1d2c3b4a59@foyer.example',
  sequence: 0,
  startAt: Temporal.Instant.from('2026-11-27T16:00:00Z'),
  endAt: Temporal.Instant.from('2026-11-27T16:30:00Z'),
  summary: 'Appointment at Bright Smile Clinic',
  location: '12 Main St, Austin, TX',
  organizer: { name: 'Bright Smile Clinic', email: 'frontdesk@clinic.example' },
  attendee: { name: 'Ana Souza', email: 'ana@example.com' },
  now: Temporal.Instant.from('2026-11-21T15:04:05.678Z'),
}

/** Read by ical.js, which shares no code with the writer. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const events = calendar.getAllSubcomponents('vevent')
  expect(events).toHaveLength(1)
  const event = events[0] as ICAL.Component
  const time = (name: string) => {
    const value = event.getFirstPropertyValue(name) as ICAL.Time
    expect(value.zone).toBe(ICAL.Timezone.utcTimezone)
    return Temporal.Instant.fromEpochMilliseconds(value.toUnixTime() * 1000)
  }
  const person = (name: string) => {
    const property = event.getFirstProperty(name) as ICAL.Property
    const address = String(property.getFirstValue())
    return { name: property.getFirstParameter('cn'), email: address.replace(/^mailto:/i, '') }
  }
  return {
    method: calendar.getFirstPropertyValue('method'),
    version: calendar.getFirstPropertyValue('version'),
    prodId: calendar.getFirstPropertyValue('prodid'),
    zones: calendar.getAllSubcomponents('vtimezone').length,
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    status: event.getFirstPropertyValue('status'),
    stampedAt: time('dtstamp'),
    startAt: time('dtstart'),
    endAt: time('dtend'),
    summary: event.getFirstPropertyValue('summary'),
    location: event.getFirstPropertyValue('location'),
    description: event.getFirstPropertyValue('description'),
    url: event.getFirstPropertyValue('url'),
    organizer: person('organizer'),
    attendee: person('attendee'),
    rsvp: event.getFirstProperty('attendee')?.getFirstParameter('rsvp'),
    participation: event.getFirstProperty('attendee')?.getFirstParameter('partstat'),
    role: event.getFirstProperty('attendee')?.getFirstParameter('role'),
  }
}

describe('an invitation', () => {
  test('says who, when and where', () => {
    expect(read(renderInvitation({ ...friday, url: 'https://clinic.example/a/x?t=1' }))).toMatchObject({
      method: 'REQUEST',
      version: '2.0',
      prodId: '-//Foyer//Foyer//EN',
      zones: 0,
      uid: friday.uid,
      sequence: 0,
      status: 'CONFIRMED',
      stampedAt: Temporal.Instant.from('2026-11-21T15:04:05Z'),
      startAt: friday.startAt,
      endAt: friday.endAt,
      summary: friday.summary,
      location: friday.location,
      description: null,
      url: 'https://clinic.example/a/x?t=1',
      organizer: friday.organizer,
      attendee: friday.attendee,
      rsvp: 'TRUE',
      participation: 'NEEDS-ACTION',
      role: 'REQ-PARTICIPANT',
    })
  })

  test('is made, moved and cancelled under one uid, with a rising sequence and the same organizer', () => {
    const moved = {
      ...friday,
      sequence: 1,
      startAt: Temporal.Instant.from('2026-12-01T17:00:00Z'),
      endAt: Temporal.Instant.from('2026-12-01T17:30:00Z'),
      now: Temporal.Instant.from('2026-11-22T09:00:00Z'),
    }
    const cancelled = {
      ...moved,
      method: 'CANCEL' as const,
      sequence: 2,
      now: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    }
    const life = [friday, moved, cancelled].map((step) => read(renderInvitation(step)))
    expect(life.map(({ method, sequence, status }) => [method, sequence, status])).toEqual([
      ['REQUEST', 0, 'CONFIRMED'],
      ['REQUEST', 1, 'CONFIRMED'],
      ['CANCEL', 2, 'CANCELLED'],
    ])
    expect(new Set(life.map(({ uid }) => uid)).size).toBe(1)
    expect(life.map(({ startAt }) => startAt)).toEqual([friday.startAt, moved.startAt, moved.startAt])
    expect(new Set(life.map(({ stampedAt }) => String(stampedAt))).size).toBe(3)
    for (const step of life) {
      expect(step.organizer).toEqual(friday.organizer)
      expect(step.attendee).toEqual(friday.attendee)
    }
  })

  // Wall-clock times around the change, the repeated hour in both its readings.
  test.each([
    ['America/Chicago', '2026-11-01T01:30', ['2026-11-01T06:30:00Z', '2026-11-01T07:30:00Z']],
    ['America/Sao_Paulo', '2019-02-16T23:30', ['2019-02-17T01:30:00Z', '2019-02-17T02:30:00Z']],
    ['Europe/Istanbul', '2015-11-08T03:30', ['2015-11-08T00:30:00Z', '2015-11-08T01:30:00Z']],
    ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']],
    ['Africa/Casablanca', '2026-02-15T02:30', ['2026-02-15T01:30:00Z', '2026-02-15T02:30:00Z']],
    ['America/St_Johns', '2026-11-01T01:30', ['2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z']],
  ])('keeps both readings of the hour that %s lives twice', (timeZone, wallClock, instants) => {
    const readings = (['earlier', 'later'] as const).map((disambiguation) =>
      Temporal.PlainDateTime.from(wallClock).toZonedDateTime(timeZone, { disambiguation }).toInstant(),
    )
    expect(readings.map(String)).toEqual(instants)
    for (const startAt of readings) {
      // Half an hour from the first reading ends in the second: the end must not slip back before the start.
      const endAt = startAt.add({ minutes: 30 })
      expect(read(renderInvitation({ ...friday, startAt, endAt }))).toMatchObject({ startAt, endAt })
    }
  })

  test('keeps commas, semicolons, backslashes, quotes and line breaks', () => {
    const odd = 'a, b; c\\ d\\n e: "f" ^g\nnext line\r\nthird'
    const back = read(
      renderInvitation({
        ...friday,
        summary: odd,
        location: odd,
        description: odd,
        url: 'https://x.example/?a=1,2;b',
      }),
    )
    const lines = odd.replaceAll('\r\n', '\n')
    expect(back).toMatchObject({ summary: lines, location: lines, description: lines })
    expect(back.url).toBe('https://x.example/?a=1%2C2%3Bb')
  })

  test('keeps a name with the marks of the grammar on one line, and shows the address where there is none', () => {
    const name = 'Dr. "Çağla" Şahin; Praxis: 1,2 \\ ^x'
    const back = read(
      renderInvitation({
        ...friday,
        organizer: { ...friday.organizer, name },
        attendee: { ...friday.attendee, name: ' ' },
      }),
    )
    expect(back.organizer.name).toBe(name)
    expect(back.attendee.name).toBe(friday.attendee.email)
  })

  test('no text can add a property or a component of its own', () => {
    const trap = 'x\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTENDEE:mailto:thief@example.com\u2028\u0000\u0007'
    const file = renderInvitation({
      ...friday,
      uid: friday.uid,
      summary: trap,
      location: trap,
      description: trap,
      organizer: { ...friday.organizer, name: trap },
      attendee: { ...friday.attendee, name: trap },
    })
    expect(file.match(/^(BEGIN|END|ATTENDEE|ORGANIZER)\b/gm)).toEqual([
      'BEGIN',
      'BEGIN',
      'ORGANIZER',
      'ATTENDEE',
      'END',
      'END',
    ])
    expect(file).not.toMatch(/(?![\r\n])\p{Cc}/u)
    expect(read(file).attendee.email).toBe(friday.attendee.email)
  })

  test('is CRLF throughout and folded at 75 octets between characters, whatever the text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 }).map((words) => words.replace(/\p{Cc}/gu, ' '))
    fc.assert(
      fc.property(fc.oneof(text, fc.constant('🦷👩‍⚕️é'.repeat(60)), fc.constant('x'.repeat(300))), (words) => {
        const file = renderInvitation({ ...friday, summary: words, description: `${words}\n${words}` })
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
        const lines = file.split('\r\n')
        for (const line of lines) {
          expect(line).not.toMatch(/[\r\n]/)
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
        }
        const back = read(file)
        expect(back.summary ?? '').toBe(words)
        expect(back.description).toBe(`${words}\n${words}`)
      }),
      { numRuns: 200 },
    )
  })

  test('half an emoji becomes a replacement character, not bytes that no reader accepts', () => {
    const file = renderInvitation({ ...friday, summary: 'tooth \ud83e' })
    expect(file.isWellFormed()).toBe(true)
    expect(read(file).summary).toBe('tooth \ufffd')
  })
})
