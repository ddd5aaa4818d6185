/** A number that somebody typed in beside a patient's says STOP (docs/decisions/0023). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { learnIdentifiers } from '../../src/desk/contacts/learn-identifiers.ts'
import { openWays, type Ways } from './ways.ts'
import { enrollmentsOf, message } from './writing.ts'

let ways: Ways
beforeAll(async () => {
  ways = await openWays()
})
afterAll(() => ways.close())

test('the patient’s own care goes on', async () => {
  await ways.journey({ steps: [message('hello', { offset: { hours: 2 } })] })
  const { contactId } = await ways.person()
  const strange = '+13125559999'
  await ways.inClinic((tx) =>
    learnIdentifiers(
      tx,
      { kind: 'integration', id: null },
      { contactId, phone: strange, phoneRaw: strange, email: null, source: 'page' },
    ),
  )
  await ways.begin(contactId)
  await ways.twilio.deliver.text({ from: strange, text: 'STOP' })
  await ways.settle()
  await ways.pass({ hours: 2 })
  await ways.pass({ seconds: 5 })
  expect(await enrollmentsOf(ways.desk, 'care')).toEqual(['done steps_taken'])
}, 60_000)
