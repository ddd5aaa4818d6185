import './reports.css'
import { SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Schemas } from '../api.ts'
import { addDays, isDay } from '../clinic-time.ts'
import { IconChartBar } from '../icons.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page, Section } from '../parts/page.tsx'
import { channelReportQuery, useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS, humanize } from '../words.ts'

type Row = Schemas['ChannelRow']

const route = getRouteApi('/desk/reports')
const SPANS = { '7': 'Last 7 days', '30': 'Last 30 days', '90': 'Last 90 days' }

export function Reports() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const time = useClinicTime()
  const today = time.today()
  const range = { from: search.from ?? addDays(today, -29), to: search.to ?? today }
  const report = useQuery(channelReportQuery(range))
  const span = Object.keys(SPANS).find(
    (days) => range.to === today && range.from === addDays(today, 1 - Number(days)),
  )
  const change = (changed: Partial<typeof range>) => void navigate({ search: { ...range, ...changed } })
  return (
    <Page
      title="Reports"
      about={`Which channel brings bookings. ${time.shortDay(range.from)} to ${time.shortDay(range.to)}.`}
    >
      <div className="filters">
        <SegmentedControl
          aria-label="Time span"
          value={span ?? ''}
          onChange={(days) => change({ from: addDays(today, 1 - Number(days)), to: today })}
          data={Object.entries(SPANS).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          type="date"
          aria-label="From"
          value={range.from}
          max={range.to}
          onChange={(event) =>
            isDay(event.currentTarget.value) && change({ from: event.currentTarget.value })
          }
        />
        <TextInput
          type="date"
          aria-label="To"
          value={range.to}
          min={range.from}
          onChange={(event) => isDay(event.currentTarget.value) && change({ to: event.currentTarget.value })}
        />
      </div>
      <Loaded query={report} skeleton={<Lines count={5} height={40} />}>
        {({ channels }) =>
          channels.length === 0 ? (
            <Empty icon={<IconChartBar size={28} stroke={1.5} />} title="No bookings in this time">
              <p>Choose a longer span. The channel comes from the link that a patient booked with.</p>
            </Empty>
          ) : (
            <>
              <Section title="Bookings by channel" about="The channel that led to the booking in the end.">
                <Bars rows={channels} />
              </Section>
              <Section title="What became of them">
                <ChannelTable rows={channels} />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Bars({ rows }: { rows: readonly Row[] }) {
  const most = Math.max(1, ...rows.map((row) => row.bookings))
  return (
    <div>
      <ul className="bars">
        {rows.map((row) => (
          <li key={row.channel}>
            <span className="bar-label">{channelName(row.channel)}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar bar-kept" style={{ width: `${(row.kept / most) * 100}%` }} />
              <span
                className="bar bar-open"
                style={{
                  width: `${((row.bookings - row.kept - row.cancelled - row.no_shows) / most) * 100}%`,
                }}
              />
              <span className="bar bar-cancelled" style={{ width: `${(row.cancelled / most) * 100}%` }} />
              <span className="bar bar-missed" style={{ width: `${(row.no_shows / most) * 100}%` }} />
            </span>
            <span className="bar-count">{row.bookings}</span>
          </li>
        ))}
      </ul>
      <ul className="legend" aria-label="Colours">
        <li>
          <span className="bar-kept" /> Still on
        </li>
        <li>
          <span className="bar-open" /> Unconfirmed
        </li>
        <li>
          <span className="bar-cancelled" /> Cancelled
        </li>
        <li>
          <span className="bar-missed" /> No-show
        </li>
      </ul>
    </div>
  )
}

function ChannelTable({ rows }: { rows: readonly Row[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroller" tabIndex={0} aria-label="Bookings by channel, in numbers">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">Conversations</th>
            <th scope="col">Of them booked</th>
            <th scope="col">Bookings</th>
            <th scope="col">First contact</th>
            <th scope="col">Still on</th>
            <th scope="col">Cancelled</th>
            <th scope="col">No-show</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.channel}>
              <th scope="row">{channelName(row.channel)}</th>
              <td>{row.conversations}</td>
              <td>{withShare(row.conversations_booked, row.conversations)}</td>
              <td>{row.bookings}</td>
              <td>{row.first_touches}</td>
              <td>{withShare(row.kept, row.bookings)}</td>
              <td>{withShare(row.cancelled, row.bookings)}</td>
              <td>{withShare(row.no_shows, row.bookings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function channelName(channel: string): string {
  return CHANNEL_WORDS[channel] ?? humanize(channel)
}

function withShare(count: number, of: number): string {
  return of === 0 || count === 0 ? String(count) : `${count} (${Math.round((count / of) * 100)} %)`
}
