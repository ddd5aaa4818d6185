import type { Tx } from '../../kit/db.ts'
import type { Handler } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { BOTOX_CONSENT } from './botox-consent.ts'
import { DENTAL_INTAKE } from './dental-intake.ts'
import type { ShippedQuestionnaire } from './form-words.ts'
import { LASER_CONSENT } from './laser-consent.ts'
import { MEDICAL_HISTORY } from './medical-history.ts'
import { createQuestionnaire } from './save-questionnaire.ts'

export const DEFAULT_QUESTIONNAIRES: readonly ShippedQuestionnaire[] = [
  MEDICAL_HISTORY,
  BOTOX_CONSENT,
  LASER_CONSENT,
  DENTAL_INTAKE,
]

/** What every clinic starts with, as drafts: none is sent before a clinician of the clinic has approved it. */
export async function addQuestionnaires(tx: Tx): Promise<void> {
  for (const questionnaire of DEFAULT_QUESTIONNAIRES) {
    const added = await createQuestionnaire(tx, questionnaire)
    invariant(added.ok, 'a questionnaire that ships was refused')
  }
}

/** With `clinic.created`. One that the clinic has already is left as it is. */
export const addDefaultQuestionnaires: Handler = {
  name: 'addDefaultQuestionnaires',
  run: addQuestionnaires,
}
