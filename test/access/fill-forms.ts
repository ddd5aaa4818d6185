/** Rows in every table of forms, each with a mark that no other clinic may read. */
import type { Questionnaire } from '@foyer/forms'
import { addAttachment } from '../../src/desk/forms/add-attachment.ts'
import { completeForm } from '../../src/desk/forms/complete-form.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { requestForm } from '../../src/desk/forms/request-form.ts'
import { createQuestionnaire } from '../../src/desk/forms/save-questionnaire.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export async function fillForms(
  desk: TestDesk,
  clinic: TestClinic,
  { mark, contactId }: { mark: string; contactId: string },
): Promise<void> {
  const flag = {
    url: 'https://foyer.example/fhir/StructureDefinition/questionnaire-flag',
    valueString: `Flag of ${mark}`,
  }
  const body: Questionnaire = {
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [{ linkId: 'ill', type: 'string', text: `How is ${mark}?`, extension: [flag] }],
  }
  await desk.foyer.database.inClinic(clinic.clinicId, async (tx) => {
    const made = await createQuestionnaire(tx, { title: `Form of ${mark}`, body })
    if (!made.ok) throw new Error(made.reason)
    await publishQuestionnaire(tx, system, { id: made.id, revision: 1, approvedBy: `Doctor of ${mark}` })
    const asked = await requestForm(tx, system, { questionnaireId: made.id, contactId })
    if (!asked.ok) throw new Error(asked.reason)
    const { requestId } = asked
    await addAttachment(tx, desk.foyer.keyring, { requestId, bytes: Buffer.from(`%PDF-1.7 of ${mark}`) })
    const done = await completeForm(tx, {
      requestId,
      revision: 0,
      response: {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        questionnaire: `urn:uuid:${made.id}|1`,
        item: [{ linkId: 'ill', answer: [{ valueString: `Answer of ${mark}` }] }],
      },
    })
    if (!done.ok) throw new Error(done.reason)
  })
}
