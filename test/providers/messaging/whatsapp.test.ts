import { describe, expect, test } from 'vitest'
import { describeMessagingVendor } from '../../../src/providers/messaging/conformance.ts'
import type { OutgoingContent } from '../../../src/providers/messaging/port.ts'
import { whatsapp } from '../../../src/providers/messaging/whatsapp.ts'
import { contractJson } from '../../vendors/contract.ts'
import { startWhatsApp } from '../../vendors/whatsapp.ts'
import { whatsAppPerson } from '../../vendors/whatsapp-callbacks.ts'
import { whatsAppError } from '../../vendors/whatsapp-requests.ts'
import { lastBody, outgoing, withPort } from './outgoing.ts'
import { standIn } from './stage.ts'

const reminder = { name: 'appointment_reminder', language: 'en_US', parameters: ['Ana', 'Fri 10:00'] }

for (const isPhoneHidden of [false, true]) {
  describeMessagingVendor({
    name: isPhoneHidden ? 'WhatsApp, with somebody whose number is hidden,' : 'WhatsApp',
    vendor: whatsapp,
    async start(clock) {
      const fake = await startWhatsApp({ clock })
      fake.templates.push({ ...reminder, parameters: 2, category: 'UTILITY' })
      const person = whatsAppPerson({ isPhoneHidden })
      fake.hears(person)
      return standIn(fake, {
        person: { id: person.userId, threadId: null },
        refusal: (code) => whatsAppError(Number(code)),
        compose: (text) => fake.compose.text({ from: person, text }),
      })
    },
    tokenName: 'access_token',
    secretName: 'app_secret',
    signatureHeader: 'x-hub-signature-256',
    longestText: 'ş'.repeat(4096),
    template: reminder,
    canLookUp: false,
    hasHandshake: true,
    // contract.md, 24-hour window and errors.
    failures: [
      ['131047', 'window_closed', false],
      ['131026', 'unreachable_person', false],
      ['131049', 'marketing_held_back', false],
      ['131050', 'marketing_stopped', false],
      ['130472', 'marketing_held_back', false],
      ['131048', ['account_blocked', 'blocked'], false],
      ['130429', 'rate_limited', true],
      ['131056', 'rate_limited', true],
      ['80007', 'rate_limited', true],
      ['4', 'rate_limited', true],
      ['131051', 'content_refused', false],
      ['131052', 'content_refused', false],
      ['131053', 'content_refused', false],
      ['131042', 'account_blocked', false],
      ['131031', 'account_blocked', false],
      ['368', 'account_blocked', false],
      ['132000', 'template_refused', false],
      ['132001', 'template_refused', false],
      ['132005', 'template_refused', false],
      ['132007', 'template_refused', false],
      ['132012', 'template_refused', false],
      ['132015', 'template_refused', false],
      ['132016', 'template_refused', false],
      ['133010', ['account_blocked', 'not_found'], false],
      ['190', 'sign_in_failed', false],
      ['10', 'sign_in_failed', false],
      ['200', 'sign_in_failed', false],
      ['3', 'sign_in_failed', false],
      ['131000', 'vendor_failed', true],
      ['1', 'vendor_failed', true],
      ['2', 'vendor_failed', true],
      ['131016', 'vendor_failed', true],
      ['999999', 'failed', false],
    ],
  })
}

describe('what is sent to WhatsApp', () => {
  const slots = [
    { id: 'slot_20261127T1000', title: 'Fri 10:00' },
    { id: 'slot_20261127T1430', title: 'Fri 14:30' },
  ]

  const bodyOf = (content: OutgoingContent, to = '15125550147') =>
    withPort(
      whatsapp,
      (clock) => startWhatsApp({ clock }),
      async (port, fake) => {
        fake.hears(whatsAppPerson({ phone: '15125550147' }))
        fake.templates.push({ ...reminder, parameters: 2, category: 'UTILITY' })
        await port.send(outgoing({ to, content }))
        return lastBody(fake)
      },
    )

  test('send.text.request.json', async () => {
    const text = 'Your visit is confirmed for Fri 10:00.'
    const body = await bodyOf({ kind: 'text', text, choices: [] })
    expect({ ...body, text: { preview_url: false, ...body.text } }).toEqual(
      contractJson('whatsapp', 'send.text.request.json'),
    )
  })

  test('send.interactive_buttons.request.json', async () => {
    const body = await bodyOf({ kind: 'text', text: 'Which time works?', choices: slots })
    const { biz_opaque_callback_data: ours, ...rest } = body
    expect(rest).toEqual(contractJson('whatsapp', 'send.interactive_buttons.request.json'))
    expect(ours).toBe('tn_01J9Z:msg_01JA')
  })

  test('send.interactive_list.request.json', async () => {
    const choices = ['10:00', '11:00', '12:00', '13:00'].map((title, i) => ({ id: `slot_${i}`, title }))
    const { interactive, type } = await bodyOf({ kind: 'text', text: 'Pick a time', choices })
    const file = contractJson('whatsapp', 'send.interactive_list.request.json')
    expect(type).toBe('interactive')
    expect(interactive).toMatchObject({ type: file.interactive.type, body: file.interactive.body })
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    expect(interactive.action.sections.flatMap((section: any) => section.rows)).toEqual(choices)
  })

  test('send.template.request.json', async () => {
    const parameters = ['Ana', 'Fri, Nov 27 at 10:00 AM']
    const body = await bodyOf({
      ...{ kind: 'template', ...reminder, parameters, category: 'utility', text: '' },
    })
    const { template, ...file } = contractJson('whatsapp', 'send.template.request.json')
    expect(body).toMatchObject(file)
    expect(body.template.name).toBe(template.name)
    expect(body.template.language.code).toBe(template.language.code)
    expect(body.template.components).toEqual([template.components[0]])
  })

  test('a number in E.164 and a business-scoped id both find their field', async () => {
    const text: OutgoingContent = { kind: 'text', text: 'Hello', choices: [] }
    expect((await bodyOf(text, '+15125550147')).to).toMatch(/^\+?15125550147$/)
    const body = await bodyOf(text, 'US.134915125550147')
    expect(body).toMatchObject({ recipient: 'US.134915125550147', recipient_type: 'individual' })
    expect(body.to).toBeUndefined()
  })
})
