import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

const enrollmentId = z.string()
const journey = z.string()

/** `isHoldout`: looked at beside the others, and gets nothing. */
export const journeyStarted = eventKind(
  'journey.started',
  z.strictObject({
    journey,
    enrollmentId,
    planned: z.int(),
    skipped: z.int(),
    isHoldout: z.boolean().optional(),
  }),
)
export const journeyStopped = eventKind(
  'journey.stopped',
  z.strictObject({ enrollmentId, cause: z.string(), cancelled: z.int() }),
)
/** All steps were taken. `follows`: the key of the journey that those go on with who came to its end. */
export const journeyCompleted = eventKind(
  'journey.completed',
  z.strictObject({ journey, enrollmentId, follows: z.string().nullable() }),
)
/** `practitionerId`: the clinician who stands for the texts of an approved version. */
export const journeyChanged = eventKind(
  'journey.changed',
  z.strictObject({
    journey,
    version: z.int(),
    change: z.enum(['created', 'drafted', 'approved', 'switched_on', 'switched_off']),
    practitionerId: z.string().optional(),
  }),
)

/** What WhatsApp has approved for a notice about a visit; null: nothing any more. */
export const noticeTemplateChosen = eventKind(
  'notice_template.chosen',
  z.strictObject({ kind: z.string(), template: z.string().nullable() }),
)

const taskId = z.string()
export const taskOpened = eventKind('task.opened', z.strictObject({ taskId, isUrgent: z.boolean() }))
export const taskClosed = eventKind('task.closed', z.strictObject({ taskId }))

/** A warm lead has been silent for 48 hours and has not booked. */
export const leadQuiet = eventKind('lead.quiet', z.strictObject({ warmSince: z.string() }))
/** The time in which people come again has passed without a new booking. */
export const patientLapsed = eventKind(
  'patient.lapsed',
  z.strictObject({ serviceId: z.string().nullable(), lastVisitAt: z.string() }),
)
