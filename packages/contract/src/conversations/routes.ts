/** The routes of the inbox: what people and the clinic write to each other. */
import { z } from '@hono/zod-openapi'
import { done, idParam, limit, offset, search } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import { Channel, Contact, Id, Instant } from '../schemas.ts'
import {
  ChatTemplate,
  Conversation,
  ConversationCounts,
  NewChatMessage,
  NewNote,
  NewReply,
  SavedReply,
  SuggestedReply,
  ThreadLine,
} from './schemas.ts'

export const listConversations = staffRoute({
  method: 'get',
  path: '/api/conversations',
  tag: 'Conversations',
  summary:
    'Conversations of all channels: those that wait for a person first, the longest waiting before all',
  permission: 'conversations:read',
  query: z.object({
    status: z.enum(['waiting', 'mine', 'unread', 'all']).optional().openapi({
      description: '`mine`: assigned to the caller; an API key has none',
    }),
    channel: Channel.optional(),
    contact_id: Id.optional(),
    search: search.optional().openapi({ description: 'Words of a message, or of the person’s name' }),
    limit,
    offset,
  }),
  answer: z.object({ conversations: z.array(Conversation), counts: ConversationCounts }),
})

export const getConversation = staffRoute({
  method: 'get',
  path: '/api/conversations/{id}',
  tag: 'Conversations',
  summary: 'One conversation, and the person beside it',
  permission: 'conversations:read',
  params: idParam,
  answer: z.object({ conversation: Conversation, contact: Contact }),
})

export const getThread = staffRoute({
  method: 'get',
  path: '/api/conversations/{id}/thread',
  tag: 'Conversations',
  summary: 'The latest lines, oldest first, whoever wrote them',
  permission: 'conversations:read',
  params: idParam,
  query: z.object({
    before: Id.optional().openapi({ description: 'A line’s id: what stands above it' }),
    after: Id.optional().openapi({ description: 'A line’s id: what came since' }),
    limit,
  }),
  answer: z.object({
    lines: z.array(ThreadLine),
    has_more: z.boolean().openapi({ description: 'Whether older ones are left' }),
  }),
})

export const sendChatMessage = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/messages',
  tag: 'Conversations',
  summary:
    'Write to the person, which also takes the conversation over. 409 `window-closed` where only a template goes out, `template-not-approved` where the vendor lets this one not out',
  permission: 'conversations:write',
  headers: z.object({
    'idempotency-key': z
      .string()
      .min(8)
      .max(200)
      .optional()
      .openapi({ description: 'The same key again sends nothing and answers with the same message' }),
  }),
  params: idParam,
  body: NewChatMessage,
  answer: z.object({ message_id: Id }),
  status: 201,
})

export const suggestReplyRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/suggested-reply',
  tag: 'Conversations',
  summary:
    'What the assistant would answer to what stands unanswered, to be changed and sent as one’s own; nothing is done, sent or kept',
  permission: 'conversations:write',
  params: idParam,
  answer: SuggestedReply,
})

export const addNoteRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/notes',
  tag: 'Conversations',
  summary: 'A line that only staff see',
  permission: 'conversations:write',
  params: idParam,
  body: NewNote,
  answer: z.object({ note_id: Id }),
  status: 201,
})

export const takeOverConversationRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/take-over',
  tag: 'Conversations',
  summary: 'Answer it oneself: the assistant is silent until it is released',
  permission: 'conversations:write',
  params: idParam,
  answer: z.object({ conversation: Conversation }),
})

export const releaseConversationRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/release',
  tag: 'Conversations',
  summary: 'Give it back to the assistant, which answers what comes from now on',
  permission: 'conversations:write',
  params: idParam,
  answer: z.object({ conversation: Conversation }),
})

export const closeConversationRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/close',
  tag: 'Conversations',
  summary: 'It is over until the person writes again, and then the assistant answers',
  permission: 'conversations:write',
  params: idParam,
  answer: z.object({ conversation: Conversation }),
})

export const assignConversationRoute = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/assign',
  tag: 'Conversations',
  summary: 'Say whose it is, without taking it over',
  permission: 'conversations:write',
  params: idParam,
  body: z.strictObject({
    user_id: z.string().min(1).max(100).nullable().openapi({ description: 'Null: nobody’s' }),
  }),
  answer: z.object({ conversation: Conversation }),
})

export const markConversationRead = staffRoute({
  method: 'post',
  path: '/api/conversations/{id}/read',
  tag: 'Conversations',
  summary: 'Somebody of the staff has seen it, up to this line; what came behind it stays unread',
  permission: 'conversations:write',
  params: idParam,
  body: z.strictObject({
    up_to: Id.openapi({ description: 'The last line that they have seen, whoever wrote it' }),
  }),
  answer: done,
})

export const listChatTemplates = staffRoute({
  method: 'get',
  path: '/api/conversations/{id}/templates',
  tag: 'Conversations',
  summary: 'Templates as the vendor lists them: what goes out first, of that the last used first',
  permission: 'conversations:read',
  params: idParam,
  answer: z.object({
    templates: z.array(ChatTemplate),
    read_at: Instant.nullable().openapi({ description: 'When the vendor was asked last; null: never' }),
    remedy: z.string().nullable().openapi({
      description: 'Why it could not be asked since, and what can be done; null where nothing is wrong',
    }),
  }),
})

export const listReplies = staffRoute({
  method: 'get',
  path: '/api/saved-replies',
  tag: 'Conversations',
  summary: 'Texts that the clinic has written once and sends often, by title',
  permission: 'conversations:read',
  answer: z.object({ saved_replies: z.array(SavedReply) }),
})

export const createReply = staffRoute({
  method: 'post',
  path: '/api/saved-replies',
  tag: 'Conversations',
  summary: 'Save a reply for everybody at the desk',
  permission: 'conversations:write',
  body: NewReply,
  answer: z.object({ saved_reply: SavedReply }),
  status: 201,
})

export const changeReply = staffRoute({
  method: 'put',
  path: '/api/saved-replies/{id}',
  tag: 'Conversations',
  summary: 'Write a saved reply anew',
  permission: 'conversations:write',
  params: idParam,
  body: NewReply,
  answer: z.object({ saved_reply: SavedReply }),
})

export const removeReplyRoute = staffRoute({
  method: 'delete',
  path: '/api/saved-replies/{id}',
  tag: 'Conversations',
  summary: 'Forget a saved reply; what was sent with it stays',
  permission: 'conversations:write',
  params: idParam,
  answer: done,
})
