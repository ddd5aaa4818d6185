/** The routes of journeys: what goes out by itself, to whom, and what it brought. */
import { z } from '@hono/zod-openapi'
import { done, idParam, limit, moment, offset } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import { Instant } from '../schemas.ts'
import {
  Enrollment,
  Journey,
  JourneyApproval,
  JourneyChange,
  JourneyEnrollment,
  JourneyPreviewRequest,
  JourneySegment,
  JourneySummary,
  JourneyTemplates,
  NewJourney,
  NoticeTemplate,
  PreviewedStep,
  StaffTask,
} from './schemas.ts'

const journey = z.object({ journey: Journey })
const since = z.object({
  from: moment.optional().openapi({ description: 'Whoever was enrolled since; default: 90 days ago' }),
})

export const listJourneys = staffRoute({
  method: 'get',
  path: '/api/journeys',
  tag: 'Journeys',
  summary: 'All journeys with what they brought, by name',
  permission: 'journeys:read',
  query: since,
  answer: z.object({ from: Instant, journeys: z.array(JourneySummary) }),
})

export const getJourney = staffRoute({
  method: 'get',
  path: '/api/journeys/{id}',
  tag: 'Journeys',
  summary: 'One journey with all its versions and who stands for them',
  permission: 'journeys:read',
  params: idParam,
  query: since,
  answer: journey,
})

export const createJourney = staffRoute({
  method: 'post',
  path: '/api/journeys',
  tag: 'Journeys',
  summary: 'Begin a journey, switched off and as a draft',
  permission: 'journeys:write',
  body: NewJourney,
  answer: journey,
  status: 201,
})

export const saveJourneyRoute = staffRoute({
  method: 'put',
  path: '/api/journeys/{id}',
  tag: 'Journeys',
  summary:
    'Add a version, which takes nobody in until it is approved; refused where somebody saved meanwhile',
  permission: 'journeys:write',
  params: idParam,
  body: JourneyChange,
  answer: journey,
})

export const approveJourney = staffRoute({
  method: 'post',
  path: '/api/journeys/{id}/approve',
  tag: 'Journeys',
  summary:
    'Stand for the texts of a version, of care together with a clinician: from now on it takes people in; whoever runs on another stays there',
  permission: 'journeys:write',
  params: idParam,
  body: JourneyApproval,
  answer: journey,
})

export const switchJourneyRoute = staffRoute({
  method: 'post',
  path: '/api/journeys/{id}/switch',
  tag: 'Journeys',
  summary: 'Switch on or off; off, it takes nobody in, and those in it go on',
  permission: 'journeys:write',
  params: idParam,
  body: z.strictObject({ is_active: z.boolean() }),
  answer: journey,
})

export const listEnrollments = staffRoute({
  method: 'get',
  path: '/api/journeys/{id}/enrollments',
  tag: 'Journeys',
  summary: 'Who is or was in it, the newest first',
  permission: 'contacts:read',
  params: idParam,
  query: z.object({ status: Enrollment.shape.status.optional(), limit, offset }),
  answer: z.object({ enrollments: z.array(Enrollment) }),
})

export const enrollInJourney = staffRoute({
  method: 'post',
  path: '/api/journeys/{id}/enroll',
  tag: 'Journeys',
  summary:
    'Take the next portion of these people in: call again with `next` until it is null. Nobody is taken in twice, so that a portion may be repeated',
  permission: 'journeys:write',
  params: idParam,
  body: JourneyEnrollment,
  answer: z.object({ enrolled: z.int(), next: JourneyEnrollment.shape.after.unwrap() }),
})

export const countSegmentRoute = staffRoute({
  method: 'post',
  path: '/api/journeys/count-segment',
  tag: 'Journeys',
  summary: 'How many people a segment has, before anybody of them is taken in',
  permission: 'contacts:read',
  body: z.strictObject({ segment: JourneySegment }),
  answer: z.object({ people: z.int() }),
})

export const leaveJourneyRoute = staffRoute({
  method: 'post',
  path: '/api/enrollments/{id}/leave',
  tag: 'Journeys',
  summary: 'Take somebody out: what is planned is cancelled; whoever is out already stays out',
  permission: 'contacts:write',
  params: idParam,
  answer: done,
})

export const previewJourney = staffRoute({
  method: 'post',
  path: '/api/journeys/preview',
  tag: 'Journeys',
  summary: 'What a person would get of a definition, when and where, and what would stop it; nothing is kept',
  permission: 'contacts:read',
  body: JourneyPreviewRequest,
  answer: z.object({
    steps: z.array(PreviewedStep),
    has_visit_ahead: z.boolean().openapi({
      description: 'A booking ends it, and this person has a visit ahead: they would not be taken in',
    }),
  }),
})

export const listJourneyTemplates = staffRoute({
  method: 'get',
  path: '/api/whatsapp-templates',
  tag: 'Journeys',
  summary: 'What steps may send on WhatsApp when its window is closed, as the vendor listed it last',
  permission: 'journeys:read',
  answer: JourneyTemplates,
})

export const listNoticeTemplates = staffRoute({
  method: 'get',
  path: '/api/notice-templates',
  tag: 'Messages',
  summary:
    'What goes out on WhatsApp for what is told of a visit, where the first way failed and its window is closed',
  permission: 'templates:read',
  answer: z.object({ notice_templates: z.array(NoticeTemplate) }),
})

export const chooseNoticeTemplateRoute = staffRoute({
  method: 'put',
  path: '/api/notice-templates',
  tag: 'Messages',
  summary:
    'Choose the approved template for one kind of notice; refused where WhatsApp has listed no such text',
  permission: 'templates:write',
  body: NoticeTemplate,
  answer: done,
})

export const listStaffTasks = staffRoute({
  method: 'get',
  path: '/api/staff-tasks',
  tag: 'Journeys',
  summary: 'What staff are asked to do and nobody has done, urgent and old ones first',
  permission: 'contacts:read',
  query: z.object({ limit, offset }),
  answer: z.object({ tasks: z.array(StaffTask) }),
})

export const closeStaffTask = staffRoute({
  method: 'post',
  path: '/api/staff-tasks/{id}/close',
  tag: 'Journeys',
  summary: 'Say that it is done; saying it twice changes nothing',
  permission: 'contacts:write',
  params: idParam,
  answer: done,
})
