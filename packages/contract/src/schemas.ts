/** What the API answers with. Names are snake_case, instants RFC 3339 in UTC, zones IANA, languages BCP 47. */
import { z } from '@hono/zod-openapi'

export const Id = z.uuid()
export const Instant = z.iso.datetime({ offset: true }).openapi({ example: '2026-11-23T15:30:00Z' })

export const Identifier = z
  .object({
    id: Id,
    kind: z.enum(['phone', 'email']),
    value: z.string().openapi({ description: 'E.164, or an e-mail address in lower case' }),
    raw_text: z.string().nullable(),
    source: z.string(),
    standing: z.enum(['own', 'claimed', 'confirmed']).openapi({
      description:
        '`own`: came with the person or from staff. `claimed`: typed in beside what was known of them, which anybody can do. `confirmed`: staff said that it is theirs',
    }),
    created_at: Instant,
  })
  .openapi('Identifier')

export const PatientProfile = z
  .object({
    id: Id,
    contact_id: Id,
    full_name: z.string(),
    place: z.string().nullable(),
    birth_date: z.string().nullable(),
    hint: z
      .enum(['same_contact_another_name', 'identity_conflict'])
      .nullable()
      .openapi({ description: 'Why staff should look twice' }),
  })
  .openapi('PatientProfile')

