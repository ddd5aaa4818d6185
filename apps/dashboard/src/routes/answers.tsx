import '../forms/forms.css'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { AnswerList } from '../forms/answer-list.tsx'
import { type FormResponse, responseQuery } from '../forms/form-queries.ts'
import { DIFFERENCE_WORDS } from '../forms/form-words.ts'
import { IconCheck } from '../icons.ts'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines, Page, Section } from '../parts/page.tsx'
import { useClinicTime, useMay } from '../queries.ts'

const route = getRouteApi('/desk/answers/$id')

/** What somebody answered, what of it stands out first. */
export function Answers() {
  const { id } = route.useParams()
  const response = useQuery(responseQuery(id))
  const shown = response.data?.response
  return (
    <Page
      title={shown?.title ?? 'Answers'}
      about={
        shown && (
          <>
            Filled in by{' '}
            <Link to="/patients/$id" params={{ id: shown.contact_id }} className="text-link">
              {shown.contact_name}
            </Link>
          </>
        )
      }
      actions={shown && <Reviewed response={shown} />}
    >
      <Loaded query={response} skeleton={<Lines count={6} height={56} />}>
        {({ response }) => (
          <>
            <StandsOut response={response} />
            <Section title="All answers">
              <AnswerList response={response} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function StandsOut({ response: { flags, differences } }: { response: FormResponse }) {
  return (
    <>
      {flags.length > 0 && (
        <Section title="To look at">
          <ul className="rows">
            {flags.map((flag) => (
              <li key={`${flag.link_id} ${flag.answer}`} className="row row-top">
                <span className="row-main answer-flag">
                  <strong>{flag.label}</strong>
                  <span>{flag.answer}</span>
                  <span className="muted">{flag.question}</span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {differences.length > 0 && (
        <Section
          title="Differs from what is known"
          about="Nothing was overwritten. Ask the patient, then change what is wrong."
        >
          <dl className="details">
            {differences.map(({ field, known, said }) => (
              <div key={field}>
                <dt>{DIFFERENCE_WORDS[field]}</dt>
                <dd>
                  {said}{' '}
                  <span className="muted">{known ? `instead of ${known}` : 'is known of somebody else'}</span>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

function Reviewed({ response }: { response: FormResponse }) {
  const may = useMay('contacts:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const review = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/form-responses/{id}/review', { params: { path: { id: response.id } } })),
    onSuccess: async () => {
      say('Looked at', `${response.title} of ${response.contact_name}`)
      await Promise.all(
        ['forms', 'tasks', 'timeline'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  if (response.reviewed_at) return <p className="muted">Looked at {time.ago(response.reviewed_at)}</p>
  if (!response.needs_review || !may) return null
  return (
    <>
      <Button
        leftSection={<IconCheck size={16} />}
        loading={review.isPending}
        onClick={() => review.mutate()}
      >
        Mark as looked at
      </Button>
      <FormProblem error={review.error} />
    </>
  )
}
