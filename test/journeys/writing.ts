/** How the tests of journeys write them: through the verbs that staff use. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { DEFAULT_JOURNEYS, REMINDERS } from '../../src/desk/journeys/default-journeys.ts'
import type { JourneyDefinition, Step } from '../../src/desk/journeys/definition.ts'
import { approveVersion, saveJourney, switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { createPractitioner } from '../../src/desk/services/create-practitioner.ts'
import { findPractitioners } from '../../src/desk/services/find-practitioners.ts'
import type { Procedure } from '../../src/desk/services/procedure.ts'
import type { Tx } from '../../src/kit/db.ts'
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
    if (isApproved) await approve(tx, { key, version })
    await switchJourney(tx, system, { key, isActive })
    return version
  })
}

/** As the clinic's practitioner has read it, who is made where there is none. */
export async function approve(tx: Tx, of: { key: string; version: number }): Promise<void> {
  const approved = await approveVersion(tx, system, { ...of, practitionerId: await clinicianOf(tx) })
  expect(approved).toEqual({ ok: true })
}

export async function clinicianOf(tx: Tx): Promise<string> {
  const [known] = await findPractitioners(tx)
  if (known) return known.id
  const made = await createPractitioner(tx, system, { name: 'Dr. Amy Lee' })
  if (!made.ok) throw new Error(made.reason)
  return made.practitioner.id
}

/** A service that staff have said to be of this procedure; visits booked elsewhere are of it by its name. */
export async function offer(
  desk: TestDesk,
  name: string,
  procedure: Procedure | 'none' | null,
): Promise<string> {
  const { body } = await desk.api('POST', '/api/services', { body: { name, duration_minutes: 30 } })
  await desk.rows('update services set procedure = $1 where id = $2', [procedure, body.service.id])
  return body.service.id
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
