/** What the clinic asks before a visit, whom, and what was answered. */
import * as routes from '../../../packages/contract/src/forms/routes.ts'
import { findContact } from '../../desk/contacts/find-contacts.ts'
import { readAttachment } from '../../desk/forms/add-attachment.ts'
import { findRequestsOf } from '../../desk/forms/find-form-requests.ts'
import { findQuestionnaire, findQuestionnaires, findVersions } from '../../desk/forms/find-questionnaires.ts'
import { findResponse, findResponsesToReview } from '../../desk/forms/find-responses.ts'
import { formLinks } from '../../desk/forms/form-link.ts'
import { publishQuestionnaire } from '../../desk/forms/publish-questionnaire.ts'
import type { PublishRefusal, SaveRefusal } from '../../desk/forms/questionnaire.ts'
import { type RequestRefusal, requestForm } from '../../desk/forms/request-form.ts'
import { reviewResponse } from '../../desk/forms/review-response.ts'
import { createQuestionnaire, saveDraft } from '../../desk/forms/save-questionnaire.ts'
import type { Tx } from '../../kit/db.ts'
import { conflict, invariant, notFound, type Problem, unprocessable } from '../../kit/problem.ts'
import {
  presentFormRequest,
  presentIssue,
  presentQuestionnaire,
  presentQuestionnaireSummary,
  presentResponse,
  presentResponseSummary,
  presentVersion,
} from '../present-forms.ts'
import { type Api, answer, type Doors, staffOf, unfit } from './api.ts'

const NO_QUESTIONNAIRE = 'There is no such questionnaire in this clinic'
const NO_RESPONSE = 'There is no such response in this clinic'
const NO_PERSON = 'There is no such person in this clinic'

