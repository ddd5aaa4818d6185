/** Whoever tells a number or address of a visit gets its link sent there: few a day, not at night, and nobody learns who is known. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findAction } from '../../src/desk/actions/registry.ts'
import { LINKS_PER_CALLER, LINKS_PER_HOUR } from '../../src/desk/actions/send-manage-link.ts'
import { beginSending } from '../../src/desk/outreach/send-message.ts'
import { NOW, openDesk, type TestDesk } from '../desk.ts'
import { type Chat, openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic
beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.rows(`delete from messages where dedupe_key like 'manage_link:%'`)
  await desk.rows('delete from link_requests')
  desk.clock.set(NOW)
})

/** 3:00 in Chicago, on a Tuesday. */
const NIGHT = '2026-11-24T09:00:00Z'

const links = () =>
  desk.rows(`select id, to_address from messages where dedupe_key like 'manage_link:%' order by id`)

async function visitOf(phone: string, startAt: string) {
  const person = { name: 'Vera Visit', phone, email: null }
  await clinic.cast.book({ serviceId: clinic.skinCheck, startAt: Temporal.Instant.from(startAt), person })
}

/** Asks to cancel and tells this number or address. */
const ask = (chat: Chat, told: string) => chat.say(`I want to cancel my visit. I booked it with ${told}`)

describe('one caller', () => {
  test('may tell three numbers in a day; the same again costs nothing, a fourth is left to a person', async () => {
    const chat = await openChat(desk)
    for (let i = 0; i < LINKS_PER_CALLER; i++) {
      expect((await ask(chat, `312 555 93${10 + i}`))?.body).toMatch(/on its way there/)
    }
    expect((await ask(chat, '312 555 9310'))?.body).toMatch(/on its way there/)
    const refused = await ask(chat, '312 555 9319')
    expect(refused?.body).toMatch(/can’t send more links from here for now/s)
    expect(refused?.choices.map(({ title }) => title)).toEqual(['Yes, a person', 'No, thanks'])
    desk.clock.set('2026-11-24T17:00:00Z')
    expect((await ask(chat, '312 555 9319'))?.body).toMatch(/on its way there/)
  })

  test('past the limit hears the same of a number that is known, and nothing goes there', async () => {
    await visitOf('+13125559330', '2026-12-01T16:00:00Z')
    const said: (string | undefined)[] = []
    for (const last of ['312 555 9330', '312 555 9331']) {
      const chat = await openChat(desk)
      for (let i = 0; i < LINKS_PER_CALLER; i++) await ask(chat, `312 555 93${40 + i}`)
      said.push((await ask(chat, last))?.body)
    }
    expect(said[0]).toBe(said[1])
    expect(said[0]).toMatch(/can’t send more links/)
    expect(await links()).toEqual([])
  })

  test('who asks in Spanish is told so in Spanish', async () => {
    const chat = await openChat(desk)
    for (let i = 0; i < LINKS_PER_CALLER; i++) await ask(chat, `312 555 93${40 + i}`)
    const refused = await chat.say('Quiero cancelar mi cita, por favor. Mi número es 312 555 9349')
    expect(refused?.body).toMatch(/Por ahora no puedo enviar más enlaces/)
  })
})

test('who begins a conversation for each number comes no further than sixty in an hour', async () => {
  const someone = await openChat(desk)
  await ask(someone, '312 555 9390')
  const others = (isFound: boolean) =>
    desk.rows(
      `insert into link_requests (clinic_id, conversation_id, day, told_hash, asked_at, is_found)
       select clinic_id, conversation_id, day - 1, told_hash || n || $2, asked_at, $2::boolean
       from (select * from link_requests limit 1) one, generate_series(1, $1::int) as n`,
      [LINKS_PER_HOUR, isFound],
    )
  await others(false)
  expect((await ask(await openChat(desk), '312 555 9392'))?.body, 'made-up numbers').toMatch(
    /on its way there/,
  )
  await others(true)
  expect((await ask(await openChat(desk), '312 555 9391'))?.body).toMatch(/can’t send more links/)
  expect(await links()).toEqual([])
  desk.clock.advance({ hours: 1 })
  expect((await ask(await openChat(desk), '312 555 9391'))?.body).toMatch(/on its way there/)
})

test('one number gets three links at most, whoever asks how often', async () => {
  for (const day of [1, 2, 3, 4, 7]) await visitOf('+13125559350', `2026-12-0${day}T17:00:00Z`)
  for (let i = 0; i < 4; i++) await ask(await openChat(desk), '312 555 9350')
  expect((await links()).map((link) => link.to_address)).toEqual(Array(3).fill('+13125559350'))
  expect((await desk.rows('select distinct is_found from link_requests'))[0]).toEqual({ is_found: true })
})

describe('at night', () => {
  test('a text message waits for the morning, and who is known and who is not read the same of it', async () => {
    await visitOf('+13125559360', '2026-12-01T18:00:00Z')
    desk.clock.set(NIGHT)
    const said: (string | undefined)[] = []
    for (const number of ['312 555 9360', '312 555 9361'])
      said.push((await ask(await openChat(desk), number))?.body)
    expect(said[0]).toBe(said[1])
    expect(said[0]).toMatch(/on its way there.*no text messages at night; one would go out in the morning/s)
    const [link] = await links()
    await desk.foyer.database.inClinic(desk.clinic.clinicId, (tx) => beginSending(tx, [link.id]))
    expect((await desk.rows('select status, reason from messages where id = $1', [link.id]))[0]).toEqual({
      status: 'held',
      reason: 'quiet_hours',
    })
  })

  test('nothing is said of the morning where the number is awake, nor to an address', async () => {
    expect((await ask(await openChat(desk), '312 555 9362'))?.body).not.toMatch(/night/)
    desk.clock.set(NIGHT)
    const told = await ask(await openChat(desk), 'vera.visit@example.com')
    expect(told?.body).toMatch(/on its way there/)
    expect(told?.body).not.toMatch(/night/)
  })
})

describe('a model', () => {
  test('sends links as a deed of the answer, not as something that it looks up', () => {
    expect(findAction('send_manage_link')?.isWriting).toBe(true)
    expect(findAction('list_my_appointments')?.input.safeParse({ phone: '312 555 9370' }).success).toBe(false)
  })

  test('sends none to a number that the person has not told, however many it names', async () => {
    const numbers = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `+1312555937${i}`)
    for (const [i, number] of numbers.entries()) await visitOf(number, `2026-12-02T${15 + i}:00:00Z`)
    const model = scriptedModel(() => ({
      calls: numbers.map((phone) => ({ name: 'send_manage_link', input: { phone } })),
    }))
    const chat = await openChat(desk, { model })
    const answer = await chat.say('could you tell me when my appointment is and change it')
    expect(model.questions[0]?.tools.map(({ name }) => name)).toContain('send_manage_link')
    expect(answer?.body).toMatch(/Which phone number or e-mail address/)
    expect(await links()).toEqual([])
    expect((await chat.say('312 555 9370'))?.body).toMatch(/on its way there/)
    expect((await links()).every((link) => link.to_address === '+13125559370')).toBe(true)
  })
})
