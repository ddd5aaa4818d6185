/** Everything that the calendar reads. The first word of a key is what live events speak of. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'
import { PAGE } from '../queries.ts'

/** Both days included. */
export interface Dates {
  from: string
  to: string
}

const RARELY = 5 * 60_000

export const upcomingQuery = (from: string) =>
  infiniteQueryOptions({
    queryKey: ['appointments', { upcoming: from }],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/appointments', { params: { query: { from, limit: PAGE, offset: pageParam } } })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.appointments.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
  })

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: () => answer(api.GET('/api/services')),
  staleTime: RARELY,
})

export const practitionersQuery = queryOptions({
  queryKey: ['practitioners'],
  queryFn: () => answer(api.GET('/api/practitioners')),
  staleTime: RARELY,
})

export const resourcesQuery = queryOptions({
  queryKey: ['resources'],
  queryFn: () => answer(api.GET('/api/resources')),
  staleTime: RARELY,
})

export const workingDaysQuery = (dates: Dates) =>
  queryOptions({
    queryKey: ['working-days', dates],
    queryFn: () => answer(api.GET('/api/working-days', { params: { query: dates } })),
    staleTime: RARELY,
  })

export const busyTimesQuery = (dates: Dates) =>
  queryOptions({
    queryKey: ['busy-times', dates],
    queryFn: () => answer(api.GET('/api/busy-times', { params: { query: dates } })),
  })

export const holdsQuery = (dates: Dates) =>
  queryOptions({
    queryKey: ['holds', dates],
    queryFn: () => answer(api.GET('/api/holds', { params: { query: dates } })),
    // They end by themselves, without an event.
    refetchInterval: 30_000,
  })

export const daysInFiguresQuery = (dates: Dates, practitionerId?: string, serviceId?: string) =>
  queryOptions({
    queryKey: ['calendar-days', dates, { practitionerId, serviceId }],
    queryFn: () =>
      answer(
        api.GET('/api/calendar/days', {
          params: {
            query: {
              ...dates,
              ...(practitionerId ? { practitioner_id: practitionerId } : {}),
              ...(serviceId ? { service_id: serviceId } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  })

export interface Question extends Dates {
  serviceId: string
  practitionerId?: string | undefined
  durationMinutes?: number | undefined
  /** An appointment that is being moved. */
  exceptId?: string | undefined
}

const asQuery = ({ from, to, serviceId, practitionerId, durationMinutes, exceptId }: Question) => ({
  from,
  to,
  service_id: serviceId,
  ...(practitionerId ? { practitioner_id: practitionerId } : {}),
  ...(durationMinutes ? { duration_minutes: durationMinutes } : {}),
  ...(exceptId ? { except_appointment_id: exceptId } : {}),
})

export const availabilityQuery = (question: Question) =>
  queryOptions({
    queryKey: ['availability', question],
    queryFn: () => answer(api.GET('/api/availability', { params: { query: asQuery(question) } })),
    placeholderData: keepPreviousData,
  })

/** Why a time is not offered. */
export const explanationQuery = (question: Question) =>
  queryOptions({
    queryKey: ['availability', { explained: question }],
    queryFn: () => answer(api.GET('/api/availability/explanation', { params: { query: asQuery(question) } })),
  })
