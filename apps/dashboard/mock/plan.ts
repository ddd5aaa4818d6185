/** What the mock's clinic offers and when, and a way to fill one of its days as a test wants it. */
import { randomUUID } from 'node:crypto'
import type { Body } from './answers.ts'
import { contact, DOCTORS, people, visit, visits, ZONE } from './cast.ts'

export const MINUTE_MS = 60_000
export const STEP_MINUTES = 15
const TITLES = ['Family medicine', 'Pediatrics', 'Telehealth', 'Procedures']
const SERVICES: [name: string, minutes: number, durations: number[], buffer: number][] = [
  ['New patient', 60, [60, 90], 10],
  ['Follow-up', 30, [30], 0],
  ['Annual physical', 45, [45], 5],
  ['Vaccines', 15, [15, 30], 0],
  ['Video visit', 30, [30], 0],
]
const STATUSES = ['booked', 'booked', 'booked', 'arrived', 'pending', 'fulfilled', 'noshow', 'cancelled']

const newService = (
  [name, duration_minutes, durations_minutes, buffer_after_minutes]: (typeof SERVICES)[number],
  position: number,
) => ({
  id: randomUUID(),
  slug: name.toLowerCase().replaceAll(' ', '-'),
  name,
  description: null,
  mode: name.startsWith('Video') ? 'video' : 'visit',
  duration_minutes,
  durations_minutes,
  interval_minutes: STEP_MINUTES,
  buffer_before_minutes: 0,
  buffer_after_minutes,
  seats: 1,
  assignment: 'any',
  requires_confirmation: false,
  is_public: true,
  position,
  practitioners: DOCTORS.map(({ id }) => ({ practitioner_id: id, weight: 100, priority: 2 })),
  pools: [],
  archived_at: null,
})
const newPractitioner = ({ id, name }: { id: string; name: string }, position: number) => ({
  id,
  name,
  title: TITLES[position % TITLES.length] ?? null,
  email: null,
  color: null,
  position,
  time_zone: null,
  is_bookable: true,
  limits: null,
  hours: [],
  overrides: [],
  travels: [],
  service_ids: [],
  archived_at: null,
})

const practitioners = DOCTORS.map(newPractitioner)

/** Changed in place: what is made through the API is read by it. */
export const plan = {
  practitioners,
  services: SERVICES.map(newService),
  rooms: ['Room 1', 'Room 2', 'Procedure room'].map((name, position) => ({
    id: randomUUID(),
    kind: 'room',
    name,
    position,
    archived_at: null,
  })),
  busyTimes: [] as Body[],
  holds: [] as Body[],
}

export const dayOf = (instant: string | number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(instant))
export const datesBetween = (from: string, to: string) => {
  const dates: string[] = []
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${to}T12:00:00Z`); at += 1440 * MINUTE_MS)
    dates.push(new Date(at).toISOString().slice(0, 10))
  return dates
}
/** An instant at a wall time of the clinic, on ordinary and on clock-change days. */
export const at = (day: string, hour: number, minute = 0) => {
  const wall = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * MINUTE_MS
  const shown = (instant: number) =>
    Date.parse(`${new Date(instant).toLocaleString('sv-SE', { timeZone: ZONE }).replace(' ', 'T')}Z`)
  return new Date(wall - (shown(wall + 6 * 60 * MINUTE_MS) - (wall + 6 * 60 * MINUTE_MS))).toISOString()
}
export const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString()
export const isSunday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 0
export const windowsOn = (day: string) =>
  isSunday(day)
    ? []
    : [
        { start_at: at(day, 8), end_at: at(day, 12) },
        { start_at: at(day, 13), end_at: at(day, 17) },
      ]

export const named = (practitionerId: string) => {
  const found = plan.practitioners.find((candidate) => candidate.id === practitionerId)
  return found ? { id: found.id, name: found.name } : null
}

export interface Wish {
  day: string
  practitioners?: number
  /** Spread over the practitioners; else the few that `visits` names. */
  count?: number
  visits?: {
    name: string
    at: string
    minutes: number
    with: number
    status?: string
    service?: number
    room?: number
    /** Who holds it together with the first. */
    together?: number[]
    series?: string
  }[]
  busy?: { at: string; minutes: number; with: number; title?: string }[]
  holds?: { at: string; minutes: number; with: number }[]
}

/** Forgets everything and makes one day as it is wished. */
export function fill(wish: Wish) {
  plan.busyTimes = []
  plan.holds = []
  visits.length = 0
  const count = wish.practitioners ?? DOCTORS.length
  plan.practitioners = Array.from({ length: count }, (_, index) =>
    newPractitioner(DOCTORS[index] ?? { id: randomUUID(), name: `Dr. Number ${index + 1}` }, index),
  )
  const instant = (time: string) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return at(wish.day, hour, minute)
  }
  for (const wished of wish.visits ?? []) {
    const service = plan.services[wished.service ?? 1]
    const room = plan.rooms[wished.room ?? -1]
    const person = people[wished.name] ?? contact(wished.name)
    people[wished.name] = person
    visits.push(
      visit(
        person,
        0,
        instant(wished.at),
        wished.minutes,
        service?.name ?? 'Visit',
        wished.status ?? 'booked',
        {
          source: 'foyer',
          service_id: service?.id ?? null,
          practitioner: named(plan.practitioners[wished.with]?.id ?? ''),
          practitioner_ids: [wished.with, ...(wished.together ?? [])].map((i) => plan.practitioners[i]?.id),
          series_id: wished.series ?? null,
          buffer_after_minutes: service?.buffer_after_minutes ?? 0,
          resources: room ? [{ id: room.id, kind: room.kind, name: room.name }] : [],
        },
      ),
    )
  }
  for (const { at: time, minutes, with: index, title } of wish.busy ?? [])
    plan.busyTimes.push({
      id: randomUUID(),
      practitioner_id: plan.practitioners[index]?.id,
      resource_id: null,
      start_at: instant(time),
      end_at: later(instant(time), minutes),
      source: 'staff',
      title: title ?? null,
      created_at: instant('00:00'),
    })
  for (const { at: time, minutes, with: index } of wish.holds ?? [])
    plan.holds.push({
      id: randomUUID(),
      service_id: plan.services[1]?.id,
      service_name: 'Follow-up',
      practitioner_id: plan.practitioners[index]?.id,
      resource_ids: [],
      start_at: instant(time),
      end_at: later(instant(time), minutes),
      expires_at: later(instant(time), 5),
      purpose: 'page',
    })
  for (let index = 0; index < (wish.count ?? 0); index += 1) {
    const row = Math.floor(index / count)
    const service = plan.services[(index + row) % plan.services.length]
    const person = contact(`Patient ${index + 1}`)
    visits.push(
      visit(
        person,
        0,
        at(wish.day, 8 + Math.floor(row / 2), (row % 2) * 30),
        [15, 30, 30, 45, 20][(index * 7) % 5] ?? 30,
        service?.name ?? 'Visit',
        STATUSES[(index * 5) % STATUSES.length],
        {
          source: 'foyer',
          service_id: service?.id ?? null,
          practitioner: named(plan.practitioners[index % count]?.id ?? ''),
          buffer_after_minutes: index % 3 === 0 ? 10 : 0,
        },
      ),
    )
  }
}
