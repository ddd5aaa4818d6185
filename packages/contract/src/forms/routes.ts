/** The routes of forms: what a clinic asks, whom, and what was answered. */
import { z } from '@hono/zod-openapi'
import { done, idParam, limit, offset } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import {
  FormAttachment,
  FormRequest,
  FormResponse,
  FormResponseSummary,
  NewFormRequest,
  NewQuestionnaire,
  Publication,
  Questionnaire,
  QuestionnaireDraft,
  QuestionnaireSummary,
  QuestionnaireVersion,
} from './schemas.ts'

const questionnaire = z.object({ questionnaire: Questionnaire })

export const listQuestionnaires = staffRoute({
  method: 'get',
  path: '/api/questionnaires',
  tag: 'Forms',
  summary: 'What the clinic asks, by title',
  permission: 'forms:read',
  answer: z.object({ questionnaires: z.array(QuestionnaireSummary) }),
})

export const getQuestionnaire = staffRoute({
  method: 'get',
  path: '/api/questionnaires/{id}',
  tag: 'Forms',
  summary: 'Its draft with what is wrong with it, and what is sent now',
  permission: 'forms:read',
  params: idParam,
  answer: questionnaire,
})

export const createQuestionnaireRoute = staffRoute({
  method: 'post',
  path: '/api/questionnaires',
  tag: 'Forms',
  summary: 'Begin a questionnaire, as a draft that nobody is sent',
  permission: 'forms:write',
  body: NewQuestionnaire,
  answer: questionnaire,
  status: 201,
})

export const saveQuestionnaire = staffRoute({
  method: 'put',
  path: '/api/questionnaires/{id}/draft',
  tag: 'Forms',
  summary: 'Keep the draft, also one with mistakes; refused where somebody saved meanwhile',
  permission: 'forms:write',
  params: idParam,
  body: QuestionnaireDraft,
  answer: questionnaire,
})

export const publishQuestionnaireRoute = staffRoute({
  method: 'post',
  path: '/api/questionnaires/{id}/publish',
  tag: 'Forms',
  summary:
    'Make the draft the version that is sent, with the clinician who approves it; it is never changed again',
  permission: 'forms:write',
  params: idParam,
  body: Publication,
  answer: questionnaire,
})

export const listQuestionnaireVersions = staffRoute({
  method: 'get',
  path: '/api/questionnaires/{id}/versions',
  tag: 'Forms',
  summary: 'Everything that was ever sent, the newest first',
  permission: 'forms:read',
  params: idParam,
  answer: z.object({ versions: z.array(QuestionnaireVersion) }),
})

export const listFormsOfContact = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}/forms',
  tag: 'Forms',
  summary: 'What a person was asked to fill in, and what became of it',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ requests: z.array(FormRequest) }),
})

export const sendForm = staffRoute({
  method: 'post',
  path: '/api/contacts/{id}/forms',
  tag: 'Forms',
  summary:
    'Ask a person to fill in what is published; the answer holds the link. The same again is the same request',
  permission: 'contacts:write',
  params: idParam,
  body: NewFormRequest,
  answer: z.object({ request: FormRequest }),
  status: 201,
})

export const listFormsToReview = staffRoute({
  method: 'get',
  path: '/api/form-responses',
  tag: 'Forms',
  summary: 'Answers that somebody has to look at, the one that waits longest first',
  permission: 'contacts:read',
  query: z.object({ limit, offset }),
  answer: z.object({ responses: z.array(FormResponseSummary) }),
})

export const getFormResponse = staffRoute({
  method: 'get',
  path: '/api/form-responses/{id}',
  tag: 'Forms',
  summary: 'What was answered, with the words that were read',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ response: FormResponse }),
})

export const reviewFormResponse = staffRoute({
  method: 'post',
  path: '/api/form-responses/{id}/review',
  tag: 'Forms',
  summary: 'Say that what there was to see was seen',
  permission: 'contacts:write',
  params: idParam,
  answer: done,
})

export const getFormAttachment = staffRoute({
  method: 'get',
  path: '/api/form-attachments/{id}',
  tag: 'Forms',
  summary: 'A photo, paper or signature that came with a form',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ attachment: FormAttachment }),
})
