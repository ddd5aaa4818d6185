import '@mantine/core/styles/NumberInput.css'
import { NumberInput, Select } from '@mantine/core'
import { addDays } from '../clinic-time.ts'
import { useClinicTime } from '../queries.ts'

export interface Repeat {
  /** 0: once. */
  everyWeeks: number
  count: number
}

export const ONCE: Repeat = { everyWeeks: 0, count: 6 }

const MOST = 52
const CHOICES = [
  ['0', 'Does not repeat'],
  ['1', 'Every week'],
  ['2', 'Every 2 weeks'],
  ['3', 'Every 3 weeks'],
  ['4', 'Every 4 weeks'],
  ['6', 'Every 6 weeks'],
  ['8', 'Every 8 weeks'],
].map(([value, label]) => ({ value: value ?? '', label: label ?? '' }))

/** RFC 5545, as the API takes it. */
export function rruleOf({ everyWeeks, count }: Repeat): string | null {
  if (everyWeeks === 0) return null
  return `FREQ=WEEKLY;${everyWeeks > 1 ? `INTERVAL=${everyWeeks};` : ''}COUNT=${count}`
}

export function RepeatFields({
  day,
  value,
  onChange,
}: {
  day: string
  value: Repeat
  onChange: (repeat: Repeat) => void
}) {
  const time = useClinicTime()
  const last = addDays(day, 7 * value.everyWeeks * (value.count - 1))
  return (
    <div className="two">
      <Select
        label="Repeat"
        data={CHOICES}
        value={String(value.everyWeeks)}
        onChange={(weeks) => onChange({ ...value, everyWeeks: Number(weeks) })}
        allowDeselect={false}
      />
      {value.everyWeeks > 0 && (
        <NumberInput
          label="How many visits"
          description={`The last one on ${time.longDay(last)}.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={value.count}
          onChange={(count) => {
            const typed = Number(count)
            if (typed >= 2 && typed <= MOST) onChange({ ...value, count: typed })
          }}
          min={2}
          max={MOST}
        />
      )}
    </div>
  )
}
