import { z } from '@hono/zod-openapi'

/** RFC 9457. `detail` says state and remedy; clients branch on `type`. */
export const ProblemBody = z
  .object({
    type: z.string().openapi({ example: '/problems/not-found' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    next_free: z
      .array(z.iso.datetime({ offset: true }))
      .optional()
      .openapi({ description: 'With `slot-taken`: starts of that service that are still free' }),
    taken: z
      .array(z.iso.datetime({ offset: true }))
      .optional()
      .openapi({ description: 'With `slot-taken` of a series: which of its visits clash' }),
  })
  .openapi('Problem')
