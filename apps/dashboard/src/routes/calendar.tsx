import '../calendar/calendar.css'
import '../calendar/print.css'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { CalendarBar } from '../calendar/calendar-bar.tsx'
import { type CalendarSearch, filtersOf, type View } from '../calendar/calendar-search.ts'
import { DayBoard } from '../calendar/day-board.tsx'
import type { Draft } from '../calendar/draft.ts'
import { focusVisit } from '../calendar/focus-new.ts'
import { MonthView } from '../calendar/month-view.tsx'
import { PrintSheet } from '../calendar/print-sheet.tsx'
import { Upcoming } from '../calendar/upcoming.tsx'
import { useCalendarKeys } from '../calendar/use-calendar-keys.ts'
import { VisitActions } from '../calendar/visit-actions.tsx'
import { useVisitDeeds } from '../calendar/visit-deeds.tsx'
import { WeekBoard } from '../calendar/week-board.tsx'
import { useTabTitle } from '../parts/page.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { WithTasks } from '../today/with-tasks.tsx'

const route = getRouteApi('/desk/calendar')
const loadDrawer = () => import('../today/appointment-drawer.tsx')
const AppointmentDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.AppointmentDrawer })))
const loadBooking = () => import('../calendar/booking-drawer.tsx')
const BookingDrawer = lazy(() => loadBooking().then((module) => ({ default: module.BookingDrawer })))

/** The clinic's calendar: what is booked, and everything that the desk does with it. */
export function Calendar() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const time = useClinicTime()
  const mayWrite = useMay('appointments:write')
  const isWide = useMediaQuery('(min-width: 900px)', true, { getInitialValueInEffect: false })
  const today = time.today()
  const day = search.day ?? today
  const view: View = search.view ?? 'day'
  const { practitioners, services, status } = search
  const filters = useMemo(
    () => filtersOf({ practitioners, services, status }),
    [practitioners, services, status],
  )
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isDraftWanted, setDraftWanted] = useState(false)
  const [isDrawerWanted, setDrawerWanted] = useState(false)
  if (search.appointment && !isDrawerWanted) setDrawerWanted(true)
  if (draft && !isDraftWanted) setDraftWanted(true)
  useTabTitle(`Calendar, ${time.shortDay(day)}`)

  const change = useCallback(
    (next: Partial<CalendarSearch>, how: { replace?: boolean } = {}) =>
      void navigate({ search: (before) => ({ ...before, ...next }), ...how }),
    [navigate],
  )
  const goTo = (target: string) =>
    change({ day: target === today ? undefined : target, appointment: undefined })
  const show = (next: View) => change({ view: next === 'day' ? undefined : next })
  const openDay = (target: string) => change({ view: undefined, day: target === today ? undefined : target })
  const open = useCallback((id: string) => change({ appointment: id }), [change])
  const deeds = useVisitDeeds(open)
  const begin = (kind: Draft['kind']) =>
    setDraft({
      kind,
      day: day < today ? today : day,
      startAt: null,
      minutes: null,
      practitionerId: filters.practitionerIds.length === 1 ? (filters.practitionerIds[0] ?? null) : null,
      roomId: null,
    })
  useCalendarKeys({ isOff: Boolean(search.appointment) || draft !== null, view, day, today, goTo, show })
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadDrawer(), loadBooking()]), 1500)
    return () => clearTimeout(timer)
  }, [])

  const board = { day, filters, deeds, onOpen: open, onDraw: setDraft, isWholeDay: search.hours === 'all' }
  return (
    <WithTasks isFixed>
      <CalendarBar
        view={view}
        day={day}
        search={search}
        isWide={isWide}
        mayWrite={mayWrite}
        onChange={change}
        onGoTo={goTo}
        onShow={show}
        onNew={begin}
      />
      {view === 'day' && (
        <DayBoard
          key={day}
          {...board}
          by={search.by ?? 'practitioner'}
          withOff={search.off === 'shown'}
          hasChooser={!isWide}
        />
      )}
      {view === 'week' && <WeekBoard {...board} onOpenDay={openDay} />}
      {view === 'month' && <MonthView day={day} filters={filters} onGoTo={goTo} onOpenDay={openDay} />}
      {view === 'agenda' && <Upcoming from={day} filters={filters} deeds={deeds} onOpen={open} />}
      {/* A month is printed as it is. */}
      {view !== 'month' && <PrintSheet view={view} day={day} filters={filters} />}
      {deeds.elements}
      {isDrawerWanted && (
        <Suspense>
          <AppointmentDrawer
            id={search.appointment}
            onClose={() => change({ appointment: undefined }, { replace: true })}
            actions={
              mayWrite
                ? (visit) => (
                    <VisitActions
                      visit={visit}
                      deeds={deeds}
                      onLeave={() => change({ appointment: undefined }, { replace: true })}
                    />
                  )
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
