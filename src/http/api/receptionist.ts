/** The assistant: how it answers, what it may say, why it says it, and what it has learned. */
import * as routes from '../../../packages/contract/src/receptionist/routes.ts'
import { findMembers, findUserNames } from '../../desk/access/find-team.ts'
import { findAnswers } from '../../desk/actions/find-approved-answers.ts'
import { findContact } from '../../desk/contacts/find-contacts.ts'
import { checkCorrection } from '../../desk/receptionist/check-correction.ts'
import { correctPreference, erasePreference } from '../../desk/receptionist/correct-preference.ts'
import { explainAnswer } from '../../desk/receptionist/explain-answer.ts'
import { findPreferences } from '../../desk/receptionist/find-preferences.ts'
import { findReceipts } from '../../desk/receptionist/find-receipts.ts'
import { findReceptionistSettings } from '../../desk/receptionist/find-receptionist-settings.ts'
import { emergencyNumberOf } from '../../desk/receptionist/heed-emergency.ts'
import { CALLS_PER_DAY, findLastModelFailure, findModelUse } from '../../desk/receptionist/model-budget.ts'
import {
  type NewAnswer,
  removeApprovedAnswer,
  saveApprovedAnswer,
} from '../../desk/receptionist/save-approved-answer.ts'
import { saveReceptionistSettings } from '../../desk/receptionist/save-receptionist-settings.ts'
import type { Tx } from '../../kit/db.ts'
import type { Actor } from '../../kit/events.ts'
import { invariant, notFound } from '../../kit/problem.ts'
import { camelCased } from '../camel-case.ts'
import {
  presentAnswer,
  presentModelFailure,
  presentModelUse,
  presentPreference,
  presentSettings,
} from '../present-receptionist.ts'
import { type Api, answer, clinicOf, type Doors, staffOf, unfit } from './api.ts'

const NO_ANSWER = 'There is no such answer; it may have been removed'
const NO_PREFERENCE = 'There is nothing learned of this id; it may have been erased'

export function answerReceptionist(api: Api, { database, model, manageLink, publicUrl }: Doors): void {
  answer(api, routes.getReceptionist, async (c) =>
    c.json(await database.inClinic(staffOf(c).clinicId, (tx) => receptionistOf(tx, model)), 200),
  )

  answer(api, routes.changeReceptionist, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const wanted = camelCased(c.req.valid('json'))
    if (wanted.alertOrder.length > 0) {
      const ids = new Set((await findMembers(database, clinicId)).map(({ userId }) => userId))
      const stranger = wanted.alertOrder.findIndex((id) => !ids.has(id))
      if (stranger >= 0)
        throw unfit(
          `/alert_order/${stranger}`,
          'Nobody of this clinic has this id; who has left is told no more',
        )
    }
    const found = await database.inClinic(clinicId, async (tx) => {
      await saveReceptionistSettings(tx, actor, wanted)
      return receptionistOf(tx, model)
    })
    return c.json(found, 200)
  })

  answer(api, routes.listApprovedAnswers, async (c) => {
    const answers = await database.inClinic(staffOf(c).clinicId, findAnswers)
    const names = await namesOf(answers.map(({ approvedBy }) => approvedBy))
    return c.json({ answers: answers.map((each) => presentAnswer(each, names)) }, 200)
  })

  answer(api, routes.createApprovedAnswer, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const input = camelCased(c.req.valid('json'))
    const saved = await database.inClinic(clinicId, (tx) => saveAnswer(tx, actor, input))
    return c.json({ answer: presentAnswer(saved, await namesOf([saved.approvedBy])) }, 201)
  })

  answer(api, routes.changeApprovedAnswer, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const input = camelCased(c.req.valid('json'))
    const saved = await database.inClinic(clinicId, (tx) => saveAnswer(tx, actor, { ...input, id }))
    return c.json({ answer: presentAnswer(saved, await namesOf([saved.approvedBy])) }, 200)
  })

  answer(api, routes.removeApprovedAnswerRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const isRemoved = await database.inClinic(clinicId, (tx) => removeApprovedAnswer(tx, actor, id))
    if (!isRemoved) throw notFound(NO_ANSWER)
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.tryReceptionist, async (c) => {
    const { text, conversation_id: conversationId = null } = c.req.valid('json')
    const explained = await explainAnswer(
      database,
      { links: { publicUrl, manageLink }, model: model?.port ?? null },
      { clinicId: staffOf(c).clinicId, conversationId, text },
    )
    if (!explained) throw notFound('There is no such conversation in this clinic')
    return c.json(explained, 200)
  })

  answer(api, routes.listPreferences, async (c) => {
    const { id } = c.req.valid('param')
    const preferences = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const contact = await findContact(tx, id)
      if (!contact) throw notFound('There is no such person in this clinic')
      const found = await findPreferences(tx, contact.id)
      const shown = found.flatMap(({ evidence }) => evidence.map(({ messageId }) => messageId))
      const receipts = await findReceipts(tx, shown)
      return found.map((each) => presentPreference(each, receipts))
    })
    return c.json({ preferences }, 200)
  })

  answer(api, routes.correctPreferenceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { value } = c.req.valid('json')
    await database.inClinic(clinicId, async (tx) => {
      const checked = await checkCorrection(tx, { id, value })
      if (checked === 'no_preference') throw notFound(NO_PREFERENCE)
      if (checked === 'unfit') throw unfit('/value', 'What was learned cannot be this; choose another value')
      await correctPreference(tx, actor, { id, value })
    })
    return c.json({ ok: true as const }, 200)
  })

  answer(api, routes.erasePreferenceRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const isErased = await database.inClinic(clinicId, (tx) => erasePreference(tx, actor, id))
    if (!isErased) throw notFound(NO_PREFERENCE)
    return c.json({ ok: true as const }, 200)
  })

  function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    return findUserNames(database, [...new Set(ids.filter((id) => id !== null))])
  }
}

async function receptionistOf(tx: Tx, model: Doors['model']) {
  const clinic = await clinicOf(tx)
  const today = tx.clock.now().toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString()
  const [last] = await findModelUse(tx, 1)
  const failure = await findLastModelFailure(tx)
  const unused = { day: today, calls: 0, failures: 0, inputTokens: 0, outputTokens: 0 }
  return {
    settings: presentSettings(await findReceptionistSettings(tx)),
    country_emergency_number: emergencyNumberOf(clinic.country),
    default_model_calls_per_day: CALLS_PER_DAY,
    model: model ? { name: model.name, host: model.host } : null,
    last_model_failure: failure ? presentModelFailure(failure) : null,
    model_use_today: presentModelUse(last && String(last.day) === today ? last : unused),
  }
}

async function saveAnswer(tx: Tx, actor: Actor, input: NewAnswer & { id?: string }) {
  const saved = await saveApprovedAnswer(tx, actor, input)
  if (!saved.ok) {
    if (saved.reason === 'no_answer') throw notFound(NO_ANSWER)
    throw unfit('/service_id', 'There is no such service in this clinic')
  }
  const found = (await findAnswers(tx)).find(({ id }) => id === saved.id)
  invariant(found, 'a saved answer is missing among the clinic’s')
  return found
}
