import { describe, expect, test } from 'vitest'
import { allRoutes } from '../../../packages/contract/src/document.ts'
import { isRole, mayGrant, type Permission, permissionsOf, ROLES, type Role, roleMay } from './permission.ts'

/** What the clinic was promised, written down a second time: owner, admin, operator, analyst, viewer. */
const PROMISED: Record<Permission, string> = {
  'clinic:read': 'oaxnv',
  'clinic:write': 'oa',
  'team:read': 'oaxnv',
  'team:write': 'oa',
  'keys:read': 'oa',
  'keys:write': 'oa',
  'connections:read': 'oax',
  'connections:write': 'oa',
  'deliveries:replay': 'oax',
  'services:read': 'oaxnv',
  'services:write': 'oa',
  'appointments:read': 'oaxnv',
  'appointments:write': 'oax',
  'contacts:read': 'oaxnv',
  'contacts:write': 'oax',
  'conversations:read': 'oaxnv',
  'conversations:write': 'oax',
  'forms:read': 'oaxnv',
  'forms:write': 'oa',
  'journeys:read': 'oaxnv',
  'journeys:write': 'oa',
  'receptionist:read': 'oaxnv',
  'receptionist:write': 'oa',
  'messages:read': 'oaxnv',
  'templates:read': 'oaxnv',
  'templates:write': 'oa',
  'reports:read': 'oaxnv',
  'live:read': 'oaxnv',
}

const LETTER: Record<Role, string> = { owner: 'o', admin: 'a', operator: 'x', analyst: 'n', viewer: 'v' }

const permissions = Object.keys(PROMISED) as Permission[]

describe.each(ROLES)('an %s', (role) => {
  test.each(permissions)('may %s as promised and not beyond', (permission) => {
    expect(roleMay(role, permission)).toBe(PROMISED[permission].includes(LETTER[role]))
  })

  test('is told what it may', () => {
    expect(permissionsOf(role).toSorted()).toEqual(
      permissions.filter((permission) => PROMISED[permission].includes(LETTER[role])).toSorted(),
    )
  })
})

test('an owner has every permission, so none is missing from the promise', () => {
  expect(permissionsOf('owner').toSorted()).toEqual(permissions.toSorted())
})

test('analysts and viewers only read', () => {
  for (const role of ['analyst', 'viewer'] as const)
    for (const permission of permissionsOf(role)) expect(permission).toMatch(/:read$/)
})

test('each role may all that the next one may', () => {
  for (const [index, role] of ROLES.entries()) {
    const next = ROLES[index + 1]
    if (next) expect(permissionsOf(role)).toEqual(expect.arrayContaining(permissionsOf(next)))
  }
})

test('each permission is demanded somewhere, and whatever is demanded is known', () => {
  const demanded = new Set(
    allRoutes.map((route) => route.permission).filter((permission) => permission !== null),
  )
  expect([...demanded].toSorted()).toEqual(permissions.toSorted())
})

describe('handing out roles', () => {
  test.each([
    ['owner', ['owner', 'admin', 'operator', 'analyst', 'viewer']],
    ['admin', ['admin', 'operator', 'analyst', 'viewer']],
    ['operator', []],
    ['analyst', []],
    ['viewer', []],
  ] as [Role, Role[]][])('an %s hands out %s', (granter, granted) => {
    expect(ROLES.filter((role) => mayGrant(granter, role))).toEqual(granted)
  })

  test('nobody hands out more than they have', () => {
    for (const granter of ROLES)
      for (const role of ROLES)
        if (mayGrant(granter, role))
          expect(permissionsOf(granter)).toEqual(expect.arrayContaining(permissionsOf(role)))
  })
})

test.each([
  '',
  'Owner',
  'owner,admin',
  'member',
  'root',
  null,
  undefined,
  1,
  ['owner'],
  { role: 'owner' },
  'toString',
])('%j is no role', (value) => {
  expect(isRole(value)).toBe(false)
})
