import { expect, test } from 'vitest'
import { readWhatsapp } from './whatsapp-notices.ts'

const RECEIVED_AT = Temporal.Instant.from('2026-11-21T15:04:06Z')
const own = { phone_number_id: '1122334455667', waba_id: '900' }

function change(value: object, field = 'messages') {
  const metadata = { phone_number_id: own.phone_number_id }
  return { field, value: { messaging_product: 'whatsapp', metadata, ...value } }
}

function read(...changes: object[]) {
  const rawBody = Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: changes.map((each) => ({ id: '900', changes: [each] })),
    }),
  )
  const result = readWhatsapp(
    { rawBody, contentType: 'application/json', url: '', receivedAt: RECEIVED_AT },
    own,
  )
  return result.ok ? result.notices : []
}

const contacts = [
  { profile: { name: 'Ana' }, wa_id: '15125550147', user_id: 'US.1349' },
  { profile: { name: 'Ben' }, wa_id: '15125550148', user_id: 'US.1350' },
]

function text(overrides: object = {}) {
  return {
    from: '15125550147',
    id: 'wamid.1',
    timestamp: '1795273445',
    type: 'text',
    text: { body: 'Hi' },
    ...overrides,
  }
}

test('one body may hold several messages of several people', () => {
  const notices = read(
    change({ contacts, messages: [text(), text({ id: 'wamid.2', from: '15125550148' })] }),
    change({ statuses: [{ id: 'wamid.0', status: 'read', timestamp: '1795273445' }] }),
  )
  expect(notices).toMatchObject([
    {
      kind: 'message',
      vendorMessageId: 'wamid.1',
      from: { id: 'US.1349', name: 'Ana', phone: '+15125550147' },
    },
    { kind: 'message', vendorMessageId: 'wamid.2', from: { id: 'US.1350', name: 'Ben' } },
    { kind: 'status', vendorMessageId: 'wamid.0', status: 'read' },
  ])
})

test('what is of another number of the same Meta app is kept and followed by nothing', () => {
  const foreign = change({ metadata: { phone_number_id: '999' }, contacts, messages: [text()] })
  expect(read(foreign)).toMatchObject([{ kind: 'ignored' }])
})

test('what is of another account’s template is kept and followed by nothing', () => {
  const template = {
    event: 'APPROVED',
    message_template_name: 'reminder',
    message_template_language: 'en_US',
  }
  const field = 'message_template_status_update'
  expect(read(change(template, field))).toMatchObject([
    { kind: 'template', name: 'reminder', status: 'approved', word: 'APPROVED' },
  ])
  const rawBody = Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '901', changes: [{ field, value: template }] }],
    }),
  )
  const result = readWhatsapp({ rawBody, contentType: null, url: '' }, own)
  expect(result).toMatchObject({ ok: true, notices: [{ kind: 'ignored' }] })
})

test.each([
  { type: 'unsupported', text: undefined, errors: [{ code: 131051 }] },
  { type: 'order', text: undefined, order: { catalog_id: '1' } },
])('of $type staff see that something came', (overrides) => {
  expect(read(change({ contacts, messages: [text(overrides)] }))).toMatchObject([
    { kind: 'message', text: '', isUnsupported: true },
  ])
})

test('a reaction that was taken back has no emoji', () => {
  const reaction = text({ type: 'reaction', text: undefined, reaction: { message_id: 'wamid.0' } })
  expect(read(change({ contacts, messages: [reaction] }))).toMatchObject([
    { kind: 'reaction', to: 'wamid.0', emoji: null },
  ])
})

test('a place that was sent can be found again', () => {
  const location = { latitude: 29.8, longitude: -95.4, name: 'Home' }
  expect(
    read(change({ contacts, messages: [text({ type: 'location', text: undefined, location })] })),
  ).toMatchObject([
    { kind: 'message', attachments: [{ kind: 'location', url: 'geo:29.8,-95.4', fileName: 'Home' }] },
  ])
})

test('a message without a readable time has that of its coming', () => {
  const [notice] = read(change({ contacts, messages: [text({ timestamp: 'soon' })] }))
  expect(notice).toMatchObject({ kind: 'message' })
  expect(notice && 'at' in notice && notice.at?.toString()).toBe('2026-11-21T15:04:06Z')
})

test('a status goes by the code and not by its words', () => {
  const status = {
    id: 'wamid.0',
    status: 'failed',
    errors: [{ code: 131050, title: 'Re-engagement message' }],
  }
  expect(read(change({ statuses: [status] }))).toMatchObject([
    { kind: 'status', failure: { code: 'marketing_stopped', vendorCode: '131050' } },
  ])
})
