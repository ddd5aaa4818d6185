/** How long a service takes, what is kept free around it, and at which minutes it may begin. */
import '@mantine/core/styles/NumberInput.css'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { NumberInput, TagsInput } from '@mantine/core'
import { Section } from '../../parts/page.tsx'
import { numberOrNull } from '../field-number.ts'
import type { PartProps } from './service-parts.tsx'

const MINUTES = {
  suffix: ' min',
  min: 0,
  max: 1440,
  allowDecimal: false,
  allowNegative: false,
  step: 5,
} as const

export function ServiceLength({ id, title, form }: PartProps) {
  const { duration_minutes, durations_minutes } = form.values
  const usual = numberOrNull(duration_minutes)
  return (
    <Section id={id} title={title}>
      <div className="stack">
        <div className="two">
          <NumberInput label="Usual length" {...MINUTES} {...form.getInputProps('duration_minutes')} />
          <TagsInput
            label="Other lengths that may be chosen"
            placeholder={durations_minutes.length === 0 ? 'None' : ''}
            description="Minutes, then Enter."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="numeric"
            value={durations_minutes.map(String)}
            onChange={(tags) =>
              form.setFieldValue(
                'durations_minutes',
                lengthsOf(tags).filter((minutes) => minutes !== usual),
              )
            }
            error={form.errors.durations_minutes}
          />
        </div>
        <div className="two">
          <NumberInput
            label="Kept free before"
            description="To prepare. Patients do not see it."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...MINUTES}
            {...form.getInputProps('buffer_before_minutes')}
          />
          <NumberInput
            label="Kept free after"
            description="To clean up or write notes."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...MINUTES}
            {...form.getInputProps('buffer_after_minutes')}
          />
        </div>
      </div>
      <details className="folded">
        <summary>At which minutes it may begin</summary>
        <div className="stack">
          <div className="two">
            <NumberInput
              label="A start every"
              placeholder={`${usual ?? ''} min, its length`}
              description="Empty: as long as the service. 15 offers 9:00, 9:15, 9:30 …"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...MINUTES}
              {...form.getInputProps('interval_minutes')}
            />
            <NumberInput
              label="Moved by"
              description="10 makes of 9:00, 9:30 … the starts 9:10, 9:40 …"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...MINUTES}
              {...form.getInputProps('offset_minutes')}
            />
          </div>
          <NumberInput
            label="Leave no gap shorter than"
            placeholder="Any gap is fine"
            description="A start is not offered where the rest would be too short to book. Empty: any gap is fine."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maw={320}
            {...MINUTES}
            {...form.getInputProps('short_gap_minutes')}
          />
        </div>
      </details>
    </Section>
  )
}

/** Of `45`, `45 min` and `1440`; other texts are no lengths. */
function lengthsOf(tags: readonly string[]): number[] {
  const minutes = tags.map((tag) => Number.parseInt(tag, 10)).filter((each) => each >= 5 && each <= 1440)
  return [...new Set(minutes)].sort((a, b) => a - b).slice(0, 11)
}
