import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDesk, type TestDesk } from '../desk.ts'
import { Browser, bringIn, emailOf, memberId, openOwnClinic, PASSWORD, signUp } from './browser.ts'

let desk: TestDesk
let owner: Browser
let clinicId: string
let round = 0

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  round += 1
  owner = await signUp(desk, named('Olga'))
  clinicId = await openOwnClinic(owner, 'Harbor Clinic')
})
afterAll(() => desk.close())

describe('an invitation', () => {
  test.each(['owner', 'admin', 'operator', 'analyst', 'viewer'])(
    'makes an %s of whoever accepts it',
    async (role) => {
      const guest = await bringIn(desk, owner, { name: named('Guest'), role })
      const { body } = await guest.get('/api/me')
      expect(body).toMatchObject({ role, clinic: { id: clinicId } })
      const { body: team } = await owner.get('/api/team')
      expect(team.invitations).toEqual([])
      expect(team.members.map((member: { role: string }) => member.role)).toEqual(['owner', role])
    },
  )

  test('lets in nobody but the one who was invited, and once', async () => {
    const { id } = await invite(owner, named('Meant'), 'operator')
    const other = await signUp(desk, named('Other'))
    expect((await other.auth(`/organization/get-invitation?id=${id}`)).status).toBe(403)
    expect((await accept(other, id)).status).toBe(403)
    expect((await other.get('/api/clinic')).status).toBe(403)

    const meant = await signUp(desk, named('Meant'))
    expect((await accept(meant, id)).status).toBe(200)
    expect((await accept(meant, id)).status).toBe(400)
    await owner.call('DELETE', `/api/team/${await memberId(owner, named('Meant'))}`)
    expect((await accept(meant, id)).status).toBe(400)
    expect((await meant.get('/api/clinic')).status).toBe(403)
  })

  test('that was taken back or has expired lets nobody in', async () => {
    const guest = await signUp(desk, named('Late'))
    const { id } = await invite(owner, named('Late'), 'operator')
    expect((await owner.call('DELETE', `/api/team/invitations/${id}`)).status).toBe(200)
    expect((await owner.call('DELETE', `/api/team/invitations/${id}`)).status).toBe(404)
    expect((await accept(guest, id)).status).toBe(400)

    const second = await invite(owner, named('Late'), 'operator')
    await desk.rows(`update auth.invitation set "expiresAt" = now() - interval '1 s' where id = $1`, [
      second.id,
    ])
    expect((await accept(guest, second.id)).status).toBe(400)
    expect((await owner.get('/api/team')).body.invitations).toEqual([])
  })

  test('is not seen by those who may not invite: its id lets its bearer in', async () => {
    const viewer = await bringIn(desk, owner, { name: named('Viewer'), role: 'viewer' })
    const { id, link } = await invite(owner, named('Next'), 'admin')
    expect(link).toBe(`http://foyer.test/invitations/${id}`)
    const doors = [
      await viewer.get('/api/team'),
      await viewer.auth(`/organization/list-invitations?organizationId=${clinicId}`),
      await viewer.auth(`/organization/get-full-organization?organizationId=${clinicId}`),
      await viewer.auth('/organization/list-user-invitations'),
    ]
    for (const { body } of doors) expect(JSON.stringify(body)).not.toContain(id)
  })

  test('for another role replaces the one before', async () => {
    await invite(owner, named('Again'), 'admin')
    const { id } = await invite(owner, named('Again'), 'viewer')
    const { body } = await owner.get('/api/team')
    expect(body.invitations).toMatchObject([{ id, role: 'viewer' }])
    const guest = await signUp(desk, named('Again'))
    await accept(guest, id)
    expect((await guest.get('/api/me')).body.role).toBe('viewer')
  })

  test('is not sent to a member', async () => {
    await bringIn(desk, owner, { name: named('Member'), role: 'viewer' })
    const answered = await owner.call('POST', '/api/team/invitations', {
      body: { email: emailOf(named('Member')), role: 'admin' },
    })
    expect(answered.status).toBe(400)
    expect(answered.headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('roles', () => {
  test('change at once for whoever is signed in', async () => {
    const guest = await bringIn(desk, owner, { name: named('Pat'), role: 'viewer' })
    expect((await guest.get('/api/keys')).status).toBe(403)
    expect((await changeRole(owner, named('Pat'), 'admin')).status).toBe(200)
    expect((await guest.get('/api/keys')).status).toBe(200)
    expect((await changeRole(owner, named('Pat'), 'analyst')).status).toBe(200)
    expect((await guest.get('/api/keys')).status).toBe(403)
  })

  test('an admin makes no owner, and neither changes nor removes one', async () => {
    const admin = await bringIn(desk, owner, { name: named('Ada'), role: 'admin' })
    await bringIn(desk, owner, { name: named('Second'), role: 'owner' })
    for (const answered of [
      await changeRole(admin, named('Ada'), 'owner'),
      await changeRole(admin, named('Second'), 'viewer'),
      await admin.call('DELETE', `/api/team/${await memberId(admin, named('Olga'))}`),
      await admin.call('POST', '/api/team/invitations', {
        body: { email: emailOf(named('Crony')), role: 'owner' },
      }),
      await admin.call('POST', '/api/keys', { body: { name: 'k', role: 'owner' } }),
    ]) {
      expect(answered.status).toBe(403)
      expect(answered.body.detail).toMatch(/owner/)
    }
    const { body } = await owner.get('/api/team')
    expect(body.members.map((member: { role: string }) => member.role)).toEqual(['owner', 'admin', 'owner'])
  })

  test.each(['operator', 'analyst', 'viewer'])('an %s changes nothing about the team', async (role) => {
    const guest = await bringIn(desk, owner, { name: named('Quin'), role })
    expect((await changeRole(guest, named('Quin'), 'admin')).status).toBe(403)
    expect((await guest.call('DELETE', `/api/team/${await memberId(guest, named('Olga'))}`)).status).toBe(403)
  })

  test('a member of another clinic is not there', async () => {
    const stranger = await signUp(desk, named('Stranger'))
    await openOwnClinic(stranger, 'Elsewhere')
    const id = await memberId(owner, named('Olga'))
    expect((await stranger.call('PATCH', `/api/team/${id}`, { body: { role: 'viewer' } })).status).toBe(404)
    expect((await stranger.call('DELETE', `/api/team/${id}`)).status).toBe(404)
    const { id: invitation } = await invite(owner, named('Xena'), 'viewer')
    expect((await stranger.call('DELETE', `/api/team/invitations/${invitation}`)).status).toBe(404)
  })
})

describe('a clinic keeps an owner', () => {
  test('who is the last one can neither step down nor go', async () => {
    const down = await changeRole(owner, named('Olga'), 'admin')
    expect(down.status).toBe(409)
    expect(down.body.detail).toMatch(/keeps an owner/)
    expect((await owner.call('DELETE', `/api/team/${await memberId(owner, named('Olga'))}`)).status).toBe(409)
    expect((await owner.get('/api/me')).body.role).toBe('owner')
  })

  test('once there is another, the first may step down', async () => {
    await bringIn(desk, owner, { name: named('Second'), role: 'owner' })
    expect((await changeRole(owner, named('Olga'), 'operator')).status).toBe(200)
    expect((await owner.get('/api/me')).body.role).toBe('operator')
  })

  test('when two owners step down in the same moment, one remains', async () => {
    const second = await bringIn(desk, owner, { name: named('Second'), role: 'owner' })
    const ids = [await memberId(owner, named('Olga')), await memberId(owner, named('Second'))]
    const answers = await Promise.all([
      owner.call('PATCH', `/api/team/${ids[0]}`, { body: { role: 'viewer' } }),
      second.call('PATCH', `/api/team/${ids[1]}`, { body: { role: 'viewer' } }),
    ])
    expect(await ownersLeft()).toBe(1)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('when two owners remove one another in the same moment, one remains', async () => {
    const second = await bringIn(desk, owner, { name: named('Second'), role: 'owner' })
    const ids = [await memberId(owner, named('Olga')), await memberId(owner, named('Second'))]
    const answers = await Promise.all([
      owner.call('DELETE', `/api/team/${ids[1]}`),
      second.call('DELETE', `/api/team/${ids[0]}`),
    ])
    expect(await ownersLeft()).toBe(1)
    for (const { status } of answers) expect(status).toBeLessThan(500)
  })

  async function ownersLeft(): Promise<number> {
    const rows = await desk.rows(`select 1 from auth.member where "organizationId" = $1 and role = 'owner'`, [
      clinicId,
    ])
    return rows.length
  }
})

test('a removed member loses access at once, in every browser', async () => {
  const guest = await bringIn(desk, owner, { name: named('Rex'), role: 'admin' })
  const second = new Browser(desk)
  await second.auth('/sign-in/email', { email: emailOf(named('Rex')), password: PASSWORD })
  expect((await second.get('/api/contacts')).status).toBe(200)
  expect((await owner.call('DELETE', `/api/team/${await memberId(owner, named('Rex'))}`)).status).toBe(200)
  for (const browser of [guest, second]) {
    expect((await browser.get('/api/contacts')).status).toBe(403)
    expect((await browser.call('POST', '/api/live/token')).status).toBe(403)
    expect((await browser.get('/api/me')).body).toMatchObject({ clinic: null, role: null, clinics: [] })
    expect((await browser.auth('/organization/set-active', { organizationId: clinicId })).status).toBe(403)
  }
})

test('nobody gets into a clinic by naming it', async () => {
  const stranger = await signUp(desk, named('Sly'))
  const own = await openOwnClinic(stranger, 'Own')
  expect((await stranger.auth('/organization/set-active', { organizationId: clinicId })).status).toBe(403)
  const { body } = await stranger.call(
    'GET',
    `/api/clinic?clinic_id=${clinicId}&organizationId=${clinicId}`,
    {
      headers: { 'x-clinic-id': clinicId, 'x-organization-id': clinicId },
    },
  )
  expect(body.clinic.id).toBe(own)
  // Even where the session's row says so: what counts is the membership.
  await desk.rows(
    `update auth.session set "activeOrganizationId" = $1
     where "userId" = (select id from auth."user" where email = $2)`,
    [clinicId, emailOf(named('Sly'))],
  )
  expect((await stranger.get('/api/clinic')).body.clinic.id).toBe(own)
})

/** One cast for each test: addresses belong to one person each. */
function named(name: string): string {
  return `${name} ${'abcdefghijklmnopqrstuvwxyz'.charAt(Math.floor(round / 26))}${'abcdefghijklmnopqrstuvwxyz'.charAt(round % 26)}`
}

async function invite(browser: Browser, name: string, role: string): Promise<{ id: string; link: string }> {
  const { status, body } = await browser.call('POST', '/api/team/invitations', {
    body: { email: emailOf(name), role },
  })
  expect(status).toBe(201)
  return body.invitation
}

function accept(browser: Browser, invitationId: string) {
  return browser.auth('/organization/accept-invitation', { invitationId })
}

async function changeRole(browser: Browser, name: string, role: string) {
  return browser.call('PATCH', `/api/team/${await memberId(browser, name)}`, { body: { role } })
}
