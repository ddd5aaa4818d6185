/** Buttons stay on the screen: what an old one meant then is not what is asked now. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { type Answer, type Chat, openChat, visitsOf } from './chat.ts'
import { furnish } from './clinic.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  await furnish(desk)
})
afterAll(() => desk.close())

const yesOf = (answer: Answer | null) => {
  const choice = answer?.choices.find(({ id }) => id.startsWith('yes'))
  if (!choice) throw new Error(`no yes in ${JSON.stringify(answer)}`)
  return choice
}
const statusesOf = async (name: string) =>
  (await visitsOf(desk)).filter(({ full_name }) => full_name === name).map(({ status }) => status)

async function bookedOnce(name: string): Promise<Chat> {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('a skin check tomorrow at 2 pm')
  await chat.say(name)
  await chat.say('yes')
  return chat
}

describe('an old "Yes, book it"', () => {
  test('cancels nothing: it is said that it is no longer open, and the question is put again', async () => {
    const chat = await bookedOnce('Stella Stale')
    const old = yesOf(await chat.say('and another skin check on Thursday at 2 pm'))
    await chat.say('actually, cancel my visit tomorrow')
    const answer = await chat.say(old.title, old)
    expect(answer?.body).toMatch(
      /no longer open, so nothing was changed.*Shall I cancel your visit on Tuesday/s,
    )
    expect(await statusesOf('Stella Stale')).toEqual(['booked'])
    await chat.tap('yes')
    expect(await statusesOf('Stella Stale')).toEqual(['cancelled'])
  })

  test('is an old one too where the channel tells only its title and which message was answered', async () => {
    const chat = await bookedOnce('Tilda Title')
    const first = yesOf(await chat.say('and another skin check on Thursday at 2 pm'))
    await desk.rows(
      `update messages set vendor_message_id = 'old-one' where id = (
        select id from messages where conversation_id = $1 order by id desc limit 1)`,
      [chat.conversationId()],
    )
    const second = yesOf(await chat.say('make it Friday at 2 pm'))
    expect(second.title).toBe(first.title)
    expect(second.id).not.toBe(first.id)
    const answer = await chat.say(first.title, { id: null, title: first.title }, 'old-one')
    expect(answer?.body).toMatch(/no longer open.*Friday, November 27 at 2:00 PM.*Shall I book it/s)
    expect(await statusesOf('Tilda Title')).toEqual(['booked'])
    const taken = await chat.say(second.title, { id: null, title: second.title })
    expect(taken?.body).toMatch(/booked on Friday, November 27/)
  })

  test('of what is done begins no new booking', async () => {
    const chat = await openChat(desk, { channel: 'whatsapp' })
    await chat.say('a skin check on december 10 at 2 pm')
    const asked = yesOf(await chat.say('Donna Done'))
    await chat.say(asked.title, asked)
    expect((await chat.say(asked.title, asked))?.body).toMatch(/^That question is no longer open/)
    expect(await statusesOf('Donna Done')).toEqual(['booked'])
  })

  test('of before its question had a name of its own is asked again', async () => {
    const chat = await bookedOnce('Vera Version')
    await chat.say('cancel my visit')
    const answer = await chat.say('Yes, cancel it', { id: 'yes', title: 'Yes, cancel it' })
    expect(answer?.body).toMatch(/no longer open.*Shall I cancel your visit/s)
    expect(await statusesOf('Vera Version')).toEqual(['booked'])
  })
})

test('an answer to a question of the form that was asked before agrees to nothing', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  await chat.say('botox on december 9 at 10 am')
  const asked = await chat.say('Flora Form')
  const answered = asked?.choices[1]
  expect(answered?.title).toBe('Yes')
  const put = await chat.tap(1)
  expect(put?.body).toMatch(/Shall I book it/)
  expect((await chat.say('Yes', answered))?.body).toMatch(/no longer open.*Shall I book it/s)
  expect(await statusesOf('Flora Form')).toEqual([])
})

test('an old time still says which one it means', async () => {
  const chat = await openChat(desk, { channel: 'whatsapp' })
  const offered = await chat.say('a skin check next week')
  const [time] = offered?.choices ?? []
  await chat.say('do you have something in december?')
  expect(time?.title).toBeDefined()
  const kept = await chat.say(time?.title ?? '', time)
  expect(kept?.body).toMatch(/I’m keeping .*full name/s)
})
