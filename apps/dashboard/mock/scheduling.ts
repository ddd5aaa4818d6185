/** The calendar's part of the mock: it books, moves and refuses what is taken. */
import { randomUUID } from 'node:crypto'
import { type Answer, type Body, ok, type Route, tell } from './answers.ts'
import { contact, people, visit, visits, ZONE } from './cast.ts'
import { datesBetween, dayOf, fill, isSunday, later, named, plan, STEP_MINUTES, windowsOn } from './plan.ts'

type Visit = (typeof visits)[number]

const byKey = new Map<string, Answer>()

const isActive = ({ status }: { status: string }) => !['cancelled', 'noshow'].includes(status)
const overlaps = (a: Body, start: string, end: string) => String(a.start_at) < end && start < String(a.end_at)

function isTaken(
  practitionerId: string | undefined,
  start: string,
  minutes: number,
  except?: string,
): boolean {
  const end = later(start, minutes)
  return (
    visits.some(
      (item) =>
        item.id !== except &&
        item.practitioner?.id === practitionerId &&
        isActive(item) &&
        overlaps(item, start, end),
    ) || plan.busyTimes.some((busy) => busy.practitioner_id === practitionerId && overlaps(busy, start, end))
  )
}

function slotsOn(day: string, minutes: number, practitionerId: string | null) {
  return windowsOn(day).flatMap(({ start_at, end_at }) => {
    const slots = []
    for (let start = start_at; later(start, minutes) <= end_at; start = later(start, STEP_MINUTES)) {
      const free = plan.practitioners
        .map(({ id }) => id)
        .filter((id) => (!practitionerId || id === practitionerId) && !isTaken(id, start, minutes))
      if (free.length > 0)
        slots.push({ start_at: start, end_at: later(start, minutes), practitioner_ids: free, seats_left: 1 })
    }
    return slots
  })
}

function slotTaken(start: string, minutes: number, practitionerId: string | undefined): Answer {
  const next_free = datesBetween(dayOf(start), dayOf(later(start, 3 * 1440)))
    .flatMap((day) => slotsOn(day, minutes, practitionerId ?? null))
    .map(({ start_at }) => start_at)
    .filter((free) => free > start)
    .slice(0, 3)
  const detail = 'Somebody else has just taken this time. Choose another one.'
  return [409, { type: '/problems/slot-taken', title: 'Conflict', status: 409, detail, next_free }]
}

const changed = (item: Visit, type: string) =>
  tell([{ type: `appointment.${type}`, contact_id: item.contact.id, appointment_id: item.id }])

/** Of the same series, and after the one that was moved by so many milliseconds. */
const isAfter = (other: Visit, item: Visit, by: number) =>
  other.series_id !== null &&
  other.series_id === item.series_id &&
  other.id !== item.id &&
  Date.parse(other.start_at) > Date.parse(item.start_at) - by

