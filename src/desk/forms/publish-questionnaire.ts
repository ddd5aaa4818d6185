import { expandValueSets, type Questionnaire } from '@foyer/forms'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type Actor, record } from '../../kit/events.ts'
import { questionnairePublished } from './events.ts'
import type { PublishRefusal } from './questionnaire.ts'
import { lintDraft } from './save-questionnaire.ts'

/**
 * Makes the draft the next version, with the clinician who approved its words; from now on it is this version that is
 * sent, and it is never changed. What was sent before stays on its version. Refuses a draft in which the lint finds errors.
 */
export async function publishQuestionnaire(
  tx: Tx,
  actor: Actor,
  input: { id: string; revision: number; approvedBy: string },
): Promise<{ ok: true; version: number } | PublishRefusal> {
  const { id, approvedBy } = input
  const known = await tx.one(sql<{
    draft: Questionnaire | null
    title: string
    revision: number
    version: number | null
  }>`
    select draft, title, revision, version
    from questionnaires
    where clinic_id = ${tx.clinicId} and id = ${id}
    for update`)
  if (!known) return { ok: false, reason: 'not_found' }
  if (known.revision !== input.revision) return { ok: false, reason: 'changed', revision: known.revision }
  if (!known.draft) return { ok: false, reason: 'nothing_new' }
  const issues = lintDraft(known.draft).filter(({ severity }) => severity === 'error')
  if (issues.length > 0) return { ok: false, reason: 'faulty', issues }

  const now = tx.clock.now()
  const version = (known.version ?? 0) + 1
  const body: Questionnaire = {
    ...expandValueSets(known.draft),
    url: `urn:uuid:${id}`,
    version: String(version),
    status: 'active',
  }
  await tx.run(sql`
    insert into questionnaire_versions (clinic_id, questionnaire_id, version, body, approved_by, published_by, created_at)
    values (${tx.clinicId}, ${id}, ${version}, ${JSON.stringify(body)}::jsonb, ${approvedBy}, ${actor.id}, ${now})`)
  await tx.run(sql`
    update questionnaires
    set draft = null, version = ${version}, revision = revision + 1, updated_at = ${now}
    where clinic_id = ${tx.clinicId} and id = ${id}`)
  await record(tx, questionnairePublished, {
    actor,
    payload: { questionnaireId: id, version, title: known.title },
  })
  return { ok: true, version }
}
