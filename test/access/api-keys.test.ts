import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKeyHash } from '../../src/desk/access/api-key.ts'
import { ROLES } from '../../src/desk/access/permission.ts'
import { openDesk, type TestDesk } from '../desk.ts'

let desk: TestDesk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

async function makeKey(role = 'operator', name = 'Partner'): Promise<{ id: string; text: string }> {
  const { status, body } = await desk.api('POST', '/api/keys', { body: { name, role } })
  expect(status).toBe(201)
  return { id: body.id, text: body.api_key }
}

async function listed(id: string) {
  const { body } = await desk.api('GET', '/api/keys')
  return body.keys.find((key: { id: string }) => key.id === id)
}

describe('an API key', () => {
  test('is shown once and never again', async () => {
    const { id, text } = await makeKey()
    expect(text).toMatch(/^foyer_[\w-]{43}$/)
    const answers = await Promise.all(
      ['/api/keys', '/api/me', '/api/team', '/api/clinic'].map((path) => desk.api('GET', path)),
    )
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(text)
    expect((await listed(id)).prefix).toBe(text.slice(0, 12))
  })

  test('is kept as its hash alone, in no table, event or job', async () => {
    const { id, text } = await makeKey()
    const [row] = await desk.rows('select * from api_keys where id = $1', [id])
    expect(row.key_hash).toBe(apiKeyHash(text))
    const tables = await desk.rows(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'auth', 'pgboss')`,
    )
    for (const { name } of tables) {
      const found = await desk.rows(`select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`, [
        text.slice(13),
      ])
      expect(found, name).toEqual([])
    }
  })

  test('no two are alike', async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, async () => (await makeKey()).text))
    expect(new Set(texts).size).toBe(20)
  })

  test('ends at once when it is revoked, and stays in the list', async () => {
    const { id, text } = await makeKey()
    expect((await desk.api('GET', '/api/contacts', { as: text })).status).toBe(200)
    expect((await desk.api('DELETE', `/api/keys/${id}`)).status).toBe(200)
    const { status, body } = await desk.api('GET', '/api/contacts', { as: text })
    expect(status).toBe(401)
    expect(body.detail).toMatch(/unknown or revoked/)
    expect((await listed(id)).revoked_at).toBe('2026-11-23T15:00:00.000Z')
    expect((await desk.api('DELETE', `/api/keys/${id}`)).status).toBe(404)
  })

  test('may revoke itself, and then is nothing', async () => {
    const { id, text } = await makeKey('admin')
    expect((await desk.api('DELETE', `/api/keys/${id}`, { as: text })).status).toBe(200)
    expect((await desk.api('GET', '/api/keys', { as: text })).status).toBe(401)
  })

  test('tells when it was used, to the minute', async () => {
    const { id, text } = await makeKey()
    expect((await listed(id)).last_used_at).toBeNull()
    await desk.api('GET', '/api/me', { as: text })
    expect((await listed(id)).last_used_at).toBe('2026-11-23T15:00:00.000Z')
    desk.clock.advance({ seconds: 30 })
    await desk.api('GET', '/api/me', { as: text })
    expect((await listed(id)).last_used_at).toBe('2026-11-23T15:00:00.000Z')
    desk.clock.advance({ minutes: 2 })
    await desk.api('GET', '/api/me', { as: text })
    expect((await listed(id)).last_used_at).toBe('2026-11-23T15:02:30.000Z')
  })

  test('of another clinic cannot be seen or revoked', async () => {
    const lakeside = await desk.openClinic('Lakeside')
    const { id, text } = await makeKey()
    const { body } = await desk.api('GET', '/api/keys', { as: lakeside.keys.owner })
    expect(JSON.stringify(body)).not.toContain(id)
    expect((await desk.api('DELETE', `/api/keys/${id}`, { as: lakeside.keys.owner })).status).toBe(404)
    expect((await desk.api('GET', '/api/me', { as: text })).status).toBe(200)
  })

  test('says in the timeline of the clinic who made and ended it', async () => {
    const { id } = await makeKey('viewer')
    await desk.api('DELETE', `/api/keys/${id}`)
    const events = await desk.rows(
      `select type, actor_kind, actor_id from events where payload ->> 'apiKeyId' = $1 order by id`,
      [id],
    )
    expect(events.map((event) => event.type)).toEqual(['api_key.created', 'api_key.revoked'])
    for (const event of events)
      expect(event).toMatchObject({ actor_kind: 'api_key', actor_id: expect.any(String) })
  })
})

describe('the role of a key', () => {
  test.each(ROLES)('%s is what it may', async (role) => {
    const { text } = await makeKey(role)
    const { body } = await desk.api('GET', '/api/me', { as: text })
    expect(body).toMatchObject({ user: null, role, clinics: [] })
    const writes = await desk.api('PATCH', '/api/clinic', {
      as: text,
      body: { default_booking_duration: 30 },
    })
    expect(writes.status).toBe(role === 'owner' || role === 'admin' ? 200 : 403)
  })

  test('is never more than the maker has', async () => {
    const made = await desk.api('POST', '/api/keys', {
      as: desk.clinic.keys.admin,
      body: { name: 'k', role: 'owner' },
    })
    expect(made.status).toBe(403)
    expect(await desk.rows(`select 1 from api_keys where name = 'k'`)).toEqual([])
  })

  test('never changes the team: that takes a person', async () => {
    for (const [method, path, body] of [
      ['POST', '/api/team/invitations', { email: 'a@example.com', role: 'viewer' }],
      ['PATCH', '/api/team/x', { role: 'viewer' }],
      ['DELETE', '/api/team/x', undefined],
      ['DELETE', '/api/team/invitations/x', undefined],
      ['POST', '/api/clinics', { name: 'Mine', time_zone: 'America/Chicago' }],
    ] as const) {
      const { status } = await desk.api(method, path, { body })
      expect(status, `${method} ${path}`).toBe(403)
    }
  })

  test('is nothing at the doors of sign-in', async () => {
    const { status, body } = await desk.api('GET', '/api/auth/get-session')
    expect(status === 200 ? body : null).toBeNull()
    expect(
      (
        await desk.api('POST', '/api/auth/organization/set-active', {
          body: { organizationId: desk.clinic.clinicId },
        })
      ).status,
    ).toBe(401)
  })
})

test.each([
  ['nothing after Bearer', 'Bearer '],
  ['a scheme of another kind', 'Basic Zm95ZXI6'],
  ['an unknown key', `Bearer foyer_${'a'.repeat(43)}`],
  ['a text of another make', 'Bearer sk_live_abc'],
  ['an endless text', `Bearer foyer_${'a'.repeat(5_000)}`],
  ['SQL', "Bearer foyer_'or'1'='1"],
  ['the hash in the place of the key', 'hash'],
  ['two keys', 'two'],
])('%s opens nothing', async (_, header) => {
  const own = desk.clinic.keys.owner
  const authorization =
    header === 'hash' ? `Bearer foyer_${apiKeyHash(own)}` : header === 'two' ? `Bearer ${own} ${own}` : header
  const response = await desk.foyer.request('/api/me', { headers: { authorization } })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})
