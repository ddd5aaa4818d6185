import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import type { ClinicTime } from '../clinic-time.ts'
import { IconChevronLeft, IconChevronRight, IconPlus } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { useClinicTime } from '../queries.ts'
import { DayTitle } from '../today/day-title.tsx'
import { type CalendarSearch, datesOf, stepDay, VIEWS, type View } from './calendar-search.ts'
import type { Draft } from './draft.ts'
import { Filters } from './filters.tsx'
import { MoreMenu } from './more-menu.tsx'

const VIEW_WORDS: Record<View, string> = { day: 'Day', week: 'Week', month: 'Month', agenda: 'Agenda' }
const STEP_WORDS: Record<View, string> = { day: 'Day', week: 'Week', month: 'Month', agenda: 'Week' }

/** Which days, how they are shown, and what is left out. */
export function CalendarBar({
  view,
  day,
  search,
  isWide,
  mayWrite,
  onChange,
  onGoTo,
  onShow,
  onNew,
}: {
  view: View
  day: string
  search: Partial<CalendarSearch>
  isWide: boolean
  mayWrite: boolean
  onChange: (next: Partial<CalendarSearch>) => void
  onGoTo: (day: string) => void
  onShow: (view: View) => void
  onNew: (kind: Draft['kind']) => void
}) {
  const time = useClinicTime()
  return (
    <div className="calendar-bar">
      <div className="today-steps">
        <Button variant="default" onClick={() => onGoTo(time.today())} aria-keyshortcuts="t">
          Today
        </Button>
        {([-1, 1] as const).map((step) => (
          <ActionIcon
            key={step}
            variant="subtle"
            color="gray"
            size={36}
            className="plain-icon"
            onClick={() => onGoTo(stepDay(view, day, step))}
            aria-label={`${STEP_WORDS[view]} ${step < 0 ? 'before' : 'after'}`}
            aria-keyshortcuts={step < 0 ? 'ArrowLeft' : 'ArrowRight'}
          >
            {step < 0 ? <IconChevronLeft size={20} /> : <IconChevronRight size={20} />}
          </ActionIcon>
        ))}
      </div>
      <h1 className="calendar-title">
        <DayTitle day={day} onPick={onGoTo}>
          {titleOf(view, day, time, isWide)}
        </DayTitle>
      </h1>
      <div className="calendar-choices">
        <SegmentedControl
          aria-label="View"
          size="xs"
          data={VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] }))}
          value={view}
          onChange={(value) => onShow(value as View)}
        />
        <Filters search={search} onChange={onChange} />
        <MoreMenu
          view={view}
          search={search}
          mayWrite={mayWrite}
          onChange={onChange}
          onBlock={() => onNew('block')}
        />
        <GuardedButton
          may={mayWrite}
          leftSection={<IconPlus size={16} />}
          className="new-button"
          aria-label="New appointment"
          onClick={() => onNew('visit')}
        >
          {isWide ? 'New appointment' : null}
        </GuardedButton>
      </div>
    </div>
  )
}

function titleOf(view: View, day: string, time: ClinicTime, isWide: boolean): string {
  const { from, to } = datesOf(view, day, time)
  switch (view) {
    case 'day':
      return isWide ? time.longDay(day) : `${time.weekday(day).split(' ')[0]}, ${time.shortDay(day)}`
    case 'week':
      return `${time.shortDay(from)} – ${time.shortDay(to)}${isWide ? `, ${to.slice(0, 4)}` : ''}`
    case 'month':
      return time.month(day)
    case 'agenda':
      return `From ${isWide ? time.longDay(day) : time.shortDay(day)}`
  }
}
