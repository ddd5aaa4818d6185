/** The real program over six weeks around a night on which the clocks change, with people and faults of one seed. */
import { expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { FAULTS } from './faults.ts'
import { simulate } from './run.ts'

const SEED = 24
const DAYS = 42

/** What has to happen in it, so that no promise is kept by never being tried: names of counts that hold these words. */
const MUST_BE_MET: readonly RegExp[] = [
  /^visits: fulfilled$/,
  /^visits: noshow$/,
  /^visits: cancelled$/,
  /^moved /,
  /^wrote on sms: else$/,
  /^wrote on whatsapp: else$/,
  /: stop$/,
  /: start$/,
  /^form filled in$/,
  /^forms completed$/,
  /^people who turned out to be one$/,
  /^leads gone quiet$/,
  /^lapsed$/,
  /^reached by sms$/,
  /^reached by email$/,
  /^reached by whatsapp$/,
  /^step of no_show_note: sent$/,
  /^step of (no_show_recovery|lapsed): sent$/,
  /^step of warm_lead: sent$/,
  /^sequences ended by appointment\.booked$/,
  /^sequences ended by message\.received$/,
  /^step of .*: cancelled contact\.consent_changed$/,
  /^sent on the second try or later by sms$/,
  /^sent on the second try or later by email$/,
  ...FAULTS.map((fault) => new RegExp(`^fault: ${fault}$`)),
]

test('six weeks with faults break no promise', async () => {
  const database = await testDatabase()
  const { violation, counts, checks } = await simulate({
    connection: database.connection,
    ...{ seed: SEED, start: '2026-10-12T00:00:00Z', days: DAYS, clinics: 2, contacts: 14 },
    ...{ faults: 8, unrest: 2, atOnce: 1 },
  }).finally(() => database.drop())
  expect(violation).toBeNull()
  const met = (name: RegExp) => Object.entries(counts).some(([what, times]) => name.test(what) && times > 0)
  expect(MUST_BE_MET.filter((name) => !met(name))).toEqual([])
  for (const { sentence, times, things } of checks) {
    expect(times, sentence).toBe(DAYS)
    expect(things, sentence).toBeGreaterThan(0)
  }
}, 180_000)

test('a seed repeats every step, who is held out among them', async () => {
  const digests: string[] = []
  for (const seed of [5, 5, 6]) {
    const database = await testDatabase()
    const { digest, violation } = await simulate({
      connection: database.connection,
      ...{ seed, start: '2026-10-29T00:00:00Z', days: 5, clinics: 2, contacts: 5 },
      ...{ faults: 8, unrest: 2, atOnce: 1 },
    }).finally(() => database.drop())
    expect(violation).toBeNull()
    digests.push(digest)
  }
  const [one, again, other] = digests
  expect(again).toBe(one)
  expect(other).not.toBe(one)
}, 120_000)
