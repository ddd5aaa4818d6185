/** Who does a service, whether the patient chooses among them, and how visits are shared. */
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/NumberInput.css'
import '@mantine/core/styles/Radio.css'
import { Checkbox, NativeSelect, NumberInput, Radio } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Practitioner, Service } from '../../api.ts'
import { Section } from '../../parts/page.tsx'
import type { PartProps } from './service-parts.tsx'
import { performer } from './service-values.ts'

const ASSIGNMENTS: Record<Service['assignment'], { label: string; about: string }> = {
  any: { label: 'Whoever is free', about: 'Patients choose a time; Foyer chooses among those who are free.' },
  one: { label: 'The patient chooses', about: 'Patients choose the person, then a time.' },
  all: { label: 'Everybody together', about: 'Only times at which all of them are free.' },
}
const PRIORITIES = [
  { value: '4', label: 'First' },
  { value: '3', label: 'Early' },
  { value: '2', label: 'Usual' },
  { value: '1', label: 'Late' },
  { value: '0', label: 'Last' },
]

export function ServiceTeam({
  id,
  title,
  form,
  practitioners,
}: PartProps & { practitioners: readonly Practitioner[] }) {
  const { assignment } = form.values
  const chosen = new Set(form.values.practitioners.map(({ practitioner_id }) => practitioner_id))
  const active = practitioners.filter(({ archived_at }) => archived_at === null)
  const isDone = active.some(({ id, is_bookable }) => chosen.has(id) && is_bookable)
  const toggle = (practitionerId: string, isOn: boolean) =>
    form.setFieldValue(
      'practitioners',
      isOn
        ? [...form.values.practitioners, performer(practitionerId)]
        : form.values.practitioners.filter(({ practitioner_id }) => practitioner_id !== practitionerId),
    )
  if (active.length === 0) {
    return (
      <Section id={id} title={title}>
        <p className="muted">
          Nobody treats here yet.{' '}
          <Link to="/settings/practitioners" className="text-link">
            Add practitioners
          </Link>{' '}
          first.
        </p>
      </Section>
    )
  }
  return (
    <Section id={id} title={title}>
      <div className="stack">
        {!isDone && (
          <div className="notice notice-look" role="note">
            <p>Nobody who can be booked does this service, so no time will be free.</p>
          </div>
        )}
        <ul className="team">
          {active.map(({ id: practitionerId, name, title, is_bookable }) => (
            <li key={practitionerId}>
              <Checkbox
                label={name}
                description={[title, !is_bookable && 'not bookable, see Practitioners']
                  .filter(Boolean)
                  .join(' · ')}
                checked={chosen.has(practitionerId)}
                onChange={(event) => toggle(practitionerId, event.currentTarget.checked)}
              />
            </li>
          ))}
        </ul>
        {form.errors.practitioners && (
          <p className="field-flaw" role="alert" tabIndex={-1} data-flawed>
            {form.errors.practitioners}
          </p>
        )}
        <Radio.Group label="Who gets the visit" {...form.getInputProps('assignment')}>
          <div className="stack-tight choices">
            {Object.entries(ASSIGNMENTS).map(([value, { label, about }]) => (
              <Radio key={value} value={value} label={label} description={about} />
            ))}
          </div>
        </Radio.Group>
      </div>
      {assignment === 'any' && chosen.size > 1 && <Shares form={form} practitioners={active} />}
    </Section>
  )
}

function Shares({
  form,
  practitioners,
}: Pick<PartProps, 'form'> & { practitioners: readonly Practitioner[] }) {
  const names = new Map(practitioners.map(({ id, name }) => [id, name]))
  return (
    <details className="folded">
      <summary>How visits are shared among them</summary>
      <p className="muted small">
        Who stands earlier is asked first. Among equals, share 200 gets twice as many visits as share 100;
        after that, who waited longest.
      </p>
      <div className="shares">
        <span aria-hidden="true" />
        <span className="field-label" aria-hidden="true">
          Asked
        </span>
        <span className="field-label" aria-hidden="true">
          Share
        </span>
        {form.values.practitioners.map(({ practitioner_id, priority }, index) => {
          const name = names.get(practitioner_id)
          if (!name) return null
          return (
            <div key={practitioner_id} className="share">
              <span className="one-line">{name}</span>
              <NativeSelect
                aria-label={`When ${name} is asked`}
                data={PRIORITIES}
                value={String(priority)}
                onChange={(event) =>
                  form.setFieldValue(`practitioners.${index}.priority`, Number(event.currentTarget.value))
                }
              />
              <NumberInput
                aria-label={`Share of ${name}`}
                min={0}
                max={1000}
                step={50}
                allowDecimal={false}
                {...form.getInputProps(`practitioners.${index}.weight`)}
              />
            </div>
          )
        })}
      </div>
    </details>
  )
}
