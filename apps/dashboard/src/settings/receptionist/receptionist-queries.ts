/** What the assistant’s settings are read from. */
import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../../api.ts'

export type Receptionist = Schemas['Receptionist']
export type ReceptionistSettings = Schemas['ReceptionistSettings']
export type ApprovedAnswer = Schemas['ApprovedAnswer']
export type Explained = Schemas['Explained']

export const receptionistQuery = queryOptions({
  queryKey: ['receptionist'],
  queryFn: () => answer(api.GET('/api/receptionist')),
})

export const approvedAnswersQuery = queryOptions({
  queryKey: ['receptionist', 'answers'],
  queryFn: () => answer(api.GET('/api/receptionist/answers')),
})
