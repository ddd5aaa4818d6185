/** "None of these" refuses what was offered, as a button or in words, and leads on: other times, another day, the list, a person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Answer, openChat, visitsOf } from './chat.ts'
import { furnish } from './clinic.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
  await furnish(desk)
})
afterAll(() => desk.close())

const timesOf = (answer: Answer | null) =>
  (answer?.choices ?? []).filter(({ id }) => id.startsWith('t|')).map(({ title }) => title)
const titlesOf = (answer: Answer | null) => answer?.choices.map(({ title }) => title)

describe('in the chat of a website', () => {
  test('it stands below the times, and others follow that were not offered before', async () => {
    const chat = await openChat(desk)
    const first = await chat.say('a skin check tomorrow morning please')
    expect(titlesOf(first)?.at(-1)).toBe('None of these')
    expect(timesOf(first)).toHaveLength(3)
    const second = await chat.tap('none')
    expect(second?.body).toMatch(/^No problem\. How about one of these\?/)
    expect(timesOf(second)).toHaveLength(3)
    expect(timesOf(second).filter((time) => timesOf(first).includes(time))).toEqual([])
  })

  test('a second time it leads to another day, the waiting list and a person; the list takes whoever taps it', async () => {
    const chat = await openChat(desk)
    await chat.say('a skin check tomorrow morning please')
    await chat.tap('none')
    const open = await chat.tap('none')
    expect(open?.body).toMatch(/Which other day or time would suit you\?.*waiting list.*one of our team/)
    expect(titlesOf(open)).toEqual(['Waiting list', 'Ask the team'])
    expect((await chat.tap(0))?.body).toMatch(/full name/)
    await chat.say('Lena List')
    expect((await chat.say('312 555 9410'))?.body).toMatch(/You’re on the waiting list/)
    const waiting = await desk.rows(`select 1 from waitlist_entries w join contacts c on c.id = w.contact_id
      where c.display_name = 'Lena List'`)
    expect(waiting).toHaveLength(1)
  })

  test('whoever names another day instead is offered that day', async () => {
    const chat = await openChat(desk)
    await chat.say('a skin check tomorrow morning please')
    await chat.say('none of these')
    await chat.say('none of them work for me')
    const friday = timesOf(await chat.say('Friday maybe?'))
    expect(friday.length).toBeGreaterThan(0)
    expect(friday.every((time) => time.startsWith('Fri Nov 27'))).toBe(true)
  })

  test('whoever asks for the list in words is put on it, and for the team by its button gets a person', async () => {
    const [lister, asker] = [await openChat(desk), await openChat(desk)]
    for (const chat of [lister, asker]) {
      await chat.say('a skin check tomorrow morning please')
      await chat.tap('none')
      await chat.tap('none')
    }
    expect((await lister.say('put me on the waiting list'))?.body).toMatch(/full name/)
    expect((await asker.tap(1))?.kind).toBe('handoff_notice')
    expect(await asker.row()).toMatchObject({ status: 'waiting', waiting_reason: 'asked_for_person' })
  })

  test('something unclear after it brings back none of the times that did not suit', async () => {
    const chat = await openChat(desk)
    const refused = timesOf(await chat.say('a skin check tomorrow morning please'))
    refused.push(...timesOf(await chat.tap('none')))
    await chat.tap('none')
    const again = timesOf(await chat.say('hmm let me think'))
    expect(again.filter((time) => refused.includes(time))).toEqual([])
  })

  test('an old button of it is no name, and refuses nothing that was asked since', async () => {
    const chat = await openChat(desk)
    const offer = await chat.say('a skin check tomorrow morning please')
    const none = offer?.choices.at(-1)
    await chat.tap(0)
    const answer = await chat.say(none?.title ?? '', none)
    expect(answer?.body).toMatch(/no longer open.*full name/s)
    expect((await chat.row()).memory.state).not.toHaveProperty('name')
  })
})

test('in Spanish it is the same, by its button and in words', async () => {
  const chat = await openChat(desk)
  const first = await chat.say('Hola, quiero una cita para skin check mañana por la mañana')
  expect(titlesOf(first)?.at(-1)).toBe('Ninguna de estas')
  const second = await chat.say('ninguna me viene bien')
  expect(second?.body).toMatch(/¿Qué le parece alguna de estas\?/)
  expect(timesOf(second).filter((time) => timesOf(first).includes(time))).toEqual([])
  const open = await chat.tap('none')
  expect(open?.body).toMatch(/¿Qué otro día u otra hora le vendría bien\?.*lista de espera/)
  expect(titlesOf(open)).toEqual(['Lista de espera', 'Preguntar al equipo'])
  expect((await chat.say('la lista de espera'))?.body).toMatch(/nombre completo/)
})

test('“I can’t do any of those” keeps no time', async () => {
  const chat = await openChat(desk)
  const first = await chat.say('a skin check tomorrow morning please')
  const second = await chat.say('I can’t do any of those')
  expect(second?.body).not.toMatch(/keeping/)
  expect(timesOf(second).filter((time) => timesOf(first).includes(time))).toEqual([])
})

test('WhatsApp has three buttons: it is one of them where two times are offered, and else said in words', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  const three = await chat.say('a skin check tomorrow morning please')
  expect(three?.choices).toHaveLength(3)
  expect(titlesOf(three)).not.toContain('None of these')
  expect(three?.body).toMatch(/Or tell me another day or time/)
  const two = await chat.say('or on friday between 4 pm and 4:40 pm')
  expect(timesOf(two).length).toBeLessThan(3)
  expect(titlesOf(two)?.at(-1)).toBe('None of these')
  const texts = await openChat(desk, { channel: 'sms' })
  expect(titlesOf(await texts.say('a skin check tomorrow morning please'))).not.toContain('None of these')
})

test('whoever moves a visit keeps it meanwhile, and is led to a person as well', async () => {
  const chat = await openChat(desk)
  await chat.say('skin check on december 3 at 10 am')
  await chat.say('Mona Move')
  await chat.say('312 555 9420')
  await chat.say('yes')
  await chat.say('I need to move my appointment')
  expect((await chat.tap('none'))?.body).toMatch(/How about one of these/)
  const open = await chat.tap('none')
  expect(open?.body).toMatch(/your visit stays on Thursday, December 3.*Which other day or time/)
  expect(titlesOf(open)).toEqual(['Ask the team'])
  const visit = (await visitsOf(desk)).find(({ full_name }) => full_name === 'Mona Move')
  expect(visit).toMatchObject({ status: 'booked', sequence: 0 })
})
