import { Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { humanize } from '../words.ts'
import { type Draft, withTrigger } from './journey-draft.ts'
import type { Flaws } from './journey-editor.tsx'
import { type Definition, journeysQuery } from './journey-queries.ts'
import {
  ANCHOR_WORDS,
  anchorsOf,
  EXITS,
  eventChoices,
  eventWords,
  PROCEDURE_WORDS,
  PURPOSE_WORDS,
  TRIGGERS,
} from './journey-words.ts'

/** Whom a journey takes in, what its steps are counted from, and what ends it. */
export function JourneyRules({
  draft,
  onChange,
  flaws,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  flaws: Flaws
}) {
  const { rules } = draft
  const anchors = [...new Set([...anchorsOf(rules.trigger.event), rules.anchor])]
  const set = (changed: Partial<Draft['rules']>) => onChange({ ...draft, rules: { ...rules, ...changed } })
  return (
    <div className="stack">
      <TextInput
        label="Name"
        maxLength={120}
        value={draft.name}
        error={flaws.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <div className="two">
        <Select
          label="It begins when"
          data={eventChoices(TRIGGERS, rules.trigger.event)}
          value={rules.trigger.event}
          error={flaws['trigger.event']}
          allowDeselect={false}
          onChange={(event) => event && set(withTrigger(rules, event))}
        />
        <Select
          label="Steps are counted from"
          data={anchors.map((anchor) => ({ value: anchor, label: ANCHOR_WORDS[anchor] }))}
          value={rules.anchor}
          error={flaws.anchor}
          allowDeselect={false}
          onChange={(anchor) => anchor && set({ anchor: anchor as Definition['anchor'] })}
        />
      </div>
      <ProcedureFields rules={rules} onChange={set} />
      <Select
        label="Purpose"
        description="Decides which consent, caps and hours apply."
        data={Object.entries(PURPOSE_WORDS).map(([value, label]) => ({ value, label }))}
        value={rules.purpose}
        allowDeselect={false}
        onChange={(purpose) => purpose && set({ purpose: purpose as Definition['purpose'] })}
      />
      <ToggleList
        legend="It ends when"
        all={[...new Set([...EXITS, ...rules.exits])]}
        chosen={rules.exits}
        wordOf={eventWords}
        onChange={(exits) => set({ exits })}
      />
      <ReentryFields rules={rules} flaws={flaws} onChange={set} />
      <Followed rules={rules} onChange={set} />
      <Switch
        label="Takes nobody in before a clinician has approved the version"
        checked={rules.needsClinician}
        onChange={(event) => set({ needsClinician: event.currentTarget.checked })}
      />
    </div>
  )
}

interface RuleFields {
  rules: Draft['rules']
  onChange: (changed: Partial<Draft['rules']>) => void
}

function ProcedureFields({ rules, onChange }: RuleFields) {
  const { procedures = [], ...filter } = rules.trigger.filter ?? {}
  return (
    <ToggleList
      legend="Only for these treatments (none chosen: for all)"
      all={Object.keys(PROCEDURE_WORDS)}
      chosen={procedures}
      wordOf={(procedure) => PROCEDURE_WORDS[procedure] ?? humanize(procedure)}
      onChange={(chosen) => {
        const wanted = chosen.length > 0 ? { ...filter, procedures: chosen } : filter
        const { event } = rules.trigger
        onChange({ trigger: Object.keys(wanted).length > 0 ? { event, filter: wanted } : { event } })
      }}
    />
  )
}

function ReentryFields({ rules, onChange, flaws }: RuleFields & { flaws: Flaws }) {
  const isAboutVisit = rules.lane === 'appointment'
  return (
    <div className="two">
      {isAboutVisit ? (
        <p className="muted rule-note">Each visit has its own run of it.</p>
      ) : (
        <TextInput
          type="number"
          label="Again after (days)"
          description="How long somebody is left alone afterwards; empty: not at all."
          min={1}
          value={rules.reentryAfterDays ?? ''}
          error={flaws.reentryAfterDays}
          onChange={(event) => {
            const days = event.currentTarget.value
            onChange({ reentryAfterDays: days === '' ? null : Number(days) })
          }}
        />
      )}
      <TextInput
        type="number"
        label="Held out (of a hundred)"
        description="So many get nothing, so that what it brings can be told."
        min={0}
        max={50}
        value={rules.holdoutPercent}
        error={flaws.holdoutPercent}
        onChange={(event) => onChange({ holdoutPercent: Number(event.currentTarget.value) || 0 })}
      />
    </div>
  )
}

function Followed({ rules, onChange }: RuleFields) {
  const journeys = useQuery(journeysQuery).data?.journeys ?? []
  const known = journeys.map(({ key, name }) => ({ value: key, label: name }))
  const { follows } = rules
  return (
    <Select
      label="Afterwards"
      description="Whoever comes to its end goes on in another journey."
      placeholder="Nothing"
      clearable
      data={
        follows && !known.some(({ value }) => value === follows)
          ? [...known, { value: follows, label: humanize(follows) }]
          : known
      }
      value={follows}
      onChange={(key) => onChange({ follows: key })}
    />
  )
}

function ToggleList({
  legend,
  all,
  chosen,
  wordOf,
  onChange,
}: {
  legend: string
  all: readonly string[]
  chosen: readonly string[]
  wordOf: (value: string) => string
  onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className="variables toggles">
      <legend>{legend}</legend>
      {all.map((value) => {
        const isChosen = chosen.includes(value)
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? chosen.filter((each) => each !== value) : [...chosen, value])}
          >
            {wordOf(value)}
          </button>
        )
      })}
    </fieldset>
  )
}
