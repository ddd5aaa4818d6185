/** Every route of the API for staff and partners. The OpenAPI document is made from these. */
import { z } from '@hono/zod-openapi'
import { done, idParam, limit, moment, offset, search } from './parameters.ts'
import { staffRoute } from './route.ts'
import {
  ApiKey,
  Appointment,
  AppointmentStatus,
  Channel,
  ChannelRow,
  Clinic,
  Connection,
  ConnectionSecret,
  ConnectionVendor,
  Contact,
  ContactPage,
  Delivery,
  Id,
  IdentityConflict,
  Instant,
  Invitation,
  MarketingPerWeek,
  Me,
  Member,
  Message,
  MessageStatus,
  PasswordReset,
  PlannedStep,
  Role,
  Tasks,
  Template,
  TimelineEntry,
  Vendor,
} from './schemas.ts'

// Who and where

export const getMe = staffRoute({
  method: 'get',
  path: '/api/me',
  tag: 'Access',
  summary: 'Who is signed in, in which clinic, and what they may do',
  permission: null,
  answer: Me,
})

export const createClinicRoute = staffRoute({
  method: 'post',
  path: '/api/clinics',
  tag: 'Clinic',
  summary: 'Open a clinic and become its owner (people only)',
  permission: null,
  body: z.object({
    name: z.string().trim().min(1).max(120),
    time_zone: z.string(),
    country: z.string().optional(),
    locale: z.string().optional(),
  }),
  answer: z.object({ clinic: Clinic }),
  status: 201,
})

export const getClinic = staffRoute({
  method: 'get',
  path: '/api/clinic',
  tag: 'Clinic',
  summary: 'The clinic and its settings',
  permission: 'clinic:read',
  answer: z.object({ clinic: Clinic }),
})

export const changeClinicRoute = staffRoute({
  method: 'patch',
  path: '/api/clinic',
  tag: 'Clinic',
  summary: 'Change settings; what is not given stays',
  permission: 'clinic:write',
  body: z.strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    time_zone: z.string().optional(),
    locale: z.string().optional(),
    country: z.string().optional(),
    address: z.string().max(300).nullable().optional(),
    phone: z.string().max(40).nullable().optional(),
    email: z.email().nullable().optional(),
    booking_enabled: z.boolean().optional(),
    default_booking_duration: z.int().min(5).max(720).optional(),
    names_procedures: z.boolean().optional(),
    marketing_per_week: MarketingPerWeek.optional(),
  }),
  answer: z.object({ clinic: Clinic }),
})

export const getLiveToken = staffRoute({
  method: 'post',
  path: '/api/live/token',
  tag: 'Live',
  summary: 'A token for the first message on the WebSocket /api/live; it expires after a minute',
  permission: 'live:read',
  answer: z.object({ token: z.string(), expires_at: Instant }),
})

// Appointments and people

export const listAppointments = staffRoute({
  method: 'get',
  path: '/api/appointments',
  tag: 'Appointments',
  summary: 'Appointments by start, the earliest first',
  permission: 'appointments:read',
  query: z.object({
    from: moment.optional().openapi({
      description: 'Inclusive, with what is still going on then; a date is the clinic’s midnight',
    }),
    to: moment.optional().openapi({ description: 'Inclusive; a date is the whole day in the clinic’s zone' }),
    status: AppointmentStatus.optional(),
    search: search.optional().openapi({ description: 'Name, phone, e-mail or external reference' }),
    has_conflict: z.literal('true').optional().openapi({
      description: 'Only what was booked elsewhere at a time that was taken here',
    }),
    limit,
    offset,
  }),
  answer: z.object({ appointments: z.array(Appointment) }),
})

export const getAppointment = staffRoute({
  method: 'get',
  path: '/api/appointments/{id}',
  tag: 'Appointments',
  summary: 'One appointment',
  permission: 'appointments:read',
  params: idParam,
  answer: z.object({ appointment: Appointment }),
})

