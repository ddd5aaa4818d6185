import { afterAll, beforeAll, expect, test } from 'vitest'
import { formToken } from '../../src/desk/forms/form-link.ts'
import { requestForm } from '../../src/desk/forms/request-form.ts'
import { manageToken } from '../../src/desk/scheduling/manage-link.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast, HEALTHY, MINUTE_FORM, visitorOf } from './cast.ts'

let desk: TestDesk
let cast: FormCast

beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  cast = await castForms(desk)
})
afterAll(() => desk.close())

const WELL = { 'well:0': { valueBoolean: true } }
const ILL = { 'well:0': { valueBoolean: false }, 'why:0': { valueString: 'A cough' } }

async function minuteForm() {
  return cast.ask({ questionnaireId: await cast.publish(MINUTE_FORM), appointmentId: null })
}

test('a form is asked for, opened and sent, and each is on the timeline once', async () => {
  const form = await minuteForm()
  expect((await form.open()).body).toMatchObject({ revision: 0, response: null })
  await form.open()
  expect(await form.complete(ILL, 0)).toEqual({ status: 200, body: { is_repeat: false } })
  const ofThis = (rows: { payload: { requestId: string } }[]) =>
    rows.filter(({ payload }) => payload.requestId === form.requestId)
  for (const type of ['form.requested', 'form.opened', 'form.completed']) {
    const [event, ...more] = ofThis(await cast.events(type))
    expect(more, type).toEqual([])
    expect(event, type).toMatchObject({ contact_id: cast.ana.contactId, payload: { title: 'A form' } })
    expect(JSON.stringify(event), type).not.toContain('cough')
  }
})

test('what was answered so far is there on another phone', async () => {
  const form = await minuteForm()
  expect(await form.save({ 'well:0': { valueBoolean: false } }, 0)).toEqual({
    status: 200,
    body: { revision: 1 },
  })
  const elsewhere = visitorOf(desk, form.token, form.requestId)
  expect((await elsewhere.open()).body).toMatchObject({
    revision: 1,
    filled: { 'well:0': { valueBoolean: false } },
    response: { status: 'in-progress' },
  })
})

test('what is missing keeps a form from being sent, not from being kept', async () => {
  const form = await minuteForm()
  const { status, body } = await form.complete({ 'well:0': { valueBoolean: false } }, 0)
  expect(status).toBe(422)
  expect(body).toMatchObject({
    type: '/problems/answers-invalid',
    issues: [{ code: 'required', linkId: 'why' }],
  })
  expect((await form.open()).body.response).toBeNull()
})

test('an answer to what was not asked, to another version, or in no form at all is refused', async () => {
  const form = await minuteForm()
  const { body } = await form.open()
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: `${body.questionnaire.url}|${body.questionnaire.version}`,
  }
  const answered = (item: unknown) =>
    form.send('answers', 'PUT', { revision: 0, response: { ...response, item } })
  const why = { linkId: 'why', answer: [{ valueString: 'x' }] }
  expect((await answered([why])).body.issues).toMatchObject([{ code: 'disabled' }])
  expect((await answered([{ linkId: 'nothing', answer: [{ valueString: 'x' }] }])).body.issues).toMatchObject(
    [{ code: 'unknown' }],
  )
  expect((await answered([{ linkId: 'well', answer: [{ valueString: 'x', extension: [] }] }])).status).toBe(
    422,
  )
  expect((await answered([{ linkId: 'well', answer: [{ valueString: 'a\0b' }] }])).status).toBe(422)
  const other = { ...response, questionnaire: 'urn:uuid:other|1' }
  expect((await form.send('answers', 'PUT', { revision: 0, response: other })).status).toBe(422)
  expect((await form.send('answers', 'PUT', { revision: 'x', response })).status).toBe(400)
  expect((await form.send('answers', 'PUT', 'no object')).status).toBe(400)
  expect((await form.send('answers', 'PUT', { revision: 0, response: 'x'.repeat(300_000) })).status).toBe(413)
})

test('sent twice, a form is one; other answers afterwards are refused', async () => {
  const form = await minuteForm()
  const both = await Promise.all([form.complete(WELL, 0), form.complete(WELL, 0)])
  expect(both.map(({ body }) => body.is_repeat).sort()).toEqual([false, true])
  expect(await form.complete(WELL, 0)).toMatchObject({ status: 200, body: { is_repeat: true } })
  expect(await form.complete(ILL, 0)).toMatchObject({
    status: 409,
    body: { type: '/problems/form-completed' },
  })
  expect(await form.save(ILL, 1)).toMatchObject({ status: 409, body: { type: '/problems/form-completed' } })
  const rows = await desk.rows('select status from questionnaire_responses where request_id = $1', [
    form.requestId,
  ])
  expect(rows).toEqual([{ status: 'completed' }])
})

