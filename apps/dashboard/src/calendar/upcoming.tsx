import '../today/agenda.css'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Appointment } from '../api.ts'
import { IconCalendarOff, IconDots } from '../icons.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { Agenda } from '../today/agenda.tsx'
import { visits } from '../words.ts'
import { upcomingQuery } from './calendar-queries.ts'
import { type Filters, isByPractitioner, passes } from './calendar-search.ts'
import type { VisitDeeds } from './visit-deeds.tsx'

/** What comes, as a list by days, with the status of each and its details at a press. */
export function Upcoming({
  from,
  filters,
  deeds,
  onOpen,
}: {
  from: string
  filters: Filters
  deeds: VisitDeeds
  onOpen: (id: string) => void
}) {
  const time = useClinicTime()
  const mayWrite = useMay('appointments:write')
  const upcoming = useInfiniteQuery(upcomingQuery(from))
  return (
    <div className="upcoming">
      <Loaded query={upcoming} skeleton={<Lines count={8} height={60} />}>
        {({ pages }) => {
          const shown = pages
            .flatMap(({ appointments }) => appointments)
            .filter((visit) => passes(filters, visit) && isByPractitioner(filters, visit))
          return (
            <>
              {byDay(shown, time.day).map(([day, list]) => (
                <section key={day} aria-labelledby={`day-${day}`}>
                  <h2 id={`day-${day}`} className="upcoming-day">
                    {day === time.today() ? `Today, ${time.longDay(day)}` : time.longDay(day)}
                    <span className="muted">{visits(list.length)}</span>
                  </h2>
                  <Agenda
                    appointments={list}
                    onOpen={onOpen}
                    hasStatus
                    aside={
                      mayWrite
                        ? (visit) => (
                            <button
                              type="button"
                              className="agenda-more"
                              aria-label={`Status and more of ${visit.attendee_name}`}
                              onClick={({ currentTarget }) => {
                                const { left, bottom } = currentTarget.getBoundingClientRect()
                                deeds.openMenu(visit, { x: left, y: bottom })
                              }}
                            >
                              <IconDots size={18} />
                            </button>
                          )
                        : undefined
                    }
                  />
                </section>
              ))}
              {shown.length === 0 && !upcoming.hasNextPage && (
                <Empty
                  icon={<IconCalendarOff size={28} stroke={1.5} />}
                  title="Nothing is booked from here on"
                >
                  <p>Go back some days, or show everything again in the filter.</p>
                </Empty>
              )}
              {upcoming.hasNextPage && (
                <div className="upcoming-more">
                  <Button
                    variant="default"
                    loading={upcoming.isFetchingNextPage}
                    onClick={() => void upcoming.fetchNextPage()}
                  >
                    Show later ones
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

function byDay(list: readonly Appointment[], dayOf: (instant: string) => string): [string, Appointment[]][] {
  const days = new Map<string, Appointment[]>()
  for (const visit of list) {
    const day = dayOf(visit.start_at)
    days.set(day, [...(days.get(day) ?? []), visit])
  }
  return [...days]
}
