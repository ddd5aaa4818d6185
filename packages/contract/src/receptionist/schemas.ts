/** What the API answers about the assistant: its settings, what it may say, and what it has learned of people. */
import { z } from '@hono/zod-openapi'
import { Channel, Id, Instant, PreferenceKind } from '../schemas.ts'
import { Day, WeeklyHours } from '../services/schemas.ts'

/** PostgreSQL keeps no NUL characters. */
const written = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'holds a NUL character')

export const AnswerLanguage = z.enum(['en', 'es'])

export const ReceptionistSettings = z
  .strictObject({
    is_on: z.boolean().openapi({ description: 'Off: what comes in waits for a person' }),
    tone: z.enum(['friendly', 'formal', 'brief']),
    languages: z
      .array(AnswerLanguage)
      .min(1)
      .max(2)
      .refine((languages) => new Set(languages).size === languages.length, 'names a language twice'),
    may_book: z.boolean().openapi({ description: 'By itself; what it may not do it leaves to staff' }),
    may_move: z.boolean(),
    may_cancel: z.boolean(),
    presence: z
      .array(WeeklyHours)
      .max(50)
      .openapi({ description: 'When somebody is there to take over; none: the clinic’s opening hours' }),
    alert_order: z
      .array(z.string().min(1).max(100))
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, 'names somebody twice')
      .openapi({ description: 'Ids of users: who is told first, and who next' }),
    emergency_number: z
      .string()
      .trim()
      .regex(/^\+?[\d ]{2,20}$/, 'is no number')
      .nullable()
      .openapi({ description: 'Null: that of the clinic’s country' }),
    uses_model: z.boolean(),
    model_calls_per_day: z
      .int()
      .min(0)
      .max(1_000_000)
      .nullable()
      .openapi({ description: 'Null: as many as the installation allows' }),
  })
  .openapi('ReceptionistSettings')

export const ModelUse = z
  .object({
    day: Day,
    calls: z.int(),
    failures: z.int(),
    input_tokens: z.int(),
    output_tokens: z.int(),
  })
  .openapi('ModelUse', { description: 'Of the language model, on a day of the clinic’s calendar' })

export const ModelFailure = z
  .object({
    code: z.string().openapi({ example: 'sign_in_failed' }),
    remedy: z.string().openapi({ description: 'The same as a sentence that says what can be done' }),
    at: Instant,
  })
  .openapi('ModelFailure', { description: 'A model was asked, and the rules had to answer' })

export const Receptionist = z
  .object({
    settings: ReceptionistSettings,
    country_emergency_number: z.string().openapi({ example: '911' }),
    model: z
      .object({
        name: z.string(),
        host: z.string().openapi({ example: 'api.anthropic.com' }),
      })
      .nullable()
      .openapi({ description: 'The language model of the installation; null: none, the rules answer' }),
    default_model_calls_per_day: z.int(),
    model_use_today: ModelUse,
    last_model_failure: ModelFailure.nullable().openapi({ description: 'Of the last seven days' }),
  })
  .openapi('Receptionist')

export const QuestionKind = z.enum([
  'price',
  'duration',
  'hours',
  'location',
  'parking',
  'preparation',
  'aftercare',
  'pain',
  'payment',
  'insurance',
  'practitioner',
  'availability',
  'what_is',
  'clinical',
  'other',
])

export const NewApprovedAnswer = z.strictObject({
  service_id: Id.nullable().openapi({ description: 'Null: of the clinic itself' }),
  question_kind: QuestionKind.openapi({ description: '`other`: found by the words of the question' }),
  question: written(500),
  answer: written(1500).openapi({ description: 'Said word for word' }),
  language: AnswerLanguage,
  is_approved: z.boolean().openapi({ description: 'Only what is approved is ever said' }),
})

export const ApprovedAnswer = z
  .object({
    id: Id,
    service_id: Id.nullable(),
    question_kind: QuestionKind,
    question: z.string(),
    answer: z.string(),
    language: AnswerLanguage,
    approved_at: Instant.nullable().openapi({ description: 'Null: a draft, which is never said' }),
    approved_by: z
      .string()
      .nullable()
      .openapi({ description: 'A name; null for a draft, an API key, and somebody who has left' }),
  })
  .openapi('ApprovedAnswer')

export const PlaygroundMessage = z.strictObject({
  text: written(2000),
  conversation_id: Id.nullable()
    .optional()
    .openapi({ description: 'As if it came in there next; without, from a stranger on the website' }),
})

export const Explained = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(['who', 'understand', 'actions', 'ask', 'execute', 'gate', 'send']),
        result: z.unknown().openapi({
          description: 'For people who ask why: codes and the clinic’s own words; its form may change',
        }),
      }),
    ),
    answer: z
      .object({
        kind: z.string(),
        body: z.string(),
        choices: z.array(z.object({ id: z.string(), title: z.string() })),
      })
      .nullable()
      .openapi({ description: 'Null: nothing is said' }),
  })
  .openapi('Explained')

export const Preference = z
  .object({
    id: Id,
    kind: PreferenceKind,
    value: z.string().openapi({
      description: 'A weekday as its number, 0 is Sunday; a practitioner as the id; else a code',
    }),
    is_corrected: z.boolean().openapi({ description: 'Staff put it right' }),
    confidence: z.number().min(0).max(1).openapi({ description: 'As of now; it fades with time' }),
    receipts: z
      .array(
        z.object({
          message_id: Id,
          supports: z.boolean(),
          at: Instant,
          conversation_id: Id.nullable(),
          channel: Channel.nullable(),
          text: z.string().nullable().openapi({ description: 'Null: the message is gone' }),
        }),
      )
      .openapi({ description: 'The messages that show it or speak against it, oldest first' }),
  })
  .openapi('Preference')

export const PreferenceCorrection = z.strictObject({ value: written(100) })
