/** Somebody writes in a language that the assistant speaks and the clinic has switched off. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseConversation } from '../../src/desk/conversations/release-conversation.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat, visitsOf } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  // Nothing else works on what is written here.
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
  await speaks(['en'])
})
afterAll(() => desk.close())

const speaks = (languages: ('en' | 'es')[]) =>
  clinic.cast.inClinic((tx) => saveReceptionistSettings(tx, system, { languages }))

test('is told so in it, once, and waits for a person; no model is asked', async () => {
  const model = scriptedModel(() => 'Claro que sí')
  const chat = await openChat(desk, { model, channel: 'whatsapp' })
  const answer = await chat.say('Hola, quisiera una cita para el martes por favor')
  expect(answer).toMatchObject({
    kind: 'handoff_notice',
    body: 'Soy un asistente automático y aquí no atiendo en español, así que he pedido a nuestro equipo que le responda.',
  })
  expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'language_off' })
  expect(await chat.say('¿Sigue ahí? Necesito la cita cuanto antes')).toBeNull()
  expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'language_off' })
  expect(model.questions).toEqual([])
})

test('given back to the assistant, the same words are not handed over again', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('Hola, quisiera una cita para el martes por favor')
  await clinic.cast.inClinic((tx) => releaseConversation(tx, system, chat.conversationId()))
  expect(await chat.answer()).toBeNull()
  expect(await chat.row()).toMatchObject({ status: 'assistant' })
  expect((await chat.say('hello, when are you open?'))?.body).toMatch(/Monday to Friday/)
})

test('an emergency and a stop are understood and answered in it all the same', async () => {
  const ill = await openChat(desk, { channel: 'whatsapp' })
  const answer = await ill.say('me duele mucho el pecho y no puedo respirar')
  expect(answer?.kind).toBe('emergency_notice')
  expect(answer?.body).toMatch(/Llame ahora al 911/)
  expect(await ill.row()).toMatchObject({ waiting_reason: 'emergency' })
  const tired = await openChat(desk, { channel: 'sms' })
  expect(await tired.say('no me manden más mensajes por favor')).toMatchObject({ kind: 'opt_out_ack' })
})

test('a Spanish name, or a “sí” to what was asked, is no other language', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('skin check next Tuesday at 10 please')
  expect((await chat.say('María de la Peña'))?.body).toMatch(/María de la Peña. Shall I book it\?/)
  expect((await chat.say('sí'))?.body).toMatch(/booked/)
  expect(
    (await visitsOf(desk)).filter(({ conversation_id }) => conversation_id === chat.conversationId()),
  ).toMatchObject([{ full_name: 'María de la Peña', status: 'booked' }])
})

test('works the other way round: English where only Spanish is spoken', async () => {
  await speaks(['es'])
  const chat = await openChat(desk, { channel: 'whatsapp' })
  expect((await chat.say('Hello, I would like to book an appointment'))?.body).toMatch(
    /can’t answer in English here, so I’ve asked one of our team/,
  )
  expect(await chat.row()).toMatchObject({ waiting_reason: 'language_off' })
  const spanish = await openChat(desk, { channel: 'whatsapp' })
  expect((await spanish.say('hola, ¿qué horario tienen?'))?.body).toMatch(/lunes a viernes/)
  await speaks(['en'])
})
