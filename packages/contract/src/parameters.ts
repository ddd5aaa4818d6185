/** What many routes take: pages, searches, moments and ids. */
import { z } from '@hono/zod-openapi'
import { Id } from './schemas.ts'

export const limit = z.coerce.number().int().min(1).max(200).default(50)
export const offset = z.coerce.number().int().min(0).max(1_000_000).default(0)
/** PostgreSQL keeps no NUL characters, so none can be found. */
export const search = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !text.includes('\u0000'), 'holds a NUL character')
export const idParam = z.object({ id: Id })
export const done = z.object({ ok: z.literal(true) })
/** Within years that a clinic may mean, and exact to what a program may hold. */
const bounded = <Text extends z.ZodType<string>>(text: Text) =>
  text
    .refine((value) => /^(19|20|21)\d\d-/.test(value), 'is not between the years 1900 and 2199')
    .refine((value) => !/\.\d{10}/.test(value), 'has more than nine digits after the second')
/** An exact instant. */
export const exactMoment = bounded(z.iso.datetime({ offset: true })).openapi({
  example: '2026-11-23T15:30:00Z',
})
/** A day of the clinic or an exact instant. */
export const moment = bounded(z.union([z.iso.date(), z.iso.datetime({ offset: true, precision: undefined })]))
