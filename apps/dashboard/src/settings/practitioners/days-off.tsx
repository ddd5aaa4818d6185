/** Dates on which one practitioner is off or has other hours than in any week. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { IconPlus } from '../../icons.ts'
import { Section } from '../../parts/page.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { type HoursOverride, stretchesOf, withoutStretch, withStretch } from '../hours/dated-hours.ts'
import { StretchDialog } from '../hours/stretch-dialog.tsx'
import { StretchList } from '../hours/stretch-list.tsx'

export function DaysOff({
  days,
  onChange,
}: {
  days: HoursOverride[]
  onChange: (days: HoursOverride[]) => void
}) {
  const may = useMay('services:write')
  const today = useClinicTime().today()
  const [isAdding, setAdding] = useState(false)
  const ahead = stretchesOf(days).filter(({ to }) => to >= today)
  return (
    <Section
      title="Days off and other hours"
      about="Vacation, a course, a long evening. The clinic’s holidays hold anyway."
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          Add dates
        </Button>
      }
    >
      {ahead.length === 0 ? (
        <p className="muted">Nothing ahead.</p>
      ) : (
        <StretchList
          stretches={ahead}
          offWord="Off"
          may={may}
          onRemove={(stretch) => onChange(withoutStretch(days, stretch))}
        />
      )}
      <StretchDialog
        opened={isAdding}
        title="Add a day off or other hours"
        offWord="Off"
        namePlaceholder="Vacation"
        deed="Add"
        isBusy={false}
        error={null}
        onAdd={(stretch) => {
          onChange(withStretch(days, stretch))
          setAdding(false)
        }}
        onClose={() => setAdding(false)}
      />
    </Section>
  )
}
