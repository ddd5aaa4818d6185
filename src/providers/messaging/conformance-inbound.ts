import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TestClock } from '../../kit/clock.ts'
import type { MessagingExpectations, MessagingStage } from './conformance.ts'
import type { InboundRequest } from './port.ts'

/** The half of the suite that asks nobody: signatures, ids of deliveries, reading, the handshake. */
export function describeInbound(
  expected: MessagingExpectations,
  current: () => { stage: MessagingStage; clock: TestClock },
) {
  const { vendor } = expected

  test('only the vendor’s own signature over exactly these bytes is taken', () => {
    const { stage, clock } = current()
    const { credentials } = stage
    const request = stage.writes('Hello')
    const { signatureHeader: header } = expected
    const verify = (change: Partial<InboundRequest>, secret = credentials) =>
      vendor.verify(secret, { ...request, ...change }, clock.now())
    expect(verify({})).toBe(true)
    expect(verify({ headers: { ...request.headers, [header]: undefined } })).toBe(false)
    expect(verify({ headers: {} })).toBe(false)
    expect(verify({}, { ...credentials, [expected.secretName]: 'other' })).toBe(false)
    const signature = request.headers[header] ?? ''
    for (const other of ['', 'sha256=', signature.slice(0, -1), `${signature}0`]) {
      expect(verify({ headers: { ...request.headers, [header]: other } }), other).toBe(false)
    }
    fc.assert(
      fc.property(fc.nat(request.rawBody.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const rawBody = Uint8Array.from(request.rawBody)
        rawBody[at] = (rawBody[at] ?? 0) ^ by
        expect(verify({ rawBody })).toBe(isSameForm(request, rawBody))
      }),
    )
  })

  test('no header, however strange, makes verifying throw', () => {
    const { stage, clock } = current()
    const request = stage.writes('Hello')
    const headers = fc.dictionary(
      fc.constantFrom(...Object.keys(request.headers), 'x-other'),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('sha256=é', 'NaN', '-1', '9'.repeat(400))),
    )
    fc.assert(
      fc.property(headers, fc.uint8Array(), (given, rawBody) => {
        const verdict = vendor.verify(stage.credentials, { ...request, headers: given, rawBody }, clock.now())
        expect(verdict).toBe(false)
      }),
    )
  })

  test('a repeated delivery has the same id, another one has another', () => {
    const { stage } = current()
    const request = stage.writes('Hello')
    const id = vendor.deliveryId(request)
    expect(vendor.deliveryId(stage.repeats(request))).toBe(id)
    if (id !== null) expect(vendor.deliveryId(stage.writes('Hello'))).not.toBe(id)
  })

  test('no body makes reading throw, and what cannot be read says why', () => {
    const { stage } = current()
    const request = stage.writes('Hello')
    const types = fc.constantFrom(request.contentType, null, 'text/plain', 'multipart/form-data')
    const body = new TextDecoder().decode(request.rawBody)
    const damaged = fc.tuple(fc.nat(body.length), fc.nat(40), fc.string()).map(([at, length, other]) => {
      return new TextEncoder().encode(body.slice(0, at) + other + body.slice(at + length))
    })
    const anything = fc.json().map((text) => new TextEncoder().encode(text))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), anything, damaged), types, (rawBody, contentType) => {
        const read = vendor.read({ rawBody, contentType, url: request.url })
        if (!read.ok) expect(read.reason.length).toBeGreaterThan(10)
        expect(() => vendor.deliveryId({ headers: {}, rawBody })).not.toThrow()
      }),
      { numRuns: 400 },
    )
  })

  test('NUL, which no database takes as text, is left out of what was written', () => {
    const { stage } = current()
    const read = vendor.read(stage.writes('Fri\u0000day'))
    expect(read).toMatchObject({ notices: [{ text: 'Friday' }] })
  })

  test.runIf(expected.hasHandshake)('the handshake is answered for the right token only', () => {
    const { stage } = current()
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444' }
    const ask = (given: Record<string, string | undefined>) =>
      vendor.handshake?.(stage.credentials, { ...query, ...given })
    const token = stage.credentials.verify_token
    expect(ask({ 'hub.verify_token': token })).toBe('1158201444')
    expect(ask({ 'hub.verify_token': 'wrong' })).toBe(null)
    expect(ask({})).toBe(null)
    expect(ask({ 'hub.verify_token': token, 'hub.mode': 'unsubscribe' })).toBe(null)
    expect(ask({ 'hub.verify_token': token, 'hub.challenge': undefined })).toBe(null)
  })

  test('every credential is described, and its secrets are sealed', () => {
    const { stage } = current()
    const required = vendor.credentialFields.filter(({ isOptional }) => !isOptional)
    expect(Object.keys(stage.credentials)).toEqual(expect.arrayContaining(required.map(({ name }) => name)))
    const isSecret = (wanted: string) => vendor.credentialFields.find(({ name }) => name === wanted)?.isSecret
    expect([isSecret(expected.tokenName), isSecret(expected.secretName)]).toEqual([true, true])
  })
}

/** Whether other bytes of a form say the same: Twilio signs its parameters, not how they are spelled. */
function isSameForm({ rawBody, contentType }: InboundRequest, other: Uint8Array): boolean {
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return false
  const spelled = (bytes: Uint8Array) =>
    JSON.stringify([...new URLSearchParams(Buffer.from(bytes).toString())])
  return spelled(rawBody) === spelled(other)
}
