import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { connectLive } from '../live.ts'
import { useClinic, useClinicTime } from '../queries.ts'
import { AccountButton } from './account-button.tsx'
import { LiveIndicator } from './live-indicator.tsx'
import { Navigation } from './navigation.tsx'
import { PatientSearchButton } from './search-button.tsx'

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
