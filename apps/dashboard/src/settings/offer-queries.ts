/** What a clinic offers and when, archived ones among it; the calendar reads the same under the same first words. */
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api.ts'

const archivedToo = { params: { query: { archived: 'true' } } } as const

export const allServicesQuery = queryOptions({
  queryKey: ['services', { archived: true }],
  queryFn: () => answer(api.GET('/api/services', archivedToo)),
})

export const allPractitionersQuery = queryOptions({
  queryKey: ['practitioners', { archived: true }],
  queryFn: () => answer(api.GET('/api/practitioners', archivedToo)),
})

export const allResourcesQuery = queryOptions({
  queryKey: ['resources', { archived: true }],
  queryFn: () => answer(api.GET('/api/resources', archivedToo)),
})

export const clinicHoursQuery = queryOptions({
  queryKey: ['hours'],
  queryFn: () => answer(api.GET('/api/hours')),
})

export const closuresQuery = (from: string) =>
  queryOptions({
    queryKey: ['closures', { from }],
    queryFn: () => answer(api.GET('/api/closures', { params: { query: { from } } })),
  })
