/** How much a day, week, month or year may hold: a small table of which most fields stay empty. */
import '@mantine/core/styles/NumberInput.css'
import { NumberInput } from '@mantine/core'
import type { FieldNumber } from './field-number.ts'
import { type LimitValues, PERIODS } from './limits.ts'

const KINDS = { count: 'Appointments', minutes: 'Minutes' } as const

export function LimitsFields({
  about,
  getInputProps,
}: {
  about: string
  getInputProps: (path: string) => { value?: FieldNumber }
}) {
  return (
    <div className="limits">
      <p className="muted small">{about} Empty: no limit.</p>
      <div className="limits-grid">
        <span />
        {Object.values(KINDS).map((word) => (
          <span key={word} className="field-label" aria-hidden="true">
            {word}
          </span>
        ))}
        {PERIODS.map((period) => (
          <div key={period} className="limits-row">
            <span aria-hidden="true">a {period}</span>
            {(Object.keys(KINDS) as (keyof LimitValues)[]).map((kind) => (
              <NumberInput
                key={kind}
                aria-label={`At most ${KINDS[kind].toLowerCase()} a ${period}`}
                min={0}
                allowDecimal={false}
                allowNegative={false}
                {...getInputProps(`limits.${kind}.${period}`)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
