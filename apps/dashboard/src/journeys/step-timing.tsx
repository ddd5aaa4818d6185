import { Select, Switch, TextInput } from '@mantine/core'
import type { Flaws } from './journey-editor.tsx'
import type { Definition, Offset, Step } from './journey-queries.ts'
import { amountOf, WEEKDAYS } from './journey-words.ts'

const FROM: Record<Definition['anchor'], string> = {
  enrolled: 'it begins',
  'appointment.start': 'the visit begins',
  'appointment.end': 'the visit ends',
}

/** When a step is due: how long before or after what, and within which hours of the person’s day. */
export function StepTiming({
  step,
  anchor,
  isAfterStop,
  flaws,
  onChange,
}: {
  step: Step
  anchor: Definition['anchor']
  /** A wait or branch stands before it, from whose end it may be counted. */
  isAfterStop: boolean
  flaws: Flaws
  onChange: (step: Step) => void
}) {
  const { amount, unit } = amountOf(step.offset)
  const isBefore = amount < 0 || Object.is(amount, -0)
  const set = (offset: Offset) => onChange({ ...step, offset })
  const offset = (much: number, chosen: string | null): Offset =>
    chosen === 'hours' ? { hours: much } : { days: much }
  const mayBeBefore = anchor !== 'enrolled' && step.from !== 'previous'
  const ways = [
    ...(mayBeBefore || isBefore ? [{ value: 'before', label: `before ${FROM[anchor]}` }] : []),
    { value: 'after', label: `after ${FROM[anchor]}` },
    ...(isAfterStop || step.from === 'previous'
      ? [{ value: 'previous', label: 'after the wait or two ways before' }]
      : []),
  ]
  return (
    <fieldset className="bare-fieldset">
      <legend className="field-label">{step.do === 'wait' ? 'At most until' : 'When'}</legend>
      <div className="timing-row">
        <TextInput
          type="number"
          aria-label="How many"
          min={0}
          value={Math.abs(amount)}
          error={flaws['offset.days'] ?? flaws['offset.hours'] ?? flaws.offset}
          onChange={(event) => {
            const much = Math.abs(Math.round(Number(event.currentTarget.value) || 0))
            set(offset(isBefore ? -much : much, unit))
          }}
        />
        <Select
          aria-label="Days or hours"
          data={[
            { value: 'days', label: 'days' },
            { value: 'hours', label: 'hours' },
          ]}
          value={unit}
          allowDeselect={false}
          onChange={(chosen) => set(offset(amount, chosen))}
        />
        <Select
          aria-label="Counted from"
          data={ways}
          value={step.from === 'previous' ? 'previous' : isBefore ? 'before' : 'after'}
          error={flaws.from}
          allowDeselect={false}
          onChange={(way) => {
            const { from: _, ...rest } = step
            const much = way === 'before' ? -Math.abs(amount) : Math.abs(amount)
            const placed = { ...rest, offset: offset(much, unit) } as Step
            onChange(way === 'previous' ? { ...placed, from: 'previous' } : placed)
          }}
        />
      </div>
      <details className="folded" open={step.window !== undefined || step.weekdays !== undefined}>
        <summary>Only at certain hours or on certain days</summary>
        <div className="stack-tight">
          <WindowFields step={step} flaws={flaws} onChange={onChange} />
          <WeekdayFields step={step} onChange={onChange} />
          <Switch
            label="Within these hours, when this person usually answers"
            checked={step.isLearned ?? false}
            onChange={(event) => {
              const { isLearned: _, ...rest } = step
              onChange(event.currentTarget.checked ? { ...rest, isLearned: true } : rest)
            }}
          />
        </div>
      </details>
    </fieldset>
  )
}

function WindowFields({
  step,
  flaws,
  onChange,
}: {
  step: Step
  flaws: Flaws
  onChange: (step: Step) => void
}) {
  const { window, ...rest } = step
  const change = (changed: { from?: string; to?: string }) => {
    const wanted = { from: window?.from ?? '09:00', to: window?.to ?? '18:00', ...changed }
    onChange(wanted.from || wanted.to ? ({ ...rest, window: wanted } as Step) : (rest as Step))
  }
  return (
    <div className="two">
      <TextInput
        type="time"
        label="Not before"
        value={window?.from ?? ''}
        error={flaws['window.from'] ?? flaws.window}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label="Not after"
        value={window?.to ?? ''}
        error={flaws['window.to']}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </div>
  )
}

/** All of them is the same as none. */
function WeekdayFields({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  const { weekdays, ...rest } = step
  const chosen = weekdays ?? [1, 2, 3, 4, 5, 6, 7]
  function toggle(day: number) {
    const days = chosen.includes(day) ? chosen.filter((each) => each !== day) : [...chosen, day].toSorted()
    if (days.length === 0) return
    onChange((days.length === WEEKDAYS.length ? rest : { ...rest, weekdays: days }) as Step)
  }
  return (
    <fieldset className="variables">
      <legend>Days of the week</legend>
      {WEEKDAYS.map((name, i) => (
        <button key={name} type="button" aria-pressed={chosen.includes(i + 1)} onClick={() => toggle(i + 1)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}
