import { lintQuestionnaire, type Questionnaire } from '@foyer/forms'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addQuestionnaires, questionnairesFor } from '../../src/desk/forms/add-default-questionnaires.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast, MINUTE_FORM } from './cast.ts'

let desk: TestDesk
let cast: FormCast

beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  cast = await castForms(desk)
})
afterAll(() => desk.close())

test('what ships can be asked, reads in both languages, and is a draft in every clinic until somebody approves it', async () => {
  for (const { key, body } of questionnairesFor('US')) {
    expect(lintQuestionnaire(body, { languages: ['es'] }), key).toEqual([])
    expect(body.status).toBe('draft')
  }
  const hillside = await desk.openClinic('Hillside')
  // Twice, as a reactor may: the second time adds nothing.
  for (const _ of [1, 2]) await desk.foyer.database.inClinic(hillside.clinicId, addQuestionnaires)
  const { body } = await desk.api('GET', '/api/questionnaires', { as: hillside.keys.viewer })
  expect(body.questionnaires).toMatchObject([
    { key: 'botox_consent', version: null, has_draft: true, approved_by: null },
    { key: 'laser_consent', version: null },
    { key: 'dental_intake', version: null },
    { key: 'medical_history', version: null },
  ])
})

test('a draft is written, mended and published, and what was published is never changed', async () => {
  const made = await desk.api('POST', '/api/questionnaires', { body: { title: 'Short' } })
  expect(made.body.questionnaire.issues).toMatchObject([{ code: 'empty' }])
  const { id } = made.body.questionnaire
  const faulty = {
    ...MINUTE_FORM,
    item: [...(MINUTE_FORM.item ?? []), { linkId: 'well', type: 'string', text: 'Again' }],
  }
  const saved = await desk.api('PUT', `/api/questionnaires/${id}/draft`, {
    body: { title: 'Short', body: faulty, revision: 1 },
  })
  expect(saved.body.questionnaire).toMatchObject({
    revision: 2,
    issues: expect.arrayContaining([
      {
        severity: 'error',
        code: 'duplicate_link_id',
        link_id: 'well',
        detail: expect.any(String),
      },
    ]),
  })
  const publish = (revision: number) =>
    desk.api('POST', `/api/questionnaires/${id}/publish`, { body: { revision, approved_by: 'Dr. Amy Lee' } })
  expect(await publish(2)).toMatchObject({ status: 422, body: { type: '/problems/questionnaire-faulty' } })
  const save = (revision: number, body: Questionnaire) =>
    desk.api('PUT', `/api/questionnaires/${id}/draft`, { body: { title: 'Short', body, revision } })
  expect(await save(1, MINUTE_FORM)).toMatchObject({ status: 409, body: { revision: 2 } })
  expect((await save(2, MINUTE_FORM)).status).toBe(200)
  expect((await publish(3)).body.questionnaire).toMatchObject({
    version: 1,
    approved_by: 'Dr. Amy Lee',
    has_draft: false,
    published: { status: 'active', version: '1', url: `urn:uuid:${id}` },
  })
  expect(await publish(4)).toMatchObject({ status: 409, body: { type: '/problems/nothing-new' } })

  // Who has begun stays with the words that they read.
  const begun = await cast.ask({ questionnaireId: id, appointmentId: null })
  await begun.save({ 'well:0': { valueBoolean: true } }, 0)
  const changed: Questionnaire = {
    ...MINUTE_FORM,
    item: [{ linkId: 'well', type: 'boolean', text: 'All well?' }],
  }
  const both = await Promise.all([save(4, changed), save(4, MINUTE_FORM)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const at = both.find(({ status }) => status === 200)?.body.questionnaire.revision
  await publish(at)
  const { body } = await desk.api('GET', `/api/questionnaires/${id}/versions`)
  expect(body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1])
  expect((await begun.open()).body.questionnaire.version).toBe('1')
  await expect(
    desk.foyer.database.inClinic(cast.clinic.clinicId, async (tx) => {
      const { sql } = await import('kysely')
      await tx.run(sql`update questionnaire_versions set approved_by = 'nobody'`)
    }),
  ).rejects.toMatchObject({ code: '42501' })
})

test('what is no questionnaire is refused with the place where it is not', async () => {
  const item = [{ linkId: 'a', type: 'string', item: [{ linkId: '' }] }]
  const { status, body } = await desk.api('POST', '/api/questionnaires', {
    body: { title: 'X', body: { resourceType: 'Questionnaire', item } },
  })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ pointer: '/body/item/0/item/0/linkId' }])
})

test('a form is sent by the front desk, not by a viewer, and the link in the answer opens it', async () => {
  const questionnaireId = await cast.questionnaire('medical_history')
  const send = (as: string) =>
    desk.api('POST', `/api/contacts/${cast.ana.contactId}/forms`, {
      as,
      body: { questionnaire_id: questionnaireId, appointment_id: cast.ana.appointmentId, language: 'es' },
    })
  expect((await send(cast.clinic.keys.viewer)).status).toBe(403)
  const { status, body } = await send(cast.clinic.keys.operator)
  expect(status).toBe(201)
  expect(body.request).toMatchObject({ title: 'Medical history', status: 'open', language: 'es' })
  const path = new URL(body.request.link).pathname
  const page = await desk.foyer.request(path)
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain('<html lang="es">')
  expect(text).toContain('<noscript>')
  expect(text).not.toContain('Ana')
  expect(page.headers.get('x-robots-tag')).toBe('noindex')
  expect((await send(cast.clinic.keys.operator)).body.request.id).toBe(body.request.id)
})