export const listContacts = staffRoute({
  method: 'get',
  path: '/api/contacts',
  tag: 'People',
  summary: 'People, the newest first; search by name, phone, e-mail or external reference',
  permission: 'contacts:read',
  query: z.object({ search: search.optional(), limit, offset }),
  answer: z.object({ contacts: z.array(Contact) }),
})

export const getContact = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}',
  tag: 'People',
  summary:
    'One person with profiles, identifiers, appointments and consents; a merged id leads to the person',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ contact: ContactPage }),
})

export const getTimeline = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}/timeline',
  tag: 'People',
  summary: 'What happened, the newest first, and what reacted to it',
  permission: 'contacts:read',
  params: idParam,
  query: z.object({ limit, offset }),
  answer: z.object({ events: z.array(TimelineEntry) }),
})

export const getPlannedSteps = staffRoute({
  method: 'get',
  path: '/api/contacts/{id}/steps',
  tag: 'People',
  summary:
    'What a person was and will be sent by journeys, by time; the first look at a text marks it as shown',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ steps: z.array(PlannedStep) }),
})

export const showStepRoute = staffRoute({
  method: 'post',
  path: '/api/steps/{id}/preview',
  tag: 'People',
  summary:
    'Show somebody what a step will send, worded by the assistant first where it is to; `is_recomposed` then speaks of changes since',
  permission: 'contacts:read',
  params: idParam,
  answer: z.object({ step: PlannedStep }),
})

export const addConsent = staffRoute({
  method: 'post',
  path: '/api/contacts/{id}/consents',
  tag: 'People',
  summary: 'Add to the proof of consent: a person opted out, or agreed',
  permission: 'contacts:write',
  params: idParam,
  body: z.strictObject({
    purpose: z.enum(['all', 'transactional', 'care', 'marketing']),
    channel: z.enum(['all', ...Channel.options]),
    state: z.enum(['granted', 'withdrawn']),
    text_shown: z.string().max(2000).optional(),
  }),
  answer: done,
  status: 201,
})

export const listConflicts = staffRoute({
  method: 'get',
  path: '/api/identity-conflicts',
  tag: 'People',
  summary: 'Bookings whose phone and e-mail lead to different people',
  permission: 'contacts:read',
  query: z.object({ limit, offset }),
  answer: z.object({ conflicts: z.array(IdentityConflict) }),
})

export const confirmIdentifierRoute = staffRoute({
  method: 'post',
  path: '/api/identifiers/{id}/confirm',
  tag: 'People',
  summary:
    'Say that this number or address is the person’s own: whoever writes from the number may then see all their visits',
  permission: 'contacts:write',
  params: idParam,
  answer: z.object({ ok: z.literal(true) }),
})

export const resolveConflictRoute = staffRoute({
  method: 'post',
  path: '/api/identity-conflicts/{id}/resolve',
  tag: 'People',
  summary: 'Say who it is',
  permission: 'contacts:write',
  params: idParam,
  body: z.strictObject({
    resolution: z.enum(['phone_contact', 'email_contact', 'all_one_person', 'another_person']),
  }),
  answer: z.object({ contact_id: Id }),
})

// Messages

export const listMessages = staffRoute({
  method: 'get',
  path: '/api/messages',
  tag: 'Messages',
  summary: 'The Outbox: everything that was said or would have been said, the newest first',
  permission: 'messages:read',
  query: z.object({
    contact_id: Id.optional(),
    status: MessageStatus.optional(),
    channel: Channel.optional(),
    limit,
    offset,
  }),
  answer: z.object({ messages: z.array(Message) }),
})

export const listTemplates = staffRoute({
  method: 'get',
  path: '/api/templates',
  tag: 'Messages',
  summary: 'The clinic’s texts as they are sent now, and the gaps that they may have',
  permission: 'templates:read',
  answer: z.object({
    templates: z.array(Template),
    variables: z.array(z.object({ name: z.string(), meaning: z.string() })),
  }),
})

