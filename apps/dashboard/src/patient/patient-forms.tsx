import { Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { type FormRequest, formsOfContactQuery, questionnairesQuery } from '../forms/form-queries.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { stepsQuery, useClinicTime, useMay } from '../queries.ts'

/** What this person was asked to fill in, what became of it, and its answers. */
export function PatientForms({ contactId }: { contactId: string }) {
  const forms = useQuery(formsOfContactQuery(contactId))
  const steps = useQuery(stepsQuery(contactId)).data?.steps ?? []
  // A request does not say who asked: those about a visit come of journeys, others are links that staff make.
  const sentAbout = new Set(
    steps.flatMap(({ kind, status, appointment_id }) =>
      kind === 'form' && status === 'sent' && appointment_id ? [appointment_id] : [],
    ),
  )
  return (
    <Loaded query={forms} skeleton={<Lines count={2} height={44} />}>
      {({ requests }) => (
        <>
          {requests.length === 0 ? (
            <Empty title="No form was asked for yet" />
          ) : (
            <ul className="rows">
              {requests.map((request) => (
                <RequestRow
                  key={request.id}
                  request={request}
                  isSent={request.appointment_id !== null && sentAbout.has(request.appointment_id)}
                />
              ))}
            </ul>
          )}
          <SendForm contactId={contactId} />
        </>
      )}
    </Loaded>
  )
}

function RequestRow({ request, isSent }: { request: FormRequest; isSent: boolean }) {
  const time = useClinicTime()
  const asked = isSent ? 'Sent' : 'Link made'
  const isOver = request.status === 'open' && request.expires_at < new Date().toISOString()
  const state =
    request.status === 'completed'
      ? request.needs_review
        ? ({ tone: 'bad', word: 'To look at' } as const)
        : ({ tone: 'good', word: 'Filled in' } as const)
      : isOver
        ? ({ tone: 'quiet', word: 'Link expired' } as const)
        : ({ tone: 'busy', word: request.opened_at ? 'Opened' : asked } as const)
  return (
    <li className="row row-top row-wrap">
      <span className="row-main">
        <strong>{request.title}</strong>
        <span className="muted">
          {request.completed_at
            ? `Filled in ${time.ago(request.completed_at)}`
            : `${asked} ${time.ago(request.created_at)}`}
        </span>
        {request.response_id && request.completed_at && (
          <Link to="/answers/$id" params={{ id: request.response_id }} className="text-link">
            Read the answers<span className="visually-hidden"> of {request.title}</span>
          </Link>
        )}
      </span>
      <StateWord tone={state.tone}>{state.word}</StateWord>
    </li>
  )
}

/** The link goes to whoever staff give it to: by themselves forms are sent by journeys. */
function SendForm({ contactId }: { contactId: string }) {
  const may = useMay('contacts:write')
  const queries = useQueryClient()
  const published = (useQuery(questionnairesQuery).data?.questionnaires ?? []).filter(
    ({ version }) => version !== null,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const send = useMutation({
    mutationFn: (questionnaire_id: string) =>
      answer(
        api.POST('/api/contacts/{id}/forms', {
          params: { path: { id: contactId } },
          body: { questionnaire_id, appointment_id: null },
        }),
      ),
    onSuccess: async () => {
      say('The form is ready', 'Give its link to the patient.')
      await Promise.all(['forms', 'timeline'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  if (published.length === 0) return null
  return (
    <details className="folded">
      <summary>Ask for a form</summary>
      <div className="stack-tight">
        <Select
          aria-label="Form"
          placeholder="Choose a form"
          data={published.map(({ id, title }) => ({ value: id, label: title }))}
          value={chosen}
          onChange={(id) => {
            setChosen(id)
            send.reset()
          }}
        />
        <FormProblem error={send.error} />
        {send.data ? (
          <CopyField label="Link for the patient" value={send.data.request.link} />
        ) : (
          <GuardedButton
            may={may}
            variant="default"
            loading={send.isPending}
            {...(chosen ? { onClick: () => send.mutate(chosen) } : {})}
          >
            Make the link
          </GuardedButton>
        )}
      </div>
    </details>
  )
}
