import { expect, test } from 'vitest'
import { type ApprovedAnswer, answerTo } from './find-approved-answers.ts'

const answer = (more: Partial<ApprovedAnswer>): ApprovedAnswer => ({
  id: 'a',
  serviceId: null,
  questionKind: 'parking',
  question: 'Is there parking?',
  answer: 'Behind the house.',
  language: 'en',
  approvedBy: null,
  approvedAt: null,
  ...more,
})

test('the service’s own answer comes before the clinic’s', () => {
  const answers = [answer({}), answer({ id: 'b', serviceId: 's1', answer: 'In the yard.' })]
  expect(answerTo(answers, { kind: 'parking', serviceId: 's1', language: 'en' })?.id).toBe('b')
  expect(answerTo(answers, { kind: 'parking', serviceId: 's2', language: 'en' })?.id).toBe('a')
})

test('an answer of another language or another service is none', () => {
  const answers = [answer({ language: 'es' }), answer({ serviceId: 's2' })]
  expect(answerTo(answers, { kind: 'parking', serviceId: null, language: 'en' })).toBeUndefined()
})

test('a question in the clinic’s own words is found by the words that it shares', () => {
  const pets = answer({ id: 'pets', questionKind: 'other', question: 'May I bring my dog to the visit?' })
  const asked = { kind: 'other', serviceId: null, language: 'en' }
  expect(answerTo([pets], { ...asked, text: 'Can I bring the dog along to my visit?' })?.id).toBe('pets')
  expect(answerTo([pets], { ...asked, text: 'Do you treat dogs?' })).toBeUndefined()
})
