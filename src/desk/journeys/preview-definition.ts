import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { system } from '../../kit/events.ts'
import { uuidv7 } from '../../kit/ids.ts'
import { invariant } from '../../kit/problem.ts'
import { composeStep, type StepOutside } from './compose-step.ts'
import { APPOINTMENT_LANE, isSpoken, isStop, type JourneyDefinition, type Step } from './definition.ts'
import { enrollContacts, leaveOutBooked } from './enroll-contacts.ts'
import { findSteps, type StepRecord } from './find-steps.ts'
import { findSubjects } from './find-subjects.ts'
import { stopsOf } from './journey.ts'
import { foresee, previewSteps, SILENT, type StepPreview } from './preview-steps.ts'
import { saveJourney } from './save-journey.ts'

export interface DefinitionPreview {
  step: Step
  /** Null for what is planned when `after` is over. */
  dueAt: Temporal.Instant | null
  /** The key of the wait or branch that it stands behind. */
  after: string | null
  text: { channel: string; address: string; subject: string | null; body: string } | null
  /** The assistant words it when it is opened or sent; nobody is asked for what is still being edited. */
  isToBeWritten: boolean
  /** The key of the step in whose message it goes along, or of the journey that this step is of. */
  withStep: string | null
  /** Why it would not go out as things are now. */
  obstacle: string | null
  /** Until when it waits, where it does not go out when it is due. */
  held: StepPreview['held']
  movedFrom: Temporal.Instant | null
  /** When this person usually answers, where the step is due then for that. */
  usually: Temporal.PlainTime | null
  stops: { event: string; meaning: string }[]
}

interface ForWhom {
  contactId: string
  /** The visit that it is about; null where it is about none. */
  appointmentId: string | null
  /** The key of the journey in whose place it stands; what the person has of that one is not looked at. */
  inPlaceOf: string | null
  definition: JourneyDefinition
  outside: StepOutside
}

interface Previewed {
  ok: true
  steps: DefinitionPreview[]
  /** They have a visit ahead, and would not be taken in. */
  hasVisitAhead: boolean
}

type Refusal = { ok: false; reason: 'no_contact' | 'no_appointment' | 'needs_visit' }

/**
 * What a person would get of a definition that may never have been saved. They are enrolled in earnest, previewed as every
 * step is, and all of it is undone: nothing stays, and nothing is told. That they have a visit ahead is told and keeps nobody out;
 * whom else it leaves out (its filter, its lane, the holdout) is not asked.
 */
export async function previewDefinition(tx: Tx, input: ForWhom): Promise<Previewed | Refusal> {
  const { definition } = input
  const recorded = tx.pending.length
  await tx.run(sql`savepoint preview_definition`)
  try {
    const trigger = { event: definition.trigger.event }
    return await preview(tx, { ...input, definition: { ...definition, trigger } })
  } finally {
    await tx.run(sql`rollback to savepoint preview_definition`)
    tx.pending.length = recorded
  }
}

async function preview(tx: Tx, input: ForWhom): Promise<Previewed | Refusal> {
  const { contactId, appointmentId, inPlaceOf, definition, outside } = input
  const person = await tx.one(sql<{ is_theirs: boolean }>`
    select ${appointmentId}::uuid is null or exists (
      select
      from appointments a
      join contacts booker on booker.clinic_id = a.clinic_id and booker.id = a.contact_id
      where a.clinic_id = c.clinic_id and a.id = ${appointmentId} and coalesce(booker.merged_into_id, booker.id) = c.id) as is_theirs
    from contacts c
    where c.clinic_id = ${tx.clinicId} and c.id = ${contactId}`)
  if (!person) return { ok: false, reason: 'no_contact' }
  if (!person.is_theirs) return { ok: false, reason: 'no_appointment' }
  const isAboutVisit = definition.anchor !== 'enrolled' || definition.lane === APPOINTMENT_LANE
  if (isAboutVisit && !appointmentId) return { ok: false, reason: 'needs_visit' }

  const { key, hasVisitAhead } = await enroll(tx, input)
  const all = await findSteps(tx, contactId)
  const records = all.filter(({ journeyKey }) => journeyKey !== inPlaceOf)
  const previews = await previewSteps(tx, { outside, steps: records })
  const planned = new Map(
    records.filter(({ journeyKey }) => journeyKey === key).map((record) => [record.stepKey, record]),
  )
  const steps: DefinitionPreview[] = []
  let after: string | null = null
  for (const step of definition.steps) {
    const record = planned.get(step.key)
    const found = record && previews.get(record.id)
    steps.push(
      record
        ? previewOf(step, { record, found, records, key, definition })
        : { ...(await laterPreview(tx, step, input)), after },
    )
    if (isStop(step)) after = step.key
  }
  return { ok: true, steps, hasVisitAhead }
}

