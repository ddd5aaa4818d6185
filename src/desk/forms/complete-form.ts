import { buildResponse, type Form, filledOf, findFlags, type Issue, openForm, pathOf } from '@foyer/forms'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { lockContacts } from '../contacts/recognize-contact.ts'
import { formCompleted } from './events.ts'
import { findFormRequest, findOpenedForm } from './find-form-requests.ts'
import { ATTACHMENT, type OpenedForm } from './form-request.ts'
import { formLanguageOf } from './questionnaire.ts'
import { type AnswerRefusal, type GivenAnswers, readAnswers, refusalOf } from './save-answers.ts'
import { tellProfile } from './tell-profile.ts'

export type CompletedForm = { ok: true; responseId: string; isRepeat: boolean } | AnswerRefusal

/**
 * Takes a whole form: judged again by the rules that the page had, written with the words of its version, told to the
 * patient's profile, and put before staff where an answer is one that they should see. The same sent twice is one; other
 * answers to a form that is done are refused.
 */
export async function completeForm(tx: Tx, input: GivenAnswers): Promise<CompletedForm> {
  const asked = await findFormRequest(tx, input.requestId)
  if (!asked) return { ok: false, reason: 'not_found' }
  // The contact before the request, as everywhere: who asks again for a form takes them in this order too.
  await lockContacts(tx, [asked.contactId])
  const opened = await findOpenedForm(tx, input.requestId, 'for update')
  if (!opened) return { ok: false, reason: 'not_found' }
  const form = openForm(opened.questionnaire)
  if (opened.request.status === 'completed') return repeatOf(form, opened, input)
  const refusal = refusalOf(tx, opened, input)
  if (refusal) return refusal
  const read = readAnswers(opened, input.response, { isPartial: false })
  if (!read.ok) return read
  const issues = await checkAttachments(tx, input.requestId, filledOf(read.response))
  if (issues.length > 0) return { ok: false, reason: 'invalid', issues }

  const { request } = opened
  const now = tx.clock.now()
  const language = formLanguageOf(read.response.language, request.language)
  const filled = filledOf(read.response)
  const body = buildResponse(form, filled, { status: 'completed', language, authored: now.toString() })
  const actor: Actor = { kind: 'contact', id: request.contactId }
  const told = await tellProfile(tx, actor, { request, form, filled })
  const flags = findFlags(form, filled, language)
  const kept = await tx.one(sql<{ id: string }>`
    insert into questionnaire_responses (clinic_id, id, request_id, status, revision, body, flags, differences, needs_review,
      created_at, updated_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${request.id}, 'completed', ${input.revision + 1}, ${JSON.stringify(body)}::jsonb,
      ${JSON.stringify(flags)}::jsonb, ${JSON.stringify(told.differences)}::jsonb,
      ${flags.length + told.differences.length > 0}, ${now}, ${now})
    on conflict on constraint questionnaire_responses_once do update
    set status = excluded.status, revision = excluded.revision, body = excluded.body, flags = excluded.flags,
      differences = excluded.differences, needs_review = excluded.needs_review, updated_at = excluded.updated_at
    returning id`)
  if (!kept) throw new Error('a response was not kept')
  await tx.run(sql`
    update form_requests
    set status = 'completed', completed_at = ${now}, patient_profile_id = coalesce(patient_profile_id, ${told.profileId})
    where clinic_id = ${tx.clinicId} and id = ${request.id}`)
  await record(tx, formCompleted, {
    actor,
    contactId: request.contactId,
    appointmentId: request.appointmentId,
    payload: {
      requestId: request.id,
      questionnaireId: request.questionnaireId,
      version: request.version,
      title: request.title,
      responseId: kept.id,
      flags: flags.length,
      differences: told.differences.length,
      learned: told.learned,
    },
  })
  return { ok: true, responseId: kept.id, isRepeat: false }
}

/** The same answers, sent again because the first reply was lost. */
function repeatOf(form: Form, { request, response }: OpenedForm, input: GivenAnswers): CompletedForm {
  const before = response && answersIn(form, response.body)
  const isSame = before !== null && before === answersIn(form, input.response)
  return isSame && response
    ? { ok: true, responseId: response.id, isRepeat: true }
    : { ok: false, reason: request.status === 'completed' ? 'already_completed' : 'not_found' }
}

function answersIn(form: Form, response: unknown): string | null {
  try {
    const filled = filledOf(response as Parameters<typeof filledOf>[0])
    return JSON.stringify(
      buildResponse(form, filled, { status: 'completed', language: 'en' }).item ?? [],
      sorted,
    )
  } catch {
    // Not of the form of a response: the same as none.
    return null
  }
}

/** jsonb keeps members in an order of its own. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What an answer says of a file must be what was sent with this very form. */
async function checkAttachments(
  tx: Tx,
  requestId: string,
  filled: ReturnType<typeof filledOf>,
): Promise<Issue[]> {
  const named = Object.entries(filled).flatMap(([at, { valueAttachment }]) =>
    valueAttachment?.url !== undefined ? [{ at, attachment: valueAttachment }] : [],
  )
  if (named.length === 0) return []
  const rows = await tx.many(sql<{ id: string; content_type: string; size_bytes: number }>`
    select id, content_type, size_bytes
    from form_attachments
    where clinic_id = ${tx.clinicId} and request_id = ${requestId}`)
  const kept = new Map(rows.map((row) => [`${ATTACHMENT}${row.id}`, row]))
  return named.flatMap(({ at, attachment }): Issue[] => {
    const row = kept.get(attachment.url ?? '')
    const isSame = row?.content_type === attachment.contentType && row?.size_bytes === attachment.size
    return isSame ? [] : [{ code: 'kind', linkId: pathOf(at).at(-1)?.[0] ?? '', at }]
  })
}
