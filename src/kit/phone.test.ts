import fc from 'fast-check'
import { getCountries } from 'libphonenumber-js'
import { expect, test } from 'vitest'
import { isE164, normalizePhone } from './phone.ts'

const e164 = (raw: string, country = 'US') => normalizePhone(raw, country).e164
const warning = (raw: string, country = 'US') => normalizePhone(raw, country).warning

// REQUIREMENTS D2 names these two.
test('what has the shape is never refused', () => {
  expect(e164('+1-555-123-4567')).toBe('+15551234567')
  expect(normalizePhone('+1234567890', 'US')).toEqual({
    e164: '+1234567890',
    warning: 'not_a_possible_number',
  })
  expect(e164('+999 123 456 789')).toBe('+999123456789')
})

test.each([
  ['(213) 373-4253', 'US', '+12133734253'],
  ['0555 123 45 67', 'TR', '+905551234567'],
  ['555 123 45 67', 'tr', '+905551234567'],
  ['8 912 345-67-89', 'RU', '+79123456789'],
  ['030/901820', 'DE', '+4930901820'],
])('the national number %s belongs to the country of the clinic (%s)', (raw, country, expected) => {
  expect(normalizePhone(raw, country)).toEqual({ e164: expected, warning: 'assumed_country' })
})

test.each([
  ['00 44 20 7946 0958', '+442079460958'],
  ['+0044 20 7946 0958', '+442079460958'],
  ['011 44 20 7946 0958', '+442079460958'],
  ['(+44) 20 7946 0958', '+442079460958'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['0044 (0) 20 7946 0958', '+442079460958'],
  ['+44 020 7946 0958', '+442079460958'],
  ['+34 (0)91 123 45 67', '+34911234567'],
  ['+39 (0)6 698 12345', '+390669812345'],
  ['+44\u00a020\u20117946\u20130958', '+442079460958'],
  ['\u202a+44 20 7946 0958\u202c', '+442079460958'],
  ['📞 +44 20 7946 0958', '+442079460958'],
  ['＋４４ ２０ ７９４６ ０９５８', '+442079460958'],
  ['+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨', '+442079460958'],
  ['+۴۴ ۲۰ ۷۹۴۶ ۰۹۵۸', '+442079460958'],
  ['+४४ २० ७९४६ ०९५८', '+442079460958'],
  ['tel:+44-20-7946-0958', '+442079460958'],
  ['tel:%2B442079460958', '+442079460958'],
  ['TEL: +44 20 7946 0958', '+442079460958'],
  ['tel:20-7946-0958;phone-context=+44', '+442079460958'],
  ['whatsapp:+442079460958', '+442079460958'],
  ['sms://+442079460958', '+442079460958'],
])('%s is read without a warning', (raw, expected) => {
  expect(normalizePhone(raw, 'US')).toEqual({ e164: expected, warning: null })
})

test.each(['x12', ' ext. 12', ' extension 12', ';ext=12', ' #12', ',,12#', ' dahili 12', ' доб. 12'])(
  'the extension "%s" is dropped with a warning',
  (extension) => {
    expect(normalizePhone(`+1 213 373 4253${extension}`, 'TR')).toEqual({
      e164: '+12133734253',
      warning: 'extension_dropped',
    })
  },
)

test('a number that lacks only its + is taken as international', () => {
  expect(normalizePhone('905551234567', 'US')).toEqual({
    e164: '+905551234567',
    warning: 'assumed_international',
  })
  expect(normalizePhone('905551234567', 'TR')).toEqual({ e164: '+905551234567', warning: 'assumed_country' })
})

test.each([
  ...[
    '',
    ' ',
    '+',
    '()',
    'x12',
    'ext',
    'Ana',
    'none',
    '12',
    '+1',
    '+0',
    '00',
    '911',
    '\0',
    '+1 213 373 4253\0',
  ],
  ...['24 Main Street, 34710 Istanbul', 'https://meet.example/5551234567', '5551234567@example.com'],
  ...['2026-10-25 10:30', 'call +1 213 373 4253 please', '+1 213 373 4253, +1 213 373 4254', '-5551234567e3'],
])('%j is no phone number', (raw) => {
  expect(normalizePhone(raw, 'US')).toEqual({ e164: null, warning: 'not_a_number' })
})

test('what is too long is refused, fast', () => {
  expect(warning('+1234567890123456')).toBe('too_long')
  expect(warning('5551234567'.repeat(3))).toBe('too_long')
  const started = performance.now()
  for (const unit of ['1', '(', '٣', ';a=', 'x1', ' ']) expect(warning(unit.repeat(10_000))).toBe('too_long')
  expect(performance.now() - started).toBeLessThan(50)
})

test('a national number needs a country, an international one does not', () => {
  expect(normalizePhone('5551234567', 'XX')).toEqual({ e164: null, warning: 'unknown_country' })
  expect(normalizePhone('5551234567', '')).toEqual({ e164: null, warning: 'unknown_country' })
  expect(e164('+442079460958', '')).toBe('+442079460958')
})

const countries = fc.constantFrom(...getCountries(), '', 'XX')
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 18 })
const numbers = fc
  .tuple(fc.constantFrom('', '+', '00', '+0', 'tel:', '(0)'), digits, fc.constantFrom('', 'x12', '(0)1'))
  .map((parts) => parts.join(''))
const texts = fc.oneof(
  ...[fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }), numbers],
  fc.string({ unit: fc.constantFrom(...'+0123456789()-. ;=#x٣０', '\ud800', '\0', '1️⃣'), maxLength: 40 }),
)

test('any text gives the shape or null with a warning, and never throws', () => {
  fc.assert(
    fc.property(texts, countries, (raw, country) => {
      const phone = normalizePhone(raw, country)
      expect(phone.e164 === null || isE164(phone.e164)).toBe(true)
      if (phone.e164 === null) expect(phone.warning).not.toBeNull()
    }),
    { numRuns: 3_000 },
  )
})

test('a result given again stays as it is, whatever the country', () => {
  fc.assert(
    fc.property(numbers, countries, countries, (raw, country, another) => {
      const phone = e164(raw, country)
      if (phone) expect(e164(phone, another)).toBe(phone)
    }),
    { numRuns: 10_000 },
  )
})

test('whatever has the shape is accepted', () => {
  const shaped = fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 14 }),
    )
    .map(([first, rest]) => `+${first}${rest}`)
  fc.assert(
    fc.property(shaped, countries, (raw, country) => e164(raw, country) !== null),
    { numRuns: 10_000 },
  )
})
