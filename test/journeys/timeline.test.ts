/** Every event and what reacted to it is visible (REQUIREMENTS F8), as it was then and not as the story would have it now. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked, timelineOf } from './reading.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

async function bookedEvent(): Promise<{ contactId: string; event: Body }> {
  const { contact } = await booked(desk, calcomBooking().created())
  const [event] = await timelineOf(desk, contact.id, 'appointment.booked')
  return { contactId: contact.id, event: event as Body }
}

const done = { status: 'done', attempts: 1, error: null }

test('an event shows what ran with it and what ran after it', async () => {
  const { event } = await bookedEvent()
  expect(event.has_known_reactions).toBe(true)
  expect(event.reactions).toEqual([
    { reactor: 'keepPlace', when: 'with', ...done },
    { reactor: 'stopJourneysOnExit', when: 'with', ...done },
    { reactor: 'advanceWaitingJourneys', when: 'with', ...done },
    { reactor: 'startJourneys', when: 'with', ...done },
    { reactor: 'sendConfirmation', when: 'then', ...done },
  ])
})

test('it is kept in the event itself, so another story changes no past', async () => {
  const { contactId, event } = await bookedEvent()
  await desk.rows(
    `update events set handlers = '{countHeads}', reactors = '{sendConfirmation,callTheTaxi}' where id = $1`,
    [event.id],
  )
  const [changed] = await timelineOf(desk, contactId, 'appointment.booked')
  expect(changed?.reactions).toEqual([
    { reactor: 'countHeads', when: 'with', ...done },
    { reactor: 'sendConfirmation', when: 'then', ...done },
    { reactor: 'callTheTaxi', when: 'then', status: 'waiting', attempts: 0, error: null },
  ])
})

test('an event that nothing follows says so, and is no unknown', async () => {
  const { contactId } = await bookedEvent()
  const [created] = await timelineOf(desk, contactId, 'contact.created')
  expect(created).toMatchObject({ has_known_reactions: true, reactions: [] })
})

test('of an event from before this was kept only what its jobs left behind is told', async () => {
  const { contactId, event } = await bookedEvent()
  await desk.rows('update events set handlers = null, reactors = null where id = $1', [event.id])
  const [older] = await timelineOf(desk, contactId, 'appointment.booked')
  expect(older).toMatchObject({
    has_known_reactions: false,
    reactions: [{ reactor: 'sendConfirmation', when: 'then', ...done }],
  })
})
