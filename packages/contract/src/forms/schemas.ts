/** What the API answers about forms: questionnaires, who was asked, and what was answered. Inside FHIR's own shapes, FHIR's own names. */
import { z } from '@hono/zod-openapi'
import { Id, Instant } from '../schemas.ts'

const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'holds a NUL character')
    .refine((text) => text.isWellFormed(), 'holds half a character')

export const FormLanguage = z.enum(['en', 'es'])

/** What JSON writes as an escape where half a surrogate pair stands: no database keeps that. */
const HALF = /(?<!\\)\\ud[89a-f]/
const isText = (body: object) => !HALF.test(JSON.stringify(body))

export const FhirQuestionnaire = z
  .looseObject({ resourceType: z.literal('Questionnaire') })
  .refine(isText, 'holds half a character')
  .openapi('FhirQuestionnaire', {
    description:
      'A FHIR R4 Questionnaire (https://hl7.org/fhir/R4/questionnaire.html), as far as Foyer asks it',
  })

export const FhirQuestionnaireResponse = z
  .looseObject({ resourceType: z.literal('QuestionnaireResponse') })
  .openapi('FhirQuestionnaireResponse', {
    description: 'A FHIR R4 QuestionnaireResponse (https://hl7.org/fhir/R4/questionnaireresponse.html)',
  })

export const QuestionnaireIssue = z
  .object({
    severity: z.enum(['error', 'warning']).openapi({ description: 'An error keeps it from being published' }),
    code: z.string(),
    link_id: z.string().nullable().openapi({ description: 'Null: of the whole' }),
    detail: z.string(),
  })
  .openapi('QuestionnaireIssue')

export const QuestionnaireSummary = z
  .object({
    id: Id,
    key: z.string().nullable().openapi({ description: 'Of those that every clinic starts with' }),
    title: z.string(),
    version: z
      .int()
      .nullable()
      .openapi({ description: 'What is sent now; null: never published, so never sent' }),
    approved_by: z.string().nullable().openapi({ description: 'The clinician who approved that version' }),
    published_at: Instant.nullable(),
    has_draft: z.boolean(),
    revision: z.int().openapi({ description: 'Give it back when saving: who is late is told so' }),
    updated_at: Instant,
  })
  .openapi('QuestionnaireSummary')

export const Questionnaire = QuestionnaireSummary.extend({
  draft: FhirQuestionnaire.nullable(),
  published: FhirQuestionnaire.nullable(),
  issues: z.array(QuestionnaireIssue).openapi({ description: 'Of the draft' }),
}).openapi('Questionnaire')

export const QuestionnaireVersion = z
  .object({
    version: z.int(),
    approved_by: z.string(),
    published_at: Instant,
    body: FhirQuestionnaire,
  })
  .openapi('QuestionnaireVersion')

export const NewQuestionnaire = z
  .strictObject({ title: words(200), body: FhirQuestionnaire.optional() })
  .openapi('NewQuestionnaire')

export const QuestionnaireDraft = z
  .strictObject({ title: words(200), body: FhirQuestionnaire, revision: z.int().min(1) })
  .openapi('QuestionnaireDraft')

export const Publication = z
  .strictObject({
    revision: z.int().min(1),
    approved_by: words(120).openapi({ description: 'The clinician who approves these words, by name' }),
  })
  .openapi('Publication')

export const NewFormRequest = z
  .strictObject({
    questionnaire_id: Id,
    appointment_id: Id.nullable().default(null).openapi({ description: 'The visit it is for' }),
    language: FormLanguage.optional().openapi({ description: 'Otherwise the person’s, else the clinic’s' }),
  })
  .openapi('NewFormRequest')

export const FormRequest = z
  .object({
    id: Id,
    questionnaire_id: Id,
    version: z.int(),
    title: z.string(),
    contact_id: Id,
    patient_profile_id: Id.nullable(),
    appointment_id: Id.nullable(),
    language: FormLanguage,
    status: z.enum(['open', 'completed']),
    link: z.string().openapi({ description: 'Lets whoever has it fill in this form' }),
    expires_at: Instant,
    opened_at: Instant.nullable(),
    completed_at: Instant.nullable(),
    created_at: Instant,
    response_id: Id.nullable(),
    needs_review: z.boolean(),
  })
  .openapi('FormRequest')

export const FormFlag = z
  .object({
    link_id: z.string(),
    label: z.string().openapi({ description: 'What staff call it, as the questionnaire says' }),
    question: z.string(),
    answer: z.string(),
  })
  .openapi('FormFlag')

export const FormDifference = z
  .object({
    field: z.enum(['name', 'birth_date', 'phone', 'email', 'place']),
    known: z.string().nullable().openapi({ description: 'Null: it is known of somebody else' }),
    said: z.string(),
  })
  .openapi('FormDifference')

export const FormResponseSummary = z
  .object({
    id: Id,
    request_id: Id,
    title: z.string(),
    status: z.enum(['in-progress', 'completed', 'amended']),
    contact_id: Id,
    contact_name: z.string(),
    patient_profile_id: Id.nullable(),
    appointment_id: Id.nullable(),
    flags: z.array(FormFlag),
    differences: z.array(FormDifference),
    needs_review: z.boolean().openapi({ description: 'There is something to look at, and nobody has' }),
    reviewed_at: Instant.nullable(),
    completed_at: Instant.nullable(),
  })
  .openapi('FormResponseSummary')

export const FormResponse = FormResponseSummary.extend({
  body: FhirQuestionnaireResponse,
  questionnaire: FhirQuestionnaire.openapi({ description: 'In the version that was answered' }),
}).openapi('FormResponse')

export const FormAttachment = z
  .object({ id: Id, content_type: z.string(), content_base64: z.string() })
  .openapi('FormAttachment')
