/** A clinic's public address is `/<slug>`: what may stand there, and which words are Foyer's own. */

/** What staff see: the first parts of the dashboard's addresses, and of some that it may get. */
export const SCREENS: ReadonlySet<string> = new Set([
  'account',
  'answers',
  'calendar',
  'calls',
  'conversations',
  'forgot-password',
  'forms',
  'inbox',
  'insights',
  'invitations',
  'journeys',
  'leads',
  'merge-queue',
  'outbox',
  'patients',
  'practitioners',
  'reports',
  'reset-password',
  'resources',
  'schedule',
  'search',
  'services',
  'settings',
  'sign-in',
  'sign-up',
  'tasks',
  'today',
  'two-factor',
  'waitlist',
  'welcome',
])

/** Doors, files, and names under which a stranger could pass for whoever runs Foyer. */
const OTHERS: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'app',
  'assets',
  'book',
  'clinic',
  'clinics',
  'cron',
  'docs',
  'embed',
  'f',
  'fhir',
  'foyer',
  'healthz',
  'help',
  'ics',
  'login',
  'logout',
  'mcp',
  'offer',
  'oauth',
  'privacy',
  'problems',
  'public',
  'static',
  'status',
  'support',
  'terms',
  'u',
  'webhooks',
  'widget',
  'www',
])

/** Parts of a clinic's own addresses (`/riverside/manage/…`): no service has one of these as its slug. */
const PARTS: ReadonlySet<string> = new Set(['guide', 'manage', 'offer'])

const SHAPE = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Whether a clinic may be found at `/<slug>`. */
export function isClinicAddress(slug: string): boolean {
  return SHAPE.test(slug) && !isFoyers(slug)
}

/** Whether a service may be found at `/<clinic>/<slug>`. */
export function isServiceAddress(slug: string): boolean {
  return SHAPE.test(slug) && !PARTS.has(slug)
}

/** Whether the first part of an address is Foyer's own: a screen, a door or a file. Whatever else is asked for, a clinic may be meant. */
export function isFoyers(part: string): boolean {
  return part === '' || part.includes('.') || SCREENS.has(part) || OTHERS.has(part)
}