export const saveTemplateRoute = staffRoute({
  method: 'put',
  path: '/api/templates',
  tag: 'Messages',
  summary: 'Keep a new version of a text',
  permission: 'templates:write',
  body: z.strictObject({
    key: Template.shape.key,
    channel: Template.shape.channel,
    language: Template.shape.language,
    subject: z.string().trim().max(200).nullable(),
    body: z.string().trim().min(1).max(4000),
  }),
  answer: z.object({ version: z.int() }),
})

export const previewTemplate = staffRoute({
  method: 'post',
  path: '/api/templates/preview',
  tag: 'Messages',
  summary: 'How a text reads with an invented visit',
  permission: 'templates:read',
  body: z.strictObject({
    language: Template.shape.language,
    subject: z.string().max(200).nullable(),
    body: z.string().max(4000),
  }),
  answer: z.object({
    subject: z.string().nullable(),
    body: z.string(),
    unknown_variables: z.array(z.string()),
  }),
})

// Connections

/** Values by the names of the vendor’s fields. */
const Credentials = z.record(z.string().max(60), z.string().max(2000))

export const listConnections = staffRoute({
  method: 'get',
  path: '/api/connections',
  tag: 'Connections',
  summary: 'Outside systems that are connected',
  permission: 'connections:read',
  answer: z.object({ connections: z.array(Connection) }),
})

export const listVendors = staffRoute({
  method: 'get',
  path: '/api/connections/vendors',
  tag: 'Connections',
  summary: 'What can be connected, and what each vendor asks for',
  permission: 'connections:read',
  answer: z.object({ vendors: z.array(ConnectionVendor) }),
})

export const createConnectionRoute = staffRoute({
  method: 'post',
  path: '/api/connections',
  tag: 'Connections',
  summary: 'Connect a system; the secret is shown this once',
  permission: 'connections:write',
  body: z.strictObject({
    vendor: Vendor,
    name: z.string().trim().min(1).max(80),
    secret: z.string().min(16).max(200).optional().openapi({ description: 'Of Cal.com' }),
    credentials: Credentials.optional().openapi({ description: 'Of the others, by `fields` of the vendor' }),
  }),
  answer: z.object({ connection: ConnectionSecret }),
  status: 201,
})

export const changeConnectionSecretRoute = staffRoute({
  method: 'post',
  path: '/api/connections/{id}/secret',
  tag: 'Connections',
  summary: 'Replace the secret; the new one is shown this once',
  permission: 'connections:write',
  params: idParam,
  answer: z.object({ connection: ConnectionSecret }),
})

export const changeCredentialsRoute = staffRoute({
  method: 'put',
  path: '/api/connections/{id}/credentials',
  tag: 'Connections',
  summary: 'Replace credentials; what is not given stays, an empty text takes away what is optional',
  permission: 'connections:write',
  params: idParam,
  body: z.strictObject({ credentials: Credentials }),
  answer: z.object({ connection: Connection }),
})

export const checkConnectionRoute = staffRoute({
  method: 'post',
  path: '/api/connections/{id}/check',
  tag: 'Connections',
  summary: 'Ask the vendor whether the credentials are right; nothing is sent to anybody',
  permission: 'connections:write',
  params: idParam,
  answer: z.object({
    connection: Connection,
    label: z.string().nullable().openapi({ description: 'The account in the vendor’s words' }),
  }),
})

export const removeConnectionRoute = staffRoute({
  method: 'delete',
  path: '/api/connections/{id}',
  tag: 'Connections',
  summary: 'Disconnect; what came in stays',
  permission: 'connections:write',
  params: idParam,
  answer: done,
})

export const listDeliveries = staffRoute({
  method: 'get',
  path: '/api/connections/{id}/deliveries',
  tag: 'Connections',
  summary: 'What came in, the newest first, and what became of it',
  permission: 'connections:read',
  params: idParam,
  query: z.object({ status: Delivery.shape.status.optional(), limit, offset }),
  answer: z.object({ deliveries: z.array(Delivery) }),
})

