/** Everybody who treats, in the order of the calendar's columns. */
import { Link } from '@tanstack/react-router'
import { answer, api, type Practitioner } from '../../api.ts'
import { IconChevronRight } from '../../icons.ts'
import { Initials } from '../../parts/initials.tsx'
import { FormProblem } from '../../parts/loaded.tsx'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { plural } from '../../words.ts'
import { weekInWords, weekOf } from '../hours/weekly-hours.ts'
import { OrderButtons, OrderHandle, useOrder } from '../order.tsx'

export function PractitionerList({ practitioners }: { practitioners: readonly Practitioner[] }) {
  const may = useMay('services:write')
  const active = practitioners.filter(({ archived_at }) => archived_at === null)
  const archived = practitioners.filter(({ archived_at }) => archived_at !== null)
  const { shown, move, moveTo, error } = useOrder(active, 'practitioners', (id, position) =>
    answer(api.PATCH('/api/practitioners/{id}', { params: { path: { id } }, body: { position } })),
  )
  return (
    <>
      <FormProblem error={error} />
      <ul className="card-list">
        {shown.map((practitioner, place) => (
          <li key={practitioner.id} className="ordered-row">
            {may && shown.length > 1 && (
              <>
                <OrderHandle onDrop={(to) => moveTo(practitioner, to)} />
                <OrderButtons
                  name={practitioner.name}
                  place={place}
                  of={shown.length}
                  onMove={(by) => move(practitioner, by)}
                />
              </>
            )}
            <PractitionerLink practitioner={practitioner} />
          </li>
        ))}
      </ul>
      {archived.length > 0 && (
        <details className="folded">
          <summary>Archived ({archived.length})</summary>
          <ul className="card-list">
            {archived.map((practitioner) => (
              <li key={practitioner.id}>
                <PractitionerLink practitioner={practitioner} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function PractitionerLink({ practitioner }: { practitioner: Practitioner }) {
  const { id, name, title, hours, is_bookable, service_ids, archived_at } = practitioner
  const time = useClinicTime()
  const about = [
    title,
    hours.length === 0 ? 'The clinic’s hours' : weekInWords(weekOf(hours), time.firstWeekday, time.hour),
    is_bookable &&
      (service_ids.length > 0 ? plural(service_ids.length, 'service', 'services') : 'no service yet'),
  ]
  return (
    <Link to="/settings/practitioners/$id" params={{ id }} className="card-row">
      <Initials name={name} size={36} />
      <span className="row-main">
        <strong>{name}</strong>
        <span className="muted">{about.filter(Boolean).join(' · ')}</span>
      </span>
      {archived_at !== null ? (
        <StateWord tone="quiet">Archived</StateWord>
      ) : (
        !is_bookable && <StateWord tone="open">Not bookable</StateWord>
      )}
      <IconChevronRight size={16} aria-hidden="true" className="row-arrow" />
    </Link>
  )
}
