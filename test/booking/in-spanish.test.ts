/** A patient who reads Spanish meets the service by its Spanish name, from the page to the reminder, and in the chat. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinWaitlist } from '../../src/desk/scheduling/join-waitlist.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'
import { openChat } from '../receptionist/chat.ts'
import { at, personOf } from '../scheduling/cast.ts'
import { type BookingCast, fieldIn, guestOf, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast
let moles: Service

/** As a browser that is set to Spanish asks. */
const inSpanish = { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' }
const TEN = '2026-11-24T16:00:00Z'

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
  await desk.api('PATCH', '/api/clinic', { body: { names_procedures: true } })
  moles = await cast.make({
    name: 'Mole removal',
    description: 'A small operation.',
    consultationText: 'The doctor explains first.',
    benefitText: 'It is gone for good.',
    consentText: 'I agree.',
    questions: [
      { id: 'where', label: 'Where is it?', kind: 'choice', required: true, options: ['Face', 'Back'] },
      { id: 'since', label: 'Since when?', kind: 'text', required: false },
    ],
    translations: {
      es: {
        name: 'Extirpación de lunar',
        description: 'Una pequeña operación.',
        consultationText: 'La doctora lo explica primero.',
        consentText: 'Estoy de acuerdo.',
        questions: [
          {
            id: 'where',
            label: '¿Dónde está?',
            options: [
              { option: 'Face', label: 'Cara' },
              { option: 'Back', label: 'Espalda' },
            ],
          },
        ],
      },
    },
  })
})
afterAll(() => desk.close())

async function bookInSpanish(phone: string): Promise<{ page: string; id: string }> {
  const guest = guestOf(desk, inSpanish)
  const form = await guest.get(`/riverside/${moles.slug}/book?start=${TEN}`)
  const sent = await guest.post(`/riverside/${moles.slug}/book`, {
    ...{
      start: TEN,
      key: randomUUID(),
      consent_version: fieldIn(form.text, 'consent_version'),
      consent: 'yes',
    },
    ...{
      name: 'Lucía Ortega',
      phone,
      email: 'lucia@example.com',
      q_where: 'Espalda',
      q_since: 'Desde enero',
    },
  })
  expect(sent.location, wordsOf(sent.text)).toContain('/booked/')
  const [row] = await desk.rows('select id from appointments where attendee_name = $1', ['Lucía Ortega'])
  return { page: (await guest.get(sent.location ?? '')).text, id: row.id }
}

describe('on the booking page', () => {
  test('services and their texts are Spanish; what was not translated is as it was written', async () => {
    const guest = guestOf(desk, inSpanish)
    const list = wordsOf((await guest.get('/riverside')).text)
    expect(list).toContain('Extirpación de lunar Una pequeña operación.')
    expect(list).not.toContain('Mole removal')
    const page = wordsOf((await guest.get(`/riverside/${moles.slug}`)).text)
    for (const text of ['Extirpación de lunar', 'La doctora lo explica primero.', 'It is gone for good.'])
      expect(page).toContain(text)
    const english = wordsOf((await cast.guest.get(`/riverside/${moles.slug}`)).text)
    expect(english).toContain('The doctor explains first.')
    expect(english).not.toContain('Extirpación')
    const waitlist = wordsOf((await guest.get(`/riverside/${moles.slug}/waitlist`)).text)
    expect(waitlist).toContain('Extirpación de lunar')
  })

  test('the questions are asked in Spanish, and staff read what was asked and chosen in theirs', async () => {
    const guest = guestOf(desk, inSpanish)
    const form = wordsOf((await guest.get(`/riverside/${moles.slug}/book?start=${TEN}`)).text)
    for (const text of ['¿Dónde está?', 'Cara', 'Espalda', 'Since when?', 'Estoy de acuerdo.'])
      expect(form).toContain(text)
    const { page, id } = await bookInSpanish('(312) 555-0181')
    expect(wordsOf(page)).toContain('Extirpación de lunar')
    const { body } = await desk.api('GET', `/api/appointments/${id}`)
    expect(body.appointment.service_name).toBe('Mole removal')
    const [row] = await desk.rows('select answers from appointments where id = $1', [id])
    expect(row.answers).toMatchObject([
      { key: 'where', label: 'Where is it?', value: 'Back' },
      { key: 'since', label: 'Since when?', value: 'Desde enero' },
      { key: 'consent', label: 'Consent, version 1', value: 'Estoy de acuerdo.' },
    ])
    const manage = /href="(\/riverside\/manage\/[^"?/]+)"/.exec(page)?.[1] ?? ''
    expect(wordsOf((await guest.get(manage)).text)).toContain('Extirpación de lunar')
    expect(wordsOf((await cast.guest.get(manage)).text)).toContain('Mole removal')
  })
})

describe('in messages', () => {
  const NAMED = 'Visita: {{service}}, {{date}} {{time}}. {{clinic_name}}'
  const word = (key: string, channel: 'email' | 'sms', language: string) =>
    desk.api('PUT', '/api/templates', {
      body: { key, channel, language, subject: channel === 'email' ? '{{clinic_name}}' : null, body: NAMED },
    })

  test('a new time names the visit as the patient booked it', async () => {
    for (const language of ['en', 'es'])
      expect((await word('rescheduled', 'email', language)).status).toBe(200)
    const [{ id }] = await desk.rows('select id from appointments where attendee_name = $1', ['Lucía Ortega'])
    await desk.settle()
    const moved = await desk.api('POST', `/api/appointments/${id}/move`, {
      body: { start_at: '2026-11-24T18:00:00Z', sequence: 0 },
    })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    await desk.settle()
    const [told] = await desk.rows(
      `select body from messages where appointment_id = $1 and kind = 'rescheduled'`,
      [id],
    )
    expect(told.body).toContain('Visita: Extirpación de lunar,')
  })

  test('an offer from the waitlist does too', async () => {
    const service = await cast.make({ name: 'Peel', translations: { es: { name: 'Exfoliación' } } })
    const startAt = at('2026-11-25T16:00:00Z')
    const taken = await cast.book({ serviceId: service.id, startAt })
    for (const language of ['en', 'es'])
      expect((await word('waitlist_offer', 'sms', language)).status).toBe(200)
    await cast.inClinic((tx) =>
      joinWaitlist(tx, system, {
        serviceId: service.id,
        practitionerId: null,
        person: { ...personOf(77), locale: 'es-MX' },
        days: [],
      }),
    )
    await desk.api('POST', `/api/appointments/${taken}/status`, { body: { status: 'cancelled' } })
    await desk.settle()
    const [offer] = await desk.rows(`select body from messages where kind = 'waitlist_offer'`)
    expect(offer.body).toContain('Visita: Exfoliación,')
  })
})

describe('in the chat', () => {
  test('a service is understood by its Spanish name, and called by it', async () => {
    const chat = await openChat(desk)
    const offer = await chat.say('Hola, quisiera una cita para la extirpación de un lunar')
    expect(offer?.choices.length).toBeGreaterThan(1)
    expect(offer?.body).toContain('Extirpación de lunar')
    expect(offer?.body).toContain('La doctora lo explica primero.')
    expect(offer?.body).not.toContain('Mole removal')
  })

  test('and whoever writes English is answered with the English one', async () => {
    const chat = await openChat(desk)
    const offer = await chat.say('Hi, I would like to book a mole removal')
    expect(offer?.body).toContain('Mole removal')
    expect(offer?.body).not.toContain('Extirpación')
  })
})
