/** What a version of a journey says, as it is written down. Inside a definition its own names; its rules are checked when it is saved. */
import { z } from '@hono/zod-openapi'

const text = z.string().max(20_000)

const Offset = z
  .union([z.strictObject({ days: z.number() }), z.strictObject({ hours: z.number() })])
  .openapi('JourneyOffset', {
    description:
      'From the anchor, before it where negative. `days` keep the wall time across a clock change, `hours` are exact',
  })

const Mail = z.strictObject({ subject: text, body: text })

const StepText = z
  .strictObject({
    email: z.strictObject({ en: Mail, es: Mail }).optional(),
    chat: z
      .strictObject({ en: text, es: text })
      .openapi({ description: 'Of text messages, WhatsApp and the like' }),
  })
  .openapi('JourneyText', { description: 'Approved with its version; with gaps as in Settings > Templates' })

const Guide = z.strictObject({ title: text, body: text })

const Condition = z
  .union([
    z.strictObject({ answered: z.boolean() }).openapi({ description: 'They wrote since they were enrolled' }),
    z
      .strictObject({ happened: text })
      .openapi({ description: 'An event, for instance `appointment.booked`' }),
    z.strictObject({ form: text, is: z.enum(['completed', 'open']) }),
  ])
  .openapi('JourneyCondition')

const timing = {
  key: text.openapi({ description: 'Names the step within its journey', example: '3_days_before' }),
  offset: Offset,
  from: z.enum(['anchor', 'previous']).optional().openapi({
    description: '`previous`: from when the wait or branch before it was over. Default: the anchor',
  }),
  window: z
    .strictObject({ from: text, to: text })
    .optional()
    .openapi({ description: 'Wall time of the person, `HH:MM`' }),
  weekdays: z.array(z.number()).optional().openapi({ description: '1 is Monday' }),
  isLearned: z.boolean().optional().openapi({
    description: 'May move within its window to when this person usually answers',
  }),
}

export const ApprovedTemplate = z
  .strictObject({
    template: text.openapi({ example: 'visit_reminder' }),
    parameters: z
      .array(text)
      .openapi({ description: 'What fills its gaps, in their order', example: ['{{first_name}}'] }),
  })
  .openapi('ApprovedTemplate', {
    description:
      'Goes out on WhatsApp when its window is closed: a template that Meta has approved, in the language of the person',
  })

const approved = { whatsapp: ApprovedTemplate.optional() }

const wording = { text: StepText, objective: text, prompt: text.optional() }

export const JourneyStep = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('notice'), ...timing, ...approved, template: z.enum(['reminder']) }),
    z.strictObject({
      do: z.literal('message'),
      ...timing,
      ...wording,
      ...approved,
      channels: z
        .array(z.enum(['email', 'sms', 'whatsapp', 'instagram', 'facebook', 'widget', 'other']))
        .optional(),
      guide: z.strictObject({ en: Guide, es: Guide }).optional(),
    }),
    z.strictObject({
      do: z.literal('form'),
      ...timing,
      ...wording,
      ...approved,
      questionnaire: text.openapi({ description: 'Its key', example: 'medical_history' }),
      validDays: z.number().optional().openapi({
        description:
          'So long one that was filled in for another visit will do; 0: each visit has its own. Default: 365',
      }),
    }),
    z.strictObject({ do: z.literal('task'), ...timing, title: text, detail: text.optional() }),
    z.strictObject({ do: z.literal('wait'), ...timing, until: text }),
    z.strictObject({
      do: z.literal('branch'),
      ...timing,
      when: Condition,
      yes: text.openapi({ description: 'The key of a later step, or `end`' }),
      no: text,
    }),
  ])
  .openapi('JourneyStep')

export const JourneyDefinition = z
  .strictObject({
    purpose: z.enum(['transactional', 'care', 'marketing']),
    trigger: z.strictObject({
      event: text.openapi({ example: 'appointment.booked' }),
      filter: z
        .strictObject({
          procedures: z.array(text).optional(),
          serviceIds: z.array(text).optional(),
          sources: z.array(text).optional(),
        })
        .optional(),
    }),
    anchor: z.enum(['enrolled', 'appointment.start', 'appointment.end']),
    lane: text.openapi({
      description: 'Nobody is in two journeys of a lane; of `appointment` each visit has its own',
    }),
    reentryAfterDays: z.number().nullable(),
    replaces: z.array(text),
    holdoutPercent: z.number(),
    exits: z.array(text),
    follows: text.nullable(),
    needsClinician: z.boolean(),
    steps: z.array(JourneyStep).max(200),
  })
  .openapi('JourneyDefinition')
