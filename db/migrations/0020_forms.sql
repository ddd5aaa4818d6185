-- Why: what a clinic asks before a visit, and what was answered. What was published is never changed, so an answer, and a
-- consent above all, can always be read with the words that were read then.
create table questionnaires (
  clinic_id uuid not null references clinics,
  id uuid not null,
  -- Of those that every clinic starts with; null: the clinic's own.
  key text,
  title text not null,
  -- FHIR R4 Questionnaire, as it is being written; null: nothing beyond what was published last.
  draft jsonb,
  -- Rises with each change: who saves what somebody else has changed meanwhile is told so.
  revision integer not null default 1,
  -- Published last; null: never, no clinician has approved it.
  version integer,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint questionnaires_key_key unique (clinic_id, key),
  constraint questionnaires_title_length check (length(title) between 1 and 200),
  constraint questionnaires_has_words check (draft is not null or version is not null)
);
call close_to_clinic('questionnaires');

create table questionnaire_versions (
  clinic_id uuid not null references clinics,
  questionnaire_id uuid not null,
  version integer not null,
  body jsonb not null,
  -- The clinician, by name, and who of the staff put it down.
  approved_by text not null,
  published_by text,
  created_at timestamptz not null,
  primary key (clinic_id, questionnaire_id, version),
  constraint questionnaire_versions_questionnaire foreign key (clinic_id, questionnaire_id) references questionnaires (clinic_id, id)
);
call close_to_clinic('questionnaire_versions');
revoke update, delete on questionnaire_versions from foyer_app;

create table form_requests (
  clinic_id uuid not null references clinics,
  id uuid not null,
  questionnaire_id uuid not null,
  version integer not null,
  contact_id uuid not null,
  -- Who is treated; null: not known before the form is filled in.
  patient_profile_id uuid,
  appointment_id uuid,
  language text not null,
  status text not null default 'open',
  expires_at timestamptz not null,
  opened_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint form_requests_version foreign key (clinic_id, questionnaire_id, version)
    references questionnaire_versions (clinic_id, questionnaire_id, version),
  constraint form_requests_contact foreign key (clinic_id, contact_id) references contacts (clinic_id, id),
  constraint form_requests_profile foreign key (clinic_id, patient_profile_id) references patient_profiles (clinic_id, id),
  constraint form_requests_appointment foreign key (clinic_id, appointment_id) references appointments (clinic_id, id),
  constraint form_requests_status_known check (status in ('open', 'completed')),
  constraint form_requests_completed check ((status = 'completed') = (completed_at is not null))
);
-- Asked twice for the same, a person has one form to fill in.
create unique index form_requests_one_open on form_requests (clinic_id, contact_id, questionnaire_id, appointment_id)
  nulls not distinct where status = 'open';
create index form_requests_contact on form_requests (clinic_id, contact_id, id desc);
call close_to_clinic('form_requests');

create table questionnaire_responses (
  clinic_id uuid not null references clinics,
  id uuid not null,
  request_id uuid not null,
  status text not null,
  -- Rises with each save: of two tabs the later one hears of the other.
  revision integer not null,
  -- FHIR R4 QuestionnaireResponse.
  body jsonb not null,
  -- The answers that staff should see: [{linkId, label, question, answer}].
  flags jsonb not null default '[]',
  -- What was said of the person and differs from what is known: [{field, known, said}].
  differences jsonb not null default '[]',
  needs_review boolean not null default false,
  reviewed_at timestamptz,
  reviewed_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (clinic_id, id),
  constraint questionnaire_responses_once unique (clinic_id, request_id),
  constraint questionnaire_responses_request foreign key (clinic_id, request_id) references form_requests (clinic_id, id),
  constraint questionnaire_responses_status_known check (status in ('in-progress', 'completed', 'amended'))
);
create index questionnaire_responses_review on questionnaire_responses (clinic_id, id) where needs_review and reviewed_at is null;
call close_to_clinic('questionnaire_responses');

create table form_attachments (
  clinic_id uuid not null references clinics,
  id uuid not null,
  request_id uuid not null,
  -- As the first bytes say, not as the browser said.
  content_type text not null,
  size_bytes integer not null,
  -- AES-256-GCM under a key of its own, which is sealed.
  key_sealed text not null,
  content bytea not null,
  created_at timestamptz not null,
  primary key (clinic_id, id),
  constraint form_attachments_request foreign key (clinic_id, request_id) references form_requests (clinic_id, id),
  constraint form_attachments_size check (size_bytes between 1 and 8000000)
);
create index form_attachments_request on form_attachments (clinic_id, request_id);
call close_to_clinic('form_attachments');
