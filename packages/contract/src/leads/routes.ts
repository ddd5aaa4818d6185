/** The routes of those who asked and have not booked. */
import { z } from '@hono/zod-openapi'
import { done, idParam } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import { Id } from '../schemas.ts'
import { Lead } from './schemas.ts'

export const getLead = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}/lead',
  tag: 'People',
  summary: 'Since when a person is known to want something that they have not booked; null where they do not',
  permission: 'contacts:read',
  params: idParam,
  // Not `nullable`: that would make the named schema one that may be null wherever it stands.
  answer: z.object({ lead: z.union([Lead, z.null()]) }),
})

export const noteLeadRoute = staffRoute({
  method: 'post',
  path: '/api/contacts/{id}/lead',
  tag: 'People',
  summary:
    'Say that a person asked and has not booked, so that they are asked again if they fall silent; refused of whoever has a visit ahead. Saying it again only counts the silence anew',
  permission: 'contacts:write',
  params: idParam,
  body: z.strictObject({
    service_id: Id.nullable().optional().openapi({
      description: 'What they asked about; without, what is known of it stays',
    }),
  }),
  answer: z.object({ lead: Lead }),
})

export const withdrawLeadRoute = staffRoute({
  method: 'delete',
  path: '/api/contacts/{id}/lead',
  tag: 'People',
  summary:
    'Say that it was a mistake, or that they want nothing any more; refused once they have fallen silent',
  permission: 'contacts:write',
  params: idParam,
  answer: done,
})
