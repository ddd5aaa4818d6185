/** What the API answers about journeys: what they say, whom they have, what they brought, and what they ask of staff. */
import { z } from '@hono/zod-openapi'
import { ChatTemplate } from '../conversations/schemas.ts'
import { Id, Instant } from '../schemas.ts'
import { ApprovedTemplate, JourneyDefinition, JourneyStep } from './definition.ts'

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'holds a NUL character')

export const JourneyLift = z
  .object({
    bookings: z.number().openapi({ description: 'The best guess' }),
    low: z.number().openapi({ description: 'Lower end of the 95 % interval' }),
    high: z.number(),
  })
  .openapi('JourneyLift', {
    description:
      'Bookings that would not have come by themselves, told by those held out. Where the interval holds zero, nothing is shown',
  })

export const JourneyReport = z
  .object({
    enrolled: z.int().openapi({ description: 'People who get it, each once' }),
    running: z.int(),
    sent: z.int().openapi({ description: 'Messages' }),
    replied: z.int(),
    booked: z.int().openapi({
      description:
        'Last touch: people who booked within two weeks of a message of it. It overstates, since some would have booked anyway; see `lift`',
    }),
    opted_out: z.int(),
    held_out: z.int(),
    lift: JourneyLift.nullable().openapi({ description: 'Null where nobody was held out' }),
  })
  .openapi('JourneyReport')

export const JourneySummary = z
  .object({
    id: Id,
    key: z.string(),
    name: z.string(),
    purpose: JourneyDefinition.shape.purpose,
    is_active: z.boolean().openapi({ description: 'Switched on' }),
    is_waiting_for_approval: z
      .boolean()
      .openapi({ description: 'Takes nobody in until somebody approves a version' }),
    live_version: z.int(),
    newest_version: z.int(),
    definition: JourneyDefinition.openapi({ description: 'Of the live version' }),
    report: JourneyReport.nullable().openapi({ description: 'Null where nobody was enrolled in this time' }),
  })
  .openapi('JourneySummary')

export const JourneyVersion = z
  .object({
    version: z.int(),
    definition: JourneyDefinition,
    note: z.string().nullable(),
    created_by: z.string().nullable().openapi({ description: 'Null: it came with Foyer' }),
    created_at: Instant,
    texts_hash: z.string().openapi({
      description:
        'SHA-256 of all that patients read of it, so that versions of the same texts are known as such',
    }),
    approved_by: z.string().nullable().openapi({ description: 'Who pressed the button' }),
    approved_at: Instant.nullable(),
    approved_texts_hash: z
      .string()
      .nullable()
      .openapi({ description: 'Of the texts that were approved; null of approvals before this was kept' }),
    clinician: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .openapi({ description: 'The practitioner who stands for its texts; null where none was named' }),
  })
  .openapi('JourneyVersion')

export const JourneyApproval = z
  .strictObject({
    version: z.int().min(1),
    clinician_id: Id.nullable().default(null).openapi({
      description:
        'The practitioner of the clinic who approved the texts; demanded of a journey that takes nobody in before a clinician has approved it',
    }),
  })
  .openapi('JourneyApproval')

export const Journey = JourneySummary.extend({
  versions: z.array(JourneyVersion).openapi({ description: 'The newest first' }),
}).openapi('Journey')

export const NewJourney = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z0-9_]{1,60}$/, 'has other signs than a to z, digits and underscores')
      .optional()
      .openapi({ description: 'Names it for good; otherwise made from the name' }),
    name: words(120),
    definition: JourneyDefinition,
    note: words(500).optional(),
  })
  .openapi('NewJourney')

export const JourneyChange = z
  .strictObject({
    name: words(120),
    definition: JourneyDefinition,
    note: words(500).optional(),
    based_on: z
      .int()
      .min(1)
      .openapi({ description: 'The newest version that the writer saw: who is late is told so' }),
  })
  .openapi('JourneyChange')

export const Enrollment = z
  .object({
    id: Id,
    contact_id: Id,
    contact_name: z.string(),
    appointment_id: Id.nullable(),
    version: z.int(),
    status: z.enum(['live', 'done', 'stopped']),
    end_reason: z.string().nullable(),
    is_held_out: z.boolean(),
    enrolled_at: Instant,
    ended_at: Instant.nullable(),
    next_step_key: z.string().nullable(),
    next_due_at: Instant.nullable(),
  })
  .openapi('Enrollment')

