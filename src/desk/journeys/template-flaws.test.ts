import { expect, test } from 'vitest'
import type { VendorTemplate } from '../connections/vendor-template.ts'
import type { Step } from './definition.ts'
import { templateFlaws } from './template-flaws.ts'

const known = (change: Partial<VendorTemplate> = {}): VendorTemplate => ({
  ...{ name: 'see_you', language: 'en_US', category: 'utility', status: 'approved', reason: null },
  ...{ pattern: 'Hello {{1}}, see you.', gaps: ['1'], isNamed: false, needs: null },
  ...change,
})
const step = (parameters: string[], template = 'see_you'): Step => ({
  ...{ do: 'notice', key: 'remind', offset: { days: -1 }, template: 'reminder' },
  whatsapp: { template, parameters },
})
const said = (
  steps: Step[],
  list: VendorTemplate[],
  purpose: 'transactional' | 'marketing' = 'transactional',
) => templateFlaws({ steps, purpose }, list).map(({ path, message }) => `${path.join('.')}: ${message}`)

test('what is approved in a language of patients, with as many gaps as are filled, has no flaw', () => {
  expect(said([step(['{{first_name}}'])], [known(), known({ language: 'es' })])).toEqual([])
  expect(said([step(['{{first_name}}'])], [known({ language: 'es_MX' })])).toEqual([])
})

test.each([
  ['is unknown', step(['x'], 'gone'), [known()], 'template: WhatsApp has no template called gone'],
  ['is not approved', step(['x']), [known({ status: 'rejected' })], 'template: see_you is not approved'],
  ['has a header to fill', step(['x']), [known({ needs: 'header' })], 'template: see_you is not approved'],
  ['is of no language of patients', step(['x']), [known({ language: 'pt_BR' })], 'approved in pt_BR alone'],
  [
    'has no gap',
    step(['x']),
    [known({ gaps: [] })],
    'parameters: see_you has 0 gaps in en_US, and 1 are filled',
  ],
  [
    'has more gaps in one language than in the other',
    step(['x']),
    [known(), known({ language: 'es', gaps: ['1', '2'] })],
    'parameters: see_you has 2 gaps in es',
  ],
  ['is for marketing', step(['x']), [known({ category: 'marketing' })], 'approved for marketing'],
])('a template that %s is told at its member', (_, one, list, flaw) => {
  expect(said([one], list)).toEqual([expect.stringContaining(flaw)])
  expect(said([step(['x']), one], [...list, known({ name: 'other' })]).at(-1)).toContain('steps.1.whatsapp')
})

test('one for utility carries no advertising', () => {
  expect(said([step(['x'])], [known()], 'marketing')).toEqual([expect.stringContaining('no advertising')])
})
