/** The owner of the installation decides which plan a clinic has, by a command beside the running Foyer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../src/kit/db.ts'
import { runCommand, urlOf } from './commands.ts'
import { openDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
let DATABASE_URL: string

beforeAll(async () => {
  const via = async (connection: Connection) => {
    DATABASE_URL = urlOf(connection)
    return connection
  }
  desk = await openDesk({ via })
  await desk.openClinic('Lakeside')
})
afterAll(() => desk.close())

const plan = (...args: string[]) => runCommand('change-plan', args, { DATABASE_URL })

test('without arguments it lists the clinics with their plans, and how to change one', async () => {
  const done = await plan()
  expect(done).toMatchObject({ status: 0, stderr: '' })
  expect(done.stdout).toMatch(/^riverside +business\nlakeside +business\n/)
  expect(done.stdout).toContain('npm run plan -- <clinic-slug> free|business|enterprise')
})

test('the plan counts at once, the other clinic keeps its own, and the change is on record', async () => {
  await desk.rows('update clinics set booking_enabled = true')
  const done = await plan('riverside', 'free')
  expect(done).toMatchObject({ status: 0, stderr: '' })
  expect(done.stdout).toBe('riverside now has the plan free (was business).\n')
  expect(await desk.rows('select slug, plan, booking_enabled from clinics order by slug')).toEqual([
    { slug: 'lakeside', plan: 'business', booking_enabled: true },
    { slug: 'riverside', plan: 'free', booking_enabled: false },
  ])
  const changes = `select clinic_id, actor_kind, payload from events where type = 'clinic.plan_changed'`
  const recorded = [
    { clinic_id: desk.clinic.clinicId, actor_kind: 'system', payload: { from: 'business', to: 'free' } },
  ]
  expect(await desk.rows(changes)).toEqual(recorded)

  const again = await plan('riverside', 'free')
  expect(again.stdout).toContain('has the plan free already')
  expect(await desk.rows(changes)).toEqual(recorded)
})

test.each([
  [['riverside'], 'npm run plan -- <clinic-slug>'],
  [['riverside', 'gold'], 'gold is no plan; choose one of free, business, enterprise.'],
  [['nobody', 'free'], 'There is no clinic nobody.'],
  [['riverside', 'free', 'please'], 'npm run plan -- <clinic-slug>'],
])('%j changes nothing and says how it is right', async (args, message) => {
  const before = await desk.rows('select plan from clinics order by slug')
  const done = await plan(...args)
  expect(done.status).toBe(1)
  expect(done.stderr).toContain(message)
  expect(await desk.rows('select plan from clinics order by slug')).toEqual(before)
})
