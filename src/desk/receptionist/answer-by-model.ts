/** What becomes of a model's proposal: its text goes to the gate, and what it would do is asked of the person first. */
import type { ActionCall } from '../actions/action.ts'
import { findOwnAppointment } from '../actions/find-own-appointments.ts'
import type { Proposal } from '../actions/proposal.ts'
import type { ModelProposal } from './ask-model.ts'
import { bookVisit } from './book-visit.ts'
import { topicsOf } from './build-context.ts'
import { sendLink } from './choose-visit.ts'
import { handOff } from './hand-off.ts'
import { offerTimes } from './offer-times.ts'
import { proposeCancellation, proposeMove } from './propose.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import type { Reply } from './send-reply.ts'
import { perform, type Said, said, type Turn, together } from './turn.ts'
import { waitInLine } from './wait-in-line.ts'

/** Null where nothing comes of it: then the rules answer. */
export async function answerByModel(
  turn: Turn,
  proposal: ModelProposal,
  settings: ReceptionistSettings,
): Promise<Reply | null> {
  const topics = turn.asking.topics
  // As narrow as when the model was asked.
  turn.asking.topics = topicsOf(turn)
  turn.deeds.push(...proposal.reads)
  for (const call of proposal.writes) {
    if (call.name === 'notify_hot_lead') {
      await perform(turn, call)
      continue
    }
    if (call.name === 'hand_to_human') {
      turn.asking.topics = topics
      return { said: await handOff(turn, settings, 'asked_for_person'), kind: 'handoff_notice', by: 'rules' }
    }
    const answer = await proposeCall(turn, call)
    turn.asking.topics = topics
    return answer && { said: answer, kind: 'reply', by: 'rules' }
  }
  turn.asking.topics = topics
  if (!proposal.text.trim()) return null
  return {
    said: together(said(proposal.text.trim()), offerFound(turn, proposal)),
    kind: 'reply',
    by: 'model',
  }
}

/** The words about it are ours: the person says yes to what code has put before them. */
async function proposeCall(turn: Turn, call: ActionCall): Promise<Said | null> {
  const { memory, services } = turn
  if (call.name === 'opt_out') {
    // Consent is withdrawn by the person's own words, which the rules read before any model is asked.
    return null
  }
  if (call.name === 'send_manage_link') {
    // To what the person told, whatever number stands in the model's call.
    if (turn.asking.isOwner) return null
    memory.task ??= 'move'
    return sendLink(turn)
  }
  if (call.name === 'join_waitlist') {
    memory.isWaiting = true
    return waitInLine(turn)
  }
  if (call.name === 'hold_slot') {
    const {
      startAt,
      practitionerId = null,
      service,
    } = call.input as {
      startAt: string
      practitionerId?: string | null
      service: string
    }
    return proposeCall(turn, {
      name: 'book_appointment',
      input: { startAt, practitionerId, service, name: 'unknown' },
    })
  }
  const asked = await perform(turn, call)
  if (asked.ok || !asked.proposal) return null
  return putBefore(turn, asked.proposal, services)
}

async function putBefore(turn: Turn, proposal: Proposal, services: Turn['services']): Promise<Said | null> {
  const { memory, tx, asking } = turn
  if (proposal.do === 'book') {
    if (!services.some(({ id }) => id === proposal.serviceId)) return null
    memory.state.service = proposal.serviceId
    memory.offer = null
    const { startAt, practitionerId } = proposal
    // As if it had been tapped: kept, the rest asked, and put before the person.
    const title = turn.speech.briefly(Temporal.Instant.from(startAt))
    const choice = { id: `t|${startAt}|${practitionerId ?? ''}`, title }
    const messages = turn.messages.with(-1, { ...(turn.messages.at(-1) as Turn['messages'][number]), choice })
    return bookVisit({ ...turn, messages, reading: { ...turn.reading, slots: {}, choice: null, yes: null } })
  }
  const visit = await findOwnAppointment(tx, asking, proposal.appointmentId)
  if (!visit) return null
  memory.visitId = visit.id
  memory.task = proposal.do
  return proposal.do === 'cancel'
    ? proposeCancellation(turn, visit)
    : proposeMove(turn, visit, Temporal.Instant.from(proposal.startAt))
}

/** The times that the model looked up, to be tapped; the next message is read against them. */
function offerFound(turn: Turn, { reads }: ModelProposal): Said | null {
  const looked = reads.findLast(({ call, result }) => call.name === 'check_availability' && result.ok)
  if (!looked?.result.ok) return null
  const { service, times } = looked.result.output as {
    service: string
    times: { startAt: string; practitionerId: string }[]
  }
  const found = turn.services.find(({ name }) => name === service)
  if (!found || times.length === 0) return null
  turn.memory.task = 'book'
  turn.memory.state.service = found.id
  const slots = times.slice(0, 3).map(({ startAt, practitionerId }) => ({
    startAt: Temporal.Instant.from(startAt),
    practitionerId,
  }))
  return { texts: [], choices: offerTimes(turn, slots, '').choices }
}
