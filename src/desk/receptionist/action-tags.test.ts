import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createActionTagReader, readActionTags } from './action-tags.ts'

function readInPieces(pieces: string[]) {
  const reader = createActionTagReader()
  const shown = pieces.map((piece) => reader.push(piece))
  const { rest, ...whole } = reader.end()
  return { ...whole, shown: [...shown, rest].join('') }
}

describe('action tags in what a model writes', () => {
  test.each<[string, string, string, [string, object][]]>([
    ['a bare name', 'One moment. [ACTION:suggest_booking]', 'One moment.', [['suggest_booking', {}]]],
    [
      'arguments',
      '[ACTION:hold_slot {"at": "2026-11-27T10:00"}]',
      '',
      [['hold_slot', { at: '2026-11-27T10:00' }]],
    ],
    [
      'brackets and braces within the arguments',
      'Ok [ACTION:book {"days":["fri","sat"],"note":"says \\"]\\" and }]","with":{"a":[1,[2]]}}] done',
      'Ok done',
      [['book', { days: ['fri', 'sat'], note: 'says "]" and }]', with: { a: [1, [2]] } }]],
    ],
    [
      'arguments over several lines',
      'A\n[ACTION:book {\n  "day": "fri"\n}]\nB',
      'A\nB',
      [['book', { day: 'fri' }]],
    ],
    [
      'two in a row',
      'A [ACTION:x] [ACTION:y] B',
      'A B',
      [
        ['x', {}],
        ['y', {}],
      ],
    ],
    [
      'two without a blank',
      'A[ACTION:x][ACTION:y]B',
      'AB',
      [
        ['x', {}],
        ['y', {}],
      ],
    ],
    ['a paragraph of its own', 'A.\n\n[ACTION:x]\n\nB.', 'A.\n\nB.', [['x', {}]]],
    ['before a full stop', 'Done [ACTION:x].', 'Done.', [['x', {}]]],
    ['at the very start', '[ACTION:x]  Hello', 'Hello', [['x', {}]]],
    [
      'other cases',
      '[action: BookAppointment] [Action :OPT-OUT]',
      '',
      [
        ['book_appointment', {}],
        ['opt_out', {}],
      ],
    ],
    ['a call in parentheses', '[ACTION:book({"day":"fri"})]', '', [['book', { day: 'fri' }]]],
    ['a second colon', '[ACTION:book: {"day":"fri"}]', '', [['book', { day: 'fri' }]]],
    ['bold', 'Ok **[ACTION:x]** see', 'Ok see', [['x', {}]]],
    ['code', 'Ok `[ACTION:x {"a":1}]` see', 'Ok see', [['x', { a: 1 }]]],
    ['a fence', 'Ok\n```json\n[ACTION:x]\n```\nsee', 'Ok\nsee', [['x', {}]]],
    ['double brackets', 'Ok [[ACTION:x]] see', 'Ok see', [['x', {}]]],
    ['escaped brackets', 'Ok \\[ACTION:x\\] see', 'Ok see', [['x', {}]]],
    ['a name that nobody knows', '[ACTION:delete_all {"sure":true}]', '', [['delete_all', { sure: true }]]],
  ])('%s', (_, written, text, tags) => {
    const named = tags.map(([name, input]) => ({ name, input }))
    expect(readActionTags(written)).toEqual({ text, tags: named, unreadable: 0 })
  })

  test.each<[string, string, string]>([
    ['without a name', 'A [ACTION:] B', 'A B'],
    ['with arguments that are no JSON', 'A [ACTION:book {day: fri}] B', 'A B'],
    ['with a list', 'A [ACTION:book [1,2]] B', 'A B'],
    ['with null', 'A [ACTION:book null] B', 'A B'],
    ['with words', 'A [ACTION:book on friday] B', 'A B'],
    ['whose string never ends', 'A [ACTION:book {"day":"fri}] B', 'A B'],
    ['whose brace never ends', 'A [ACTION:book {"day":"fri"] B', 'A B'],
    ['that the end of the text cuts off', 'A [ACTION:book {"day":"fr', 'A'],
    ['cut off in its name', 'A [ACTION:bo', 'A'],
  ])('a tag %s is cut out and does nothing', (_, written, text) => {
    expect(readActionTags(written)).toEqual({ text, tags: [], unreadable: 1 })
  })

  test.each([
    'Your options: [1] Friday, [2] Monday.',
    'Take action: call us. [Call to action: none]',
    'A list:\n* one\n* two_three\n`code` **bold** [link](https://example.com)',
    'ends with a bracket [',
    'ends half way [ACT',
    'actions [ACTIONS: none]',
  ])('what is no tag stays as it is: %j', (text) => {
    expect(readActionTags(text)).toEqual({ text, tags: [], unreadable: 0 })
  })

  test('text that cannot begin a tag is shown at once', () => {
    const reader = createActionTagReader()
    expect(reader.push('Hello, I am looking')).toBe('Hello, I am looking')
    expect(reader.push(' for you. [')).toBe(' for you.')
    expect(reader.push('1] Friday')).toBe(' [1] Friday')
    expect(reader.push(' [ACTION:x {"a"')).toBe('')
    expect(reader.push(':1}] or Monday')).toBe(' or Monday')
    expect(reader.end()).toEqual({
      ...{ rest: '', text: 'Hello, I am looking for you. [1] Friday or Monday', unreadable: 0 },
      tags: [{ name: 'x', input: { a: 1 } }],
    })
  })

  const tag = fc.oneof(
    fc.constantFrom(
      '[ACTION:x]',
      '**[action: Book {"a":[1,"]"]}]**',
      '[[ACTION:y]]',
      '```\n[ACTION:z]\n```',
      '[ACTION:bad {',
    ),
    fc
      .dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
      .map((input) => `[ACTION:book_appointment ${JSON.stringify(input)}]`),
  )
  const scrap = fc.constantFrom(
    '[',
    '[[',
    '[ACT',
    'ION:',
    'ACTION',
    ':',
    ']',
    '"',
    '\\',
    '{',
    '}',
    '`',
    '**',
    '\n',
    ' ',
    'ok',
    '.',
  )
  const written = fc
    .array(fc.oneof(scrap, tag, fc.string({ maxLength: 8 })), { maxLength: 14 })
    .map((all) => all.join(''))

  test('however a text is cut into pieces, the same is read and the same is shown', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }), (text, sizes) => {
        const pieces: string[] = []
        for (let at = 0, i = 0; at < text.length; i += 1) {
          const size = (sizes[i % sizes.length] as number) + 1
          pieces.push(text.slice(at, at + size))
          at += size
        }
        const { shown, ...cut } = readInPieces(pieces)
        expect(cut).toEqual(readActionTags(text))
        expect(shown.trimEnd()).toBe(cut.text)
      }),
      { numRuns: 3_000 },
    )
  })

  test('no tag is ever shown, not even one that cutting out another would make', () => {
    fc.assert(
      fc.property(written, (text) => {
        const { shown } = readInPieces([...text])
        expect(shown).not.toMatch(/\[\s{0,9}action\s{0,9}:/i)
      }),
      { numRuns: 5_000 },
    )
  })

  test('a long text of blanks and brackets is read in no time', () => {
    const begun = performance.now()
    readActionTags(`${' '.repeat(20_000)}${'['.repeat(20_000)}${'[a'.repeat(10_000)}`)
    readInPieces([...'[action: ['.repeat(300), ...'['.repeat(3_000)])
    expect(performance.now() - begun).toBeLessThan(3_000)
  })
})
