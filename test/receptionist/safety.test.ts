/** What comes before every booking: emergencies, consent, and a person where one is wanted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk()
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const consentsOf = (contactId: string) =>
  desk.rows('select purpose, channel, state, source from consents where contact_id = $1 order by id', [
    contactId,
  ])

describe('an emergency', () => {
  test('gets the country’s number and nothing else, and the staff are told', async () => {
    const chat = await openChat(desk)
    await chat.say('I want to book a skin check')
    const answer = await chat.say('wait, I have crushing chest pain and cannot breathe')
    expect(answer?.kind).toBe('emergency_notice')
    expect(answer?.body).toMatch(/call 911 now/)
    expect(answer?.body).not.toMatch(/Skin check|November/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'emergency' })
    expect(await chat.say('please help')).toBeNull()
  })

  test('is answered in Spanish, with the number that the clinic has set', async () => {
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { emergencyNumber: '112' }))
    const chat = await openChat(desk)
    const answer = await chat.say('no puedo respirar, me duele mucho el pecho')
    expect(answer?.body).toMatch(/Llame ahora al 112/)
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { emergencyNumber: null }))
  })

  test('of a life is answered with the crisis line too', async () => {
    const chat = await openChat(desk)
    const answer = await chat.say('I want to kill myself')
    expect(answer?.body).toMatch(/911.*988/)
  })

  test('is heeded even while a person has the conversation', async () => {
    const chat = await openChat(desk)
    await chat.say('let me talk to a person')
    const answer = await chat.say('my face is drooping and I cannot move my arm')
    expect(answer?.kind).toBe('emergency_notice')
  })
})

describe('how a body is', () => {
  const handed = (contactId: string) =>
    desk.rows(
      `select payload ->> 'reason' as reason from events where type = 'conversation.handed_over' and contact_id = $1`,
      [contactId],
    )

  test('is left to a person, and the visit that was asked for beside it is booked all the same', async () => {
    const chat = await openChat(desk)
    const answer = await chat.say('i want a skin check tomorrow, my mole changed colour and bleeds')
    expect(answer?.kind).toBe('handoff_notice')
    expect(answer?.body).toMatch(
      /I can’t judge what you describe.*asked our team to read it.*call \(312\) 555-0100/,
    )
    expect(answer?.choices.some(({ id }) => id.startsWith('t|'))).toBe(true)
    const row = await chat.row()
    expect(row).toMatchObject({ status: 'waiting', waiting_reason: 'clinical_question' })
    expect(await handed(row.contact_id)).toEqual([{ reason: 'clinical_question' }])
    expect((await chat.tap(0))?.body).toMatch(/full name/)
    expect((await chat.say('Jane Miller'))?.body).toMatch(/phone number/)
    expect((await chat.say('312 555 0177'))?.body).toMatch(/Shall I book it\?/)
    const booked = await chat.tap('yes')
    expect(booked?.body).toMatch(/Done! Jane Miller is booked/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'clinical_question' })
    expect(await chat.say('it looks a bit different today')).toBeNull()
  })

  test('is left to a person in the middle of a booking too, in Spanish as well', async () => {
    const chat = await openChat(desk)
    await chat.say('I want to book a skin check')
    const answer = await chat.say('ps my mole itches')
    expect(answer?.body).toMatch(/asked our team to read it/)
    expect(answer?.choices.some(({ id }) => id.startsWith('t|'))).toBe(true)
    const spanish = await openChat(desk)
    expect((await spanish.say('me sangra un lunar'))?.body).toMatch(/pedido a nuestro equipo que lo lea/)
    expect(await spanish.row()).toMatchObject({ waiting_reason: 'clinical_question' })
  })

  test('is the staff’s from the moment one of them has the conversation', async () => {
    const chat = await openChat(desk)
    const answer = await chat.say('skin check tomorrow please, my mole itches')
    expect(answer?.choices.length).toBeGreaterThan(0)
    await desk.rows(`update conversations set status = 'person' where id = $1`, [chat.conversationId()])
    expect(await chat.tap(0)).toBeNull()
  })

  test('is not what asks for a visit about it, or how the visit is', async () => {
    const chat = await openChat(desk)
    expect((await chat.say('I want a skin check, my mole checked'))?.kind).toBe('reply')
    expect(await chat.row()).toMatchObject({ status: 'assistant' })
  })
})

describe('a person', () => {
  test.each([
    'I want to talk to a person',
    'human please',
    'can someone call me, I want a real human',
    'quiero hablar con una persona',
    'agent',
  ])('is asked for in one turn: %s', async (words) => {
    const chat = await openChat(desk)
    const answer = await chat.say(words)
    expect(answer?.kind).toBe('handoff_notice')
    expect(answer?.body).toMatch(/one of our team to take over|alguien de nuestro equipo/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'asked_for_person' })
    expect(await chat.say('hello?')).toBeNull()
  })

  test('gives it back, and the assistant answers what comes from then on', async () => {
    const chat = await openChat(desk)
    await chat.say('person')
    await chat.say('are you there?')
    await clinic.cast.inClinic((tx) => releaseConversation(tx, system, chat.conversationId()))
    expect(await chat.answer()).toBeNull()
    expect((await chat.say('what are your opening hours?'))?.body).toMatch(/We’re open/)
    expect(await chat.row()).toMatchObject({ status: 'assistant' })
  })

  test('is offered after three messages that led nowhere, once, and to whoever is upset', async () => {
    const lost = await openChat(desk)
    await lost.say('asdf qwer')
    await lost.say('blorp')
    expect((await lost.say('zzz kkk'))?.body).toMatch(/Would you like me to ask one of our team\?/)
    expect((await lost.say('flumox'))?.body).not.toMatch(/one of our team\?/)
    const upset = await openChat(desk)
    expect((await upset.say('you are useless, this is ridiculous'))?.body).toMatch(/I’m sorry about that/)
    expect((await upset.tap('yes'))?.kind).toBe('handoff_notice')
    expect(await upset.row()).toMatchObject({ status: 'waiting', waiting_reason: 'complaint' })
  })

  test('answers those who speak another language, told in it', async () => {
    const chat = await openChat(desk)
    const answer = await chat.say("Bonjour, je voudrais prendre un rendez-vous pour demain s'il vous plait")
    expect(answer?.body).toMatch(/^Bonjour, je suis un assistant automatique/)
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'other_language' })
  })

  test('answers clinical questions that nothing approved answers', async () => {
    const chat = await openChat(desk)
    const answer = await chat.say('does botox hurt?')
    expect(answer?.body).toMatch(/question for our clinical team/)
    expect(await chat.row()).toMatchObject({ waiting_reason: 'clinical_question' })
  })

  test('is not what the assistant says it is', async () => {
    const chat = await openChat(desk)
    expect((await chat.say('are you a real person?'))?.body).toMatch(
      /I’m an automated assistant, not a person/,
    )
  })

  test('answers everything while the assistant is switched off', async () => {
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { isOn: false }))
    const chat = await openChat(desk)
    expect(await chat.say('hello, I want to book')).toBeNull()
    expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'assistant_off' })
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { isOn: true }))
  })

  test('books what the clinic keeps for its staff', async () => {
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { mayBook: false }))
    const chat = await openChat(desk)
    expect((await chat.say('I want to book a skin check'))?.kind).toBe('handoff_notice')
    expect(await chat.row()).toMatchObject({ waiting_reason: 'not_allowed' })
    await clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { mayBook: true }))
  })
})

describe('no more messages', () => {
  test.each(['STOP', 'please stop texting me', 'unsubscribe', 'BAJA'])(
    'are heard in any words, with the message as proof: %s',
    async (words) => {
      const chat = await openChat(desk, { channel: 'sms' })
      const answer = await chat.say(words)
      expect(answer?.kind).toBe('opt_out_ack')
      const row = await chat.row()
      const [message] = await desk.rows('select id from received_messages where conversation_id = $1', [
        chat.conversationId(),
      ])
      expect(await consentsOf(row.contact_id)).toEqual([
        { purpose: 'all', channel: 'all', state: 'withdrawn', source: `message:${message.id}` },
      ])
      const sent = await desk.rows('select 1 from messages where conversation_id = $1', [
        chat.conversationId(),
      ])
      expect(sent).toHaveLength(1)
    },
  )

  test('are undone by the person alone', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('STOP')
    expect((await chat.say('START'))?.body).toMatch(/get our messages again/)
    const row = await chat.row()
    expect((await consentsOf(row.contact_id)).map(({ state }) => state)).toEqual(['withdrawn', 'granted'])
  })

  test('CANCEL asks whether the visit or the messages are meant, and stops messages until it is said', async () => {
    const chat = await openChat(desk, { channel: 'sms' })
    await chat.say('skin check on december 17 at 10 am')
    await chat.say('Kim Stone')
    await chat.say('yes')
    const asked = await chat.say('CANCEL')
    expect(asked).toMatchObject({ kind: 'opt_out_ack' })
    expect(asked?.body).toMatch(/cancel your visit, or to get no more messages\?/)
    const row = await chat.row()
    expect((await consentsOf(row.contact_id)).map(({ state }) => state)).toEqual(['withdrawn'])
    const answer = await chat.tap('visit')
    expect(answer?.body).toMatch(/Shall I cancel your visit on Thursday, December 17/)
    expect((await consentsOf(row.contact_id)).map(({ state }) => state)).toEqual(['withdrawn', 'granted'])
  })

  test('of somebody who only claimed a number end on that channel alone', async () => {
    const owner = await openChat(desk, { channel: 'whatsapp', phone: '+13125550666' })
    await owner.say('skin check on december 18 at 10 am')
    await owner.say('Olga Owner')
    await owner.say('yes')
    const visitor = await openChat(desk)
    await visitor.say('skin check on december 18 at 11 am')
    await visitor.say('Sly Visitor')
    await visitor.say('312 555 0666')
    await visitor.say('yes')
    await visitor.say('stop messaging me')
    const { contact_id } = await owner.row()
    expect(await consentsOf(contact_id)).toMatchObject([{ channel: 'widget', state: 'withdrawn' }])
  })
})
