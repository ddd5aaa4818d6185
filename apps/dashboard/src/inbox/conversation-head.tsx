import { ActionIcon, Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { say } from '../announce.ts'
import { detailOf } from '../api.ts'
import { IconAddressBook, IconArrowLeft, IconCheck, IconDots } from '../icons.ts'
import { Initials } from '../parts/initials.tsx'
import { ProblemNotice } from '../parts/loaded.tsx'
import { teamQuery, useClinicTime, useMay, useMe } from '../queries.ts'
import { useAssign, useDeed } from './deeds.ts'
import type { Conversation } from './inbox-queries.ts'
import { channelName, whoAnswers } from './inbox-words.ts'

const route = getRouteApi('/desk/inbox')

const SAID = {
  'take-over': {
    title: 'You answer from now on',
    text: 'The assistant is silent until you give it back.',
  },
  release: { title: 'The assistant answers again', text: 'From what comes next.' },
  close: { title: 'Closed', text: 'When they write again, the assistant answers.' },
}

/** Whom it is with, who answers, and what can be done about that. */
export function ConversationHead({
  conversation,
  isPhone,
  onShowContact,
}: {
  conversation: Conversation
  isPhone: boolean
  /** Null where the person stands beside it anyway. */
  onShowContact: (() => void) | null
}) {
  const time = useClinicTime()
  const me = useMe().user?.id
  const mayWrite = useMay('conversations:write')
  const navigate = route.useNavigate()
  const deed = useDeed(conversation, (done) => say(SAID[done].title, SAID[done].text))
  const { contact_name, channel, status } = conversation
  const isWaiting = status === 'waiting'
  return (
    <header className="pane-head">
      <div className="pane-top">
        {isPhone && (
          <ActionIcon
            variant="subtle"
            className="plain-icon"
            size={36}
            aria-label="Back to the list"
            onClick={() =>
              void navigate({ search: (before) => ({ ...before, conversation: undefined, open: undefined }) })
            }
          >
            <IconArrowLeft size={20} />
          </ActionIcon>
        )}
        {!isPhone && <Initials name={contact_name} size={32} />}
        <div className="pane-who">
          <h2 className="one-line">{contact_name}</h2>
          <p className="muted small">{channelName(channel)}</p>
        </div>
        <div className="pane-deeds">
          {onShowContact && (
            <ActionIcon
              variant="subtle"
              className="plain-icon"
              size={36}
              aria-label="Who it is"
              onClick={onShowContact}
            >
              <IconAddressBook size={20} stroke={1.6} />
            </ActionIcon>
          )}
          {mayWrite && (
            <>
              {status === 'person' ? (
                <Button
                  variant="default"
                  className="pane-deed"
                  aria-label={isPhone ? 'Give back to the assistant' : undefined}
                  loading={deed.isPending && deed.variables === 'release'}
                  onClick={() => deed.mutate('release')}
                >
                  {isPhone ? 'Give back' : 'Give to assistant'}
                </Button>
              ) : (
                <Button
                  {...(isWaiting ? {} : { variant: 'default' })}
                  className="pane-deed"
                  loading={deed.isPending && deed.variables === 'take-over'}
                  onClick={() => deed.mutate('take-over')}
                >
                  {status === 'closed' ? 'Open again' : 'Take over'}
                </Button>
              )}
              <MoreDeeds conversation={conversation} onClose={() => deed.mutate('close')} />
            </>
          )}
        </div>
      </div>
      <p className={isWaiting ? 'pane-state pane-waiting' : 'pane-state'} role="status">
        {whoAnswers(conversation, me, time)}
      </p>
      {deed.error && <ProblemNotice error={deed.error} />}
    </header>
  )
}

/** Closing, and whose it is. */
function MoreDeeds({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const team = useQuery(teamQuery)
  const assign = useAssign(conversation)
  const me = useMe().user?.id
  const { assignee, status } = conversation
  const give = (userId: string | null, name: string) =>
    assign.mutate(userId, {
      onSuccess: () => say(userId ? `Assigned to ${name}` : 'Assigned to nobody'),
      onError: (error) => say('It was not assigned', detailOf(error)),
    })
  return (
    <Menu position="bottom-end" width={240} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More to do with this conversation">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {status !== 'closed' && (
          <>
            <Menu.Item onClick={onClose}>Close the conversation</Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>Assign to</Menu.Label>
        {(team.data?.members ?? []).map(({ user_id, name }) => (
          <Menu.Item
            key={user_id}
            onClick={() => give(user_id, name)}
            rightSection={assignee?.id === user_id ? <IconCheck size={16} aria-label="chosen" /> : null}
          >
            {name}
            {user_id === me && ' (you)'}
          </Menu.Item>
        ))}
        {assignee && <Menu.Item onClick={() => give(null, '')}>Nobody</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
