import '../today/today.css'
import { ActionIcon, Button } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Appointment } from '../api.ts'
import { ALL_STATUSES, type Filters, SHOWN_STATUSES } from '../calendar/calendar-search.ts'
import { DayBoard } from '../calendar/day-board.tsx'
import type { Draft } from '../calendar/draft.ts'
import { focusVisit } from '../calendar/focus-new.ts'
import { GridSkeleton } from '../calendar/grid-heads.tsx'
import { undo } from '../calendar/undo.ts'
import { VisitActions } from '../calendar/visit-actions.tsx'
import { useVisitDeeds } from '../calendar/visit-deeds.tsx'
import { addDays } from '../clinic-time.ts'
import { IconCalendarCheck, IconChevronLeft, IconChevronRight } from '../icons.ts'
import { useLetterKeys } from '../letter-keys.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, useTabTitle } from '../parts/page.tsx'
import { dayQuery, useClinicTime, useMay } from '../queries.ts'
import { Agenda } from '../today/agenda.tsx'
import { DayTitle } from '../today/day-title.tsx'
import { WithTasks } from '../today/with-tasks.tsx'
import { plural, visits } from '../words.ts'

const route = getRouteApi('/desk/')
const loadDrawer = () => import('../today/appointment-drawer.tsx')
const AppointmentDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.AppointmentDrawer })))
const BookingDrawer = lazy(() =>
  import('../calendar/booking-drawer.tsx').then((module) => ({ default: module.BookingDrawer })),
)

const everybody = { practitionerIds: [], serviceIds: [] }
const ALL: Filters = { ...everybody, statuses: ALL_STATUSES }
const WITHOUT_CANCELLED: Filters = { ...everybody, statuses: SHOWN_STATUSES }

/** Who comes today, at a glance; everything else is on the calendar. */
export function Today() {
  const { day: chosen, appointment: openId, cancelled } = route.useSearch()
  const navigate = route.useNavigate()
  const time = useClinicTime()
  const mayWrite = useMay('appointments:write')
  const today = time.today()
  const [hasLetters] = useLetterKeys()
  const day = chosen ?? today
  const appointments = useQuery(dayQuery(day))
  const isWide = useMediaQuery('(min-width: 900px)', true, { getInitialValueInEffect: false })
  const [drawerWanted, setDrawerWanted] = useState(false)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isDraftWanted, setDraftWanted] = useState(false)
  // Once something was opened the drawer stays, so that it can slide away.
  if (openId && !drawerWanted) setDrawerWanted(true)
  if (draft && !isDraftWanted) setDraftWanted(true)
  useTabTitle(day === today ? 'Today' : time.longDay(day))

  const goTo = (target: string) =>
    void navigate({
      search: (before) => ({ ...before, day: target === today ? undefined : target, appointment: undefined }),
    })
  const open = useCallback(
    (id: string | undefined) =>
      void navigate({ search: (before) => ({ ...before, appointment: id }), replace: id === undefined }),
    [navigate],
  )
  const deeds = useVisitDeeds(open)
  const isCovered = openId !== undefined || draft !== null
  useHotkeys(
    isCovered
      ? []
      : [
          ['ArrowLeft', (event) => isOnPage(event) && goTo(addDays(day, -1)), { preventDefault: false }],
          ['ArrowRight', (event) => isOnPage(event) && goTo(addDays(day, 1)), { preventDefault: false }],
        ],
  )
  useHotkeys(
    isCovered || !hasLetters
      ? []
      : [['t', (event) => isOnPage(event) && goTo(today), { preventDefault: false }]],
  )
  useHotkeys([['mod+z', () => void undo()]])
  useEffect(() => {
    const timer = setTimeout(() => void loadDrawer(), 1500)
    return () => clearTimeout(timer)
  }, [])

  const list = appointments.data?.appointments ?? []
  const filters = cancelled === 'hidden' ? WITHOUT_CANCELLED : ALL
  const shown = list.filter(({ status }) => filters.statuses.includes(status))
  const cancelledCount = list.filter(({ status }) => status === 'cancelled').length
  return (
    <WithTasks>
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
      <Loaded query={appointments} skeleton={isWide ? <GridSkeleton /> : <Lines count={6} height={60} />}>
        {() =>
          shown.length === 0 ? (
            <NoAppointments hasCancelled={cancelledCount > 0} isToday={day === today} />
          ) : isWide ? (
            <DayBoard
              key={day}
              day={day}
              by="practitioner"
              withOff={false}
              hasChooser={false}
              isWholeDay={false}
              filters={filters}
              deeds={deeds}
              onOpen={open}
              onDraw={setDraft}
            />
          ) : (
            <Agenda appointments={shown} onOpen={open} />
          )
        }
      </Loaded>
      {deeds.elements}
      {(openId || drawerWanted) && (
        <Suspense>
          <AppointmentDrawer
            id={openId}
            onClose={() => open(undefined)}
            actions={
              mayWrite
                ? (visit) => <VisitActions visit={visit} deeds={deeds} onLeave={() => open(undefined)} />
                : undefined
            }
          />
        </Suspense>
      )}
      {isDraftWanted && (
        <Suspense>
          <BookingDrawer draft={draft} onBooked={({ id }) => focusVisit(id)} onClose={() => setDraft(null)} />
        </Suspense>
      )}
    </WithTasks>
  )
}

/** Not inside a month, menu or dialog that lies over the page and has arrow keys of its own. */
function isOnPage(event: KeyboardEvent): boolean {
  return !(event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]'))
}

function NoAppointments({ hasCancelled, isToday }: { hasCancelled: boolean; isToday: boolean }) {
  return (
    <Empty
      icon={<IconCalendarCheck size={28} stroke={1.5} />}
      title={isToday ? 'No appointments today' : 'No appointments on this day'}
    >
      {hasCancelled && <p>Only cancelled ones; they are hidden.</p>}
      <p>
        Book one on the{' '}
        <Link to="/calendar" className="text-link">
          calendar
        </Link>
        , or let them come in by themselves: connect Cal.com at{' '}
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