/** In a lane of its own, where nobody is in its way. */
async function enroll(
  tx: Tx,
  { contactId, appointmentId, definition }: Pick<ForWhom, 'contactId' | 'appointmentId' | 'definition'>,
): Promise<{ key: string; hasVisitAhead: boolean }> {
  const key = `preview_${uuidv7(tx.clock.now()).replaceAll('-', '')}`
  const alone: JourneyDefinition = {
    ...definition,
    lane: definition.lane === APPOINTMENT_LANE ? APPOINTMENT_LANE : key,
    reentryAfterDays: null,
    replaces: [],
    holdoutPercent: 0,
  }
  const saved = await saveJourney(tx, system, { key, name: key, definition: alone, basedOn: 0 })
  invariant(saved.ok, 'a key of its own is nobody else’s')
  const { journeyId, version } = saved
  const subjects = await findSubjects(tx, [{ contactId, appointmentId }])
  const journey = { journeyId, key, version, definition: alone }
  const admitted = await leaveOutBooked(tx, journey, subjects)
  await enrollContacts(tx, journey, subjects, { evenBooked: true })
  return { key, hasVisitAhead: admitted.length < subjects.length }
}

function previewOf(
  step: Step,
  {
    record,
    found,
    records,
    key,
    definition,
  }: {
    record: StepRecord
    found: StepPreview | undefined
    records: readonly StepRecord[]
    key: string
    definition: JourneyDefinition
  },
): DefinitionPreview {
  const head = records.find(({ id }) => id === found?.withStepId)
  return {
    step,
    dueAt: record.dueAt,
    after: null,
    text: found?.text ?? null,
    isToBeWritten: Boolean(found?.brief),
    withStep: head ? (head.journeyKey === key ? head.stepKey : head.journeyKey) : null,
    obstacle: record.status === 'skipped' ? record.reason : (found?.obstacle ?? null),
    held: found?.held ?? null,
    movedFrom: found?.movedFrom ?? null,
    usually: found?.usually ?? null,
    stops: found?.stops ?? stopsOf(definition),
  }
}

/** Behind a wait or branch: what it would say is known, when is not. */
async function laterPreview(
  tx: Tx,
  step: Step,
  { contactId, appointmentId, definition, outside }: ForWhom,
): Promise<DefinitionPreview> {
  const say = { id: uuidv7(tx.clock.now()), step, definition, contactId, appointmentId }
  const head = { ...say, dueAt: tx.clock.now() }
  const { said, obstacle } = isSpoken(step)
    ? await foresee(tx, {
        head,
        outside,
        compose: (by, after) => composeStep(tx, { steps: [say], outside: by, after }),
      })
    : SILENT
  const isSaid = said !== null && 'text' in said
  return {
    step,
    dueAt: null,
    after: null,
    text: isSaid ? { ...said.text, address: said.to.address } : null,
    isToBeWritten: isSaid && said.brief !== null,
    withStep: null,
    obstacle,
    held: null,
    movedFrom: null,
    usually: null,
    stops: stopsOf(definition),
  }
}
