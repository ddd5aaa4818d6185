/** What the assistant’s settings are read from. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../../api.ts'

export type Receptionist = Schemas['Receptionist']
export type ReceptionistSettings = Schemas['ReceptionistSettings']
export type ApprovedAnswer = Schemas['ApprovedAnswer']
export type Explained = Schemas['Explained']
export type Conversation = Schemas['Conversation']

export const receptionistQuery = queryOptions({
  queryKey: ['receptionist'],
  queryFn: () => answer(api.GET('/api/receptionist')),
})

export const approvedAnswersQuery = queryOptions({
  queryKey: ['receptionist', 'answers'],
  queryFn: () => answer(api.GET('/api/receptionist/answers')),
})

/** As many as are looked through without scrolling far. */
const WRITERS = 8

/** Conversations to write in for a try: by name or words, else the latest. */
export const writersQuery = (search: string) =>
  queryOptions({
    queryKey: ['conversations', { writers: search }],
    queryFn: () =>
      answer(
        api.GET('/api/conversations', {
          params: { query: { ...(search ? { search } : {}), limit: WRITERS } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
