import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { partsOf } from '../../kit/merged.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { formRequested } from './events.ts'
import { LASTS, LASTS_BEYOND_VISIT } from './form-request.ts'
import { type FormLanguage, formLanguageOf } from './questionnaire.ts'

export interface RequestForm {
  questionnaireId: string
  contactId: string
  /** For which visit: it says who the patient is, and when the link ends. */
  appointmentId?: string | null
  /** Otherwise the person's, else the clinic's. */
  language?: FormLanguage
  /** Default: a new one. Whoever has shown the link before it is asked for knows the id. */
  id?: string
}

export type RequestRefusal = {
  ok: false
  reason: 'no_questionnaire' | 'not_published' | 'no_contact' | 'no_appointment'
}

/**
 * Asks a person to fill in what is published now. Asked again for the same while the former is open, it is the former,
 * which then lasts as long as a new one; one that nobody has begun gets the newest words.
 */
export async function requestForm(
  tx: Tx,
  actor: Actor,
  input: RequestForm,
): Promise<{ ok: true; requestId: string; isNew: boolean } | RequestRefusal> {
  const known = await tx.one(sql<{ version: number | null; title: string }>`
    select version, title
    from questionnaires
    where clinic_id = ${tx.clinicId} and id = ${input.questionnaireId} and archived_at is null`)
  if (!known) return { ok: false, reason: 'no_questionnaire' }
  const { version, title } = known
  if (version === null) return { ok: false, reason: 'not_published' }
  const person = await findPerson(tx, input.contactId)
  if (!person) return { ok: false, reason: 'no_contact' }
  await lockContacts(tx, [person.contactId])
  const visit = input.appointmentId ? await findVisit(tx, input.appointmentId, person.contactId) : null
  if (visit === undefined) return { ok: false, reason: 'no_appointment' }

  const now = tx.clock.now()
  const expiresAt = laterOf(now.add(LASTS), visit?.endAt.add(LASTS_BEYOND_VISIT))
  const id = input.id ?? uuidv7(now)
  const language = input.language ?? formLanguageOf(person.locale, person.clinicLocale)
  const again = sql`
    set expires_at = greatest(form_requests.expires_at, ${expiresAt}::timestamptz), language = ${language},
      version = case
        when exists (
          select
          from questionnaire_responses s
          where s.clinic_id = form_requests.clinic_id and s.request_id = form_requests.id)
        then form_requests.version
        else ${version} end`
  // Whoever was merged into this person may have been asked before: that one is told by its id, as `findForm` has it.
  const open = await tx.one(sql<{ id: string }>`
    update form_requests
    ${again}
    where clinic_id = ${tx.clinicId} and id = (
      select id
      from form_requests
      where clinic_id = ${tx.clinicId} and contact_id = any(${partsOf(tx, person.contactId)}) and questionnaire_id = ${input.questionnaireId}
        and appointment_id is not distinct from ${visit?.id ?? null}::uuid and status = 'open'
      order by id
      limit 1)
    returning id`)
  if (open) return { ok: true, requestId: open.id, isNew: false }
  const kept = await tx.one(sql<{ id: string; is_new: boolean }>`
    insert into form_requests (clinic_id, id, questionnaire_id, version, contact_id, patient_profile_id, appointment_id, language,
      expires_at, created_at)
    values (${tx.clinicId}, ${id}, ${input.questionnaireId}, ${version}, ${person.contactId}, ${visit?.profileId ?? null},
      ${visit?.id ?? null}, ${language}, ${expiresAt}, ${now})
    on conflict (clinic_id, contact_id, questionnaire_id, appointment_id) where status = 'open' do update
    ${again}
    returning id, xmax = 0 as is_new`)
  if (!kept) throw new Error('a request was neither kept nor found')
  if (kept.is_new) {
    await record(tx, formRequested, {
      actor,
      contactId: person.contactId,
      appointmentId: visit?.id ?? null,
      payload: { requestId: kept.id, questionnaireId: input.questionnaireId, version, title },
    })
  }
  return { ok: true, requestId: kept.id, isNew: kept.is_new }
}

function findPerson(tx: Tx, id: string) {
  return tx.one(sql<{ contactId: string; locale: string | null; clinicLocale: string }>`
    select coalesce(c.merged_into_id, c.id) as "contactId", c.locale, k.locale as "clinicLocale"
    from contacts c
    join clinics k on k.clinic_id = c.clinic_id
    where c.clinic_id = ${tx.clinicId} and c.id = ${id}`)
}

function findVisit(tx: Tx, id: string, contactId: string) {
  return tx.one(sql<{ id: string; profileId: string; endAt: Temporal.Instant }>`
    select a.id, a.patient_profile_id as "profileId", a.end_at as "endAt"
    from appointments a
    join contacts c on c.clinic_id = a.clinic_id and c.id = a.contact_id
    where a.clinic_id = ${tx.clinicId} and a.id = ${id} and coalesce(c.merged_into_id, c.id) = ${contactId}`)
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant | undefined): Temporal.Instant {
  return other && Temporal.Instant.compare(other, one) > 0 ? other : one
}
