import './settings-templates.css'
import '../settings/settings-forms.css'
import '../patient/patient.css'
import '../journeys/journeys.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { IconPlus, IconRoute } from '../icons.ts'
import { JourneyFigures } from '../journeys/journey-figures.tsx'
import { type JourneySummary, journeysQuery } from '../journeys/journey-queries.ts'
import { eventWords, stateOf } from '../journeys/journey-words.ts'
import { NewJourneyDialog } from '../journeys/new-journey-dialog.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { plural } from '../words.ts'

/** What goes out by itself, and what it brought. */
export function Journeys() {
  const may = useMay('journeys:write')
  const time = useClinicTime()
  const journeys = useQuery(journeysQuery)
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      wide
      title="Journeys"
      about={`Care before and after a visit, and invitations to come again, by themselves.${
        journeys.data ? ` Figures since ${time.date(journeys.data.from)}.` : ''
      }`}
      actions={
        <GuardedButton may={may} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          New journey
        </GuardedButton>
      }
    >
      <Loaded query={journeys} skeleton={<Lines count={8} height={64} />}>
        {({ journeys }) =>
          journeys.length === 0 ? (
            <Empty icon={<IconRoute size={28} stroke={1.5} />} title="There are no journeys yet" />
          ) : (
            <>
              {GROUPS.map(({ title, has }) => (
                <Group key={title} title={title} journeys={journeys.filter(has)} />
              ))}
              <p className="muted journey-reading">
                “Booked after” is what the last touch claims: people who booked within two weeks of a message.
                It overstates, since some would have booked anyway. “Lift” tells what the journey really
                brought, by those who were held out, with its 95&nbsp;% interval.
              </p>
            </>
          )
        }
      </Loaded>
      <NewJourneyDialog opened={isAdding} onClose={() => setAdding(false)} />
    </Page>
  )
}

const isAboutVisit = ({ definition }: JourneySummary) => definition.lane === 'appointment'
const GROUPS: { title: string; has: (journey: JourneySummary) => boolean }[] = [
  { title: 'Reminders', has: ({ purpose }) => purpose === 'transactional' },
  { title: 'Care around a visit', has: (one) => one.purpose !== 'transactional' && isAboutVisit(one) },
  { title: 'Coming again', has: (one) => one.purpose !== 'transactional' && !isAboutVisit(one) },
]

function Group({ title, journeys }: { title: string; journeys: readonly JourneySummary[] }) {
  if (journeys.length === 0) return null
  return (
    <section className="journey-group" aria-label={title}>
      <h2>{title}</h2>
      <ul className="card-list">
        {journeys.map((journey) => (
          <li key={journey.id}>
            <JourneyRow journey={journey} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function JourneyRow({ journey }: { journey: JourneySummary }) {
  const { word, tone } = stateOf(journey)
  const { definition, newest_version, live_version } = journey
  return (
    <Link to="/journeys/$id" params={{ id: journey.id }} className="card-row journey-row">
      <span className="row-main">
        <strong>{journey.name}</strong>
        <span className="muted">
          {eventWords(definition.trigger.event)} · {plural(definition.steps.length, 'step', 'steps')}
          {newest_version > live_version && ` · draft of version ${newest_version}`}
        </span>
      </span>
      <span className="journey-state">
        <StateWord tone={tone}>{word}</StateWord>
      </span>
      <JourneyFigures report={journey.report} />
    </Link>
  )
}
