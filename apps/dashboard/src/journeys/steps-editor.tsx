import { Button, Menu } from '@mantine/core'
import { useRef, useState } from 'react'
import { sayAloud } from '../announce.ts'
import { IconPlus } from '../icons.ts'
import { humanize } from '../words.ts'
import { changeStep, type Draft, type DraftStep, moveStep, removeStep, withStep } from './journey-draft.ts'
import type { Flaws } from './journey-editor.tsx'
import type { Step } from './journey-queries.ts'
import { ANCHOR_WORDS, amountOf, KIND_MEANINGS, KIND_WORDS } from './journey-words.ts'
import { StepRow } from './step-row.tsx'

const KINDS = Object.keys(KIND_WORDS) as Step['do'][]

/** The steps on a line of time, around what they are counted from. */
export function StepsEditor({
  draft,
  onChange,
  flaws,
  mayChange,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  flaws: Flaws
  mayChange: boolean
}) {
  const [openId, setOpenId] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const { steps, rules } = draft
  const anchorAt = placeOfAnchor(steps)

  function add(kind: Step['do']) {
    const added = withStep(draft, kind)
    onChange(added.draft)
    setOpenId(added.id)
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-step="${added.id}"] .step-body input`)?.focus(),
    )
  }
  function move(id: number, place: number) {
    onChange(moveStep(draft, id, place))
    sayAloud(`It is now ${place + 1} of ${steps.length}`)
  }
  function remove({ id, step }: DraftStep) {
    const place = steps.findIndex((each) => each.id === id)
    onChange(removeStep(draft, id))
    sayAloud(`${humanize(step.key)} is removed`)
    const next = steps[place + 1] ?? steps[place - 1]
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-step="${next?.id}"] .step-open`)?.focus(),
    )
  }

  return (
    <>
      {flaws.steps && <p className="field-flaw">{flaws.steps}</p>}
      <ol className="time-line" ref={list}>
        {steps.map((each, place) => (
          <StepRow
            key={each.id}
            {...each}
            place={place}
            steps={steps.map(({ step }) => step)}
            anchor={rules.anchor}
            purpose={rules.purpose}
            anchorWord={place === anchorAt ? ANCHOR_WORDS[rules.anchor] : null}
            isOpen={openId === each.id}
            flaws={flawsUnder(flaws, `steps.${place}.`)}
            mayChange={mayChange}
            onToggle={() => setOpenId(openId === each.id ? null : each.id)}
            onChange={(step) => onChange(changeStep(draft, each.id, step))}
            onMove={(to) => move(each.id, to)}
            onRemove={() => remove(each)}
          />
        ))}
        {anchorAt === steps.length && (
          <li className="time-line-anchor-row">
            <p className="time-line-anchor">{ANCHOR_WORDS[rules.anchor]}</p>
          </li>
        )}
      </ol>
      {mayChange && (
        <Menu position="bottom-start" width={300}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={16} />}>
              Add a step
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {KINDS.filter((kind) => kind !== 'notice' || rules.anchor !== 'enrolled').map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                <span className="row-main">
                  <span>{KIND_WORDS[kind]}</span>
                  <span className="muted small">{KIND_MEANINGS[kind]}</span>
                </span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** Before the first step that is not before it; a step that is counted from another one is after it. */
function placeOfAnchor(steps: readonly DraftStep[]): number {
  const first = steps.findIndex(({ step }) => step.from === 'previous' || amountOf(step.offset).amount >= 0)
  return first === -1 ? steps.length : first
}

function flawsUnder(flaws: Flaws, path: string): Flaws {
  return Object.fromEntries(
    Object.entries(flaws).flatMap(([key, flaw]) =>
      key.startsWith(path) ? [[key.slice(path.length), flaw]] : [],
    ),
  )
}
