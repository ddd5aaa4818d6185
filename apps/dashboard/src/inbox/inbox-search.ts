/** What the inbox's address says after `?`: which conversations are listed, and which one is open. */
import type { Message } from '../api.ts'
import { CHANNELS } from '../words.ts'

export const SHOWN = ['waiting', 'mine', 'unread'] as const
export type Shown = (typeof SHOWN)[number]

/** What is usual is left out of the address. */
export interface InboxSearch {
  /** All of them where it is left out. */
  show?: Shown | undefined
  channel?: Message['channel'] | undefined
  search?: string | undefined
  conversation?: string | undefined
  /** Something lies over the conversation. */
  open?: 'booking' | undefined
}

export function readInboxSearch(search: Record<string, unknown>): Partial<InboxSearch> {
  const text = (value: unknown) =>
    typeof value === 'string' && value ? value : typeof value === 'number' ? String(value) : undefined
  return {
    show: SHOWN.find((candidate) => candidate === search.show),
    channel: CHANNELS.find((candidate) => candidate === search.channel),
    search: text(search.search),
    conversation: text(search.conversation),
    open: search.open === 'booking' ? 'booking' : undefined,
  }
}
