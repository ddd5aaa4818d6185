/** Two halves of one person are asked once: what the one was asked stays the form of both. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeContacts } from '../../src/desk/contacts/merge-contacts.ts'
import { lockContacts, recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { requestForm } from '../../src/desk/forms/request-form.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast } from './cast.ts'

let desk: TestDesk
let cast: FormCast
beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  cast = await castForms(desk)
})
afterAll(() => desk.close())

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)

test('a form that was open before a merge is asked for again under its own link', async () => {
  const { requestId } = await cast.ask({ key: 'medical_history' })
  const [asked] = await desk.rows(
    'select questionnaire_id, appointment_id from form_requests where id = $1',
    [requestId],
  )
  const other = await inClinic((tx) =>
    recognizeContact(tx, system, {
      ...{ name: 'Ana R.', phone: '+13125550199', phoneRaw: '312 555 0199', email: null },
      ...{ timeZone: null, locale: null, source: 'staff' },
    }),
  )
  await inClinic(async (tx) => {
    await lockContacts(tx, [cast.ana.contactId, other.contactId])
    await mergeContacts(tx, system, {
      ...{ fromContactId: cast.ana.contactId, intoContactId: other.contactId },
      ...{ reason: 'same_person', evidence: {} },
    })
  })
  const again = await inClinic((tx) =>
    requestForm(tx, system, {
      contactId: other.contactId,
      questionnaireId: asked.questionnaire_id,
      appointmentId: asked.appointment_id,
      // As a step does, whose text has told this link.
      id: requestId,
    }),
  )
  expect(again).toEqual({ ok: true, requestId, isNew: false })
  expect(await desk.rows(`select id from form_requests where status = 'open'`)).toEqual([{ id: requestId }])
})
