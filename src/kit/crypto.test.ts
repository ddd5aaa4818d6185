import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyring, equalConstantTime, hmacSha256Hex, SealBroken, sha256Hex } from './crypto.ts'

const OLD = 'the-secret-of-last-year-0123456789'
const NEW = 'the-secret-of-this-year-0123456789'
const CONTEXT = 'clinic:0199:connections.secret'
const keyring = createKeyring({ current: NEW, previous: [OLD] })

const texts = fc.string({ unit: 'binary', maxLength: 300 })

function codeOf(open: () => unknown): string {
  try {
    open()
  } catch (error) {
    if (error instanceof SealBroken) return error.code
    throw error
  }
  return 'opened'
}

test('any Unicode text comes back as it was', () => {
  fc.assert(
    fc.property(texts, fc.string(), (text, context) => {
      expect(keyring.open(keyring.seal(text, context), context)).toBe(text)
    }),
  )
})

test('a sealed value is five parts, and never the same twice', () => {
  const sealed = keyring.seal('', CONTEXT)
  expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{80}\.[\w-]{16}\.[\w-]{22}$/)
  expect(keyring.seal('', CONTEXT)).not.toBe(sealed)
})

test('a value with any bit flipped does not open', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 0, max: 7 }), (text, at, bit) => {
      const [version, keyId, ...parts] = keyring.seal(text, CONTEXT).split('.')
      const bytes = parts.map((part) => Buffer.from(part, 'base64url'))
      const all = Buffer.concat(bytes)
      const index = at % all.length
      all[index] = (all[index] ?? 0) ^ (1 << bit)
      let taken = 0
      const flipped = bytes.map((part) => {
        taken += part.length
        return all.subarray(taken - part.length, taken).toString('base64url')
      })
      expect(codeOf(() => keyring.open([version, keyId, ...flipped].join('.'), CONTEXT))).toBe('seal_altered')
    }),
  )
})

test('a value with any character changed does not open, and the error never holds the text', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (text, at, character) => {
      const sealed = keyring.seal(`content ${text}`, CONTEXT)
      const index = at % sealed.length
      fc.pre(sealed[index] !== character)
      const changed = sealed.slice(0, index) + character + sealed.slice(index + 1)
      expect(() => keyring.open(changed, CONTEXT)).toThrow(SealBroken)
      expect(() => keyring.open(changed, CONTEXT)).not.toThrow('content')
    }),
  )
})

test('a value moved to another place does not open there', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (here, there) => {
      fc.pre(here !== there)
      expect(codeOf(() => keyring.open(keyring.seal('token', here), there))).toBe('seal_altered')
    }),
  )
})

test('parts of two sealed values do not open together', () => {
  const [one, other] = [keyring.seal('one', CONTEXT).split('.'), keyring.seal('two', CONTEXT).split('.')]
  const mixed = [...one.slice(0, 3), ...other.slice(3)].join('.')
  expect(codeOf(() => keyring.open(mixed, CONTEXT))).toBe('seal_altered')
})

test('what was never sealed is refused without repeating it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => codeOf(() => keyring.open(text, CONTEXT)) === 'seal_malformed'),
  )
  expect(() => keyring.open('v1.password.hunter2', CONTEXT)).not.toThrow(/password|hunter2/)
})

test('a text that UTF-8 cannot hold is refused rather than changed', () => {
  expect(() => keyring.seal('\ud800', CONTEXT)).toThrow('lone surrogate')
})

test('rotation: the old opens, is wrapped anew, and then needs no old secret', () => {
  const before = createKeyring({ current: OLD })
  const after = createKeyring({ current: NEW })
  fc.assert(
    fc.property(texts, (text) => {
      const sealed = before.seal(text, CONTEXT)
      expect(keyring.open(sealed, CONTEXT)).toBe(text)
      expect(codeOf(() => after.open(sealed, CONTEXT))).toBe('seal_key_unknown')

      const rewrapped = keyring.rewrap(sealed, CONTEXT)
      expect(rewrapped?.split('.').slice(3)).toEqual(sealed.split('.').slice(3))
      expect(after.open(rewrapped ?? '', CONTEXT)).toBe(text)
      expect(keyring.rewrap(rewrapped ?? '', CONTEXT)).toBeNull()
      expect(codeOf(() => keyring.rewrap(sealed, 'elsewhere'))).toBe('seal_altered')
    }),
    { numRuns: 30 },
  )
})

test('an unknown key is named with its remedy', () => {
  const sealed = createKeyring({ current: OLD }).seal('token', CONTEXT)
  const open = () => createKeyring({ current: NEW }).open(sealed, CONTEXT)
  expect(open).toThrow(`key ${sealed.split('.')[1]}`)
  expect(open).toThrow('FOYER_SECRET_PREVIOUS')
})

test('a signature holds for its label and bytes, also after rotation', () => {
  const signature = createKeyring({ current: OLD }).sign('link', 'contact:1')
  expect(keyring.verify('link', 'contact:1', signature)).toBe(true)
  expect(keyring.verify('link', Buffer.from('contact:1'), signature)).toBe(true)
  expect(keyring.verify('link', 'contact:2', signature)).toBe(false)
  expect(keyring.verify('live', 'contact:1', signature)).toBe(false)
  expect(createKeyring({ current: NEW }).verify('link', 'contact:1', signature)).toBe(false)
  expect(keyring.verify('link', 'contact:1', '')).toBe(false)
})

test('a derived key belongs to one label and one secret', () => {
  expect(keyring.deriveKey('auth')).toHaveLength(32)
  expect(keyring.deriveKey('auth')).toEqual(createKeyring({ current: NEW }).deriveKey('auth'))
  expect(keyring.deriveKey('auth')).not.toEqual(keyring.deriveKey('live'))
  expect(keyring.deriveKey('auth')).not.toEqual(createKeyring({ current: OLD }).deriveKey('auth'))
})

test('a short master secret is refused', () => {
  expect(() => createKeyring({ current: 'short' })).toThrow('32')
  expect(() => createKeyring({ current: NEW, previous: [''] })).toThrow('32')
})

// RFC 4231, test case 2, and FIPS 180-2, appendix B.1.
test('hashes agree with the published vectors', () => {
  expect(hmacSha256Hex('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('texts are equal in constant time exactly where they are equal', () => {
  const any = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  })
  fc.assert(fc.property(any, any, (a, b) => equalConstantTime(a, b) === (a === b) && equalConstantTime(a, a)))
  expect(equalConstantTime('\ud800', '\ud801')).toBe(false)
})
