import './outbox.css'
import { Modal, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Message } from '../api.ts'
import { IconMail, IconMessage, IconPaperclip, IconSend } from '../icons.ts'
import { Details } from '../parts/details.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessageStateWord } from '../parts/message-state.tsx'
import { MessageText } from '../parts/message-text.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines, Page } from '../parts/page.tsx'
import { useFate } from '../parts/use-fate.ts'
import { WhyWritten } from '../parts/why-written.tsx'
import { messagesQuery, useClinicTime, useMay } from '../queries.ts'
import { CHANNEL_WORDS, CHANNELS, humanize, MESSAGE_KINDS, MESSAGE_STATUS, phoneInWords } from '../words.ts'

const route = getRouteApi('/desk/outbox')

const STATUSES = [
  { value: 'all', label: 'Every state' },
  ...Object.entries(MESSAGE_STATUS).map(([value, label]) => ({ value, label })),
]

const CHANNEL_CHOICES = [
  { value: 'all', label: 'Every channel' },
  ...CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] ?? value })),
]

export function Outbox() {
  const { status, channel, message: openId } = route.useSearch()
  const navigate = route.useNavigate()
  const messages = useInfiniteQuery(messagesQuery({ status, channel }))
  const mayInvite = useMay('team:write')
  const isWide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false })
  const open = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, message: id }), replace: true })
  return (
    <Page
      wide
      title="Outbox"
      about={
        <>
          Every message to patients: sent, planned, or kept back, and why.
          {mayInvite && (
            <>
              {' '}
              Links for staff are at{' '}
              <Link to="/settings/team" className="text-link">
                Settings › Team and keys
              </Link>
              .
            </>
          )}
        </>
      }
    >
      <div className="filters">
        <Select
          aria-label="Channel"
          w={168}
          data={CHANNEL_CHOICES}
          value={channel ?? 'all'}
          allowDeselect={false}
          onChange={(value) =>
            void navigate({
              search: (before) => ({
                ...before,
                channel: value === 'all' ? undefined : (value as Message['channel']),
                message: undefined,
              }),
            })
          }
        />
        <Select
          aria-label="State"
          w={168}
          data={STATUSES}
          value={status ?? 'all'}
          allowDeselect={false}
          onChange={(value) =>
            void navigate({
              search: (before) => ({
                ...before,
                status: value === 'all' ? undefined : (value as Message['status']),
                message: undefined,
              }),
            })
          }
        />
      </div>
      <Loaded query={messages} skeleton={<Lines count={8} height={64} />}>
        {({ pages }) => {
          const list = pages.flatMap((page) => page.messages)
          if (list.length === 0) return <NoMessages isFiltered={Boolean(status || channel)} />
          const shown = list.find(({ id }) => id === openId) ?? (isWide ? list[0] : undefined)
          return (
            <div className={isWide ? 'outbox outbox-wide' : 'outbox'}>
              <div>
                <ul className="card-list" aria-label="Messages">
                  {list.map((message) => (
                    <li key={message.id}>
                      <MessageRow
                        message={message}
                        isOpen={message.id === shown?.id}
                        onOpen={() => open(message.id)}
                      />
                    </li>
                  ))}
                </ul>
                <MoreButton of={messages}>Show older messages</MoreButton>
              </div>
              {isWide && shown && (
                <section className="reader" aria-label="Message">
                  <Reader message={shown} />
                </section>
              )}
              {!isWide && (
                <Modal opened={Boolean(shown)} onClose={() => open(undefined)} title="Message" fullScreen>
                  {shown && <Reader message={shown} />}
                </Modal>
              )}
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Of the person where the text speaks to nobody by name. */
function nameOf({ to_name, contact_name }: Message): string {
  return to_name || contact_name
}

function MessageRow({ message, isOpen, onOpen }: { message: Message; isOpen: boolean; onOpen: () => void }) {
  const time = useClinicTime()
  const ChannelIcon = message.channel === 'email' ? IconMail : IconMessage
  return (
    <button type="button" className="card-row message-row" aria-pressed={isOpen} onClick={onOpen}>
      <ChannelIcon size={20} stroke={1.6} aria-label={CHANNEL_WORDS[message.channel]} className="muted" />
      <span className="row-main">
        <span>
          <strong>{nameOf(message)}</strong> · {MESSAGE_KINDS[message.kind]}
          {message.has_invitation && (
            <IconPaperclip size={14} className="clip" aria-label="with a calendar invitation" />
          )}
        </span>
        <span className="muted one-line">{message.subject ?? message.body}</span>
      </span>
      <span className="message-end">
        <MessageStateWord message={message} />
        <span className="muted">{time.ago(message.sent_at ?? message.created_at)}</span>
      </span>
    </button>
  )
}

function Reader({ message }: { message: Message }) {
  const time = useClinicTime()
  const fate = useFate()
  const isKept = message.status === 'kept'
  return (
    <div className="stack">
      <div className="reader-head">
        <h2>{MESSAGE_KINDS[message.kind]}</h2>
        <MessageStateWord message={message} />
      </div>
      <p className={message.status === 'failed' ? 'fate fate-bad' : isKept ? 'fate fate-kept' : 'fate'}>
        {fate(message)}
      </p>
      <Details
        rows={[
          [
            'To',
            <span key="to">
              <Link to="/patients/$id" params={{ id: message.contact_id }} className="text-link">
                {nameOf(message)}
              </Link>{' '}
              <span className="muted">
                {message.channel === 'sms' ? phoneInWords(message.to_address) : message.to_address}
              </span>
            </span>,
          ],
          ['By', CHANNEL_WORDS[message.channel]],
          ['Journey', message.step && <StepLink key="step" step={message.step} />],
          ['Written', time.dateTime(message.created_at)],
          ['Goes out', message.status === 'held' && message.due_at ? time.ahead(message.due_at) : null],
          ['Sent', !isKept && message.sent_at ? time.dateTime(message.sent_at) : null],
        ]}
      />
      <MessageText message={message} />
      {message.step && <WhyWritten wording={message.step.wording} contactId={message.contact_id} />}
    </div>
  )
}

function StepLink({ step }: { step: NonNullable<Message['step']> }) {
  return (
    <span>
      <Link to="/journeys/$id" params={{ id: step.journey_id }} className="text-link">
        {step.journey}
      </Link>{' '}
      <span className="muted">· {humanize(step.step_key)}</span>
    </span>
  )
}

function NoMessages({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <Empty icon={<IconSend size={28} stroke={1.5} />} title="No messages like this">
      <p>Choose another channel or state.</p>
    </Empty>
  ) : (
    <Empty icon={<IconSend size={28} stroke={1.5} />} title="No messages yet">
      <p>When somebody books, Foyer writes the confirmation and plans the reminders. You read them here.</p>
      <p>
        In the demo, run <code>npm run demo:calcom -- created</code>.
      </p>
    </Empty>
  )
}
