import './booking.css'
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '../api.ts'
import { Initials } from '../parts/initials.tsx'
import { contactSearchQuery } from '../queries.ts'
import { phoneInWords } from '../words.ts'

export type Patient =
  | { kind: 'nobody' }
  | { kind: 'known'; contact: Contact; patientName: string | null }
  | { kind: 'new'; name: string; phone: string; email: string }

const NEW = 'new'

/** Who comes: somebody who is known, found by name or phone, or somebody new. */
export function PatientFields({
  value,
  onChange,
  errors,
  isKnownOnly = false,
}: {
  value: Patient
  onChange: (patient: Patient) => void
  errors: Record<string, string | undefined>
  /** Nobody new can be entered. */
  isKnownOnly?: boolean
}) {
  if (value.kind === 'known') return <KnownPatient value={value} onChange={onChange} />
  if (value.kind === 'new') return <NewPatient value={value} onChange={onChange} errors={errors} />
  return <PatientSearchField onChange={onChange} error={errors.patient} isKnownOnly={isKnownOnly} />
}

function PatientSearchField({
  onChange,
  error,
  isKnownOnly,
}: {
  onChange: (patient: Patient) => void
  error: string | undefined
  isKnownOnly: boolean
}) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 180)
  const isSearching = asked.length > 1
  const found = useQuery({ ...contactSearchQuery(asked), enabled: isSearching })
  const contacts = isSearching ? (found.data?.contacts ?? []) : []
  const known = contacts.map((contact) => ({ value: contact.id, label: contact.display_name }))
  const newLabel = typed.trim() ? `New patient “${typed.trim()}”` : 'New patient'
  return (
    <Select
      label="Patient"
      placeholder="Name, phone or e-mail"
      data={isKnownOnly ? known : [...known, { value: NEW, label: newLabel }]}
      nothingFoundMessage={
        isKnownOnly && isSearching && found.isSuccess ? 'Nobody of this name is known' : undefined
      }
      // Found by the server: phones and e-mails do not stand in the labels.
      filter={({ options }) => options}
      searchable
      // Where nobody new can be entered this is the first question of its form, and there is nothing to
      // open before something is typed: an empty list would swallow the first Escape.
      data-autofocus={isKnownOnly || undefined}
      openOnFocus={!isKnownOnly}
      searchValue={typed}
      onSearchChange={setTyped}
      value={null}
      onChange={(chosen) => {
        const contact = contacts.find(({ id }) => id === chosen)
        if (contact) onChange({ kind: 'known', contact, patientName: null })
        else if (chosen === NEW) onChange({ kind: 'new', ...readTyped(typed.trim()) })
      }}
      renderOption={({ option }) => {
        const contact = contacts.find(({ id }) => id === option.value)
        if (!contact) return <span className="new-patient">{option.label}</span>
        return (
          <span className="patient-option">
            <Initials name={contact.display_name} />
            <span className="row-main">
              <span>{contact.display_name}</span>
              <span className="muted small">{reachedBy(contact)}</span>
            </span>
          </span>
        )
      }}
      error={error}
    />
  )
}

function KnownPatient({
  value,
  onChange,
}: {
  value: Extract<Patient, { kind: 'known' }>
  onChange: (patient: Patient) => void
}) {
  const { contact, patientName } = value
  const names = [
    ...new Set([contact.display_name, ...contact.patient_profiles.map(({ full_name }) => full_name)]),
  ]
  return (
    <div>
      <p className="form-label">Patient</p>
      <div className="patient-known">
        <Initials name={contact.display_name} size={32} />
        <span className="row-main">
          <strong>{contact.display_name}</strong>
          <span className="muted small">{reachedBy(contact)}</span>
        </span>
        <Button variant="default" size="compact-sm" onClick={() => onChange({ kind: 'nobody' })}>
          Change
        </Button>
      </div>
      {names.length > 1 && (
        <Select
          mt={8}
          label="Who comes"
          data={names}
          value={patientName ?? contact.display_name}
          onChange={(name) =>
            onChange({ ...value, patientName: name === contact.display_name ? null : name })
          }
          allowDeselect={false}
        />
      )}
    </div>
  )
}

function NewPatient({
  value,
  onChange,
  errors,
}: {
  value: Extract<Patient, { kind: 'new' }>
  onChange: (patient: Patient) => void
  errors: Record<string, string | undefined>
}) {
  return (
    <fieldset className="new-patient-fields">
      <legend className="form-label">New patient</legend>
      <TextInput
        label="Name"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        error={errors.name}
        autoComplete="off"
        data-autofocus
      />
      <div className="two">
        <TextInput
          label="Phone"
          type="tel"
          value={value.phone}
          onChange={(event) => onChange({ ...value, phone: event.currentTarget.value })}
          error={errors.phone}
          autoComplete="off"
        />
        <TextInput
          label="E-mail"
          type="email"
          value={value.email}
          onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
          error={errors.email}
          autoComplete="off"
        />
      </div>
      <button type="button" className="text-link" onClick={() => onChange({ kind: 'nobody' })}>
        Search for somebody who is known instead
      </button>
    </fieldset>
  )
}

/** A number is a phone, an `@` is an e-mail, the rest is a name. */
function readTyped(typed: string): { name: string; phone: string; email: string } {
  if (typed.includes('@')) return { name: '', phone: '', email: typed }
  return /^[+\d][\d\s()./-]{4,}$/.test(typed)
    ? { name: '', phone: typed, email: '' }
    : { name: typed, phone: '', email: '' }
}

function reachedBy({ phone_e164, email }: Contact): string {
  return [phone_e164 && phoneInWords(phone_e164), email].filter(Boolean).join(' · ') || 'No phone or e-mail'
}
