/** A reminder went to a wrong number; the visit was moved with the right one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockAppointment } from '../../src/desk/scheduling/lock-appointment.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { staff } from '../scheduling/cast.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

let desk: TestDesk
let clinic: AnsweringClinic
beforeAll(async () => {
  desk = await openDesk()
  clinic = await furnish(desk)
  await (await openChat(desk, { channel: 'sms' })).write('hello')
  await desk.rows(
    `update connections set settings = settings || '{"is_local": "yes"}' where vendor in ('twilio', 'whatsapp')`,
  )
})
afterAll(() => desk.close())
const CHICAGO = 'America/Chicago'
const instant = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(CHICAGO).toInstant()

test.each(['yes', "I can't make it"])(
  'who has the wrong number is not told the new time: %s',
  async (words) => {
    const n = words === 'yes' ? 1 : 2
    const wrong = `+1312777000${n}`
    const right = `+1312777100${n}`
    const visitId = await clinic.cast.book({
      serviceId: clinic.skinCheck,
      startAt: instant(`2026-12-0${n + 2}T10:00`),
      practitionerIds: [clinic.lee],
      person: {
        name: 'Mia Fox',
        phone: wrong,
        email: `mia${n}@example.com`,
        timeZone: CHICAGO,
        locale: 'en-US',
      },
    })
    await desk.settle()
    desk.clock.set(
      instant(`2026-1${n === 1 ? '1-30' : '2-01'}T10:00`)
        .add({ seconds: 5 })
        .toString(),
    )
    await desk.settle()
    // Moved, with the right number (a vendor's move carries it, see move-appointment.ts).
    await clinic.cast.inClinic(async (tx) => {
      const appointment = await lockAppointment(tx, visitId)
      if (!appointment) throw new Error('gone')
      await rescheduleAppointment(tx, staff, {
        appointmentId: visitId,
        startAt: instant(`2026-12-0${n + 6}T14:00`),
        byStaff: true,
      })
    })
    await desk.rows(
      'update appointments set attendee_phone_e164 = $1, attendee_phone_raw = $1 where id = $2',
      [right, visitId],
    )
    await desk.settle()
    const chat = await openChat(desk, { channel: 'sms', phone: wrong })
    const answer = await chat.say(words)
    expect(answer?.body ?? '').not.toMatch(/2:00 PM|December/)
  },
)
