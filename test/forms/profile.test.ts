import { afterAll, beforeEach, expect, test } from 'vitest'
import { calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { castForms, type FormCast, HEALTHY } from './cast.ts'

let desk: TestDesk
let cast: FormCast
const opened: TestDesk[] = []

beforeEach(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: '1' } })
  opened.push(desk)
  cast = await castForms(desk)
})
afterAll(() => Promise.all(opened.map((each) => each.close())))

const people = () => desk.rows('select id from contacts')
const profiles = () => desk.rows('select full_name from patient_profiles order by full_name')
const response = async () => (await desk.rows('select * from questionnaire_responses'))[0]

test('what was not known is filled in, in the profile that there is', async () => {
  const form = await cast.ask()
  await form.complete({ ...HEALTHY, 'you:0/city:0': { valueString: 'Chicago' } }, 0)
  expect(await cast.profile()).toEqual({
    full_name: 'Ana Ruiz',
    birth_date: '1984-05-06',
    place: 'Chicago',
    hint: null,
  })
  expect(await people()).toHaveLength(1)
  expect((await cast.events('form.completed'))[0].payload).toMatchObject({
    learned: ['birth_date', 'place'],
    differences: 0,
  })
})

test('a known patient is never renamed, and a known date of birth stays; staff are told', async () => {
  await (await cast.ask()).complete(HEALTHY, 0)
  const other = await cast.ask({ key: 'dental_intake' })
  const answers = {
    'you:0/name:0': { valueString: 'Anna Ruiz-Lopez' },
    'you:0/birth_date:0': { valueDate: '1985-06-07' },
    'reason:0/why:0': { valueCoding: { code: 'checkup' } },
    'health:0/condition:0': { valueCoding: { code: 'none' } },
    'health:0/has_allergies:0': { valueBoolean: false },
    'health:0/signature:0': { valueAttachment: { contentType: 'text/plain', title: 'Ana Ruiz' } },
  }
  expect(await other.complete(answers, 0)).toMatchObject({ status: 200 })
  expect(await cast.profile()).toMatchObject({
    full_name: 'Ana Ruiz',
    birth_date: '1984-05-06',
    hint: 'same_contact_another_name',
  })
  expect(await profiles()).toHaveLength(1)
  const { body } = await desk.api('GET', '/api/form-responses')
  expect(body.responses).toMatchObject([
    {
      title: 'Dental intake',
      flags: [],
      differences: [
        { field: 'name', known: 'Ana Ruiz', said: 'Anna Ruiz-Lopez' },
        { field: 'birth_date', known: '1984-05-06', said: '1985-06-07' },
      ],
    },
  ])
})

test('another spelling is the same name', async () => {
  const form = await cast.ask()
  await form.complete({ ...HEALTHY, 'you:0/name:0': { valueString: 'ANA  RUÍZ' } }, 0)
  expect((await response()).differences).toEqual([])
})

test('a new address becomes theirs; one that is somebody else’s stays theirs, and makes no second person', async () => {
  const ben = calcomBooking({
    attendee: { name: 'Ben Li', email: 'ben@example.com' },
    phone: '+13125550122',
    startAt: '2026-12-02T16:00:00Z',
  })
  await desk.deliver(ben.created())
  await desk.settle()
  const before = await people()
  const form = await cast.ask()
  await form.complete({ ...HEALTHY, 'you:0/email:0': { valueString: 'Ben@Example.com' } }, 0)
  expect(await people()).toEqual(before)
  expect(await cast.profile()).toMatchObject({ hint: 'identity_conflict' })
  expect((await response()).differences).toEqual([{ field: 'email', known: null, said: 'ben@example.com' }])
  const owners = await desk.rows(`select contact_id from contact_identifiers where value = 'ben@example.com'`)
  expect(owners).toHaveLength(1)
  expect(owners[0].contact_id).not.toBe(cast.ana.contactId)

  const next = await cast.ask({ appointmentId: null })
  await next.complete({ ...HEALTHY, 'you:0/email:0': { valueString: 'ana.ruiz@example.com' } }, 0)
  expect(
    await desk.rows(`select contact_id from contact_identifiers where value = 'ana.ruiz@example.com'`),
  ).toEqual([{ contact_id: cast.ana.contactId }])
  expect((await cast.events('contact.identified')).length).toBe(1)
})

