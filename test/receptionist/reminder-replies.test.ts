/** What people answer to a reminder, in their own words: the visit that it named is what they mean. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatChannel } from '../../src/desk/conversations/conversation.ts'
import { cancelAppointment } from '../../src/desk/scheduling/cancel-appointment.ts'
import { lockAppointment } from '../../src/desk/scheduling/lock-appointment.ts'
import { rescheduleAppointment } from '../../src/desk/scheduling/reschedule-appointment.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { at, staff } from '../scheduling/cast.ts'
import { type Chat, openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk()
  clinic = await furnish(desk)
  // Played without accounts: what these would carry is what the person reads.
  for (const channel of ['sms', 'whatsapp'] as const) await (await openChat(desk, { channel })).write('hello')
  await desk.rows(
    `update connections set settings = settings || '{"is_local": "yes"}' where vendor in ('twilio', 'whatsapp')`,
  )
})
afterAll(() => desk.close())

const CHICAGO = 'America/Chicago'
let week = 0
let people = 0

interface Reminded {
  phone: string
  visitId: string
  /** `2026-12-03` */
  day: string
  chat: Chat
}

/** Somebody with a skin check on a Thursday at 10, three days before it and reminded of it. */
async function reminded(
  options: { channel?: ChatChannel; phone?: string; model?: Parameters<typeof openChat>[1] } = {},
): Promise<Reminded> {
  week += 1
  people += 1
  const phone = options.phone ?? `+1312666${String(1000 + people)}`
  const day = Temporal.PlainDate.from('2026-11-26').add({ weeks: week })
  const visitId = await book(phone, `${day}T10:00`)
  await passTo(`${day.subtract({ days: 3 })}T10:00`)
  const sent = await remindersTo(phone)
  expect(sent.at(-1)).toMatchObject({ appointment_id: visitId, status: 'sent' })
  const chat = await openChat(desk, { channel: options.channel ?? 'sms', phone, ...options.model })
  return { phone, visitId, day: day.toString(), chat }
}

async function book(
  phone: string,
  wall: string,
  name = 'Mia Fox',
  email: string | null = null,
): Promise<string> {
  const visitId = await clinic.cast.book({
    serviceId: clinic.skinCheck,
    startAt: instant(wall),
    practitionerIds: [clinic.lee],
    person: { name, phone, email, timeZone: CHICAGO, locale: 'en-US' },
  })
  await desk.settle()
  return visitId
}

const instant = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(CHICAGO).toInstant()
const remindersTo = (phone: string) =>
  desk.rows(`select * from messages where kind = 'reminder' and to_address = $1 order by id`, [phone])
const visit = async (id: string) => (await desk.rows('select * from appointments where id = $1', [id]))[0]
const confirmations = (id: string) =>
  desk.rows(
    `select * from events where appointment_id = $1 and type = 'appointment.attendance_confirmed' order by id`,
    [id],
  )
const shown = async (id: string) =>
  (await desk.api('GET', `/api/appointments/${id}`)).body.appointment.attendance_confirmed_at
const wallOf = async (id: string) =>
  Temporal.Instant.fromEpochMilliseconds((await visit(id)).start_at.getTime())
    .toZonedDateTimeISO(CHICAGO)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

async function passTo(wall: string): Promise<void> {
  desk.clock.set(instant(wall).add({ seconds: 5 }).toString())
  await desk.settle()
}

