import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { record } from '../../kit/events.ts'
import { formOpened } from './events.ts'
import { findOpenedForm } from './find-form-requests.ts'
import { hasExpired, type OpenedForm } from './form-request.ts'

export type OpenRefusal = { ok: false; reason: 'not_found' | 'expired' | 'already_completed' }

/** The questions, and what was answered before; that they were looked at is noted the first time. */
export async function openRequest(
  tx: Tx,
  requestId: string,
): Promise<{ ok: true; form: OpenedForm } | OpenRefusal> {
  const form = await findOpenedForm(tx, requestId)
  if (!form) return { ok: false, reason: 'not_found' }
  const { request } = form
  if (request.status === 'completed') return { ok: false, reason: 'already_completed' }
  const now = tx.clock.now()
  if (hasExpired(request, now)) return { ok: false, reason: 'expired' }
  const isFirst = await tx.run(sql`
    update form_requests
    set opened_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${requestId} and opened_at is null`)
  if (isFirst === 1) {
    const { questionnaireId, version, title } = request
    await record(tx, formOpened, {
      actor: { kind: 'contact', id: request.contactId },
      contactId: request.contactId,
      appointmentId: request.appointmentId,
      payload: { requestId, questionnaireId, version, title },
    })
  }
  return { ok: true, form }
}
