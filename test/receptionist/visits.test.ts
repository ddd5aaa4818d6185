/** Moving, cancelling and being late, for those whose visit it is and nobody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat, visitsOf } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk()
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

async function booked(chat: Chat, when: string, name = 'Mia Fox') {
  await chat.say(`skin check on ${when}`)
  await chat.say(name)
  await chat.say('yes')
}
const visitIn = async (chat: Chat) =>
  (await visitsOf(desk)).find((visit) => visit.conversation_id === chat.conversationId())

describe('a visit', () => {
  test('is moved after a yes to the new time', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await booked(chat, 'december 3 at 10 am')
    const offer = await chat.say('Can I move it to Friday morning?')
    expect(offer?.body).toMatch(/Your visit is on Thursday, December 3 at 10:00 AM/)
    expect(offer?.choices.every(({ title }) => title.startsWith('Fri Nov 27'))).toBe(true)
    const question = await chat.tap(0)
    expect(question?.body).toMatch(
      /Shall I move your visit from Thursday, December 3 .* to Friday, November 27/,
    )
    expect((await visitIn(chat)).sequence).toBe(0)
    expect((await chat.say('yes'))?.body).toMatch(/Done! Your visit has been moved to Friday, November 27/)
    expect(await visitIn(chat)).toMatchObject({ sequence: 1, status: 'booked' })
  })

  test('is cancelled after a yes, and stays after a no', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await booked(chat, 'december 4 at 10 am')
    expect((await chat.say('I need to cancel my appointment'))?.body).toBe(
      'Shall I cancel your visit on Friday, December 4 at 10:00 AM?',
    )
    expect((await chat.say('no, keep it'))?.body).toMatch(/stays on Friday, December 4/)
    expect((await visitIn(chat)).status).toBe('booked')
    await chat.say('sorry, I do have to cancel it')
    expect((await chat.say('yes'))?.body).toMatch(/has been cancelled/)
    expect((await visitIn(chat)).status).toBe('cancelled')
  })

  test('is cancelled in Spanish', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('Hola, quiero una cita para skin check el 7 de diciembre a las 10')
    await chat.say('Rosa Gil')
    await chat.say('sí')
    expect((await chat.say('tengo que cancelar mi cita'))?.body).toMatch(
      /¿Cancelo su cita del lunes, 7 de diciembre/,
    )
    expect((await chat.say('sí'))?.body).toMatch(/se ha cancelado/)
    expect((await visitIn(chat)).status).toBe('cancelled')
  })

  test('of whom there are two is asked for', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await booked(chat, 'december 8 at 10 am')
    await booked(chat, 'december 10 at 10 am')
    const which = await chat.say('please cancel my appointment')
    expect(which?.choices).toHaveLength(2)
    expect((await chat.tap(1))?.body).toMatch(/Shall I cancel your visit on Thursday, December 10/)
  })

  test('within the service’s notice is left to a person', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('botox tomorrow at 9 am')
    await chat.say('Tim Late')
    const consent = await chat.tap(1)
    expect(consent?.body).toMatch(/Shall I book it/)
    await chat.say('yes')
    const answer = await chat.say('I have to cancel my appointment')
    expect(answer?.kind).toBe('handoff_notice')
    expect(answer?.body).toMatch(/too close to the visit/)
    expect(await chat.row()).toMatchObject({ status: 'waiting' })
  })

  test('whose patient is late is told to the staff', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await booked(chat, 'december 11 at 10 am')
    const answer = await chat.say("I'm running 15 minutes late")
    expect(answer?.body).toMatch(/told our team that you’ll be about 15 minutes late/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'running_late' })
  })
})

describe('who proves nothing', () => {
  test('hears the same whether or not there is a visit, and the link goes to the address on file', async () => {
    const owner = await openChat(desk, { channel: 'whatsapp', phone: '+13125550888' })
    await booked(owner, 'december 14 at 10 am', 'Olga Owner')
    const texts: string[] = []
    for (const number of ['312 555 0888', '312 555 0889']) {
      const stranger = await openChat(desk)
      const asked = await stranger.say('I need to reschedule my appointment')
      expect(asked?.body).toMatch(/Which phone number or e-mail address/)
      texts.push((await stranger.say(number))?.body ?? '')
    }
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).toMatch(/If there is a visit under that number or address/)
    const sent = await desk.rows(
      `select to_address, conversation_id from messages where dedupe_key like 'manage_link:%'`,
    )
    expect(sent).toEqual([{ to_address: '+13125550888', conversation_id: null }])
  })

  test('gets one link a day for a visit, however often it is asked for', async () => {
    for (let i = 0; i < 3; i++) {
      const stranger = await openChat(desk)
      await stranger.say('cancel my appointment')
      await stranger.say('312 555 0888')
    }
    const sent = await desk.rows(`select 1 from messages where dedupe_key like 'manage_link:%'`)
    expect(sent).toHaveLength(1)
    expect(clinic.skinCheck).toBeDefined()
  })
})
