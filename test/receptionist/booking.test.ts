/** A stranger books in a chat, with no model and no network: in English and Spanish, on every kind of channel. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerMessage } from '../../src/desk/receptionist/answer-message.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat, visitsOf } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk()
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const visitsIn = async (conversationId: string) =>
  (await visitsOf(desk)).filter((visit) => visit.conversation_id === conversationId)

describe('a booking in the chat', () => {
  test('goes from hello to booked, one thing at a time', async () => {
    const chat = await openChat(desk)
    const hello = await chat.say('Hi there')
    expect(hello?.body).toMatch(/automated assistant of Riverside.*write “person”.*How can I help\?/s)
    const offer = await chat.say('I would like to book a skin check')
    expect(offer?.body).not.toContain('automated')
    expect(offer?.choices.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Mon Nov/),
      expect.stringMatching(/^\w{3} /),
      expect.stringMatching(/^\w{3} /),
      'None of these',
    ])
    expect((await chat.tap(0))?.body).toMatch(/I’m keeping Monday, November 23.*full name\?/s)
    expect((await chat.say('Ana Ruiz'))?.body).toMatch(/phone number/)
    const question = await chat.say('(312) 555-0142')
    expect(question?.body).toMatch(/Skin check on Monday, November 23 at .*for Ana Ruiz\. Shall I book it\?/)
    expect(await visitsIn(chat.conversationId())).toEqual([])
    const booked = await chat.say('yes please')
    expect(booked?.body).toMatch(/Done! Ana Ruiz is booked on Monday, November 23/)
    expect(booked?.body).toContain('12 Main Street')
    expect(booked?.body).toMatch(/http:\/\/foyer\.test\/riverside\/manage\//)
    expect(await visitsIn(chat.conversationId())).toMatchObject([
      {
        status: 'booked',
        service_name: 'Skin check',
        full_name: 'Ana Ruiz',
        booking_channel: 'widget',
        attendee_phone_e164: '+13125550142',
      },
    ])
    expect((await chat.say('thanks!'))?.body).toBe('You’re welcome!')
  })

  test('goes the same way in Spanish', async () => {
    const chat = await openChat(desk)
    const hello = await chat.say(
      'Hola, quisiera una cita para revisión de lunares el jueves a las 3 de la tarde',
    )
    expect(hello?.body).toMatch(/asistente automático de Riverside.*Le guardo el jueves.*nombre completo/s)
    await chat.say('Lucía Gómez')
    const question = await chat.say('312 555 0171')
    expect(question?.body).toMatch(/a nombre de Lucía Gómez\. ¿Se la reservo\?/)
    const booked = await chat.say('sí, por favor')
    expect(booked?.body).toMatch(
      /¡Listo! La cita de Lucía Gómez está reservada para el jueves, 26 de noviembre/,
    )
    expect(await visitsIn(chat.conversationId())).toMatchObject([
      { status: 'booked', attendee_locale: 'es-US' },
    ])
  })

  test('asks no phone number where the channel proves it, and asks what the service asks', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp', phone: '+13125550199' })
    await chat.say('I want botox next Tuesday at 10 with Dr. Demir')
    expect((await chat.say('Maria Lopez'))?.body).toBe('Have you had this treatment before?')
    const question = await chat.tap(1)
    expect(question?.body).toMatch(
      /Botox on Tuesday, December 1 at 10:00 AM with Dr\. Elif Demir, for Maria Lopez/,
    )
    expect(question?.body).toMatch(/you also agree to this:\nI agree that Riverside keeps/)
    await chat.tap('yes')
    const [visit] = await visitsIn(chat.conversationId())
    expect(visit).toMatchObject({
      practitioner_id: clinic.demir,
      attendee_phone_e164: '+13125550199',
      booking_channel: 'whatsapp',
    })
    expect(visit.answers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'first_time', value: 'Yes' }),
        expect.objectContaining({ key: 'consent', label: 'Consent, version 1' }),
      ]),
    )
  })

  test('keeps the consent that was read, whatever language the yes comes in', async () => {
    const spanish = { translations: { es: { consent_text: 'Acepto que Riverside guarde mi historia.' } } }
    expect((await desk.api('PATCH', `/api/services/${clinic.botox}`, { body: spanish })).status).toBe(200)
    const chat = await openChat(desk, { channel: 'whatsapp', phone: '+13125550197' })
    await chat.say('I want botox next Tuesday at 11 with Dr. Demir')
    await chat.say('Maria Lopez')
    const question = await chat.tap(1)
    expect(question?.body).toMatch(/you also agree to this:\nI agree that Riverside keeps/)
    await chat.say('sí, resérvela por favor')
    const [visit] = await visitsIn(chat.conversationId())
    expect(visit.answers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'consent', value: expect.stringMatching(/^I agree that Riverside/) }),
      ]),
    )
  })

  test('asks again where the consent was changed between the question and the yes', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp', phone: '+13125550196' })
    await chat.say('I want botox next Tuesday at 13:00 with Dr. Demir')
    await chat.say('Nora Lopez')
    await chat.tap(1)
    const changed = { consent_text: 'I agree to the new terms of Riverside.' }
    expect((await desk.api('PATCH', `/api/services/${clinic.botox}`, { body: changed })).status).toBe(200)
    const again = await chat.say('yes')
    expect(again?.body).toMatch(/you also agree to this:\nI agree to the new terms/)
    expect(await visitsIn(chat.conversationId())).toEqual([])
    await chat.say('yes')
    const [visit] = await visitsIn(chat.conversationId())
    expect(visit.answers).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: 'I agree to the new terms of Riverside.' })]),
    )
  })

  test('names no procedure in an SMS, not even in a link', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    const said = [
      await chat.say('I want to book botox'),
      await chat.say('Friday at 2pm'),
      await chat.say('Ken Adams'),
      await chat.say('1'),
    ]
    expect(said.at(-1)?.body).toMatch(/Done! Ken Adams is booked on Friday, November 27 at 2:00 PM/)
    expect(said.map((answer) => answer?.body).join('\n')).not.toMatch(/botox/i)
    expect(said.every((answer) => (answer?.body.length ?? 0) <= 480)).toBe(true)
  })

  test('answers a question on the way and comes back to where it was', async () => {
    const chat = await openChat(desk)
    expect((await chat.say('How much is a skin check?'))?.body).toMatch(/Skin check: \$95\./)
    await chat.say('Can I come Thursday at 11am?')
    const where = await chat.say('where are you located?')
    expect(where?.body).toBe('You’ll find us at 12 Main Street.\n\nWhat is your full name?')
    await chat.say('Bob Stone')
    const hours = await chat.say('what are your opening hours?')
    expect(hours?.body).toMatch(/Monday to Friday: 9:00 AM to 5:00 PM.*Which phone number/s)
  })

  test('takes a correction instead of a yes, and books nothing before the yes to it', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('skin check next Wednesday at 2 pm')
    const first = await chat.say('Ida Berg')
    expect(first?.body).toMatch(/December 2 at 2:00 PM/)
    const second = await chat.say('yes but at 3 pm')
    expect(second?.body).toMatch(/December 2 at 3:00 PM.*Shall I book it\?/)
    expect(await visitsIn(chat.conversationId())).toEqual([])
    await chat.say('yes')
    const [visit] = await visitsIn(chat.conversationId())
    expect(visit.start_at.toISOString()).toBe('2026-12-02T21:00:00.000Z')
  })

  test('offers others where none of these will do', async () => {
    const chat = await openChat(desk)
    const first = await chat.say('book a skin check on december 9')
    const second = await chat.say('none of these')
    expect(second?.body).toMatch(/How about one of these\?/)
    expect(
      second?.choices.map(({ id }) => id).some((id) => first?.choices.some((one) => one.id === id)),
    ).toBe(false)
  })

  test('books several people, each with a yes of their own', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('Skin check for me and my daughter next Thursday afternoon')
    await chat.tap(0)
    await chat.say('Eva Braun')
    expect((await chat.say('yes'))?.body).toMatch(/Eva Braun is booked.*Now the next person/s)
    await chat.say('Lena Braun')
    await chat.tap(0)
    await chat.say('yes')
    const visits = await visitsIn(chat.conversationId())
    expect(visits.map(({ full_name }) => full_name)).toEqual(['Eva Braun', 'Lena Braun'])
  })

  test('has no more visits to come than the booking page lets one have', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    for (let day = 1; day <= 7; day++) {
      await chat.say(`book a skin check on january ${10 + day} at ${day < 4 ? '9' : '10'} am`)
      const answer = await chat.say('Max Power')
      if (answer?.choices.length) await chat.tap(0)
      await chat.say('yes')
    }
    const visits = await visitsIn(chat.conversationId())
    expect(visits.length).toBeLessThanOrEqual(6)
  })
})

describe('two at once', () => {
  test('for the last free time: one is booked, the other is told and offered others', async () => {
    const lisa = await clinic.cast.practitioner({ name: 'Dr. Lisa Ott' })
    await clinic.cast.service({ name: 'Tattoo removal', by: [lisa], durationMinutes: 60 })
    const first = await openChat(desk, { channel: 'whatsapp' })
    const second = await openChat(desk, { channel: 'whatsapp' })
    await first.say('tattoo removal on december 15 at 10 am')
    await second.say('tattoo removal on december 15 at 11 am')
    await first.say('Ann One')
    await second.say('Bea Two')
    // Both change their mind to the same hour, in the same moment.
    await Promise.all([
      first.write('december 15 at 1 pm instead'),
      second.write('december 15 at 1 pm instead'),
    ])
    const answers = await Promise.all([first.answer(), second.answer()])
    const offered = answers.filter((answer) => /Shall I book it/.test(answer?.body ?? ''))
    const lost = answers.filter((answer) => /just taken|isn’t free|These times/.test(answer?.body ?? ''))
    expect([offered.length, lost.length]).toEqual([1, 1])
    expect(lost[0]?.choices.length).toBeGreaterThan(0)
  })

  test('a yes whose time was taken meanwhile books nothing and says so', async () => {
    const ute = await clinic.cast.practitioner({ name: 'Dr. Ute Neu' })
    const serviceId = await clinic.cast.service({ name: 'Vein check', by: [ute], durationMinutes: 60 })
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('vein check on december 16 at 10 am')
    await chat.say('Cy Three')
    // The hold runs out and somebody else books it.
    desk.clock.advance({ minutes: 6 })
    await desk.settle()
    await clinic.cast.book({ serviceId, startAt: Temporal.Instant.from('2026-12-16T16:00:00Z') })
    const answer = await chat.say('yes')
    expect(answer?.body).toMatch(/somebody has just taken that time\. These are still free/)
    expect(answer?.choices.length).toBe(3)
    expect(await visitsIn(chat.conversationId())).toEqual([])
    // Nothing stays of the attempt, and another time can be had.
    await chat.tap(0)
    await chat.say('yes')
    expect(await visitsIn(chat.conversationId())).toHaveLength(1)
  })
})

describe('the same answer twice', () => {
  test('runs twice and acts once', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('skin check on january 20 at 1 pm')
    await chat.say('Dee Four')
    await chat.write('yes')
    desk.clock.advance({ seconds: 20 })
    const links = {
      publicUrl: 'http://foyer.test',
      manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
    }
    const once = () =>
      clinic.cast.inClinic((tx) =>
        answerMessage(tx, { links, conversationId: chat.conversationId(), mayAskModel: false }),
      )
    const answers = await Promise.all([once(), once(), once()])
    // The desk's own sweeper may have been the first.
    expect(answers.filter((answer) => answer !== null).length).toBeLessThanOrEqual(1)
    const done = await desk.rows(`select 1 from messages where conversation_id = $1 and body like 'Done!%'`, [
      chat.conversationId(),
    ])
    expect(done).toHaveLength(1)
    expect(await visitsIn(chat.conversationId())).toHaveLength(1)
  })

  test('bubbles of one burst are answered once, and a late one is waited for', async () => {
    const chat = await openChat(desk)
    await chat.write('Hi')
    await chat.write('I need')
    await chat.write('a skin check')
    const answer = await chat.answer()
    expect(answer?.body).toMatch(/These times are free for Skin check/)
    const replies = await desk.rows('select 1 from messages where conversation_id = $1', [
      chat.conversationId(),
    ])
    expect(replies).toHaveLength(1)
  })
})

describe('contacts', () => {
  test('who gives a known number becomes that contact, with the reason kept, and sees nothing of them', async () => {
    const known = await openChat(desk, { channel: 'whatsapp', phone: '+13125550777' })
    await known.say('skin check on january 21 at 1 pm')
    await known.say('Real Owner')
    await known.say('yes')
    const visitor = await openChat(desk)
    await visitor.say('skin check on january 22 at 1 pm')
    await visitor.say('Sly Visitor')
    const question = await visitor.say('312 555 0777')
    expect(question?.body).not.toContain('Real Owner')
    await visitor.say('yes')
    const [merge] = await desk.rows('select reason from contact_merges order by created_at desc limit 1')
    expect(merge).toEqual({ reason: 'booked_in_chat_under_known_number' })
    const moved = await visitor.say('I want to move my appointment')
    expect(moved?.body).toContain('January 22')
    expect(moved?.body).not.toContain('January 21')
    // Whose number it is, sees both.
    const mine = await known.say('cancel my appointment')
    expect(mine?.body).toMatch(/Which visit do you mean/)
  })

  test('another clinic’s visits are never seen', async () => {
    const other = await desk.openClinic('Lakeside')
    await furnish(desk, other)
    const there = await openChat(desk, { clinic: other, channel: 'whatsapp', phone: '+13125550777' })
    const answer = await there.say('I need to cancel my appointment')
    expect(answer?.body).toContain('I can’t find a visit to come for you here.')
    expect(answer?.body).toContain('Would you like me to ask one of our team?')
    expect((await there.tap('yes'))?.kind).toBe('handoff_notice')
  })
})
