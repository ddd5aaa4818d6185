/** What staff are asked to do, as read from the server. */
import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api.ts'

export type StaffTask = Schemas['StaffTask']

const MOST = 200

export const staffTasksQuery = queryOptions({
  queryKey: ['staff-tasks'],
  queryFn: () => answer(api.GET('/api/staff-tasks', { params: { query: { limit: MOST } } })),
})