describe('a yes', () => {
  test.each([
    ['sí', /Le esperamos el jueves/],
    ['Y', /We expect you/],
  ])('of one word is answered in its language: %s', async (text, expected) => {
    const { chat } = await reminded()
    expect((await chat.say(text))?.body).toMatch(expected)
  })

  test.each(['yes', 'Ok', 'C', '1', '👍', "I'll be there!"])('is kept with the visit: %s', async (text) => {
    const { chat, visitId } = await reminded()
    expect(await shown(visitId)).toBeNull()
    const answer = await chat.say(text)
    expect(answer?.body).toMatch(/We expect you on Thursday, .* at 10:00 AM\.$/)
    expect(await confirmations(visitId)).toMatchObject([
      { actor_kind: 'contact', payload: { sequence: 0, conversationId: chat.conversationId() } },
    ])
    expect(await shown(visitId)).not.toBeNull()
    expect((await visit(visitId)).status).toBe('booked')
  })

  test('is understood and answered in Spanish', async () => {
    const { chat, visitId } = await reminded()
    expect((await chat.say('sí, allí estaré'))?.body).toMatch(/Le esperamos el jueves/)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('that is said again is kept once, and a third one is still about the visit', async () => {
    const { chat, visitId } = await reminded()
    await chat.say('yes')
    expect((await chat.say('yes'))?.body).toMatch(/noted that already/)
    expect((await chat.say('ok'))?.body).toMatch(/noted that already/)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('in two bubbles at once is one', async () => {
    const { chat, visitId } = await reminded()
    await chat.write('yes')
    await chat.write('YES')
    expect((await chat.answer())?.body ?? '').toMatch(/We expect you/)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('with a question is kept, and the question answered', async () => {
    const { chat, visitId } = await reminded()
    const answer = await chat.say('yes, what is your address?')
    expect(answer?.body).toMatch(/We expect you on Thursday.*12 Main Street/s)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('over two days later counts, and one to the next reminder too', async () => {
    const { chat, visitId, day } = await reminded()
    await passTo(`${Temporal.PlainDate.from(day).subtract({ days: 1 })}T09:00`)
    expect((await chat.say('yes'))?.body).toMatch(/We expect you/)
    await passTo(`${Temporal.PlainDate.from(day).subtract({ days: 1 })}T10:00`)
    expect((await chat.say('yes'))?.body).toMatch(/noted that already/)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('after the visit is none', async () => {
    const { chat, visitId, day } = await reminded()
    await passTo(`${day}T10:30`)
    expect((await chat.say('yes'))?.body).not.toMatch(/expect you/)
    expect(await confirmations(visitId)).toEqual([])
  })

  test('by WhatsApp to a text message to that number counts', async () => {
    const { chat, visitId } = await reminded({ channel: 'whatsapp' })
    expect((await chat.say('yes'))?.body).toMatch(/We expect you/)
    expect(await confirmations(visitId)).toHaveLength(1)
  })

  test('from another number answers nothing', async () => {
    const { visitId } = await reminded()
    const other = await openChat(desk, { channel: 'sms', phone: '+13126660999' })
    expect((await other.say('yes'))?.body).not.toMatch(/expect you/)
    expect(await confirmations(visitId)).toEqual([])
  })

  test('where nobody carried the reminder out answers nothing', async () => {
    const { chat, visitId, phone } = await reminded()
    await desk.rows(`update connections set settings = '{}' where vendor = 'twilio'`)
    const answer = await chat.say('yes')
    await desk.rows(`update connections set settings = '{"is_local": "yes"}' where vendor = 'twilio'`)
    expect(answer?.body).not.toMatch(/expect you/)
    expect(await remindersTo(phone)).toMatchObject([{ carrier: 'outbox' }])
    expect(await confirmations(visitId)).toEqual([])
  })

  test('is kept without a word while one of the staff has the conversation', async () => {
    const phone = '+13126668004'
    await (await openChat(desk, { channel: 'sms', phone })).say('hello')
    const { chat, visitId } = await reminded({ phone })
    await desk.rows(`update conversations set status = 'person' where address = $1`, [phone])
    await chat.write('yes')
    expect(await chat.answer()).toBeNull()
    expect(await confirmations(visitId)).toHaveLength(1)
  })
})

describe('a visit that is not as it was', () => {
  const change = (work: Parameters<typeof clinic.cast.inClinic>[0]) => clinic.cast.inClinic(work)

  test('was cancelled: a yes hears so', async () => {
    const { chat, visitId } = await reminded()
    await change(async (tx) => {
      const appointment = await lockAppointment(tx, visitId)
      if (!appointment) throw new Error('no appointment')
      await cancelAppointment(tx, staff, {
        appointment,
        cause: 'cancelled',
        reason: null,
        vendorChangedAt: null,
      })
    })
    expect((await chat.say('yes'))?.body).toMatch(
      /Your visit on Thursday, .* has been cancelled\.\n\nIf you’d like another time/,
    )
    expect(await confirmations(visitId)).toEqual([])
  })

  test('was moved: a yes to the old time hears the new one, and the next yes is one to that', async () => {
    const { chat, visitId, day } = await reminded()
    const moved = await change((tx) =>
      rescheduleAppointment(tx, staff, {
        appointmentId: visitId,
        startAt: instant(`${day}T15:00`),
        byStaff: true,
      }),
    )
    expect(moved).toMatchObject({ ok: true })
    // The news of it is still on its way.
    expect((await chat.say('yes'))?.body).toMatch(
      /another time by now: Thursday, .* at 3:00 PM\. Does that suit/,
    )
    expect(await confirmations(visitId)).toEqual([])
    expect((await chat.say('yes'))?.body).toMatch(/We expect you on Thursday, .* at 3:00 PM/)
    expect(await confirmations(visitId)).toMatchObject([{ payload: { sequence: 1 } }])
  })

  test('was moved and that was told: a yes is one to the new time', async () => {
    const { chat, visitId, day } = await reminded()
    await change((tx) =>
      rescheduleAppointment(tx, staff, {
        appointmentId: visitId,
        startAt: instant(`${day}T15:00`),
        byStaff: true,
      }),
    )
    await desk.settle()
    expect((await chat.say('yes'))?.body).toMatch(/We expect you on Thursday, .* at 3:00 PM/)
  })

  test('is moved after the yes: staff see that it is to be confirmed anew', async () => {
    const { chat, visitId, day } = await reminded()
    await chat.say('yes')
    expect(await shown(visitId)).not.toBeNull()
    await change((tx) =>
      rescheduleAppointment(tx, staff, {
        appointmentId: visitId,
        startAt: instant(`${day}T15:00`),
        byStaff: true,
      }),
    )
    expect(await shown(visitId)).toBeNull()
  })
})

describe('a no', () => {
  test.each(['no', "can't make it", 'no puedo ir'])('asks whether to move or to cancel: %s', async (text) => {
    const { chat, visitId } = await reminded()
    const answer = await chat.say(text)
    expect(answer?.choices).toHaveLength(4)
    expect(answer?.choices.at(-1)).toMatchObject({ id: `v|${visitId}` })
    expect(answer?.choices.slice(0, 3).every(({ id }) => id.startsWith('t|'))).toBe(true)
    expect((await visit(visitId)).status).toBe('booked')
  })

  test('and then a time moves it, after a yes', async () => {
    const { chat, visitId } = await reminded()
    await chat.say("can't make it")
    expect((await chat.tap(0))?.body).toMatch(/Shall I move your visit from Thursday/)
    expect((await visit(visitId)).sequence).toBe(0)
    expect((await chat.say('yes'))?.body).toMatch(/Done! Your visit has been moved/)
    expect(await visit(visitId)).toMatchObject({ sequence: 1, status: 'booked' })
  })

  test('and then the cancellation cancels it, after a yes', async () => {
    const { chat, visitId } = await reminded()
    await chat.say('no')
    expect((await chat.tap(3))?.body).toMatch(/Shall I cancel your visit on Thursday/)
    expect((await visit(visitId)).status).toBe('booked')
    expect((await chat.say('yes'))?.body).toMatch(/has been cancelled/)
    expect((await visit(visitId)).status).toBe('cancelled')
  })

  test('within the service’s notice is left to a person', async () => {
    const { chat, visitId } = await reminded()
    await desk.rows(`update services set change_notice_minutes = 7200 where id = $1`, [clinic.skinCheck])
    const answer = await chat.say('no')
    await desk.rows(`update services set change_notice_minutes = 0 where id = $1`, [clinic.skinCheck])
    expect(answer?.body).toMatch(/too close to the visit/)
    expect(await chat.row()).toMatchObject({ status: 'waiting' })
    expect((await visit(visitId)).status).toBe('booked')
  })
})

describe('another time', () => {
  test.each([
    "can't, after 4 the same day?",
    'cant, after 4?',
    '¿podría ser más tarde ese mismo día, después de las 4?',
  ])('on the same day is offered, and taken after a yes: %s', async (text) => {
    const { chat, visitId, day } = await reminded()
    const answer = await chat.say(text)
    const offered = answer?.choices.map(({ id }) => wall(id.split('|')[1] ?? '')) ?? []
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.every((time) => time >= `${day}T16:00` && time < `${day}T24:00`)).toBe(true)
    expect(await wallOf(visitId)).toBe(`${day}T10:00`)
    await chat.tap(0)
    expect(await wallOf(visitId)).toBe(`${day}T10:00`)
    await chat.say(text.startsWith('¿') ? 'sí' : 'yes')
    expect(await wallOf(visitId)).toBe(offered[0])
    expect(await visit(visitId)).toMatchObject({ status: 'booked', sequence: 1 })
  })

  test('later that day means later than the visit', async () => {
    const { chat, day } = await reminded()
    const answer = await chat.say('could it be later that day?')
    const offered = answer?.choices.map(({ id }) => wall(id.split('|')[1] ?? '')) ?? []
    expect(offered.length).toBeGreaterThan(0)
    expect(offered.every((time) => time > `${day}T10:00` && time < `${day}T24:00`)).toBe(true)
  })

  test('after the move an ok is one to the new time', async () => {
    const { chat, visitId } = await reminded()
    await chat.say('can I come at 3 pm the same day?')
    await chat.say('yes')
    expect((await chat.say('ok'))?.body).toMatch(/We expect you on Thursday, .* at 3:00 PM/)
    expect(await confirmations(visitId)).toMatchObject([{ payload: { sequence: 1 } }])
  })

  const wall = (start: string) =>
    at(start).toZonedDateTimeISO(CHICAGO).toPlainDateTime().toString({ smallestUnit: 'minute' })
})

describe('two visits', () => {
  async function remindedTwice() {
    const first = await reminded()
    const second = await book(first.phone, `${first.day}T11:00`, 'Leo Fox')
    await passTo(`${Temporal.PlainDate.from(first.day).subtract({ days: 3 })}T11:00`)
    return { ...first, second }
  }

  test('are asked for, and the one that is meant is confirmed', async () => {
    const { chat, visitId, second } = await remindedTwice()
    const which = await chat.say('yes')
    expect(which?.body).toMatch(/Which visit do you mean\?/)
    expect(which?.choices.map(({ id }) => id)).toEqual([`v|${visitId}`, `v|${second}`, 'v|all'])
    expect(await confirmations(visitId)).toEqual([])
    expect((await chat.tap(1))?.body).toMatch(/at 11:00 AM/)
    expect(await confirmations(second)).toHaveLength(1)
    expect(await confirmations(visitId)).toEqual([])
  })

  test('are both confirmed by "both"', async () => {
    const { chat, visitId, second } = await remindedTwice()
    await chat.say('yes')
    expect((await chat.say('both'))?.body).toMatch(/10:00 AM.*11:00 AM/s)
    expect(await confirmations(visitId)).toHaveLength(1)
    expect(await confirmations(second)).toHaveLength(1)
  })

  test('of which one is moved keep the time that was wished for', async () => {
    const { chat, visitId, second, day } = await remindedTwice()
    expect((await chat.say("can't, after 4?"))?.body).toMatch(/Which visit do you mean\?/)
    const offer = await chat.tap(1)
    expect(offer?.body).toMatch(/Your visit is on .* at 11:00 AM/)
    await chat.tap(0)
    await chat.say('yes')
    expect((await wallOf(second)) >= `${day}T16:00`).toBe(true)
    expect(await wallOf(visitId)).toBe(`${day}T10:00`)
  })
})

describe('whoever else', () => {
  test('has the number too is spoken to of the visit that the number was reminded of', async () => {
    // Her address leads to one contact and the number to another: who she is, staff decide.
    week += 1
    const day = Temporal.PlainDate.from('2026-11-26').add({ weeks: week })
    const [phone, phoneOfOther] = ['+13126668001', '+13126668002']
    await book(phone, `${day.add({ weeks: 30 })}T09:00`, 'Ann Owner')
    await book(phoneOfOther, `${day.add({ weeks: 30 })}T10:00`, 'Bea Other', 'bea@example.com')
    const shared = await book(phone, `${day}T10:00`, 'Bea Other', 'bea@example.com')
    await passTo(`${day.subtract({ days: 3 })}T10:00`)
    const chat = await openChat(desk, { channel: 'sms', phone })
    expect((await chat.say('yes'))?.body).toMatch(/We expect you on Thursday/)
    expect(await confirmations(shared)).toHaveLength(1)
  })

  test('writes STOP ends the messages, and confirms nothing', async () => {
    const { chat, visitId } = await reminded()
    expect((await chat.say('STOP'))?.kind).toBe('opt_out_ack')
    expect(await confirmations(visitId)).toEqual([])
  })

  test('is late is told to the staff', async () => {
    const { chat, visitId } = await reminded()
    expect((await chat.say('running 15 minutes late'))?.body).toMatch(/about 15 minutes late/)
    expect(await confirmations(visitId)).toEqual([])
  })

  test('was asked something just before says which of the two a yes is to', async () => {
    week += 1
    const day = Temporal.PlainDate.from('2026-11-26').add({ weeks: week })
    const phone = '+13126668003'
    const visitId = await book(phone, `${day}T10:00`)
    await passTo(`${day.subtract({ days: 3 })}T09:50`)
    const chat = await openChat(desk, { channel: 'sms', phone })
    await chat.say(`skin check on ${day.add({ days: 8 })} at 2 pm for me, Mia Fox`)
    expect((await chat.row()).memory.asked).toBe('confirm')
    await passTo(`${day.subtract({ days: 3 })}T10:00`)
    expect((await chat.say('yes'))?.body).toMatch(/Shall I book it\?/)
    expect(await confirmations(visitId)).toEqual([])
    expect((await chat.say('yes'))?.body).toMatch(/is booked on/)
  })
})

// The clinic that sends the reminders answers too, without a model: once in hundreds of times it is quicker than the test.
describe('with a model', { retry: 2 }, () => {
  const beginWith = async (model: ReturnType<typeof scriptedModel>) => reminded({ model: { model } })

  test('a yes, a no and a wish for another time are the rules’ to answer', async () => {
    const model = scriptedModel(() => 'You are so welcome!')
    const { chat, visitId, day } = await beginWith(model)
    expect((await chat.say("can't, after 4 the same day?"))?.choices.length).toBeGreaterThan(0)
    await chat.tap(0)
    await chat.say('yes')
    expect((await wallOf(visitId)) >= `${day}T16:00`).toBe(true)
    const other = await beginWith(model)
    await other.chat.say('yes')
    expect(await confirmations(other.visitId)).toHaveLength(1)
    expect(model.questions).toEqual([])
  })

  test('what the rules cannot read is asked of it, with the visit before it', async () => {
    let visitId = ''
    let day = ''
    const model = scriptedModel(() => ({
      calls: [{ name: 'reschedule_appointment', input: { appointmentId: visitId, startAt: `${day}T16:20` } }],
    }))
    const begun = await beginWith(model)
    ;({ visitId, day } = begun)
    const answer = await begun.chat.say('my boss wants me at the office then')
    const [question] = model.questions
    expect(question?.system).toContain(`${visitId} at ${day}T10:00 (booked)`)
    expect(question?.tools.map(({ name }) => name)).toContain('reschedule_appointment')
    expect(answer?.body).toMatch(/Shall I move your visit from Thursday, .* to Thursday, .* at 4:20 PM\?/)
    expect(await wallOf(visitId)).toBe(`${day}T10:00`)
    await begun.chat.say('yes')
    expect(await wallOf(visitId)).toBe(`${day}T16:20`)
  })
})
