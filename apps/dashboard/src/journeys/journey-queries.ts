/** What the screens of journeys read from the server, by key. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api.ts'
import { PAGE } from '../queries.ts'

export type Journey = Schemas['Journey']
export type JourneySummary = Schemas['JourneySummary']
export type JourneyVersion = Schemas['JourneyVersion']
export type Definition = Schemas['JourneyDefinition']
export type Step = Schemas['JourneyStep']
export type Offset = Schemas['JourneyOffset']
export type Condition = Schemas['JourneyCondition']
export type Enrollment = Schemas['Enrollment']
export type PreviewedStep = Schemas['PreviewedStep']

export type WhatsAppTemplate = Schemas['ChatTemplate']

export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: () => answer(api.GET('/api/journeys')),
})

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journeys', id],
    queryFn: () => answer(api.GET('/api/journeys/{id}', { params: { path: { id } } })),
  })

export const enrollmentsQuery = (id: string, status?: Enrollment['status']) =>
  infiniteQueryOptions({
    queryKey: ['enrollments', id, { status }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/journeys/{id}/enrollments', {
          params: { path: { id }, query: { ...(status ? { status } : {}), limit: PAGE, offset: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.enrollments.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
  })

/** Asked anew for each draft; the server keeps nothing of it. */
export const previewQuery = (
  about: { journeyId: string; contactId: string; appointmentId: string | null },
  draft: Definition,
) =>
  queryOptions({
    queryKey: ['journey-preview', about, draft],
    queryFn: () =>
      answer(
        api.POST('/api/journeys/preview', {
          body: {
            contact_id: about.contactId,
            appointment_id: about.appointmentId,
            journey_id: about.journeyId,
            definition: draft,
          },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** What steps may send on WhatsApp when its window is closed. */
export const whatsAppTemplatesQuery = queryOptions({
  queryKey: ['whatsapp-templates'],
  queryFn: () => answer(api.GET('/api/whatsapp-templates')),
  staleTime: 60_000,
})

/** Which of them are sent for what is told of a visit. */
export const noticeTemplatesQuery = queryOptions({
  queryKey: ['notice-templates'],
  queryFn: () => answer(api.GET('/api/notice-templates')),
})

/** How many people a segment has; asked only where there is one. */
export const segmentQuery = (segment: Schemas['JourneySegment'] | null) =>
  queryOptions({
    queryKey: ['segment', segment],
    queryFn: () => {
      if (!segment) throw new Error('no segment is chosen')
      return answer(api.POST('/api/journeys/count-segment', { body: { segment } }))
    },
    placeholderData: keepPreviousData,
  })
