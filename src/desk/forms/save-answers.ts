import {
  buildResponse,
  filledOf,
  type Issue,
  openForm,
  type QuestionnaireResponse,
  readResponse,
  validateResponse,
} from '@foyer/forms'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { findOpenedForm } from './find-form-requests.ts'
import { hasExpired, type OpenedForm } from './form-request.ts'
import { formLanguageOf } from './questionnaire.ts'

export type AnswerRefusal =
  | { ok: false; reason: 'not_found' | 'expired' | 'already_completed' }
  /** Saved elsewhere meanwhile, in another tab perhaps: what stands there. */
  | { ok: false; reason: 'changed'; revision: number; response: QuestionnaireResponse }
  | { ok: false; reason: 'malformed'; pointer: string; detail: string }
  | { ok: false; reason: 'invalid'; issues: Issue[] }

export interface GivenAnswers {
  requestId: string
  /** Of the answers as they were read; 0: there were none. */
  revision: number
  response: unknown
}

/** Keeps what was answered so far. What is missing is no fault; what was not asked is refused. */
export async function saveAnswers(
  tx: Tx,
  input: GivenAnswers,
): Promise<{ ok: true; revision: number } | AnswerRefusal> {
  const form = await findOpenedForm(tx, input.requestId, 'for update')
  const refusal = refusalOf(tx, form, input)
  if (refusal || !form) return refusal ?? { ok: false, reason: 'not_found' }
  const read = readAnswers(form, input.response, { isPartial: true })
  if (!read.ok) return read
  const language = formLanguageOf(read.response.language, form.request.language)
  const body = buildResponse(openForm(form.questionnaire), filledOf(read.response), {
    status: 'in-progress',
    language,
  })
  const now = tx.clock.now()
  const revision = input.revision + 1
  await tx.run(sql`
    insert into questionnaire_responses (clinic_id, id, request_id, status, revision, body, created_at, updated_at)
    values (${tx.clinicId}, ${uuidv7(now)}, ${input.requestId}, 'in-progress', ${revision}, ${JSON.stringify(body)}::jsonb, ${now}, ${now})
    on conflict on constraint questionnaire_responses_once do update
    set revision = excluded.revision, body = excluded.body, updated_at = excluded.updated_at`)
  return { ok: true, revision }
}

/** Why nobody may answer now, or not on what they have read; undefined where they may. */
export function refusalOf(
  tx: Tx,
  form: OpenedForm | undefined,
  { revision }: Pick<GivenAnswers, 'revision'>,
): AnswerRefusal | undefined {
  if (!form) return { ok: false, reason: 'not_found' }
  if (form.request.status === 'completed') return { ok: false, reason: 'already_completed' }
  if (hasExpired(form.request, tx.clock.now())) return { ok: false, reason: 'expired' }
  const { response } = form
  if (response && response.revision !== revision) {
    return { ok: false, reason: 'changed', revision: response.revision, response: response.body }
  }
  return undefined
}

/** As strangers sent it: of the form, of this questionnaire's version, and by its rules. */
export function readAnswers(
  { questionnaire }: OpenedForm,
  given: unknown,
  options: { isPartial: boolean },
): { ok: true; response: QuestionnaireResponse } | (AnswerRefusal & { reason: 'malformed' | 'invalid' }) {
  const read = readResponse(given)
  if (!read.ok) return { ok: false, reason: 'malformed', pointer: read.pointer, detail: read.detail }
  if (read.value.questionnaire !== `${questionnaire.url}|${questionnaire.version}`) {
    return { ok: false, reason: 'malformed', pointer: '/questionnaire', detail: 'is another questionnaire' }
  }
  const issues = validateResponse(openForm(questionnaire), read.value, options)
  return issues.length > 0 ? { ok: false, reason: 'invalid', issues } : { ok: true, response: read.value }
}
