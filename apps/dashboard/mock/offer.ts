/** What the mock's clinic offers, complete and open to change: the plan's own, what was made here, and what was changed. */
import { randomUUID } from 'node:crypto'
import { type Body, tell } from './answers.ts'
import { datesBetween, plan } from './plan.ts'

export type Kind = 'services' | 'practitioners' | 'resources'
export type Item = Body & { id: string; name: string; position: number; archived_at: string | null }
type Closure = Body & { id: string; date: string; name: string | null }

export const ONE = { services: 'service', practitioners: 'practitioner', resources: 'resource' } as const

/** What the plan, or a request that makes something, leaves out. */
const WHOLE: Record<Kind, Body> = {
  services: {
    description: null,
    mode: 'visit',
    interval_minutes: null,
    offset_minutes: 0,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    minimum_notice_minutes: 120,
    change_notice_minutes: 1440,
    booking_window: { days: 60, count: 'calendar' },
    limits: null,
    seats: 1,
    assignment: 'any',
    short_gap_minutes: null,
    requires_confirmation: false,
    is_free: false,
    price_minor: null,
    currency: null,
    consultation_text: null,
    benefit_text: null,
    questions: [],
    consent_text: null,
    consent_version: 1,
    translations: {},
    rebooking_window_days: null,
    is_public: true,
    color: null,
    practitioners: [],
    pools: [],
  },
  practitioners: {
    title: null,
    email: null,
    color: null,
    time_zone: null,
    is_bookable: true,
    limits: null,
    hours: [],
    overrides: [],
    travels: [],
    service_ids: [],
  },
  resources: {},
}

/** By name, so that it also holds for what a test makes. */
const KNOWN: Record<string, Body> = {
  'New patient': {
    description: 'A first visit with time for your history.',
    price_minor: 18000,
    currency: 'USD',
    questions: [
      { id: 'insurance', label: 'Your insurance', kind: 'text', required: false },
      {
        id: 'reason',
        label: 'What brings you here?',
        kind: 'choice',
        required: true,
        options: ['Check-up', 'Pain', 'Something else'],
      },
    ],
    consultation_text: 'We take your history, examine you and agree on the next steps.',
    consent_text: 'I agree that the clinic keeps what I enter here.',
    consent_version: 2,
  },
  'Follow-up': { is_free: true },
  Vaccines: { is_public: false, rebooking_window_days: 365 },
  'Dr. Raj Shah': {
    hours: [
      { days: [1, 3, 5], start: '08:00', end: '12:00' },
      { days: [1, 3, 5], start: '13:00', end: '17:00' },
      { days: [6], start: '18:00', end: '02:00' },
    ],
    overrides: ['2026-12-03', '2026-12-04'].map((date) => ({ date, windows: [], name: 'Conference' })),
    travels: [{ from_date: '2026-12-14', to_date: '2026-12-18', time_zone: 'Europe/Lisbon' }],
  },
}

let isEmpty = false
let made: Record<Kind, Body[]>
let changes: Map<string, Body>

export const clock = { hours: [] as Body[], closures: [] as Closure[] }

/** As at the start, or a clinic that has not begun. */
export function resetOffer({ empty }: { empty: boolean }): void {
  isEmpty = empty
  made = { services: [], practitioners: [], resources: [] }
  changes = new Map()
  clock.hours = empty ? [] : [{ days: [1, 2, 3, 4, 5], start: '08:00', end: '17:00' }]
  clock.closures = empty
    ? []
    : [
        closure('2026-11-26', 'Thanksgiving'),
        { ...closure('2026-11-27', 'Short day'), windows: [{ start: '09:00', end: '12:00' }] },
        ...datesBetween('2026-12-24', '2027-01-02').map((date) => closure(date, 'Winter break')),
      ]
}

const closure = (date: string, name: string): Closure => ({ id: randomUUID(), date, windows: [], name })

resetOffer({ empty: false })

export function all(kind: Kind): Item[] {
  const own = { services: plan.services, practitioners: plan.practitioners, resources: plan.rooms }[kind]
  const items = [...(isEmpty ? [] : own), ...made[kind]].map(
    (item) =>
      ({
        ...WHOLE[kind],
        ...item,
        ...KNOWN[String(item.name)],
        ...changes.get(String(item.id)),
      }) as unknown as Item,
  )
  return items.sort((a, b) => a.position - b.position)
}

export function one(kind: Kind, id: string | null | undefined): Item | undefined {
  return all(kind).find((item) => item.id === id)
}

export function make(kind: Kind, body: Body): Item | undefined {
  const id = randomUUID()
  const slug = String(body.name).toLowerCase().replaceAll(' ', '-')
  made[kind].push({ id, slug, position: 0, archived_at: null, ...body })
  tell([{ type: `${ONE[kind]}.created` }])
  return one(kind, id)
}

export function change(kind: Kind, id: string, { is_archived, ...body }: Body): Item | undefined {
  const known = one(kind, id)
  if (!known) return undefined
  const archived =
    is_archived === undefined ? {} : { archived_at: is_archived ? new Date().toISOString() : null }
  const isOtherConsent = 'consent_text' in body && body.consent_text !== known.consent_text
  const version = isOtherConsent ? { consent_version: Number(known.consent_version) + 1 } : {}
  changes.set(id, { ...changes.get(id), ...body, ...archived, ...version })
  tell([{ type: `${ONE[kind]}.changed` }])
  return one(kind, id)
}
