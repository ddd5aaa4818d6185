import './booking.css'
import { Button } from '@mantine/core'
import { useClinicTime } from '../queries.ts'

/** A few times that are free, each a button. */
export function FreeTimes({
  starts,
  label,
  onPick,
}: {
  starts: readonly string[]
  label: string
  onPick: (startAt: string) => void
}) {
  const time = useClinicTime()
  const days = new Set(starts.map((start) => time.day(start)))
  const isToday = days.size === 1 && days.has(time.today())
  return (
    <fieldset className="plain-fieldset">
      <legend className="form-label">{label}</legend>
      <div className="free-times">
        {starts.map((start) => (
          <Button key={start} variant="light" onClick={() => onPick(start)}>
            {isToday ? time.time(start) : time.ahead(start)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
