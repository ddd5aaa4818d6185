import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Evidence, type KnownContact, nameKey, recognize } from './contact.ts'

const ana: Evidence = {
  name: 'Ana Ruiz',
  phone: '+13125550100',
  phoneRaw: '(312) 555-0100',
  email: 'ana@example.com',
}

function contact(contactId: string, overrides: Partial<KnownContact> = {}): KnownContact {
  return { contactId, displayName: 'Ana Ruiz', phones: [], emails: [], ...overrides }
}

describe('recognize', () => {
  test('nobody bears the phone or the e-mail', () => {
    expect(recognize(ana, { byPhone: null, byEmail: null })).toEqual({ is: 'nobody_yet' })
  })

  test('the phone decides', () => {
    const byPhone = contact('p', { phones: ['+13125550100'] })
    expect(recognize(ana, { byPhone, byEmail: null })).toEqual({ is: 'known', contactId: 'p', by: 'phone' })
    expect(recognize(ana, { byPhone, byEmail: byPhone })).toEqual({
      is: 'known',
      contactId: 'p',
      by: 'phone',
    })
  })

  test('without a known phone the e-mail decides', () => {
    const byEmail = contact('e', { emails: ['ana@example.com'] })
    expect(recognize(ana, { byPhone: null, byEmail })).toEqual({ is: 'known', contactId: 'e', by: 'email' })
  })

  test('another name does not make another contact: a mother books for her child', () => {
    const byPhone = contact('p', { displayName: 'Maria Ruiz', phones: ['+13125550100'] })
    expect(recognize(ana, { byPhone, byEmail: null })).toMatchObject({ is: 'known', contactId: 'p' })
  })

  test('two contacts of one name, each with what the other lacks, are two halves of one person', () => {
    const byPhone = contact('p', { phones: ['+13125550100'], displayName: 'ANA  RUÍZ' })
    const byEmail = contact('e', { emails: ['ana@example.com'] })
    expect(recognize(ana, { byPhone, byEmail })).toEqual({
      is: 'two_halves',
      contactId: 'p',
      otherContactId: 'e',
    })
  })

  test.each([
    ['another name', { displayName: 'Bo Li', emails: ['ana@example.com'] }],
    ['a phone of their own', { emails: ['ana@example.com'], phones: ['+13125550199'] }],
  ])('phone and e-mail of two people, the second with %s, are for staff to decide', (_, second) => {
    const byPhone = contact('p', { phones: ['+13125550100'] })
    expect(recognize(ana, { byPhone, byEmail: contact('e', second) })).toEqual({
      is: 'conflict',
      phoneContactId: 'p',
      emailContactId: 'e',
    })
  })
})

describe('nameKey', () => {
  test.each([
    ['José  García', 'jose garcia'],
    ['jose garcia', 'jose garcia'],
    ["O'Brien, Mary", 'o brien mary'],
    ['مريم', 'مريم'],
    ['🌸', '🌸'],
    ['   ', '?'],
  ])('%j → %j', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })

  test('is never empty and settles at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const key = nameKey(name)
        expect(key).not.toBe('')
        expect(nameKey(key)).toBe(key)
      }),
    )
  })
})
