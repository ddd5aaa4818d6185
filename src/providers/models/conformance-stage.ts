import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { ModelAnswer, ModelFailure, ModelPort, ModelQuestion } from './port.ts'

/** What the far side says next: a whole turn, or what goes wrong with it. */
export type StagedReply =
  | {
      text?: string
      calls?: { name: string; input: unknown }[]
      thinking?: string
      stops?: 'end' | 'calls' | 'length' | 'refused'
      usage?: { inputTokens: number; outputTokens: number }
    }
  | {
      fault: 'hang' | 'break' | 'unfinished'
      turn: { text: string; calls?: { name: string; input: unknown }[] }
    }
  | { fault: 'rate_limited'; retryAfterSeconds: number }
  | {
      fault:
        | 'silence'
        | 'garbage'
        | 'page'
        | 'overloaded'
        | 'failed'
        | 'out_of_credit'
        | 'too_long'
        | 'too_large'
        | 'no_tools'
        | 'filtered'
    }

/** A question as the far side has it. */
export interface ArrivedQuestion {
  system: string
  messages: (
    | { role: 'user'; text: string }
    | { role: 'assistant'; text: string; calls: { id: string; name: string; input: unknown }[] }
    | { role: 'tool'; callId: string; text: string }
  )[]
  tools: { name: string; description: string; inputSchema: unknown }[]
  maxOutputTokens: number | null
  isStreamed: boolean
}

/** A port and the hands on the far side of it. */
export interface ModelStage {
  port: ModelPort
  /** The same with a key that the far side does not know, and for a model that it does not have. */
  stranger: ModelPort
  unknownModel: ModelPort
  /** Said once each, in this order. */
  say(...replies: StagedReply[]): void
  arrived(): readonly ArrivedQuestion[]
  /** How many questions the far side is still busy with. */
  openLines(): Promise<number>
  forget(): void
  close(): Promise<void>
}

export const tools: ModelQuestion['tools'] = [
  {
    name: 'book_appointment',
    description: 'Books what the contact has said yes to.',
    inputSchema: {
      type: 'object',
      properties: { day: { type: 'string' }, note: { type: 'string' } },
      required: ['day'],
      additionalProperties: false,
    },
  },
  { name: 'hand_to_human', description: 'Hands over.', inputSchema: { type: 'object', properties: {} } },
]

export const question: ModelQuestion = {
  system: 'You are the receptionist of Riverside Clinic.',
  messages: [{ role: 'user', text: 'Can I come on Friday? I am Ana Souza.' }],
  tools,
  maxOutputTokens: 300,
  timeoutMs: 5_000,
}

export const call = {
  name: 'book_appointment',
  input: { day: '2026-11-27', note: 'says "tarde", 14–15 h {or [later]} 🦷' },
}
const SECRETS = /Ana|Souza|Friday|Riverside|receptionist|sk-test/

/** Opens a stage for the tests of the `describe` around it; every answer is streamed or none is. */
export function onStage(start: () => Promise<ModelStage>, { isStreamed }: { isStreamed: boolean }) {
  let stage: ModelStage
  let heard: string[] = []
  beforeAll(async () => {
    stage = await start()
  })
  beforeEach(() => {
    stage.forget()
    heard = []
  })
  afterEach(async () => {
    await expect.poll(() => stage.openLines(), { message: 'a line was left open' }).toBe(0)
  })
  afterAll(() => stage.close())

  function ask(change: Partial<ModelQuestion> = {}, port = stage.port): Promise<ModelAnswer> {
    const onText = isStreamed ? { onText: (piece: string) => void heard.push(piece) } : {}
    return port.ask({ ...question, ...onText, ...change })
  }

  return {
    /** Of the running test. */
    stage: () => stage,
    heard: () => heard,
    ask,
    async failureOf(change: Partial<ModelQuestion> = {}, port = stage.port) {
      const error = await ask(change, port).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'ProviderError' })
      const { message, cause } = error as Error
      expect(`${message} ${cause ?? ''}`).not.toMatch(SECRETS)
      return error as Error & { code: ModelFailure; retryable: boolean; retryAfterSeconds?: number }
    },
  }
}
