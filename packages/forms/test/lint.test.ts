import { describe, expect, test } from 'vitest'
import { EXTENSIONS, type Item, lintQuestionnaire } from '../src/index.ts'

const lint = (item: Item[], languages: string[] = []) =>
  lintQuestionnaire({ resourceType: 'Questionnaire', status: 'draft', item }, { languages })
const q = (more: Partial<Item> & { linkId: string }): Item => ({
  type: 'string',
  text: 'A question',
  ...more,
})

describe('refuses', () => {
  const cases: [string, Item[], code: string][] = [
    ['no questions', [], 'empty'],
    ['two of one name', [q({ linkId: 'a' }), q({ linkId: 'a' })], 'duplicate_link_id'],
    [
      'a condition on nothing',
      [q({ linkId: 'a', enableWhen: [{ question: 'b', operator: 'exists', answerBoolean: true }] })],
      'unknown_question',
    ],
    [
      'a condition on itself',
      [q({ linkId: 'a', enableWhen: [{ question: 'a', operator: 'exists', answerBoolean: true }] })],
      'circle',
    ],
    [
      'a group that waits for what stands in it',
      [
        {
          linkId: 'g',
          type: 'group',
          item: [q({ linkId: 'a' })],
          enableWhen: [{ question: 'a', operator: 'exists', answerBoolean: true }],
        },
      ],
      'circle',
    ],
    [
      'a circle of three, one of them through its group',
      [
        q({ linkId: 'a', enableWhen: [{ question: 'c', operator: 'exists', answerBoolean: true }] }),
        {
          linkId: 'g',
          type: 'group',
          enableWhen: [{ question: 'a', operator: 'exists', answerBoolean: true }],
          item: [q({ linkId: 'b' })],
        },
        q({ linkId: 'c', enableWhen: [{ question: 'b', operator: 'exists', answerBoolean: true }] }),
      ],
      'circle',
    ],
    [
      'a condition of another kind',
      [
        q({ linkId: 'a', type: 'boolean' }),
        q({ linkId: 'b', enableWhen: [{ question: 'a', operator: '=', answerString: 'yes' }] }),
      ],
      'condition',
    ],
    [
      'more than yes',
      [
        q({ linkId: 'a', type: 'boolean' }),
        q({ linkId: 'b', enableWhen: [{ question: 'a', operator: '>', answerBoolean: true }] }),
      ],
      'condition',
    ],
    [
      'two conditions that do not say whether both must hold',
      [
        q({ linkId: 'a' }),
        q({
          linkId: 'b',
          enableWhen: [
            { question: 'a', operator: 'exists', answerBoolean: true },
            { question: 'a', operator: '=', answerString: 'x' },
          ],
        }),
      ],
      'enable_behavior',
    ],
    ['a choice of nothing', [q({ linkId: 'a', type: 'choice' })], 'no_options'],
    ['options of a text', [q({ linkId: 'a', answerOption: [{ valueString: 'x' }] })], 'options'],
    [
      'somebody else’s value set',
      [q({ linkId: 'a', type: 'choice', answerValueSet: 'http://x.example' })],
      'value_set',
    ],
    ['an empty group', [{ linkId: 'g', type: 'group' }], 'empty_group'],
    [
      'a text that is required',
      [{ linkId: 'd', type: 'display', text: 'Read', required: true }],
      'display_asks',
    ],
    [
      'two answers to begin with',
      [q({ linkId: 'a', initial: [{ valueString: 'x' }, { valueString: 'y' }] })],
      'initial',
    ],
    ['a longest number', [q({ linkId: 'a', type: 'integer', maxLength: 3 })], 'max_length'],
    ['a question without words', [q({ linkId: 'a', text: '' })], 'no_text'],
    [
      'a type that cannot be asked',
      [q({ linkId: 'a', type: 'reference' as Item['type'] })],
      'unsupported_type',
    ],
    ['consent by a word', [q({ linkId: 'a', extension: [{ url: EXTENSIONS.consent }] })], 'consent'],
    [
      'a signature that is no file',
      [q({ linkId: 'a', extension: [{ url: EXTENSIONS.signature }] })],
      'signature',
    ],
  ]
  test.each(cases)('%s', (_, items, code) => {
    const errors = lint(items).filter(({ severity }) => severity === 'error')
    expect(errors.map((each) => each.code)).toContain(code)
    for (const { detail } of errors) expect(detail).toMatch(/^[A-Z].{8,}$/)
  })
})

test('what has no words in a language is a warning', () => {
  const _text = {
    extension: [
      {
        url: EXTENSIONS.translation,
        extension: [
          { url: 'lang', valueCode: 'es' },
          { url: 'content', valueString: 'Una pregunta' },
        ],
      },
    ],
  }
  expect(lint([q({ linkId: 'a', _text }), q({ linkId: 'b' })], ['es'])).toMatchObject([
    { severity: 'warning', code: 'not_translated', linkId: 'b' },
  ])
})
