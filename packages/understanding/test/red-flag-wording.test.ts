import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findRedFlag } from '../src/index.ts'

const linesOf = (file: string) =>
  readFileSync(path.join(import.meta.dirname, 'wording', file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('# '))

const emergencies = linesOf('emergencies.txt')
const calm = linesOf('calm.txt')

/** Calm, and taken for an emergency all the same: the price of hearing the others. */
const alarmedInVain = [
  'my lips look white in the photo because of the flash, is the filler even',
  'is it normal to have white bumps inside the lip after filler',
  'I fell last month and chipped a tooth, can you fix it',
  'que pasa si se me cae el parpado con el botox',
]

describe('an emergency in a patient’s own words', () => {
  test.each(emergencies)('%s', (text) => {
    expect(findRedFlag(text)).not.toBeNull()
  })

  test.each([
    'hi quick question, ',
    'is it normal that ',
    'should i be worried, ',
    'i had filler last month and ',
    'idk if this is normal but ',
    'disculpe la molestia, ',
    'hello. i had a treatment with you last week. ',
  ])('%s… asks politely and is heard all the same', (opening) => {
    const missed = emergencies.filter((text) => findRedFlag(opening + text) === null)
    expect(missed.length / emergencies.length).toBeLessThanOrEqual(0.01)
  })

  test.each([' is that normal?', ' should i come in?', ' es normal?', ' que hago?'])(
    '…%s is about oneself',
    (question) => {
      const missed = emergencies.filter((text) => findRedFlag(text + question) === null)
      expect(missed.length / emergencies.length).toBeLessThanOrEqual(0.01)
    },
  )
})

describe('an emergency’s words in a calm message', () => {
  test.each(calm.filter((text) => !alarmedInVain.includes(text)))('%s', (text) => {
    expect(findRedFlag(text)).toBeNull()
  })

  test('alarm in vain where we know of it, and seldom', () => {
    expect(calm.filter((text) => findRedFlag(text) !== null).sort()).toEqual([...alarmedInVain].sort())
    expect(alarmedInVain.length / calm.length).toBeLessThanOrEqual(0.03)
  })
})
