import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Handler, type HappenedEvent, system } from '../../kit/events.ts'
import { partsOf } from '../../kit/merged.ts'
import { withdrawMessages } from '../outreach/withdraw-messages.ts'
import { findForm } from './find-form.ts'

/**
 * With `form.completed`: a message that waits for its hour and asks for nothing but this form is taken back, and its step is
 * skipped. What else it says (a reminder, a guide) would go with it, so such a message goes out as it was written.
 */
export const withdrawCompletedForm: Handler = {
  name: 'withdrawCompletedForm',
  async run(tx, event: HappenedEvent<{ questionnaireId: string }>) {
    const { contactId } = event
    if (!contactId) return
    const ids: string[] = []
    for (const { messageId, ...step } of await findAsking(tx, contactId, event.payload.questionnaireId)) {
      const found = await findForm(tx, { ...step, contactId })
      if ('skip' in found && found.skip === 'form_completed') ids.push(messageId)
    }
    if (ids.length > 0) await withdrawMessages(tx, system, { ids, reason: 'form_completed' })
  },
}

interface Asking {
  messageId: string
  touchpointId: string
  appointmentId: string | null
  questionnaire: string
  validDays: number
}

/** Steps that ask for this form, alone in a message that has not begun to go out. */
function findAsking(tx: Tx, contactId: string, questionnaireId: string): Promise<Asking[]> {
  return tx.many(sql<Asking>`
    select m.id as "messageId", t.id as "touchpointId", t.appointment_id as "appointmentId", q.key as questionnaire,
      coalesce((step -> 'validDays')::integer, 365) as "validDays"
    from touchpoints t
    join messages m on m.clinic_id = t.clinic_id and m.id = t.message_id and m.status in ('queued', 'held')
    join enrollments e on e.clinic_id = t.clinic_id and e.id = t.enrollment_id
    join journey_versions v on v.clinic_id = e.clinic_id and v.journey_id = e.journey_id and v.version = e.version
    cross join lateral jsonb_array_elements(v.definition -> 'steps') as step
    join questionnaires q on q.clinic_id = t.clinic_id and q.id = ${questionnaireId} and q.key = step ->> 'questionnaire'
    where t.clinic_id = ${tx.clinicId} and t.kind = 'form' and t.status = 'due' and step ->> 'key' = t.step_key
      and t.contact_id = any(${partsOf(tx, contactId)})
      and not exists (
        select
        from touchpoints other
        where other.clinic_id = t.clinic_id and other.message_id = t.message_id and other.status = 'due' and other.id <> t.id)`)
}
