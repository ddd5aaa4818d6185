/** "Stop", "please don't text me", "cancel": what is said about messages themselves comes before what is said about visits. */
import { findOwnAppointments } from '../actions/find-own-appointments.ts'
import { forgetTask } from './chat-memory.ts'
import { leaveToPerson, perform, type Said, said, type Turn } from './turn.ts'

export interface Heeded {
  said: Said
  kind: 'opt_out_ack' | 'reply'
}

/** Null where the message says nothing about messages. */
export async function heedOptOut(turn: Turn): Promise<Heeded | null> {
  const { reading, memory, clinic, speech } = turn
  const text = (phrase: Parameters<typeof speech.say>[0]) => said(speech.say(phrase, { clinic: clinic.name }))
  if (memory.asked === 'cancel_or_stop') return settleAmbiguity(turn)
  if (reading.optIn) {
    await perform(turn, { name: 'opt_out', input: { state: 'granted' } })
    return { said: text('opted_in'), kind: 'reply' }
  }
  const { optOut } = reading
  if (!optOut) return null
  if (optOut.mayMeanCancel && (await mayBeVisit(turn))) return askWhichOne(turn)
  await perform(turn, { name: 'opt_out', input: {} })
  forgetTask(memory)
  if (optOut.is === 'certain') return { said: text('opted_out'), kind: 'opt_out_ack' }
  await leaveToPerson(turn, 'not_understood')
  return { said: text('opted_out_likely'), kind: 'opt_out_ack' }
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
  if (asking.isProven) await perform(turn, { name: 'opt_out', input: {} })
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
  const { memory, reading, messages, speech, clinic, asking } = turn
  const tapped = messages.at(-1)?.choice?.id
  const isVisit = tapped === 'visit' || (tapped !== 'texts' && meansVisit(turn))
  memory.asked = null
  memory.offer = null
  if (isVisit) {
    // Their own words again: what was stopped for safety goes on.
    if (asking.isProven) await perform(turn, { name: 'opt_out', input: { state: 'granted' } })
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
  await perform(turn, { name: 'opt_out', input: {} })
  forgetTask(memory)
  return { said: said(speech.say('opted_out', { clinic: clinic.name })), kind: 'opt_out_ack' }
}

function meansVisit({ reading, text }: Turn): boolean {
  if (reading.intent.name === 'cancel' && !reading.optOut) return true
  return (
    /\b(visit|appointment|booking|cita|visita|reserva)\b/i.test(text) &&
    !/\b(texts?|messages?|mensajes?)\b/i.test(text)
  )
}
