import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconTrash } from '../icons.ts'
import { useClinic } from '../queries.ts'
import { OrderButtons } from '../settings/order.tsx'
import { humanize } from '../words.ts'
import type { Flaws } from './journey-editor.tsx'
import type { Definition, Step } from './journey-queries.ts'
import { KIND_WORDS, stepLine, whenWords } from './journey-words.ts'
import { StepFields } from './step-fields.tsx'

/** A step on the line: when, what kind, its first words; it unfolds to everything that it says. */
export function StepRow({
  id,
  step,
  place,
  steps,
  anchor,
  purpose,
  anchorWord,
  isOpen,
  flaws,
  mayChange,
  onToggle,
  onChange,
  onMove,
  onRemove,
}: {
  id: number
  step: Step
  place: number
  steps: readonly Step[]
  anchor: Definition['anchor']
  purpose: Definition['purpose']
  /** What stands on the line before it; null: nothing. */
  anchorWord: string | null
  isOpen: boolean
  flaws: Flaws
  mayChange: boolean
  onToggle: () => void
  onChange: (step: Step) => void
  onMove: (place: number) => void
  onRemove: () => void
}) {
  const clinic = useClinic()
  const name = humanize(step.key) || 'Step'
  const isFlawed = Object.keys(flaws).length > 0
  const isShown = isOpen || isFlawed
  return (
    <li data-step={id}>
      {anchorWord && <p className="time-line-anchor">{anchorWord}</p>}
      <div className={`time-line-step time-line-${step.do}`}>
        <div className="step-head">
          <button type="button" className="step-open" aria-expanded={isShown} onClick={onToggle}>
            <span className="step-when">{whenWords(step, anchor)}</span>
            <span className="step-title">
              <strong>{name}</strong> <span className="muted">{KIND_WORDS[step.do]}</span>
              {isFlawed && <span className="field-flaw"> · to mend</span>}
            </span>
            {!isShown && <span className="step-line muted">{stepLine(step, clinic.name)}</span>}
            {isShown ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
          </button>
          {mayChange && (
            <span className="step-tools">
              <OrderButtons name={name} place={place} of={steps.length} onMove={(by) => onMove(place + by)} />
              <ActionIcon
                variant="subtle"
                className="plain-icon"
                aria-label={`Remove ${name}`}
                onClick={onRemove}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </span>
          )}
        </div>
        {isShown && (
          <div className="step-body stack">
            <StepFields
              step={step}
              place={place}
              steps={steps}
              anchor={anchor}
              purpose={purpose}
              flaws={flaws}
              onChange={onChange}
            />
          </div>
        )}
      </div>
    </li>
  )
}
