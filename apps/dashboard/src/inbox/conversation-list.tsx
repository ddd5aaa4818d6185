import { getRouteApi, Link } from '@tanstack/react-router'
import { IconCheck, IconMessages } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty } from '../parts/page.tsx'
import { useClinicTime, useMe } from '../queries.ts'
import { useDraft } from './drafts.ts'
import type { Conversation } from './inbox-queries.ts'
import { channelName, lengthInWords, sentence, waitingInWords } from './inbox-words.ts'
import { useNow } from './now.ts'

const route = getRouteApi('/desk/inbox')

/** Those that wait for a person first, as the server sorts them. */
export function ConversationList({
  list,
  openId,
  more,
}: {
  list: Conversation[]
  openId: string | undefined
  more: Parameters<typeof MoreButton>[0]['of']
}) {
  if (list.length === 0) return <NoConversations />
  return (
    <>
      <ul className="conversation-list" aria-label="Conversations">
        {list.map((conversation) => (
          <li key={conversation.id}>
            <ConversationRow conversation={conversation} isOpen={conversation.id === openId} />
          </li>
        ))}
      </ul>
      <div className="inbox-more">
        <MoreButton of={more}>Show older conversations</MoreButton>
      </div>
    </>
  )
}

function ConversationRow({ conversation, isOpen }: { conversation: Conversation; isOpen: boolean }) {
  const { id, contact_name, channel, status, unread, last_message_at } = conversation
  const time = useClinicTime()
  const draft = useDraft(id)
  const isNews = unread > 0 && !isOpen
  return (
    <Link
      from="/inbox"
      search={(before) => ({ ...before, conversation: id, open: undefined })}
      className={isNews ? 'conversation-row conversation-news' : 'conversation-row'}
      aria-current={isOpen ? 'true' : undefined}
      preload={false}
    >
      <Initials name={contact_name} size={36} />
      <span className="conversation-main">
        <span className="conversation-top">
          <strong className="one-line">{contact_name}</strong>
          <span className="muted small">{shortly(last_message_at, time)}</span>
        </span>
        <span className="conversation-text">
          <span className="one-line">
            {draft.text ? (
              <>
                <span className="draft-word">Draft:</span> {draft.text}
              </>
            ) : (
              lastLine(conversation)
            )}
          </span>
          {isNews && (
            <span className="unread-badge">
              {unread}
              <span className="visually-hidden"> unread</span>
            </span>
          )}
        </span>
        <span className="conversation-foot">
          <span className="muted small">{channelName(channel)}</span>
          {status === 'waiting' ? (
            <Waiting conversation={conversation} />
          ) : (
            <WhoHasIt conversation={conversation} />
          )}
        </span>
      </span>
    </Link>
  )
}

/** Of whoever waits their own words: what they were answered meanwhile says nothing of why. */
function lastLine({ status, last_heard, last_text, is_last_ours }: Conversation): string {
  if (status === 'waiting' && last_heard) return last_heard
  return is_last_ours && last_text ? `Clinic: ${last_text}` : (last_text ?? '')
}

function Waiting({ conversation }: { conversation: Conversation }) {
  const now = useNow()
  const { waiting_since } = conversation
  const since = waiting_since ? lengthInWords(Math.max(0, now - Date.parse(waiting_since))) : null
  return (
    <span className="waiting-word" title={waitingInWords(conversation)}>
      {sentence(waitingInWords(conversation))}
      {since && ` · ${since}`}
    </span>
  )
}

function WhoHasIt({ conversation: { status, assignee } }: { conversation: Conversation }) {
  const me = useMe().user?.id
  if (status === 'closed') return <span className="muted small">Closed</span>
  if (status === 'assistant' && !assignee) return <span className="muted small">Assistant</span>
  return <span className="muted small">{assignee?.id === me ? 'You' : (assignee?.name ?? 'Staff')}</span>
}

/** `8:15 AM` of today, else the day. */
function shortly(instant: string, time: ReturnType<typeof useClinicTime>): string {
  return time.day(instant) === time.today() ? time.time(instant) : time.shortDay(time.day(instant))
}

function NoConversations() {
  const { show, channel, search } = route.useSearch()
  if (search) {
    return (
      <Empty title={`Nothing found for “${search}”`}>
        <p>Search for a name, or for a word of a message as it was written.</p>
      </Empty>
    )
  }
  if (show === 'waiting') {
    return (
      <Empty icon={<IconCheck size={28} stroke={1.5} />} title="Nobody waits for a person">
        <p>The assistant answers. Who asks for somebody, or is not understood, appears here.</p>
      </Empty>
    )
  }
  if (show || channel) {
    return (
      <Empty icon={<IconMessages size={28} stroke={1.5} />} title="No conversations like this">
        <p>Choose another filter or channel.</p>
      </Empty>
    )
  }
  return (
    <Empty icon={<IconMessages size={28} stroke={1.5} />} title="No conversations yet">
      <p>
        What people write on your website, WhatsApp, Instagram or by text message arrives here. Connect them
        at{' '}
        <Link to="/settings/connections" className="text-link">
          Settings › Connections
        </Link>
        .
      </p>
    </Empty>
  )
}
