import { type LintIssue, lintQuestionnaire, type Questionnaire, readQuestionnaire } from '@foyer/forms'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { FORM_LANGUAGES, type SaveRefusal } from './questionnaire.ts'

type Saved = { ok: true; id: string; revision: number; issues: LintIssue[] }

/** Begins a questionnaire of the clinic's own, as a draft that nobody is sent. */
export async function createQuestionnaire(
  tx: Tx,
  input: { title: string; body?: unknown; key?: string },
): Promise<Saved | SaveRefusal> {
  const { title, key = null } = input
  const read = readDraft(input.body ?? { resourceType: 'Questionnaire', status: 'draft', item: [] }, title)
  if (!read.ok) return read
  const now = tx.clock.now()
  const id = uuidv7(now)
  await tx.run(sql`
    insert into questionnaires (clinic_id, id, key, title, draft, created_at, updated_at)
    values (${tx.clinicId}, ${id}, ${key}, ${title}, ${JSON.stringify(read.draft)}::jsonb, ${now}, ${now})
    on conflict on constraint questionnaires_key_key do nothing`)
  return { ok: true, id, revision: 1, issues: lintDraft(read.draft) }
}

/** Keeps the draft, whatever the lint says of it; `revision` is the one that was read. */
export async function saveDraft(
  tx: Tx,
  input: { id: string; title: string; body: unknown; revision: number },
): Promise<Saved | SaveRefusal> {
  const { id, title, revision } = input
  const read = readDraft(input.body, title)
  if (!read.ok) return read
  const saved = await tx.one(sql<{ revision: number }>`
    update questionnaires
    set draft = ${JSON.stringify(read.draft)}::jsonb, title = ${title}, revision = revision + 1, updated_at = ${tx.clock.now()}
    where clinic_id = ${tx.clinicId} and id = ${id} and revision = ${revision}
    returning revision`)
  if (saved) return { ok: true, id, revision: saved.revision, issues: lintDraft(read.draft) }
  const known = await tx.one(sql<{ revision: number }>`
    select revision
    from questionnaires
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  return known
    ? { ok: false, reason: 'changed', revision: known.revision }
    : { ok: false, reason: 'not_found' }
}

export function lintDraft(draft: Questionnaire): LintIssue[] {
  return lintQuestionnaire(draft, { languages: FORM_LANGUAGES.filter((language) => language !== 'en') })
}

function readDraft(
  body: unknown,
  title: string,
): { ok: true; draft: Questionnaire } | (SaveRefusal & { reason: 'malformed' }) {
  const read = readQuestionnaire(body)
  if (!read.ok) return { ok: false, reason: 'malformed', pointer: read.pointer, detail: read.detail }
  // Whose version it is, and that it is one, is said when it is published.
  const { url: _, version: __, ...rest } = read.value
  return { ok: true, draft: { ...rest, title, status: 'draft' } }
}
