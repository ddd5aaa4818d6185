/** Counted: what waits for a person, and which channel brings bookings. */
import { ok, type Route } from './answers.ts'
import { ago, visits } from './cast.ts'
import { deliveries } from './connections.ts'
import { conversations } from './conversations.ts'
import { messages } from './messages.ts'
import { openConflicts } from './people.ts'

const countOf = (list: { status: string }[], status: string) =>
  list.filter((item) => item.status === status).length

export const reportRoutes: Route[] = [
  [
    'GET',
    '/api/tasks',
    () =>
      ok({
        tasks: {
          waiting_conversations: countOf(conversations, 'waiting'),
          open_conflicts: openConflicts().length,
          failed_deliveries: countOf(deliveries, 'failed'),
          failed_messages: countOf(messages, 'failed'),
          failed_messages_since: ago(3 * 24 * 60),
          unconfirmed_appointments: countOf(visits, 'pending'),
          conflicting_appointments: visits.filter(({ has_conflict }) => has_conflict).length,
          forms_to_review: 0,
          staff_tasks: 0,
        },
      }),
  ],
  [
    'GET',
    '/api/reports/channels',
    () =>
      ok({
        from: ago(40000),
        to: ago(0),
        channels: [
          ['whatsapp', 120, 46, 48, 61, 39, 4, 3],
          ['direct', 0, 0, 31, 20, 27, 3, 1],
          ['widget', 64, 15, 17, 33, 12, 3, 1],
          ['voice', 0, 0, 9, 8, 8, 1, 0],
          ['instagram', 38, 4, 4, 12, 2, 1, 1],
        ].map(
          ([
            channel,
            conversations,
            conversations_booked,
            bookings,
            first_touches,
            kept,
            cancelled,
            no_shows,
          ]) => ({
            channel,
            conversations,
            conversations_booked,
            bookings,
            first_touches,
            kept,
            cancelled,
            no_shows,
          }),
        ),
      }),
  ],
]
