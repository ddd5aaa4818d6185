/** What is left where none of the times suits: another day in their own words, the waiting list, a person. */
import { PERSON } from './ask-for-person.ts'
import { type Said, said, type Turn } from './turn.ts'
import { WAITLIST } from './wait-in-line.ts'

/** After the second refusal; a third list of times would help nobody. `stays`: when the visit is that was to be moved. */
export function askOtherwise(turn: Turn, stays?: Temporal.Instant): Said {
  const { memory, speech } = turn
  memory.refusals = 0
  const { time } = memory.state
  delete memory.state.date
  if (time && 'at' in time) delete memory.state.time
  memory.asked = 'when'
  memory.offer = { kind: 'ask', slot: 'date' }
  const person = { id: PERSON.yes, title: speech.say('to_a_person') }
  if (stays) return said(speech.say('ask_otherwise_move', { moment: speech.moment(stays) }), [person])
  return said(speech.say('ask_otherwise'), [{ id: WAITLIST.yes, title: speech.say('the_waitlist') }, person])
}
