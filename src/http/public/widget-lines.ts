/** A conversation as the widget is told it. */
import type { ConversationStatus } from '../../desk/conversations/conversation.ts'
import type { VisitorConversation, VisitorLine } from '../../desk/conversations/find-visitor-thread.ts'

/** Names of staff by id. */
export type Names = ReadonlyMap<string, string>

export interface ToldLine {
  id: string
  /** The id that the visitor's own browser gave it. */
  key: string | null
  from: 'visitor' | 'assistant' | 'staff' | 'notice'
  /** The first name of whoever of the staff wrote it. */
  name: string | null
  text: string
  choices: { id: string; title: string }[]
  at: string
}

const FROM = {
  contact: 'visitor',
  assistant: 'assistant',
  user: 'staff',
  staff: 'staff',
  system: 'notice',
} as const satisfies Record<VisitorLine['author'], ToldLine['from']>

export function presentLine(line: VisitorLine, names: Names): ToldLine {
  const { id, key, author, authorId, body, choices, at } = line
  const name = authorId ? firstNameOf(names.get(authorId)) : null
  return { id, key, from: FROM[author], name, text: body, choices, at: at.toString() }
}

export interface ToldState {
  /** Who answers; `closed`: nobody, until the visitor writes again. */
  answers: ConversationStatus
  is_typing: boolean
  /** Staff have seen everything that the visitor wrote. */
  is_seen: boolean
  /** The visitor has just ended the messages: until they write again nobody answers. */
  is_stopped: boolean
}

/** Nothing was written yet: whoever would answer, `assistant` unless told. */
export function presentState(
  conversation: VisitorConversation | undefined,
  otherwise: ConversationStatus = 'assistant',
): ToldState {
  return {
    answers: conversation?.status ?? otherwise,
    is_typing: conversation?.isTyping ?? false,
    is_seen: conversation?.isSeen ?? false,
    is_stopped: conversation?.isStopped ?? false,
  }
}

const TITLE = /^(dr|dra|prof|mr|mrs|ms|mx|sr|sra)\.?$/i

/** `Dr. Elif Demir` → `Elif`. */
export function firstNameOf(name: string | undefined): string | null {
  const words = (name ?? '').split(/\s+/).filter(Boolean)
  return words.find((word) => !TITLE.test(word)) ?? words[0] ?? null
}
