import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'
import { CONSENT_CHANNELS } from './contact.ts'

export const contactCreated = eventKind(
  'contact.created',
  z.strictObject({ source: z.string(), isProvisional: z.boolean() }),
)
export const contactIdentified = eventKind(
  'contact.identified',
  z.strictObject({ kind: z.enum(['phone', 'email']), identifierId: z.string(), reason: z.string() }),
)
export const contactMerged = eventKind(
  'contact.merged',
  z.strictObject({ fromContactId: z.string(), intoContactId: z.string(), reason: z.string() }),
)
export const identityConflictRaised = eventKind(
  'contact.conflict_raised',
  z.strictObject({ conflictId: z.string(), phoneContactId: z.string(), emailContactId: z.string() }),
)
export const identityConflictResolved = eventKind(
  'contact.conflict_resolved',
  z.strictObject({ conflictId: z.string(), resolution: z.string() }),
)
export const consentChanged = eventKind(
  'contact.consent_changed',
  z.strictObject({
    purpose: z.enum(['all', 'transactional', 'care', 'marketing']),
    channel: z.enum(CONSENT_CHANNELS),
    state: z.enum(['granted', 'withdrawn']),
    /** Said of one number or conversation alone: it decides nothing about what else the contact gets. */
    isNarrow: z.boolean().optional(),
  }),
)
/** Somebody wants something and has not booked it; `serviceId`: what they asked about. */
export const leadWarmed = eventKind('lead.warmed', z.strictObject({ serviceId: z.string().nullable() }))
/** It was a mistake, or they want nothing any more. */
export const leadWithdrawn = eventKind('lead.withdrawn', z.strictObject({}))
