import '../today/today.css'
import { ActionIcon, Button } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Appointment } from '../api.ts'
import { addDays } from '../clinic-time.ts'
import { IconCalendarCheck, IconChevronLeft, IconChevronRight } from '../icons.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, useTabTitle } from '../parts/page.tsx'
import { dayQuery, useClinicTime } from '../queries.ts'
import { Agenda } from '../today/agenda.tsx'
import { DayGrid, DayGridSkeleton } from '../today/day-grid.tsx'
import { DayTitle } from '../today/day-title.tsx'
import { NeedsYouNow, useTasks } from '../today/needs-you-now.tsx'
import { plural, visits } from '../words.ts'

const route = getRouteApi('/desk/')
const loadDrawer = () => import('../today/appointment-drawer.tsx')
const AppointmentDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.AppointmentDrawer })))

export function Today() {
  const { day: chosen, appointment: openId, cancelled } = route.useSearch()
  const navigate = route.useNavigate()
  const time = useClinicTime()
  const today = time.today()
  const day = chosen ?? today
  const queries = useQueryClient()
  const appointments = useQuery(dayQuery(day))
  const isWide = useMediaQuery('(min-width: 900px)', true, { getInitialValueInEffect: false })
  const hasRail = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const tasks = useTasks()
  const [drawerWanted, setDrawerWanted] = useState(false)
  // Once something was opened the drawer stays, so that it can slide away.
  if (openId && !drawerWanted) setDrawerWanted(true)
  useTabTitle(day === today ? 'Today' : time.longDay(day))

  const goTo = (target: string) =>
    void navigate({
      search: (before) => ({ ...before, day: target === today ? undefined : target, appointment: undefined }),
    })
  const open = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, appointment: id }), replace: id === undefined })
  useHotkeys(
    openId
      ? []
      : [
          ['t', (event) => isOnPage(event) && goTo(today), { preventDefault: false }],
          ['ArrowLeft', (event) => isOnPage(event) && goTo(addDays(day, -1)), { preventDefault: false }],
          ['ArrowRight', (event) => isOnPage(event) && goTo(addDays(day, 1)), { preventDefault: false }],
        ],
  )
  useEffect(() => {
    const timer = setTimeout(() => void loadDrawer(), 1500)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    for (const days of [-1, 1]) void queries.prefetchQuery(dayQuery(addDays(day, days)))
  }, [queries, day])

  const list = appointments.data?.appointments ?? []
  const shown = cancelled === 'hidden' ? list.filter(({ status }) => status !== 'cancelled') : list
  const cancelledCount = list.filter(({ status }) => status === 'cancelled').length
  return (
    <div className={hasRail ? 'today today-with-rail' : 'today'}>
      <div className="today-main">
        <div className="today-bar">
          <div className="today-steps">
            <Button variant="default" onClick={() => goTo(today)} aria-keyshortcuts="t">
              Today
            </Button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              className="plain-icon"
              onClick={() => goTo(addDays(day, -1))}
              aria-label="Day before"
              aria-keyshortcuts="ArrowLeft"
            >
              <IconChevronLeft size={20} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              className="plain-icon"
              onClick={() => goTo(addDays(day, 1))}
              aria-label="Day after"
              aria-keyshortcuts="ArrowRight"
            >
              <IconChevronRight size={20} />
            </ActionIcon>
          </div>
          <div className="today-title">
            <h1>
              <DayTitle day={day} onPick={goTo} />
            </h1>
            <p className="muted" aria-live="off">
              {appointments.data ? countLine(list) : ' '}
            </p>
          </div>
          {cancelledCount > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() =>
                void navigate({
                  search: (before) => ({ ...before, cancelled: cancelled ? undefined : ('hidden' as const) }),
                })
              }
            >
              {cancelled ? 'Show' : 'Hide'} cancelled ({cancelledCount})
            </Button>
          )}
        </div>
        {!hasRail && <TasksFolded {...tasks} />}
        <Loaded
          query={appointments}
          skeleton={isWide ? <DayGridSkeleton /> : <Lines count={6} height={60} />}
        >
          {() =>
            shown.length === 0 ? (
              <NoAppointments hasCancelled={cancelledCount > 0} isToday={day === today} />
            ) : isWide ? (
              <DayGrid key={day} day={day} appointments={shown} onOpen={open} />
            ) : (
              <Agenda appointments={shown} onOpen={open} />
            )
          }
        </Loaded>
      </div>
      {hasRail && (
        <aside className="rail" aria-label="Tasks">
          <NeedsYouNow {...tasks} />
        </aside>
      )}
      {(openId || drawerWanted) && (
        <Suspense>
          <AppointmentDrawer id={openId} onClose={() => open(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

/** Not inside a month, menu or dialog that lies over the page and has arrow keys of its own. */
function isOnPage(event: KeyboardEvent): boolean {
  return !(event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]'))
}

/** Above the day on small screens the tasks are one line that unfolds. */
function TasksFolded(tasks: ReturnType<typeof useTasks>) {
  if (tasks.tasks.length === 0) return null
  return (
    <details className="tasks-folded">
      <summary>
        Needs you now <span className="nav-badge nav-badge-urgent">{tasks.tasks.length}</span>
      </summary>
      <NeedsYouNow {...tasks} />
    </details>
  )
}

function NoAppointments({ hasCancelled, isToday }: { hasCancelled: boolean; isToday: boolean }) {
  return (
    <Empty
      icon={<IconCalendarCheck size={28} stroke={1.5} />}
      title={isToday ? 'No appointments today' : 'No appointments on this day'}
    >
      {hasCancelled && <p>Only cancelled ones; they are hidden.</p>}
      <p>
        Appointments come in from Cal.com by themselves. Not connected yet? Do it at{' '}
        <Link to="/settings/connections" className="text-link">
          Settings › Connections
        </Link>
        .
      </p>
      <p>
        Trying the demo? Run <code>npm run demo:calcom -- created</code> and watch one arrive.
      </p>
    </Empty>
  )
}

function countLine(appointments: readonly Appointment[]): string {
  const count = (...statuses: Appointment['status'][]) =>
    appointments.filter(({ status }) => statuses.includes(status)).length
  const unconfirmed = count('pending', 'proposed')
  const noShows = count('noshow')
  return [
    visits(appointments.length - count('cancelled')),
    ...(unconfirmed > 0 ? [`${unconfirmed} unconfirmed`] : []),
    ...(noShows > 0 ? [plural(noShows, 'no-show', 'no-shows')] : []),
  ].join(' · ')
}
