/** Where nothing is free: the waiting list, for whoever says yes to it. */
import type { TimeWish } from '@foyer/understanding'
import { forgetTask } from './chat-memory.ts'
import { collectDetails, phoneOf, readAnswer, writerOf } from './collect-details.ts'
import { answersTo, leaveToPerson, perform, type Said, said, serviceOf, type Turn } from './turn.ts'

export const WAITLIST = answersTo('waitlist')

const BY_NAME = /\b(?:wait(?:ing|ing-)?[ -]?list|lista de espera)\b/i

/** Where the list was put before them, they ask for it by its button or by its name. */
export function asksToWait({ memory, messages, text, reading }: Turn): boolean {
  if (!memory.choices.some(({ id }) => id === WAITLIST.yes)) return false
  return messages.at(-1)?.choice?.id === WAITLIST.yes || (BY_NAME.test(text) && reading.yes !== false)
}

export async function waitInLine(turn: Turn): Promise<Said> {
  const { memory, speech } = turn
  const service = serviceOf(turn)
  if (!service) return said(speech.say('help'))
  readAnswer(turn, { ...service, questions: [] })
  const missing = await collectDetails(turn, { ...service, questions: [] })
  if (missing) return missing
  const { date, time } = memory.state
  const joined = await perform(turn, {
    name: 'join_waitlist',
    input: {
      service: service.id,
      name: memory.patientName ?? writerOf(turn),
      phone: phoneOf(turn),
      email: memory.state.email ?? null,
      practitionerId: memory.state.practitioner ?? null,
      ...(date ? { earliestOn: date.from, latestOn: date.to } : {}),
      ...windowOf(time),
    },
  })
  forgetTask(memory)
  if (joined.ok) return said(speech.say('on_waitlist'))
  await leaveToPerson(turn, 'not_allowed')
  return said(speech.say('left_to_team'))
}

/** A single time would hardly ever become free. */
function windowOf(time: TimeWish | undefined): { fromTime?: string; toTime?: string } {
  if (!time || 'at' in time) return {}
  return { ...(time.from ? { fromTime: time.from } : {}), ...(time.to ? { toTime: time.to } : {}) }
}
