import { expect, test } from 'vitest'
import { z } from 'zod'
import { ACTIONS, findAction } from './registry.ts'
import { selectActions } from './select-actions.ts'

const permits = { mayBook: true, mayMove: true, mayCancel: true }
const namesOf = (asking: Parameters<typeof selectActions>[0]) => selectActions(asking).map(({ name }) => name)

test('booking actions are offered only where the conversation is about booking', () => {
  const question = namesOf({ caller: 'contact', topics: ['question'], permits })
  expect(question).not.toContain('book_appointment')
  expect(question).not.toContain('check_availability')
  expect(question).toContain('hand_to_human')
  const booking = namesOf({ caller: 'contact', topics: ['booking'], permits })
  expect(booking).toEqual(
    expect.arrayContaining(['suggest_booking', 'check_availability', 'book_appointment']),
  )
  expect(booking).not.toContain('cancel_appointment')
})

test('what the clinic keeps for its staff is not offered', () => {
  const offered = namesOf({
    caller: 'contact',
    topics: ['booking', 'visit'],
    permits: { mayBook: false, mayMove: true, mayCancel: false },
  })
  expect(offered).not.toContain('book_appointment')
  expect(offered).not.toContain('hold_slot')
  expect(offered).not.toContain('cancel_appointment')
  expect(offered).toContain('reschedule_appointment')
})

test('an outside system is offered nothing that only the person may do', () => {
  expect(namesOf({ caller: 'integration', topics: ['booking', 'visit', 'stop'], permits })).toEqual([
    'suggest_booking',
    'check_availability',
    'answer_from_clinic_texts',
  ])
})

test('every action has a name of its own, says what it is for, and takes a JSON object', () => {
  expect(new Set(ACTIONS.map(({ name }) => name)).size).toBe(13)
  for (const { name, description, input } of ACTIONS) {
    expect(name).toMatch(/^[a-z_]+$/)
    expect(description.length).toBeGreaterThan(20)
    expect(z.toJSONSchema(input, { io: 'input' })).toMatchObject({
      type: 'object',
      additionalProperties: false,
    })
    expect(findAction(name)?.name).toBe(name)
  }
})