test('of two tabs that save at one moment, one is told what the other said, and nothing is lost', async () => {
  const form = await minuteForm()
  const [one, other] = await Promise.all([form.save(WELL, 0), form.save(ILL, 0)])
  expect([one.status, other.status].sort()).toEqual([200, 409])
  const late = one.status === 409 ? one : other
  expect(late.body).toMatchObject({ type: '/problems/form-changed', revision: 1 })
  expect(late.body.response.item[0].linkId).toBe('well')
  expect((await form.complete(ILL, 0)).status).toBe(409)
  expect((await form.complete(ILL, late.body.revision)).status).toBe(200)
})

test('two tabs that send at one moment, with other answers, make one response', async () => {
  const form = await minuteForm()
  const replies = await Promise.all([form.complete(WELL, 0), form.complete(ILL, 0), form.save(ILL, 0)])
  const done = replies.slice(0, 2).filter(({ status }) => status === 200)
  expect(done.length).toBeLessThanOrEqual(1)
  const kept = await desk.rows('select status, revision from questionnaire_responses where request_id = $1', [
    form.requestId,
  ])
  expect(kept).toHaveLength(1)
  const completed = (await cast.events('form.completed')).filter(
    ({ payload }) => payload.requestId === form.requestId,
  )
  expect(completed).toHaveLength(done.length)
})

test('asked for again, it is the same form, and lasts longer', async () => {
  const questionnaireId = await cast.publish(MINUTE_FORM)
  const first = await cast.ask({ questionnaireId, appointmentId: null })
  const ends = async () =>
    (await desk.rows('select expires_at from form_requests where id = $1', [first.requestId]))[0].expires_at
  const before = await ends()
  desk.clock.advance({ hours: 1 })
  const again = await Promise.all([1, 2, 3].map(() => cast.ask({ questionnaireId, appointmentId: null })))
  expect(new Set(again.map(({ requestId }) => requestId))).toEqual(new Set([first.requestId]))
  expect(String(await ends()) > String(before)).toBe(true)
  const requested = (await cast.events('form.requested')).filter(
    ({ payload }) => payload.requestId === first.requestId,
  )
  expect(requested).toHaveLength(1)
})

