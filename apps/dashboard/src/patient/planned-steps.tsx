import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { stepsQuery, useClinicTime } from '../queries.ts'
import { humanize, reasonInWords, STEP_STATUS } from '../words.ts'

const TONES = {
  planned: 'busy',
  due: 'busy',
  sent: 'good',
  skipped: 'quiet',
  cancelled: 'quiet',
  failed: 'bad',
} as const

/** What this person was and will be sent by itself, by time. */
export function PlannedSteps({ contactId }: { contactId: string }) {
  const steps = useQuery(stepsQuery(contactId))
  const time = useClinicTime()
  return (
    <Loaded query={steps} skeleton={<Lines count={3} height={44} />}>
      {({ steps }) =>
        steps.length === 0 ? (
          <Empty title="Nothing is planned">
            <p>Reminders are planned as soon as an appointment is booked.</p>
          </Empty>
        ) : (
          <ol className="rows">
            {steps.map((step) => (
              <li key={step.id} className="row">
                <span className="row-main">
                  <strong>{humanize(step.step_key)}</strong>
                  <span className="muted">
                    {humanize(step.journey)} · {time.ahead(step.due_at)}
                  </span>
                  {step.reason && <span className="muted">{reasonInWords(step.reason)}</span>}
                </span>
                <StateWord tone={TONES[step.status]}>{STEP_STATUS[step.status]}</StateWord>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
