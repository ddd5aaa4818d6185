/** The pages that a patient turns before there is a form: what is offered, when, in which words, and for whom they are. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeClinic } from '../../src/desk/services/close-clinic.ts'
import { saveHours } from '../../src/desk/services/save-hours.ts'
import { system } from '../../src/kit/events.ts'
import { openLine } from '../cut-line.ts'
import type { TestDesk } from '../desk.ts'
import { type BookingCast, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

const startsIn = (text: string) =>
  [...text.matchAll(/name="start" value="([^"]+)"/g)].map(([, start]) => start)
const chosenIn = (text: string) =>
  /aria-current="date" aria-label="([^":]+):/.exec(text.replace(/\s+/g, ' '))?.[1]

describe('the list of services', () => {
  test('shows what guests may book, with length, place and price', async () => {
    await cast.make({ name: 'Skin check', durationMinutes: 20, priceMinor: 9_550, currency: 'USD' })
    await cast.make({ name: 'Phone advice', mode: 'call', isFree: true, durationsMinutes: [30, 90] })
    await cast.make({ name: 'Staff only', isPublic: false })
    const { status, text } = await cast.guest.get(`/${cast.slug}`)
    expect(status).toBe(200)
    const words = wordsOf(text)
    expect(words).toContain('Skin check 20 minutes · At the clinic · $95.50')
    expect(words).toContain('Phone advice 30 minutes or 1 hour, 30 minutes · By phone · Free')
    expect(words).not.toContain('Staff only')
  })

  test('is found by search engines in every language; days and months are not', async () => {
    const { slug } = await cast.make({ name: 'Found' })
    const list = await cast.guest.get(`/${cast.slug}?tz=Europe/Madrid`)
    expect(list.text).toContain('<link rel="canonical" href="http://foyer.test/riverside">')
    expect(list.text).toContain('hreflang="es" href="http://foyer.test/riverside?lang=es"')
    expect(list.headers.get('x-robots-tag')).toBeNull()
    const month = await cast.guest.get(`/${cast.slug}/${slug}?month=2026-12`)
    expect(month.headers.get('x-robots-tag')).toBe('noindex')
    expect(month.text).not.toContain('rel="canonical"')
  })
})

describe('addresses', () => {
  test.each([
    ['/no-such-clinic', 'There is no clinic at this address'],
    ['/no-such-clinic/botox', 'There is no clinic at this address'],
    ['/%00', 'There is no clinic at this address'],
    ['/%E0%A4', 'There is no clinic at this address'],
    ['/riverside/no-such-service', 'There is no such appointment type'],
    ['/riverside/%00', 'There is no such appointment type'],
    [`/riverside/${'x'.repeat(3000)}`, 'There is no such appointment type'],
    ['/riverside/a/b/c/d', 'There is no clinic at this address'],
    ['/riverside/manage/nonsense', 'This link no longer works'],
    ['/riverside/offer/nonsense', 'This link no longer works'],
  ])('%s is answered with a page that helps', async (path, says) => {
    const { status, text, headers } = await cast.guest.get(path)
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(wordsOf(text)).toContain(says)
  })

  test('of staff and of the API stay theirs, whatever a clinic is called', async () => {
    const clinic = await desk.openClinic('Settings')
    const [row] = await desk.rows('select slug from clinics where clinic_id = $1', [clinic.clinicId])
    expect(row.slug).toBe(`settings-${clinic.clinicId.slice(-6)}`)
    expect((await cast.guest.get('/api/nothing')).headers.get('content-type')).toBe(
      'application/problem+json',
    )
    expect((await cast.guest.get('/healthz')).headers.get('content-type')).toContain('json')
    const manage = await cast.make({ name: 'Manage' })
    expect(manage.slug).toBe('manage-2')
  })

  test('are found in capitals and with a slash at the end', async () => {
    const { slug } = await cast.make({ name: 'Typed' })
    expect(await cast.guest.get(`/RIVERSIDE/${slug}?month=2026-12`)).toMatchObject({
      status: 301,
      location: `/riverside/${slug}?month=2026-12`,
    })
    expect((await cast.guest.get('/riverside/')).status).toBe(200)
  })

  test('of another clinic show nothing of this one', async () => {
    const { slug } = await cast.make({ name: 'Ours alone' })
    await desk.openClinic('Harbor')
    expect((await cast.guest.get(`/harbor/${slug}`)).status).toBe(404)
    expect((await cast.guest.get('/harbor')).text).not.toContain('Ours alone')
  })
})

describe('what a page is sent with', () => {
  test('keeps scripts and styles to its own, and lets booking pages alone into frames', async () => {
    const { slug } = await cast.make({ name: 'Framed' })
    for (const path of ['/riverside', `/riverside/${slug}`]) {
      const { headers, text } = await cast.guest.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-")
      expect(policy).toContain('frame-ancestors *')
      expect(headers.get('x-frame-options')).toBeNull()
      expect(headers.get('set-cookie')).toBeNull()
      // Neither would run.
      expect(text).not.toMatch(/ (on\w+|style)="/)
      expect(text.match(/<script/g)).toHaveLength(1)
    }
    const manage = await cast.guest.get('/riverside/manage/nonsense')
    expect(manage.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(manage.headers.get('x-frame-options')).toBe('DENY')
    expect(manage.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await cast.guest.get('/sign-in')).headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  test('is small: ten kilobytes of script and thirty in all, for a large clinic too', async () => {
    const by = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        cast.practitioner({ name: `Dr. Somebody ${i}`, title: 'Dermatology' }),
      ),
    )
    const { slug } = await cast.make({
      name: 'Large',
      durationMinutes: 15,
      durationsMinutes: [15, 30, 45],
      assignment: 'one',
      by,
      description: 'A description that says in two or three sentences what this is about. '.repeat(4),
      consultationText: 'What happens at the visit, told at length. '.repeat(20),
    })
    const page = await cast.guest.get(`/riverside/${slug}`)
    const [, script = ''] = /<script type="module" src="([^"]+)"/.exec(page.text) ?? []
    const island = await cast.guest.get(script)
    expect(island.status).toBe(200)
    expect(island.headers.get('cache-control')).toContain('immutable')
    const sizes = {
      page: gzipSync(page.text).length,
      island: gzipSync(island.text).length,
      embed: gzipSync((await cast.guest.get('/embed.js')).text).length,
      zones: gzipSync((await cast.guest.get(`/riverside/${slug}?zones=1`)).text).length,
    }
    if (process.env.TEST_LOG) console.log(sizes)
    expect(sizes.island).toBeLessThanOrEqual(10_000)
    expect(sizes.page + sizes.island).toBeLessThanOrEqual(30_000)
    expect(sizes.zones + sizes.island).toBeLessThanOrEqual(30_000)
    expect(sizes.embed).toBeLessThanOrEqual(4_000)
  })

  test('is compressed for who takes it so', async () => {
    const { headers } = await cast.guest.get('/riverside', { 'accept-encoding': 'gzip, br' })
    expect(headers.get('content-encoding')).toBe('gzip')
    expect((await cast.guest.get('/riverside')).headers.get('content-encoding')).toBeNull()
  })

  test('holds what the clinic wrote as text, never as marks', async () => {
    const { slug } = await cast.make({
      name: '<img src=x onerror=alert(1)>',
      description: '"><script>alert(2)</script>',
    })
    const { text } = await cast.guest.get(`/riverside/${slug}?source=%22%3E%3Cscript%3E&tz=%3Cb%3E`)
    expect(text).not.toContain('<img')
    expect(text).not.toContain('<script>alert')
    expect(text.match(/<script/g)).toHaveLength(1)
  })
})

test('while the database is away, a page says so and when to come back', async () => {
  const line = openLine()
  const { desk: other, cast: away } = await openBookings({ via: line.via })
  try {
    const service = await away.make({ name: 'Away' })
    await line.cut()
    for (const answer of [
      await away.guest.get(`/riverside/${service.slug}`),
      await away.guest.post(`/riverside/${service.slug}/book`, {}),
    ]) {
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(wordsOf(answer.text)).toContain('We cannot look at the calendar right now')
    }
    await line.mend()
    expect((await away.guest.get(`/riverside/${service.slug}`)).status).toBe(200)
  } finally {
    await other.close()
  }
})

describe('the month', () => {
  test('opens on the first free day; days without free times are no links and say why', async () => {
    const demir = await cast.practitioner()
    const { slug } = await cast.make({ name: 'Monthly', by: [demir] })
    await cast.inClinic((tx) => closeClinic(tx, system, { date: '2026-11-26', name: 'Thanksgiving' }))
    const { text } = await cast.guest.get(`/riverside/${slug}`)
    expect(chosenIn(text)).toBe('Monday, November 23')
    expect(startsIn(text)).toHaveLength(16)
    const words = wordsOf(text)
    expect(words).toContain('Thursday, November 26: closed, Thanksgiving')
    expect(words).toContain('Saturday, November 28: nothing free')
    expect(words).toContain('Sunday, November 22: over')
    expect(words).not.toContain('November 15')
    expect(text).not.toContain('date=2026-11-26')
    expect(text).toContain('aria-label="Friday, November 27: 16 free times"')
    await cast.inClinic((tx) =>
      closeClinic(tx, system, { date: '2026-11-26', windows: [{ start: '09:00', end: '17:00' }] }),
    )
  })

  test('turns forward to the end of the booking window and back to this month', async () => {
    const { slug } = await cast.make({ name: 'Window', bookingWindow: { days: 20 } })
    const now = await cast.guest.get(`/riverside/${slug}`)
    expect(now.text).toContain('Next month')
    expect(now.text).not.toContain('Previous month')
    const next = await cast.guest.get(`/riverside/${slug}?month=2026-12`)
    expect(wordsOf(next.text)).toContain('December 2026')
    expect(next.text).toContain('Previous month')
    expect(next.text).not.toContain('Next month')
    expect(wordsOf(next.text)).toContain('Tuesday, December 15: nothing free')
  })

  test('leads on from an empty day, and from an empty month', async () => {
    const { slug } = await cast.make({ name: 'Far', bookingWindow: { from: '2027-01-11', to: '2027-03-31' } })
    // Without a wish, the first month that has something.
    const first = await cast.guest.get(`/riverside/${slug}`)
    expect(wordsOf(first.text)).toContain('January 2027')
    expect(chosenIn(first.text)).toBe('Monday, January 11, 2027')
    const empty = await cast.guest.get(`/riverside/${slug}?month=2026-12`)
    expect(wordsOf(empty.text)).toContain('Nothing is free in December 2026. Next free: Mon, Jan 11')
    expect(empty.text).toContain('month=2027-01&amp;date=2027-01-11#times')
    const day = await cast.guest.get(`/riverside/${slug}?month=2027-01&date=2027-01-16`)
    expect(wordsOf(day.text)).toContain(
      'Nothing is free on Saturday, January 16, 2027. Next free: Mon, Jan 18',
    )
  })

  test('that nobody works in offers the waiting list and the phone', async () => {
    await desk.rows(`update clinics set phone_e164 = '+13125550100' where clinic_id = $1`, [
      desk.clinic.clinicId,
    ])
    const idle = await cast.practitioner({ isBookable: false })
    const { slug } = await cast.make({ name: 'Never', by: [idle] })
    const { status, text } = await cast.guest.get(`/riverside/${slug}`)
    expect(status).toBe(200)
    expect(wordsOf(text)).toContain('There are no free times online at the moment.')
    expect(text).toContain(`href="/riverside/${slug}/waitlist"`)
    expect(text).toContain('href="tel:+13125550100"')
    expect(wordsOf(text)).toContain('Call (312) 555-0100')
  })

  test.each([
    'month=2027-13',
    'month=2020-01',
    'month=9999-12',
    'month=garbage&date=2027-02-30',
    'date=0000-00-00',
    'date=2026-11-01',
    'duration=-5',
    'duration=45',
    'practitioner=00000000-0000-0000-0000-000000000000',
    "practitioner=' or 1=1 --",
  ])('with a wish that cannot be had (%s) shows what is free, and says so', async (query) => {
    const { slug } = await cast.make({ name: 'Misread' })
    const { status, text } = await cast.guest.get(`/riverside/${slug}?${encodeURI(query)}`)
    expect(status).toBe(200)
    expect(wordsOf(text)).toContain('We could not read the date in this link')
    expect(startsIn(text)).not.toHaveLength(0)
  })
})

describe('choices', () => {
  test('of practitioners begin with anybody, and narrow the times to one', async () => {
    const early = await cast.practitioner({ name: 'Dr. Early', title: 'Dermatology' })
    const late = await cast.practitioner({ name: 'Dr. Late' })
    const hours = (start: string, end: string) => ({ hours: [{ days: [1, 2, 3, 4, 5], start, end }] })
    await cast.inClinic((tx) => saveHours(tx, system, early, hours('09:00', '10:00')))
    await cast.inClinic((tx) => saveHours(tx, system, late, hours('18:00', '19:00')))
    const { slug } = await cast.make({ name: 'Chosen', by: [early, late], assignment: 'one' })
    const any = await cast.guest.get(`/riverside/${slug}`)
    expect(wordsOf(any.text)).toMatch(/With Anyone Dr. Early, Dermatology Dr. Late/)
    expect(startsIn(any.text)).toHaveLength(4)
    const one = await cast.guest.get(`/riverside/${slug}?practitioner=${late}`)
    expect(startsIn(one.text)).toEqual(['2026-11-24T00:00:00Z', '2026-11-24T00:30:00Z'])
    expect(wordsOf(one.text)).toContain('Evening 6:00 PM 6:30 PM')
  })

  test('of a length are offered where there are several', async () => {
    const { slug } = await cast.make({ name: 'Lengths', durationMinutes: 30, durationsMinutes: [30, 120] })
    const { text } = await cast.guest.get(`/riverside/${slug}?duration=120`)
    expect(wordsOf(text)).toContain('How long 30 minutes 2 hours')
    expect(startsIn(text)).toHaveLength(4)
    expect(text).toContain(`action="/riverside/${slug}/hold?duration=120"`)
  })

  test('of more people than fit are a list', async () => {
    const by = await Promise.all(Array.from({ length: 9 }, (_, i) => cast.practitioner({ name: `Dr. ${i}` })))
    const { slug } = await cast.make({ name: 'Many', by, assignment: 'one' })
    const { text } = await cast.guest.get(`/riverside/${slug}?lang=es`)
    expect(text).toContain('<select id="practitioner"')
    expect(text).toContain('<input type="hidden" name="lang" value="es">')
  })
})

describe('languages', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', '', 'es', 'Pedir una cita'],
    ['fr-FR,es;q=0.5,en;q=0.2', '', 'es', 'Pedir una cita'],
    ['en;q=0.2, es;q=0.9', '', 'es', 'Pedir una cita'],
    ['es-MX', '?lang=en', 'en', 'Book an appointment'],
    ['en-US', '?lang=es', 'es', 'Pedir una cita'],
    ['en-US', '?lang=xx', 'en', 'Book an appointment'],
    ['*, ;;;,q=x', '', 'en', 'Book an appointment'],
    ['', '', 'en', 'Book an appointment'],
  ])('%s %s: %s', async (accept, query, language, says) => {
    const { text } = await cast.guest.get(`/riverside${query}`, { 'accept-language': accept })
    expect(text).toContain(`<html lang="${language}"`)
    expect(wordsOf(text)).toContain(says)
  })

  test('write dates and times their own way: weeks from Monday, 24 hours', async () => {
    const { slug } = await cast.make({ name: 'Spanish' })
    const spain = await cast.guest.get(`/riverside/${slug}`, { 'accept-language': 'es-ES' })
    expect(wordsOf(spain.text)).toMatch(
      /noviembre de 2026 .*lun lunes mar martes.* lunes, 23 de noviembre Mañana 9:00 9:30/,
    )
    expect(wordsOf(spain.text)).toContain('Las horas se indican en hora central (Chicago)')
    const states = await cast.guest.get(`/riverside/${slug}?lang=es`)
    expect(wordsOf(states.text)).toMatch(/dom domingo lun lunes.*9:00 a\.?\s?m\./)
    const britain = await cast.guest.get(`/riverside/${slug}`, { 'accept-language': 'en-GB' })
    expect(wordsOf(britain.text)).toMatch(/Mon Monday.*Monday 23 November Morning 9:00/)
  })

  test('go along from page to page, with what brought the guest', async () => {
    const { slug } = await cast.make({ name: 'Carried' })
    const { text } = await cast.guest.get(
      `/riverside/${slug}?lang=es&utm_source=instagram&utm_campaign=spring&other=1`,
    )
    expect(text).toContain(
      `action="/riverside/${slug}/hold?lang=es&amp;utm_source=instagram&amp;utm_campaign=spring"`,
    )
    expect(text).not.toContain('other=1')
  })
})

describe('zones', () => {
  test('are always named, chosen without JavaScript, and leave the starts as they are', async () => {
    const { slug } = await cast.make({ name: 'Zoned' })
    const home = await cast.guest.get(`/riverside/${slug}`)
    expect(wordsOf(home.text)).toContain('Times are in Central Time (Chicago)')
    const list = await cast.guest.get(`/riverside/${slug}?zones=1`)
    expect(list.text).toContain('<option value="Asia/Kolkata">')
    const india = await cast.guest.get(`/riverside/${slug}?tz=Asia/Kolkata`)
    expect(wordsOf(india.text)).toContain('Times are in India Standard Time (Kolkata)')
    expect(wordsOf(india.text)).toContain('This is not the clinic’s local time')
    expect(wordsOf(india.text)).toContain('Evening 8:30 PM 9:00 PM')
    expect(startsIn(home.text)).toEqual(expect.arrayContaining(startsIn(india.text)))
    expect(wordsOf((await cast.guest.get(`/riverside/${slug}?tz=Mars/Base`)).text)).toContain('(Chicago)')
  })

  test('group times by the guest’s days, not the clinic’s', async () => {
    const { slug } = await cast.make({ name: 'Days' })
    const { text } = await cast.guest.get(
      `/riverside/${slug}?tz=Pacific/Auckland&month=2026-11&date=2026-11-24`,
    )
    // Monday from nine to five in Chicago is Tuesday from four in the morning there.
    expect(startsIn(text)[0]).toBe('2026-11-23T15:00:00Z')
    expect(wordsOf(text)).toContain('Tuesday, November 24 Morning 4:00 AM')
  })
})

describe('the night on which the clocks change', () => {
  test('shows a time that comes twice with its zone, and none that does not exist', async () => {
    const night = await cast.practitioner({ name: 'Dr. Night' })
    await cast.inClinic((tx) =>
      saveHours(tx, system, night, { hours: [{ days: [0], start: '00:00', end: '04:00' }] }),
    )
    const { slug } = await cast.make({ name: 'Night', by: [night] })
    // 1 November 2026 is over; the next nights: 14 March 2027 forward, 7 November 2027 back.
    const forward = await cast.guest.get(`/riverside/${slug}?month=2027-03&date=2027-03-14`)
    expect(wordsOf(forward.text)).toContain('Morning 12:00 AM 12:30 AM 1:00 AM 1:30 AM 3:00 AM 3:30 AM')
    expect(startsIn(forward.text)[4]).toBe('2027-03-14T08:00:00Z')
    const back = await cast.guest.get(`/riverside/${slug}?month=2027-11&date=2027-11-07`)
    expect(wordsOf(back.text)).toContain('1:00 AM CDT 1:30 AM CDT 1:00 AM CST 1:30 AM CST 2:00 AM')
    expect(startsIn(back.text)).toHaveLength(10)
  })
})
