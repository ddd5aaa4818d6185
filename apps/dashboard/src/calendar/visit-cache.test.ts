import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Appointment } from '../api.ts'
import { inTurn, patchVisit } from './visit-cache.ts'

const ben = { id: 'ben', status: 'booked' } as Appointment
const ana = { id: 'ana', status: 'booked' } as Appointment

test('one appointment is changed wherever it was read, and nothing else', () => {
  const queries = new QueryClient()
  queries.setQueryData(['appointments', { from: 'a', to: 'a' }], { appointments: [ben, ana] })
  queries.setQueryData(['appointments', 'ben'], { appointment: ben })
  queries.setQueryData(['appointments', { upcoming: 'a' }], {
    pages: [{ appointments: [ana] }, { appointments: [ben] }],
  })
  queries.setQueryData(['contacts', 'ben'], { contact: { appointments: [ben] } })
  patchVisit(queries, 'ben', { status: 'arrived' })
  expect(queries.getQueryData(['appointments', { from: 'a', to: 'a' }])).toEqual({
    appointments: [{ ...ben, status: 'arrived' }, ana],
  })
  expect(queries.getQueryData(['appointments', 'ben'])).toEqual({
    appointment: { ...ben, status: 'arrived' },
  })
  expect(queries.getQueryData(['appointments', { upcoming: 'a' }])).toEqual({
    pages: [{ appointments: [ana] }, { appointments: [{ ...ben, status: 'arrived' }] }],
  })
  expect(queries.getQueryData(['contacts', 'ben'])).toEqual({ contact: { appointments: [ben] } })
})

test('changes of one appointment wait for one another, also where the first failed', async () => {
  const said: string[] = []
  const first = inTurn('ben', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    said.push('first')
    throw new Error('refused')
  })
  const second = inTurn('ben', async () => said.push('second'))
  const other = inTurn('ana', async () => said.push('other'))
  await expect(first).rejects.toThrow('refused')
  await Promise.all([second, other])
  expect(said).toEqual(['other', 'first', 'second'])
})
