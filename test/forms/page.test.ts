import { Script } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { formScript } from '../../apps/forms/form.gen.ts'
import { formScriptBytes, formStyle } from '../../src/http/public/form-assets.ts'
import { PAGE_TEXTS } from '../../src/http/public/form-texts.ts'

test.each(['en', 'es'])('script, style and words in %s are at most 12 KiB over the wire', (language) => {
  const at = language === 'es' ? 1 : 0
  const words = JSON.stringify(
    Object.fromEntries(Object.entries(PAGE_TEXTS).map(([key, text]) => [key, text[at]])),
  )
  const bytes = formScriptBytes + gzipSync(formStyle + words, { level: 9 }).byteLength
  expect(bytes).toBeLessThanOrEqual(12 * 1024)
})

test('the script is one that a browser reads, and needs nothing else', () => {
  expect(() => new Script(formScript)).not.toThrow()
  expect(formScript).not.toMatch(/\bimport\b|innerHTML|\beval\b|new Function/)
})

test('every word of the page has its gaps in both languages', () => {
  for (const [key, [en, es]] of Object.entries(PAGE_TEXTS)) {
    const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted()
    expect(gaps(es), key).toEqual(gaps(en))
  }
})
