/** What the widget may say, and how a body that is not of that form is answered. */
import type { Context } from 'hono'
import { z } from 'zod'
import { badRequest, unprocessable } from '../../kit/problem.ts'

const Text = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(2000, 'is longer than 2000 characters')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds characters that are no text')
const Language = z.string().max(35)

export const BeginSession = z
  .strictObject({
    token: z.string().max(1000).optional(),
    language: Language.optional(),
    user_id: z
      .string()
      .min(1)
      .max(200)
      .refine((id) => id.isWellFormed() && !id.includes('\0'))
      .optional(),
    user_hash: z.string().max(200).optional(),
  })
  .refine((said) => (said.user_id === undefined) === (said.user_hash === undefined), {
    path: ['user_hash'],
    message: 'user_id and user_hash come together',
  })
export type BeginSession = z.infer<typeof BeginSession>

export const WriteMessage = z.strictObject({
  /** Made by the browser: the same again is one message. */
  id: z.uuid(),
  text: Text,
  choice: z.strictObject({ id: z.string().max(200), title: z.string().max(200) }).optional(),
})
export type WriteMessage = z.infer<typeof WriteMessage>

export const AskForPerson = z.strictObject({ id: z.uuid(), language: Language.optional() })

export const MarkRead = z.strictObject({
  /** The last line that stands on the visitor's screen. */
  up_to: z.uuid(),
  /** `delivered`: it came, and the chat is closed. */
  as: z.enum(['delivered', 'read']).default('read'),
})

/** The body, or the problem that says what is wrong with it and where (RFC 9457). */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const body: unknown = await c.req.json().catch(() => {
    throw badRequest('The body is no JSON; send application/json')
  })
  const read = schema.safeParse(body)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part)}`).join(''),
    detail: message,
  }))
  throw unprocessable(`${errors[0]?.pointer || 'The body'}: ${errors[0]?.detail}`, errors)
}
