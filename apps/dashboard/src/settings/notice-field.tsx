/** A length of time as people say it: `2 hours`, `3 days`. It is kept in minutes. */
import '@mantine/core/styles/NumberInput.css'
import { NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'

const UNITS = { days: 1440, hours: 60, minutes: 1 } as const
type Unit = keyof typeof UNITS

export function NoticeField({
  label,
  description,
  value = 0,
  onChange,
  error,
}: {
  label: string
  description?: string
  /** Minutes. */
  value?: number
  onChange: (minutes: number) => void
  error?: React.ReactNode
}) {
  const [chosen, setChosen] = useState<Unit>(() => unitOf(value))
  // Set from elsewhere, it may be no whole number in the unit that was chosen.
  const unit = value % UNITS[chosen] === 0 ? chosen : unitOf(value)
  return (
    <div className="notice-field">
      <NumberInput
        label={label}
        description={description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        value={value / UNITS[unit]}
        onChange={(number) => onChange(Number(number) * UNITS[unit])}
        error={error}
      />
      <NativeSelect
        aria-label={`${label}: unit`}
        value={unit}
        data={['minutes', 'hours', 'days']}
        onChange={(event) => {
          const next = event.currentTarget.value as Unit
          onChange((value / UNITS[unit]) * UNITS[next])
          setChosen(next)
        }}
      />
    </div>
  )
}

/** The largest in which it is a whole number. */
function unitOf(minutes: number): Unit {
  if (minutes === 0) return 'hours'
  return (Object.keys(UNITS) as Unit[]).find((unit) => minutes % UNITS[unit] === 0) ?? 'minutes'
}
