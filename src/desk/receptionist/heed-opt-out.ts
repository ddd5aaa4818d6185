/** "Stop", "please don't text me", "cancel": what is said about messages themselves comes before what is said about visits. */
import { findOwnAppointments } from '../actions/find-own-appointments.ts'
import { maySpeakForContact } from '../actions/opt-out.ts'
import { provesPhone } from '../conversations/conversation.ts'
import { findConsents } from '../outreach/find-consents.ts'
import { forgetTask } from './chat-memory.ts'
import { leaveToPerson, perform, type Said, SILENCE, said, type Turn } from './turn.ts'

export interface Heeded {
  said: Said
  kind: 'opt_out_ack' | 'reply'
}

const SILENT: Heeded = { said: SILENCE, kind: 'reply' }

/** Null where the message says nothing about messages, or says it to one of the staff who finds out what is meant. */
export async function heedOptOut(turn: Turn): Promise<Heeded | null> {
  const { reading, memory, asking, speech, clinic } = turn
  if (asking.conversation.status === 'person') return heedBesideStaff(turn)
  if (memory.asked === 'cancel_or_stop') return settleAmbiguity(turn)
  if (reading.optIn) {
    await perform(turn, { name: 'opt_out', input: { state: 'granted' } })
    return { said: said(speech.say('opted_in', { clinic: clinic.name })), kind: 'reply' }
  }
  const { optOut } = reading
  if (!optOut) return null
  if (optOut.mayMeanCancel && (await mayBeVisit(turn))) return askWhichOne(turn)
  // The rule allows one acknowledgement (47 CFR 64.1200(a)(12)).
  if (optOut.is === 'certain' && (await isStopped(turn))) return SILENT
  const acknowledged = await stop(turn)
  if (optOut.is === 'certain') return acknowledged
  await leaveToPerson(turn, 'not_understood')
  return maySpeakForContact(asking)
    ? { ...acknowledged, said: said(speech.say('opted_out_likely', { clinic: clinic.name })) }
    : acknowledged
}

/** Kept, and nothing said: one of the staff is talking with them. A word that may mean the visit is theirs to clear up. */
async function heedBesideStaff(turn: Turn): Promise<Heeded | null> {
  const { optOut, optIn } = turn.reading
  const isPlain = optOut?.is === 'certain' && !optOut.mayMeanCancel
  if (!isPlain && !optIn) return null
  await perform(turn, { name: 'opt_out', input: { state: isPlain ? 'withdrawn' : 'granted' } })
  return SILENT
}

async function stop(turn: Turn): Promise<Heeded> {
  const { memory, speech, clinic, asking } = turn
  await perform(turn, { name: 'opt_out', input: {} })
  forgetTask(memory)
  const phrase = maySpeakForContact(asking) ? 'opted_out' : 'opted_out_here'
  return { said: said(speech.say(phrase, { clinic: clinic.name })), kind: 'opt_out_ack' }
}

/** All that this person can stop from here is stopped already. */
async function isStopped({ tx, asking }: Turn): Promise<boolean> {
  const { contactId, conversation } = asking
  const consents = await findConsents(tx, contactId, { conversationId: conversation.id })
  const last = consents.findLast(
    ({ purpose, channel, conversationId }) =>
      purpose === 'all' &&
      (maySpeakForContact(asking) ? channel === 'all' && !conversationId : conversationId !== null),
  )
  return last?.state === 'withdrawn'
}

async function mayBeVisit({ tx, asking, memory }: Turn): Promise<boolean> {
  return memory.task !== null || !asking.isProven || (await findOwnAppointments(tx, asking)).length > 0
}

/**
 * CANCEL to a reminder is a revocation by 47 CFR 64.1200(a)(10) and perhaps the visit's cancellation. On the channels where
 * it revokes, messages stop at once and the one text that the rule allows asks which was meant; silence is a stop.
 */
async function askWhichOne(turn: Turn): Promise<Heeded> {
  const { memory, speech, clinic, asking } = turn
  if (provesPhone(asking.channel) && !(await isStopped(turn))) {
    await perform(turn, { name: 'opt_out', input: {} })
    memory.isStoppedForNow = true
  }
  memory.asked = 'cancel_or_stop'
  memory.offer = { kind: 'ask', slot: 'cancel_or_stop' }
  return {
    said: said(speech.say('cancel_or_stop', { clinic: clinic.name }), [
      { id: 'visit', title: speech.say('the_visit') },
      { id: 'texts', title: speech.say('the_messages') },
    ]),
    kind: 'opt_out_ack',
  }
}

async function settleAmbiguity(turn: Turn): Promise<Heeded | null> {
  const { memory, reading, messages } = turn
  const tapped = messages.at(-1)?.choice?.id
  const isVisit = tapped === 'visit' || (tapped !== 'texts' && meansVisit(turn))
  const { isStoppedForNow } = memory
  memory.asked = null
  memory.offer = null
  delete memory.isStoppedForNow
  if (isVisit) {
    // Their own words again: what was stopped for safety goes on.
    if (isStoppedForNow) await perform(turn, { name: 'opt_out', input: { state: 'granted' } })
    memory.task = 'cancel'
    return null
  }
  if (
    tapped !== 'texts' &&
    !reading.optOut &&
    reading.intent.name !== 'opt_out' &&
    !/mens|messag|text|stop|baja/i.test(turn.text)
  ) {
    return null
  }
  return stop(turn)
}

function meansVisit({ reading, text }: Turn): boolean {
  if (reading.intent.name === 'cancel' && !reading.optOut) return true
  return (
    /\b(visit|appointment|booking|cita|visita|reserva)\b/i.test(text) &&
    !/\b(texts?|messages?|mensajes?)\b/i.test(text)
  )
}
