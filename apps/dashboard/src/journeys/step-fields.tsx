import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { questionnairesQuery } from '../forms/form-queries.ts'
import { humanize } from '../words.ts'
import { GuideFields } from './guide-fields.tsx'
import type { Flaws } from './journey-editor.tsx'
import type { Condition, Definition, Step } from './journey-queries.ts'
import { AWAITED, EXITS, eventChoices, keyOf } from './journey-words.ts'
import { StepTiming } from './step-timing.tsx'
import { TextFields } from './text-fields.tsx'
import { WhatsAppFields } from './whatsapp-fields.tsx'

interface Fields<Kind extends Step = Step> {
  step: Kind
  flaws: Flaws
  onChange: (step: Step) => void
}

/** Everything that a step says. */
export function StepFields({
  place,
  steps,
  anchor,
  purpose,
  ...fields
}: Fields & {
  place: number
  steps: readonly Step[]
  anchor: Definition['anchor']
  purpose: Definition['purpose']
}) {
  const { step, flaws, onChange } = fields
  const isAfterStop = steps.slice(0, place).some((each) => each.do === 'wait' || each.do === 'branch')
  return (
    <>
      <NameField step={step} flaws={flaws} onChange={onChange} />
      <StepTiming step={step} anchor={anchor} isAfterStop={isAfterStop} flaws={flaws} onChange={onChange} />
      {step.do === 'message' && <MessageFields step={step} flaws={flaws} onChange={onChange} />}
      {step.do === 'form' && <FormFields step={step} flaws={flaws} onChange={onChange} />}
      {step.do === 'task' && <TaskFields step={step} flaws={flaws} onChange={onChange} />}
      {step.do === 'wait' && (
        <Select
          label="Goes on when"
          description="Or at the time above, if it has not happened by then."
          data={eventChoices(AWAITED, step.until)}
          value={step.until}
          error={flaws.until}
          allowDeselect={false}
          onChange={(until) => until && onChange({ ...step, until })}
        />
      )}
      {step.do === 'branch' && (
        <BranchFields step={step} flaws={flaws} onChange={onChange} later={steps.slice(place + 1)} />
      )}
      {step.do === 'notice' && (
        <p className="muted">The text is the clinic’s reminder, written at Settings &gt; Message texts.</p>
      )}
      {(step.do === 'notice' || step.do === 'message' || step.do === 'form') && (
        <WhatsAppFields step={step} purpose={purpose} flaws={flaws} onChange={onChange} />
      )}
    </>
  )
}

/** Shown as it is read, kept as a key. */
function NameField({ step, flaws, onChange }: Fields) {
  return (
    <TextInput
      label="Name"
      description="For staff; letters and digits."
      maxLength={60}
      value={step.key.replaceAll('_', ' ')}
      error={flaws.key}
      onChange={(event) => {
        const typed = event.currentTarget.value
        // A space at the end belongs to a word that is still to come.
        onChange({ ...step, key: keyOf(typed) + (/\s$/.test(typed) && keyOf(typed) ? '_' : '') })
      }}
      onBlur={() => onChange({ ...step, key: step.key.replace(/_+$/, '') })}
    />
  )
}

function MessageFields({ step, flaws, onChange }: Fields<Extract<Step, { do: 'message' }>>) {
  return (
    <>
      <TextFields text={step.text} flaws={flaws} onChange={(text) => onChange({ ...step, text })} />
      <GuideFields
        {...(step.guide ? { guide: step.guide } : {})}
        flaws={flaws}
        onChange={(guide) => {
          const { guide: _, ...rest } = step
          onChange(guide ? { ...rest, guide } : rest)
        }}
      />
      <Objective step={step} flaws={flaws} onChange={onChange} />
    </>
  )
}

function FormFields({ step, flaws, onChange }: Fields<Extract<Step, { do: 'form' }>>) {
  const forms = useQuery(questionnairesQuery).data?.questionnaires ?? []
  const known = forms.flatMap(({ key, title, version }) =>
    key ? [{ value: key, label: version === null ? `${title} (not published yet)` : title }] : [],
  )
  const isKnown = !step.questionnaire || known.some(({ value }) => value === step.questionnaire)
  return (
    <>
      <Select
        label="Form"
        placeholder="Choose a form"
        data={
          isKnown ? known : [...known, { value: step.questionnaire, label: humanize(step.questionnaire) }]
        }
        value={step.questionnaire || null}
        error={flaws.questionnaire}
        allowDeselect={false}
        onChange={(questionnaire) => questionnaire && onChange({ ...step, questionnaire })}
      />
      <TextInput
        type="number"
        label="Valid for (days)"
        description="So long one that was filled in before will do; 0: each visit has its own."
        min={0}
        value={step.validDays ?? 365}
        error={flaws.validDays}
        onChange={(event) => onChange({ ...step, validDays: Number(event.currentTarget.value) || 0 })}
      />
      <TextFields text={step.text} flaws={flaws} onChange={(text) => onChange({ ...step, text })} />
      <Objective step={step} flaws={flaws} onChange={onChange} />
    </>
  )
}

