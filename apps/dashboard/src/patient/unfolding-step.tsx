import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { answer, api, type Schemas } from '../api.ts'
import { Details } from '../parts/details.tsx'
import { MessageText } from '../parts/message-text.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { waitInWords } from '../parts/waiting-words.ts'
import { WhyWritten } from '../parts/why-written.tsx'
import { useClinicTime } from '../queries.ts'
import {
  CHANNEL_WORDS,
  humanize,
  MESSAGE_STATUS,
  phoneInWords,
  reasonInWords,
  STEP_STATUS,
  usuallyInWords,
} from '../words.ts'
import { aboutStep, goesOutAt, outcomeInWords } from './step-words.ts'

type Step = Schemas['PlannedStep']

const TONES = {
  planned: 'busy',
  due: 'busy',
  sent: 'good',
  kept: 'quiet',
  skipped: 'quiet',
  cancelled: 'quiet',
  failed: 'bad',
  done: 'good',
  holdout: 'quiet',
} as const

const SENDS_NOTHING = new Set<Step['kind']>(['task', 'wait', 'branch'])

/** A step that is to come; it unfolds to what the patient will receive, when, and what would stop it. */
export function UnfoldingStep({ step, contactId }: { step: Step; contactId: string }) {
  const [isOpen, setOpen] = useState(false)
  const { isChanged, isBeingWorded } = useShownText(step, isOpen)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <StepHead step={step} isChanged={isChanged} />
      </summary>
      <div className="unfolding-body stack">
        <WhatGoesOut step={step} contactId={contactId} isBeingWorded={isBeingWorded} />
      </div>
    </details>
  )
}

export function StepHead({ step, isChanged = false }: { step: Step; isChanged?: boolean }) {
  const time = useClinicTime()
  const outcome = outcomeInWords(step)
  const wait = waitInWords(step, time)
  return (
    <>
      <span className="unfolding-main">
        <strong>{humanize(step.step_key)}</strong>
        <span className="muted">
          {aboutStep(step)} · {time.ahead(goesOutAt(step))}
        </span>
        {wait && <span className="muted">{wait}</span>}
        {step.moved_from && <span className="muted">Sent earlier, so that it does not come at night.</span>}
        {step.usual_time && <span className="muted">{usuallyInWords(step.usual_time)}</span>}
        {outcome && <span className="muted">{outcome}</span>}
        {step.with_step_id && (
          <span className="muted">In one message with another step that is due then.</span>
        )}
        {step.reason && <span className="muted">{reasonInWords(step.reason)}</span>}
        {step.obstacle && (
          <span className="step-notice">
            As things are, it will not go out. {reasonInWords(step.obstacle)}
          </span>
        )}
        {isChanged && <span className="step-notice">The text changed since it was last shown.</span>}
      </span>
      {step.status === 'due' && step.held_until ? (
        <StateWord tone="open">{MESSAGE_STATUS.held}</StateWord>
      ) : (
        <StateWord tone={TONES[step.status]}>{STEP_STATUS[step.status]}</StateWord>
      )}
    </>
  )
}

function WhatGoesOut({
  step,
  contactId,
  isBeingWorded,
}: {
  step: Step
  contactId: string
  isBeingWorded: boolean
}) {
  const time = useClinicTime()
  const { preview } = step
  return (
    <>
      <Details
        rows={[
          [
            SENDS_NOTHING.has(step.kind) ? 'Due' : 'Goes out',
            `${time.dateTime(goesOutAt(step))} (${time.zone.replaceAll('_', ' ')})`,
          ],
          ['By', preview && CHANNEL_WORDS[preview.channel]],
          [
            'To',
            preview && (preview.channel === 'sms' ? phoneInWords(preview.to_address) : preview.to_address),
          ],
        ]}
      />
      {preview && (
        <div aria-busy={isBeingWorded}>
          <MessageText message={preview} />
          <p role="status" className="muted small">
            {isBeingWorded && 'The assistant is wording it…'}
          </p>
          {!isBeingWorded && <WhyWritten wording={preview.wording} contactId={contactId} />}
        </div>
      )}
      <div>
        <h3 className="step-stops">What would stop it</h3>
        <ul className="plain-list">
          {step.stops.map(({ event, meaning }) => (
            <li key={event}>{meaning}</li>
          ))}
        </ul>
      </div>
    </>
  )
}

/**
 * Tells the server that the text was shown, each time an open step has another one; what the assistant is still to word it
 * words then. What was found to be changed is said until the step is folded again, although the server now counts from this
 * text on.
 */
function useShownText(step: Step, isOpen: boolean): { isChanged: boolean; isBeingWorded: boolean } {
  const queries = useQueryClient()
  const [wasChanged, setWasChanged] = useState(false)
  // The answer may come when the step is folded again.
  const isOpenNow = useRef(isOpen)
  isOpenNow.current = isOpen
  const { id, preview } = step
  const isToCome = preview?.wording.by === 'to_come'
  const { mutate: show, isPending } = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/steps/{id}/preview', { params: { path: { id } } })),
    onSuccess: async ({ step: shown }) => {
      if (shown.preview?.is_recomposed && isOpenNow.current) setWasChanged(true)
      const isWorded = isToCome && shown.preview?.wording.by !== 'to_come'
      if (shown.preview?.is_recomposed || isWorded) await queries.invalidateQueries({ queryKey: ['steps'] })
    },
  })
  const hash = preview?.text_hash
  useEffect(() => {
    if (!isOpen) setWasChanged(false)
    else if (hash) show(id)
  }, [isOpen, hash, id, show])
  return { isChanged: wasChanged || (preview?.is_recomposed ?? false), isBeingWorded: isPending && isToCome }
}
