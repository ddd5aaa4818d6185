import { SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { say } from '../announce.ts'
import { answer, api } from '../api.ts'
import { IconUsers } from '../icons.ts'
import { Confirm } from '../parts/confirm.tsx'
import { GuardedButton } from '../parts/guarded-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { humanize, reasonInWords } from '../words.ts'
import { AddPeople } from './add-people.tsx'
import { type Enrollment, enrollmentsQuery, type Journey } from './journey-queries.ts'

const STATUS: Record<Enrollment['status'], { word: string; tone: 'busy' | 'good' | 'quiet' }> = {
  live: { word: 'In it', tone: 'busy' },
  done: { word: 'Came to its end', tone: 'good' },
  stopped: { word: 'Ended early', tone: 'quiet' },
}

/** Who is or was in a journey, and what comes next for them. */
export function JourneyPeople({ journey }: { journey: Journey }) {
  const [shown, setShown] = useState<Enrollment['status'] | 'all'>('all')
  const people = useInfiniteQuery(enrollmentsQuery(journey.id, shown === 'all' ? undefined : shown))
  return (
    <>
      <div className="filters">
        <SegmentedControl
          aria-label="Who is shown"
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'all', label: 'All' },
            ...Object.entries(STATUS).map(([value, { word }]) => ({ value, label: word })),
          ]}
        />
        <AddPeople journey={journey} />
      </div>
      <Loaded query={people} skeleton={<Lines count={5} height={60} />}>
        {({ pages }) => {
          const found = pages.flatMap(({ enrollments }) => enrollments)
          if (found.length === 0)
            return <Empty icon={<IconUsers size={28} stroke={1.5} />} title="Nobody yet" />
          return (
            <>
              <ul className="card-list">
                {found.map((each) => (
                  <li key={each.id} className="row-and-deed">
                    <PersonRow enrollment={each} liveVersion={journey.live_version} />
                    {each.status === 'live' && <TakeOut enrollment={each} journeyId={journey.id} />}
                  </li>
                ))}
              </ul>
              <MoreButton of={people}>Show more</MoreButton>
            </>
          )
        }}
      </Loaded>
    </>
  )
}

function PersonRow({ enrollment: each, liveVersion }: { enrollment: Enrollment; liveVersion: number }) {
  const time = useClinicTime()
  const { word, tone } = STATUS[each.status]
  const next =
    each.next_due_at && `Next: ${humanize(each.next_step_key ?? '')}, ${time.ahead(each.next_due_at)}`
  return (
    <Link to="/patients/$id" params={{ id: each.contact_id }} className="card-row row-wrap">
      <span className="row-main">
        <strong>{each.contact_name}</strong>
        <span className="muted">
          Since {time.date(each.enrolled_at)}
          {each.version !== liveVersion && ` · version ${each.version}`}
          {each.is_held_out && ' · held out, gets nothing'}
        </span>
        <span className="muted">
          {each.status === 'live' ? !each.is_held_out && next : reasonInWords(each.end_reason)}
        </span>
      </span>
      <StateWord tone={each.is_held_out ? 'quiet' : tone}>{each.is_held_out ? 'Held out' : word}</StateWord>
    </Link>
  )
}

function TakeOut({ enrollment, journeyId }: { enrollment: Enrollment; journeyId: string }) {
  const queries = useQueryClient()
  const may = useMay('contacts:write')
  const [isAsked, setAsked] = useState(false)
  const takeOut = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/enrollments/{id}/leave', { params: { path: { id: enrollment.id } } })),
    onSuccess: async () => {
      setAsked(false)
      say(`${enrollment.contact_name} was taken out`)
      await queries.invalidateQueries({ queryKey: ['enrollments', journeyId] })
    },
  })
  return (
    <>
      <GuardedButton
        may={may}
        variant="subtle"
        aria-label={`Take ${enrollment.contact_name} out`}
        onClick={() => setAsked(true)}
      >
        Take out
      </GuardedButton>
      <Confirm
        opened={isAsked}
        title={`Take ${enrollment.contact_name} out?`}
        deed="Take out"
        isBusy={takeOut.isPending}
        error={takeOut.error}
        onConfirm={() => takeOut.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>What is planned for them in this journey is cancelled. What was sent stays on their page.</p>
      </Confirm>
    </>
  )
}
