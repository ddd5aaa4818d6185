import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyTwilio } from './twilio-signature.ts'

const TOKEN = '12345678901234567890123456789012'
const FORM = 'application/x-www-form-urlencoded'

function request(options: { url: string; body?: string; contentType?: string; signature?: string }) {
  const { url, body = '', contentType = FORM, signature } = options
  return {
    ...{ url, contentType, rawBody: Buffer.from(body) },
    headers: { 'x-twilio-signature': signature },
  }
}

// Twilio, “Validating requests”, the worked example.
const EXAMPLE = {
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  body: 'To=%2B18005551212&CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030',
  signature: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
}

test('Twilio’s own example verifies, in whatever order its parameters come', () => {
  expect(verifyTwilio('12345', request(EXAMPLE))).toBe(true)
})

test.each([
  ['another token', '12346', {}],
  ['a changed parameter', '12345', { body: EXAMPLE.body.replace('1234&', '1235&') }],
  ['a parameter more', '12345', { body: `${EXAMPLE.body}&Extra=` }],
  ['an address without its query', '12345', { url: 'https://mycompany.com/myapp.php' }],
  ['no signature', '12345', { signature: undefined }],
  ['no token at all', '', {}],
])('%s does not verify', (_, token, changes) => {
  expect(verifyTwilio(token, request({ ...EXAMPLE, ...changes }))).toBe(false)
})

test('a repeated parameter counts with its distinct values, sorted', () => {
  const url = 'https://fd.example/hooks/twilio/sms?t=tn_01J9Z'
  const signature = 'mkCZP7TCFX0b2PaJZgmp/tqoZ8Y='
  expect(verifyTwilio(TOKEN, request({ url, signature, body: 'MediaUrl=b&X=1&MediaUrl=a&MediaUrl=a' }))).toBe(
    true,
  )
})

test('a JSON body is vouched for by its hash in the signed address', () => {
  const url =
    'https://fd.example/hooks/twilio/sms?t=tn_01J9Z&bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'
  const signed = { url, contentType: 'application/json', signature: 'La7ZWDqKdCU8U/Tk2gxO0RE1DZU=' }
  expect(createHash('sha256').update('{"a":1}').digest('hex')).toBe(url.split('bodySHA256=')[1])
  expect(verifyTwilio(TOKEN, request({ ...signed, body: '{"a":1}' }))).toBe(true)
  expect(verifyTwilio(TOKEN, request({ ...signed, body: '{"a":2}' }))).toBe(false)
})

test('the default port may be written or not, another port is another address', () => {
  const withPort = EXAMPLE.url.replace('mycompany.com', 'mycompany.com:443')
  expect(verifyTwilio('12345', request({ ...EXAMPLE, url: withPort }))).toBe(true)
  const elsewhere = EXAMPLE.url.replace('mycompany.com', 'mycompany.com:8443')
  expect(verifyTwilio('12345', request({ ...EXAMPLE, url: elsewhere }))).toBe(false)
})
