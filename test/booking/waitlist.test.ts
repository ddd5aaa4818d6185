/** The waiting list, joined on the page and answered by the link of a message. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelOnline } from '../../src/desk/scheduling/cancel-online.ts'
import { changeService } from '../../src/desk/services/change-service.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'
import { at } from '../scheduling/cast.ts'
import { type BookingCast, fieldIn, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

const TEN = at('2026-12-01T16:00:00Z')
let people = 0
const ana = { name: 'Ana Ruiz', phone: '(312) 555-0142', email: 'ana@example.com' }

describe('joining', () => {
  test('keeps what suits', async () => {
    const service = await cast.make({ name: 'Wanted' })
    const path = `/riverside/${service.slug}/waitlist`
    expect(wordsOf((await cast.guest.get(path)).text)).toContain('Which days suit you?')
    const joined = await cast.guest.post(path, {
      ...ana,
      day_1: 'yes',
      day_3: 'yes',
      part: 'morning',
      from: '2026-12-01',
      to: '2026-12-24',
    })
    expect(joined).toMatchObject({ status: 303, location: `${path}?joined=1` })
    expect(wordsOf((await cast.guest.get(joined.location ?? '')).text)).toContain(
      'You are on the waiting list',
    )
    const [entry] = await desk.rows(
      'select days, from_time, to_time, earliest_on::text, latest_on::text, attendee_locale from waitlist_entries where service_id = $1',
      [service.id],
    )
    expect(entry).toEqual({
      days: [1, 3],
      from_time: '00:00',
      to_time: '12:00',
      earliest_on: '2026-12-01',
      latest_on: '2026-12-24',
      attendee_locale: 'en-US',
    })
  })

  test('is checked as the booking is', async () => {
    const service = await cast.make({ name: 'Faulty' })
    const path = `/riverside/${service.slug}/waitlist`
    const { status, text } = await cast.guest.post(path, {
      name: 'Ana',
      from: '2026-12-10',
      to: '2026-12-01',
    })
    expect(status).toBe(422)
    expect(wordsOf(text)).toContain('Phone number – Please enter your phone number')
    expect(wordsOf(text)).toContain('Not after – Please enter a later date')
    expect((await cast.guest.post(path, { ...ana, website: 'x' })).status).toBe(422)
    expect(await desk.rows('select 1 from waitlist_entries where service_id = $1', [service.id])).toEqual([])
  })
})

describe('an offer', () => {
  async function offered(name: string, input: Parameters<BookingCast['make']>[0] = {}) {
    const service = await cast.make({ name, ...input })
    const id = await cast.book({ serviceId: service.id, startAt: TEN })
    const phone = `(312) 555-030${++people}`
    await cast.guest.post(`/riverside/${service.slug}/waitlist`, { name: `Ana ${name}`, phone })
    await cast.inClinic((tx) => cancelOnline(tx, { appointmentId: id, reason: null }))
    await desk.settle()
    const [message] = await desk.rows(
      `select body from messages where kind = 'waitlist_offer' and body like $1 order by id desc limit 1`,
      ['%/offer/%'],
    )
    const [, path = ''] = /http:\/\/foyer\.test(\/riverside\/offer\/\S+)/.exec(message.body) ?? []
    return { service, path }
  }

  test('is taken by its link', async () => {
    const { service, path } = await offered('Taken')
    const { text, headers } = await cast.guest.get(path)
    expect(wordsOf(text)).toContain('A time has become free Taken Tuesday, December 1, 2026, 10:00 AM')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    // Looking is not answering: mail programs open links by themselves.
    expect(
      await desk.rows(`select 1 from appointments where service_id = $1 and status = 'booked'`, [service.id]),
    ).toEqual([])
    const yes = await cast.guest.post(path, { answer: 'yes' })
    expect(yes.location).toMatch(/^\/riverside\/manage\/.+done=booked$/)
    expect(wordsOf((await cast.guest.get(yes.location ?? '')).text)).toContain('You are booked.')
    expect((await cast.guest.get(path)).location).toMatch(/^\/riverside\/manage\//)
  })

  test('is taken by whoever answers what the service asks and agrees to its text', async () => {
    const { service, path } = await offered('Asks', {
      questions: [
        { id: 'allergies', label: 'Allergies', kind: 'text', required: true },
        { id: 'note', label: 'Note', kind: 'text', required: false },
      ],
      consentText: 'We keep what you write.',
    })
    const { text } = await cast.guest.get(path)
    expect(wordsOf(text)).toContain('Allergies')
    expect(wordsOf(text)).toContain('We keep what you write.')
    const refused = await cast.guest.post(path, { answer: 'yes', q_note: 'By the window' })
    expect(refused.status).toBe(422)
    expect(wordsOf(refused.text)).toContain('Allergies – Please fill this in')
    expect(refused.text).toContain('value="By the window"')
    const rows = () =>
      desk.rows(`select answers from appointments where service_id = $1 and status = 'booked'`, [service.id])
    expect(await rows()).toEqual([])
    const filled = { q_allergies: 'None', consent: 'yes', consent_version: fieldIn(text, 'consent_version') }
    await cast.inClinic((tx) => changeService(tx, system, service.id, { consentText: 'And tell nobody.' }))
    expect((await cast.guest.post(path, { answer: 'yes', ...filled })).status).toBe(422)
    const yes = await cast.guest.post(path, { answer: 'yes', ...filled, consent_version: '2' })
    expect(yes.location).toMatch(/done=booked$/)
    expect(await rows()).toEqual([
      {
        answers: [
          { key: 'allergies', label: 'Allergies', value: 'None' },
          { key: 'consent', label: 'Consent, version 2', value: 'And tell nobody.' },
        ],
      },
    ])
  })

  test('asks nobody anything who says no', async () => {
    const { path } = await offered('No answers', { consentText: 'We keep what you write.' })
    expect((await cast.guest.post(path, { answer: 'no' })).location).toBe(path)
  })

  test('has a way off the list, before and after it is answered', async () => {
    const { service, path } = await offered('Leaving')
    expect(wordsOf((await cast.guest.get(path)).text)).toContain('Take me off the waiting list')
    const left = await cast.guest.post(path, { answer: 'leave' })
    const { text } = await cast.guest.get(left.location ?? '')
    expect(wordsOf(text)).toContain('You are off the waiting list')
    expect(wordsOf(text)).not.toContain('Take me off')
    expect(
      await desk.rows('select status from waitlist_entries where service_id = $1', [service.id]),
    ).toEqual([{ status: 'left' }])
    expect((await cast.guest.post(path, { answer: 'leave' })).status).toBe(303)
    const late = await cast.guest.post(path, { answer: 'yes' })
    expect(late.location).toBe(path)

    const other = await offered('Leaving later')
    await cast.guest.post(other.path, { answer: 'no' })
    expect(wordsOf((await cast.guest.get(other.path)).text)).toContain('Take me off the waiting list')
    await cast.guest.post(other.path, { answer: 'leave' })
    expect(wordsOf((await cast.guest.get(other.path)).text)).toContain('You are off the waiting list')
  })

  test('is declined, and then over', async () => {
    const { path } = await offered('Declined')
    const no = await cast.guest.post(path, { answer: 'no' })
    expect(wordsOf((await cast.guest.get(no.location ?? '')).text)).toContain('You have said no to this time')
    const late = await cast.guest.post(path, { answer: 'yes' })
    expect(late.location).toBe(path)
  })

  test('is no offer at another clinic', async () => {
    const { path } = await offered('Elsewhere')
    await desk.openClinic('Harbor')
    expect((await cast.guest.get(path.replace('riverside', 'harbor'))).status).toBe(404)
    expect((await cast.guest.post(path.replace('riverside', 'harbor'), { answer: 'yes' })).status).toBe(404)
  })
})
