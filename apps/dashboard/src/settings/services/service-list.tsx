/** The clinic's services in its order; those that are archived stay folded below. */
import './services.css'
import { Link } from '@tanstack/react-router'
import { answer, api, type Practitioner, type Service } from '../../api.ts'
import { displayLocale } from '../../clinic-time.ts'
import { IconChevronRight } from '../../icons.ts'
import { FormProblem } from '../../parts/loaded.tsx'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinic, useMay } from '../../queries.ts'
import { OrderButtons, OrderHandle, useOrder } from '../order.tsx'
import { serviceInWords } from './service-words.ts'

export function ServiceList({
  services,
  practitioners,
}: {
  services: readonly Service[]
  practitioners: readonly Practitioner[]
}) {
  const may = useMay('services:write')
  const byId = new Map(practitioners.map((practitioner) => [practitioner.id, practitioner]))
  const offered = services.filter(({ archived_at }) => archived_at === null)
  const archived = services.filter(({ archived_at }) => archived_at !== null)
  const { shown, move, moveTo, error } = useOrder(offered, 'services', (id, position) =>
    answer(api.PATCH('/api/services/{id}', { params: { path: { id } }, body: { position } })),
  )
  return (
    <>
      <FormProblem error={error} />
      {shown.length > 0 && (
        <ul className="card-list">
          {shown.map((service, place) => (
            <li key={service.id} className="ordered-row">
              {may && shown.length > 1 && (
                <>
                  <OrderHandle onDrop={(to) => moveTo(service, to)} />
                  <OrderButtons
                    name={service.name}
                    place={place}
                    of={shown.length}
                    onMove={(by) => move(service, by)}
                  />
                </>
              )}
              <ServiceLink service={service} practitioners={byId} />
            </li>
          ))}
        </ul>
      )}
      {archived.length > 0 && (
        <details className="folded" open={shown.length === 0}>
          <summary>Archived ({archived.length})</summary>
          <ul className="card-list">
            {archived.map((service) => (
              <li key={service.id}>
                <ServiceLink service={service} practitioners={byId} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function ServiceLink({
  service,
  practitioners,
}: {
  service: Service
  practitioners: ReadonlyMap<string, Practitioner>
}) {
  const { country } = useClinic()
  return (
    <Link to="/settings/services/$id" params={{ id: service.id }} className="card-row">
      <span
        className="service-color"
        style={service.color ? { background: service.color } : {}}
        aria-hidden="true"
      />
      <span className="row-main">
        <strong>{service.name}</strong>
        <span className="muted">{serviceInWords(service, practitioners, displayLocale(country))}</span>
      </span>
      <span className="service-states">
        <ServiceStates service={service} practitioners={practitioners} />
      </span>
      <IconChevronRight size={16} aria-hidden="true" className="row-arrow" />
    </Link>
  )
}

function ServiceStates({
  service,
  practitioners,
}: {
  service: Service
  practitioners: ReadonlyMap<string, Practitioner>
}) {
  if (service.archived_at !== null) return <StateWord tone="quiet">Archived</StateWord>
  const isDone = service.practitioners.some(
    ({ practitioner_id }) => practitioners.get(practitioner_id)?.is_bookable,
  )
  return (
    <>
      {practitioners.size > 0 && !isDone && <StateWord tone="open">Nobody does it</StateWord>}
      {service.is_public ? (
        <StateWord tone="good">Public</StateWord>
      ) : (
        <StateWord tone="quiet">Hidden</StateWord>
      )}
    </>
  )
}
