/** The hours of a week, a line for each day: open or closed, its windows, and copying them to other days. */
import './hours.css'
import { Switch } from '@mantine/core'
import { useRef } from 'react'
import { useClinicTime } from '../../queries.ts'
import { CopyHours } from './copy-hours.tsx'
import {
  copyDay,
  nextWindow,
  type Week,
  weekdayName,
  weekdaysFrom,
  weekFlaws,
  withDay,
} from './weekly-hours.ts'
import { WindowsEditor } from './windows-editor.tsx'

const NO_FLAWS: ReadonlyMap<number, string> = new Map()

export function WeekEditor({
  week,
  closedWord = 'Closed',
  onChange,
}: {
  week: Week
  /** What a day without hours is called. */
  closedWord?: string
  onChange: (week: Week) => void
}) {
  const { firstWeekday } = useClinicTime()
  const flaws = weekFlaws(week)
  const list = useRef<HTMLUListElement>(null)
  const open = (day: number) => {
    onChange(withDay(week, day, [nextWindow([])]))
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>(`[data-day="${day}"] input[type="time"]`)?.focus(),
    )
  }
  return (
    <ul className="week" ref={list}>
      {weekdaysFrom(firstWeekday).map((day) => {
        const windows = week[day] ?? []
        const isOpen = windows.length > 0
        return (
          <li key={day} className="week-day" data-day={day}>
            <Switch
              className="week-day-name"
              label={weekdayName(day)}
              checked={isOpen}
              onChange={() => (isOpen ? onChange(withDay(week, day, [])) : open(day))}
            />
            {isOpen ? (
              <WindowsEditor
                day={weekdayName(day)}
                windows={windows}
                flaws={flaws.get(day) ?? NO_FLAWS}
                onChange={(changed) => onChange(withDay(week, day, changed))}
              />
            ) : (
              <span className="muted week-closed">{closedWord}</span>
            )}
            {isOpen && <CopyHours day={day} onCopy={(to) => onChange(copyDay(week, day, to))} />}
          </li>
        )
      })}
    </ul>
  )
}
