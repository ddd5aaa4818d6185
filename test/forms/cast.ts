/** A clinic with published forms, a person who is asked, and a browser that fills them in. */
import {
  buildResponse,
  type Filled,
  filledOf,
  openForm,
  type Questionnaire,
  type QuestionnaireResponse,
} from '@foyer/forms'
import { addQuestionnaires } from '../../src/desk/forms/add-default-questionnaires.ts'
import { findQuestionnaire, findQuestionnaireId } from '../../src/desk/forms/find-questionnaires.ts'
import { formToken } from '../../src/desk/forms/form-link.ts'
import { publishQuestionnaire } from '../../src/desk/forms/publish-questionnaire.ts'
import { type RequestForm, requestForm } from '../../src/desk/forms/request-form.ts'
import { createQuestionnaire } from '../../src/desk/forms/save-questionnaire.ts'
import { system } from '../../src/kit/events.ts'
import { calcomBooking } from '../calcom.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export const MINUTE_FORM: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'well', type: 'boolean', text: 'Are you well?', required: true },
    {
      linkId: 'why',
      type: 'string',
      text: 'What is it?',
      required: true,
      enableWhen: [{ question: 'well', operator: '=', answerBoolean: false }],
    },
  ],
}

/** Answers to the medical history that need no look. */
export const HEALTHY: Filled = {
  'you:0/name:0': { valueString: 'Ana Ruiz' },
  'you:0/birth_date:0': { valueDate: '1984-05-06' },
  'allergies:0/has_allergies:0': { valueBoolean: false },
  'medicines:0/takes_medicines:0': { valueBoolean: false },
  'medicines:0/blood_thinners:0': { valueBoolean: false },
  'conditions:0/condition:0': { valueCoding: { code: 'none', display: 'None of these' } },
  'conditions:0/pregnant:0': { valueCoding: { code: 'no', display: 'No, or does not apply' } },
}

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  body: any
}

export interface FormVisitor {
  token: string
  requestId: string
  open(): Promise<Reply>
  save(filled: Filled, revision: number): Promise<Reply>
  complete(filled: Filled, revision: number): Promise<Reply>
  send(deed: string, method: string, body: unknown): Promise<Reply>
  upload(bytes: Uint8Array): Promise<Reply>
  page(search?: string): Promise<{ status: number; text: string; headers: Headers }>
}

export interface FormCast {
  clinic: TestClinic
  /** Ana Ruiz, known by phone and e-mail, with a visit at 10 in Chicago on 1 December. */
  ana: { contactId: string; profileId: string; appointmentId: string }
  questionnaire(key: string): Promise<string>
  publish(body: Questionnaire, title?: string): Promise<string>
  ask(input?: Partial<RequestForm> & { key?: string }): Promise<FormVisitor>
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  profile(): Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  events(type: string): Promise<any[]>
}

