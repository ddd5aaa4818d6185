import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

const fields = z.array(z.string())

export const serviceCreated = eventKind('service.created', z.strictObject({ serviceId: z.string() }))
export const serviceChanged = eventKind('service.changed', z.strictObject({ serviceId: z.string(), fields }))
export const practitionerCreated = eventKind(
  'practitioner.created',
  z.strictObject({ practitionerId: z.string() }),
)
export const practitionerChanged = eventKind(
  'practitioner.changed',
  z.strictObject({ practitionerId: z.string(), fields }),
)
export const resourceCreated = eventKind('resource.created', z.strictObject({ resourceId: z.string() }))
export const resourceChanged = eventKind(
  'resource.changed',
  z.strictObject({ resourceId: z.string(), fields }),
)
/** `practitionerId` null: the clinic's own. */
export const hoursChanged = eventKind(
  'hours.changed',
  z.strictObject({ practitionerId: z.string().nullable() }),
)
export const clinicClosed = eventKind(
  'clinic.closed',
  z.strictObject({ from: z.string(), to: z.string(), isWholeDay: z.boolean() }),
)
export const clinicReopened = eventKind('clinic.reopened', z.strictObject({ date: z.string() }))
