/** Drafts of answers, from whichever node words them to the streams that are open on this one. */
import { DRAFTS_CHANNEL, type DraftNews, readDraftNews } from '../../desk/receptionist/draft.ts'
import type { Database } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Log } from '../../kit/log.ts'

/** A model is given 8 s: whoever has told nothing for so long was killed. */
const LOST_MS = 12_000
/** From the commit of an answer to its line it takes a moment; where it is refused, no line comes. */
const ANSWERED_MS = 5_000

type Hear = (news: DraftNews) => void

export interface WidgetDrafts {
  /** Tells this clinic's drafts until the returned function is called. */
  subscribe(clinicId: ClinicId, hear: Hear): () => void
}

/** Holds a session of the database only while somebody's stream is open here. */
export function widgetDrafts({ database, log }: { database: Database; log: Log }): WidgetDrafts {
  const listeners = new Map<string, Set<Hear>>()
  let listening: Promise<() => Promise<void>> | null = null

  function deliver(payload: string): void {
    const news = readDraftNews(payload)
    for (const hear of listeners.get(news.clinicId) ?? []) hear(news)
  }

  function begin(): void {
    const begun = database.listen(DRAFTS_CHANNEL, deliver)
    listening = begun
    // Answers come without it; the next stream tries again.
    begun.catch((error: unknown) => {
      if (listening === begun) listening = null
      log.warn('widget.no_drafts', {}, error)
    })
  }

  function end(): void {
    const ended = listening
    listening = null
    ended?.then((stop) => stop()).catch((error: unknown) => log.warn('widget.drafts_not_ended', {}, error))
  }

  return {
    subscribe(clinicId, hear) {
      if (!listening) begin()
      listeners.set(clinicId, (listeners.get(clinicId) ?? new Set()).add(hear))
      return () => {
        const group = listeners.get(clinicId)
        if (!group?.delete(hear)) return
        if (group.size === 0) listeners.delete(clinicId)
        if (listeners.size === 0) end()
      }
    },
  }
}

export interface FollowedDraft {
  /** What is to be seen of it; empty: nothing. */
  text(): string
  hear: Hear
  /** The answer has come, or a person has: whatever is still told of this draft is too late. */
  end(): void
}

/** The draft of one conversation, as one stream knows it. `onChange` is called when its text is another one. */
export function followDraft(onChange: () => void): FollowedDraft {
  let text = ''
  let draftId = ''
  let sequence = 0
  let timer: NodeJS.Timeout | undefined

  function show(next: string): void {
    if (next === text) return
    text = next
    onChange()
  }

  /** Kept with its number, so that nothing late brings it back. */
  function end(): void {
    clearTimeout(timer)
    sequence = Number.POSITIVE_INFINITY
    show('')
  }

  return {
    text: () => text,
    end,
    hear(news) {
      if (news.draftId === draftId && news.sequence <= sequence) return
      draftId = news.draftId
      sequence = news.sequence
      clearTimeout(timer)
      timer = setTimeout(end, news.is === 'answered' ? ANSWERED_MS : LOST_MS)
      if (news.is !== 'answered') show(news.text)
    },
  }
}