export const ContactSummary = z
  .object({
    id: Id,
    display_name: z.string(),
    phone_e164: z.string().nullable(),
    email: z.string().nullable(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
    source: z.string(),
    is_provisional: z
      .boolean()
      .openapi({ description: 'Phone and e-mail lead to different people; staff decide' }),
    created_at: Instant,
  })
  .openapi('ContactSummary')

export const AppointmentStatus = z
  .enum(['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'])
  .openapi('AppointmentStatus')

export const BookingChannel = z.enum(['whatsapp', 'instagram', 'widget', 'sms', 'voice', 'email', 'direct'])

export const Appointment = z
  .object({
    id: Id,
    status: AppointmentStatus,
    mode: z.enum(['visit', 'call', 'video']),
    title: z.string(),
    service_id: Id.nullable().openapi({ description: 'Null: booked elsewhere' }),
    service_name: z.string().nullable(),
    start_at: Instant,
    end_at: Instant,
    duration_minutes: z.int(),
    buffer_before_minutes: z.int().openapi({ description: 'Kept free before it, as of booking' }),
    buffer_after_minutes: z.int(),
    time_zone: z.string().openapi({ description: 'The patient’s zone; the clinic’s where it is unknown' }),
    uid: z.string(),
    sequence: z.int(),
    source: z.string(),
    booking_channel: BookingChannel,
    practitioner: z.object({ id: Id, name: z.string() }).nullable(),
    practitioner_ids: z
      .array(Id)
      .openapi({ description: 'All who hold it together, the one of `practitioner` first' }),
    resources: z.array(z.object({ id: Id, kind: z.enum(['room', 'device']), name: z.string() })),
    series_id: Id.nullable(),
    has_conflict: z
      .boolean()
      .openapi({ description: 'Booked elsewhere at a time that was taken here; staff decide' }),
    attendee_name: z.string(),
    attendee_email: z.string().nullable(),
    attendee_phone_e164: z.string().nullable(),
    attendee_phone_raw: z.string().nullable(),
    place: z.string().nullable(),
    location: z.string().nullable(),
    notes: z.string().nullable(),
    answers: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
    cancellation_reason: z.string().nullable(),
    paid_at: Instant.nullable(),
    attendance_confirmed_at: Instant.nullable().openapi({
      description: 'When the patient said that they will come at this time; moved, they are asked anew',
    }),
    external_references: z.array(
      z.object({ vendor: z.string(), kind: z.string(), value: z.string(), is_superseded: z.boolean() }),
    ),
    created_at: Instant,
    updated_at: Instant,
    contact: ContactSummary,
    patient_profile: PatientProfile,
  })
  .openapi('Appointment')

export const Contact = ContactSummary.extend({
  identifiers: z.array(Identifier),
  patient_profiles: z.array(PatientProfile),
  last_booking: z
    .object({
      appointment_id: Id,
      service_name: z.string().nullable(),
      start_at: Instant,
      status: AppointmentStatus,
      booking_channel: BookingChannel,
    })
    .nullable(),
}).openapi('Contact')

/** Every way in which the clinic and a person write to each other. */
export const Channel = z
  .enum(['widget', 'whatsapp', 'instagram', 'facebook', 'sms', 'email', 'other'])
  .openapi('Channel')

export const Consent = z
  .object({
    purpose: z.enum(['all', 'transactional', 'care', 'marketing']),
    channel: z.enum(['all', ...Channel.options]),
    state: z.enum(['granted', 'withdrawn']),
    source: z.string(),
    created_at: Instant,
  })
  .openapi('Consent')

export const ContactMerge = z
  .object({
    from_contact_id: Id,
    from_name: z.string(),
    reason: z.string(),
    created_at: Instant,
  })
  .openapi('ContactMerge')

export const ContactPage = Contact.extend({
  appointments: z.array(Appointment),
  consents: z.array(Consent).openapi({ description: 'Oldest first; the newest that applies counts' }),
  merges: z.array(ContactMerge),
  open_conflict_id: Id.nullable(),
}).openapi('ContactPage')

export const TimelineEntry = z
  .object({
    id: Id,
    type: z.string().openapi({ example: 'appointment.booked' }),
    actor: z.object({
      kind: z.enum(['user', 'contact', 'agent', 'integration', 'system', 'api_key']),
      name: z.string().nullable(),
    }),
    appointment_id: Id.nullable(),
    payload: z.record(z.string(), z.unknown()),
    occurred_at: Instant,
    recorded_at: Instant,
    has_known_reactions: z.boolean().openapi({
      description:
        'False for an event from before Foyer kept what reacted to it: then `reactions` has only what its jobs left behind',
    }),
    reactions: z
      .array(
        z.object({
          reactor: z.string(),
          when: z.enum(['with', 'then']),
          status: z.enum(['done', 'failed', 'waiting']),
          attempts: z.int(),
          error: z.string().nullable(),
        }),
      )
      .openapi({ description: '`with` ran in the recording transaction, `then` runs as a job afterwards' }),
  })
  .openapi('TimelineEntry')

export const MessageStatus = z
  .enum(['queued', 'held', 'sending', 'sent', 'kept', 'failed', 'refused', 'withdrawn'])
  .openapi('MessageStatus', {
    description:
      '`sent`: a vendor took it. `kept`: no vendor is connected for its channel, so it lies in the Outbox and nobody received it.',
  })

export const PreferenceKind = z.enum([
  'time_of_day',
  'weekday',
  'practitioner',
  'channel',
  'language',
  'price_sensitivity',
  'content',
])

export const Wording = z
  .object({
    by: z.enum(['approved', 'assistant', 'fallback', 'to_come']).openapi({
      description:
        '`approved`: the clinic’s text. `assistant`: in the assistant’s words. `fallback`: the approved text, since nothing that may be sent came of asking the model. `to_come`: the assistant words it when the step is shown or sent; until then the approved text stands here',
    }),
    objective: z.string().nullable().openapi({ description: 'What the step is for' }),
    reason: z.string().nullable().openapi({ description: 'Why it is a fallback', example: 'timed_out' }),
    memories: z
      .array(
        z.object({
          preference_id: Id,
          kind: PreferenceKind,
          value: z.string().nullable().openapi({ description: 'As it is known now; null: erased since' }),
        }),
      )
      .openapi({ description: 'The preferences of the person that it was written from' }),
  })
  .openapi('Wording')

export const Message = z
  .object({
    id: Id,
    contact_id: Id,
    contact_name: z.string(),
    to_name: z
      .string()
      .openapi({ description: 'Whom the text speaks to: a child whose mother is the contact' }),
    appointment_id: Id.nullable(),
    kind: z.enum([
      'confirmation',
      'request_received',
      'rescheduled',
      'cancellation',
      'rejection',
      'reminder',
      'calendar_correction',
      'waitlist_offer',
      'waitlist_lost',
      'reply',
      'staff_message',
      'journey_step',
      'opt_out_ack',
      'emergency_notice',
      'handoff_notice',
    ]),
    purpose: z.enum(['transactional', 'care', 'marketing']),
    channel: Channel,
    to_address: z.string(),
    subject: z.string().nullable(),
    body: z.string(),
    text_hash: z.string().nullable().openapi({
      description: 'Of everything that determined the text; null for messages from before it was kept',
    }),
    is_as_previewed: z.boolean().nullable().openapi({
      description: 'Whether it is the text that was last shown; null where nobody looked before',
    }),
    step: z
      .object({ journey_id: Id, journey: z.string(), step_key: z.string(), wording: Wording })
      .nullable()
      .openapi({ description: 'The step of a journey that sent it, and why; null where none did' }),
    has_invitation: z.boolean(),
    status: MessageStatus,
    reason: z.string().nullable().openapi({ description: 'Why it was held, refused, withdrawn or failed' }),
    carrier: z
      .string()
      .nullable()
      .openapi({ description: '`smtp`, or `outbox` where no vendor is connected' }),
    due_at: Instant.nullable(),
    sent_at: Instant.nullable().openapi({ description: 'When it went out, or was kept' }),
    created_at: Instant,
  })
  .openapi('Message')

export const TextPreview = z
  .object({
    text_hash: z.string().openapi({
      description:
        'SHA-256 of everything that determines the text: the same hash is the same text, and it is the one that is sent',
    }),
    channel: z.enum(['email', 'sms', 'whatsapp', 'instagram', 'facebook', 'widget', 'other']),
    to_address: z.string(),
    subject: z.string().nullable(),
    body: z.string(),
    is_recomposed: z
      .boolean()
      .openapi({ description: 'What determines the text has changed since it was last shown' }),
    previewed_at: Instant.openapi({ description: 'When it was last shown' }),
    wording: Wording,
  })
  .openapi('TextPreview')

export const PlannedStep = z
  .object({
    id: Id,
    appointment_id: Id.nullable(),
    journey: z.string(),
    step_key: z.string(),
    due_at: Instant,
    status: z
      .enum(['planned', 'due', 'sent', 'kept', 'done', 'skipped', 'cancelled', 'failed', 'holdout'])
      .openapi({
        description:
          '`kept`: its message lies in the Outbox and nobody received it; `done`: a step that sends nothing; `holdout`: looked at beside those who get it',
      }),
    kind: z.enum(['notice', 'message', 'form', 'task', 'wait', 'branch']),
    outcome: z.string().nullable().openapi({
      description: 'What a wait or branch led to; `went_along` in the message of another step',
    }),
    with_step_id: Id.nullable().openapi({ description: 'The step in whose message it goes along' }),
    reason: z.string().nullable(),
    message_id: Id.nullable(),
    preview: TextPreview.nullable().openapi({
      description:
        'What will be sent; null for a step that is over, or where the person can be reached nowhere',
    }),
    obstacle: z.string().nullable().openapi({
      description: 'Why it would not go out as things are now',
      example: 'opted_out',
    }),
    held_until: Instant.nullable().openapi({
      description:
        'When it begins to go out, where it waits longer than `due_at`: for the hours in which it may, or for room among other messages',
    }),
    held_because: z.string().nullable().openapi({ description: 'Why it waits', example: 'quiet_hours' }),
    moved_from: Instant.nullable().openapi({
      description: 'When it would go out by its name, if that were not in the night',
    }),
    usual_time: z.string().nullable().openapi({
      description: 'It was set to when this person usually answers, by their own clock',
      example: '18:05',
    }),
    stops: z
      .array(z.object({ event: z.string(), meaning: z.string() }))
      .openapi({ description: 'What would stop a step that is to come' }),
  })
  .openapi('PlannedStep')

export const IdentityConflict = z
  .object({
    id: Id,
    status: z.enum(['open', 'resolved']),
    evidence: z.object({
      name: z.string(),
      phone: z.string().nullable(),
      phone_raw: z.string().nullable(),
      email: z.string().nullable(),
    }),
    provisional_contact: Contact,
    phone_contact: Contact,
    email_contact: Contact,
    created_at: Instant,
  })
  .openapi('IdentityConflict')

export const Vendor = z
  .enum(['calcom', 'chatwoot', 'whatsapp', 'instagram', 'twilio', 'widget'])
  .openapi('Vendor')

export const Connection = z
  .object({
    id: Id,
    vendor: Vendor,
    name: z.string(),
    webhook_url: z
      .string()
      .nullable()
      .openapi({ description: 'Where the vendor tells us things; null for the website chat' }),
    snippet: z
      .string()
      .nullable()
      .openapi({ description: 'What goes into the clinic’s own pages; of the website chat only' }),
    settings: z
      .record(z.string(), z.string())
      .openapi({ description: 'What of the credentials is no secret' }),
    checked_at: Instant.nullable(),
    check_error: z.string().nullable().openapi({ description: 'What the vendor said against it, as a code' }),
    check_remedy: z
      .string()
      .nullable()
      .openapi({ description: 'The same as a sentence that says what can be done' }),
    last_ping_at: Instant.nullable(),
    templates: z
      .object({
        read_at: Instant.nullable().openapi({ description: 'When the list was read last; null: never' }),
        error: z.string().nullable().openapi({ description: 'Why it could not be read since, as a code' }),
        remedy: z.string().nullable().openapi({ description: 'The same as a sentence' }),
        approved: z.int().openapi({ description: 'How many the vendor lets out' }),
        held_back: z
          .array(
            z.object({
              name: z.string(),
              language: z.string(),
              status: z.enum(['rejected', 'paused', 'disabled']),
              reason: z.string().nullable().openapi({ description: 'In the vendor’s words' }),
            }),
          )
          .openapi({ description: 'Those that the vendor does not let out' }),
      })
      .nullable()
      .openapi({ description: 'The vendor’s approved texts; null where it has none' }),
    token: z
      .object({
        expires_at: Instant.nullable().openapi({
          description:
            'When the access token ends; null until the vendor has told, a day after it was entered',
        }),
        renews_at: Instant.openapi({ description: 'When it is renewed by itself, or tried again' }),
        error: z.string().nullable().openapi({ description: 'Why it could not be renewed, as a code' }),
        remedy: z.string().nullable().openapi({ description: 'The same as a sentence that says what to do' }),
      })
      .nullable()
      .openapi({
        description: 'Of a vendor whose access token ends (Instagram, after 60 days); null elsewhere',
      }),
    refused_last_30_days: z.int().openapi({ description: 'Deliveries whose signature was wrong or missing' }),
    created_at: Instant,
  })
  .openapi('Connection')

export const CredentialField = z.object({
  name: z.string(),
  label: z.string().openapi({ description: 'As the vendor’s own screen calls it' }),
  hint: z.string().openapi({ description: 'Where in the vendor’s screens it stands' }),
  is_secret: z.boolean().openapi({ description: 'Never shown again' }),
  is_optional: z.boolean(),
})

export const ConnectionVendor = z
  .object({
    vendor: Vendor,
    fields: z.array(CredentialField),
    can_check: z.boolean(),
    guide: z.string().openapi({ description: 'The file of the documentation with every step' }),
  })
  .openapi('ConnectionVendor')

export const ConnectionSecret = z
  .object({
    id: Id,
    webhook_url: z.string().nullable(),
    secret: z
      .string()
      .nullable()
      .openapi({ description: 'Shown this once; null where the clinic entered its own, or none is needed' }),
  })
  .openapi('ConnectionSecret')

export const Delivery = z
  .object({
    id: Id,
    connection_id: Id,
    status: z.enum(['received', 'done', 'kept', 'waiting', 'failed']),
    trigger: z.string().nullable(),
    reason: z.string().nullable(),
    attempts: z.int(),
    repeats: z.int(),
    appointment_id: Id.nullable(),
    patient_name: z.string().nullable().openapi({ description: 'Null where no appointment came of it' }),
    received_at: Instant,
    processed_at: Instant.nullable(),
  })
  .openapi('Delivery')

export const MarketingPerWeek = z.int().min(1).max(3).openapi({
  description:
    'Nothing of marketing goes to a person to whom so many messages of care and marketing went within a week',
})

export const Clinic = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    time_zone: z.string(),
    locale: z.string(),
    country: z.string(),
    address: z.string().nullable(),
    phone_e164: z.string().nullable(),
    email: z.string().nullable(),
    plan: z.enum(['free', 'business', 'enterprise']),
    booking_enabled: z.boolean(),
    default_booking_duration: z.int(),
    names_procedures: z.boolean(),
    marketing_per_week: MarketingPerWeek,
  })
  .openapi('Clinic')

