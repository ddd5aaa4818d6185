/** Everything that is read from the server, by key. The first word of a key is what live events speak of. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answer, api, type Message, type Schemas } from './api.ts'
import { clinicTime, displayLocale } from './clinic-time.ts'

export const PAGE = 50

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/me')),
  staleTime: 5 * 60_000,
})

const MOST_AT_ONCE = 200

/** All of some days, both included, however many they are. */
async function everyAppointment({ from, to }: { from: string; to: string }) {
  // By id: one that is booked meanwhile shifts the pages, and the last of a page comes again.
  const found = new Map<string, Schemas['Appointment']>()
  for (let offset = 0; ; offset += MOST_AT_ONCE) {
    const query = { from, to, limit: MOST_AT_ONCE, offset }
    const page = await answer(api.GET('/api/appointments', { params: { query } }))
    for (const visit of page.appointments) found.set(visit.id, visit)
    if (page.appointments.length < MOST_AT_ONCE) return { appointments: [...found.values()] }
  }
}

export const daysQuery = ({ from, to }: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['appointments', { from, to }],
    queryFn: () => everyAppointment({ from, to }),
  })

export const dayQuery = (day: string) => daysQuery({ from: day, to: day })

export const pendingQuery = (from: string) =>
  queryOptions({
    queryKey: ['appointments', { pending: from }],
    queryFn: () =>
      answer(api.GET('/api/appointments', { params: { query: { from, status: 'pending', limit: 50 } } })),
  })

/** What was booked elsewhere at a time that was taken here. */
export const overlapsQuery = (from: string) =>
  queryOptions({
    queryKey: ['appointments', { overlaps: from }],
    queryFn: () =>
      answer(api.GET('/api/appointments', { params: { query: { from, has_conflict: 'true', limit: 50 } } })),
  })

export const appointmentSearchQuery = (search: string, from: string) =>
  queryOptions({
    queryKey: ['appointments', { search, from }],
    queryFn: () => answer(api.GET('/api/appointments', { params: { query: { search, from, limit: 8 } } })),
  })

export const appointmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['appointments', id],
    queryFn: () => answer(api.GET('/api/appointments/{id}', { params: { path: { id } } })),
  })

export const contactsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', { search }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/contacts', {
          params: { query: { ...(search ? { search } : {}), limit: PAGE, offset: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.contacts.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
  })

export const contactSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['contacts', { spotlight: search }],
    queryFn: () => answer(api.GET('/api/contacts', { params: { query: { search, limit: 8 } } })),
  })

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', id],
    queryFn: () => answer(api.GET('/api/contacts/{id}', { params: { path: { id } } })),
  })

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/contacts/{id}/timeline', {
          params: { path: { id }, query: { limit: PAGE, offset: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.events.length < PAGE ? undefined : pages.length * PAGE),
  })

export const stepsQuery = (id: string) =>
  queryOptions({
    queryKey: ['steps', id],
    queryFn: () => answer(api.GET('/api/contacts/{id}/steps', { params: { path: { id } } })),
  })

export const conflictsQuery = queryOptions({
  queryKey: ['conflicts'],
  queryFn: () => answer(api.GET('/api/identity-conflicts', { params: { query: { limit: 100 } } })),
})

export interface MessageFilter {
  contactId?: string | undefined
  status?: Message['status'] | undefined
  channel?: Message['channel'] | undefined
}

export const messagesQuery = ({ contactId, status, channel }: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', { contactId, status, channel }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/messages', {
          params: {
            query: {
              ...(contactId ? { contact_id: contactId } : {}),
              ...(status ? { status } : {}),
              ...(channel ? { channel } : {}),
              limit: PAGE,
              offset: pageParam,
            },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.messages.length < PAGE ? undefined : pages.length * PAGE),
  })

export const failedMessagesQuery = queryOptions({
  queryKey: ['messages', { failed: true }],
  queryFn: () => answer(api.GET('/api/messages', { params: { query: { status: 'failed', limit: 20 } } })),
})

/** How much waits for a person. What only failed is told by no event, hence the interval. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: () => answer(api.GET('/api/tasks')),
  refetchInterval: 60_000,
})

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () => answer(api.GET('/api/templates')),
})

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => answer(api.GET('/api/connections')),
  refetchInterval: 60_000,
})

/** What can be connected; it changes with Foyer itself only. */
export const vendorsQuery = queryOptions({
  queryKey: ['connections', 'vendors'],
  queryFn: () => answer(api.GET('/api/connections/vendors')),
  staleTime: Number.POSITIVE_INFINITY,
})

export const deliveriesQuery = (id: string, status?: Schemas['Delivery']['status']) =>
  queryOptions({
    queryKey: ['deliveries', id, { status }],
    queryFn: () =>
      answer(
        api.GET('/api/connections/{id}/deliveries', {
          params: { path: { id }, query: { ...(status ? { status } : {}), limit: PAGE } },
        }),
      ),
    refetchInterval: 60_000,
  })

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', id],
    queryFn: () => answer(api.GET('/api/deliveries/{id}', { params: { path: { id } } })),
  })

export const teamQuery = queryOptions({ queryKey: ['team'], queryFn: () => answer(api.GET('/api/team')) })

export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => answer(api.GET('/api/keys')) })

export const channelReportQuery = (range: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['report', range],
    queryFn: () => answer(api.GET('/api/reports/channels', { params: { query: range } })),
    placeholderData: keepPreviousData,
  })

/** The signed-in person; the desk's route has loaded them before any of its screens is drawn. */
export function useMe() {
  return useSuspenseQuery(meQuery).data
}

export function useClinic(): Schemas['Clinic'] {
  const { clinic } = useMe()
  if (!clinic) throw new Error('this screen needs a clinic')
  return clinic
}

export function useClinicTime() {
  const { time_zone, country } = useClinic()
  return useMemo(() => clinicTime(time_zone, displayLocale(country)), [time_zone, country])
}

export type Permission =
  | 'clinic:write'
  | 'team:write'
  | 'keys:read'
  | 'keys:write'
  | 'connections:read'
  | 'connections:write'
  | 'deliveries:replay'
  | 'contacts:write'
  | 'conversations:read'
  | 'conversations:write'
  | 'receptionist:write'
  | 'templates:write'
  | 'appointments:write'
  | 'services:write'
  | 'forms:write'
  | 'journeys:write'

export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
