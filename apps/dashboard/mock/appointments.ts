/** Appointments, and a booking that arrives where a test asks for one. */
import { has, ok, page, problem, type Route, tell } from './answers.ts'
import { at, contact, people, visit, visits, ZONE } from './cast.ts'

const dayOf = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(instant))

/** Of a visit that ends at midnight, the day before it. */
const lastInstantOf = ({ end_at }: { end_at: string }) => new Date(Date.parse(end_at) - 1).toISOString()

export const appointmentRoutes: Route[] = [
  [
    'POST',
    '/api/mock/book',
    ({ body }) => {
      const person = contact(String(body.name ?? 'Zoe Winter'))
      people[person.display_name] = person
      const made = visit(person, 1, at(13, 30), 30, 'Check-up', String(body.status ?? 'booked'))
      visits.push(made)
      tell([{ type: 'appointment.booked', contact_id: person.id, appointment_id: made.id }])
      return ok({ id: made.id })
    },
  ],
  [
    'GET',
    '/api/appointments',
    ({ query }) =>
      ok({
        appointments: page(
          visits
            .filter(
              (item) =>
                (!query.get('from') || dayOf(lastInstantOf(item)) >= String(query.get('from'))) &&
                (!query.get('to') || dayOf(item.start_at) <= String(query.get('to'))) &&
                (!query.get('status') || item.status === query.get('status')) &&
                (!query.get('has_conflict') || item.has_conflict) &&
                has([item.attendee_name, item.contact], query.get('search')),
            )
            .sort((a, b) => a.start_at.localeCompare(b.start_at)),
          query,
        ),
      }),
  ],
  [
    'GET',
    '/api/appointments/([^/]+)',
    ({ params }) => {
      const appointment = visits.find(({ id }) => id === params[0])
      return appointment ? ok({ appointment }) : problem(404, 'There is no such appointment.')
    },
  ],
]
