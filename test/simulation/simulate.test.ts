/** The real program over forty days around a night on which the clocks change, with people and faults of one seed. */
import { expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { simulate } from './run.ts'

const SEED = 42

test('forty days with faults break no promise', async () => {
  const database = await testDatabase()
  const { violation, counts, checks } = await simulate({
    connection: database.connection,
    ...{ seed: SEED, start: '2026-10-12T00:00:00Z', days: 40, clinics: 2, contacts: 12 },
    ...{ hasFaults: true, atOnce: 1 },
  }).finally(() => database.drop())
  expect(violation).toBeNull()
  expect(checks.every(({ times }) => times === 40)).toBe(true)
  expect(counts['visits: fulfilled']).toBeGreaterThan(5)
}, 60_000)
