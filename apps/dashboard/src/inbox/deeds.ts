/** What staff do with a conversation; afterwards everything that shows it is read again. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api, ProblemError } from '../api.ts'
import type { Conversation } from './inbox-queries.ts'

export type Outgoing =
  | { text: string }
  | { template: { name: string; language: string; parameters: string[] } }

/** Sends once, however often it is pressed: without an answer the same request goes out under the same key. */
export function useSend(conversationId: string, onSent: () => void) {
  const queries = useQueryClient()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (body: Outgoing) =>
      answer(
        api.POST('/api/conversations/{id}/messages', {
          params: { path: { id: conversationId }, header: { 'idempotency-key': key } },
          body,
        }),
      ),
    onError(error) {
      if (error instanceof ProblemError && error.status >= 400 && error.status < 500) setKey(newKey())
      if (error instanceof ProblemError && error.status === 409) return reread(queries)
    },
    onSuccess() {
      setKey(newKey())
      onSent()
      return reread(queries)
    },
  })
}

export function useAddNote(conversationId: string, onAdded: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST('/api/conversations/{id}/notes', {
          params: { path: { id: conversationId } },
          body: { text },
        }),
      ),
    onSuccess() {
      onAdded()
      return reread(queries)
    },
  })
}

/** What the assistant would answer. Nothing changes by it. */
export function useSuggestReply(conversationId: string) {
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/conversations/{id}/suggested-reply', { params: { path: { id: conversationId } } }),
      ),
  })
}

type Deed = 'take-over' | 'release' | 'close'

export function useDeed({ id }: Pick<Conversation, 'id'>, onDone?: (deed: Deed) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (deed: Deed) =>
      answer(api.POST(`/api/conversations/{id}/${deed}`, { params: { path: { id } } })),
    async onSuccess(_, deed) {
      await reread(queries)
      onDone?.(deed)
    },
  })
}

export function useAssign({ id }: Pick<Conversation, 'id'>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (user_id: string | null) =>
      answer(api.POST('/api/conversations/{id}/assign', { params: { path: { id } }, body: { user_id } })),
    onSuccess: () => reread(queries),
  })
}

export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, upTo }: { id: string; upTo: string }) =>
      answer(api.POST('/api/conversations/{id}/read', { params: { path: { id } }, body: { up_to: upTo } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['conversations'] }),
  })
}

async function reread(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['conversations', 'thread', 'tasks'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
  )
}

/** `crypto.randomUUID` is missing where a clinic runs Foyer over plain HTTP in its own house. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
