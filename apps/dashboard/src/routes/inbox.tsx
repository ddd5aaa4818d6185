import '../inbox/inbox.css'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { IconMessages } from '../icons.ts'
import { ConversationList } from '../inbox/conversation-list.tsx'
import { ConversationPane } from '../inbox/conversation-pane.tsx'
import { conversationsQuery } from '../inbox/inbox-queries.ts'
import { ListFilters } from '../inbox/list-filters.tsx'
import { useInboxKeys } from '../inbox/use-inbox-keys.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Empty, Lines, useTabTitle } from '../parts/page.tsx'

const route = getRouteApi('/desk/inbox')

/** Conversations of all channels: the list, the one that is open, and whom it is with. On a phone one after another. */
export function Inbox() {
  useTabTitle('Inbox')
  const { show, channel, search, conversation: openId } = route.useSearch()
  const conversations = useInfiniteQuery(conversationsQuery({ show, channel, search }))
  const isPhone = useMediaQuery('(max-width: 899px)', false, { getInitialValueInEffect: false })
  const screen = useRef<HTMLDivElement>(null)
  useInboxKeys(screen)
  const counts = conversations.data?.pages[0]?.counts
  return (
    <div className={openId ? 'inbox inbox-open' : 'inbox'} ref={screen}>
      {(!isPhone || !openId) && (
        <section className="inbox-list" aria-label="Conversations">
          <ListFilters counts={counts} />
          <div className="inbox-scroll">
            <Loaded query={conversations} skeleton={<Lines count={7} height={68} />}>
              {({ pages }) => (
                <ConversationList
                  list={pages.flatMap((page) => page.conversations)}
                  openId={openId}
                  more={conversations}
                />
              )}
            </Loaded>
          </div>
        </section>
      )}
      {openId && <ConversationPane key={openId} id={openId} isPhone={isPhone} />}
      {!openId && !isPhone && (
        <div className="inbox-nothing">
          <Empty icon={<IconMessages size={28} stroke={1.5} />} title="No conversation is open">
            <p>Choose one on the left. J and K go through the list, Enter opens, R answers.</p>
          </Empty>
        </div>
      )}
    </div>
  )
}
