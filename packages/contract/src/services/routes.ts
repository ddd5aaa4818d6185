/** The routes of what a clinic offers and when. */
import { z } from '@hono/zod-openapi'
import { done, idParam } from '../parameters.ts'
import { staffRoute } from '../route.ts'
import {
  Closure,
  Day,
  HoursWindow,
  NewPractitioner,
  NewResource,
  NewService,
  Practitioner,
  PractitionerChange,
  PractitionerSchedule,
  Resource,
  ResourceChange,
  Service,
  ServiceChange,
  WeeklyHours,
} from './schemas.ts'

const withArchived = z.object({
  archived: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: '`true`: those too that were archived' }),
})

export const listServices = staffRoute({
  method: 'get',
  path: '/api/services',
  tag: 'Services',
  summary: 'What can be booked, in the clinic’s order',
  permission: 'services:read',
  query: withArchived,
  answer: z.object({ services: z.array(Service) }),
})

export const createServiceRoute = staffRoute({
  method: 'post',
  path: '/api/services',
  tag: 'Services',
  summary: 'Offer a service',
  permission: 'services:write',
  body: NewService,
  answer: z.object({ service: Service }),
  status: 201,
})

export const changeServiceRoute = staffRoute({
  method: 'patch',
  path: '/api/services/{id}',
  tag: 'Services',
  summary: 'Change a service; what is not given stays, and so do appointments made before',
  permission: 'services:write',
  params: idParam,
  body: ServiceChange,
  answer: z.object({ service: Service }),
})

export const archiveServiceRoute = staffRoute({
  method: 'delete',
  path: '/api/services/{id}',
  tag: 'Services',
  summary: 'Offer a service no longer; its appointments stay',
  permission: 'services:write',
  params: idParam,
  answer: done,
})

export const listPractitioners = staffRoute({
  method: 'get',
  path: '/api/practitioners',
  tag: 'Services',
  summary: 'Who treats, with hours, days off and travel',
  permission: 'services:read',
  query: withArchived,
  answer: z.object({ practitioners: z.array(Practitioner) }),
})

export const createPractitionerRoute = staffRoute({
  method: 'post',
  path: '/api/practitioners',
  tag: 'Services',
  summary: 'Add a practitioner',
  permission: 'services:write',
  body: NewPractitioner,
  answer: z.object({ practitioner: Practitioner }),
  status: 201,
})

export const changePractitionerRoute = staffRoute({
  method: 'patch',
  path: '/api/practitioners/{id}',
  tag: 'Services',
  summary: 'Change or archive a practitioner; what is not given stays',
  permission: 'services:write',
  params: idParam,
  body: PractitionerChange,
  answer: z.object({ practitioner: Practitioner }),
})

export const savePractitionerHours = staffRoute({
  method: 'put',
  path: '/api/practitioners/{id}/hours',
  tag: 'Services',
  summary: 'Replace the weekly hours; overrides and travel too where they are given',
  permission: 'services:write',
  params: idParam,
  body: PractitionerSchedule,
  answer: z.object({ practitioner: Practitioner }),
})

export const listResources = staffRoute({
  method: 'get',
  path: '/api/resources',
  tag: 'Services',
  summary: 'Rooms and devices',
  permission: 'services:read',
  query: withArchived,
  answer: z.object({ resources: z.array(Resource) }),
})

export const createResourceRoute = staffRoute({
  method: 'post',
  path: '/api/resources',
  tag: 'Services',
  summary: 'Add a room or device',
  permission: 'services:write',
  body: NewResource,
  answer: z.object({ resource: Resource }),
  status: 201,
})

export const changeResourceRoute = staffRoute({
  method: 'patch',
  path: '/api/resources/{id}',
  tag: 'Services',
  summary: 'Change a room or device; what is not given stays',
  permission: 'services:write',
  params: idParam,
  body: ResourceChange,
  answer: z.object({ resource: Resource }),
})

export const archiveResourceRoute = staffRoute({
  method: 'delete',
  path: '/api/resources/{id}',
  tag: 'Services',
  summary: 'Use a room or device no longer',
  permission: 'services:write',
  params: idParam,
  answer: done,
})

export const getClinicHours = staffRoute({
  method: 'get',
  path: '/api/hours',
  tag: 'Services',
  summary: 'The clinic’s weekly hours: those of practitioners without their own',
  permission: 'services:read',
  answer: z.object({ hours: z.array(WeeklyHours) }),
})

export const saveClinicHours = staffRoute({
  method: 'put',
  path: '/api/hours',
  tag: 'Services',
  summary: 'Replace the clinic’s weekly hours',
  permission: 'services:write',
  body: z.strictObject({ hours: z.array(WeeklyHours).max(50) }),
  answer: z.object({ hours: z.array(WeeklyHours) }),
})

export const listClosures = staffRoute({
  method: 'get',
  path: '/api/closures',
  tag: 'Services',
  summary: 'Holidays and other days on which the whole clinic has other hours or none',
  permission: 'services:read',
  query: z.object({ from: Day.optional(), to: Day.optional() }),
  answer: z.object({ closures: z.array(Closure) }),
})

export const addClosures = staffRoute({
  method: 'post',
  path: '/api/closures',
  tag: 'Services',
  summary: 'Close the clinic on a date or a stretch of dates, or give it other hours',
  permission: 'services:write',
  body: z.strictObject({
    date: Day,
    to_date: Day.optional().openapi({ description: 'Included; at most a year after `date`' }),
    windows: z.array(HoursWindow).max(10).default([]),
    name: z.string().trim().max(80).optional(),
  }),
  answer: z.object({ closures: z.array(Closure).openapi({ description: 'One for each date' }) }),
  status: 201,
})

export const removeClosure = staffRoute({
  method: 'delete',
  path: '/api/closures/{id}',
  tag: 'Services',
  summary: 'Open the clinic on that date as in any week',
  permission: 'services:write',
  params: idParam,
  answer: done,
})
