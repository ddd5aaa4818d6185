/** Who books for whom on the clinic's page, and names that are none. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestDesk } from '../desk.ts'
import { type BookingCast, openBookings, wordsOf } from './cast.ts'

let desk: TestDesk
let cast: BookingCast
let services = 0

beforeAll(async () => {
  ;({ desk, cast } = await openBookings())
})
afterAll(() => desk.close())

const NORA = { name: 'Nora Vidal', email: 'nora@example.com' }

/** Sends the form of a service of its own, from a number of its own. */
async function send(fields: Record<string, string>, query = '') {
  const service = await cast.make({ name: `Visit ${++services}` })
  const start = '2026-11-24T16:00:00Z'
  const answer = await cast.guest.post(`/riverside/${service.slug}/book${query}`, {
    start,
    duration: '30',
    key: randomUUID(),
    ...NORA,
    phone: `(312) 555-${1000 + services}`,
    ...fields,
  })
  const [row] = await desk.rows(
    `select a.attendee_name, p.full_name, c.display_name
     from appointments a
     join patient_profiles p on p.id = a.patient_profile_id
     join contacts c on c.id = a.contact_id
     where a.service_id = $1`,
    [service.id],
  )
  return { answer, row }
}

describe('an appointment for somebody else', () => {
  test('is the child’s, and what is written about it goes to the mother', async () => {
    const { answer, row } = await send({ somebody_else: 'yes', patient: ' Leo  Vidal ' })
    expect(answer.status).toBe(303)
    expect(row).toEqual({ attendee_name: 'Nora Vidal', full_name: 'Leo Vidal', display_name: 'Nora Vidal' })
    const words = wordsOf((await cast.guest.get(answer.location ?? '')).text)
    expect(words).toContain('Thank you, Nora.')
    expect(words).toContain('For Leo Vidal')
  })

  test('needs the patient’s name, and says so at the field, with the box still ticked', async () => {
    const { answer, row } = await send({ somebody_else: 'yes', patient: '' })
    expect(answer.status).toBe(422)
    expect(row).toBeUndefined()
    expect(wordsOf(answer.text)).toContain('Name of the patient – Please enter the patient’s name')
    expect(answer.text).toMatch(/name="somebody_else" value="yes" checked/)
    const spanish = await send({ somebody_else: 'yes' }, '?lang=es')
    expect(wordsOf(spanish.answer.text)).toContain('Nombre del paciente – Escriba el nombre del paciente')
  })

  test('is not, where a name was typed and the box taken off again', async () => {
    const { answer, row } = await send({ patient: 'Leo Vidal' })
    expect(row).toMatchObject({ full_name: 'Nora Vidal' })
    expect(wordsOf((await cast.guest.get(answer.location ?? '')).text)).not.toContain('Leo')
  })
})

describe('a name', () => {
  test.each([
    'https://evil.example/win Ruiz',
    'www.evil Ruiz',
    'Ana evil.example',
    'evil.co.uk Ruiz',
    'Ana Ruiz <b>',
    'ana@example.com',
    'Call 312-555-0100 now',
    'Ana\nhttp://evil.example',
  ])('that would send a stranger’s words in the clinic’s mail is refused: %j', async (name) => {
    const { answer, row } = await send({ name })
    expect(answer.status).toBe(422)
    expect(row).toBeUndefined()
    expect(wordsOf(answer.text)).toContain('Full name – Please enter only the name')
    const patient = await send({ somebody_else: 'yes', patient: name })
    expect(wordsOf(patient.answer.text)).toContain('Name of the patient – Please enter only the name')
  })

  test.each([
    ['Dr.Smith', 'Dr. Smith'],
    ['J.R.Ewing', 'J. R. Ewing'],
    ['St.John Rivers', 'St. John Rivers'],
    ["Siobhán O'Brien-Ní Dhomhnaill", "Siobhán O'Brien-Ní Dhomhnaill"],
    ['Ana María de la Cruz, Jr.', 'Ana María de la Cruz, Jr.'],
    ['Ana\r\nRuiz', 'Ana Ruiz'],
    ['李小龍', '李小龍'],
    ['John Smith 3rd', 'John Smith 3rd'],
  ])('that people have is taken: %j', async (name, kept) => {
    const { answer, row } = await send({ name })
    expect(answer.status).toBe(303)
    expect(row).toMatchObject({ attendee_name: kept })
  })
})
