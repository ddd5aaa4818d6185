/** The fakes list templates and renew tokens as Meta and Chatwoot do, and refuse what those refuse. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TestClock } from '../../src/kit/clock.ts'
import { call } from './calls.ts'
import { startChatwoot } from './chatwoot.ts'
import { contractJson } from './contract.ts'
import { startInstagram } from './instagram.ts'
import { startWhatsApp, type WhatsAppFake } from './whatsapp.ts'
import { whatsAppPerson } from './whatsapp-callbacks.ts'

const NOW = '2026-11-21T15:04:05Z'

describe('the WhatsApp fake’s templates', () => {
  let fake: WhatsAppFake
  beforeEach(async () => {
    fake = await startWhatsApp({ clock: new TestClock(NOW) })
    for (const name of ['one', 'two', 'three'])
      fake.templates.push({ name, language: 'en_US', category: 'UTILITY', parameters: 1 })
  })
  afterEach(() => fake.close())

  const headers = () => ({ authorization: `Bearer ${fake.credentials.access_token}` })
  const list = (query = '', waba = fake.credentials.waba_id) =>
    call(`${fake.url}/v23.0/${waba}/message_templates${query}`, { headers: headers() })

  test('come page by page, and the last page names no next one', async () => {
    const first = await list('?fields=name,status&limit=2')
    expect(first.body.data).toEqual([
      { name: 'one', status: 'APPROVED', id: expect.any(String) },
      { name: 'two', status: 'APPROVED', id: expect.any(String) },
    ])
    expect(first.body.paging.next).toContain('after=')
    const second = await list(`?fields=name&limit=2&after=${first.body.paging.cursors.after}`)
    expect(second.body.data).toMatchObject([{ name: 'three' }])
    expect(second.body.paging).not.toHaveProperty('next')
  })

  test('an unknown field, parameter, cursor or account is refused with code 100', async () => {
    for (const query of ['?fields=name,text', '?page=2', '?after=nonsense', '?limit=0'])
      expect((await list(query)).body.error.code, query).toBe(100)
    expect((await list('', '1')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
  })

  test('a named template wants its names, a numbered one refuses them', async () => {
    const ana = whatsAppPerson({ phone: '+15125550147' })
    fake.hears(ana)
    fake.templates.push({ name: 'named', language: 'en', category: 'UTILITY', body: 'Hi {{first_name}}' })
    const send = async (name: string, language: string, parameter: object) => {
      const file = contractJson('whatsapp', 'send.template.request.json')
      const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Ana', ...parameter }] }]
      const json = { ...file, template: { name, language: { code: language }, components } }
      const url = `${fake.url}/v23.0/${fake.credentials.phone_number_id}/messages`
      return (await call(url, { json, headers: headers() })).body.error?.code
    }
    expect(await send('named', 'en', { parameter_name: 'first_name' })).toBeUndefined()
    expect(await send('named', 'en', {})).toBe(100)
    expect(await send('named', 'en', { parameter_name: 'surname' })).toBe(132012)
    expect(await send('one', 'en_US', { parameter_name: 'first_name' })).toBe(132012)
  })
})

describe('the Instagram fake’s token', () => {
  test('is renewed once it is a day old, and the old one opens nothing then', async () => {
    const clock = new TestClock(NOW)
    const fake = await startInstagram({ clock })
    const old = fake.credentials.access_token
    fake.state.token.madeAt = clock.now()
    const renew = (token: string, more = '') =>
      call(`${fake.url}/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}${more}`, {})
    expect(await renew(old)).toMatchObject({ status: 400, body: { error: { code: 10 } } })
    clock.advance({ hours: 24 })
    expect((await renew(old, '&scope=all')).body.error.code).toBe(100)
    expect((await renew('wrong')).body.error.code).toBe(190)
    const { body } = await renew(old)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 5183944 })
    const me = (token: string) =>
      call(`${fake.url}/v23.0/me?fields=username`, { headers: { authorization: `Bearer ${token}` } })
    expect((await me(body.access_token)).status).toBe(200)
    expect((await me(old)).body.error.code).toBe(190)
    clock.advance({ hours: 60 * 24 })
    expect((await me(body.access_token)).body.error).toMatchObject({ code: 190, error_subcode: 463 })
    await fake.close()
  })
})

test('a Chatwoot inbox shows what it has synced of WhatsApp, and no other inbox has any', async () => {
  for (const channel of ['Channel::Whatsapp', 'Channel::TwilioSms'] as const) {
    const fake = await startChatwoot({ channel })
    fake.state.templates.push({ name: 'reminder', language: 'en_US', text: 'See you {{1}}' })
    const { body } = await call(`${fake.url}/api/v1/accounts/1/inboxes/11`, {
      headers: { api_access_token: fake.credentials.admin_token ?? '' },
    })
    const synced = [
      {
        ...{ name: 'reminder', language: 'en_US', status: 'APPROVED', category: 'UTILITY', id: 't_reminder' },
        components: [{ type: 'BODY', text: 'See you {{1}}' }],
      },
    ]
    expect(body.message_templates).toEqual(channel === 'Channel::Whatsapp' ? synced : undefined)
    await fake.close()
  }
})
