import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../../packages/contract/src/document.ts'
import { type Permission, ROLES, type Role, roleMay } from '../../src/desk/access/permission.ts'
import { changePlan } from '../../src/desk/clinics/change-clinic.ts'
import { DEFAULT_TEMPLATES } from '../../src/desk/wording/default-templates.ts'
import { system } from '../../src/kit/events.ts'
import { uuidv7 } from '../../src/kit/ids.ts'
import { invariant } from '../../src/kit/problem.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { type Answered, type Browser, bringIn, emailOf, signUp } from './browser.ts'
import {
  CASES,
  caseOf,
  noThings,
  type Operation,
  operationsOf,
  requestOf,
  type Things,
  thingsOf,
} from './route-cases.ts'
import { clinicTables, fill } from './two-clinics.ts'

let desk: TestDesk
let operations: Operation[]
let theirs: TestClinic
let riverside: { people: Record<Role, Browser>; things: Things }
let lakeside: { people: Record<Role, Browser>; things: Things }

beforeAll(async () => {
  desk = await openDesk()
  theirs = await desk.openClinic('Lakeside', 'Europe/Berlin')
  operations = await operationsOf(desk)
  riverside = await open(desk.clinic, 'Riverside')
  lakeside = await open(theirs, 'Lakeside')
})
afterAll(() => desk.close())

test('every route of the document has a case here, and every case is a route', () => {
  expect(operations.map(({ key }) => key).toSorted()).toEqual(Object.keys(CASES).toSorted())
  expect(operations).toHaveLength(allRoutes.length)
})

test('every route says what it demands; only who one is and opening a clinic demand no role', () => {
  const free = operations.filter(({ permission }) => permission === null).map(({ key }) => key)
  expect(free.toSorted()).toEqual(['GET /api/me', 'POST /api/clinics'])
})

describe('nobody', () => {
  test('gets anything without credentials', async () => {
    for (const operation of operations) expectProblem(await call(operation, {}), 401, operation)
  })

  test('gets anything with a key that is unknown or revoked', async () => {
    const { body } = await desk.api('POST', '/api/keys', { body: { name: 'Gone', role: 'owner' } })
    await desk.api('DELETE', `/api/keys/${body.id}`)
    for (const operation of operations)
      for (const key of [body.api_key, `foyer_${'x'.repeat(43)}`, desk.clinic.calcom.secret])
        expectProblem(await call(operation, { authorization: `Bearer ${key}` }), 401, operation)
  })

  test('gets anything with a session that is none, and a bad key is not mended by a good cookie', async () => {
    const { session } = riverside.people.owner
    for (const operation of operations) {
      expectProblem(await call(operation, { cookie: 'better-auth.session_token=x.y' }), 401, operation)
      const cookie = `better-auth.session_token=${session}`
      expectProblem(await call(operation, { cookie, authorization: 'Bearer foyer_x' }), 401, operation)
    }
  })
})

describe.each(ROLES)('an %s', (role) => {
  test('signed in, is refused exactly what the role lacks', async () => {
    for (const operation of operations.filter(({ key }) => key !== 'POST /api/clinics')) {
      const { path, body } = requestAs(operation, role)
      const answered = await riverside.people[role].call(operation.method, path, { body })
      expectAllowed(answered, operation, role)
    }
  })

  test('as a key, is refused exactly what the role lacks, and what takes a person', async () => {
    for (const operation of operations) {
      const headers = { authorization: `Bearer ${desk.clinic.keys[role]}` }
      const answered = await call(operation, headers, requestAs(operation, role))
      if (caseOf(operation).isForPeople) expectProblem(answered, 403, operation)
      else expectAllowed(answered, operation, role)
    }
  })
})

