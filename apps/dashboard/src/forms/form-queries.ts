/** What the screens of forms read from the server, by key. */
import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api.ts'

export type Questionnaire = Schemas['Questionnaire']
export type FormRequest = Schemas['FormRequest']
export type FormResponse = Schemas['FormResponse']

export const questionnairesQuery = queryOptions({
  queryKey: ['forms', 'questionnaires'],
  queryFn: () => answer(api.GET('/api/questionnaires')),
})

export const questionnaireQuery = (id: string) =>
  queryOptions({
    queryKey: ['forms', 'questionnaires', id],
    queryFn: () => answer(api.GET('/api/questionnaires/{id}', { params: { path: { id } } })),
  })

export const formsToReviewQuery = queryOptions({
  queryKey: ['forms', 'review'],
  queryFn: () => answer(api.GET('/api/form-responses', { params: { query: { limit: 50 } } })),
})

export const formsOfContactQuery = (id: string) =>
  queryOptions({
    queryKey: ['forms', 'of', id],
    queryFn: () => answer(api.GET('/api/contacts/{id}/forms', { params: { path: { id } } })),
  })

export const responseQuery = (id: string) =>
  queryOptions({
    queryKey: ['forms', 'response', id],
    queryFn: () => answer(api.GET('/api/form-responses/{id}', { params: { path: { id } } })),
  })
