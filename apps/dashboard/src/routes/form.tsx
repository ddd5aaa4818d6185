import '../settings/settings-forms.css'
import '../forms/forms.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { questionnaireQuery } from '../forms/form-queries.ts'
import { QuestionnaireEditor } from '../forms/questionnaire-editor.tsx'
import { LookOnly } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { useMay } from '../queries.ts'

const route = getRouteApi('/desk/forms/$id')

/** One questionnaire: its questions beside what a patient sees of them. */
export function Form() {
  const { id } = route.useParams()
  const may = useMay('forms:write')
  const questionnaire = useQuery(questionnaireQuery(id))
  return (
    <Page
      wide
      title={questionnaire.data?.questionnaire.title ?? 'Form'}
      about={
        <Link to="/forms" className="text-link">
          All forms
        </Link>
      }
    >
      {!may && <LookOnly />}
      <Loaded query={questionnaire} skeleton={<Lines count={6} height={72} />}>
        {({ questionnaire }) => (
          <QuestionnaireEditor key={questionnaire.id} questionnaire={questionnaire} mayChange={may} />
        )}
      </Loaded>
    </Page>
  )
}