export const Role = z.enum(['owner', 'admin', 'operator', 'analyst', 'viewer']).openapi('Role')

export const Me = z
  .object({
    user: z
      .object({ id: z.string(), name: z.string(), email: z.string(), two_factor_enabled: z.boolean() })
      .nullable()
      .openapi({ description: 'Null for an API key' }),
    clinic: Clinic.nullable().openapi({ description: 'Null for somebody who belongs to no clinic yet' }),
    role: Role.nullable(),
    permissions: z.array(z.string()),
    clinics: z.array(z.object({ id: z.string(), name: z.string(), role: Role })),
  })
  .openapi('Me')

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    role: Role,
    prefix: z.string(),
    created_at: Instant,
    last_used_at: Instant.nullable(),
    revoked_at: Instant.nullable(),
  })
  .openapi('ApiKey')

export const Member = z
  .object({
    id: z.string(),
    user_id: z.string(),
    name: z.string(),
    email: z.string(),
    role: Role,
    is_you: z.boolean(),
    created_at: Instant,
  })
  .openapi('Member')

export const Invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role: Role,
    link: z.string().openapi({ description: 'Also sent by e-mail where a mail server is configured' }),
    expires_at: Instant,
  })
  .openapi('Invitation')

export const PasswordReset = z
  .object({
    user_id: z.string(),
    name: z.string(),
    email: z.string(),
    link: z.string().openapi({ description: 'Lets whoever opens it choose the password, once' }),
    expires_at: Instant,
  })
  .openapi('PasswordReset')

