/** What the bubbles say, read against what was offered and asked last. No model takes part. */
import { type Question, type Reading, understand } from '@foyer/understanding'
import type { Clinic } from '../clinics/clinic.ts'
import type { ReceivedMessage } from '../conversations/conversation.ts'
import type { Practitioner } from '../services/practitioner.ts'
import type { Service } from '../services/service.ts'
import { namesOf } from '../services/service-words.ts'
import type { ChatMemory } from './chat-memory.ts'

export interface UnderstandMessage {
  text: string
  now: Temporal.Instant
  clinic: Clinic
  language: 'en' | 'es' | null
  memory: ChatMemory
  services: readonly Service[]
  practitioners: readonly Practitioner[]
}

export function understandMessage(input: UnderstandMessage): Reading {
  const { clinic, memory } = input
  const question: Question = {
    text: input.text,
    now: input.now.toString(),
    timeZone: clinic.timeZone,
    country: clinic.country,
    language: input.language,
    services: input.services.map((service) => {
      const [name = '', ...synonyms] = namesOf(service)
      return { id: service.id, name, synonyms }
    }),
    practitioners: input.practitioners.map(({ id, name }) => ({ id, name })),
    offer: memory.offer,
    state: memory.state,
  }
  return understand(question)
}

/** The bubbles as one text. A recording speaks by what the vendor heard in it. */
export function textOf(messages: readonly ReceivedMessage[]): string {
  return messages
    .map(
      ({ body, attachments }) =>
        body.trim() ||
        attachments
          .map(({ transcript }) => transcript ?? '')
          .join(' ')
          .trim(),
    )
    .filter(Boolean)
    .join('\n')
}

/**
 * The messages with what was tapped named by its id: some channels tell only the title, and where there are no buttons people
 * write its number.
 */
export function readTaps(
  messages: readonly ReceivedMessage[],
  choices: ChatMemory['choices'],
): ReceivedMessage[] {
  return messages.map((message) => {
    if (message.choice?.id) return message
    const written = (message.choice?.title ?? message.body).trim()
    const numbered = /^\d{1,2}[.)]?$/.test(written) ? choices[Number.parseInt(written, 10) - 1] : undefined
    const titled = choices.find(({ title }) => title.toLowerCase() === written.toLowerCase())
    const choice = titled ?? numbered
    return choice ? { ...message, choice, body: choice.title } : message
  })
}
