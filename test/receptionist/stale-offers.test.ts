/** A model may repeat an offer as long as it holds: what somebody else has taken since is free in nobody's words. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { openChat } from './chat.ts'
import { type AnsweringClinic, furnish } from './clinic.ts'
import { resultsIn, scriptedModel } from './scripted-model.ts'

let desk: TestDesk
let clinic: AnsweringClinic
beforeAll(async () => {
  desk = await openDesk({ env: { ROLE: 'web' } })
  clinic = await furnish(desk)
})
afterAll(() => desk.close())

test('an offer of before is repeated while it is free, and not once it is taken', async () => {
  let claim = ''
  const model = scriptedModel(() => claim)
  const id = 'visitor-of-stale-offers'
  const byRules = await openChat(desk, { id })
  await byRules.say('a skin check on december 1 in the morning, please')
  const { memory } = await byRules.row()
  const chat = await openChat(desk, { id, model })
  const [first] = memory.offer.options as { start: string }[]
  const startAt = Temporal.PlainDateTime.from(first?.start ?? '').toZonedDateTime('America/Chicago')
  const time = startAt.toPlainTime().toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' })
  claim = `Tuesday, December 1 at ${time} is free.`
  expect((await chat.say('could you tell me again what you found for me there'))?.body).toContain(claim)
  for (const practitionerId of [clinic.lee, clinic.demir])
    await clinic.cast.book({
      serviceId: clinic.skinCheck,
      startAt: startAt.toInstant(),
      practitionerIds: [practitionerId],
    })
  const after = await chat.say('and once more, what was it that you found for me there')
  expect(model.questions.length).toBe(2)
  expect(after?.body).not.toContain('is free')
})

test('what it looked up in this turn is all that it may call free: a time beside it stays in', async () => {
  let told: string[] = []
  const model = scriptedModel((question) => {
    const [found] = resultsIn(question) as { output: { times: { local: string }[] } }[]
    if (!found) {
      return { calls: [{ name: 'check_availability', input: { service: 'Skin check', from: '2026-12-03' } }] }
    }
    told = found.output.times.map(({ local }) => local)
    return 'We have Thursday, December 3 at 9:00 AM free. We also have Thursday, December 3 at 3:07 AM free.'
  })
  const chat = await openChat(desk, { model })
  const answer = await chat.say('what do you have for a skin check in the week of december 3')
  expect(told).toContain('2026-12-03T09:00')
  expect(answer?.body).toContain('9:00 AM free')
  expect(answer?.body).not.toContain('3:07')
})
