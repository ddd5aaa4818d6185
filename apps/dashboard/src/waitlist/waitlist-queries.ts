import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api.ts'
import { PAGE } from '../queries.ts'

export type WaitlistEntry = Schemas['WaitlistEntry']
export type EntryStatus = WaitlistEntry['status']

/** Those to whom a time is offered just now: few at once, and the first to look at. */
export const offeredQuery = queryOptions({
  queryKey: ['waitlist', { status: 'offered', all: true }],
  queryFn: () =>
    answer(api.GET('/api/waitlist', { params: { query: { status: 'offered', limit: 200, offset: 0 } } })),
  // An offer runs out by itself, without an event.
  refetchInterval: 60_000,
})

/** The longest waiting first. */
export const waitlistQuery = (status: EntryStatus) =>
  infiniteQueryOptions({
    queryKey: ['waitlist', { status }],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/waitlist', { params: { query: { status, limit: PAGE, offset: pageParam } } })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.entries.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
