/**
 * A draft is what a visitor of the website sees of an answer while a model still writes it: shown, never sent (decision
 * 0020). Pure.
 */
import { createActionTagReader } from './action-tags.ts'
import { type GateFacts, gateText, sentencesOf } from './gate.ts'

/** The channel of PostgreSQL's notifications that brings drafts to the node on which the visitor listens. */
export const DRAFTS_CHANNEL = 'foyer_drafts'
/** PostgreSQL takes 8,000 bytes in a notification. */
const PAYLOAD_BYTES = 7_900

/** Characters. A message for the website has 2,000 at most: of a longer one the gate drops paragraphs in the middle. */
const LONGEST = 1_500

/** What becomes of one answer's draft, told to every node. */
export interface DraftNews {
  clinicId: string
  conversationId: string
  /** One for each time that a model is asked. */
  draftId: string
  /** From 1 on: whatever comes after a higher one is out of date. */
  sequence: number
  /**
   * - `growing`: `text` is all that may be shown so far.
   * - `answered`: its message is on its way and takes its place, whatever it says.
   * - `withdrawn`: nothing of it counts.
   */
  is: 'growing' | 'answered' | 'withdrawn'
  /** Empty unless it grows. */
  text: string
}

/** Null where a notification cannot hold it: then what was told before stands, and the message brings the rest. */
export function writeDraftNews(news: DraftNews): string | null {
  const payload = JSON.stringify(news)
  return Buffer.byteLength(payload) < PAYLOAD_BYTES ? payload : null
}

export function readDraftNews(payload: string): DraftNews {
  return JSON.parse(payload) as DraftNews
}

/** What one round of a model's talk says, as far as it is certain to be text. */
export interface DraftText {
  /** Takes the next piece, cut anywhere. */
  push(piece: string): void
  /** Whole sentences only: how the last one ends, and what it means, shows when the next begins. */
  sentences(): string
}

/**
 * Ends before the first square bracket: from there on it may be an action's tag, and what stands behind a tag was written
 * before its result was known.
 */
export function createDraftText(): DraftText {
  // Holds back the emphasis, code fence and white space that would belong to a tag.
  const reader = createActionTagReader()
  let whole = ''
  let begun = ''
  let isClosed = false
  return {
    push(piece) {
      if (isClosed || whole.length > LONGEST) return
      const bracket = piece.indexOf('[')
      isClosed = bracket !== -1
      begun += reader.push(isClosed ? piece.slice(0, bracket) : piece)
      const lastLine = begun.lastIndexOf('\n') + 1
      const [last = '', ...before] = sentencesOf(begun.slice(lastLine)).toReversed()
      whole += begun.slice(0, lastLine) + before.toReversed().join('')
      begun = last
    },
    sentences: () => whole.trimEnd(),
  }
}

/** Against what a draft is held. */
export interface DraftGround {
  /** Says first that an assistant speaks; empty where that was said before. */
  intro: string
  facts: GateFacts
}

/** What of a model's sentences may be shown before anything was done: no claim of a deed, true or not. Empty: nothing. */
export function gateDraft(sentences: string, { intro, facts }: DraftGround): string {
  const { text } = gateText(sentences, { ...facts, facts: [] })
  return text && [intro, text].filter(Boolean).join('\n\n')
}
