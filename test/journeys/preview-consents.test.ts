/** What the preview says of a step is what becomes of it, whatever a person has agreed to or stopped, by purpose, channel and number. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { CHANNELS, type Channel, PURPOSES, type Purpose } from '../../src/desk/outreach/message.ts'
import { system } from '../../src/kit/events.ts'
import type { Body } from '../calcom.ts'
import { openWays, type Ways } from './ways.ts'
import { message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())

const entry = fc.record({
  purpose: fc.constantFrom('all' as const, ...PURPOSES),
  channel: fc.constantFrom('all' as const, ...CHANNELS.filter((channel) => channel !== 'other')),
  state: fc.constantFrom('granted' as const, 'withdrawn' as const),
  /** Said from the number alone: it counts for what goes there. */
  isOfNumber: fc.boolean(),
  /** A bare START lifts a STOP and agrees to nothing. */
  textShown: fc.constantFrom('Yes, write to me.', undefined),
})

interface World {
  consents: {
    purpose: 'all' | Purpose
    channel: 'all' | Channel
    state: 'granted' | 'withdrawn'
    isOfNumber: boolean
    textShown: string | undefined
  }[]
  purpose: 'care' | 'marketing'
  reach: 'both' | 'phone' | 'email'
  only: readonly Channel[] | undefined
}

const world: fc.Arbitrary<World> = fc.record({
  consents: fc.array(entry, { maxLength: 5 }),
  purpose: fc.constantFrom('care' as const, 'marketing' as const),
  reach: fc.constantFrom('both' as const, 'phone' as const, 'email' as const),
  only: fc.constantFrom<World['only']>(undefined, ['sms'], ['email', 'sms']),
})

let runs = 0

/** One person's step, foreseen and then taken. */
async function live({ consents, purpose, reach, only }: World) {
  runs += 1
  const key = `foreseen_${runs}`
  await ways.beginDay()
  const person = await ways.person({
    ...(reach === 'email' ? { phone: null } : {}),
    ...(reach === 'phone' ? { email: null } : {}),
  })
  const { contactId, phone } = person
  for (const { isOfNumber, textShown, ...consent } of consents) {
    await ways.inClinic((tx) =>
      recordConsent(tx, system, {
        ...{ contactId, source: 'test', ...consent, ...(textShown ? { textShown } : {}) },
        ...(isOfNumber && phone ? { phone } : {}),
      }),
    )
  }
  const step = message('hello', { offset: { hours: 2 }, ...(only ? { channels: [...only] } : {}) })
  await ways.journey({ purpose, steps: [step] }, key)
  await ways.begin(contactId, key)
  const read = async (): Promise<Body> => {
    const { body } = await ways.desk.api('GET', `/api/contacts/${contactId}/steps`)
    return body.steps[0]
  }
  const foreseen = await read()
  await ways.due()
  const told = await ways.told(contactId)
  return { foreseen, ended: await read(), last: told.at(-1) }
}

test('preview and verdict agree for any consents', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async (one) => {
      const { foreseen, ended, last } = await live(one)
      if (foreseen.obstacle) {
        expect(ended).toMatchObject({ status: 'skipped', reason: foreseen.obstacle })
        expect(last?.status ?? 'none').not.toBe('sent')
      } else {
        expect(ended.status).toBe('sent')
        expect(last).toMatchObject({ channel: foreseen.preview.channel, body: foreseen.preview.body })
      }
    }),
    { numRuns: process.env.FOYER_DEEP ? 400 : 40, seed: 20_261_121 },
  )
})

test('a STOP that came from a number counts in the preview for what goes to that number, and mail goes on', async () => {
  const stop = {
    purpose: 'all',
    channel: 'all',
    state: 'withdrawn',
    isOfNumber: true,
    textShown: undefined,
  } as const
  const by = { consents: [stop], purpose: 'care' as const, only: undefined }
  const both = await live({ ...by, reach: 'both' })
  expect(both.foreseen).toMatchObject({ obstacle: null, preview: { channel: 'email' } })
  const phone = await live({ ...by, reach: 'phone' })
  expect(phone.foreseen).toMatchObject({ obstacle: 'opted_out', preview: { channel: 'sms' } })
})
