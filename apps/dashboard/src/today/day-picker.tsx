import '@mantine/core/styles/Input.css'
import '@mantine/dates/styles.css'
import { DatePicker } from '@mantine/dates'
import { useClinicTime } from '../queries.ts'

/** Takes and gives days of the clinic's calendar as strings; no instant is ever made of them. */
export function DayPicker({ day, onPick }: { day: string; onPick: (day: string) => void }) {
  const today = useClinicTime().today()
  return (
    <DatePicker
      value={day}
      defaultDate={day}
      onChange={(picked) => picked && onPick(picked)}
      firstDayOfWeek={0}
      getDayProps={(date) => (date === today ? { 'aria-current': 'date', className: 'picker-today' } : {})}
      ariaLabels={{
        nextMonth: 'Next month',
        previousMonth: 'Month before',
        nextYear: 'Next year',
        previousYear: 'Year before',
        nextDecade: 'Next decade',
        previousDecade: 'Decade before',
        monthLevelControl: 'Choose a month',
        yearLevelControl: 'Choose a year',
      }}
    />
  )
}
