/** What the assistant may say word for word, of the clinic itself and of each service. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { say } from '../../announce.ts'
import { answer, api, type Service } from '../../api.ts'
import { IconPlus } from '../../icons.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { GuardedButton } from '../../parts/guarded-button.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Empty, Lines, Section } from '../../parts/page.tsx'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinicTime, useMay } from '../../queries.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { type ApprovedAnswer, approvedAnswersQuery } from './receptionist-queries.ts'
import { LANGUAGE_WORDS, QUESTION_WORDS } from './receptionist-words.ts'

export function ApprovedAnswers({ services }: { services: readonly Service[] }) {
  const may = useMay('receptionist:write')
  const answers = useQuery(approvedAnswersQuery)
  const [open, setOpen] = useState<ApprovedAnswer | 'new' | null>(null)
  return (
    <Section
      title="Approved answers"
      about="Said word for word. Questions of safety, medicines, aftercare, pain and preparation are answered by a person where nothing is approved here."
      actions={
        <GuardedButton
          may={may}
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setOpen('new')}
        >
          Add an answer
        </GuardedButton>
      }
    >
      <Loaded query={answers} skeleton={<Lines count={3} height={64} />}>
        {({ answers }) =>
          answers.length === 0 ? (
            <Empty title="Nothing is approved yet">
              <p>Begin with what people ask most: parking, payment, what to do before a visit.</p>
            </Empty>
          ) : (
            <ul className="rows">
              {answers.map((each) => (
                <AnswerRow
                  key={each.id}
                  answer={each}
                  about={services.find(({ id }) => id === each.service_id)?.name ?? 'The clinic'}
                  onChange={() => setOpen(each)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <AnswerDialog open={open} services={services} onClose={() => setOpen(null)} />
    </Section>
  )
}

function AnswerRow({
  answer: each,
  about,
  onChange,
}: {
  answer: ApprovedAnswer
  about: string
  onChange: () => void
}) {
  const may = useMay('receptionist:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/receptionist/answers/{id}', { params: { path: { id: each.id } } })),
    onSuccess: () => {
      setAsked(false)
      say('Removed', 'The assistant says it no more.')
      return queries.invalidateQueries({ queryKey: approvedAnswersQuery.queryKey })
    },
  })
  return (
    <li className="row row-top row-wrap">
      <span className="row-main">
        <strong>{each.question}</strong>
        <span className="answer-text">{each.answer}</span>
        <span className="muted">
          {[about, QUESTION_WORDS[each.question_kind], LANGUAGE_WORDS[each.language]].join(' · ')}
        </span>
        <span className="muted">
          {each.approved_at
            ? `Approved ${time.ago(each.approved_at)}${each.approved_by ? ` by ${each.approved_by}` : ''}`
            : 'Never said until somebody approves it'}
        </span>
      </span>
      <StateWord tone={each.approved_at ? 'good' : 'open'}>
        {each.approved_at ? 'Approved' : 'Draft'}
      </StateWord>
      <GuardedButton may={may} variant="subtle" aria-label={`Change “${each.question}”`} onClick={onChange}>
        Change
      </GuardedButton>
      <GuardedButton
        may={may}
        variant="subtle"
        color="red"
        aria-label={`Remove “${each.question}”`}
        onClick={() => setAsked(true)}
      >
        Remove
      </GuardedButton>
      <Confirm
        opened={isAsked}
        title="Remove this answer?"
        deed="Remove"
        isDangerous
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          setAsked(false)
          remove.reset()
        }}
      >
        “{each.question}” is then answered by what else the clinic has written, or by a person.
      </Confirm>
    </li>
  )
}