test('somebody killed in the middle leaves nothing behind, and can begin again', async () => {
  const form = await minuteForm()
  await form.open()
  await expect(
    desk.foyer.database.inClinic(cast.clinic.clinicId, async (tx) => {
      const { completeForm } = await import('../../src/desk/forms/complete-form.ts')
      const { body } = await form.open()
      const done = await completeForm(tx, {
        requestId: form.requestId,
        revision: 0,
        response: {
          resourceType: 'QuestionnaireResponse',
          status: 'completed',
          questionnaire: `${body.questionnaire.url}|1`,
          item: [{ linkId: 'well', answer: [{ valueBoolean: true }] }],
        },
      })
      expect(done.ok).toBe(true)
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect(
    await desk.rows('select 1 from questionnaire_responses where request_id = $1', [form.requestId]),
  ).toEqual([])
  expect((await form.complete(WELL, 0)).status).toBe(200)
})

test('a session cut off by the server while it sends leaves an open form', async () => {
  const form = await minuteForm()
  await form.save(WELL, 0)
  // Whoever waits for the contact's lock is inside the transaction: that is where it is cut off.
  const cut = desk.foyer.database.inClinic(cast.clinic.clinicId, async (tx) => {
    const { lockContacts } = await import('../../src/desk/contacts/recognize-contact.ts')
    await lockContacts(tx, [cast.ana.contactId])
    const sending = form.complete(WELL, 1)
    for (;;) {
      const killed = await desk.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%merged_into_id%'`,
      )
      if (killed.length > 0) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return sending
  })
  expect((await cut).status).toBeGreaterThanOrEqual(500)
  expect((await form.open()).body).toMatchObject({ revision: 1, response: { status: 'in-progress' } })
  expect((await form.complete(WELL, 1)).status).toBe(200)
})

test('late, the page says so and whom to call; nothing is taken any more', async () => {
  const form = await minuteForm()
  await form.open()
  await desk.rows(`update clinics set phone_e164 = '+13125550100' where clinic_id = $1`, [
    cast.clinic.clinicId,
  ])
  const kept = desk.clock.now()
  desk.clock.advance({ hours: 14 * 24 + 1 })
  const { status, text, headers } = await form.page()
  expect(status).toBe(410)
  expect(text).toContain('This link has ended')
  expect(text).toContain('tel:+13125550100')
  expect(text).not.toContain('<script')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await form.page('?lang=es')).text).toContain('Este enlace ha caducado')
  for (const reply of [await form.save(WELL, 0), await form.complete(WELL, 0), await form.open()]) {
    expect(reply).toMatchObject({ status: 410, body: { type: '/problems/form-expired' } })
  }
  expect((await form.upload(new Uint8Array([0xff, 0xd8, 0xff, 0]))).status).toBe(410)
  desk.clock.set(kept)
})

test('for a visit, a link lasts until a day after it, wherever that is moved', async () => {
  const form = await cast.ask({ key: 'laser_consent' })
  const ends = async () => (await form.open()).body.expires_at
  expect(await ends()).toBe(
    desk.clock
      .now()
      .add({ hours: 14 * 24 })
      .toString(),
  )
  await desk.rows(
    `update appointments set start_at = start_at + interval '60 days', end_at = end_at + interval '60 days' where id = $1`,
    [cast.ana.appointmentId],
  )
  const [{ end_at: endAt }] = await desk.rows('select end_at from appointments where id = $1', [
    cast.ana.appointmentId,
  ])
  expect(Temporal.Instant.from(await ends()).epochMilliseconds).toBe(
    new Date(endAt).getTime() + 24 * 3_600_000,
  )
  await desk.rows(
    `update appointments set start_at = start_at - interval '60 days', end_at = end_at - interval '60 days' where id = $1`,
    [cast.ana.appointmentId],
  )
})

test('only a link that was made here for a form opens one', async () => {
  const form = await minuteForm()
  const { clinicId } = cast.clinic
  const theirs = await desk.openClinic('Lakeside')
  const [ids = '', signature = ''] = form.token.split('.')
  const tokens = [
    'x',
    `${ids}.`,
    `${ids}.${signature.slice(0, -2)}AA`,
    // Our request under their name, and a request that nobody made.
    formToken(desk.foyer.keyring, { clinicId: theirs.clinicId, requestId: form.requestId }),
    formToken(desk.foyer.keyring, { clinicId, requestId: uuidv7() }),
    // A link of another purpose.
    manageToken(desk.foyer.keyring, clinicId, form.requestId),
  ]
  for (const token of tokens) {
    const stranger = visitorOf(desk, token, form.requestId)
    expect((await stranger.open()).status, token).toBe(404)
    expect((await stranger.page()).status, token).toBe(404)
    expect((await stranger.send('complete', 'POST', { revision: 0, response: {} })).status, token).toBe(404)
  }
})

test('nobody is asked with a questionnaire of another clinic, without a version, or for somebody else’s visit', async () => {
  const theirs = await castForms(desk, await desk.openClinic('Hillside'))
  const asked = (input: Parameters<typeof requestForm>[2]) =>
    desk.foyer.database.inClinic(cast.clinic.clinicId, (tx) => requestForm(tx, system, input))
  const { contactId } = cast.ana
  const questionnaireId = await cast.questionnaire('medical_history')
  expect(
    await asked({ contactId, questionnaireId: await theirs.questionnaire('medical_history') }),
  ).toMatchObject({
    reason: 'no_questionnaire',
  })
  expect(await asked({ contactId: theirs.ana.contactId, questionnaireId })).toMatchObject({
    reason: 'no_contact',
  })
  expect(await asked({ contactId, questionnaireId, appointmentId: theirs.ana.appointmentId })).toMatchObject({
    reason: 'no_appointment',
  })
  const draft = await desk.api('POST', '/api/questionnaires', { body: { title: 'Not yet' } })
  expect(await asked({ contactId, questionnaireId: draft.body.questionnaire.id })).toMatchObject({
    reason: 'not_published',
  })
})

test('out of order: what is sent before it was opened counts, and opening it afterwards is refused', async () => {
  const form = await minuteForm()
  await form.send('complete', 'POST', {
    revision: 0,
    response: {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      questionnaire: `urn:uuid:${(await desk.rows('select questionnaire_id as id from form_requests where id = $1', [form.requestId]))[0].id}|1`,
      item: [{ linkId: 'well', answer: [{ valueBoolean: true }] }],
    },
  })
  expect(await form.open()).toMatchObject({ status: 409, body: { type: '/problems/form-completed' } })
  expect((await form.page()).text).toContain('This form was sent already')
})

test('a healthy history is sent, and nobody has to look at it', async () => {
  const form = await cast.ask()
  expect(await form.complete(HEALTHY, 0)).toMatchObject({ status: 200 })
  const [row] = await desk.rows(
    'select needs_review, flags from questionnaire_responses where request_id = $1',
    [form.requestId],
  )
  expect(row).toEqual({ needs_review: false, flags: [] })
})
