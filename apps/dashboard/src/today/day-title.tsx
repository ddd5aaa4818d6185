import { lazy, Suspense, useState } from 'react'
import { IconChevronDown } from '../icons.ts'
import { useClinicTime } from '../queries.ts'

const loadMonth = () => import('./day-picker.tsx')
const DayPicker = lazy(() => loadMonth().then((module) => ({ default: module.DayPicker })))

/** The date; a press opens a month to jump in. */
export function DayTitle({
  day,
  onPick,
  children,
}: {
  day: string
  onPick: (day: string) => void
  /** What stands there instead of the day, such as its week. */
  children?: string
}) {
  const time = useClinicTime()
  const [isWanted, setWanted] = useState(false)
  const title = (
    <button
      type="button"
      className="day-title"
      onPointerEnter={() => void loadMonth()}
      onFocus={() => void loadMonth()}
      onClick={() => setWanted(true)}
      aria-haspopup="dialog"
    >
      {children ?? time.longDay(day)}
      <IconChevronDown size={16} aria-hidden="true" />
      <span className="visually-hidden">, choose another day</span>
    </button>
  )
  return isWanted ? (
    <Suspense fallback={title}>
      <DayPicker day={day} title={children ?? time.longDay(day)} onPick={onPick} />
    </Suspense>
  ) : (
    title
  )
}
