import './thread.css'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { sayAloud } from '../announce.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { useClinicTime, useMay } from '../queries.ts'
import { Bubble } from './bubble.tsx'
import { useMarkRead } from './deeds.ts'
import { type Conversation, type ThreadLine, threadQuery } from './inbox-queries.ts'

/** How far from the end somebody still reads the end, in pixels. */
const NEAR_END = 80

/** All that was written, the latest at the end. Older lines come when somebody scrolls up to them. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const thread = useInfiniteQuery(threadQuery(conversation.id))
  return (
    <Loaded
      query={thread}
      skeleton={
        <div className="thread">
          <Lines count={4} height={56} />
        </div>
      }
    >
      {({ pages }) => (
        <ThreadLines
          conversation={conversation}
          lines={pages.toReversed().flatMap((page) => page.lines)}
          hasOlder={thread.hasNextPage}
          isFetchingOlder={thread.isFetchingNextPage}
          onOlder={() => void thread.fetchNextPage()}
        />
      )}
    </Loaded>
  )
}

function ThreadLines({
  conversation,
  lines,
  hasOlder,
  isFetchingOlder,
  onOlder,
}: {
  conversation: Conversation
  lines: ThreadLine[]
  hasOlder: boolean
  isFetchingOlder: boolean
  onOlder: () => void
}) {
  const time = useClinicTime()
  const box = useRef<HTMLElement>(null)
  const top = useRef<HTMLDivElement>(null)
  useKeptInPlace(box, lines)
  useSpoken(conversation, lines)
  useSeen(conversation, lines)

  useEffect(() => {
    if (!hasOlder || isFetchingOlder || !top.current) return
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && onOlder(), {
      root: box.current,
      rootMargin: '120px',
    })
    seen.observe(top.current)
    return () => seen.disconnect()
  }, [hasOlder, isFetchingOlder, onOlder])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="thread" aria-label="Messages" ref={box} tabIndex={0}>
      {hasOlder && (
        <div className="thread-older" ref={top}>
          <Button variant="subtle" size="compact-sm" loading={isFetchingOlder} onClick={onOlder}>
            Show older messages
          </Button>
        </div>
      )}
      <ol>
        {lines.map((line, index) => {
          const before = lines[index - 1]
          const day = time.day(line.at)
          const isNewDay = !before || time.day(before.at) !== day
          return (
            <li key={line.id}>
              {isNewDay && (
                <p className="thread-day">
                  <span>{day === time.today() ? 'Today' : time.longDay(day)}</span>
                </p>
              )}
              <Bubble
                line={line}
                conversation={conversation}
                isFirst={isNewDay || !isSameWriter(before, line)}
              />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function isSameWriter(before: ThreadLine | undefined, line: ThreadLine): boolean {
  return before?.author === line.author && before.author_name === line.author_name
}

/** At the end when it is opened and while somebody reads the end; where they were when older lines come in above. */
function useKeptInPlace(box: React.RefObject<HTMLElement | null>, lines: ThreadLine[]) {
  const first = lines[0]?.id
  const last = lines.at(-1)?.id
  const before = useRef<{ first: string | undefined; last: string | undefined; height: number } | null>(null)
  const isNearEnd = useRef(true)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const note = () => {
      isNearEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END
    }
    element.addEventListener('scroll', note, { passive: true })
    // A composer that grows takes height from the lines.
    const resized = new ResizeObserver(() => {
      if (isNearEnd.current) element.scrollTop = element.scrollHeight
    })
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', note)
      resized.disconnect()
    }
  }, [box])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const known = before.current
    const isOlderIn = known !== null && known.first !== first && known.last === last
    if (isOlderIn) element.scrollTop += element.scrollHeight - known.height
    else if (!known || (known.last !== last && isNearEnd.current)) element.scrollTop = element.scrollHeight
    before.current = { first, last, height: element.scrollHeight }
  }, [box, first, last])
}

/** What is looked at is read, also what comes in meanwhile; nothing is read behind another window, nor before it stands here. */
function useSeen({ id, unread }: Conversation, lines: ThreadLine[]) {
  const mayWrite = useMay('conversations:write')
  const { mutate } = useMarkRead()
  const upTo = lines.findLast(({ author }) => author === 'contact')?.id
  useEffect(() => {
    if (!upTo || unread === 0 || !mayWrite) return
    const mark = () => document.visibilityState === 'visible' && mutate({ id, upTo })
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [id, unread, upTo, mayWrite, mutate])
}

/** What the person writes while the conversation is open is said to screen readers. */
function useSpoken({ contact_name }: Conversation, lines: ThreadLine[]) {
  const last = lines.at(-1)
  const known = useRef(last?.id)
  useEffect(() => {
    if (!last || last.id === known.current) return
    known.current = last.id
    if (last.author === 'contact') sayAloud(`${contact_name}: ${last.body}`)
  }, [last, contact_name])
}
