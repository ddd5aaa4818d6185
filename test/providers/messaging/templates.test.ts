/** What vendors have approved, read by their files; and tokens that end. */
import { describe, expect, test } from 'vitest'
import { chatwoot } from '../../../src/providers/messaging/chatwoot.ts'
import { instagram } from '../../../src/providers/messaging/instagram.ts'
import { readMetaTemplate } from '../../../src/providers/messaging/meta-templates.ts'
import type { OutgoingContent } from '../../../src/providers/messaging/port.ts'
import { whatsapp } from '../../../src/providers/messaging/whatsapp.ts'
import { startChatwoot } from '../../vendors/chatwoot.ts'
import { startInstagram } from '../../vendors/instagram.ts'
import { startWhatsApp } from '../../vendors/whatsapp.ts'
import { lastBody, outgoing, withPort } from './outgoing.ts'

const atWhatsApp = <T>(work: Parameters<typeof withPort<Awaited<ReturnType<typeof startWhatsApp>>, T>>[2]) =>
  withPort(whatsapp, (clock) => startWhatsApp({ clock }), work)

describe('WhatsApp', () => {
  test('lists every template over all pages, each with its gaps and what keeps it back', async () => {
    await atWhatsApp(async (port, fake) => {
      for (let i = 0; i < 205; i += 1)
        fake.templates.push({ name: `t_${i}`, language: 'en', category: 'UTILITY', parameters: 0 })
      fake.templates.push({
        ...{ name: 'moved', language: 'es_MX', category: 'MARKETING', status: 'REJECTED' },
        ...{ rejectedReason: 'TAG_CONTENT_MISMATCH', body: 'Hola {{nombre}}, {{dia}}. Adiós, {{nombre}}' },
      })
      const listed = (await port.templates?.()) ?? []
      expect(listed).toHaveLength(206)
      expect(new Set(listed.map(({ name }) => name)).size).toBe(206)
      expect(listed.at(-1)).toEqual({
        ...{ name: 'moved', language: 'es_MX', category: 'marketing', status: 'rejected' },
        ...{ reason: 'TAG_CONTENT_MISMATCH', pattern: 'Hola {{nombre}}, {{dia}}. Adiós, {{nombre}}' },
        ...{ gaps: ['nombre', 'dia'], isNamed: true, needs: null },
      })
      expect(listed[0]).toMatchObject({ status: 'approved', reason: null, gaps: [], isNamed: false })
      const asked = fake.requests.filter(({ path }) => path.endsWith('message_templates'))
      expect(asked).toHaveLength(3)
      // The token stands in a header, never in an address.
      expect(asked.every(({ query }) => !query.has('access_token'))).toBe(true)
    })
  })

  test('an account without templates has an empty list', async () => {
    await atWhatsApp(async (port) => expect(await port.templates?.()).toEqual([]))
  })

  test('a token that has expired is said to be so', async () => {
    await atWhatsApp(async (port, fake) => {
      fake.faults.onEvery = {
        kind: 'refuse',
        status: 401,
        body: { error: { code: 190, message: 'expired' } },
      }
      await expect(port.templates?.()).rejects.toMatchObject({ code: 'sign_in_failed' })
    })
  })

  test('named parameters go out under their names', async () => {
    await atWhatsApp(async (port, fake) => {
      fake.templates.push({ name: 'ready', language: 'en', category: 'UTILITY', body: 'Hi {{first_name}}' })
      const content: OutgoingContent = {
        ...{ kind: 'template', name: 'ready', language: 'en', category: 'utility', text: 'Hi Ana' },
        parameters: ['Ana'],
      }
      await expect(port.send(outgoing({ to: '+15125550147', content }))).rejects.toThrow()
      const named = { ...content, parameterNames: ['first_name'] }
      await port.send(outgoing({ to: '+15125550147', content: named }))
      expect(lastBody(fake).template.components[0].parameters).toEqual([
        { type: 'text', parameter_name: 'first_name', text: 'Ana' },
      ])
    })
  })
})

