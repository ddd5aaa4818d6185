import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Appointment } from '../api.ts'
import { daysQuery, useClinic, useClinicTime } from '../queries.ts'
import { phoneInWords, STATUS_WORDS } from '../words.ts'
import { datesOf, type Filters, isByPractitioner, passes, type View } from './calendar-search.ts'

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
  if (!isPrinting) return null
  const shown = (visits.data?.appointments ?? []).filter(
    (visit) => passes(filters, visit) && isByPractitioner(filters, visit),
  )
  const groups = grouped(shown, (visit) => `${time.day(visit.start_at)} ${visit.practitioner?.name ?? ''}`)
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
      {groups.map(([key, list]) => (
        <Fragment key={key}>
          <h2>
            {list[0]?.practitioner?.name ?? 'No practitioner named'}
            {dates.from !== dates.to && list[0] && `, ${time.longDay(time.day(list[0].start_at))}`}
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

function grouped(
  list: readonly Appointment[],
  keyOf: (visit: Appointment) => string,
): [string, Appointment[]][] {
  const groups = new Map<string, Appointment[]>()
  for (const visit of list) groups.set(keyOf(visit), [...(groups.get(keyOf(visit)) ?? []), visit])
  return [...groups].sort(([a], [b]) => a.localeCompare(b))
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
