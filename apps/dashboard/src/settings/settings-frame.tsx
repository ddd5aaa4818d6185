import { Link, Outlet } from '@tanstack/react-router'

const PLACES = [
  { to: '/settings/clinic', label: 'Clinic' },
  { to: '/settings/team', label: 'Team and keys' },
  { to: '/settings/connections', label: 'Connections' },
  { to: '/settings/templates', label: 'Message texts' },
  { to: '/settings/security', label: 'Security' },
] as const

export function SettingsFrame() {
  return (
    <>
      <nav className="tabs" aria-label="Settings">
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
