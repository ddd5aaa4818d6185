/** Says aloud that somebody waits for a person, to those who may answer. */
import type { QueryClient } from '@tanstack/react-query'
import { say } from '../announce.ts'
import type { LiveEvent } from '../live.ts'
import { meQuery } from '../queries.ts'
import { waitingQuery } from './inbox-queries.ts'
import { sentence, waitingInWords } from './inbox-words.ts'

const WORDS: Record<string, string> = {
  'conversation.handed_over': 'Needs a person',
  'conversation.alerted': 'Still waits for a person',
}

export async function announceWaiting(queries: QueryClient, events: LiveEvent[]): Promise<void> {
  const news = new Map(
    events.flatMap(({ type, contact_id }) => {
      const word = WORDS[type]
      return word && contact_id ? [[contact_id, word] as const] : []
    }),
  )
  const me = queries.getQueryData(meQuery.queryKey)
  if (news.size === 0 || !me?.permissions.includes('conversations:write')) return
  const found = await queries.fetchQuery({ ...waitingQuery, staleTime: 0 }).catch(() => null)
  for (const conversation of found?.conversations ?? []) {
    const word = news.get(conversation.contact_id)
    if (word) say(`${word}: ${conversation.contact_name}`, `${sentence(waitingInWords(conversation))}.`)
  }
}
