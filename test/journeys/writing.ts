/** How the tests of journeys write them: through the verbs that staff use. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { DEFAULT_JOURNEYS, REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import type { JourneyDefinition, Step } from '../../src/desk/journeys/definition.ts'
import { approveVersion, saveJourney, switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { system } from '../../src/kit/events.ts'
import type { TestDesk } from '../desk.ts'

const BLANK: JourneyDefinition = { ...REMINDERS.definition, purpose: 'care' }

/** Writes the next version of a journey, approves it and switches it on. */
export async function addVersion(
  desk: TestDesk,
  key: string,
  change: Partial<JourneyDefinition>,
  { isApproved = true, isActive = true } = {},
): Promise<number> {
  return desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    const known = await tx.one(sql<{ version: number; definition: JourneyDefinition }>`
      select v.version, v.definition
      from journeys j
      join journey_versions v on v.clinic_id = j.clinic_id and v.journey_id = j.id
      where j.key = ${key}
      order by v.version desc
      limit 1`)
    // Nobody is left out by chance, unless the test says so.
    const definition = { ...(known?.definition ?? BLANK), holdoutPercent: 0, ...change }
    const basedOn = known?.version ?? 0
    const saved = await saveJourney(tx, system, { key, name: key, definition, basedOn })
    expect(saved.ok).toBe(true)
    const version = basedOn + 1
    if (isApproved) await approveVersion(tx, system, { key, version })
    await switchJourney(tx, system, { key, isActive })
    return version
  })
}

/** What every clinic starts with takes nobody in, except the reminders: the lanes are the test's own. */
export async function switchOffSequences(desk: TestDesk): Promise<void> {
  await desk.foyer.database.inClinic(desk.clinic.clinicId, async (tx) => {
    for (const { key } of DEFAULT_JOURNEYS) {
      if (key !== REMINDERS.key) await switchJourney(tx, system, { key, isActive: false })
    }
  })
}

export function message(key: string, timing: Partial<Step> & Pick<Step, 'offset'>, text = key): Step {
  return {
    do: 'message',
    key,
    objective: 'be told',
    text: { chat: { en: `{{first_name}}, ${text}`, es: `{{first_name}}, ${text}` } },
    ...timing,
  } as Step
}

export function task(key: string, timing: Partial<Step> & Pick<Step, 'offset'>): Step {
  return { do: 'task', key, title: `Do ${key}`, ...timing } as Step
}

/** Every step that a journey of this key has had, by key: what became of it. */
export async function touchpointsOf(desk: TestDesk, key: string): Promise<Record<string, string>> {
  const rows = await desk.rows(
    `select t.step_key, t.status || coalesce(' ' || t.reason, '') || coalesce(' ' || t.outcome, '') as state
     from touchpoints t
     join enrollments e on e.id = t.enrollment_id
     join journeys j on j.id = e.journey_id
     where j.key = $1
     order by t.id`,
    [key],
  )
  return Object.fromEntries(rows.map(({ step_key, state }) => [step_key, state]))
}

/** Each enrollment of a journey, oldest first: how it stands. */
export async function enrollmentsOf(desk: TestDesk, key: string): Promise<string[]> {
  const rows = await desk.rows(
    `select e.status || coalesce(' ' || e.end_reason, '') || case when e.is_holdout then ' holdout' else '' end as state
     from enrollments e
     join journeys j on j.id = e.journey_id
     where j.key = $1
     order by e.enrolled_at, e.id`,
    [key],
  )
  return rows.map(({ state }) => state)
}
