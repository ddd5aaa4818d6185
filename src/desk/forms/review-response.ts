import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { formReviewed } from './events.ts'
import { findResponse } from './find-responses.ts'

/** Somebody of the staff has seen what there was to see. Once it was seen, it stays so: the first to look is kept. */
export async function reviewResponse(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const response = await findResponse(tx, id)
  if (!response) return false
  const isFirst = await tx.run(sql`
    update questionnaire_responses
    set reviewed_at = ${tx.clock.now()}, reviewed_by = ${actor.id}
    where clinic_id = ${tx.clinicId} and id = ${id} and needs_review and reviewed_at is null`)
  if (isFirst === 1) {
    await record(tx, formReviewed, {
      actor,
      contactId: response.contactId,
      appointmentId: response.appointmentId,
      payload: { requestId: response.requestId, responseId: id, title: response.title },
    })
  }
  return true
}
