import { Button, Select } from '@mantine/core'
import { PROCEDURE_WORDS } from './journey-words.ts'

const CHOICES = [
  ...Object.entries(PROCEDURE_WORDS).map(([value, label]) => ({ value, label })),
  { value: 'none', label: 'None of these' },
]

/** Which care plan the visits of a service have. What its name suggests is proposed, and counts when staff have said yes. */
export function CarePlanField<Value extends string>({
  value,
  suggested,
  onChange,
}: {
  value: Value | null
  /** What the name suggests; null where it suggests nothing. */
  suggested: Value | null
  onChange: (procedure: Value | null) => void
}) {
  const isSuggested = suggested !== null && value === null
  return (
    <div className="stack">
      <Select
        label="Care plan"
        description="What patients read before and after a visit, and which form they fill in. Not chosen: they get none of it."
        placeholder="Not chosen"
        clearable
        data={CHOICES}
        value={value}
        onChange={(procedure) => onChange(procedure as Value | null)}
      />
      {isSuggested && (
        <p className="muted">
          By its name this is {PROCEDURE_WORDS[suggested] ?? suggested}.{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(suggested)}>
            Yes, use its care plan
          </Button>
        </p>
      )}
    </div>
  )
}
