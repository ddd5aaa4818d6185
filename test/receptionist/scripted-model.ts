/** A model that says what the test wants it to, through the port that real ones have. */
import type { ModelAnswer, ModelPort, ModelQuestion } from '../../src/providers/models/port.ts'

export interface ScriptedModel extends ModelPort {
  /** What it was asked, in order. */
  questions: ModelQuestion[]
}

type Answer =
  | string
  | { text?: string; calls?: { name: string; input: unknown }[]; stopped?: ModelAnswer['stopped'] }

export function scriptedModel(
  answer: (question: ModelQuestion, round: number) => Answer | Promise<Answer>,
): ScriptedModel {
  const questions: ModelQuestion[] = []
  return {
    questions,
    async ask(question) {
      questions.push(structuredClone({ ...question, onText: undefined, signal: undefined }))
      const given = await answer(question, questions.length)
      const { text = '', calls = [], stopped } = typeof given === 'string' ? { text: given } : given
      return {
        text,
        calls: calls.map((call, i) => ({ id: `call-${questions.length}-${i}`, ...call })),
        stopped: stopped ?? (calls.length > 0 ? 'calls' : 'end'),
        usage: { inputTokens: 100, outputTokens: 10 },
      }
    },
    check: async () => ({ label: 'scripted', takesTools: true }),
  }
}

/** What the model was told of what it looked up, of the last question. */
export function resultsIn(question: ModelQuestion): unknown[] {
  return question.messages
    .filter(({ role }) => role === 'tool')
    .map((message) => (message as { output: unknown }).output)
}
