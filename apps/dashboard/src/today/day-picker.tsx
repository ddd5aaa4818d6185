import '@mantine/dates/styles.css'
import { Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useRef, useState } from 'react'
import { IconChevronDown } from '../icons.ts'
import { useClinicTime } from '../queries.ts'

/**
 * The date with a month to jump in; opens as soon as it is there. Takes and gives days of the clinic's calendar as
 * strings; no instant is ever made of them.
 */
export function DayPicker({
  day,
  title: words,
  onPick,
}: {
  day: string
  title: string
  onPick: (day: string) => void
}) {
  const time = useClinicTime()
  const today = time.today()
  const [isOpen, setOpen] = useState(true)
  const title = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => title.current?.focus())
  }
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          ref={title}
          className="day-title"
          onClick={() => (isOpen ? close() : setOpen(true))}
        >
          {words}
          <IconChevronDown size={16} aria-hidden="true" />
          <span className="visually-hidden">, choose another day</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Choose a day">
        <DatePicker
          value={day}
          defaultDate={day}
          onChange={(picked) => {
            close()
            if (picked) onPick(picked)
          }}
          firstDayOfWeek={time.firstWeekday as 0 | 1 | 6}
          getDayProps={(date) =>
            date === today ? { 'aria-current': 'date', className: 'picker-today' } : {}
          }
          ariaLabels={{
            nextMonth: 'Next month',
            previousMonth: 'Month before',
            nextYear: 'Next year',
            previousYear: 'Year before',
            nextDecade: 'Next decade',
            previousDecade: 'Decade before',
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
