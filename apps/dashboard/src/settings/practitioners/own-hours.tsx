/** Whether a practitioner works the clinic's hours or their own, and which these are. */
import '@mantine/core/styles/Radio.css'
import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Section } from '../../parts/page.tsx'
import { useClinicTime } from '../../queries.ts'
import { WeekEditor } from '../hours/week-editor.tsx'
import { isOpenAtAll, type Week, weekInWords, weekOf } from '../hours/weekly-hours.ts'
import { clinicHoursQuery } from '../offer-queries.ts'

export function OwnHours({
  hasOwn,
  week,
  flaw,
  onChange,
}: {
  hasOwn: boolean
  week: Week
  flaw?: React.ReactNode
  onChange: (changed: { has_own_hours?: boolean; week?: Week }) => void
}) {
  const time = useClinicTime()
  const clinicHours = useQuery(clinicHoursQuery).data?.hours
  const clinicWeek = weekOf(clinicHours ?? [])
  const inWords = weekInWords(clinicWeek, time.firstWeekday, time.hour)
  return (
    <Section title="Weekly hours">
      <div className="stack">
        <Radio.Group
          aria-label="Which hours"
          value={hasOwn ? 'own' : 'clinic'}
          onChange={(which) =>
            onChange({
              has_own_hours: which === 'own',
              // Own hours begin as the clinic's: most differ on a day or two.
              ...(which === 'own' && !isOpenAtAll(week) ? { week: clinicWeek } : {}),
            })
          }
        >
          <div className="stack-tight choices">
            <Radio
              value="clinic"
              label="The clinic’s hours"
              description={clinicHours && (inWords || 'The clinic has none yet: see Hours and holidays.')}
            />
            <Radio
              value="own"
              label="Hours of their own"
              description="For a time past midnight enter an end before the start."
            />
          </div>
        </Radio.Group>
        {flaw && (
          <p className="notice notice-problem" role="alert" tabIndex={-1} data-flawed>
            {flaw}
          </p>
        )}
        {hasOwn && (
          <WeekEditor week={week} closedWord="Off" onChange={(changed) => onChange({ week: changed })} />
        )}
      </div>
    </Section>
  )
}
