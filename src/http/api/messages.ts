import * as routes from '../../../packages/contract/src/routes.ts'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { findMessageSteps } from '../../desk/journeys/find-message-steps.ts'
import { findMessages } from '../../desk/outreach/find-messages.ts'
import { findMemories } from '../../desk/receptionist/find-memories.ts'
import { findTemplates } from '../../desk/wording/find-template.ts'
import { saveTemplate } from '../../desk/wording/save-template.ts'
import { render, unknownVariables, VARIABLES, type Values } from '../../desk/wording/template.ts'
import { showPhone } from '../../kit/phone.ts'
import { invariant, unprocessable } from '../../kit/problem.ts'
import { presentMessage, presentTemplate } from '../present.ts'
import { memoriesOf, presentMessageStep } from '../present-wording.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

export function answerMessages(api: Api, { database }: Doors): void {
  answer(api, routes.listMessages, async (c) => {
    const { contact_id: contactId, status, channel, limit, offset } = c.req.valid('query')
    const messages = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const found = await findMessages(tx, {
        ...(contactId ? { contactId } : {}),
        ...(status ? { status } : {}),
        ...(channel ? { channel } : {}),
        limit,
        offset,
      })
      const ids = found.map(({ id }) => id)
      const steps = await findMessageSteps(tx, ids)
      const memories = await findMemories(tx, memoriesOf([...steps.values()]))
      return found.map((each) => presentMessage(each, presentMessageStep(steps.get(each.id), memories)))
    })
    return c.json({ messages }, 200)
  })

  answer(api, routes.listTemplates, async (c) => {
    const templates = await database.inClinic(staffOf(c).clinicId, (tx) => findTemplates(tx))
    const variables = Object.entries(VARIABLES).map(([name, meaning]) => ({ name, meaning }))
    return c.json({ templates: templates.map(presentTemplate), variables }, 200)
  })

  answer(api, routes.saveTemplateRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const saved = await database.inClinic(clinicId, (tx) => saveTemplate(tx, actor, c.req.valid('json')))
    if (saved.ok) return c.json({ version: saved.version }, 200)
    switch (saved.reason) {
      case 'unknown_variables': {
        const names = saved.variables.map((name) => `{{${name}}}`).join(', ')
        throw unprocessable(`Nothing can be put in for ${names}; use one of the gaps in the list`)
      }
      case 'broken_braces':
        throw unprocessable(
          'Braces stand where no gap is; write gaps like {{first_name}} or take the braces out',
        )
      case 'subject_missing':
        throw unprocessable('An e-mail needs a subject; write one')
    }
  })

  answer(api, routes.previewTemplate, async (c) => {
    const { language, subject, body } = c.req.valid('json')
    const clinic = await database.inClinic(staffOf(c).clinicId, (tx) => findClinic(tx))
    invariant(clinic, 'a member belongs to a missing clinic')
    const example = EXAMPLES[language]
    const values: Values = {
      ...example,
      clinic_name: clinic.name,
      clinic_phone: clinic.phoneE164 ? showPhone(clinic.phoneE164, clinic.country) : '',
      clinic_address: clinic.address ?? '',
      location: clinic.address ?? '',
      service: clinic.namesProcedures ? example.service : '',
    }
    return c.json(
      {
        subject: subject === null ? null : render(subject, values),
        body: render(body, values),
        unknown_variables: unknownVariables(`${subject ?? ''}\n${body}`),
      },
      200,
    )
  })
}

/** An invented visit. */
const EXAMPLES: Record<'en' | 'es', Values> = {
  en: {
    first_name: 'Ana',
    patient_name: 'Ana Ruiz',
    clinic_name: 'Riverside Family Clinic',
    clinic_phone: '+1 312 555 0100',
    clinic_address: '12 Main Street, Chicago',
    weekday: 'Monday',
    date: 'November 23, 2026',
    time: '9:30 AM',
    location: '12 Main Street, Chicago',
    practitioner: 'Dr. Amy Lee',
    service: 'Consultation',
    more_visits: 'December 7, 9:30 AM · December 14, 9:30 AM',
    manage_link: 'https://example.com/riverside/manage/…',
    offer_link: 'https://example.com/riverside/offer/…',
    answer_by: '9:45 AM',
    form_link: 'https://example.com/f/…',
    guide_link: 'https://example.com/riverside/guide/…',
    booking_link: 'https://example.com/riverside',
    stop_link: 'https://example.com/u/…',
  },
  es: {
    first_name: 'Ana',
    patient_name: 'Ana Ruiz',
    clinic_name: 'Riverside Family Clinic',
    clinic_phone: '+1 312 555 0100',
    clinic_address: '12 Main Street, Chicago',
    weekday: 'lunes',
    date: '23 de noviembre de 2026',
    time: '9:30',
    location: '12 Main Street, Chicago',
    practitioner: 'Dra. Amy Lee',
    service: 'Consulta',
    more_visits: '7 de diciembre, 9:30 · 14 de diciembre, 9:30',
    manage_link: 'https://example.com/riverside/manage/…',
    offer_link: 'https://example.com/riverside/offer/…',
    answer_by: '9:45',
    form_link: 'https://example.com/f/…',
    guide_link: 'https://example.com/riverside/guide/…',
    booking_link: 'https://example.com/riverside',
    stop_link: 'https://example.com/u/…',
  },
}