test('without a visit, the patient is the one of that name; of several, none is guessed', async () => {
  const child = calcomBooking({
    attendee: { name: 'Leo Ruiz', email: 'ana@example.com' },
    phone: '+13125550111',
    startAt: '2026-12-03T16:00:00Z',
  })
  await desk.deliver(child.created())
  await desk.settle()
  expect(await profiles()).toEqual([{ full_name: 'Ana Ruiz' }, { full_name: 'Leo Ruiz' }])
  await (await cast.ask({ appointmentId: null })).complete(
    { ...HEALTHY, 'you:0/name:0': { valueString: 'Leo Ruiz' } },
    0,
  )
  const [leo] = await desk.rows(`select birth_date::text from patient_profiles where full_name = 'Leo Ruiz'`)
  expect(leo).toEqual({ birth_date: '1984-05-06' })
  expect(await cast.profile()).toMatchObject({ birth_date: null })
  await (await cast.ask({ appointmentId: null })).complete(
    { ...HEALTHY, 'you:0/name:0': { valueString: 'Mia' } },
    0,
  )
  expect(await profiles()).toHaveLength(2)
})

test('answers that staff should see make one task, until somebody has looked', async () => {
  const form = await cast.ask()
  await form.complete(
    {
      ...HEALTHY,
      'allergies:0/has_allergies:0': { valueBoolean: true },
      'allergies:0/allergy:0/allergy_to:0': { valueString: 'Latex' },
      'medicines:0/blood_thinners:0': { valueBoolean: true },
      'conditions:0/pregnant:0': { valueCoding: { code: 'pregnant', display: 'Anything' } },
    },
    0,
  )
  const tasks = async () => (await desk.api('GET', '/api/tasks')).body.tasks.forms_to_review
  expect(await tasks()).toBe(1)
  const { body } = await desk.api('GET', '/api/form-responses')
  const [found] = body.responses
  expect(found.flags.map(({ label, answer }: { label: string; answer: string }) => [label, answer])).toEqual([
    ['Allergy', 'Latex'],
    ['Blood thinners', 'Yes'],
    ['Pregnancy', 'Pregnant, or it may be'],
  ])
  const both = await Promise.all([1, 2].map(() => desk.api('POST', `/api/form-responses/${found.id}/review`)))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await cast.events('form.reviewed')).toHaveLength(1)
  expect(await tasks()).toBe(0)
  const read = await desk.api('GET', `/api/form-responses/${found.id}`)
  expect(read.body.response).toMatchObject({ needs_review: false, body: { status: 'completed' } })
  expect(read.body.response.questionnaire.title).toBe('Medical history')
})

test('merged into another person, their forms are that person’s, and a link still works', async () => {
  const form = await cast.ask({ appointmentId: null })
  await form.open()
  const [root] = await desk.rows(
    `insert into contacts (clinic_id, id, display_name, source, created_at, updated_at)
     values ($1, gen_random_uuid(), 'Ana R', 'test', now(), now()) returning id`,
    [cast.clinic.clinicId],
  )
  await desk.rows('update contacts set merged_into_id = $2 where id = $1', [cast.ana.contactId, root.id])
  expect(await form.complete(HEALTHY, 0)).toMatchObject({ status: 200 })
  const { body } = await desk.api('GET', `/api/contacts/${root.id}/forms`)
  expect(body.requests).toMatchObject([
    { status: 'completed', contact_id: root.id, patient_profile_id: cast.ana.profileId },
  ])
})
