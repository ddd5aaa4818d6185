import { describe, expect, test } from 'vitest'
import { WAITS_MS, waitAfter } from './gather.ts'

const message = { text: '', isTap: false, isAsked: false, isUnfinished: false }

describe('how long to wait for more bubbles', () => {
  test.each([
    ['a whole sentence', { text: 'I would like to book a skin check' }, WAITS_MS.complete],
    ['a short bubble', { text: 'Hi' }, WAITS_MS.short],
    ['a short one that ends a sentence', { text: 'Thanks!' }, WAITS_MS.complete],
    ['a short answer to what was asked', { text: 'Ana Ruiz', isAsked: true }, WAITS_MS.complete],
    ['a sentence that goes on', { text: 'I would like to', isUnfinished: true }, WAITS_MS.unfinished],
    ['a tap', { text: 'Yes, book it', isTap: true }, WAITS_MS.tap],
  ])('%s', (_, given, wait) => {
    expect(waitAfter({ ...message, ...given })).toBe(wait)
  })
})
