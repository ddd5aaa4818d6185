/** Staff say of a caller or walk-in that they asked and have not booked; whoever falls silent then is asked again (REQUIREMENTS B1). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { QUIET_AFTER } from '../../src/desk/contacts/mark-warm-lead.ts'
import { sweepQuiet } from '../../src/desk/journeys/sweep-quiet.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { NOW, openDesk, type TestDesk } from '../desk.ts'
import { booked, messagesOf, timelineOf } from './reading.ts'
import { addVersion, enrollmentsOf, offer, touchpointsOf } from './writing.ts'

let desk: TestDesk
let botox: string
let ana: string
beforeEach(async () => {
  desk = await openDesk()
  await addVersion(desk, 'warm_lead', {})
  botox = await offer(desk, 'Botox', 'botox')
  ana = await someoneWithoutVisit()
})
afterEach(() => desk?.close())

const SOUZA = { name: 'Ana Souza', email: 'ana@example.com' }

/** Booked once and cancelled: the clinic knows her, and nothing is ahead. */
async function someoneWithoutVisit(): Promise<string> {
  const visit = calcomBooking({ attendee: SOUZA, startAt: '2026-11-30T17:00:00Z' })
  const { contact } = await booked(desk, visit.created())
  await booked(desk, visit.cancelled())
  await desk.pass({ minutes: 1 })
  return contact.id
}

const at = (contactId: string) => `/api/contacts/${contactId}/lead`
const note = (contactId: string, body: Body = {}, as = desk.clinic.keys.operator) =>
  desk.api('POST', at(contactId), { body, as })
const leadOf = async (contactId: string) => (await desk.api('GET', at(contactId))).body.lead
const afterNow = (duration: Temporal.DurationLike = { hours: 0 }) =>
  Temporal.Instant.from(NOW).add({ minutes: 1 }).add(duration).toString({ smallestUnit: 'millisecond' })

/** As the sweeper does; Foyer's own looks too. */
async function fallSilent(duration: Temporal.DurationLike = QUIET_AFTER): Promise<void> {
  await desk.pass(duration)
  await sweepQuiet(desk.foyer.desk)
  await desk.settle()
}

async function agreeToMarketing(contactId: string): Promise<void> {
  const said = await desk.api('POST', `/api/contacts/${contactId}/consents`, {
    body: { purpose: 'marketing', channel: 'all', state: 'granted', text_shown: 'May we write to you?' },
  })
  expect(said.status).toBe(201)
}

describe('somebody whom the desk marks', () => {
  test('is known with what they asked about, since when, until when, and by whom', async () => {
    expect(await leadOf(ana)).toBeNull()
    const { status, body } = await note(ana, { service_id: botox })
    expect(status).toBe(200)
    expect(body.lead).toEqual({
      service_id: botox,
      service_name: 'Botox',
      warm_since: afterNow(),
      quiet_at: afterNow(QUIET_AFTER),
      quiet_since: null,
    })
    expect(await leadOf(ana)).toEqual(body.lead)
    const [event] = await timelineOf(desk, ana, 'lead.warmed')
    expect(event).toMatchObject({ actor: { kind: 'api_key' }, payload: { serviceId: botox } })
  })

  test('and who stays silent, gets the first of the five touches a day later', async () => {
    await agreeToMarketing(ana)
    await note(ana, { service_id: botox })
    await fallSilent({ hours: 47 })
    expect(await enrollmentsOf(desk, 'warm_lead')).toEqual([])
    await fallSilent({ hours: 1 })
    expect(await leadOf(ana)).toMatchObject({ quiet_at: null, quiet_since: afterNow(QUIET_AFTER) })
    expect(await enrollmentsOf(desk, 'warm_lead')).toEqual(['live'])
    await desk.pass({ hours: 25 })
    expect(await touchpointsOf(desk, 'warm_lead')).toMatchObject({
      day_1_information: 'sent',
      day_3_social_proof: 'planned',
    })
    const [message] = await messagesOf(desk, { contact_id: ana })
    expect(message).toMatchObject({ status: 'kept', subject: 'What to know before you decide' })
  })

  test('without consent to marketing gets nothing, and the reason is kept', async () => {
    await note(ana)
    await fallSilent()
    await desk.pass({ hours: 25 })
    expect(await touchpointsOf(desk, 'warm_lead')).toMatchObject({
      day_1_information: 'skipped no_open_way',
    })
    const subjects = (await messagesOf(desk, { contact_id: ana })).map(({ subject }) => subject)
    expect(subjects).not.toContain('What to know before you decide')
  })

  test('twice is known once, since the first time, and silence counts from the second', async () => {
    await note(ana, { service_id: botox })
    await desk.pass({ hours: 3 })
    const { status, body } = await note(ana)
    expect(status).toBe(200)
    expect(body.lead).toMatchObject({
      service_id: botox,
      warm_since: afterNow(),
      quiet_at: afterNow({ hours: 51 }),
    })
    expect((await note(ana)).body).toEqual(body)
    expect(await timelineOf(desk, ana, 'lead.warmed')).toHaveLength(1)
    await fallSilent({ hours: 51 })
    expect(await enrollmentsOf(desk, 'warm_lead')).toHaveLength(1)
  })

  test('after a visit that they booked meanwhile asks anew', async () => {
    await note(ana)
    await desk.pass({ hours: 1 })
    const visit = { attendee: SOUZA, startAt: '2026-11-23T17:00:00Z' }
    const { id } = await booked(desk, calcomBooking(visit).created())
    expect(await leadOf(ana)).toBeNull()
    await desk.pass({ hours: 2 })
    await desk.api('POST', `/api/appointments/${id}/status`, { body: { status: 'fulfilled' } })
    const { body } = await note(ana, { service_id: botox })
    expect(body.lead).toMatchObject({ service_id: botox, warm_since: afterNow({ hours: 3 }) })
    await fallSilent()
    expect(await leadOf(ana)).toMatchObject({ quiet_since: afterNow({ hours: 51 }) })
  })
})

