/** Who a booking speaks of (REQUIREMENTS D3, D4, A9). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calcomBooking, documentedBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import {
  appointmentOf,
  appointmentsOf,
  booked,
  contactPage,
  contactsOf,
  snapshot,
  taken,
  timelineOf,
} from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

let lastPhone = 3125550200
const newPhone = () => `+1${++lastPhone}`

describe('the six cases of D4', () => {
  test('new: a booking of somebody unknown creates contact, patient profile and appointment', async () => {
    const booking = calcomBooking({ attendee: { name: 'Nora New', email: 'nora@example.com' } })
    const appointment = await booked(desk, booking.created())
    expect(appointment).toMatchObject({
      status: 'booked',
      start_at: '2026-12-01T16:00:00.000Z',
      end_at: '2026-12-01T16:45:00.000Z',
      duration_minutes: 45,
      attendee_name: 'Nora New',
      source: 'calcom',
      contact: {
        display_name: 'Nora New',
        email: 'nora@example.com',
        phone_e164: null,
        is_provisional: false,
      },
      patient_profile: { full_name: 'Nora New', hint: null },
    })
    expect(appointment.patient_profile.contact_id).toBe(appointment.contact.id)
    expect(await contactsOf(desk, 'nora@example.com')).toHaveLength(1)
  })

  test('known: the next booking of a known patient belongs to the same contact and profile', async () => {
    const attendee = { name: 'Karl Known', email: 'karl@example.com' }
    const first = await booked(desk, calcomBooking({ attendee }).created())
    const second = await booked(desk, calcomBooking({ attendee, startAt: '2026-12-08T16:00:00Z' }).created())
    expect(second.id).not.toBe(first.id)
    expect(second.contact.id).toBe(first.contact.id)
    expect(second.patient_profile.id).toBe(first.patient_profile.id)
    expect((await contactPage(desk, first.contact.id)).appointments).toHaveLength(2)
  })

  test('with phone: the phone identifies the person, and a new e-mail is added to the one contact', async () => {
    const phone = newPhone()
    const attendee = { name: 'Petra Phone', email: 'petra@example.com' }
    const first = await booked(desk, calcomBooking({ attendee, phone }).created())
    expect(first).toMatchObject({ attendee_phone_e164: phone, contact: { phone_e164: phone } })
    const second = await booked(
      desk,
      calcomBooking({ attendee: { name: 'Petra Phone', email: 'petra@work.example' }, phone }).created(),
    )
    expect(second.contact.id).toBe(first.contact.id)
    expect(second.patient_profile.id).toBe(first.patient_profile.id)
    const { identifiers } = await contactPage(desk, first.contact.id)
    expect(
      identifiers.map((one: { kind: string; value: string }) => `${one.kind} ${one.value}`).sort(),
    ).toEqual(['email petra@example.com', 'email petra@work.example', `phone ${phone}`])
  })

  test('without phone: the e-mail identifies the person and never stands as a phone', async () => {
    const attendee = { name: 'Wanda Without', email: 'Wanda.Without@Example.com' }
    const first = await booked(desk, calcomBooking({ attendee }).created())
    expect(first).toMatchObject({
      attendee_phone_e164: null,
      attendee_phone_raw: null,
      contact: { phone_e164: null, email: 'wanda.without@example.com' },
    })
    const lower = { ...attendee, email: 'wanda.without@example.com' }
    const second = await booked(
      desk,
      calcomBooking({ attendee: lower, startAt: '2026-12-09T16:00:00Z' }).created(),
    )
    expect(second.contact.id).toBe(first.contact.id)
    const { identifiers } = await contactPage(desk, first.contact.id)
    expect(identifiers).toEqual([
      expect.objectContaining({ kind: 'email', value: 'wanda.without@example.com' }),
    ])
  })

  test('with place: where the patient is from stands on the profile and the appointment', async () => {
    const answers = { where_are_you_from: { label: 'Where are you from?', value: 'Oak Park' } }
    const appointment = await booked(
      desk,
      calcomBooking({ attendee: { name: 'Paula Place', email: 'paula@example.com' }, answers }).created(),
    )
    expect(appointment).toMatchObject({ place: 'Oak Park', patient_profile: { place: 'Oak Park' } })
  })

  test('duplicate: the same booking again, as the same bytes or told anew, changes nothing', async () => {
    const booking = calcomBooking({
      attendee: { name: 'Dora Double', email: 'dora@example.com' },
      phone: newPhone(),
    })
    const body = booking.created()
    await booked(desk, body)
    const before = await snapshot(desk)
    await taken(desk, body)
    await taken(desk, { ...body, createdAt: '2026-11-23T14:30:00.000Z' })
    await taken(desk, JSON.stringify(body, null, 2))
    expect(await snapshot(desk)).toEqual(before)
  })
})

test('a phone found at a later booking is merged into the contact whom the e-mail found', async () => {
  const attendee = { name: 'Mona Merge', email: 'mona@example.com' }
  const phone = newPhone()
  const first = await booked(desk, calcomBooking({ attendee }).created())
  await booked(desk, calcomBooking({ attendee, phone, startAt: '2026-12-10T16:00:00Z' }).created())
  const third = await booked(
    desk,
    calcomBooking({ attendee: { ...attendee, email: 'mona@other.example' }, phone }).created(),
  )
  expect(third.contact).toMatchObject({ id: first.contact.id, phone_e164: phone })
})

test('a mother who books for her child: the same contact, another profile, and a hint for staff', async () => {
  const phone = newPhone()
  const mother = await booked(
    desk,
    calcomBooking({ attendee: { name: 'Maria Lopez', email: 'maria@example.com' }, phone }).created(),
  )
  const child = await booked(
    desk,
    calcomBooking({ attendee: { name: 'Leo Lopez', email: 'maria@example.com' }, phone }).created(),
  )
  expect(child.contact).toMatchObject({ id: mother.contact.id, display_name: 'Maria Lopez' })
  expect(child.patient_profile).toMatchObject({ full_name: 'Leo Lopez', hint: 'same_contact_another_name' })
  expect(child.patient_profile.id).not.toBe(mother.patient_profile.id)
  const again = await booked(
    desk,
    calcomBooking({ attendee: { name: 'Leo Lopez', email: 'leo@example.com' }, phone }).created(),
  )
  expect(again.patient_profile.id).toBe(child.patient_profile.id)
  expect((await contactPage(desk, mother.contact.id)).patient_profiles).toHaveLength(2)
})

test('a known patient is never renamed, nor split by spelling', async () => {
  const phone = newPhone()
  const attendee = { name: 'José Álvarez', email: 'jose@example.com' }
  const first = await booked(desk, calcomBooking({ attendee, phone }).created())
  for (const name of ['jose alvarez', ' JOSÉ  ÁLVAREZ ', 'José Álvarez']) {
    const next = await booked(desk, calcomBooking({ attendee: { ...attendee, name }, phone }).created())
    expect(next.contact.display_name).toBe('José Álvarez')
    expect(next.patient_profile).toMatchObject({
      id: first.patient_profile.id,
      full_name: 'José Álvarez',
      hint: null,
    })
  }
})

describe('a reschedule that tells more of how to reach a person', () => {
  const MOVED = { startAt: '2026-12-10T16:00:00Z' }

  test('teaches their contact the new phone and e-mail, which find them from then on', async () => {
    const phone = newPhone()
    const booking = calcomBooking({ attendee: { name: 'Lea Learnt', email: 'lea@example.com' } })
    const { contact, id } = await booked(desk, booking.created())
    const email = 'lea@work.example'
    const moved = booking.movedTo({ ...MOVED, phone, attendee: { name: 'Lea Learnt', email } })
    expect(await booked(desk, moved.rescheduled())).toMatchObject({
      id,
      attendee_email: email,
      attendee_phone_e164: phone,
      contact: { id: contact.id },
    })
    const { identifiers } = await contactPage(desk, contact.id)
    expect(identifiers.map(({ value }: { value: string }) => value).sort()).toEqual(
      [phone, 'lea@example.com', email].sort(),
    )
    const told = await timelineOf(desk, contact.id, 'contact.identified')
    expect(told.map(({ payload }) => payload.reason)).toEqual([
      'told_with_a_known_booking',
      'told_with_a_known_booking',
    ])
    const next = await booked(desk, calcomBooking({ attendee: { name: 'Lea Learnt' }, phone }).created())
    expect(next.contact.id).toBe(contact.id)
  })

  test('takes nothing from whom it belongs to, and merges nobody', async () => {
    const phone = newPhone()
    const owner = await booked(desk, calcomBooking({ attendee: { name: 'Olga Owner' }, phone }).created())
    const booking = calcomBooking({ attendee: { name: 'Mia Mover', email: 'mia.mover@example.com' } })
    const { contact } = await booked(desk, booking.created())
    const moved = await booked(desk, booking.movedTo({ ...MOVED, phone }).rescheduled())
    expect(moved).toMatchObject({ attendee_phone_e164: phone, contact: { id: contact.id } })
    const { identifiers } = await contactPage(desk, contact.id)
    expect(identifiers).toEqual([expect.objectContaining({ value: 'mia.mover@example.com' })])
    expect((await contactPage(desk, owner.contact.id)).phone_e164).toBe(phone)
    expect((await contactPage(desk, contact.id)).merges).toEqual([])
  })

  test('teaches a provisional contact nothing until staff have decided', async () => {
    const [phone, another] = [newPhone(), newPhone()]
    await booked(desk, calcomBooking({ attendee: { name: 'Paul Phone' }, phone }).created())
    const eve = { name: 'Eve Email', email: 'eve.unsure@example.com' }
    await booked(desk, calcomBooking({ attendee: eve }).created())
    const booking = calcomBooking({ attendee: eve, phone })
    const disputed = await booked(desk, booking.created())
    expect(disputed.contact.is_provisional).toBe(true)
    await booked(desk, booking.movedTo({ ...MOVED, phone: another }).rescheduled())
    expect((await contactPage(desk, disputed.contact.id)).identifiers).toEqual([])
  })
})

describe('a second person on the same booking of Cal.com', () => {
  test('is refused with what to do, changes nothing of the first, and can be played again', async () => {
    const booking = calcomBooking({ attendee: { name: 'Sina Seat', email: 'sina@example.com' } })
    const first = await booked(desk, booking.created())
    const second = { name: 'Samu Seat', email: 'samu@example.com', timeZone: 'America/Chicago' }
    const body = booking.created({
      attendees: [...booking.created().payload.attendees, second],
      responses: { name: { value: second.name }, email: { value: second.email } },
    })
    const delivery = await taken(desk, body)
    expect(delivery).toMatchObject({ status: 'failed', trigger: 'BOOKING_CREATED', appointment_id: null })
    expect(delivery.reason).toMatch(/Seats are not supported.*by hand/)
    expect(await appointmentOf(desk, booking.uid)).toEqual(first)
    expect(await contactsOf(desk, second.email)).toEqual([])
    await desk.api('POST', `/api/deliveries/${delivery.id}/replay`)
    await desk.settle()
    const { body: again } = await desk.api('GET', `/api/deliveries/${delivery.id}`)
    expect(again.delivery).toMatchObject({ status: 'failed', reason: delivery.reason })
    // The first person's own news still count.
    await taken(desk, booking.cancelled())
    expect((await appointmentOf(desk, booking.uid)).status).toBe('cancelled')
  })
})

test('two bookings of the same new person at the very same moment make one contact', async () => {
  const phone = newPhone()
  const attendee = { name: 'Tina Twice', email: 'tina@example.com' }
  const starts = Array.from({ length: 8 }, (_, day) => `2026-12-${10 + day}T16:00:00Z`)
  const answers = await Promise.all(
    starts.map((startAt) => desk.deliver(calcomBooking({ attendee, phone, startAt }).created())),
  )
  expect(answers.map((answer) => answer.status)).toEqual(starts.map(() => 200))
  await desk.settle()
  const contacts = await contactsOf(desk, 'tina@example.com')
  expect(contacts).toHaveLength(1)
  expect(contacts[0]?.patient_profiles).toHaveLength(1)
  expect(await appointmentsOf(desk, { search: 'tina@example.com' })).toHaveLength(8)
})

test('the same body ten times at the very same moment is one appointment and one confirmation', async () => {
  const body = calcomBooking({ attendee: { name: 'Rita Race', email: 'rita@example.com' } }).created()
  await Promise.all(Array.from({ length: 10 }, () => desk.deliver(body)))
  await desk.settle()
  const appointment = await appointmentOf(desk, 'rita@example.com')
  const { body: found } = await desk.api('GET', `/api/messages?contact_id=${appointment.contact.id}`)
  expect(found.messages.map((message: { kind: string }) => message.kind)).toEqual(['confirmation'])
})

test('a replayed delivery changes nothing', async () => {
  const delivery = await taken(desk, calcomBooking({ phone: newPhone() }).created())
  const before = await snapshot(desk)
  expect((await desk.api('POST', `/api/deliveries/${delivery.id}/replay`)).status).toBeLessThan(300)
  await desk.settle()
  expect(await snapshot(desk)).toEqual(before)
  const { body } = await desk.api('GET', `/api/deliveries/${delivery.id}`)
  expect(body.delivery.status).toBe('done')
})

test('from the id and the uid that Cal.com gave one finds appointment and patient', async () => {
  const booking = calcomBooking({ uid: 'qVyXscm1ryg2QoQ4K8uHLW', bookingId: 778899 })
  const { contact } = await booked(desk, booking.created())
  for (const reference of ['qVyXscm1ryg2QoQ4K8uHLW', '778899']) {
    const appointment = await appointmentOf(desk, reference)
    expect(appointment.external_references).toEqual(
      expect.arrayContaining([
        { vendor: 'calcom', kind: 'uid', value: booking.uid, is_superseded: false },
        { vendor: 'calcom', kind: 'id', value: '778899', is_superseded: false },
      ]),
    )
    expect((await contactsOf(desk, reference)).map(({ id }) => id)).toEqual([contact.id])
  }
  const documented = documentedBooking({ id: 'cal_booking_20001' })
  const other = await booked(desk, documented)
  expect((await contactsOf(desk, 'cal_booking_20001')).map(({ id }) => id)).toEqual([other.contact.id])
})

test('two Cal.com systems of one clinic count alike: the same id under another uid is another booking', async () => {
  const { body } = await desk.api('POST', '/api/connections', {
    body: { vendor: 'calcom', name: 'Our own Cal.com' },
  })
  const { id, secret } = body.connection
  const [cloud, own] = [calcomBooking({ bookingId: 9191 }), calcomBooking({ bookingId: 9191 })]
  const first = await booked(desk, cloud.created())
  await desk.deliver(own.created(), { path: `/webhooks/calcom/${id}`, secret })
  await desk.settle()
  expect(await appointmentOf(desk, own.uid)).toMatchObject({
    status: 'booked',
    contact: { email: own.attendee.email },
  })
  await desk.deliver(own.cancelled(), { path: `/webhooks/calcom/${id}`, secret })
  await desk.settle()
  expect(await appointmentOf(desk, cloud.uid)).toEqual(first)
})

test('another clinic sees neither the person nor the appointment, and its own person of that phone is another', async () => {
  const phone = newPhone()
  const attendee = { name: 'Clara Clinic', email: 'clara@example.com' }
  const here = await booked(desk, calcomBooking({ attendee, phone }).created())
  const lakeside = await desk.openClinic('Lakeside')
  const as = lakeside.keys.owner
  for (const path of [`/api/contacts/${here.contact.id}`, `/api/appointments/${here.id}`])
    expect((await desk.api('GET', path, { as })).status).toBe(404)
  await desk.deliver(calcomBooking({ attendee, phone }).created(), { to: lakeside.calcom })
  await desk.settle()
  const { body } = await desk.api('GET', '/api/contacts', { as })
  expect(body.contacts).toHaveLength(1)
  expect(body.contacts[0].id).not.toBe(here.contact.id)
})
