import '../forms/forms.css'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, api, type Schemas } from '../api.ts'
import { formsToReviewQuery, questionnairesQuery } from '../forms/form-queries.ts'
import { foundInWords } from '../forms/form-words.ts'
import { IconFileText, IconPlus } from '../icons.ts'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'

/** What patients are asked before a visit, and answers that somebody should look at. */
export function Forms() {
  const may = useMay('forms:write')
  const questionnaires = useQuery(questionnairesQuery)
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      title="Forms"
      about="What patients are asked before a visit. They fill it in by a link, on their phone."
      actions={
        <GuardedButton may={may} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          New form
        </GuardedButton>
      }
    >
      <ToReview />
      <Loaded query={questionnaires} skeleton={<Lines count={4} height={60} />}>
        {({ questionnaires }) =>
          questionnaires.length === 0 ? (
            <Empty icon={<IconFileText size={28} stroke={1.5} />} title="There are no forms yet" />
          ) : (
            <section className="form-list" aria-label="Forms">
              <h2>All forms</h2>
              <ul className="card-list">
                {questionnaires.map((one) => (
                  <li key={one.id}>
                    <QuestionnaireRow questionnaire={one} />
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Loaded>
      <NewFormDialog opened={isAdding} onClose={() => setAdding(false)} />
    </Page>
  )
}

function ToReview() {
  const time = useClinicTime()
  const { data } = useQuery(formsToReviewQuery)
  if (!data || data.responses.length === 0) return null
  return (
    <section className="form-list" aria-label="Answers to look at">
      <h2>Answers to look at</h2>
      <ul className="card-list">
        {data.responses.map((response) => (
          <li key={response.id}>
            <Link to="/answers/$id" params={{ id: response.id }} className="card-row">
              <span className="row-main">
                <strong>{response.contact_name}</strong>
                <span className="muted">
                  {response.title}
                  {response.completed_at && ` · ${time.ago(response.completed_at)}`}
                </span>
                <span>{foundInWords(response)}</span>
              </span>
              <StateWord tone={response.flags.length > 0 ? 'bad' : 'open'}>To look at</StateWord>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function QuestionnaireRow({ questionnaire: one }: { questionnaire: Schemas['QuestionnaireSummary'] }) {
  const time = useClinicTime()
  return (
    <Link to="/forms/$id" params={{ id: one.id }} className="card-row">
      <span className="row-main">
        <strong>{one.title}</strong>
        <span className="muted">
          {one.published_at
            ? `Version ${one.version}, approved by ${one.approved_by}, ${time.ago(one.published_at)}`
            : 'Sent to nobody until a clinician has approved it'}
          {one.published_at && one.has_draft && ' · has changes that are not published'}
        </span>
      </span>
      <StateWord tone={one.version === null ? 'open' : 'good'}>
        {one.version === null ? 'Draft' : 'Published'}
      </StateWord>
    </Link>
  )
}

function NewFormDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const create = useMutation({
    mutationFn: () => answer(api.POST('/api/questionnaires', { body: { title: title.trim() } })),
    onSuccess: async ({ questionnaire }) => {
      await queries.invalidateQueries({ queryKey: ['forms'] })
      onClose()
      setTitle('')
      await navigate({ to: '/forms/$id', params: { id: questionnaire.id } })
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="New form">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <TextInput
          label="Title"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!title.trim()}>
            Begin
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
