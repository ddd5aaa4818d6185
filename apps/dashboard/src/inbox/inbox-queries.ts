/** What the inbox reads from the server, by key. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api.ts'
import { PAGE } from '../queries.ts'
import type { InboxSearch } from './inbox-search.ts'

export type Conversation = Schemas['Conversation']
export type ThreadLine = Schemas['ThreadLine']
export type SavedReply = Schemas['SavedReply']
export type SuggestedReply = Schemas['SuggestedReply']

export const conversationsQuery = ({
  show,
  channel,
  search,
}: Pick<InboxSearch, 'show' | 'channel' | 'search'>) =>
  infiniteQueryOptions({
    queryKey: ['conversations', { show, channel, search }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/conversations', {
          params: {
            query: {
              ...(show ? { status: show } : {}),
              ...(channel ? { channel } : {}),
              ...(search ? { search } : {}),
              limit: PAGE,
              offset: pageParam,
            },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.conversations.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
  })

export const waitingQuery = queryOptions({
  queryKey: ['conversations', { waiting: true }],
  queryFn: () =>
    answer(api.GET('/api/conversations', { params: { query: { status: 'waiting', limit: 12 } } })),
})

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', id],
    queryFn: () => answer(api.GET('/api/conversations/{id}', { params: { path: { id } } })),
  })

/** On which other channels the person writes. */
export const conversationsOfQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['conversations', { contactId }],
    queryFn: () =>
      answer(api.GET('/api/conversations', { params: { query: { contact_id: contactId, limit: 20 } } })),
  })

/** The first page is the latest; each further one stands above. */
export const threadQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['thread', id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/conversations/{id}/thread', {
          params: { path: { id }, query: { ...(pageParam ? { before: pageParam } : {}), limit: PAGE } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => (last.has_more ? last.lines[0]?.id : undefined),
  })

export const repliesQuery = queryOptions({
  queryKey: ['saved-replies'],
  queryFn: () => answer(api.GET('/api/saved-replies')),
})

/** Asked again each time that the composer needs one: a template may be paused meanwhile. */
export const templatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['saved-replies', 'templates', id],
    staleTime: 0,
    queryFn: () => answer(api.GET('/api/conversations/{id}/templates', { params: { path: { id } } })),
  })
