/** What Chatwoot's API takes. Citations are to chatwoot/contract.md; files are those beside it. */
import { z } from 'zod'
import { contractJson } from './contract.ts'
import type { VendorAnswer } from './server.ts'

const processedParams = z.strictObject({
  // template_processor_service.rb: by number, or by name where the template's parameter_format is NAMED.
  body: z.record(z.string().regex(/^\w+$/), z.string().min(1)).optional(),
  header: z
    .strictObject({ media_url: z.url(), media_type: z.string(), media_name: z.string().optional() })
    .optional(),
  buttons: z
    .array(z.strictObject({ type: z.enum(['url', 'copy_code']), parameter: z.string().min(1) }))
    .optional(),
})

// api.create_message.whatsapp_template.request.json
const templateParams = z.strictObject({
  name: z.string().min(1),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  language: z.string().min(2),
  processed_params: processedParams.optional(),
})

// contract.md, API: buttons/list. api.create_message.input_select.request.json
const item = z.strictObject({ title: z.string().min(1), value: z.string().min(1) })

const contentAttributes = z.strictObject({
  in_reply_to: z.int().optional(),
  items: z.array(item).min(1).optional(),
  /** contract.md, API: put our id here and look for it before resending. */
  fd_msg_id: z.string().min(1).optional(),
})

const messageFields = {
  content: z.string().min(1),
  content_type: z.enum(['text', 'input_select']).optional(),
  content_attributes: contentAttributes.optional(),
  template_params: templateParams.optional(),
}

const hasItems = (message: { content_type?: string; content_attributes?: { items?: unknown } }) =>
  (message.content_type === 'input_select') === (message.content_attributes?.items !== undefined)
const ITEMS_APART = {
  message: 'items and input_select go together',
  path: ['content_attributes', 'items'],
}

/** contract.md, API, messages: `source_id` must not be sent; `incoming` only in API inboxes. */
export const CreateMessage = z
  .strictObject({
    ...messageFields,
    message_type: z.literal('outgoing').optional(),
    private: z.boolean().optional(),
    echo_id: z.union([z.string(), z.number()]).optional(),
  })
  .refine(hasItems, ITEMS_APART)
export type CreateMessage = z.infer<typeof CreateMessage>

// api.conversation_create.request.json
export const CreateConversation = z.strictObject({
  inbox_id: z.union([z.int(), z.string().regex(/^\d+$/)]),
  contact_id: z.union([z.int(), z.string().regex(/^\d+$/)]),
  source_id: z.string().min(1).optional(),
  status: z.enum(['open', 'resolved', 'pending']).optional(),
  message: z.strictObject(messageFields).refine(hasItems, ITEMS_APART).optional(),
})

// api.toggle_status.request.json; contract.md, API: handoff
export const ToggleStatus = z.strictObject({
  status: z.enum(['open', 'pending', 'resolved', 'snoozed']),
  snoozed_until: z.int().optional(),
})

// contract.md, API: other
export const ToggleTyping = z.strictObject({ typing_status: z.enum(['on', 'off']) })
export const Assign = z.union([
  z.strictObject({ assignee_id: z.int() }),
  z.strictObject({ team_id: z.int() }),
])
export const SetAttributes = z.strictObject({ custom_attributes: z.record(z.string(), z.unknown()) })

// api.contacts_create.request.json
export const CreateContact = z.strictObject({
  inbox_id: z.union([z.int(), z.string().regex(/^\d+$/)]).optional(),
  name: z.string().optional(),
  phone_number: z.string().optional(),
  email: z.string().optional(),
  identifier: z.string().optional(),
  source_id: z.string().optional(),
  custom_attributes: z.record(z.string(), z.unknown()).optional(),
})

// api.contacts_filter.request.json
export const FilterContacts = z.strictObject({
  payload: z
    .array(
      z.strictObject({
        attribute_key: z.enum(['phone_number', 'email', 'identifier', 'name']),
        filter_operator: z.literal('equal_to'),
        values: z.array(z.string()).min(1),
        query_operator: z.enum(['AND', 'OR']).nullable().optional(),
      }),
    )
    .min(1),
})

export const unauthorized = (error?: string): VendorAnswer => ({
  status: 401,
  body: error ? { error } : contractJson('chatwoot', 'api.error.401.json'),
})

export const notFound = (): VendorAnswer => ({
  status: 404,
  body: contractJson('chatwoot', 'api.error.404.json'),
})

export const invalid = (error: string): VendorAnswer => ({ status: 422, body: { error } })

/** contract.md, API: what a bot's token may call; anything else is 401. */
const BOT_ALLOWED = [
  /^POST conversations$/,
  /^PATCH conversations\/\d+$/,
  /^POST conversations\/\d+\/(toggle_status|toggle_typing_status|toggle_priority|custom_attributes)$/,
  /^POST conversations\/\d+\/(messages|assignments)$/,
]

export function isAllowedForBots(call: string): boolean {
  return BOT_ALLOWED.some((pattern) => pattern.test(call))
}
