/** The settings' part of the mock: services, people, rooms, hours and closures. */
import { randomUUID } from 'node:crypto'
import { type Answer, type Body, ok, problem, type Route } from './answers.ts'
import { explain } from './explanation.ts'
import { all, change, clock, type Item, type Kind, make, ONE, one, resetOffer } from './offer.ts'
import { datesBetween } from './plan.ts'

/** "Refused" is a name that the server does not like, for the form to show where. */
function refusal(body: Body): Answer | null {
  const question = ((body.questions ?? []) as Body[]).findIndex(({ label }) => label === 'Refused')
  const pointer =
    body.name === 'Refused' ? '/name' : question >= 0 ? `/questions/${question}/label` : undefined
  if (!pointer) return null
  const detail = 'The server does not accept this; write another one'
  return [422, { type: '/problems/unfit', status: 422, detail, errors: [{ pointer, detail }] }]
}

function withServices(practitioner: Item): Item {
  const isDoing = ({ practitioners }: Item) =>
    (practitioners as Body[]).some(({ practitioner_id }) => practitioner_id === practitioner.id)
  const service_ids = all('services')
    .filter(isDoing)
    .map(({ id }) => id)
  return { ...practitioner, service_ids }
}

const crud = (kind: Kind): Route[] => [
  [
    'GET',
    `/api/${kind}`,
    ({ query }) => {
      const items = all(kind).filter(
        ({ archived_at }) => archived_at === null || query.get('archived') === 'true',
      )
      return ok({ [kind]: kind === 'practitioners' ? items.map(withServices) : items })
    },
  ],
  ['POST', `/api/${kind}`, ({ body }) => refusal(body) ?? [201, { [ONE[kind]]: make(kind, body) }]],
  [
    'PATCH',
    `/api/${kind}/([^/]+)`,
    ({ params: [id = ''], body }) => {
      if (!one(kind, id)) return problem(404, `There is no such ${ONE[kind]} in this clinic`)
      return refusal(body) ?? ok({ [ONE[kind]]: change(kind, id, body) })
    },
  ],
  [
    'DELETE',
    `/api/${kind}/([^/]+)`,
    ({ params: [id = ''] }) => {
      change(kind, id, { is_archived: true })
      return ok()
    },
  ],
]

export const settingsRoutes: Route[] = [
  [
    'POST',
    '/api/mock/settings',
    ({ body }) => {
      resetOffer({ empty: body.empty === true })
      return ok()
    },
  ],
  ...crud('services'),
  [
    'PUT',
    '/api/practitioners/([^/]+)/hours',
    ({ params: [id = ''], body }) => ok({ practitioner: change('practitioners', id, body) }),
  ],
  ...crud('practitioners'),
  ...crud('resources'),
  ['GET', '/api/hours', () => ok({ hours: clock.hours })],
  [
    'PUT',
    '/api/hours',
    ({ body }) => {
      clock.hours = body.hours as Body[]
      return ok({ hours: clock.hours })
    },
  ],
  [
    'GET',
    '/api/closures',
    ({ query }) => {
      const from = query.get('from') ?? ''
      return ok({ closures: clock.closures.filter(({ date }) => date >= from) })
    },
  ],
  [
    'POST',
    '/api/closures',
    ({ body: { date, to_date, windows, name } }) => {
      const dates = datesBetween(String(date), String(to_date ?? date))
      const added = dates.map((day) => ({
        id: randomUUID(),
        date: day,
        windows,
        name: (name ?? null) as string | null,
      }))
      clock.closures = [...clock.closures.filter((each) => !dates.includes(each.date)), ...added]
      return [201, { closures: added }]
    },
  ],
  [
    'DELETE',
    '/api/closures/([^/]+)',
    ({ params: [id] }) => {
      clock.closures = clock.closures.filter((each) => each.id !== id)
      return ok()
    },
  ],
  ['GET', '/api/availability/explanation', ({ query }) => ok(explain(query))],
]
