import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import {
  IconArrowsSplit2,
  IconCalendar,
  IconCalendarMonth,
  IconChartBar,
  IconHourglass,
  IconMessages,
  IconSend,
  IconSettings,
  IconUsers,
} from '../icons.ts'
import { connectLive } from '../live.ts'
import { tasksQuery, useClinic, useClinicTime, useMay } from '../queries.ts'
import { AccountButton } from './account-button.tsx'
import { LiveIndicator } from './live-indicator.tsx'
import { PatientSearchButton } from './search-button.tsx'

const PLACES = [
  { to: '/', label: 'Today', Icon: IconCalendar },
  { to: '/inbox', label: 'Inbox', Icon: IconMessages },
  { to: '/calendar', label: 'Calendar', Icon: IconCalendarMonth },
  { to: '/waitlist', label: 'Waitlist', Icon: IconHourglass },
  { to: '/patients', label: 'Patients', Icon: IconUsers },
  { to: '/merge-queue', label: 'Merge queue', short: 'Merge', Icon: IconArrowsSplit2 },
  { to: '/outbox', label: 'Outbox', Icon: IconSend },
  { to: '/reports', label: 'Reports', Icon: IconChartBar },
  { to: '/settings', label: 'Settings', Icon: IconSettings },
] as const

/** Header, navigation and the live connection around every screen of the desk. */
export function Shell() {
  const clinic = useClinic()
  const time = useClinicTime()
  useLiveConnection()
  const main = useRef<HTMLElement>(null)
  useFocusOnNewScreen(main)
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <header className="header">
        <Link to="/" className="brand" aria-label={`${clinic.name}, today`}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span className="brand-name">{clinic.name}</span>
        </Link>
        <span className="zone" title="All times are on the clinic’s clock">
          {time.zone.replaceAll('_', ' ')}
        </span>
        <PatientSearchButton />
        <div className="header-end">
          <LiveIndicator />
          <AccountButton />
        </div>
      </header>
      <Navigation />
      <main id="main" className="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </div>
  )
}

function Navigation() {
  const tasks = useQuery(tasksQuery).data?.tasks
  const mayResolve = useMay('contacts:write')
  const badges: Partial<Record<(typeof PLACES)[number]['to'], [count: number, meaning: string]>> = {
    '/inbox': [tasks?.waiting_conversations ?? 0, 'waiting for a person'],
    '/merge-queue': [mayResolve ? (tasks?.open_conflicts ?? 0) : 0, 'to decide'],
  }
  return (
    <nav className="nav" aria-label="Main">
      {PLACES.map(({ to, label, Icon, ...place }) => {
        const [badge, meaning] = badges[to] ?? [0, '']
        return (
          <Link
            key={to}
            to={to}
            className="nav-link"
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            <Icon size={20} stroke={1.6} aria-hidden="true" />
            <span className="nav-label">
              <span className="nav-long">{label}</span>
              <span className="nav-short" aria-hidden="true">
                {'short' in place ? place.short : label}
              </span>
            </span>
            {badge > 0 && (
              <span className="nav-badge">
                {badge}
                <span className="visually-hidden"> {meaning}</span>
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}

function useLiveConnection() {
  const queries = useQueryClient()
  useEffect(() => connectLive(queries), [queries])
}

/** Who moves by keyboard or screen reader begins at the new screen, not where the old one's link was. */
function useFocusOnNewScreen(main: React.RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (
      before.current &&
      path &&
      before.current !== path &&
      !main.current?.contains(document.activeElement)
    ) {
      main.current?.focus({ preventScroll: true })
    }
    before.current = path
  }, [path, main])
}
