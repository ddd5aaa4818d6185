/** Riverside's forms: those that every clinic starts with, approved, so that they can be sent from the start. */
import { addQuestionnaires } from './desk/forms/add-default-questionnaires.ts'
import { findQuestionnaires } from './desk/forms/find-questionnaires.ts'
import { publishQuestionnaire } from './desk/forms/publish-questionnaire.ts'
import type { Tx } from './kit/db.ts'
import { system } from './kit/events.ts'
import { invariant } from './kit/problem.ts'

/** In the transaction that makes the clinic. */
export async function approveDemoForms(tx: Tx): Promise<void> {
  await addQuestionnaires(tx)
  for (const { id, revision, version } of await findQuestionnaires(tx)) {
    if (version !== null) continue
    const published = await publishQuestionnaire(tx, system, { id, revision, approvedBy: 'Dr. Amy Lee' })
    invariant(published.ok, 'a form of the demo was refused')
  }
}