export const Template = z
  .object({
    key: z.enum([
      'confirmation',
      'request_received',
      'rescheduled',
      'cancellation',
      'rejection',
      'reminder',
      'calendar_correction',
      'waitlist_offer',
      'waitlist_lost',
    ]),
    channel: z.enum(['email', 'sms']),
    language: z.enum(['en', 'es']),
    version: z.int().openapi({ description: '0: the text that Foyer came with' }),
    subject: z.string().nullable(),
    body: z.string(),
    changed_at: Instant.nullable(),
  })
  .openapi('Template')

export const Tasks = z
  .object({
    waiting_conversations: z.int().openapi({ description: 'In which a person is awaited' }),
    open_conflicts: z.int(),
    failed_deliveries: z
      .int()
      .nullable()
      .openapi({ description: 'Null for a role that sees no connections' }),
    failed_messages: z.int(),
    failed_messages_since: Instant,
    unconfirmed_appointments: z.int().openapi({ description: 'From the beginning of the clinic’s today' }),
    conflicting_appointments: z.int().openapi({
      description: 'Booked elsewhere at a time that was taken here, from the beginning of the clinic’s today',
    }),
    forms_to_review: z.int().openapi({ description: 'With answers that staff should see' }),
    staff_tasks: z.int().openapi({ description: 'What journeys ask of staff, urgent or not' }),
  })
  .openapi('Tasks')

export const ChannelRow = z
  .object({
    channel: z.string(),
    conversations: z.int().openapi({ description: 'Those that began there' }),
    conversations_booked: z.int().openapi({ description: 'Those of them that led to a booking' }),
    bookings: z.int().openapi({ description: 'Those whose last touch was this channel' }),
    first_touches: z.int().openapi({ description: 'Bookings of people whom this channel brought first' }),
    kept: z.int(),
    cancelled: z.int(),
    no_shows: z.int(),
  })
  .openapi('ChannelRow')
