import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Appointment } from '../api.ts'
import { daysQuery, useClinic, useClinicTime } from '../queries.ts'
import { phoneInWords, STATUS_WORDS } from '../words.ts'
import { practitionersQuery } from './calendar-queries.ts'
import {
  datesOf,
  type Filters,
  isByPractitioner,
  passes,
  practitionersOf,
  type View,
} from './calendar-search.ts'

/**
 * On paper the calendar is a list: by day and practitioner, with what is needed when the screen is far. It is made as
 * the browser begins to print, since most days nobody does.
 */
export function PrintSheet({ view, day, filters }: { view: View; day: string; filters: Filters }) {
  const clinic = useClinic()
  const time = useClinicTime()
  const isPrinting = useIsPrinting()
  const dates = datesOf(view === 'agenda' ? 'week' : view, day, time)
  const visits = useQuery(daysQuery(dates))
  const practitioners = useQuery(practitionersQuery)
  if (!isPrinting) return null
  const shown = (visits.data?.appointments ?? []).filter(
    (visit) => passes(filters, visit) && isByPractitioner(filters, visit),
  )
  const names = new Map(practitioners.data?.practitioners.map(({ id, name }) => [id, name]))
  // Who holds it with others has it on their list too; what began the day before stands on the first one printed.
  const groups = grouped(shown, (visit) => {
    const day = time.day(visit.start_at)
    const chosen = practitionersOf(visit).filter(
      (id) => filters.practitionerIds.length === 0 || filters.practitionerIds.includes(id),
    )
    const whose = chosen.map((id) => names.get(id) ?? visit.practitioner?.name ?? '')
    return (whose.length > 0 ? whose : ['']).map((name) => ({
      day: day < dates.from ? dates.from : day,
      name,
    }))
  })
  return (
    <div className="print-sheet">
      <h1>{clinic.name}</h1>
      <p>
        {dates.from === dates.to
          ? time.longDay(dates.from)
          : `${time.longDay(dates.from)} to ${time.longDay(dates.to)}`}
        {` · printed ${time.dateTime(new Date().toISOString())}`}
      </p>
      {groups.length === 0 && <p>No appointments.</p>}
      {groups.map(({ key, day: date, name, list }) => (
        <Fragment key={key}>
          <h2>
            {name || 'No practitioner named'}
            {dates.from !== dates.to && `, ${time.longDay(date)}`}
          </h2>
          <table>
            <thead>
              <tr>
                <th>Time</th>
                <th>Patient</th>
                <th>Phone</th>
                <th>For</th>
                <th>Room</th>
                <th>Status</th>
              </tr>
            </thead>
            <tbody>
              {list.map((visit) => (
                <PrintRow key={visit.id} visit={visit} />
              ))}
            </tbody>
          </table>
        </Fragment>
      ))}
    </div>
  )
}

function PrintRow({ visit }: { visit: Appointment }) {
  const time = useClinicTime()
  const phone = visit.attendee_phone_e164
  return (
    <tr>
      <td>{time.timeRange(visit.start_at, visit.end_at)}</td>
      <td>{visit.attendee_name}</td>
      <td>{phone ? phoneInWords(phone) : visit.attendee_phone_raw}</td>
      <td>{visit.service_name ?? visit.title}</td>
      <td>{visit.resources.map(({ name }) => name).join(', ')}</td>
      <td>{STATUS_WORDS[visit.status]}</td>
    </tr>
  )
}

interface Group {
  key: string
  day: string
  /** Empty: nobody is named. */
  name: string
  list: Appointment[]
}

function grouped(
  visits: readonly Appointment[],
  listsOf: (visit: Appointment) => Pick<Group, 'day' | 'name'>[],
): Group[] {
  const groups = new Map<string, Group>()
  for (const visit of visits) {
    for (const { day, name } of listsOf(visit)) {
      const key = `${day} ${name}`
      const group = groups.get(key) ?? { key, day, name, list: [] }
      group.list.push(visit)
      groups.set(key, group)
    }
  }
  return [...groups.values()].sort((a, b) => a.key.localeCompare(b.key))
}

/** Before the browser takes its picture of the page: a later render would not be on the paper. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const media = matchMedia('print')
    const set = (value: boolean) => flushSync(() => setPrinting(value))
    addEventListener('beforeprint', () => set(true), { signal })
    addEventListener('afterprint', () => set(false), { signal })
    media.addEventListener('change', () => set(media.matches), { signal })
    return () => stop.abort()
  }, [])
  return isPrinting
}
