/** Writes a questionnaire: its questions in both languages beside what a patient sees, and its publishing. */
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { FormProblem } from '../parts/loaded.tsx'
import { Section } from '../parts/page.tsx'
import { useClinicTime, useMe } from '../queries.ts'
import { SaveBar } from '../settings/save-bar.tsx'
import { AddQuestion } from './add-question.tsx'
import { type Body, newItem } from './fhir.ts'
import { FormPreview } from './form-preview.tsx'
import type { Questionnaire } from './form-queries.ts'
import { ItemRow } from './item-row.tsx'

const EMPTY: Body = { resourceType: 'Questionnaire', item: [] }
const bodyOf = ({ draft, published }: Questionnaire): Body => (draft ?? published ?? EMPTY) as Body

export function QuestionnaireEditor({
  questionnaire,
  mayChange,
}: {
  questionnaire: Questionnaire
  mayChange: boolean
}) {
  const { body, setBody, title, setTitle, isDirty, save, undo } = useBody(questionnaire)
  const items = body.item ?? []
  const setItems = (item: Body['item']) => setBody({ ...body, item })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="form-columns">
        <div>
          {!isDirty && <PublishNotice questionnaire={questionnaire} mayChange={mayChange} />}
          <Issues questionnaire={questionnaire} />
          <fieldset className="bare-fieldset" disabled={!mayChange}>
            <Section title="Questions" about="Patients read them in English or Spanish.">
              <TextInput
                label="Title"
                mb={12}
                maxLength={200}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
              <ol className="items">
                {items.map((item, i) => (
                  <ItemRow
                    key={item.linkId}
                    item={item}
                    path={[i]}
                    of={items.length}
                    body={body}
                    mayChange={mayChange}
                    onChange={setItems}
                  />
                ))}
              </ol>
              {mayChange && (
                <AddQuestion onAdd={(type) => setItems([...items, newItem(body, type)])} isGroupOffered />
              )}
            </Section>
          </fieldset>
        </div>
        <FormPreview body={body} />
      </div>
      <SaveBar
        isDirty={isDirty}
        isSaving={save.isPending}
        error={save.error}
        onUndo={undo}
        deed="Save draft"
      />
    </form>
  )
}

function useBody(questionnaire: Questionnaire) {
  const queries = useQueryClient()
  const [known, setKnown] = useState({
    questionnaire,
    title: questionnaire.title,
    body: bodyOf(questionnaire),
  })
  const [title, setTitle] = useState(known.title)
  const [body, setBody] = useState(known.body)
  const isDirty = title !== known.title || JSON.stringify(body) !== JSON.stringify(known.body)
  function begin(from: Questionnaire) {
    setKnown({ questionnaire: from, title: from.title, body: bodyOf(from) })
    setTitle(from.title)
    setBody(bodyOf(from))
  }
  // What is being written stays; saving then tells that somebody was quicker.
  if (!isDirty && questionnaire.revision !== known.questionnaire.revision) begin(questionnaire)
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/questionnaires/{id}/draft', {
          params: { path: { id: questionnaire.id } },
          body: { title: title.trim(), body, revision: known.questionnaire.revision },
        }),
      ),
    onSuccess: async ({ questionnaire: saved }) => {
      begin(saved)
      say('Saved', 'As a draft: patients get it when it is published.')
      queries.setQueryData(['forms', 'questionnaires', saved.id], { questionnaire: saved })
      await queries.invalidateQueries({ queryKey: ['forms'] })
    },
  })
  const undo = () => {
    begin(known.questionnaire)
    save.reset()
  }
  return { body, setBody, title, setTitle, isDirty, save, undo }
}

function Issues({ questionnaire: { issues } }: { questionnaire: Questionnaire }) {
  if (issues.length === 0) return null
  return (
    <div className="notice notice-problem" role="note">
      <div>
        <p>
          <strong>To mend before it is published</strong>
        </p>
        <ul className="plain-list">
          {issues.map((issue) => (
            <li key={`${issue.code} ${issue.link_id}`}>
              {issue.link_id && <code>{issue.link_id}</code>} {issue.detail}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function PublishNotice({ questionnaire, mayChange }: { questionnaire: Questionnaire; mayChange: boolean }) {
  const time = useClinicTime()
  const [isAsked, setAsked] = useState(false)
  const { version, has_draft, approved_by, published_at, issues } = questionnaire
  const isFaulty = issues.some(({ severity }) => severity === 'error')
  if (!has_draft) {
    return (
      <p className="muted form-published">
        Version {version}, approved by {approved_by}
        {published_at && `, ${time.ago(published_at)}`}.
      </p>
    )
  }
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>This is a draft.</strong>{' '}
        {version === null
          ? 'It is sent to nobody until a clinician has approved it.'
          : `Patients get version ${version} until this one is published.`}
      </p>
      {mayChange && (
        <Button disabled={isFaulty} onClick={() => setAsked(true)}>
          Publish
        </Button>
      )}
      <PublishDialog questionnaire={questionnaire} opened={isAsked} onClose={() => setAsked(false)} />
    </div>
  )
}

function PublishDialog({
  questionnaire,
  opened,
  onClose,
}: {
  questionnaire: Questionnaire
  opened: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const { user } = useMe()
  const [approvedBy, setApprovedBy] = useState(user?.name ?? '')
  const publish = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/questionnaires/{id}/publish', {
          params: { path: { id: questionnaire.id } },
          body: { revision: questionnaire.revision, approved_by: approvedBy.trim() },
        }),
      ),
    onSuccess: async () => {
      onClose()
      say('Published', 'Forms that are sent from now on have these questions.')
      await queries.invalidateQueries({ queryKey: ['forms'] })
    },
  })
  // Drawn elsewhere, it still stands inside of the editor’s form for React: its submit would save the draft.
  return (
    <Modal opened={opened} onClose={onClose} title={`Publish “${questionnaire.title}”?`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          publish.mutate()
        }}
      >
        <p>
          Forms that are sent from now on have these questions. Whoever has begun stays with the words that
          they read. What is published is never changed.
        </p>
        <TextInput
          label="The clinician who approves these words"
          maxLength={120}
          value={approvedBy}
          onChange={(event) => setApprovedBy(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={publish.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={publish.isPending} disabled={!approvedBy.trim()}>
            Publish
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