describe('another clinic', () => {
  test('finds nothing under our ids, changes nothing, and reads not a word of ours', async () => {
    const words = await wordsOnlyOf(desk.clinic, theirs)
    const { body: own } = await riverside.people.viewer.get('/api/contacts')
    expect(words.filter((word) => JSON.stringify(own).includes(word)).length).toBeGreaterThan(10)
    const before = await everythingOf(desk.clinic)
    for (const operation of operations.filter(({ key }) => key !== 'POST /api/clinics')) {
      const { id, queries, refusal, isForPeople } = caseOf(operation)
      const { path, body } = requestOf(operation, riverside.things)
      const [bare = ''] = path.split('?')
      const paths = [path, ...(queries?.(riverside.things) ?? []).map((query) => `${bare}?${query}`)]
      for (const address of paths) {
        const said = address + JSON.stringify(body)
        const answers = [await lakeside.people.owner.call(operation.method, address, { body })]
        if (!isForPeople) {
          const headers = { authorization: `Bearer ${theirs.keys.owner}` }
          answers.push(await call(operation, headers, { path: address, body }))
        }
        for (const answered of answers) {
          if (id) expectProblem(answered, 404, operation)
          else if (refusal && address === path) expectProblem(answered, refusal, operation)
          else expect(answered.status, operation.key).toBeLessThan(300)
          const text = JSON.stringify(answered.body)
          const leaked = words.filter((word) => text.includes(word) && !said.includes(word))
          expect(leaked, `${operation.key} tells another clinic`).toEqual([])
        }
      }
    }
    expect(await everythingOf(desk.clinic)).toEqual(before)
  })

  test('cannot tell our ids from ids that nobody has', async () => {
    const { owner } = lakeside.people
    for (const operation of operations.filter((one) => caseOf(one).id || caseOf(one).refusal)) {
      const [ours, nobodys] = await Promise.all(
        [riverside.things, noThings()].map((things) => {
          const { path, body } = requestOf(operation, things)
          return owner.call(operation.method, path, { body })
        }),
      )
      invariant(ours && nobodys, 'two were asked')
      expect(ours.body, operation.key).toEqual(nobodys.body)
    }
  })
})

test('what takes a plan is refused to a free clinic with 402, and changes nothing', async () => {
  const small = await desk.openClinic('Small')
  await desk.foyer.database.inClinic(small.clinicId, (tx) => changePlan(tx, system, 'free'))
  const as = small.keys.owner
  const { status, body } = await desk.api('PATCH', '/api/clinic', {
    as,
    body: { booking_enabled: true, name: 'Big' },
  })
  expect(status).toBe(402)
  expect(body).toMatchObject({ type: '/problems/plan-required', plan: 'business' })
  expect((await desk.api('GET', '/api/clinic', { as })).body.clinic).toMatchObject({
    name: 'Small',
    booking_enabled: false,
  })
  expect((await desk.api('PATCH', '/api/clinic', { as, body: { booking_enabled: false } })).status).toBe(200)
  // A role that may not change the clinic hears of its role first.
  const viewer = await desk.api('PATCH', '/api/clinic', {
    as: small.keys.viewer,
    body: { booking_enabled: true },
  })
  expect(viewer.status).toBe(403)
  for (const plan of ['business', 'enterprise'] as const) {
    await desk.foyer.database.inClinic(small.clinicId, (tx) => changePlan(tx, system, plan))
    expect((await desk.api('PATCH', '/api/clinic', { as, body: { booking_enabled: true } })).status).toBe(200)
  }
})

describe('an owner with right requests', () => {
  test('is answered as the document says', async () => {
    // What takes things away comes last.
    const order = (operation: Operation) => (operation.method === 'DELETE' ? 1 : 0)
    for (const operation of operations.toSorted((a, b) => order(a) - order(b))) {
      const { path, body } = requestOf(operation, lakeside.things)
      const answered = await lakeside.people.owner.call(operation.method, path, { body })
      const route = allRoutes.find(
        (one) => one.method === operation.method.toLowerCase() && one.path === operation.path,
      )
      const responses = route?.responses as Record<
        number,
        { content: { 'application/json'?: { schema: Parser } } }
      >
      const schema = responses[answered.status]?.content['application/json']?.schema
      expect(
        schema,
        `${operation.key} answers ${answered.status}: ${JSON.stringify(answered.body)}`,
      ).toBeDefined()
      expect(schema?.parse(answered.body), operation.key).toEqual(answered.body)
      if (operation.key === 'POST /api/clinics') {
        await lakeside.people.owner.auth('/organization/set-active', { organizationId: theirs.clinicId })
      }
    }
  })
})

