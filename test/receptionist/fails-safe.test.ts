/** What the assistant does where something fails: never half a question, never silence, never more than was allowed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSending } from '../../src/desk/outreach/send-message.ts'
import { answerConversation } from '../../src/desk/receptionist/answer-conversation.ts'
import { beginTurn } from '../../src/desk/receptionist/begin-turn.ts'
import { findReceptionistSettings } from '../../src/desk/receptionist/find-receptionist-settings.ts'
import { gather } from '../../src/desk/receptionist/gather.ts'
import { saveReceptionistSettings } from '../../src/desk/receptionist/save-receptionist-settings.ts'
import { sendReply } from '../../src/desk/receptionist/send-reply.ts'
import { manageLinks } from '../../src/desk/scheduling/manage-link.ts'
import { createService } from '../../src/desk/services/create-service.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { NOW, openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)
const links = () => ({
  publicUrl: 'http://foyer.test',
  manageLink: manageLinks({ keyring: desk.foyer.keyring, publicUrl: 'http://foyer.test' }),
})
/** 3:00 in Chicago, on a Tuesday. */
const NIGHT = '2026-11-24T09:00:00Z'

async function offer(name: string, label: string) {
  await inClinic(async (tx) => {
    const made = await createService(tx, system, {
      name,
      durationMinutes: 30,
      priceMinor: 45_000,
      currency: 'USD',
      practitioners: [{ practitionerId: clinic.lee, weight: 100, priority: 2 }],
      questions: [{ id: 'asked', label, kind: 'text', required: true }],
    })
    if (!made.ok) throw new Error(made.reason)
  })
}

describe('the clinic’s own words', () => {
  test('are said as they are: its services and questions may speak of medicine', async () => {
    await offer('Lip filler 1 ml', 'Are you taking any antibiotics?')
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('I would like to book Lip filler 1 ml on Friday at 10 am')
    expect((await chat.say('Marie Cure'))?.body).toMatch(/Are you taking any antibiotics\?$/)
    expect((await chat.say('none'))?.body).toMatch(
      /^Lip filler 1 ml on Friday, November 27 at 10:00 AM.*, for Marie Cure\. Shall I book it\?$/,
    )
    expect((await chat.say('yes'))?.body).toMatch(/Marie Cure is booked on Friday/)
  })

  test('are put whole or not at all: where a sentence may not go out, a person answers and nothing stands', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('a skin check on december 2 at 9 am')
    await chat.say('Gus Gate')
    await chat.write('is that all?')
    desk.clock.advance({ seconds: 20 })
    const id = chat.conversationId()
    await inClinic(async (tx) => {
      const gathered = await gather(tx, id)
      if (!gathered) throw new Error('nothing to answer')
      const settings = await findReceptionistSettings(tx)
      const turn = await beginTurn(tx, gathered, { links: links(), settings })
      expect(turn.memory).toMatchObject({ asked: 'confirm' })
      const texts = ['Skin check, as https://evil.example has it. Shall I book it?']
      await sendReply(turn, { said: { texts, choices: [] }, kind: 'reply', by: 'rules' })
    })
    const [sent] = await desk.rows(
      'select kind, body from messages where conversation_id = $1 order by id desc limit 1',
      [id],
    )
    expect(sent).toEqual({
      kind: 'handoff_notice',
      body: expect.stringMatching(/^I’ll leave this to our team/),
    })
    const row = await chat.row()
    expect(row).toMatchObject({ status: 'waiting', waiting_reason: 'assistant_failed' })
    expect(row.memory).toMatchObject({ asked: null, standing: { offered: null, confirmed: null } })
  })
})

test('a first answer by a model says that an assistant speaks, whatever the clinic is called', async () => {
  await desk.rows(`update clinics set name = 'Painless Dental' where clinic_id = $1`, [desk.clinic.clinicId])
  const chat = await openChat(desk, { model: scriptedModel(() => 'It is a calm and friendly place.') })
  const answer = await chat.say('tell me about your place, it looks nice')
  expect(answer?.body).toMatch(/^Hello! I’m the automated assistant of Painless Dental\..*friendly place\.$/s)
  await desk.rows(`update clinics set name = 'Riverside' where clinic_id = $1`, [desk.clinic.clinicId])
})

