import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../api.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { stepsQuery } from '../queries.ts'
import { StepHead, UnfoldingStep } from './unfolding-step.tsx'

type Step = Schemas['PlannedStep']

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
          <>
            <Steps steps={steps.filter(({ status }) => status !== 'skipped')} contactId={contactId} />
            <Skipped steps={steps.filter(({ status }) => status === 'skipped')} contactId={contactId} />
          </>
        )
      }
    </Loaded>
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

function Skipped({ steps, contactId }: { steps: Step[]; contactId: string }) {
  if (steps.length === 0) return null
  return (
    <details className="references">
      <summary>Skipped ({steps.length})</summary>
      <Steps steps={steps} contactId={contactId} />
    </details>
  )
}
