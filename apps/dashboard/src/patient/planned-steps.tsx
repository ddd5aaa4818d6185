import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../api.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { stepsQuery } from '../queries.ts'
import { goesOutAt } from './step-words.ts'
import { StepHead, UnfoldingStep } from './unfolding-step.tsx'

type Step = Schemas['PlannedStep']

const ENDED = new Set<Step['status']>(['sent', 'kept', 'done', 'skipped', 'cancelled', 'holdout'])

/** What this person was and will be sent by itself, by time. */
export function PlannedSteps({ contactId }: { contactId: string }) {
  const steps = useQuery(stepsQuery(contactId))
  return (
    <Loaded query={steps} skeleton={<Lines count={3} height={44} />}>
      {({ steps }) =>
        steps.length === 0 ? (
          <Empty title="Nothing is planned">
            <p>Reminders and care are planned as soon as an appointment is booked.</p>
          </Empty>
        ) : (
          <Parted steps={steps} contactId={contactId} />
        )
      }
    </Loaded>
  )
}

/** What is to come first, with what failed; what is over is folded below. */
function Parted({ steps, contactId }: { steps: Step[]; contactId: string }) {
  const ended = steps.filter(({ status }) => ENDED.has(status))
  const coming = steps
    .filter(({ status }) => !ENDED.has(status))
    .toSorted((a, b) => goesOutAt(a).localeCompare(goesOutAt(b)))
  return (
    <>
      {coming.length > 0 ? (
        <Steps steps={coming} contactId={contactId} />
      ) : (
        <p className="muted">Nothing more is planned.</p>
      )}
      {ended.length > 0 && (
        <details className="references">
          <summary>Sent or ended ({ended.length})</summary>
          <Steps steps={ended} contactId={contactId} />
        </details>
      )}
    </>
  )
}

function Steps({ steps, contactId }: { steps: Step[]; contactId: string }) {
  return (
    <ol className="unfolding">
      {steps.map((step) => (
        <li key={step.id}>
          {step.stops.length > 0 ? (
            <UnfoldingStep step={step} contactId={contactId} />
          ) : (
            <div className="unfolding-flat">
              <StepHead step={step} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