export const JourneySegment = z
  .discriminatedUnion('is', [
    z.strictObject({ is: z.literal('everybody') }),
    z.strictObject({ is: z.literal('contacts'), ids: z.array(Id).min(1).max(500) }),
    z.strictObject({
      is: z.literal('not_seen_since'),
      date: z.iso
        .date()
        .openapi({ description: 'Whose last visit took place before this day of the clinic' }),
    }),
  ])
  .openapi('JourneySegment')

export const JourneyEnrollment = z
  .strictObject({
    segment: JourneySegment,
    after: Id.nullable()
      .default(null)
      .openapi({ description: '`next` of the portion before; null for the first' }),
  })
  .openapi('JourneyEnrollment')

export const JourneyPreviewRequest = z
  .strictObject({
    contact_id: Id,
    appointment_id: Id.nullable().default(null).openapi({ description: 'The visit that it is about' }),
    journey_id: Id.nullable().default(null).openapi({
      description: 'The journey in whose place it stands: what the person has of that one is left out',
    }),
    definition: JourneyDefinition,
  })
  .openapi('JourneyPreviewRequest')

export const PreviewedStep = z
  .object({
    key: z.string(),
    do: z.enum(['notice', 'message', 'form', 'task', 'wait', 'branch']),
    step: JourneyStep,
    due_at: Instant.nullable().openapi({ description: 'Null for what is planned when `after` is over' }),
    after: z.string().nullable().openapi({ description: 'The wait or branch that it stands behind' }),
    channel: z.string().nullable(),
    to_address: z.string().nullable(),
    subject: z.string().nullable(),
    body: z.string().nullable(),
    is_to_be_worded: z.boolean().openapi({
      description:
        'The assistant words it when the step of a person is shown or sent; `body` is the approved text, which is sent where nothing comes of it',
    }),
    with_step: z.string().nullable().openapi({ description: 'The step in whose message it goes along' }),
    obstacle: z
      .string()
      .nullable()
      .openapi({ description: 'Why it would not go out as things are', example: 'opted_out' }),
    held_until: Instant.nullable().openapi({
      description:
        'When it begins to go out, where it waits longer than `due_at`: for the hours in which it may, or for room among other messages',
    }),
    held_because: z.string().nullable().openapi({ description: 'Why it waits', example: 'quiet_hours' }),
    moved_from: Instant.nullable().openapi({
      description: 'When it would go out by its name, if that were not in the night',
    }),
    usual_time: z.string().nullable().openapi({
      description: 'It was set to when this person usually answers, by their own clock',
      example: '18:05',
    }),
    stops: z.array(z.object({ event: z.string(), meaning: z.string() })),
  })
  .openapi('PreviewedStep')

export const JourneyTemplates = z
  .object({
    read_at: Instant.nullable().openapi({
      description:
        'When the vendor was asked last. Null: nobody knows which there are, and none is checked on saving',
    }),
    remedy: z
      .string()
      .nullable()
      .openapi({ description: 'Why the list is as old as it is, and what can be done about it' }),
    templates: z.array(ChatTemplate),
  })
  .openapi('JourneyTemplates')

export const NoticeTemplate = z
  .strictObject({
    kind: z.enum(['confirmation', 'request_received', 'rescheduled', 'cancellation', 'rejection']),
    whatsapp: z.strictObject(ApprovedTemplate.shape).nullable().openapi({
      description: 'Null: such notices do not go out on WhatsApp when its window is closed',
    }),
  })
  .openapi('NoticeTemplate')

export const StaffTask = z
  .object({
    id: Id,
    title: z.string(),
    detail: z.string().nullable(),
    is_urgent: z.boolean(),
    contact_id: Id.nullable(),
    contact_name: z.string().nullable(),
    appointment_id: Id.nullable(),
    journey: z.string().nullable().openapi({ description: 'The journey that asks for it' }),
    created_at: Instant,
  })
  .openapi('StaffTask')
