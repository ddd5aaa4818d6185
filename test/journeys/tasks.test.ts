/** What waits for a person is counted by the server, however much it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'

let desk: TestDesk
let other: TestClinic

beforeAll(async () => {
  desk = await openDesk()
  other = await desk.openClinic('Lakeside')
})
afterAll(() => desk?.close())

const NOTHING = { open_conflicts: 0, failed_deliveries: 0, failed_messages: 0, unconfirmed_appointments: 0 }

async function tasks(as?: string) {
  const { status, body } = await desk.api('GET', '/api/tasks', as ? { as } : {})
  expect(status).toBe(200)
  return body.tasks
}

test('requests, open questions, failed deliveries and failed messages are counted, also beyond a page of a list', async () => {
  expect(await tasks()).toMatchObject(NOTHING)
  const ana = { name: 'Ana Souza', email: 'ana@example.com' }
  const ben = { name: 'Ben Okafor', email: 'ben@example.com' }
  await deliver(calcomBooking({ attendee: ana, phone: '+13125550001' }).created())
  await deliver(calcomBooking({ attendee: ben, phone: '+13125550002' }).requested())
  await deliver(calcomBooking({ attendee: { ...ana, name: 'Who' }, phone: '+13125550002' }).created())
  for (let number = 0; number < 60; number++)
    await desk.deliver({
      triggerEvent: 'BOOKING_CREATED',
      createdAt: desk.clock.now().toString(),
      payload: { number },
    })
  await deliver(calcomBooking({ attendee: ana, phone: '+13125550001' }).created())
  await desk.rows(
    `update messages set status = 'failed', created_at = $1 where id in (select id from messages limit 2)`,
    [desk.clock.now().toString()],
  )
  const counted = {
    open_conflicts: 1,
    failed_deliveries: 60,
    failed_messages: 2,
    unconfirmed_appointments: 1,
  }
  expect(await tasks()).toMatchObject(counted)

  const [connection] = (await desk.api('GET', '/api/connections')).body.connections
  const newest = `/api/connections/${connection.id}/deliveries?limit=1`
  const done = (await desk.api('GET', newest)).body.deliveries
  expect(done).toMatchObject([{ status: 'done', patient_name: 'Ana Souza' }])
  const failed = (await desk.api('GET', `${newest}&status=failed`)).body.deliveries
  expect(failed).toMatchObject([{ status: 'failed', patient_name: null }])

  expect(await tasks(other.keys.owner)).toMatchObject(NOTHING)
  expect(await tasks(desk.clinic.keys.viewer)).toMatchObject({ ...counted, failed_deliveries: null })
})

test('a visit that was booked elsewhere over another one waits until one of the two goes', async () => {
  const organizer = {
    id: 7,
    name: 'Dr. Roy',
    email: 'roy@example.com',
    username: 'roy',
    timeZone: 'America/Chicago',
  }
  const send = async (path: string, body: object) => (await desk.api('POST', path, { body })).body
  const { practitioner } = await send('/api/practitioners', { name: organizer.name, email: organizer.email })
  const performer = { practitioner_id: practitioner.id, weight: 100, priority: 2 }
  const { service } = await send('/api/services', {
    name: 'Consultation',
    duration_minutes: 30,
    practitioners: [performer],
  })
  const start_at = desk.clock.now().add({ hours: 48 }).toString()
  const contact = { name: 'Ana Souza', email: 'ana@example.com' }
  const { appointment } = await send('/api/appointments', { service_id: service.id, start_at, contact })
  const before = (await tasks()).conflicting_appointments
  const booking = calcomBooking({ startAt: start_at, organizer, phone: '+13125550009' })
  await deliver(booking.created())

  expect(await tasks()).toMatchObject({ conflicting_appointments: before + 1 })
  const conflicting = async (as?: string) =>
    (
      await desk.api(
        'GET',
        `/api/appointments?has_conflict=true&from=${start_at}&to=${start_at}`,
        as ? { as } : {},
      )
    ).body.appointments
  expect(await conflicting()).toMatchObject([
    { source: 'calcom', has_conflict: true, practitioner: { id: practitioner.id } },
  ])
  expect(await conflicting(other.keys.owner)).toEqual([])
  expect(await tasks(other.keys.owner)).toMatchObject({ conflicting_appointments: 0 })

  await send(`/api/appointments/${appointment.id}/status`, { status: 'cancelled' })
  expect(await tasks()).toMatchObject({ conflicting_appointments: before })
  expect(await conflicting()).toEqual([])
  const again = await send('/api/appointments', { service_id: service.id, start_at, contact })
  expect(again).toMatchObject({ type: '/problems/slot-taken' })
})

test('what nobody can do anything about any more is not counted', async () => {
  await desk.pass({ hours: 73 })
  expect(await tasks()).toMatchObject({ failed_messages: 0 })
  await desk.pass({ hours: 24 * 60 })
  expect(await tasks()).toMatchObject({ unconfirmed_appointments: 0, open_conflicts: 1 })
  await desk.api('DELETE', `/api/connections/${desk.clinic.calcom.id}`)
  expect(await tasks()).toMatchObject({ failed_deliveries: 0 })
})

async function deliver(body: unknown): Promise<void> {
  expect((await desk.deliver(body)).status).toBe(200)
  await desk.settle()
}
