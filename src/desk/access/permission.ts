/** What each role may do. This is the one place where that is decided. */

export const ROLES = ['owner', 'admin', 'operator', 'analyst', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** As staff read them. */
export const ROLE_NAMES: Record<Role, string> = {
  owner: 'owner',
  admin: 'admin',
  operator: 'front desk',
  analyst: 'analyst',
  viewer: 'viewer',
}

const READERS: readonly Role[] = ROLES
const DESK: readonly Role[] = ['owner', 'admin', 'operator']
const MANAGERS: readonly Role[] = ['owner', 'admin']

const PERMISSIONS = {
  'clinic:read': READERS,
  'clinic:write': MANAGERS,
  'team:read': READERS,
  'team:write': MANAGERS,
  'keys:read': MANAGERS,
  'keys:write': MANAGERS,
  'connections:read': DESK,
  'connections:write': MANAGERS,
  'deliveries:replay': DESK,
  'services:read': READERS,
  'services:write': MANAGERS,
  'appointments:read': READERS,
  'appointments:write': DESK,
  'contacts:read': READERS,
  'contacts:write': DESK,
  'conversations:read': READERS,
  'conversations:write': DESK,
  'forms:read': READERS,
  'forms:write': MANAGERS,
  'journeys:read': READERS,
  'journeys:write': MANAGERS,
  'receptionist:read': READERS,
  'receptionist:write': MANAGERS,
  'messages:read': READERS,
  'templates:read': READERS,
  'templates:write': MANAGERS,
  'reports:read': READERS,
  'live:read': READERS,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role)
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => roleMay(role, permission))
}

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role)
}

/** Nobody hands out more than they have: only an owner makes, changes or removes an owner. */
export function mayGrant(granter: Role, role: Role): boolean {
  return roleMay(granter, 'team:write') && (role !== 'owner' || granter === 'owner')
}
