/** The routes of the assistant: how it answers, what it may say, and what it has learned. */
import { z } from '@hono/zod-openapi'
import { done, idParam } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import {
  ApprovedAnswer,
  Explained,
  NewApprovedAnswer,
  PlaygroundMessage,
  Preference,
  PreferenceCorrection,
  Receptionist,
  ReceptionistSettings,
} from './schemas.ts'

export const getReceptionist = staffRoute({
  method: 'get',
  path: '/api/receptionist',
  tag: 'Receptionist',
  summary:
    'How the assistant answers, and whether a language model helps it: which, how often today, and what failed',
  permission: 'receptionist:read',
  answer: Receptionist,
})

export const changeReceptionist = staffRoute({
  method: 'put',
  path: '/api/receptionist',
  tag: 'Receptionist',
  summary: 'Set all of how the assistant answers, from its next answer on',
  permission: 'receptionist:write',
  body: ReceptionistSettings,
  answer: Receptionist,
})

export const listApprovedAnswers = staffRoute({
  method: 'get',
  path: '/api/receptionist/answers',
  tag: 'Receptionist',
  summary: 'What may be said word for word, and drafts; those of the clinic itself first',
  permission: 'receptionist:read',
  answer: z.object({ answers: z.array(ApprovedAnswer) }),
})

export const createApprovedAnswer = staffRoute({
  method: 'post',
  path: '/api/receptionist/answers',
  tag: 'Receptionist',
  summary: 'Add an answer, approved by the caller or as a draft',
  permission: 'receptionist:write',
  body: NewApprovedAnswer,
  answer: z.object({ answer: ApprovedAnswer }),
  status: 201,
})

export const changeApprovedAnswer = staffRoute({
  method: 'put',
  path: '/api/receptionist/answers/{id}',
  tag: 'Receptionist',
  summary: 'Write an answer anew; the approval is then the caller’s',
  permission: 'receptionist:write',
  params: idParam,
  body: NewApprovedAnswer,
  answer: z.object({ answer: ApprovedAnswer }),
})

export const removeApprovedAnswerRoute = staffRoute({
  method: 'delete',
  path: '/api/receptionist/answers/{id}',
  tag: 'Receptionist',
  summary: 'Say it no more',
  permission: 'receptionist:write',
  params: idParam,
  answer: done,
})

export const tryReceptionist = staffRoute({
  method: 'post',
  path: '/api/receptionist/playground',
  tag: 'Receptionist',
  summary:
    'What would be answered, and why, step by step; nothing of it is kept or sent, and a model that is asked counts as ever',
  permission: 'receptionist:read',
  body: PlaygroundMessage,
  answer: Explained,
})

export const listPreferences = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}/preferences',
  tag: 'People',
  summary: 'What was learned from a person’s own words, the surest first, with the messages that show it',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ preferences: z.array(Preference) }),
})

export const correctPreferenceRoute = staffRoute({
  method: 'put',
  path: '/api/preferences/{id}',
  tag: 'People',
  summary: 'Put right what was learned',
  permission: 'contacts:write',
  params: idParam,
  body: PreferenceCorrection,
  answer: done,
})

export const erasePreferenceRoute = staffRoute({
  method: 'delete',
  path: '/api/preferences/{id}',
  tag: 'People',
  summary: 'Forget it with its evidence; it is not learned again',
  permission: 'contacts:write',
  params: idParam,
  answer: done,
})