export function answerForms(api: Api, { database, keyring, publicUrl }: Doors): void {
  const linkOf = formLinks({ keyring, publicUrl })

  answer(api, routes.listQuestionnaires, async (c) => {
    const found = await database.inClinic(staffOf(c).clinicId, findQuestionnaires)
    return c.json({ questionnaires: found.map(presentQuestionnaireSummary) }, 200)
  })

  answer(api, routes.getQuestionnaire, async (c) => {
    const { id } = c.req.valid('param')
    const questionnaire = await database.inClinic(staffOf(c).clinicId, (tx) => demand(tx, id))
    return c.json({ questionnaire }, 200)
  })

  answer(api, routes.createQuestionnaireRoute, async (c) => {
    const { title, body } = c.req.valid('json')
    const questionnaire = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const made = await createQuestionnaire(tx, { title, body })
      if (!made.ok) throw problemOf(made)
      return demand(tx, made.id)
    })
    return c.json({ questionnaire }, 201)
  })

  answer(api, routes.saveQuestionnaire, async (c) => {
    const { id } = c.req.valid('param')
    const draft = c.req.valid('json')
    const questionnaire = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const saved = await saveDraft(tx, { id, ...draft })
      if (!saved.ok) throw problemOf(saved)
      return demand(tx, id)
    })
    return c.json({ questionnaire }, 200)
  })

  answer(api, routes.publishQuestionnaireRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { revision, approved_by: approvedBy } = c.req.valid('json')
    const questionnaire = await database.inClinic(clinicId, async (tx) => {
      const published = await publishQuestionnaire(tx, actor, { id, revision, approvedBy })
      if (!published.ok) throw problemOf(published)
      return demand(tx, id)
    })
    return c.json({ questionnaire }, 200)
  })

  answer(api, routes.listQuestionnaireVersions, async (c) => {
    const { id } = c.req.valid('param')
    const versions = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      await demand(tx, id)
      return findVersions(tx, id)
    })
    return c.json({ versions: versions.map(presentVersion) }, 200)
  })

  answer(api, routes.listFormsOfContact, async (c) => {
    const { clinicId } = staffOf(c)
    const { id } = c.req.valid('param')
    const requests = await database.inClinic(clinicId, async (tx) => {
      const contact = await findContact(tx, id)
      if (!contact) throw notFound(NO_PERSON)
      return findRequestsOf(tx, contact.id)
    })
    const presented = requests.map((one) => presentFormRequest(one, linkOf({ clinicId, requestId: one.id })))
    return c.json({ requests: presented }, 200)
  })

  answer(api, routes.sendForm, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const body = c.req.valid('json')
    const request = await database.inClinic(clinicId, async (tx) => {
      const contact = await findContact(tx, id)
      if (!contact) throw notFound(NO_PERSON)
      const asked = await requestForm(tx, actor, {
        questionnaireId: body.questionnaire_id,
        contactId: contact.id,
        appointmentId: body.appointment_id,
        ...(body.language ? { language: body.language } : {}),
      })
      if (!asked.ok) throw problemOfRequest(asked)
      const found = (await findRequestsOf(tx, contact.id)).find((one) => one.id === asked.requestId)
      invariant(found, 'a request of this transaction vanished')
      return found
    })
    return c.json({ request: presentFormRequest(request, linkOf({ clinicId, requestId: request.id })) }, 201)
  })

  answer(api, routes.listFormsToReview, async (c) => {
    const page = c.req.valid('query')
    const responses = await database.inClinic(staffOf(c).clinicId, (tx) => findResponsesToReview(tx, page))
    return c.json({ responses: responses.map(presentResponseSummary) }, 200)
  })

  answer(api, routes.getFormResponse, async (c) => {
    const { id } = c.req.valid('param')
    const response = await database.inClinic(staffOf(c).clinicId, (tx) => findResponse(tx, id))
    if (!response) throw notFound(NO_RESPONSE)
    return c.json({ response: presentResponse(response) }, 200)
  })

  answer(api, routes.reviewFormResponse, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const isThere = await database.inClinic(clinicId, (tx) => reviewResponse(tx, actor, id))
    if (!isThere) throw notFound(NO_RESPONSE)
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.getFormAttachment, async (c) => {
    const { id } = c.req.valid('param')
    const found = await database.inClinic(staffOf(c).clinicId, (tx) => readAttachment(tx, keyring, id))
    if (!found) throw notFound('There is no such attachment in this clinic')
    const { contentType, content } = found
    c.header('cache-control', 'no-store')
    return c.json(
      { attachment: { id, content_type: contentType, content_base64: content.toString('base64') } },
      200,
    )
  })
}

async function demand(tx: Tx, id: string) {
  const found = await findQuestionnaire(tx, id)
  if (!found) throw notFound(NO_QUESTIONNAIRE)
  return presentQuestionnaire(found)
}

function problemOf(refusal: SaveRefusal | PublishRefusal): Problem {
  switch (refusal.reason) {
    case 'not_found':
      return notFound(NO_QUESTIONNAIRE)
    case 'nothing_new':
      return conflict('There is no draft: what is published is what was saved last', { type: 'nothing-new' })
    case 'changed':
      return conflict('Somebody saved this questionnaire meanwhile; read it again, and put both together', {
        type: 'questionnaire-changed',
        extensions: { revision: refusal.revision },
      })
    case 'malformed':
      return unfit(`/body${refusal.pointer}`, `The questionnaire cannot be read: ${refusal.detail}`)
    case 'faulty':
      return unprocessable('The draft has mistakes; mend them, then publish', [], {
        type: 'questionnaire-faulty',
        extensions: { issues: refusal.issues.map(presentIssue) },
      })
  }
}

function problemOfRequest({ reason }: RequestRefusal): Problem {
  switch (reason) {
    case 'no_contact':
      return notFound(NO_PERSON)
    case 'no_questionnaire':
      return unfit('/questionnaire_id', NO_QUESTIONNAIRE)
    case 'not_published':
      return unfit('/questionnaire_id', 'No clinician has approved this questionnaire yet; publish it first')
    case 'no_appointment':
      return unfit('/appointment_id', 'This person has no such appointment')
  }
}
