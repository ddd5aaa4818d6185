/**
 * The widget's stream: tells one visitor the lines of their one conversation as they come, over server-sent events
 * (WHATWG HTML, 9.2). Each look reads what may have changed and tells the difference, so that nothing is lost between two.
 */
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { VisitorConversation, VisitorLine } from '../../desk/conversations/find-visitor-thread.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Log } from '../../kit/log.ts'
import type { Live, LiveEvent } from '../live.ts'
import { followDraft, type WidgetDrafts } from './widget-drafts.ts'
import { type Names, presentLine, presentState } from './widget-lines.ts'

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 20_000
/** Then the visitor comes back, and is looked at as whoever comes. */
const STREAM_MS = 15 * 60_000
const RETRY_MS = 1_000

/** A message is told when it is sent: its place is among lines that were told before, as much as this later. */
const OVERLAP_MS = 10 * 60_000

export interface Look {
  conversation: VisitorConversation | undefined
  lines: VisitorLine[]
  names: Names
}

export interface OpenStream {
  clinicId: ClinicId
  live: Live
  drafts: WidgetDrafts
  log: Log
  /** The last line that the visitor has. */
  after: string | null
  /** Reads the lines after this one; null: the latest. */
  look: (after: string | null) => Promise<Look>
  /** Called once, however it ends. */
  onEnd: () => void
}

export function openStream(c: Context, options: OpenStream): Response {
  const { clinicId, live, drafts, log } = options
  return streamSSE(c, async (stream) => {
    const bell = newBell()
    /** Null until the visitor has written. Under its contacts' ids its events come. */
    let known: VisitorConversation | null = null
    let isStale = true
    let isOver = false
    const draft = followDraft(bell.ring)
    const end = () => {
      isOver = true
      bell.ring()
    }
    const leave = live.subscribe(clinicId, {
      hear: (events) => {
        if (!concerns(events, known?.contactIds ?? null)) return
        isStale = true
        bell.ring()
      },
      end,
    })
    const leaveDrafts = drafts.subscribe(clinicId, (news) => {
      if (news.conversationId === known?.id) draft.hear(news)
    })
    const life = setTimeout(end, STREAM_MS)
    stream.onAbort(end)
    try {
      const told = new Map<string, string>()
      let last = options.after
      let state = ''
      let drafted = ''
      await stream.write(`retry: ${RETRY_MS}\n\n`)
      while (!isOver) {
        bell.still()
        if (isStale) {
          isStale = false
          const { conversation, lines, names } = await options.look(last && before(last))
          for (const line of lines) {
            const data = JSON.stringify(presentLine(line, names))
            if (told.get(line.id) === data) continue
            // Its own line takes a draft's place at once, without a gap between them.
            if (line.author !== 'contact') draft.end()
            told.set(line.id, data)
            if (!last || line.id > last) last = line.id
            await stream.writeSSE({ id: last, event: 'line', data })
          }
          if (isLeftToPeople(conversation)) draft.end()
          const now = JSON.stringify(presentState(conversation))
          if (now !== state) await stream.writeSSE({ event: 'state', data: now })
          state = now
          known = conversation ?? null
        }
        if (draft.text() !== drafted) {
          drafted = draft.text()
          await stream.writeSSE({ event: 'draft', data: JSON.stringify({ text: drafted }) })
        }
        while (!isOver && !(await bell.heard(HEARTBEAT_MS))) await stream.write(':\n\n')
      }
    } catch (error) {
      // The visitor comes back by itself.
      log.warn('widget.stream_broken', { clinicId }, error)
    } finally {
      clearTimeout(life)
      draft.end()
      leaveDrafts()
      leave()
      options.onEnd()
    }
  })
}

function isLeftToPeople(conversation: VisitorConversation | undefined): boolean {
  return conversation?.status === 'waiting' || conversation?.status === 'person'
}

/** Whether a conversation may have changed by these events. */
function concerns(events: readonly LiveEvent[] | null, contactIds: readonly string[] | null): boolean {
  if (!events) return true
  return events.some(({ type, contact_id: contactId }) =>
    contactIds && type !== 'contact.merged'
      ? contactId !== null && contactIds.includes(contactId)
      : type === 'conversation.started' || type === 'contact.merged',
  )
}

/** Rung once or ten times before somebody listens: heard once. */
function newBell() {
  let isRung = false
  let tell: (() => void) | null = null
  return {
    ring() {
      isRung = true
      tell?.()
    },
    still() {
      isRung = false
    },
    /** True when it rings; false after so long a silence. */
    heard(ms: number): Promise<boolean> {
      if (isRung) return Promise.resolve(true)
      return new Promise((resolve) => {
        const silence = setTimeout(() => done(false), ms)
        const done = (isHeard: boolean) => {
          clearTimeout(silence)
          tell = null
          resolve(isHeard)
        }
        tell = () => done(true)
      })
    },
  }
}

/** The least UUIDv7 of a time before this one's (RFC 9562, 5.7: its first 48 bits are milliseconds). */
function before(id: string): string {
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  const time = Math.max(0, ms - OVERLAP_MS)
    .toString(16)
    .padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
