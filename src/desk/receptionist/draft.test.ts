import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDraftText, type DraftNews, gateDraft, readDraftNews, writeDraftNews } from './draft.ts'
import type { GateFacts } from './gate.ts'

function sentencesOf(...pieces: string[]): string {
  const written = createDraftText()
  for (const piece of pieces) written.push(piece)
  return written.sentences()
}

describe('of what a model has written so far', () => {
  test.each([
    ['a sentence counts once the next one begins', 'We are open today. Wha', 'We are open today.'],
    ['one that may go on does not', 'We are open today.', ''],
    ['a title ends none', 'You would see Dr. Lee', ''],
    ['nor does an hour', 'We close at 5 p.m. on', ''],
    ['a line that has ended is whole', 'What is free:\n- Friday\n- Mon', 'What is free:\n- Friday'],
    ['white space that could stand before a tag waits', 'One moment.\n\n', ''],
  ])('%s', (_, text, shown) => {
    expect(sentencesOf(text)).toBe(shown)
  })

  test('nothing counts from the first bracket on, wherever the pieces are cut', () => {
    const says = fc.record({
      before: fc.constantFrom('One moment. ', 'Let me look.\n', 'Here. **', 'Yes. ```json\n', 'Sure. \\'),
      tag: fc.constantFrom(
        '[ACTION:hand_to_human {}]',
        '[[Action: book_appointment {"a":"]"}]]',
        '[ action :x',
        '[ACT[ACTION:x]ION:y]',
        '[RESULT:check_availability {"ok":true}]',
      ),
      behind: fc.constantFrom(' You are booked. See you there. Bye.', '. Done! Anything else? No.', ''),
      sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
    })
    fc.assert(
      fc.property(says, ({ before, tag, behind, sizes }) => {
        const text = `Good morning. ${before}${tag}${behind}`
        const written = createDraftText()
        for (let at = 0, i = 0; at < text.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1
          written.push(text.slice(at, at + size))
          at += size
          expect(`Good morning. ${before}`).toContain(written.sentences())
          expect(written.sentences()).not.toMatch(/[[*`\\]|action/i)
        }
        expect(written.sentences()).toMatch(/^Good morning\./)
      }),
      { numRuns: 500 },
    )
  })
})

test('of a long answer the beginning is drafted', () => {
  const shown = sentencesOf(...Array.from({ length: 200 }, () => 'This is a sentence of the model. '))
  expect(shown.length).toBeGreaterThan(1_400)
  expect(shown.length).toBeLessThan(1_600)
})

const FRIDAY = Temporal.Instant.from('2026-11-27T21:00:00Z')
const facts: GateFacts = {
  now: Temporal.Instant.from('2026-11-23T15:00:00Z'),
  timeZone: 'America/Chicago',
  channel: 'widget',
  facts: [{ deed: 'booked', startAt: FRIDAY }],
  links: [],
  prices: [],
  freeServices: [],
  addresses: [],
  numbers: [],
  approved: [],
  secret: '',
  isModels: true,
}
const intro = 'This is the automated assistant.'

test('a claim is not drafted, be it true: its message says it', () => {
  const sentences = 'Your visit is booked for Friday at 3 PM. Please bring a photo ID.'
  expect(gateDraft(sentences, { intro: '', facts })).toBe('Please bring a photo ID.')
})

test('the introduction stands first, and alone it is nothing to show', () => {
  expect(gateDraft('Which day suits you?', { intro, facts })).toBe(`${intro}\n\nWhich day suits you?`)
  expect(gateDraft('You are booked!', { intro, facts })).toBe('')
})

test('news goes through a notification as it is, and what is too long for one is not told', () => {
  const news: DraftNews = {
    clinicId: 'c',
    conversationId: 'd',
    draftId: 'e',
    sequence: 3,
    is: 'growing',
    text: '¿Qué día?\n“Viernes” 🦷',
  }
  expect(readDraftNews(writeDraftNews(news) ?? '')).toEqual(news)
  // In bytes, not in letters.
  expect(writeDraftNews({ ...news, text: 'á'.repeat(3_800) })).not.toBeNull()
  expect(writeDraftNews({ ...news, text: 'á'.repeat(3_950) })).toBeNull()
})
