import './settings-forms.css'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

const PLACES = [
  { to: '/settings/clinic', label: 'Clinic' },
  { to: '/settings/services', label: 'Services' },
  { to: '/settings/practitioners', label: 'Practitioners' },
  { to: '/settings/hours', label: 'Hours and holidays' },
  { to: '/settings/rooms', label: 'Rooms and devices' },
  { to: '/settings/team', label: 'Team and keys' },
  { to: '/settings/connections', label: 'Connections' },
  { to: '/settings/receptionist', label: 'Assistant' },
  { to: '/settings/templates', label: 'Message texts' },
  { to: '/settings/security', label: 'Security' },
] as const

export function SettingsFrame() {
  const { pathname } = useLocation()
  const tabs = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the tabs scroll; the chosen one is kept in sight
  useEffect(() => {
    tabs.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <>
      <nav className="tabs" aria-label="Settings" ref={tabs}>
        {PLACES.map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
