import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { readAgain } from './read-again.ts'

function openScreen(queryKey: string[]) {
  const queries = new QueryClient()
  const answers: ((visits: number) => void)[] = []
  const observer = new QueryObserver<number>(queries, {
    queryKey,
    queryFn: () => new Promise<number>((resolve) => answers.push(resolve)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  observer.subscribe(() => {})
  return { queries, answers, shown: () => observer.getCurrentResult().data }
}

test('what happened while a screen was first being read is on it', async () => {
  const { queries, answers, shown } = openScreen(['appointments', 'today'])
  readAgain(queries, ['appointments'])
  // Answered before the booking, arrives after the news of it.
  answers[0]?.(0)
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.(1)
  await expect.poll(shown).toBe(1)
})

test('what was read before is read once more, and nothing else is', async () => {
  const { queries, answers, shown } = openScreen(['appointments', 'today'])
  answers[0]?.(0)
  await expect.poll(shown).toBe(0)
  readAgain(queries, ['services'])
  expect(answers).toHaveLength(1)
  readAgain(queries)
  expect(answers).toHaveLength(2)
})
