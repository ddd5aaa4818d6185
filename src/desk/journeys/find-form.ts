import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { partsOf, rootOf } from '../../kit/merged.ts'

export interface AskedForm {
  questionnaireId: string
  /** Of the request that is open, else of the one that the first step to ask for it will make. */
  requestId: string
}

/**
 * The form that a step asks for, as its link will lead to it. `skip` says why it is not asked for: nothing is published, or
 * the patient of the visit has one filled in for it, or lately enough otherwise. A brother's or sister's says nothing of them,
 * nor does one of which nobody knows whose it is; where the step is about no visit, anybody's of the contact will do.
 */
export async function findForm(
  tx: Tx,
  step: {
    touchpointId: string
    questionnaire: string
    validDays: number
    contactId: string
    appointmentId: string | null
  },
): Promise<AskedForm | { skip: 'form_not_published' | 'form_completed' }> {
  const known = await tx.one(
    sql<{ id: string; is_published: boolean; request_id: string | null; is_completed: boolean }>`
      select q.id, q.version is not null and q.archived_at is null as is_published, coalesce(asked.open_id, first.id::text) as request_id,
        coalesce(asked.is_completed, false) as is_completed
      from questionnaires q
      -- Who asks first makes the request, and whoever asks again leads to it: so the later text has this link before.
      left join lateral (
        select t.id
        from touchpoints t
        join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
        join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
        cross join lateral jsonb_array_elements(v.definition -> 'steps') as step
        where t.clinic_id = q.clinic_id and t.kind = 'form' and t.status in ('planned', 'due') and step ->> 'key' = t.step_key
          and step ->> 'questionnaire' = q.key and t.appointment_id is not distinct from ${step.appointmentId}::uuid
          and t.contact_id = any(${partsOf(tx, step.contactId)})
        order by t.due_at, t.id
        limit 1
      ) first on true
      left join lateral (
        select min(r.id::text) filter (where r.status = 'open' and r.appointment_id is not distinct from ${step.appointmentId}::uuid) as open_id,
          bool_or(r.status = 'completed' and (r.appointment_id = ${step.appointmentId}::uuid or r.completed_at > ${tx.clock.now()}::timestamptz - make_interval(days => ${step.validDays}))) as is_completed
        from form_requests r
        where r.clinic_id = q.clinic_id and r.questionnaire_id = q.id and r.contact_id = any(${partsOf(tx, step.contactId)})
          and (${step.appointmentId}::uuid is null or ${isOfPatient(tx, step.appointmentId)})
      ) asked on true
      where q.clinic_id = ${tx.clinicId} and q.key = ${step.questionnaire}`,
  )
  if (!known?.is_published) return { skip: 'form_not_published' }
  if (known.is_completed) return { skip: 'form_completed' }
  return { questionnaireId: known.id, requestId: known.request_id ?? step.touchpointId }
}

/** Whether the request `r` is for the patient of this visit, who may have been merged. */
export function isOfPatient(tx: Pick<Tx, 'clinicId'>, appointmentId: string | null): RawBuilder<boolean> {
  return sql`exists (
    select
    from patient_profiles asked
    join appointments a on a.clinic_id = asked.clinic_id and a.id = ${appointmentId}::uuid
    join patient_profiles patient on patient.clinic_id = a.clinic_id and patient.id = a.patient_profile_id
    where asked.clinic_id = ${tx.clinicId} and asked.id = r.patient_profile_id and ${rootOf('asked')} = ${rootOf('patient')})`
}
