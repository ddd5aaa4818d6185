/** What the assistant has learned from a person's own words, the messages that show it, and putting it right. */
import './patient-preferences.css'
import { Button, NativeSelect } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Practitioner } from '../api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { allPractitionersQuery } from '../settings/offer-queries.ts'
import { PreferenceReceipts } from './preference-receipts.tsx'
import { KIND_WORDS, type Preference, valueInWords, valuesOf } from './preference-words.ts'

/** Under the contact's key: what is corrected elsewhere reads it again. */
const preferencesQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contacts', contactId, 'preferences'],
    queryFn: () => answer(api.GET('/api/contacts/{id}/preferences', { params: { path: { id: contactId } } })),
  })

export function PatientPreferences({ contactId }: { contactId: string }) {
  const preferences = useQuery(preferencesQuery(contactId))
  const practitioners = useQuery(allPractitionersQuery)
  return (
    <Loaded query={preferences} skeleton={<Lines count={2} height={44} />}>
      {({ preferences }) =>
        preferences.length === 0 ? (
          <Empty title="Nothing yet">
            <p>What a person likes is learned from what they write, never what it means for their health.</p>
          </Empty>
        ) : (
          <ul className="rows">
            {preferences.map((preference) => (
              <PreferenceRow
                key={preference.id}
                contactId={contactId}
                preference={preference}
                practitioners={practitioners.data?.practitioners ?? []}
              />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function PreferenceRow({
  contactId,
  preference,
  practitioners,
}: {
  contactId: string
  preference: Preference
  practitioners: readonly Practitioner[]
}) {
  const may = useMay('contacts:write')
  const [asked, setAsked] = useState<'correct' | 'erase' | null>(null)
  const { correct, erase } = useChanges(contactId, preference, () => setAsked(null))
  const values = valuesOf(preference, practitioners)
  const word = KIND_WORDS[preference.kind]
  const sure = Math.round(preference.confidence * 100)
  return (
    <li className="row row-top preference">
      <div className="row-main">
        <strong>{valueInWords(preference, practitioners)}</strong>
        <span className="muted">
          {word} · {preference.is_corrected ? 'put right by staff' : `${sure}% sure`}
        </span>
        <meter className="preference-meter" aria-label={`How sure: ${word}`} min={0} max={100} value={sure} />
        <PreferenceReceipts receipts={preference.receipts} />
        {asked === 'correct' ? (
          <Correction
            label={word}
            value={preference.value}
            values={values}
            isBusy={correct.isPending}
            error={correct.error}
            onSave={(value) => correct.mutate(value)}
            onClose={() => {
              correct.reset()
              setAsked(null)
            }}
          />
        ) : (
          <span className="button-row preference-buttons">
            {values.length > 1 && (
              <GuardedButton
                may={may}
                variant="subtle"
                size="compact-sm"
                aria-label={`Correct: ${word}`}
                onClick={() => setAsked('correct')}
              >
                Correct
              </GuardedButton>
            )}
            <GuardedButton
              may={may}
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={`Erase: ${word}`}
              onClick={() => setAsked('erase')}
            >
              Erase
            </GuardedButton>
          </span>
        )}
      </div>
      <Confirm
        opened={asked === 'erase'}
        title="Erase what was learned?"
        deed="Erase"
        isDangerous
        isBusy={erase.isPending}
        error={erase.error}
        onConfirm={() => erase.mutate()}
        onClose={() => {
          erase.reset()
          setAsked(null)
        }}
      >
        “{valueInWords(preference, practitioners)}” is forgotten and not learned again. The messages stay.
      </Confirm>
    </li>
  )
}

function Correction({
  label,
  value,
  values,
  isBusy,
  error,
  onSave,
  onClose,
}: {
  label: string
  value: string
  values: { value: string; label: string }[]
  isBusy: boolean
  error: unknown
  onSave: (value: string) => void
  onClose: () => void
}) {
  const [chosen, setChosen] = useState(value)
  return (
    <form
      className="preference-correction"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(chosen)
      }}
    >
      <NativeSelect
        autoFocus
        label={label}
        data={values}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <FormProblem error={error} />
      <div className="button-row">
        <Button type="submit" size="compact-md" loading={isBusy}>
          Save
        </Button>
        <Button variant="default" size="compact-md" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function useChanges(contactId: string, { id }: Preference, onDone: () => void) {
  const queries = useQueryClient()
  const params = { path: { id } }
  const reread = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: preferencesQuery(contactId).queryKey }),
      queries.invalidateQueries({ queryKey: ['timeline', contactId] }),
      // What was and will be written from it.
      queries.invalidateQueries({ queryKey: ['steps'] }),
      queries.invalidateQueries({ queryKey: ['messages'] }),
    ])
  const correct = useMutation({
    mutationFn: (value: string) => answer(api.PUT('/api/preferences/{id}', { params, body: { value } })),
    onSuccess: () => {
      onDone()
      say('Corrected', 'The assistant offers by it from now on.')
      return reread()
    },
  })
  const erase = useMutation({
    mutationFn: () => answer(api.DELETE('/api/preferences/{id}', { params })),
    onSuccess: () => {
      onDone()
      say('Erased', 'It is not learned again.')
      return reread()
    },
  })
  return { correct, erase }
}
