import './needs-you-now.css'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { IconCheck } from '../icons.ts'
import { ProblemNotice } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import {
  conflictsQuery,
  connectionsQuery,
  deliveriesQuery,
  failedMessagesQuery,
  pendingQuery,
  useClinicTime,
  useMay,
} from '../queries.ts'
import { fateOf, MESSAGE_KINDS, triggerInWords } from '../words.ts'

interface Task {
  key: string
  isUrgent: boolean
  title: string
  about: string
  text: string
  link: ReactNode
}

const SHOWN = 12
/** A failed message leaves the list by itself: nothing can be done about it in Foyer but calling the patient. */
const FAILED_SHOWN_MS = 3 * 86_400_000

/** Everything that waits for a person, the most urgent first. */
export function useTasks() {
  const time = useClinicTime()
  const maySeeDeliveries = useMay('connections:read')
  const conflicts = useQuery(conflictsQuery)
  const pending = useQuery(pendingQuery(time.today()))
  const failed = useQuery(failedMessagesQuery)
  const connections = useQuery({ ...connectionsQuery, enabled: maySeeDeliveries })
  const deliveries = useQueries({
    queries: (connections.data?.connections ?? []).map(({ id }) => deliveriesQuery(id)),
  })
  const read = [conflicts, pending, failed]

  const tasks: Task[] = [
    ...(conflicts.data?.conflicts ?? [])
      .filter(({ status }) => status === 'open')
      .map((conflict) => ({
        key: conflict.id,
        isUrgent: true,
        title: conflict.evidence.name,
        about: `Who is it? · ${time.ago(conflict.created_at)}`,
        text: `The phone belongs to ${conflict.phone_contact.display_name}, the e-mail to ${conflict.email_contact.display_name}.`,
        link: (
          <Link to="/merge-queue" search={{ conflict: conflict.id }}>
            Decide who it is
          </Link>
        ),
      })),
    ...deliveries.flatMap(({ data }) =>
      (data?.deliveries ?? [])
        .filter(({ status }) => status === 'failed')
        .map((delivery) => ({
          key: delivery.id,
          isUrgent: true,
          title: `Cal.com: ${triggerInWords(delivery.trigger)}`,
          about: `Not processed · ${time.ago(delivery.received_at)}`,
          text: delivery.reason ?? 'It could not be processed.',
          link: (
            <Link to="/settings/connections" search={{ delivery: delivery.id }}>
              Look and replay
            </Link>
          ),
        })),
    ),
    ...(failed.data?.messages ?? [])
      .filter((message) => Date.parse(message.created_at) > Date.now() - FAILED_SHOWN_MS)
      .map((message) => ({
        key: message.id,
        isUrgent: true,
        title: message.to_name,
        about: `${MESSAGE_KINDS[message.kind]} failed · ${time.ago(message.created_at)}`,
        text: fateOf(message),
        link: (
          <Link to="/outbox" search={{ status: 'failed', message: message.id }}>
            Read the message
          </Link>
        ),
      })),
    ...(pending.data?.appointments ?? []).map((visit) => ({
      key: visit.id,
      isUrgent: false,
      title: visit.attendee_name,
      about: `Unconfirmed · ${time.ahead(visit.start_at)}`,
      text: `${visit.service_name ?? visit.title}. Confirm or decline it in Cal.com.`,
      link: (
        <Link to="/" search={{ day: time.day(visit.start_at), appointment: visit.id }}>
          Open the request
        </Link>
      ),
    })),
  ]
  return { tasks, read }
}

export function NeedsYouNow({ tasks, read }: ReturnType<typeof useTasks>) {
  const title = useId()
  const broken = read.find((query) => query.error && query.data === undefined)
  const isReading = read.some((query) => query.isPending)
  return (
    <section className="tasks" aria-labelledby={title}>
      <h2 id={title}>Needs you now</h2>
      {broken && (
        <ProblemNotice
          error={broken.error}
          onRetry={() => {
            for (const query of read) void query.refetch()
          }}
        />
      )}
      {isReading && !broken && <Lines count={2} height={96} />}
      {!isReading && !broken && tasks.length === 0 && (
        <p className="tasks-none">
          <IconCheck size={18} aria-hidden="true" /> Nothing waits for you.
        </p>
      )}
      {!isReading && (
        <ul>
          {tasks.slice(0, SHOWN).map((task) => (
            <li key={task.key} className={task.isUrgent ? 'task task-urgent' : 'task'}>
              <h3>{task.title}</h3>
              <p className="muted">{task.about}</p>
              <p className="task-text">{task.text}</p>
              {task.link}
            </li>
          ))}
        </ul>
      )}
      {tasks.length > SHOWN && <p className="muted">and {tasks.length - SHOWN} more</p>}
    </section>
  )
}
