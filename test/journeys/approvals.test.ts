/** Texts of care go out when a clinician of the clinic has approved them, by name; who it was stays with the version. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashOfTexts } from '../../src/desk/journeys/approval.ts'
import type { JourneyDefinition, Step } from '../../src/desk/journeys/definition.ts'
import { approveVersion, saveJourney } from '../../src/desk/journeys/save-journey.ts'
import { changePractitioner } from '../../src/desk/services/change-practitioner.ts'
import { createPractitioner } from '../../src/desk/services/create-practitioner.ts'
import type { Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { type Body, calcomBooking } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { booked } from './reading.ts'
import { addVersion, enrollmentsOf, message } from './writing.ts'

let desk: TestDesk
let lee: string
let shah: string
let number = 0

const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(desk.clinic.clinicId, work)
const practitioner = (name: string) =>
  inClinic(async (tx) => {
    const made = await createPractitioner(tx, system, { name })
    if (!made.ok) throw new Error(made.reason)
    return made.practitioner.id
  })

beforeAll(async () => {
  desk = await openDesk()
  lee = await practitioner('Dr. Amy Lee')
  shah = await practitioner('Dr. Raj Shah')
})
afterAll(() => desk?.close())
beforeEach(() => {
  number += 1
})

const CARE: Partial<JourneyDefinition> = {
  needsClinician: true,
  steps: [message('guide', { offset: { days: -1 } }, 'drink some water')],
}
const key = () => `care_${number}`
const draft = (change: Partial<JourneyDefinition> = {}) =>
  addVersion(desk, key(), { ...CARE, lane: key(), ...change }, { isApproved: false })
const owner = { kind: 'user', id: null } as const
const approve = (version: number, practitionerId?: string) =>
  inClinic((tx) =>
    approveVersion(tx, owner, { key: key(), version, ...(practitionerId ? { practitionerId } : {}) }),
  )
const book = () =>
  booked(
    desk,
    calcomBooking({
      attendee: { name: `Ana ${number}`, email: `ana${number}@example.com` },
      startAt: `2026-12-${String(number).padStart(2, '0')}T17:00:00Z`,
    }).created(),
  )
async function journey(): Promise<Body> {
  const { body } = await desk.api('GET', '/api/journeys')
  const { id } = body.journeys.find((each: Body) => each.key === key())
  return (await desk.api('GET', `/api/journeys/${id}`)).body.journey
}

describe('a version with texts of care', () => {
  test('stays a draft and sends nothing while nobody names a clinician', async () => {
    const version = await draft()
    expect(await approve(version)).toEqual({ ok: false, reason: 'needs_clinician' })
    await book()
    expect(await enrollmentsOf(desk, key())).toEqual([])
    expect(await journey()).toMatchObject({
      is_waiting_for_approval: true,
      versions: [{ approved_at: null }],
    })
  })

  test('takes people in from then on, and keeps who, when, and the hash of what was read', async () => {
    const version = await draft()
    expect(await approve(version, lee)).toEqual({ ok: true })
    await book()
    expect(await enrollmentsOf(desk, key())).toEqual(['live'])
    const { versions, definition } = await journey()
    expect(versions).toMatchObject([
      {
        clinician: { id: lee, name: 'Dr. Amy Lee' },
        approved_at: expect.stringMatching(/^2026-11-23T15:00/),
        texts_hash: hashOfTexts(definition),
        approved_texts_hash: hashOfTexts(definition),
      },
    ])
    const told = await desk.rows(
      `select payload from events where type = 'journey.changed' and payload ->> 'journey' = $1 and payload ->> 'change' = 'approved'`,
      [key()],
    )
    expect(told).toEqual([{ payload: expect.objectContaining({ practitionerId: lee }) }])
  })

  test('is not approved by somebody who has left, nor by a practitioner of another clinic', async () => {
    const version = await draft()
    const gone = await practitioner('Dr. Gone')
    await inClinic((tx) => changePractitioner(tx, system, gone, { isArchived: true }))
    expect(await approve(version, gone)).toEqual({ ok: false, reason: 'unknown_clinician' })
    const other = await desk.openClinic(`Lakeside ${number}`)
    const theirs = await desk.foyer.database.inClinic(other.clinicId, async (tx) => {
      const made = await createPractitioner(tx, system, { name: 'Dr. Elsewhere' })
      return made.ok ? made.practitioner.id : ''
    })
    expect(await approve(version, theirs)).toEqual({ ok: false, reason: 'unknown_clinician' })
    expect((await journey()).is_waiting_for_approval).toBe(true)
  })

  test('may be approved by another clinician later, and both stay on record', async () => {
    const version = await draft()
    await approve(version, lee)
    await desk.pass({ minutes: 1 })
    await approve(version, shah)
    await desk.pass({ minutes: 1 })
    // Twice the same is one.
    await approve(version, shah)
    expect((await journey()).versions).toMatchObject([{ clinician: { name: 'Dr. Raj Shah' } }])
    const kept = await desk.rows(
      `select a.practitioner_id from journey_approvals a join journeys j on j.id = a.journey_id where j.key = $1 order by a.approved_at`,
      [key()],
    )
    expect(kept).toEqual([{ practitioner_id: lee }, { practitioner_id: shah }])
  })

  test('that is made live again asks nobody: it has its clinician', async () => {
    const first = await draft()
    await approve(first, lee)
    const second = await draft({ steps: [message('guide', { offset: { days: -2 } }, 'drink more water')] })
    await approve(second, shah)
    expect(await approve(first)).toEqual({ ok: true })
    expect(await journey()).toMatchObject({ live_version: first, versions: [{}, { clinician: { id: lee } }] })
  })
})

test('a clinician cannot be got rid of by switching the question off in the next version', async () => {
  const first = await draft()
  await approve(first, lee)
  const second = await draft({ needsClinician: false })
  expect(await approve(second)).toEqual({ ok: false, reason: 'needs_clinician' })
  expect(await journey()).toMatchObject({ live_version: first })
  expect(await approve(second, shah)).toEqual({ ok: true })
})

test('what has no texts of care is approved by whoever may', async () => {
  const version = await draft({ needsClinician: false })
  expect(await approve(version)).toEqual({ ok: true })
  expect((await journey()).versions).toMatchObject([{ clinician: null, approved_at: expect.any(String) }])
})

test('the hash is of what patients read: other times have the same, another word has not', async () => {
  const saved = await inClinic((tx) =>
    saveJourney(tx, system, {
      ...{ key: key(), name: 'x', basedOn: 0, note: null },
      definition: {
        ...{ purpose: 'care', trigger: { event: 'patient.lapsed' }, anchor: 'enrolled', lane: key() },
        ...{ reentryAfterDays: null, replaces: [], holdoutPercent: 0, exits: [], follows: null },
        ...{ needsClinician: true, steps: CARE.steps ?? [] },
      } as JourneyDefinition,
    }),
  )
  expect(saved.ok).toBe(true)
  const { definition } = await journey()
  const [guide] = definition.steps
  const hash = hashOfTexts(definition)
  expect(hashOfTexts({ steps: CARE.steps ?? [] })).toBe(hash)
  expect(hashOfTexts({ steps: [{ ...guide, offset: { days: -3 } }] })).toBe(hash)
  const spanish = { ...guide, text: { chat: { ...guide.text.chat, es: 'beba agua' } } }
  expect(hashOfTexts({ steps: [spanish] })).not.toBe(hash)
})

test('what a model words a text from is in the hash: its objective and its prompt', () => {
  const step = message('guide', { offset: { days: -1 } }) as Extract<Step, { do: 'message' }>
  const hashes = [step, { ...step, objective: 'say more' }, { ...step, prompt: 'Be brief.' }].map((each) =>
    hashOfTexts({ steps: [each] }),
  )
  expect(new Set(hashes).size).toBe(3)
})