export const getDelivery = staffRoute({
  method: 'get',
  path: '/api/deliveries/{id}',
  tag: 'Connections',
  summary: 'One delivery with the body as it came',
  permission: 'connections:read',
  params: idParam,
  answer: z.object({ delivery: Delivery.extend({ body: z.string() }) }),
})

export const replayDeliveryRoute = staffRoute({
  method: 'post',
  path: '/api/deliveries/{id}/replay',
  tag: 'Connections',
  summary: 'Process a delivery again; what it already changed does not change twice',
  permission: 'deliveries:replay',
  params: idParam,
  answer: done,
})

// Team and keys

export const listTeam = staffRoute({
  method: 'get',
  path: '/api/team',
  tag: 'Access',
  summary: 'The people of the clinic and open invitations',
  permission: 'team:read',
  answer: z.object({
    members: z.array(Member),
    invitations: z.array(Invitation),
    password_resets: z.array(PasswordReset).openapi({
      description:
        'Who asked for a new password, where no mail server could send the link; for those who may grant the role',
    }),
    sends_mail: z.boolean().openapi({ description: 'Whether a mail server is configured' }),
  }),
})

export const inviteMember = staffRoute({
  method: 'post',
  path: '/api/team/invitations',
  tag: 'Access',
  summary: 'Invite somebody',
  permission: 'team:write',
  body: z.strictObject({ email: z.email(), role: Role }),
  answer: z.object({ invitation: Invitation }),
  status: 201,
})

export const cancelInvitation = staffRoute({
  method: 'delete',
  path: '/api/team/invitations/{id}',
  tag: 'Access',
  summary: 'Take an invitation back',
  permission: 'team:write',
  params: z.object({ id: z.string().max(100) }),
  answer: done,
})

export const changeMemberRole = staffRoute({
  method: 'patch',
  path: '/api/team/{id}',
  tag: 'Access',
  summary: 'Give somebody another role',
  permission: 'team:write',
  params: z.object({ id: z.string().max(100) }),
  body: z.strictObject({ role: Role }),
  answer: done,
})

export const removeMember = staffRoute({
  method: 'delete',
  path: '/api/team/{id}',
  tag: 'Access',
  summary: 'Take somebody’s access away; a clinic keeps an owner',
  permission: 'team:write',
  params: z.object({ id: z.string().max(100) }),
  answer: done,
})

export const listKeys = staffRoute({
  method: 'get',
  path: '/api/keys',
  tag: 'Access',
  summary: 'API keys, without their texts',
  permission: 'keys:read',
  answer: z.object({ keys: z.array(ApiKey) }),
})

export const createKey = staffRoute({
  method: 'post',
  path: '/api/keys',
  tag: 'Access',
  summary: 'Make an API key; its text is shown this once',
  permission: 'keys:write',
  body: z.strictObject({ name: z.string().trim().min(1).max(80), role: Role }),
  answer: z.object({ id: Id, api_key: z.string() }),
  status: 201,
})

export const revokeKey = staffRoute({
  method: 'delete',
  path: '/api/keys/{id}',
  tag: 'Access',
  summary: 'End an API key at once',
  permission: 'keys:write',
  params: idParam,
  answer: done,
})

// Reports

export const getTasks = staffRoute({
  method: 'get',
  path: '/api/tasks',
  tag: 'Reports',
  summary: 'How much waits for a person, all of it',
  permission: 'contacts:read',
  answer: z.object({ tasks: Tasks }),
})

export const getChannelReport = staffRoute({
  method: 'get',
  path: '/api/reports/channels',
  tag: 'Reports',
  summary: 'Which channel brings bookings, and what becomes of them',
  permission: 'reports:read',
  query: z.object({ from: moment.optional(), to: moment.optional() }),
  answer: z.object({ from: Instant, to: Instant, channels: z.array(ChannelRow) }),
})
