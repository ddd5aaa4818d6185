import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogueOf, LANGUAGES, type Phrase, speakTo, type Text } from './language.ts'

const english = catalogueOf('en')
const clinic = { locale: 'en-US', country: 'US' }

const gapsOf = (text: Text | undefined) =>
  [...JSON.stringify(text ?? '').matchAll(/\{(\w+)\}/g)]
    .map(([, gap]) => gap)
    .filter((gap, i, all) => all.indexOf(gap) === i)
    .sort()

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the catalogue %s', (language) => {
  const catalogue = catalogueOf(language)

  test('has every phrase and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort())
  })

  test('has the same gaps, and every plural form of its language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [phrase, text] of Object.entries(catalogue) as [Phrase, Text][]) {
      expect(gapsOf(text), phrase).toEqual(gapsOf(english[phrase]))
      if (typeof text !== 'string')
        expect(
          forms.filter((form) => form !== 'many' && !text[form]),
          phrase,
        ).toEqual([])
    }
  })
})

test('every phrase is used', () => {
  const source = globSync(join(import.meta.dirname, '*.ts'), { exclude: (name) => name.endsWith('.test.ts') })
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const built = /^(status|mode|done|offer)_/
  const unused = Object.keys(english).filter(
    (phrase) => !built.test(phrase) && !source.includes(`'${phrase}'`),
  )
  expect(unused).toEqual([])
})

test('a number chooses its form, in any language', () => {
  const speech = speakTo({ chosen: 'en', acceptLanguage: null, clinic })
  expect(speech.say('seats_left', { count: 1 })).toBe('1 place left')
  expect(speech.say('seats_left', { count: 0 })).toBe('0 places left')
})

test('a gap is filled once: what is put in stays as it is', () => {
  const speech = speakTo({ chosen: 'en', acceptLanguage: null, clinic })
  expect(speech.say('what_happens', { x: 'y' })).not.toContain('{')
  expect(speech.say('call', { phone: '{phone} $& {x}' })).toBe('Call {phone} $& {x}')
})

test.each([
  [null, 'de-DE,de;q=0.9', { locale: 'es-MX', country: 'MX' }, 'es-MX'],
  [null, null, { locale: 'fr-FR', country: 'FR' }, 'en-FR'],
  ['es', 'en-US', { locale: 'en-US', country: 'US' }, 'es-US'],
  ['es', 'es-AR,en', { locale: 'en-US', country: 'US' }, 'es-AR'],
  ['__proto__', null, { locale: 'en-US', country: 'US' }, 'en-US'],
])('chosen %s, browser %s, clinic %o: %s', (chosen, acceptLanguage, home, locale) => {
  expect(speakTo({ chosen, acceptLanguage, clinic: home }).locale).toBe(locale)
})
