import type { Tx } from '../../kit/db.ts'
import type { Handler } from '../../kit/events.ts'
import { invariant } from '../../kit/problem.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import { BOTOX_CONSENT } from './botox-consent.ts'
import { DENTAL_INTAKE } from './dental-intake.ts'
import type { ShippedQuestionnaire } from './form-words.ts'
import { LASER_CONSENT } from './laser-consent.ts'
import { medicalHistory } from './medical-history.ts'
import { createQuestionnaire } from './save-questionnaire.ts'

/** What ships, with units as they are used in this country (ISO 3166-1); in pounds and inches in the United States alone. */
export function questionnairesFor(country: string): readonly ShippedQuestionnaire[] {
  const units = country === 'US' ? 'us' : 'metric'
  return [medicalHistory(units), BOTOX_CONSENT, LASER_CONSENT, DENTAL_INTAKE]
}

/** What every clinic starts with, as drafts: none is sent before a clinician of the clinic has approved it. */
export async function addQuestionnaires(tx: Tx): Promise<void> {
  const clinic = await findClinic(tx)
  invariant(clinic, 'forms are of a clinic')
  for (const questionnaire of questionnairesFor(clinic.country)) {
    const added = await createQuestionnaire(tx, questionnaire)
    invariant(added.ok, 'a questionnaire that ships was refused')
  }
}

/** With `clinic.created`. One that the clinic has already is left as it is. */
export const addDefaultQuestionnaires: Handler = {
  name: 'addDefaultQuestionnaires',
  run: addQuestionnaires,
}
