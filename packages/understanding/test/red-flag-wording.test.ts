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

/** The lines of many hands that the points were fitted to: held as a whole. */
const told = { emergencies: linesOf('emergencies-told.txt'), calm: linesOf('calm-told.txt') }

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
  test.each(calm)('%s', (text) => {
    expect(findRedFlag(text)).toBeNull()
  })
})

describe('what people told', () => {
  test('alarms where it is an emergency, but for one line in 200', () => {
    const missed = told.emergencies.filter((text) => findRedFlag(text) === null)
    expect(missed.length / told.emergencies.length, missed.join('\n')).toBeLessThanOrEqual(0.005)
  })

  test('rests where it is calm, but for one line in 50', () => {
    const alarmed = told.calm.filter((text) => findRedFlag(text) !== null)
    expect(alarmed.length / told.calm.length, alarmed.join('\n')).toBeLessThanOrEqual(0.02)
  })
})
