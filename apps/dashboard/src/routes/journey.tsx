import './settings-templates.css'
import '../settings/settings-forms.css'
import '../patient/patient.css'
import '../journeys/journeys.css'
import '../journeys/journey-aside.css'
import { SegmentedControl, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { JourneyEditor } from '../journeys/journey-editor.tsx'
import { JourneyFigures } from '../journeys/journey-figures.tsx'
import { JourneyPeople } from '../journeys/journey-people.tsx'
import { type Journey as JourneyRecord, journeyQuery } from '../journeys/journey-queries.ts'
import { JourneyVersions } from '../journeys/journey-versions.tsx'
import { stateOf } from '../journeys/journey-words.ts'
import { LookOnly } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useMay } from '../queries.ts'

const route = getRouteApi('/desk/journeys/$id')

/** One journey: its steps, its versions, and who is in it. */
export function Journey() {
  const { id } = route.useParams()
  const journey = useQuery(journeyQuery(id))
  const name = journey.data?.journey.name ?? 'Journey'
  return (
    <Page
      wide
      title={name}
      about={
        <Link to="/journeys" className="text-link">
          All journeys
        </Link>
      }
      actions={journey.data && <JourneySwitch journey={journey.data.journey} />}
    >
      <Loaded query={journey} skeleton={<Lines count={6} height={72} />}>
        {({ journey }) => <JourneyPage key={journey.id} journey={journey} />}
      </Loaded>
    </Page>
  )
}

function JourneyPage({ journey }: { journey: JourneyRecord }) {
  const may = useMay('journeys:write')
  const { show = 'steps', version } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      {!may && <LookOnly />}
      <div className="journey-head">
        <SegmentedControl
          aria-label="What is shown"
          value={show}
          onChange={(value) =>
            void navigate({ search: value === 'versions' || value === 'people' ? { show: value } : {} })
          }
          data={[
            { value: 'steps', label: 'Steps' },
            { value: 'versions', label: `Versions (${journey.newest_version})` },
            { value: 'people', label: 'People' },
          ]}
        />
        {journey.report && <JourneyFigures report={journey.report} />}
      </div>
      {show === 'steps' && <JourneyEditor journey={journey} mayChange={may} />}
      {show === 'versions' && <JourneyVersions journey={journey} shown={version} />}
      {show === 'people' && <JourneyPeople journey={journey} />}
    </>
  )
}

function JourneySwitch({ journey }: { journey: JourneyRecord }) {
  const may = useMay('journeys:write')
  const queries = useQueryClient()
  const { word, tone } = stateOf(journey)
  const change = useMutation({
    mutationFn: (is_active: boolean) =>
      answer(
        api.POST('/api/journeys/{id}/switch', { params: { path: { id: journey.id } }, body: { is_active } }),
      ),
    onSuccess: (_, isOn) => {
      say(
        isOn ? 'Switched on' : 'Switched off',
        isOn ? 'It takes people in from now on.' : 'It takes nobody in; those in it go on.',
      )
      return queries.invalidateQueries({ queryKey: ['journeys'] })
    },
  })
  return (
    <div className="journey-switch">
      <StateWord tone={tone}>{word}</StateWord>
      <Switch
        label="Takes people in"
        checked={journey.is_active}
        disabled={!may || change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <FormProblem error={change.error} />
    </div>
  )
}
