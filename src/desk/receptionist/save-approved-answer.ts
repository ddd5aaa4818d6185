import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { QUESTION_KINDS } from '../actions/answer-from-clinic-texts.ts'
import { answerApproved, answerRemoved } from './events.ts'

export const NewAnswer = z.strictObject({
  /** Null: of the clinic itself. */
  serviceId: z.uuid().nullable(),
  questionKind: z.enum(QUESTION_KINDS),
  question: z.string().trim().min(1).max(500),
  answer: z.string().trim().min(1).max(1500),
  language: z.enum(['en', 'es']),
  /** Only what is approved is ever said. */
  isApproved: z.boolean(),
})
export type NewAnswer = z.infer<typeof NewAnswer>

/** Adds an answer, or changes the one of this id; each change is approved anew, by whoever makes it. */
export async function saveApprovedAnswer(
  tx: Tx,
  actor: Actor,
  input: NewAnswer & { id?: string },
): Promise<{ ok: true; id: string } | { ok: false; reason: 'no_answer' | 'no_service' }> {
  const now = tx.clock.now()
  if (input.serviceId) {
    const service = await tx.one(sql`
      select 1
      from services
      where clinic_id = ${tx.clinicId} and id = ${input.serviceId}`)
    if (!service) return { ok: false, reason: 'no_service' }
  }
  const id = input.id ?? uuidv7(now)
  const approvedBy = input.isApproved ? actor.id : null
  const approvedAt = input.isApproved ? now : null
  if (input.id) {
    const changed = await tx.run(sql`
      update approved_answers
      set service_id = ${input.serviceId}, question_kind = ${input.questionKind}, question = ${input.question},
        answer = ${input.answer}, language = ${input.language}, approved_by = ${approvedBy}, approved_at = ${approvedAt},
        updated_at = ${now}
      where clinic_id = ${tx.clinicId} and id = ${id}`)
    if (changed === 0) return { ok: false, reason: 'no_answer' }
  } else {
    await tx.run(sql`
      insert into approved_answers (clinic_id, id, service_id, question_kind, question, answer, language, approved_by, approved_at,
        created_at, updated_at)
      values (${tx.clinicId}, ${id}, ${input.serviceId}, ${input.questionKind}, ${input.question}, ${input.answer},
        ${input.language}, ${approvedBy}, ${approvedAt}, ${now}, ${now})`)
  }
  await record(tx, answerApproved, { actor, payload: { answerId: id, isApproved: input.isApproved } })
  return { ok: true, id }
}

/** False where there is none of this id. */
export async function removeApprovedAnswer(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const removed = await tx.run(sql`
    delete from approved_answers
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  if (removed === 0) return false
  await record(tx, answerRemoved, { actor, payload: { answerId: id } })
  return true
}
