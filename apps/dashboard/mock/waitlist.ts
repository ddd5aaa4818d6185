/** Who waits, in the mock: as a test wants it, or a few to look at. */
import { randomUUID } from 'node:crypto'
import { type Body, ok, page, problem, type Route, tell } from './answers.ts'
import { contact, people } from './cast.ts'
import { plan } from './plan.ts'

type Entry = Body & { id: string; status: string }

let entries: Entry[] = []

function entryOf(name: string, more: Body = {}): Entry {
  const person = people[name] ?? contact(name)
  const service = plan.services[1]
  return {
    id: randomUUID(),
    contact: {
      id: person.id,
      display_name: name,
      phone_e164: person.phone_e164,
      email: person.email,
    },
    service_id: service?.id,
    service_name: service?.name ?? 'Follow-up',
    practitioner_id: null,
    earliest_date: '2026-11-16',
    latest_date: null,
    days: [0, 1, 2, 3, 4, 5, 6],
    from_time: '00:00',
    to_time: '24:00',
    status: 'waiting',
    offer: null,
    created_at: '2026-11-16T15:00:00.000Z',
    ...more,
  }
}

const offer = (status: string, start_at: string) => ({
  start_at,
  expires_at: '2026-11-23T15:12:00.000Z',
  status,
})

function aFew(): Entry[] {
  return [
    entryOf('Nora Quinn', { status: 'offered', offer: offer('open', '2026-11-24T16:00:00.000Z') }),
    entryOf('Derek Osei', { days: [1, 3], from_time: '00:00', to_time: '12:00', latest_date: '2026-12-04' }),
    entryOf('Maximiliana Featherstonehaugh-Cholmondeley', {
      practitioner_id: plan.practitioners[1]?.id,
      offer: offer('declined', '2026-11-20T20:30:00.000Z'),
      from_time: '09:30',
      to_time: '13:00',
    }),
    entryOf('Kai Brown', { status: 'booked', offer: offer('accepted', '2026-11-25T16:00:00.000Z') }),
  ]
}

export const waitlistRoutes: Route[] = [
  [
    'POST',
    '/api/mock/waitlist',
    ({ body }) => {
      entries = body.empty ? [] : aFew()
      return ok()
    },
  ],
  [
    'GET',
    '/api/waitlist',
    ({ query }) => {
      const status = query.get('status')
      return ok({
        entries: page(
          entries.filter((entry) => !status || entry.status === status),
          query,
        ),
      })
    },
  ],
  [
    'POST',
    '/api/waitlist',
    ({ body: { contact_id, ...wish } }) => {
      const person = Object.values(people).find(({ id }) => id === contact_id)
      if (!person) return problem(422, 'There is no such person in this clinic')
      const service = plan.services.find(({ id }) => id === wish.service_id)
      const created_at = new Date('2026-11-23T15:00:00Z').toISOString()
      const entry = entryOf(person.display_name, { service_name: service?.name, ...wish, created_at })
      entries.push(entry)
      tell([{ type: 'waitlist.joined', contact_id: person.id }])
      return [201, { entry }]
    },
  ],
  [
    'DELETE',
    '/api/waitlist/([^/]+)',
    ({ params }) => {
      const entry = entries.find(({ id }) => id === params[0])
      if (!entry) return problem(404, 'Nobody waits under this id in this clinic')
      entry.status = 'left'
      tell([{ type: 'waitlist.left' }])
      return ok()
    },
  ],
]

entries = aFew()
