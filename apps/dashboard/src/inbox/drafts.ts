/**
 * What is written and not sent yet, by conversation. In memory only: it speaks of patients, and the next person at this
 * computer shall not find it.
 */
import { useSyncExternalStore } from 'react'

export interface Draft {
  text: string
  /** A line that only staff see. */
  isNote: boolean
}

const EMPTY: Draft = { text: '', isNote: false }

let drafts: ReadonlyMap<string, Draft> = new Map()
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function setDraft(conversationId: string, change: Partial<Draft>): void {
  const draft = { ...EMPTY, ...drafts.get(conversationId), ...change }
  const next = new Map(drafts)
  if (draft.text === '' && !draft.isNote) next.delete(conversationId)
  else next.set(conversationId, draft)
  drafts = next
  for (const listener of listeners) listener()
}

/** Below what is written already, which is never lost. */
export function addToDraft(conversationId: string, text: string): void {
  const written = drafts.get(conversationId)?.text.trimEnd()
  setDraft(conversationId, { text: written ? `${written}\n${text}` : text })
}

export function useDraft(conversationId: string): Draft {
  return useSyncExternalStore(subscribe, () => drafts.get(conversationId) ?? EMPTY)
}