/** What a model is told, where one is connected; without one the text above goes out as it is. */
function Objective({ step, flaws, onChange }: Fields<Extract<Step, { do: 'message' | 'form' }>>) {
  return (
    <details className="folded">
      <summary>For the assistant’s model</summary>
      <TextInput
        label="What the message is for"
        maxLength={300}
        value={step.objective}
        error={flaws.objective}
        onChange={(event) => onChange({ ...step, objective: event.currentTarget.value })}
      />
      <Textarea
        label="How the assistant should put it"
        description="Empty: the text above goes out word for word, as do texts that a clinician approves and messages about a visit itself."
        autosize
        minRows={2}
        maxLength={2000}
        value={step.prompt ?? ''}
        error={flaws.prompt}
        onChange={(event) => {
          const { prompt: _, ...rest } = step
          const prompt = event.currentTarget.value
          onChange(prompt ? { ...rest, prompt } : rest)
        }}
      />
    </details>
  )
}

function TaskFields({ step, flaws, onChange }: Fields<Extract<Step, { do: 'task' }>>) {
  return (
    <>
      <TextInput
        label="What is to be done"
        placeholder="Call them and ask how they are"
        maxLength={200}
        value={step.title}
        error={flaws.title}
        onChange={(event) => onChange({ ...step, title: event.currentTarget.value })}
      />
      <Textarea
        label="More about it"
        autosize
        minRows={2}
        maxLength={2000}
        value={step.detail ?? ''}
        error={flaws.detail}
        onChange={(event) => {
          const { detail: _, ...rest } = step
          const detail = event.currentTarget.value
          onChange(detail ? { ...rest, detail } : rest)
        }}
      />
    </>
  )
}

function BranchFields({
  step,
  flaws,
  onChange,
  later,
}: Fields<Extract<Step, { do: 'branch' }>> & { later: readonly Step[] }) {
  const ways = (set: string) => {
    const known = [
      ...later.map(({ key }) => ({ value: key, label: humanize(key) })),
      { value: 'end', label: 'The journey ends' },
    ]
    return known.some(({ value }) => value === set) ? known : [...known, { value: set, label: humanize(set) }]
  }
  return (
    <>
      <ConditionFields when={step.when} flaws={flaws} onChange={(when) => onChange({ ...step, when })} />
      <div className="two">
        <Select
          label="If so, go on with"
          data={ways(step.yes)}
          value={step.yes}
          error={flaws.yes}
          allowDeselect={false}
          onChange={(yes) => yes && onChange({ ...step, yes })}
        />
        <Select
          label="Otherwise"
          data={ways(step.no)}
          value={step.no}
          error={flaws.no}
          allowDeselect={false}
          onChange={(no) => no && onChange({ ...step, no })}
        />
      </div>
    </>
  )
}

function ConditionFields({
  when,
  flaws,
  onChange,
}: {
  when: Condition
  flaws: Flaws
  onChange: (when: Condition) => void
}) {
  const forms = useQuery(questionnairesQuery).data?.questionnaires ?? []
  const kind = 'answered' in when ? 'answered' : 'happened' in when ? 'happened' : 'form'
  const keys = forms.flatMap(({ key, title }) => (key ? [{ value: key, label: title }] : []))
  return (
    <>
      <Select
        label="Asks"
        data={[
          { value: 'answered', label: 'Whether they wrote back' },
          { value: 'happened', label: 'Whether something happened' },
          { value: 'form', label: 'Whether a form is filled in' },
        ]}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen === 'answered') onChange({ answered: true })
          if (chosen === 'happened') onChange({ happened: 'appointment.booked' })
          if (chosen === 'form') onChange({ form: keys[0]?.value ?? 'medical_history', is: 'completed' })
        }}
      />
      {'happened' in when && (
        <Select
          label="What"
          data={eventChoices(EXITS, when.happened)}
          value={when.happened}
          error={flaws['when.happened']}
          allowDeselect={false}
          onChange={(happened) => happened && onChange({ happened })}
        />
      )}
      {'answered' in when && (
        <Switch
          label="They have written since it began"
          checked={when.answered}
          onChange={(event) => onChange({ answered: event.currentTarget.checked })}
        />
      )}
      {'form' in when && (
        <div className="two">
          <Select
            label="Form"
            data={keys.some(({ value }) => value === when.form) ? keys : [...keys, when.form]}
            value={when.form}
            error={flaws['when.form']}
            allowDeselect={false}
            onChange={(form) => form && onChange({ ...when, form })}
          />
          <Select
            label="Is"
            data={[
              { value: 'completed', label: 'Filled in' },
              { value: 'open', label: 'Still open' },
            ]}
            value={when.is}
            allowDeselect={false}
            onChange={(is) => (is === 'completed' || is === 'open') && onChange({ ...when, is })}
          />
        </div>
      )}
    </>
  )
}
