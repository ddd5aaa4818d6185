import './needs-you-now.css'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { formsToReviewQuery } from '../forms/form-queries.ts'
import { foundInWords } from '../forms/form-words.ts'
import { IconCheck } from '../icons.ts'
import { waitingQuery } from '../inbox/inbox-queries.ts'
import { channelName, sentence, waitingInWords } from '../inbox/inbox-words.ts'
import { ProblemNotice } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import {
  conflictsQuery,
  connectionsQuery,
  deliveriesQuery,
  failedMessagesQuery,
  overlapsQuery,
  pendingQuery,
  tasksQuery,
  useClinicTime,
  useMay,
} from '../queries.ts'
import { staffTasksQuery } from '../tasks/task-queries.ts'
import { CALCOM_BOOKINGS, fateOf, MESSAGE_KINDS, triggerInWords } from '../words.ts'

interface Task {
  key: string
  isUrgent: boolean
  title: string
  about: string
  text: string
  link: ReactNode
}

const SHOWN = 12

/** What waits for a person, the most urgent first, and how much there is of it altogether. */
export function useTasks() {
  const time = useClinicTime()
  const maySeeDeliveries = useMay('connections:read')
  const counted = useQuery(tasksQuery)
  const counts = counted.data?.tasks
  const waiting = useQuery({ ...waitingQuery, enabled: (counts?.waiting_conversations ?? 0) > 0 })
  const conflicts = useQuery(conflictsQuery)
  const pending = useQuery(pendingQuery(time.today()))
  const failed = useQuery(failedMessagesQuery)
  const hasOverlaps = (counts?.conflicting_appointments ?? 0) > 0
  const overlaps = useQuery({ ...overlapsQuery(time.today()), enabled: hasOverlaps })
  const hasFailedDeliveries = maySeeDeliveries && (counts?.failed_deliveries ?? 0) > 0
  const connections = useQuery({ ...connectionsQuery, enabled: hasFailedDeliveries })
  const deliveries = useQueries({
    queries: hasFailedDeliveries
      ? (connections.data?.connections ?? []).map(({ id }) => deliveriesQuery(id, 'failed'))
      : [],
  })
  const nameOf = (connectionId: string) =>
    connections.data?.connections.find(({ id }) => id === connectionId)?.name ?? 'Connection'
  const staffTasks = useQuery({ ...staffTasksQuery, enabled: (counts?.staff_tasks ?? 0) > 0 })
  const answers = useQuery({ ...formsToReviewQuery, enabled: (counts?.forms_to_review ?? 0) > 0 })
  const read = [counted, conflicts, pending, failed]

  const tasks: Task[] = [
    ...((counts?.waiting_conversations && waiting.data?.conversations) || []).map((conversation) => ({
      key: conversation.id,
      isUrgent: true,
      title: conversation.contact_name,
      about: `${channelName(conversation.channel)} · ${time.ago(conversation.waiting_since ?? conversation.last_message_at)}`,
      text: `${sentence(waitingInWords(conversation))}${conversation.last_heard ? `: “${conversation.last_heard}”` : '.'}`,
      link: (
        <Link to="/inbox" search={{ conversation: conversation.id }}>
          Answer
        </Link>
      ),
    })),
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
      (data?.deliveries ?? []).map((delivery) => ({
        key: delivery.id,
        isUrgent: true,
        title:
          delivery.patient_name ?? `${nameOf(delivery.connection_id)}: ${triggerInWords(delivery.trigger)}`,
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
      .filter(({ created_at }) => counts && created_at >= counts.failed_messages_since)
      .map((message) => ({
        key: message.id,
        isUrgent: true,
        title: message.to_name || message.contact_name,
        about: `${MESSAGE_KINDS[message.kind]} failed · ${time.ago(message.created_at)}`,
        text: fateOf(message),
        link: (
          <Link to="/outbox" search={{ status: 'failed', message: message.id }}>
            Read the message
          </Link>
        ),
      })),
    ...((hasOverlaps && overlaps.data?.appointments) || []).map((visit) => ({
      key: visit.id,
      isUrgent: true,
      title: visit.attendee_name,
      about: `Booked over another visit · ${time.ahead(visit.start_at)}`,
      text: `${visit.practitioner?.name ?? 'The practitioner'} has another visit then. ${visit.source === 'calcom' ? 'Move this one at Cal.com, or the other one.' : 'Move one of the two.'}`,
      link: (
        <>
          <Link to="/" search={{ day: time.day(visit.start_at), appointment: visit.id }}>
            Open the visit
          </Link>
          {visit.source === 'calcom' && (
            <>
              {' '}
              <a href={CALCOM_BOOKINGS} target="_blank" rel="noreferrer">
                Open Cal.com
              </a>
            </>
          )}
        </>
      ),
    })),
    ...((counts?.forms_to_review && answers.data?.responses) || []).map((response) => ({
      key: response.id,
      isUrgent: response.flags.length > 0,
      title: response.contact_name,
      about: `${response.title}${response.completed_at ? ` · ${time.ago(response.completed_at)}` : ''}`,
      text: `${foundInWords(response)}.`,
      link: (
        <Link to="/answers/$id" params={{ id: response.id }}>
          Look at the answers
        </Link>
      ),
    })),
    ...((counts?.staff_tasks && staffTasks.data?.tasks) || []).map((task) => ({
      key: task.id,
      isUrgent: task.is_urgent,
      title: task.title,
      about: `${task.contact_name ?? 'The clinic'} · ${time.ago(task.created_at)}`,
      text: task.detail ?? (task.journey ? `Asked by “${task.journey}”.` : 'Nobody has done it yet.'),
      link: <Link to="/tasks">Open the tasks</Link>,
    })),
    ...(pending.data?.appointments ?? []).map((visit) => ({
      key: visit.id,
      isUrgent: false,
      title: visit.attendee_name,
      about: `Unconfirmed · ${time.ahead(visit.start_at)}`,
      text: `${visit.service_name ?? visit.title}. Confirm or decline it${visit.source === 'calcom' ? ' in Cal.com' : ''}.`,
      link: (
        <Link to="/" search={{ day: time.day(visit.start_at), appointment: visit.id }}>
          Open the request
        </Link>
      ),
    })),
  ]
  const count = counts
    ? counts.waiting_conversations +
      counts.open_conflicts +
      (counts.failed_deliveries ?? 0) +
      counts.failed_messages +
      counts.conflicting_appointments +
      counts.unconfirmed_appointments +
      counts.forms_to_review +
      counts.staff_tasks
    : tasks.length
  return { tasks, count, read }
}

export function NeedsYouNow({ tasks, count, read }: ReturnType<typeof useTasks>) {
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
      {count > SHOWN && <p className="muted">and {count - SHOWN} more</p>}
    </section>
  )
}