describe('nobody is marked', () => {
  test('who has a visit ahead, and the answer says what to do', async () => {
    await booked(desk, calcomBooking({ attendee: SOUZA, startAt: '2026-12-03T17:00:00Z' }).created())
    const { status, body } = await note(ana, { service_id: botox })
    expect(status).toBe(409)
    expect(body).toMatchObject({ type: '/problems/visit-ahead', detail: expect.stringMatching(/book|after/) })
    expect(await desk.rows('select 1 from leads')).toEqual([])
    expect(await timelineOf(desk, ana, 'lead.warmed')).toEqual([])
  })

  test('with a service that the clinic does not offer, or that is another’s', async () => {
    const lakeside = await desk.openClinic('Lakeside')
    const body = { name: 'Laser', duration_minutes: 30 }
    const { body: theirs } = await desk.api('POST', '/api/services', { body, as: lakeside.keys.owner })
    expect((await note(ana, { service_id: theirs.service.id })).status).toBe(422)
    await desk.api('DELETE', `/api/services/${botox}`)
    expect((await note(ana, { service_id: botox })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/service_id' }],
    })
  })

  test('of another clinic, which finds and changes nothing', async () => {
    const { keys } = await desk.openClinic('Lakeside')
    await note(ana, { service_id: botox })
    expect((await note(ana, {}, keys.owner)).status).toBe(404)
    expect((await desk.api('GET', at(ana), { as: keys.owner })).status).toBe(404)
    expect((await desk.api('DELETE', at(ana), { as: keys.owner })).status).toBe(404)
    expect(await leadOf(ana)).toMatchObject({ service_id: botox })
  })

  test.each(['viewer', 'analyst'] as const)('by whoever may only look, as %s', async (role) => {
    const as = desk.clinic.keys[role]
    expect((await note(ana, {}, as)).status).toBe(403)
    expect((await desk.api('DELETE', at(ana), { as })).status).toBe(403)
    expect((await desk.api('GET', at(ana), { as })).body).toEqual({ lead: null })
  })
})

describe('taking it back', () => {
  const withdraw = () => desk.api('DELETE', at(ana), { as: desk.clinic.keys.operator })

  test('forgets it with what they asked about; nobody falls silent, and twice is once', async () => {
    await note(ana, { service_id: botox })
    expect((await withdraw()).status).toBe(200)
    expect((await withdraw()).status).toBe(200)
    expect(await leadOf(ana)).toBeNull()
    expect(await timelineOf(desk, ana, 'lead.withdrawn')).toHaveLength(1)
    await fallSilent()
    expect(await enrollmentsOf(desk, 'warm_lead')).toEqual([])
    expect((await note(ana)).body.lead).toMatchObject({ service_id: null })
  })

  test('comes too late once they have fallen silent', async () => {
    await note(ana)
    await fallSilent()
    expect((await withdraw()).body).toMatchObject({ status: 409, type: '/problems/lead-quiet' })
    expect(await leadOf(ana)).not.toBeNull()
  })
})
