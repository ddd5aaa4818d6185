/** What the API answers about somebody who asked for something and has not booked it. */
import { z } from '@hono/zod-openapi'
import { Id, Instant } from '../schemas.ts'

export const Lead = z
  .object({
    service_id: Id.nullable().openapi({ description: 'What they asked about; null: nobody said' }),
    service_name: z.string().nullable(),
    warm_since: Instant,
    quiet_at: Instant.nullable().openapi({
      description:
        'When they count as silent unless a word or a booking comes before; then journeys that wait for `lead.quiet` take them in. Null: they have fallen silent',
    }),
    quiet_since: Instant.nullable().openapi({ description: 'Null: not silent for long enough yet' }),
  })
  .openapi('Lead')
