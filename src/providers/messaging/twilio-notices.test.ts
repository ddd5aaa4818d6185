import { expect, test } from 'vitest'
import { readTwilio } from './twilio-notices.ts'

const own = { account_sid: 'AC1', phone_number: '+15125550100', messaging_service_sid: 'MG1' }
const RECEIVED_AT = Temporal.Instant.from('2026-11-21T15:04:06Z')
const MESSAGE = { AccountSid: 'AC1', MessageSid: 'SM1', From: '+15125550147', To: '+15125550100', Body: 'C' }
const STATUS = { AccountSid: 'AC1', MessageSid: 'SM1', From: '+15125550100', To: '+15125550147' }

function read(form: Record<string, string>, url = 'https://foyer.example/webhooks/twilio/1', account = own) {
  const rawBody = Buffer.from(new URLSearchParams(form).toString())
  const contentType = 'application/x-www-form-urlencoded; charset=utf-8'
  const result = readTwilio({ rawBody, contentType, url, receivedAt: RECEIVED_AT }, account)
  return result.ok ? result.notices : []
}

test('a message has the time of its coming, since Twilio tells none', () => {
  const [notice] = read(MESSAGE)
  expect(notice).toMatchObject({ kind: 'message', text: 'C', from: { id: '+15125550147' } })
  expect(notice && 'at' in notice && notice.at?.equals(RECEIVED_AT)).toBe(true)
})

test.each([
  ['another account', { AccountSid: 'AC2' }],
  ['another number', { To: '+15125550999' }],
  ['another service', { To: '+15125550999', MessagingServiceSid: 'MG2' }],
])('what is of %s is kept and followed by nothing', (_, overrides) => {
  expect(read({ ...MESSAGE, ...overrides })).toMatchObject([{ kind: 'ignored' }])
})

test('our own number is ours however it was entered', () => {
  const entered = { ...own, phone_number: '+1 (512) 555-0100' }
  expect(read(MESSAGE, undefined, entered)).toMatchObject([{ kind: 'message' }])
})

test('another number of our own service is ours', () => {
  const shared = { ...MESSAGE, To: '+15125550999', MessagingServiceSid: 'MG1' }
  expect(read(shared)).toMatchObject([{ kind: 'message', thread: { account: '+15125550999' } }])
})

test('YES and CANCEL stay words of the person where Twilio does not say what it made of them', () => {
  for (const Body of ['YES', 'CANCEL'])
    expect(read({ ...MESSAGE, Body })).toMatchObject([{ text: Body, optOut: null }])
  expect(read({ ...MESSAGE, Body: 'STOP', OptOutType: 'STOP' })).toMatchObject([
    { text: 'STOP', optOut: 'stop' },
  ])
})

test('a status belongs to the message that its address names', () => {
  const url = 'https://foyer.example/webhooks/twilio/1?message=msg_1'
  expect(read({ ...STATUS, MessageStatus: 'delivered' }, url)).toMatchObject([
    { kind: 'status', messageId: 'msg_1', status: 'delivered', failure: null },
  ])
})

test.each([
  ['undelivered', '30003', 'unreachable_person'],
  ['failed', '30034', 'account_blocked'],
  ['failed', '99999', 'failed'],
])('%s with %s is %s', (MessageStatus, ErrorCode, code) => {
  expect(read({ ...STATUS, MessageStatus, ErrorCode })).toMatchObject([
    { kind: 'status', status: 'failed', failure: { code, vendorCode: ErrorCode } },
  ])
})

test('a claimed number of attachments makes none', () => {
  expect(read({ ...MESSAGE, NumMedia: '99999999', MediaUrl0: 'https://api.twilio.com/m' })).toMatchObject([
    { attachments: [{ kind: 'other', url: 'https://api.twilio.com/m' }] },
  ])
})
