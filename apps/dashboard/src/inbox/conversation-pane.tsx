import './conversation-pane.css'
import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { useMay } from '../queries.ts'
import { Composer } from './composer.tsx'
import { ContactCard } from './contact-card.tsx'
import { ConversationHead } from './conversation-head.tsx'
import { type Conversation, conversationQuery } from './inbox-queries.ts'
import { Thread } from './thread.tsx'

const BookForContact = lazy(() =>
  import('./book-for-contact.tsx').then((module) => ({ default: module.BookForContact })),
)

const route = getRouteApi('/desk/inbox')

/** The open conversation with whom it is beside it. */
export function ConversationPane({ id, isPhone }: { id: string; isPhone: boolean }) {
  const found = useQuery(conversationQuery(id))
  const mayWrite = useMay('conversations:write')
  const hasRail = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false })
  const [isCardOpen, setCardOpen] = useState(false)
  return (
    <Loaded query={found} skeleton={<PaneSkeleton />}>
      {({ conversation }) => (
        <>
          <section className="pane" aria-label={`Conversation with ${conversation.contact_name}`}>
            <ConversationHead
              conversation={conversation}
              isPhone={isPhone}
              onShowContact={hasRail ? null : () => setCardOpen(true)}
            />
            <Thread conversation={conversation} />
            {mayWrite ? (
              <Composer conversation={conversation} />
            ) : (
              <p className="pane-look">Your role may read conversations, not answer them.</p>
            )}
          </section>
          {hasRail ? (
            <aside className="inbox-rail" aria-label="Who it is">
              <ContactCard conversation={conversation} />
            </aside>
          ) : (
            <Drawer
              opened={isCardOpen}
              onClose={() => setCardOpen(false)}
              position="right"
              size={360}
              title="Who it is"
            >
              <ContactCard conversation={conversation} onLeave={() => setCardOpen(false)} />
            </Drawer>
          )}
          <Booking conversation={conversation} />
        </>
      )}
    </Loaded>
  )
}

function Booking({ conversation }: { conversation: Conversation }) {
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  // Loaded when it is first wanted, and kept so that it can slide out again.
  const [wasWanted, setWanted] = useState(false)
  useEffect(() => {
    if (open === 'booking') setWanted(true)
  }, [open])
  if (!wasWanted) return null
  return (
    <Suspense>
      <BookForContact
        contactId={conversation.contact_id}
        isOpen={open === 'booking'}
        onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }), replace: true })}
      />
    </Suspense>
  )
}

function PaneSkeleton() {
  return (
    <div className="pane pane-skeleton">
      <Lines count={5} height={64} />
    </div>
  )
}