export const schedulingRoutes: Route[] = [
  [
    'POST',
    '/api/mock/fill',
    ({ body }) => {
      fill(body as never)
      return ok({
        practitioners: plan.practitioners,
        services: plan.services,
        rooms: plan.rooms,
        visits: visits.map(({ id, attendee_name }) => [attendee_name, id]),
      })
    },
  ],
  [
    // Somebody else at another desk; `quietly`: the news has not come yet.
    'POST',
    '/api/mock/elsewhere',
    ({ body }) => {
      const item = visits.find(({ attendee_name }) => attendee_name === body.name)
      if (!item) return [404, {}]
      const start = String(body.start_at ?? item.start_at)
      Object.assign(item, {
        start_at: start,
        end_at: later(start, item.duration_minutes),
        sequence: item.sequence + 1,
      })
      if (!body.quietly) changed(item, 'rescheduled')
      return ok({ appointment: item })
    },
  ],
  ['GET', '/api/services', () => ok({ services: plan.services })],
  ['GET', '/api/practitioners', () => ok({ practitioners: plan.practitioners })],
  ['GET', '/api/resources', () => ok({ resources: plan.rooms })],
  [
    'GET',
    '/api/working-days',
    ({ query }) =>
      ok({
        days: datesBetween(String(query.get('from')), String(query.get('to'))).map((date) => ({
          date,
          closed_for: date === '2026-11-26' ? 'Thanksgiving' : null,
          practitioners: plan.practitioners.map(({ id }) => ({
            practitioner_id: id,
            windows: date === '2026-11-26' ? [] : windowsOn(date),
          })),
        })),
      }),
  ],
  [
    'GET',
    '/api/calendar/days',
    ({ query }) =>
      ok({
        days: datesBetween(String(query.get('from')), String(query.get('to'))).map((date) => {
          const here = visits.filter(
            (item) =>
              dayOf(item.start_at) === date &&
              (!query.get('practitioner_id') || item.practitioner?.id === query.get('practitioner_id')),
          )
          const statuses = [...new Set(here.map(({ status }) => status))]
          return {
            date,
            closed_for: date === '2026-11-26' ? 'Thanksgiving' : null,
            counts: statuses.map((status) => ({
              status,
              count: here.filter((item) => item.status === status).length,
            })),
            booked_minutes: here.filter(isActive).reduce((sum, item) => sum + item.duration_minutes, 0),
            working_minutes: isSunday(date) ? 0 : plan.practitioners.length * 480,
          }
        }),
      }),
  ],
  [
    'GET',
    '/api/availability',
    ({ query }) => {
      const service = plan.services.find(({ id }) => id === query.get('service_id'))
      const minutes = Number(query.get('duration_minutes') ?? service?.duration_minutes ?? 30)
      const days = datesBetween(String(query.get('from')), String(query.get('to'))).map((date) => ({
        date,
        slots: slotsOn(date, minutes, query.get('practitioner_id')),
      }))
      return ok({ time_zone: ZONE, days })
    },
  ],
  ['GET', '/api/availability/explanation', () => ok({ time_zone: ZONE, candidates: [], days: [] })],
  ['GET', '/api/busy-times', () => ok({ busy_times: plan.busyTimes })],
  [
    'POST',
    '/api/busy-times',
    ({ body }) => {
      const busy = {
        id: randomUUID(),
        practitioner_id: null,
        resource_id: null,
        title: null,
        source: 'staff',
        created_at: new Date().toISOString(),
        ...body,
      }
      plan.busyTimes.push(busy)
      tell([{ type: 'busy_time.added' }])
      return [201, { busy_time: busy }]
    },
  ],
  [
    'PATCH',
    '/api/busy-times/([^/]+)',
    ({ params, body }) => {
      const busy = plan.busyTimes.find(({ id }) => id === params[0])
      if (!busy) return [404, { status: 404, detail: 'There is no such blocked time.' }]
      Object.assign(busy, body)
      tell([{ type: 'busy_time.changed' }])
      return ok({ busy_time: busy })
    },
  ],
  [
    'DELETE',
    '/api/busy-times/([^/]+)',
    ({ params }) => {
      plan.busyTimes = plan.busyTimes.filter(({ id }) => id !== params[0])
      tell([{ type: 'busy_time.removed' }])
      return ok({ ok: true })
    },
  ],
  ['GET', '/api/holds', () => ok({ holds: plan.holds })],
  [
    'POST',
    '/api/appointments',
    ({ body }) => {
      const key = JSON.stringify(body)
      const before = byKey.get(key)
      if (before) return before
      const service = plan.services.find(({ id }) => id === body.service_id)
      const minutes = Number(body.duration_minutes ?? service?.duration_minutes ?? 30)
      const start = String(body.start_at)
      const practitionerId =
        (body.practitioner_id as string | undefined) ??
        plan.practitioners.find(({ id }) => !isTaken(id, start, minutes))?.id
      if (!practitionerId || isTaken(practitionerId, start, minutes))
        return slotTaken(start, minutes, body.practitioner_id as string | undefined)
      const given = body.contact as { name: string; phone?: string; email?: string } | undefined
      const person =
        Object.values(people).find(({ id }) => id === body.contact_id) ??
        contact(given?.name ?? 'Nobody', { phone_e164: given?.phone ?? null, email: given?.email ?? null })
      people[person.display_name] = person
      const made = visit(person, 0, start, minutes, service?.name ?? 'Visit', 'booked', {
        source: 'foyer',
        external_references: [],
        service_id: service?.id ?? null,
        practitioner: named(practitionerId),
        mode: body.mode ?? 'visit',
        notes: body.notes ?? null,
        answers: ((body.answers ?? []) as { question_id: string; value: string }[]).map(
          ({ question_id: key, value }) => ({ key, label: key, value }),
        ),
        series_id: body.repeat ? randomUUID() : null,
        buffer_after_minutes: service?.buffer_after_minutes ?? 0,
      })
      visits.push(made)
      changed(made, 'booked')
      const made201: Answer = [201, { appointment: made, series: null }]
      byKey.set(key, made201)
      return made201
    },
  ],
  [
    'POST',
    '/api/appointments/([^/]+)/move',
    ({ params, body }) => {
      const item = visits.find(({ id }) => id === params[0])
      if (!item) return [404, { status: 404, detail: 'There is no such appointment in this clinic' }]
      if (Number(body.sequence) < item.sequence) {
        const detail = 'Somebody else moved this appointment meanwhile. Look again.'
        return [409, { type: '/problems/stale', title: 'Conflict', status: 409, detail }]
      }
      const minutes = Number(body.duration_minutes ?? item.duration_minutes)
      const practitionerId = (body.practitioner_id as string | undefined) ?? item.practitioner?.id
      const by = Date.parse(String(body.start_at)) - Date.parse(item.start_at)
      const start = String(body.start_at)
      if (isTaken(practitionerId, start, minutes, item.id)) return slotTaken(start, minutes, practitionerId)
      Object.assign(item, {
        start_at: start,
        end_at: later(start, minutes),
        duration_minutes: minutes,
        practitioner: practitionerId ? named(practitionerId) : null,
        ...(practitionerId && practitionerId !== item.practitioner?.id
          ? { practitioner_ids: [practitionerId] }
          : {}),
        sequence: item.sequence + 1,
      })
      // No service is done in this one, which the server passes over without a word.
      const rooms = plan.rooms.filter(({ name }) => name !== 'Procedure room')
      if (Array.isArray(body.resource_ids))
        item.resources = rooms.filter(({ id }) => (body.resource_ids as string[]).includes(id))
      const following = body.scope === 'following' ? visits.filter((other) => isAfter(other, item, by)) : []
      for (const other of following) {
        Object.assign(other, {
          start_at: later(other.start_at, by / 60_000),
          end_at: later(other.end_at, by / 60_000),
        })
      }
      changed(item, 'rescheduled')
      return ok({ appointment: item })
    },
  ],
  [
    'POST',
    '/api/appointments/([^/]+)/status',
    ({ params, body }) => {
      const item = visits.find(({ id }) => id === params[0])
      if (!item) return [404, { status: 404, detail: 'There is no such appointment in this clinic' }]
      Object.assign(item, { status: body.status, cancellation_reason: body.reason ?? null })
      changed(item, body.status === 'cancelled' ? 'cancelled' : 'arrived')
      return ok({ appointment: item })
    },
  ],
]
