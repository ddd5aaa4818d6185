import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import {
  IconArrowsSplit2,
  IconCalendar,
  IconCalendarMonth,
  IconChartBar,
  IconChecklist,
  IconDots,
  IconFileText,
  IconHourglass,
  IconMessages,
  IconRoute,
  IconSend,
  IconSettings,
  IconUsers,
} from '../icons.ts'
import { tasksQuery, useMay } from '../queries.ts'

/** Where the desk is all day. */
const PLACES = [
  { to: '/', label: 'Today', Icon: IconCalendar },
  { to: '/inbox', label: 'Inbox', Icon: IconMessages },
  { to: '/calendar', label: 'Calendar', Icon: IconCalendarMonth },
  { to: '/waitlist', label: 'Waitlist', Icon: IconHourglass },
  { to: '/patients', label: 'Patients', Icon: IconUsers },
] as const
/** On a phone behind “More”. */
const FURTHER = [
  { to: '/tasks', label: 'Tasks', Icon: IconChecklist },
  { to: '/journeys', label: 'Journeys', Icon: IconRoute },
  { to: '/forms', label: 'Forms', Icon: IconFileText },
  { to: '/merge-queue', label: 'Merge queue', Icon: IconArrowsSplit2 },
  { to: '/outbox', label: 'Outbox', Icon: IconSend },
  { to: '/reports', label: 'Reports', Icon: IconChartBar },
  { to: '/settings', label: 'Settings', Icon: IconSettings },
] as const

type Place = (typeof PLACES | typeof FURTHER)[number]

/** A column beside the screen; on a phone a bar below it, with five places and the further ones behind a button. */
export function Navigation() {
  const badges = useBadges()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { isOpen, setOpen, nav, button } = useMore(path)
  const isFurther = FURTHER.some(({ to }) => path.startsWith(to))
  const hidden = FURTHER.reduce((sum, { to }) => sum + (badges[to]?.[0] ?? 0), 0)
  return (
    <nav className="nav" aria-label="Main" ref={nav}>
      {PLACES.map((place) => (
        <NavLink key={place.to} place={place} badge={badges[place.to]} />
      ))}
      <button
        type="button"
        className={isFurther ? 'nav-link nav-more active' : 'nav-link nav-more'}
        aria-expanded={isOpen}
        aria-controls="nav-further"
        ref={button}
        onClick={() => setOpen(!isOpen)}
      >
        <IconDots size={20} stroke={1.6} aria-hidden="true" />
        <span className="nav-label">More</span>
        {hidden > 0 && !isOpen && <Badge count={hidden} meaning="to decide" />}
      </button>
      <div id="nav-further" className={isOpen ? 'nav-further nav-further-open' : 'nav-further'}>
        {FURTHER.map((place) => (
          <NavLink key={place.to} place={place} badge={badges[place.to]} />
        ))}
      </div>
    </nav>
  )
}

/** How many things wait there, and for what. */
type Due = [count: number, meaning: string]

function NavLink({ place: { to, label, Icon }, badge }: { place: Place; badge: Due | undefined }) {
  return (
    <Link to={to} className="nav-link" activeOptions={{ exact: to === '/', includeSearch: false }}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <span className="nav-label">{label}</span>
      {badge && badge[0] > 0 && <Badge count={badge[0]} meaning={badge[1]} />}
    </Link>
  )
}

function Badge({ count, meaning }: { count: number; meaning: string }) {
  return (
    <span className="nav-badge">
      {count}
      <span className="visually-hidden"> {meaning}</span>
    </span>
  )
}

function useBadges(): Partial<Record<Place['to'], Due>> {
  const tasks = useQuery(tasksQuery).data?.tasks
  const mayResolve = useMay('contacts:write')
  return {
    '/inbox': [tasks?.waiting_conversations ?? 0, 'waiting for a person'],
    '/tasks': [tasks?.staff_tasks ?? 0, 'to do'],
    '/forms': [tasks?.forms_to_review ?? 0, 'to look at'],
    '/merge-queue': [mayResolve ? (tasks?.open_conflicts ?? 0) : 0, 'to decide'],
  }
}

/** Closed by whatever leads elsewhere: another screen, Escape, a press or the focus outside. */
function useMore(path: string) {
  const [isOpen, setOpen] = useState(false)
  const nav = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen closes it
  useEffect(() => setOpen(false), [path])
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && nav.current?.contains(event.target))) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
      document.removeEventListener('keydown', onKey)
    }
  }, [isOpen])
  return { isOpen, setOpen, nav, button }
}