interface Parser {
  parse(value: unknown): unknown
}

/** Fills a clinic, and gives it a person for each role and an open invitation. */
async function open(clinic: TestClinic, mark: string) {
  await fill(desk, clinic, mark)
  const owner = await signUp(desk, `Owner ${mark}`)
  await desk.rows(`insert into auth.organization (id, name, slug, "createdAt") values ($1, $2, $2, now())`, [
    clinic.clinicId,
    mark,
  ])
  await desk.rows(
    `insert into auth.member (id, "organizationId", "userId", role, "createdAt")
     select $1, $2, id, 'owner', now() from auth."user" where email = $3`,
    [uuidv7(), clinic.clinicId, emailOf(`Owner ${mark}`)],
  )
  await owner.auth('/organization/set-active', { organizationId: clinic.clinicId })
  const people = { owner } as Record<Role, Browser>
  for (const role of ROLES.filter((one) => one !== 'owner'))
    people[role] = await bringIn(desk, owner, { name: `${role} ${mark}`, role })
  await owner.call('POST', '/api/team/invitations', {
    body: { email: emailOf(`Open ${mark}`), role: 'viewer' },
  })
  return { people, things: await thingsOf(desk, clinic) }
}

async function call(
  operation: Operation,
  headers: Record<string, string>,
  { path, body }: { path: string; body?: unknown } = { path: requestOf(operation, noThings()).path },
): Promise<Answered> {
  const response = await desk.foyer.request(path, {
    method: operation.method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers }
}

/** Under ids that nobody has, so that nothing is lost; each role invites somebody of its own. */
function requestAs(operation: Operation, role: Role): { path: string; body: unknown } {
  const request = requestOf(operation, noThings())
  return operation.key === 'POST /api/team/invitations'
    ? { ...request, body: { email: `by.${role}@example.com`, role: 'viewer' } }
    : request
}

function expectAllowed(answered: Answered, operation: Operation, role: Role): void {
  const { key, permission } = operation
  if (permission && !roleMay(role, permission as Permission)) expectProblem(answered, 403, operation)
  else
    expect([200, 201, 404, 422], `${key} as ${role}: ${JSON.stringify(answered.body)}`).toContain(
      answered.status,
    )
}

function expectProblem({ status, body, headers }: Answered, expected: number, { key }: Operation): void {
  expect(status, `${key}: ${JSON.stringify(body)}`).toBe(expected)
  expect(headers.get('content-type'), key).toBe('application/problem+json')
  expect(body, key).toMatchObject({ status: expected, type: expect.stringMatching(/^\/problems\//) })
  expect(body.detail.length, key).toBeGreaterThan(10)
}

async function everythingOf(clinic: TestClinic): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const { name } of await clinicTables(desk)) {
    const rows = await desk.rows(`select to_jsonb(t) as row from ${name} t where clinic_id = $1`, [
      clinic.clinicId,
    ])
    all[name] = rows.map(({ row }) => JSON.stringify(row)).toSorted()
  }
  const team = ['member', 'invitation'].map((name) =>
    desk.rows(`select * from auth.${name} where "organizationId" = $1 order by id`, [clinic.clinicId]),
  )
  return { ...all, team: await Promise.all(team) }
}

/** Every word of one clinic, ids among them, that the other does not have. */
async function wordsOnlyOf(clinic: TestClinic, other: TestClinic): Promise<string[]> {
  const own = JSON.stringify(await everythingOf(clinic))
  const others = JSON.stringify(await everythingOf(other))
  // What Foyer says by itself is nobody's secret.
  const shipped = JSON.stringify(DEFAULT_TEMPLATES)
  const words = new Set(own.match(/[\w@.+-]{8,}/g))
  return [...words, 'Riverside'].filter(
    (word) => !others.includes(word) && !shipped.includes(word) && !/^[\d.:T-]+$/.test(word),
  )
}