export async function castForms(desk: TestDesk, clinic: TestClinic = desk.clinic): Promise<FormCast> {
  const { foyer } = desk
  const inClinic: typeof foyer.database.inClinic = (id, work) => foyer.database.inClinic(id, work)
  const { clinicId } = clinic
  await inClinic(clinicId, async (tx) => {
    await addQuestionnaires(tx)
    for (const key of ['medical_history', 'botox_consent', 'laser_consent', 'dental_intake']) {
      const id = await findQuestionnaireId(tx, key)
      const found = id ? await findQuestionnaire(tx, id) : undefined
      if (!id || !found) throw new Error('no questionnaire')
      const published = await publishQuestionnaire(tx, system, {
        id,
        revision: found.revision,
        approvedBy: 'Dr. Amy Lee',
      })
      if (!published.ok) throw new Error(`${key} was refused: ${JSON.stringify(published)}`)
    }
  })
  const booking = calcomBooking({
    attendee: { name: 'Ana Ruiz', email: 'ana@example.com' },
    phone: '+13125550111',
    startAt: '2026-12-01T16:00:00Z',
  })
  await desk.deliver(booking.created(), { to: clinic.calcom })
  await desk.settle()
  const [row] = await desk.rows(
    `select a.id as "appointmentId", a.contact_id as "contactId", a.patient_profile_id as "profileId"
     from appointments a where clinic_id = $1`,
    [clinicId],
  )
  const ana = row as FormCast['ana']
  const questionnaire = async (key: string) => {
    const id = await inClinic(clinicId, (tx) => findQuestionnaireId(tx, key))
    if (!id) throw new Error(`no questionnaire ${key}`)
    return id
  }
  return {
    clinic,
    ana,
    questionnaire,
    publish: (body, title = 'A form') =>
      inClinic(clinicId, async (tx) => {
        const made = await createQuestionnaire(tx, { title, body })
        if (!made.ok) throw new Error(JSON.stringify(made))
        const published = await publishQuestionnaire(tx, system, {
          id: made.id,
          revision: 1,
          approvedBy: 'Dr. Lee',
        })
        if (!published.ok) throw new Error(JSON.stringify(published))
        return made.id
      }),
    async ask({ key = 'medical_history', ...input } = {}) {
      const questionnaireId = input.questionnaireId ?? (await questionnaire(key))
      const asked = await inClinic(clinicId, (tx) =>
        requestForm(tx, system, {
          contactId: ana.contactId,
          appointmentId: ana.appointmentId,
          ...input,
          questionnaireId,
        }),
      )
      if (!asked.ok) throw new Error(asked.reason)
      const token = formToken(foyer.keyring, { clinicId, requestId: asked.requestId })
      return visitorOf(desk, token, asked.requestId)
    },
    async profile() {
      const [profile] = await desk.rows(
        `select full_name, birth_date::text, place, hint from patient_profiles where clinic_id = $1 and id = $2`,
        [clinicId, ana.profileId],
      )
      return profile
    },
    events: (type) =>
      desk.rows('select * from events where clinic_id = $1 and type = $2 order by id', [clinicId, type]),
  }
}

let visitors = 0

export function visitorOf(desk: TestDesk, token: string, requestId: string): FormVisitor {
  let questionnaire: Questionnaire | undefined
  // Each from an address of its own: limits are not what is looked at.
  const from = { 'x-forwarded-for': `203.0.${++visitors >> 8}.${visitors & 255}` }
  const request = async (
    deed: string,
    method: string,
    body?: string | Uint8Array<ArrayBuffer>,
    type?: string,
  ): Promise<Reply> => {
    const headers = { ...from, ...(type ? { 'content-type': type } : {}) }
    const response = await desk.foyer.request(`/f/${token}/${deed}`, { method, body, headers })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : null }
  }
  const send = (deed: string, method: string, body: unknown) =>
    request(deed, method, JSON.stringify(body), 'application/json')
  const responseOf = async (filled: Filled, status: QuestionnaireResponse['status']) => {
    questionnaire ??= (await request('open', 'POST')).body.questionnaire as Questionnaire
    return buildResponse(openForm(questionnaire), filled, { status, language: 'en' })
  }
  return {
    token,
    requestId,
    send,
    async open() {
      const reply = await request('open', 'POST')
      if (reply.status === 200) {
        questionnaire = reply.body.questionnaire
        reply.body.filled = reply.body.response ? filledOf(reply.body.response) : {}
      }
      return reply
    },
    save: async (filled, revision) =>
      send('answers', 'PUT', { revision, response: await responseOf(filled, 'in-progress') }),
    complete: async (filled, revision) =>
      send('complete', 'POST', { revision, response: await responseOf(filled, 'completed') }),
    upload: (bytes) => request('attachments', 'POST', new Uint8Array(bytes), 'application/octet-stream'),
    async page(search = '') {
      const response = await desk.foyer.request(`/f/${token}${search}`, { headers: from })
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
  }
}
