import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../src/kit/clock.ts'
import { call } from './calls.ts'
import { contractJson } from './contract.ts'
import { type InstagramFake, startInstagram } from './instagram.ts'

describe('the Instagram fake', () => {
  const clock = new TestClock('2026-11-21T15:04:05Z')
  const ana = { igsid: '1535148674817116' }
  let fake: InstagramFake
  beforeEach(async () => {
    clock.set('2026-11-21T15:04:05Z')
    fake = await startInstagram({ clock })
    fake.hears(ana)
  })
  afterEach(() => fake.close())

  const send = (json: unknown, token = fake.credentials.access_token) =>
    call(`${fake.url}/v23.0/${fake.credentials.ig_id}/messages`, {
      ...{ json, headers: { authorization: `Bearer ${token}` } },
    })
  const text = contractJson('whatsapp', 'instagram.send.text.request.json')
  const byPerson = contractJson('whatsapp', 'instagram.send.human_agent.request.json')

  test('the answer has the shape of instagram.send.response.200.json', async () => {
    const { status, body } = await send(text)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(
      Object.keys(contractJson('whatsapp', 'instagram.send.response.200.json')),
    )
    expect(fake.sent).toMatchObject([{ to: ana.igsid, text: text.message.text }])
  })

  const reply = (title: string) => ({ content_type: 'text', title, payload: title })
  test.each<[string, unknown]>([
    ['an unknown field', { ...text, text: 'hello' }],
    ['a text of 1001 bytes', { ...text, message: { text: `${'é'.repeat(500)}x` } }],
    ['an empty text', { ...text, message: { text: '' } }],
    ['a recipient that is no id', { ...text, recipient: { id: '@ana' } }],
    ['a tag without its type', { ...text, tag: 'HUMAN_AGENT' }],
    ['another tag', { ...byPerson, tag: 'ACCOUNT_UPDATE' }],
    [
      'fourteen quick replies',
      { ...text, message: { text: 'x', quick_replies: Array.from('abcdefghijklmn', reply) } },
    ],
    [
      'a quick reply of 21 characters',
      { ...text, message: { text: 'x', quick_replies: [reply('x'.repeat(21))] } },
    ],
  ])('%s is refused with code 100', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: 100 } } })
    expect(fake.sent).toEqual([])
  })

  test('a wrong token is told apart', async () => {
    expect(await send(text, 'wrong')).toMatchObject({ status: 401, body: { error: { code: 190 } } })
  })

  test('after 24 hours only a person answers, after seven days nobody', async () => {
    const outside = contractJson('whatsapp', 'instagram.send.error.outside_window.json')
    clock.advance({ hours: 24 })
    expect(await send(text)).toEqual({ status: 403, body: outside })
    expect((await send(byPerson)).status).toBe(200)
    clock.advance({ hours: 6 * 24 })
    expect(await send(byPerson)).toEqual({ status: 403, body: outside })
  })

  test('nobody is written to who has not written first', async () => {
    const answer = await send({ ...text, recipient: { id: '99999' } })
    expect(answer.body.error).toMatchObject({ code: 100, error_subcode: 2534014 })
  })
})
