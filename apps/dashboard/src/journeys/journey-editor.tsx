/** Writes the next version of a journey: its steps on a line of time, its rules, and what one patient would get of it. */
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, pathErrors } from '../api.ts'
import { Section } from '../parts/page.tsx'
import { SaveBar, showFirstFlaw } from '../settings/save-bar.tsx'
import { ApproveNotice } from './approve-dialog.tsx'
import { type Draft, definitionOf, draftOf, isChanged } from './journey-draft.ts'
import { JourneyPreview } from './journey-preview.tsx'
import type { Journey } from './journey-queries.ts'
import { JourneyRules } from './journey-rules.tsx'
import { StepsEditor } from './steps-editor.tsx'

/** What the server said against a member of the definition, by `steps.0.text.chat.en`. */
export type Flaws = Readonly<Record<string, string>>

export function JourneyEditor({ journey, mayChange }: { journey: Journey; mayChange: boolean }) {
  const element = useRef<HTMLFormElement>(null)
  const { draft, setDraft, isDirty, save, undo, flaws } = useDraft(journey, element)
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(draft)
      }}
    >
      <div className="journey-columns">
        <div>
          {!isDirty && <ApproveNotice journey={journey} />}
          <fieldset className="bare-fieldset" disabled={!mayChange}>
            <Section
              title="Steps"
              about="In the order in which they are gone through. What stands behind a wait or two ways is planned when that is over."
            >
              <StepsEditor draft={draft} onChange={setDraft} flaws={flaws} mayChange={mayChange} />
            </Section>
            <Section title="Name and rules" about="Whom it takes in, and what ends it.">
              <JourneyRules draft={draft} onChange={setDraft} flaws={flaws} />
            </Section>
          </fieldset>
        </div>
        <JourneyPreview journeyId={journey.id} draft={draft} />
      </div>
      {isDirty && (
        <TextInput
          mt={16}
          maw={560}
          label="What changes with this version"
          placeholder="For whoever approves it (optional)"
          maxLength={500}
          value={draft.note}
          onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
        />
      )}
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        error={save.error}
        deed={`Save as version ${journey.newest_version + 1}`}
        onUndo={undo}
      />
    </form>
  )
}

function useDraft(journey: Journey, element: React.RefObject<HTMLFormElement | null>) {
  const queries = useQueryClient()
  const [known, setKnown] = useState(() => draftOf(journey))
  const [draft, setDraft] = useState(known)
  const [flaws, setFlaws] = useState<Flaws>({})
  // Who writes goes on from what they began with; saving then tells that somebody was quicker.
  const [basedOn, setBasedOn] = useState(journey.newest_version)
  const isDirty = isChanged(draft, known)
  if (!isDirty && journey.newest_version !== basedOn) {
    const fresh = draftOf(journey)
    setKnown(fresh)
    setDraft(fresh)
    setBasedOn(journey.newest_version)
  }
  const save = useMutation({
    mutationFn: (written: Draft) =>
      answer(
        api.PUT('/api/journeys/{id}', {
          params: { path: { id: journey.id } },
          body: {
            name: written.name.trim(),
            definition: definitionOf(written),
            ...(written.note.trim() ? { note: written.note.trim() } : {}),
            based_on: basedOn,
          },
        }),
      ),
    onError: (error) => {
      setFlaws(flawsOf(pathErrors(error)))
      showFirstFlaw(element.current)
    },
    onSuccess: async ({ journey: saved }, written) => {
      setKnown({ ...written, note: '' })
      setDraft({ ...written, note: '' })
      setBasedOn(saved.newest_version)
      setFlaws({})
      say(`Version ${saved.newest_version} is saved`, 'It takes nobody in until somebody approves it.')
      queries.setQueryData(['journeys', journey.id], { journey: saved })
      await queries.invalidateQueries({ queryKey: ['journeys'] })
    },
  })
  const undo = () => {
    setDraft(known)
    setFlaws({})
    save.reset()
  }
  return { draft, setDraft, isDirty, save, undo, flaws }
}

function flawsOf(paths: Record<string, string>): Flaws {
  return Object.fromEntries(
    Object.entries(paths).map(([path, detail]) => [path.replace(/^definition\./, ''), detail]),
  )
}
