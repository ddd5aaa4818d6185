/** Phone says one person, e-mail another: nobody is merged silently, staff decide (REQUIREMENTS D4). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, contactPage, messagesOf, snapshot, taken } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

interface Scene {
  phone: string
  /** Known by phone. */
  pia: Body
  /** Known by e-mail. */
  eva: Body
  /** Booked with Pia's phone and Eva's e-mail. */
  disputed: Body
  body: Body
  conflict: Body
}

let scenes = 0

async function openScene(name = 'Eva Email'): Promise<Scene> {
  const number = ++scenes
  const phone = `+1312555${String(5000 + number)}`
  const email = `eva${number}@example.com`
  const pia = await booked(
    desk,
    calcomBooking({ attendee: { name: 'Pia Phone', email: `pia${number}@example.com` }, phone }).created(),
  )
  const eva = await booked(desk, calcomBooking({ attendee: { name: 'Eva Email', email } }).created())
  const body = calcomBooking({ attendee: { name, email }, phone, startAt: '2026-12-15T16:00:00Z' }).created()
  const disputed = await booked(desk, body)
  const conflict = (await conflicts()).find((one) => one.provisional_contact.id === disputed.contact.id)
  if (!conflict) throw new Error('no conflict was opened')
  return { phone, pia, eva, disputed, body, conflict }
}

async function conflicts(): Promise<Body[]> {
  return (await desk.api('GET', '/api/identity-conflicts')).body.conflicts
}

function resolve(conflict: Body, resolution: string, as?: string) {
  return desk.api('POST', `/api/identity-conflicts/${conflict.id}/resolve`, {
    body: { resolution },
    ...(as ? { as } : {}),
  })
}

test('conflicting evidence makes a provisional contact with an appointment, and a task with the evidence', async () => {
  const { pia, eva, disputed, conflict, phone } = await openScene()
  expect(disputed).toMatchObject({ status: 'booked', contact: { is_provisional: true } })
  expect(disputed.patient_profile).toMatchObject({ full_name: 'Eva Email', hint: 'identity_conflict' })
  expect([pia.contact.id, eva.contact.id]).not.toContain(disputed.contact.id)
  expect(conflict).toMatchObject({
    status: 'open',
    evidence: { name: 'Eva Email', phone, phone_raw: phone, email: eva.contact.email },
    provisional_contact: { id: disputed.contact.id },
    phone_contact: { id: pia.contact.id, phone_e164: phone },
    email_contact: { id: eva.contact.id, email: eva.contact.email },
  })
  expect((await contactPage(desk, disputed.contact.id)).open_conflict_id).toBe(conflict.id)
})

test('the patient of an undecided booking is confirmed all the same', async () => {
  const { disputed } = await openScene()
  const messages = await messagesOf(desk, { contact_id: disputed.contact.id })
  expect(messages).toEqual([expect.objectContaining({ kind: 'confirmation', status: 'kept' })])
})

test('the disputed booking delivered again opens no second task', async () => {
  const { body } = await openScene()
  const before = await snapshot(desk)
  await taken(desk, { ...body, createdAt: '2026-11-23T16:00:00.000Z' })
  expect(await snapshot(desk)).toEqual(before)
})

test('another disputed booking of the same phone and e-mail is merged into neither of the two', async () => {
  const { phone, pia, eva } = await openScene()
  const attendee = { name: 'Eva Email', email: eva.contact.email }
  const next = await booked(
    desk,
    calcomBooking({ attendee, phone, startAt: '2026-12-16T16:00:00Z' }).created(),
  )
  expect(next.contact.is_provisional).toBe(true)
  for (const { contact } of [pia, eva])
    expect((await contactPage(desk, contact.id)).appointments).toHaveLength(1)
})