test.each([
  ['Please stop texting me', 'withdrawn', 'opt_out_ack', /get any more messages from us/],
  ['Is there parking at your place?', null, 'handoff_notice', /our team/],
])('where the assistant fails, “%s” is answered all the same', async (words, state, kind, answer) => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.write(words)
  desk.clock.advance({ seconds: 20 })
  await desk.rows(
    `create function fail_to_read() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
  )
  await desk.rows(
    'create trigger fail_to_read before update of reading on received_messages for each row execute function fail_to_read()',
  )
  const id = chat.conversationId()
  await answerConversation(
    desk.foyer.desk,
    { links: links(), model: null },
    { clinicId: desk.clinic.clinicId, id },
  )
  await desk.rows('drop function fail_to_read() cascade')
  expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'assistant_failed' })
  expect(await desk.rows('select kind, body from messages where conversation_id = $1', [id])).toEqual([
    { kind, body: expect.stringMatching(answer) },
  ])
  const consents = await desk.rows(
    `select g.state, g.channel from consents g join conversations c on c.contact_id = g.contact_id where c.id = $1 and g.purpose = 'all'`,
    [id],
  )
  expect(consents).toEqual(state ? [{ state, channel: 'all' }] : [])
})

test('an assistant that fails leaves the conversation to a person, and says so once', async () => {
  const chat = await openChat(desk)
  await chat.say('a skin check on december 1 at 9 am')
  await chat.say('Frida Fail')
  await chat.say('312 555 7001')
  await chat.write('yes')
  desk.clock.advance({ seconds: 20 })
  const failing = {
    ...links(),
    manageLink: () => {
      throw new Error('no key')
    },
  }
  const target = { clinicId: desk.clinic.clinicId, id: chat.conversationId() }
  for (let i = 0; i < 2; i++)
    await answerConversation(desk.foyer.desk, { links: failing, model: null }, target)
  expect(await chat.row()).toMatchObject({ status: 'waiting', waiting_reason: 'assistant_failed' })
  const said = await desk.rows(
    `select body from messages where conversation_id = $1 and kind = 'handoff_notice'`,
    [chat.conversationId()],
  )
  expect(said).toEqual([{ body: expect.stringMatching(/asked one of our team to take over/) }])
})

test('a time that no clock shows is no time, and nothing breaks', async () => {
  const chat = await openChat(desk)
  await chat.say('a skin check please')
  const answer = await chat.say('Tue', { id: 't|2026-99-99T99:99:00Z|', title: 'Tue' })
  expect(answer).not.toBeNull()
  expect((await chat.row()).status).toBe('assistant')
})

describe('the model’s budget', () => {
  const budget = (modelCallsPerDay: number | null) =>
    inClinic((tx) => saveReceptionistSettings(tx, system, { modelCallsPerDay }))

  test('of one question is one question, however many write at once', async () => {
    await desk.rows('delete from model_calls')
    await budget(1)
    const model = scriptedModel(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return 'Hello. What can I do for you?'
    })
    const chats = await Promise.all(Array.from({ length: 6 }, () => openChat(desk, { model })))
    for (const chat of chats) await chat.write('good day to you all')
    desk.clock.advance({ seconds: 20 })
    await Promise.all(
      chats.map((chat) =>
        answerConversation(
          desk.foyer.desk,
          { links: links(), model },
          { clinicId: desk.clinic.clinicId, id: chat.conversationId() },
        ),
      ),
    )
    expect(model.questions).toHaveLength(1)
    const answered = await desk.rows('select 1 from messages where conversation_id = any($1)', [
      chats.map((chat) => chat.conversationId()),
    ])
    expect(answered).toHaveLength(6)
    expect(await desk.rows('select calls, failures from model_calls')).toEqual([{ calls: 1, failures: 0 }])
    await budget(null)
  })

  test('counts a question that is never answered, and each round of a talk', async () => {
    const [before] = await desk.rows('select calls from model_calls')
    await budget(before.calls + 2)
    const model = scriptedModel((_, round) => {
      if (round === 1) throw new Error('gone')
      return { calls: [{ name: 'check_availability', input: { service: 'Skin check' } }] }
    })
    const [one, two] = [await openChat(desk, { model }), await openChat(desk, { model })]
    await one.say('good day to you all')
    await two.say('tell me about your nice place')
    expect(model.questions).toHaveLength(2)
    const [after] = await desk.rows('select calls from model_calls')
    expect(after.calls).toBe(before.calls + 2)
    await budget(null)
  })
})

describe('at three in the morning', () => {
  test('a frightened person is not told that the team was alerted, and by day they are', async () => {
    const awake = await openChat(desk)
    expect((await awake.say('I have crushing chest pain'))?.body).toMatch(
      /call 911 now.*team has been alerted/s,
    )
    const day = desk.clock.now()
    desk.clock.set(NIGHT)
    const chat = await openChat(desk)
    const answer = await chat.say('I have crushing chest pain and cannot breathe')
    expect(answer?.body).toMatch(/call 911 now.*Nobody is at our desk right now/s)
    expect(answer?.body).not.toMatch(/alerted/)
    desk.clock.set(day.toString())
  })

  test('no text goes to whoever’s number a stranger types: it waits for the morning', async () => {
    desk.clock.set(NOW)
    const site = await openChat(desk)
    await site.say('a skin check on december 8 at 10 am')
    await site.say('Nora Night')
    await site.say('312 555 9190')
    await site.say('yes')
    desk.clock.set(NIGHT)
    const stranger = await openChat(desk)
    await stranger.say('I want to cancel my visit')
    await stranger.say('312 555 9190')
    const [link] = await desk.rows(`select id from messages where dedupe_key like 'manage_link:%'`)
    await inClinic((tx) => beginSending(tx, [link.id]))
    const [row] = await desk.rows('select to_address, status, reason, due_at from messages where id = $1', [
      link.id,
    ])
    expect(row).toMatchObject({ to_address: '+13125559190', status: 'held', reason: 'quiet_hours' })
    expect(row.due_at.toISOString() > '2026-11-24T13').toBe(true)
  })
})
