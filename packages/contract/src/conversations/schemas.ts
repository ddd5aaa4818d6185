/** What the API answers about conversations. */
import { z } from '@hono/zod-openapi'
import { Channel, Id, Instant, MessageStatus } from '../schemas.ts'

export const ConversationStatus = z
  .enum(['assistant', 'waiting', 'person', 'closed'])
  .openapi('ConversationStatus', {
    description:
      'Who answers: the assistant; nobody yet, a person was asked for; one of the staff; nobody, it is over',
  })

export const WaitingReason = z
  .enum([
    'asked_for_person',
    'emergency',
    'clinical_question',
    'complaint',
    'not_understood',
    'other_language',
    'language_off',
    'assistant_off',
    'assistant_failed',
    'not_allowed',
    'running_late',
    'staff_wrote',
    'late_message',
  ])
  .openapi('WaitingReason')

export const SuggestedReply = z
  .object({
    text: z.string().nullable().openapi({ description: 'Null: nothing useful came of it' }),
    because: z
      .enum([...WaitingReason.options, 'no_message', 'no_text', 'opt_out', 'would_act', 'nothing_to_say'])
      .nullable()
      .openapi({
        description: 'Why there is no text, or what the text leaves unanswered; null: it answers all',
      }),
    by: z.enum(['rules', 'model']).openapi({ description: 'Who worded it' }),
  })
  .openapi('SuggestedReply')

export const Assignee = z.object({
  id: z.string(),
  name: z.string().nullable().openapi({ description: 'Null for somebody who has left' }),
})

export const Conversation = z
  .object({
    id: Id,
    contact_id: Id,
    contact_name: z.string(),
    connection_id: Id,
    channel: Channel,
    status: ConversationStatus,
    assignee: Assignee.nullable(),
    waiting_since: Instant.nullable(),
    waiting_reason: WaitingReason.nullable(),
    language: z.string().nullable(),
    last_message_at: Instant,
    last_inbound_at: Instant.nullable(),
    last_text: z.string().nullable().openapi({ description: 'The last line, cut to 200 letters' }),
    last_heard: z
      .string()
      .nullable()
      .openapi({ description: 'What the person wrote last, cut to 200 letters' }),
    is_last_ours: z.boolean().openapi({ description: 'The last line is of the clinic or its assistant' }),
    unread: z.int().openapi({ description: 'Messages of the person that none of the staff has seen' }),
    window_closes_at: Instant.nullable().openapi({
      description:
        'Until when free text may be written, afterwards an approved template; null where the channel sets no limit',
    }),
    takes_templates: z.boolean().openapi({ description: 'Whether the channel has approved templates' }),
    next_visit_at: Instant.nullable(),
    created_at: Instant,
  })
  .openapi('Conversation')

export const ConversationCounts = z
  .object({
    waiting: z.int().openapi({ description: 'A person is awaited' }),
    mine: z.int().openapi({ description: 'Those of the caller that are not over; 0 for an API key' }),
    unread: z.int(),
  })
  .openapi('ConversationCounts')

export const ThreadLine = z
  .object({
    id: Id,
    author: z.enum(['contact', 'assistant', 'system', 'user', 'staff', 'note']).openapi({
      description:
        '`user`: one of the staff, here; `staff`: in the vendor’s own app; `note`: only staff see it; `system`: notices',
    }),
    author_name: z.string().nullable(),
    body: z.string(),
    attachments: z.array(
      z.object({
        kind: z.string(),
        url: z.string().nullable(),
        content_type: z.string().nullable(),
        file_name: z.string().nullable(),
        transcript: z.string().nullable().openapi({ description: 'What the vendor heard in it' }),
      }),
    ),
    choice: z
      .object({ id: z.string().nullable(), title: z.string() })
      .nullable()
      .openapi({ description: 'Which of the offered the person tapped' }),
    choices: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .openapi({ description: 'What was offered with it' }),
    status: MessageStatus.nullable().openapi({ description: 'Null for what came in and for notes' }),
    reason: z.string().nullable().openapi({ description: 'Why it is not out, as a code' }),
    remedy: z
      .string()
      .nullable()
      .openapi({ description: 'The same as a sentence that says what can be done; null for a code of ours' }),
    vendor_code: z.string().nullable(),
    delivered_at: Instant.nullable(),
    read_at: Instant.nullable(),
    is_removed: z.boolean().openapi({ description: 'The person took it back; its text is gone' }),
    at: Instant,
  })
  .openapi('ThreadLine')

export const SavedReply = z
  .object({ id: Id, title: z.string(), body: z.string(), updated_at: Instant })
  .openapi('SavedReply')

export const ChatTemplate = z
  .object({
    name: z.string().openapi({ description: 'As the vendor approved it' }),
    language: z.string().openapi({ example: 'en_US' }),
    category: z.enum(['utility', 'marketing', 'authentication']),
    pattern: z.string().openapi({
      description: 'The approved text, with `{{1}}` or `{{first_name}}` where the parameters go',
      example: 'Hello {{1}}, your results are here. Please call us.',
    }),
    gaps: z.array(z.string()).openapi({
      description: 'What stands in the gaps, in the order in which parameters are given',
      example: ['1'],
    }),
    status: z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled']),
    is_sendable: z
      .boolean()
      .openapi({ description: 'Approved, and nothing but its text is to be filled in' }),
    hindrance: z
      .string()
      .nullable()
      .openapi({ description: 'Why it is not sendable, as a sentence; with the vendor’s own reason' }),
  })
  .openapi('ChatTemplate')

/** PostgreSQL keeps no NUL characters. */
const written = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'holds a NUL character')

export const NewReply = z.strictObject({ title: written(80), body: written(4000) })

export const NewNote = z.strictObject({ text: written(4000) })

export const NewChatMessage = z
  .strictObject({
    text: written(4000).optional(),
    saved_reply_id: Id.optional(),
    template: z
      .strictObject({
        name: written(512),
        language: written(20),
        parameters: z
          .array(written(1024))
          .max(20)
          .openapi({ description: 'In the order of the template’s `gaps`' }),
      })
      .optional(),
  })
  .refine(
    (message) => Object.values(message).filter((part) => part !== undefined).length === 1,
    'give one of `text`, `saved_reply_id` and `template`',
  )