describe('staff resolve', () => {
  test('it is the one with the phone: the appointment goes to that contact', async () => {
    const { conflict, pia, eva, disputed } = await openScene()
    const answer = await resolve(conflict, 'phone_contact')
    expect(answer).toMatchObject({ status: 200, body: { contact_id: pia.contact.id } })
    expect(await contactOfAppointment(disputed.id)).toBe(pia.contact.id)
    expect((await contactPage(desk, disputed.contact.id)).id).toBe(pia.contact.id)
    expect((await contactPage(desk, pia.contact.id)).merges).toEqual([
      expect.objectContaining({ from_contact_id: disputed.contact.id }),
    ])
    expect((await contactPage(desk, eva.contact.id)).appointments).toHaveLength(1)
  })

  test('it is the one with the e-mail: the appointment goes to that contact', async () => {
    const { conflict, pia, eva, disputed } = await openScene()
    const answer = await resolve(conflict, 'email_contact')
    expect(answer).toMatchObject({ status: 200, body: { contact_id: eva.contact.id } })
    expect(await contactOfAppointment(disputed.id)).toBe(eva.contact.id)
    expect((await contactPage(desk, pia.contact.id)).appointments).toHaveLength(1)
    const { patient_profiles: profiles } = await contactPage(desk, eva.contact.id)
    expect(profiles, 'the same name is the same patient').toHaveLength(1)
  })

  test('all are one person: three contacts become one, with every identifier', async () => {
    const { conflict, pia, eva, disputed, phone } = await openScene()
    const { status, body } = await resolve(conflict, 'all_one_person')
    expect(status).toBe(200)
    const page = await contactPage(desk, body.contact_id)
    for (const { contact } of [pia, eva, disputed])
      expect((await contactPage(desk, contact.id)).id).toBe(body.contact_id)
    expect(page.appointments).toHaveLength(3)
    expect(page.identifiers.map((one: Body) => one.value).sort()).toEqual(
      [phone, pia.contact.email, eva.contact.email].sort(),
    )
    expect(page.merges).toHaveLength(2)
    expect(page.merges.every((merge: Body) => merge.reason)).toBe(true)
  })

  test('it is another person: the contact stands on its own and is provisional no more', async () => {
    const { conflict, pia, eva, disputed } = await openScene('Somebody Else')
    const answer = await resolve(conflict, 'another_person')
    expect(answer).toMatchObject({ status: 200, body: { contact_id: disputed.contact.id } })
    expect(await contactPage(desk, disputed.contact.id)).toMatchObject({
      is_provisional: false,
      open_conflict_id: null,
    })
    expect((await contactPage(desk, pia.contact.id)).appointments).toHaveLength(1)
    expect((await contactPage(desk, eva.contact.id)).appointments).toHaveLength(1)
  })

  test.each(['phone_contact', 'email_contact', 'all_one_person', 'another_person'])(
    'after %s the hint and the task are gone, and the appointment is kept as it was',
    async (resolution) => {
      const { conflict, disputed } = await openScene()
      await resolve(conflict, resolution)
      expect((await conflicts()).map(({ id }) => id)).not.toContain(conflict.id)
      const { body } = await desk.api('GET', `/api/appointments/${disputed.id}`)
      expect(body.appointment).toMatchObject({
        status: 'booked',
        start_at: disputed.start_at,
        uid: disputed.uid,
      })
      expect(body.appointment.patient_profile.hint).not.toBe('identity_conflict')
      expect(body.appointment.contact.is_provisional).toBe(false)
    },
  )

  test('twice is refused, and so is a viewer and another clinic', async () => {
    const { conflict } = await openScene()
    const lakeside = await desk.openClinic('Lakeside')
    expect((await resolve(conflict, 'phone_contact', lakeside.keys.owner)).status).toBe(404)
    expect((await resolve(conflict, 'phone_contact', desk.clinic.keys.viewer)).status).toBe(403)
    expect((await resolve(conflict, 'phone_contact')).status).toBe(200)
    expect((await resolve(conflict, 'email_contact')).status).toBe(409)
  })

  test('a later reschedule of the disputed booking finds it at the contact that staff chose', async () => {
    const { pia, eva, phone } = await openScene()
    const booking = calcomBooking({
      attendee: { name: 'Eva Email', email: eva.contact.email },
      phone,
      startAt: '2026-12-17T16:00:00Z',
    })
    const appointment = await booked(desk, booking.created())
    const conflict = (await conflicts()).find((one) => one.provisional_contact.id === appointment.contact.id)
    await resolve(conflict as Body, 'phone_contact')
    const moved = booking.movedTo({ startAt: '2026-12-18T16:00:00Z' })
    expect(await booked(desk, moved.rescheduled())).toMatchObject({
      id: appointment.id,
      start_at: '2026-12-18T16:00:00.000Z',
      contact: { id: pia.contact.id },
    })
  })
})

async function contactOfAppointment(id: string): Promise<string> {
  return (await desk.api('GET', `/api/appointments/${id}`)).body.appointment.contact.id
}
