/** A turn is one answer of the assistant: what came, what is known, and what may be done. */
import type { Reading } from '@foyer/understanding'
import type { Tx } from '../../kit/db.ts'
import type { ActionCall, Asking, Performed } from '../actions/action.ts'
import { performAction } from '../actions/perform-action.ts'
import { bookingPage } from '../actions/wished-service.ts'
import type { Clinic } from '../clinics/clinic.ts'
import type { ReceivedMessage, WaitingReason } from '../conversations/conversation.ts'
import type { Practitioner } from '../services/practitioner.ts'
import type { Service } from '../services/service.ts'
import type { ChatMemory } from './chat-memory.ts'
import type { Preference } from './find-preferences.ts'
import type { Speech } from './speech.ts'
import type { Reminded } from './take-up-reminder.ts'

/**
 * Offered to be tapped; the id comes back with the tap and says by itself what was meant. A yes or no names its question, so
 * that an old button answers no new one.
 */
export interface Choice {
  id: string
  title: string
}

export interface Said {
  /** Paragraphs. */
  texts: string[]
  choices: Choice[]
  /** Texts that the clinic has approved and that go out word for word. */
  approved?: string[]
}

export interface Turn {
  tx: Tx
  now: Temporal.Instant
  clinic: Clinic
  asking: Asking
  /** What is answered now, oldest first; never empty. */
  messages: ReceivedMessage[]
  /** Their bubbles, joined by newlines. */
  text: string
  reading: Reading
  memory: ChatMemory
  speech: Speech
  /** What may be booked in a chat. */
  services: Service[]
  practitioners: Practitioner[]
  person: Person
  /** Of the contact, where the channel proves who that is; else none. */
  preferences: Preference[]
  /** What the clinic reminded this person of, where they may be answering that; null: nothing lately. */
  reminded: Reminded | null
  /** The task goes on behind something else that the message was about: it answers nothing that was asked. */
  isResumed?: boolean
  /** What was tapped belongs to a question that is no longer open; its words are not read. */
  isStaleTap?: boolean
  /** What was done in this turn, in order. */
  deeds: Deed[]
}

/** Who writes, as far as it may be used here. */
export interface Person {
  /** Null: only the channel's placeholder is known. */
  name: string | null
  /** E.164, proven by the channel. */
  phone: string | null
}

export interface Deed {
  call: ActionCall
  result: Performed<unknown>
}

export const SILENCE: Said = { texts: [], choices: [] }

export function said(texts: string | readonly string[], choices: Choice[] = []): Said {
  return { texts: (typeof texts === 'string' ? [texts] : [...texts]).filter(Boolean), choices }
}

/** One after the other; the last one's choices, since it asks. */
export function together(...parts: readonly (Said | null | undefined)[]): Said {
  const given = parts.filter((part) => part !== null && part !== undefined)
  return {
    texts: given.flatMap(({ texts }) => texts),
    choices: given.findLast(({ choices }) => choices.length > 0)?.choices ?? [],
    approved: given.flatMap(({ approved }) => approved ?? []),
  }
}

/** Asks the registry; what is agreed and who the contact is, may be others afterwards. */
export async function perform<Output>(turn: Turn, call: ActionCall): Promise<Performed<Output>> {
  turn.asking.standing = turn.memory.standing
  const result = await performAction(turn.tx, turn.asking, call)
  turn.memory.standing = turn.asking.standing
  turn.deeds.push({ call, result })
  return result as Performed<Output>
}

/** Leaves the conversation to a person; the assistant says nothing after this answer. */
export async function leaveToPerson(turn: Turn, reason: WaitingReason): Promise<void> {
  await perform(turn, { name: 'hand_to_human', input: { reason } })
}

/** The ids of yes and no to one question. */
export function answersTo(question: string): { yes: string; no: string } {
  return { yes: `yes|${question}`, no: `no|${question}` }
}

/** The message in which a yes of this turn stands. */
export function lastMessageId({ messages }: Turn): string {
  return messages.at(-1)?.id ?? ''
}

/**
 * Whether the service may be named to this person here: the clinic has switched it on, or the person named it on this
 * channel; in an SMS only where both hold (REQUIREMENTS F4).
 */
export function mayName(turn: Turn, serviceId: string): boolean {
  const isNamed = turn.memory.named.includes(serviceId)
  const isOn = turn.clinic.namesProcedures
  return turn.asking.channel === 'sms' ? isOn && isNamed : isOn || isNamed
}

/** Its name, or words that say nothing of what for. */
export function wordFor(turn: Turn, service: Pick<Service, 'id' | 'name'>): string {
  return mayName(turn, service.id) ? service.name : turn.speech.say('your_visit')
}

export function pageOf(turn: Turn, service: Service | null = null): string {
  return bookingPage(turn.asking.links, turn.clinic, { service, channel: turn.asking.channel })
}

export function serviceOf(turn: Turn): Service | undefined {
  return turn.services.find(({ id }) => id === turn.memory.state.service)
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
