import '@mantine/core/styles/NumberInput.css'
import { NumberInput, Select } from '@mantine/core'
import type { Service } from '../api.ts'

/** One of the service's lengths where it has several; any other can be typed where it has one. */
export function LengthField({
  service,
  value,
  onChange,
}: {
  service: Service | null
  value: number
  onChange: (minutes: number) => void
}) {
  const lengths = [...new Set([...(service?.durations_minutes ?? []), value])].sort((a, b) => a - b)
  if (service && service.durations_minutes.length > 1) {
    return (
      <Select
        label="Length"
        data={lengths.map((minutes) => ({ value: String(minutes), label: `${minutes} minutes` }))}
        value={String(value)}
        onChange={(minutes) => minutes && onChange(Number(minutes))}
        allowDeselect={false}
      />
    )
  }
  return (
    <NumberInput
      label="Length in minutes"
      value={value}
      onChange={(minutes) => {
        const typed = Number(minutes)
        if (typed >= 5 && typed <= 1440) onChange(typed)
      }}
      min={5}
      max={1440}
      step={5}
      clampBehavior="blur"
    />
  )
}
