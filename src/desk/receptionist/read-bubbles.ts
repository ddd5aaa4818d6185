import type { Reading } from '@foyer/understanding'
import type { ReceivedMessage } from '../conversations/conversation.ts'
import { textOf, type UnderstandMessage, understandMessage } from './understand-message.ts'

/**
 * What the bubbles say together, and what each says by itself where that must not be missed: an emergency, how a body
 * is, the end of all messages, a wish for a person. "hello" and then "STOP" is a STOP; of a stop and a start the later one counts.
 */
export function readBubbles(
  input: Omit<UnderstandMessage, 'text'>,
  messages: readonly ReceivedMessage[],
): Reading {
  const whole = understandMessage({ ...input, text: textOf(messages) })
  if (messages.length < 2) return whole
  const each = messages
    .map((message) => textOf([message]))
    .filter(Boolean)
    .map((text) => understandMessage({ ...input, text }))
  const redFlag = whole.redFlag ?? each.find((reading) => reading.redFlag)?.redFlag ?? null
  const reportsSymptom = whole.reportsSymptom || each.some((reading) => reading.reportsSymptom)
  const wantsHuman = whole.wantsHuman || each.some((reading) => reading.wantsHuman)
  const said = each.findLast((reading) => aboutMessages(reading, whole)) ?? whole
  return { ...whole, redFlag, reportsSymptom, wantsHuman, optOut: said.optOut, optIn: said.optIn }
}

/** "my appointment on Friday", "cancel": together they are about the visit. */
function aboutMessages({ optOut, optIn }: Reading, whole: Reading): boolean {
  if (optOut?.mayMeanCancel) return whole.intent.name !== 'cancel'
  return optIn || optOut !== null
}
