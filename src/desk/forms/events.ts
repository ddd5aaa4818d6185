import { z } from 'zod'
import { eventKind } from '../../kit/events.ts'

export const questionnairePublished = eventKind(
  'questionnaire.published',
  z.strictObject({ questionnaireId: z.string(), version: z.int(), title: z.string() }),
)

/** What was asked, by its title: no answer stands in an event. */
const FormAbout = z.strictObject({
  requestId: z.string(),
  questionnaireId: z.string(),
  version: z.int(),
  title: z.string(),
})
export const formRequested = eventKind('form.requested', FormAbout)
/** Once, when its questions were looked at first. */
export const formOpened = eventKind('form.opened', FormAbout)
export const formCompleted = eventKind(
  'form.completed',
  FormAbout.extend({
    responseId: z.string(),
    /** How many answers staff should see, and how many differ from what was known. */
    flags: z.int(),
    differences: z.int(),
    /** What the profile learned: `birth_date`. */
    learned: z.array(z.string()),
  }),
)
export const formReviewed = eventKind(
  'form.reviewed',
  z.strictObject({ requestId: z.string(), responseId: z.string(), title: z.string() }),
)
