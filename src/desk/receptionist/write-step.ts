/** Words the messages of journeys with a model, and lets nothing of it out that is not so. */
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { findClinic } from '../clinics/find-clinic.ts'
import {
  type Brief,
  fixedLinesOf,
  type Ground,
  readWriting,
  roomFor,
  type Writer,
  type Written,
} from '../journeys/writing.ts'
import { askModel, type ModelPort } from './ask-model.ts'
import type { ModelContext } from './build-context.ts'
import { findWritingFacts } from './find-writing-facts.ts'
import { findWritingGround } from './find-writing-ground.ts'
import { gateText } from './gate.ts'
import { noteModelCalls, takeModelCall, withinBudget } from './model-budget.ts'
import { wordOf } from './writing-words.ts'

/** `name`: the model's, which is part of what determines a text. `timeoutMs` of one question; default 8,000. */
export function stepWriter(options: { model: ModelPort; name: string; timeoutMs?: number }): Writer {
  return {
    findGround: (tx, about) => findWritingGround(tx, { ...about, model: options.name }),
    write: (database, of) => writeStep(database, of, options),
  }
}

async function writeStep(
  database: Database,
  { clinicId, brief }: { clinicId: ClinicId; brief: Brief },
  { model, timeoutMs }: { model: ModelPort; timeoutMs?: number },
): Promise<Written> {
  const clinic = await database.inClinic(clinicId, findClinic)
  invariant(clinic, 'a journey of no clinic')
  const { timeZone } = clinic
  const context = contextOf(brief)
  const take = () => database.inClinic(clinicId, (tx) => takeModelCall(tx, { timeZone }))
  const { proposal, failure, ...used } = await askModel(withinBudget(model, take), {
    context,
    // It is offered nothing to call, and what is called all the same ends the question.
    look: async () => ({ ok: false, reason: 'unknown_action' }),
    timeoutMs,
  })
  return database.inClinic(clinicId, async (tx) => {
    await noteModelCalls(tx, { ...used, failure, timeZone })
    if (!proposal) return { ok: false, reason: failure ?? 'failed' }
    const written = readWriting(proposal.text, brief)
    if (!written.ok) return written
    const facts = await findWritingFacts(tx, brief, context.system)
    const [removed] = [written.subject ?? '', written.body].flatMap((text) => gateText(text, facts).removed)
    return removed ? { ok: false, reason: removed.because } : written
  })
}

const TONES: Record<Ground['tone'], string> = {
  friendly: 'Warm and plain.',
  formal: 'Polite and formal.',
  brief: 'As short as is polite.',
}

/** Nothing in it names or finds anybody: what would stand in the gaps is not told. */
function contextOf(brief: Brief): ModelContext {
  const { template } = brief.plain
  const { approved, ground, objective, prompt } = brief
  const isMail = template.channel === 'email'
  const system = [
    'You word one message of a clinic to one person, from a text that the clinic has approved.',
    `Write in ${template.language === 'es' ? 'Spanish, addressing the person as usted' : 'English'}. ${TONES[ground.tone]}`,
    'Gaps like {{first_name}} are filled in later: keep each gap of the text, spelled the same, and add no other. A link gap stands alone, with a space before it.',
    'Say what the text says, in the order and with the weight that suit this person and the objective. Add no fact: no price, figure, day, time, offer, result, advice or hurry, nothing of anybody’s health or treatment, and never that something is booked, moved or cancelled.',
    'What is known of the person decides what you begin with and how you put it. A weekday or a part of the day that they like is named in a question, if at all. Do not tell them what is known of them.',
    isMail
      ? 'Answer with the message alone: a line "Subject: …", an empty line, and the text.'
      : 'Answer with the message alone.',
  ].join('\n')
  const asked = [
    `Objective: ${objective}`,
    `Of the clinic: ${prompt}`,
    `Known of the person: ${JSON.stringify(knownOf(ground))}`,
    `At most ${roomFor(brief)} characters beside the gaps.`,
    `Word for word, each on a line of its own:\n${fixedLinesOf(brief).join('\n')}`,
    `The text:\n<text>\n${isMail ? `Subject: ${approved.subject ?? ''}\n\n` : ''}${approved.body}\n</text>`,
  ].join('\n\n')
  return { system, messages: [{ role: 'user', text: asked }], tools: [] }
}

function knownOf({ memories, past }: Ground): Record<string, unknown> {
  const likes = memories.map((memory) => [memory.kind, wordOf(memory)])
  return {
    ...Object.fromEntries(
      [...Map.groupBy(likes, ([kind]) => kind)].map(([kind, all]) => [kind, all.map(([, value]) => value)]),
    ),
    ...(past && { earlier_visits: past.visits, has_written_to_us: past.hasAnswered }),
  }
}
