import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

export const clinicCreated = eventKind('clinic.created', z.strictObject({ slug: z.string() }))
export const clinicChanged = eventKind('clinic.changed', z.strictObject({ fields: z.array(z.string()) }))
export const clinicPlanChanged = eventKind(
  'clinic.plan_changed',
  z.strictObject({ from: z.string(), to: z.string() }),
)