test.each([
  ['header', [{ type: 'HEADER', format: 'IMAGE' }]],
  ['header', [{ type: 'HEADER', format: 'TEXT', text: 'Dear {{1}}' }]],
  ['button', [{ type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://x.example/{{1}}' }] }]],
  ['button', [{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE' }] }]],
  ['cards', [{ type: 'CAROUSEL', cards: [{}] }]],
  [
    null,
    [
      { type: 'HEADER', format: 'TEXT', text: 'Your visit' },
      { type: 'FOOTER', text: 'Riverside' },
    ],
  ],
  [
    null,
    [{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY' }, { type: 'URL', url: 'https://x.example' }] }],
  ],
])('a template may need %s beside its body', (needs, others) => {
  const components = [{ type: 'BODY', text: 'Hello {{2}} {{1}} {{10}}' }, ...others]
  const raw = { name: 'x', language: 'en', status: 'APPROVED', category: 'UTILITY', components }
  expect(readMetaTemplate(raw)).toMatchObject({ needs, gaps: ['1', '2', '10'] })
  expect(readMetaTemplate({ ...raw, category: 'AUTHENTICATION' })?.needs).toBe('code')
})

test('what is no template is left out, and a status that nobody knows is not taken for approved', () => {
  expect(readMetaTemplate(null)).toBeNull()
  expect(readMetaTemplate({ name: 'x', language: 'en', components: [] })).toBeNull()
  const raw = {
    name: 'x',
    language: 'en',
    status: 'SOMETHING_NEW',
    components: [{ type: 'BODY', text: 'Hi' }],
  }
  expect(readMetaTemplate(raw)?.status).toBe('pending')
})

describe('Chatwoot', () => {
  test('lists what the inbox has synced, and sends a named one by its names', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock }),
      async (port, fake) => {
        const reminder = { name: 'reminder', language: 'en_US', parameter_format: 'NAMED' } as const
        fake.state.templates.push({ ...reminder, text: 'See you {{day}}', status: 'PAUSED' })
        expect(await port.templates?.()).toMatchObject([
          { name: 'reminder', status: 'paused', gaps: ['day'], isNamed: true },
        ])
        const { id, contact } = fake.openConversation()
        await port.send(
          outgoing({
            ...{ to: String(contact.id), threadId: String(id) },
            content: {
              ...{ kind: 'template', name: 'reminder', language: 'en_US', category: 'utility' },
              ...{ parameters: ['Friday'], parameterNames: ['day'], text: 'See you Friday' },
            },
          }),
        )
        expect(lastBody(fake).template_params.processed_params).toEqual({ body: { day: 'Friday' } })
      },
    )
  })

  test('an inbox of another channel has none, and a bot’s token lists nothing', async () => {
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock, channel: 'Channel::TwilioSms' }),
      async (port) => expect(await port.templates?.()).toEqual([]),
    )
    await withPort(
      chatwoot,
      (clock) => startChatwoot({ clock, hasAdminToken: false }),
      async (port) => expect(port.templates).toBeUndefined(),
    )
  })
})

describe('Instagram', () => {
  test('gives another token and says when it ends; the old one is good for nothing', async () => {
    await withPort(
      instagram,
      (clock) => startInstagram({ clock }),
      async (port, fake, clock) => {
        fake.state.token.madeAt = clock.now()
        clock.advance({ hours: 24 })
        const renewed = await port.renewToken?.()
        expect(renewed?.credentials).toEqual({ access_token: fake.state.token.value })
        expect(renewed?.expiresAt.toString()).toBe(clock.now().add({ seconds: 5183944 }).toString())
        await expect(port.check()).rejects.toMatchObject({ code: 'sign_in_failed' })
      },
    )
  })

  test('a token that is too young, expired or answered with nonsense is not renewed', async () => {
    await withPort(
      instagram,
      (clock) => startInstagram({ clock }),
      async (port, fake, clock) => {
        fake.state.token.madeAt = clock.now()
        await expect(port.renewToken?.()).rejects.toMatchObject({ code: 'sign_in_failed' })
        clock.advance({ hours: 60 * 24 })
        await expect(port.renewToken?.()).rejects.toMatchObject({ code: 'sign_in_failed' })
        fake.faults.onEvery = { kind: 'refuse', status: 200, body: { access_token: 'x' } }
        const error = await port.renewToken?.().catch((caught: unknown) => caught)
        expect(error).toMatchObject({ code: 'vendor_failed' })
        expect(String(error)).not.toContain(fake.credentials.access_token)
      },
    )
  })
})
