import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconLock,
  IconPaperclip,
  IconRobot,
} from '../icons.ts'
import { useClinicTime, useMay, useMe } from '../queries.ts'
import { setDraft } from './drafts.ts'
import type { Conversation, ThreadLine } from './inbox-queries.ts'
import { attachmentInWords, deliveryOf, whyNotOut } from './inbox-words.ts'

/** One line of a conversation, in the look of whoever wrote it. */
export function Bubble({
  line,
  conversation,
  isFirst,
}: {
  line: ThreadLine
  conversation: Conversation
  /** The first of several by one writer. */
  isFirst: boolean
}) {
  const time = useClinicTime()
  const writer = useWriter(line, conversation)
  return (
    <article className={`bubble-row bubble-${line.author}`} aria-label={`${writer}, ${time.time(line.at)}`}>
      {isFirst && (
        <p className="bubble-writer">
          {line.author === 'assistant' && <IconRobot size={14} aria-hidden="true" />}
          {line.author === 'note' && <IconLock size={14} aria-hidden="true" />}
          {writer}
        </p>
      )}
      <div className="bubble">
        {line.is_removed ? (
          <p className="muted">They took this message back.</p>
        ) : (
          <>
            {line.body && <p className="as-written">{line.body}</p>}
            <Attachments line={line} />
          </>
        )}
        {line.choices.length > 0 && (
          <ul className="bubble-choices" aria-label="Offered">
            {line.choices.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        )}
      </div>
      <p className="bubble-foot">
        {line.choice && <span>tapped “{line.choice.title}”</span>}
        <span>{time.time(line.at)}</span>
        <Delivery line={line} />
      </p>
      <NotOut line={line} conversation={conversation} />
    </article>
  )
}

function useWriter(line: ThreadLine, { contact_name }: Conversation): string {
  const me = useMe().user?.name
  switch (line.author) {
    case 'contact':
      return contact_name
    case 'assistant':
      return 'Assistant'
    case 'system':
      return 'Notice'
    case 'staff':
      return 'Written in the vendor’s own app'
    case 'note':
      return `Private note${line.author_name ? ` · ${line.author_name}` : ''}`
    case 'user':
      return line.author_name === me ? 'You' : (line.author_name ?? 'Staff')
  }
}

function Attachments({ line }: { line: ThreadLine }) {
  if (line.attachments.length === 0) return null
  return (
    <ul className="bubble-files">
      {line.attachments.map((attachment, index) => {
        const name = attachmentInWords(attachment)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no id and do not move
          <li key={index}>
            <IconPaperclip size={16} aria-hidden="true" />
            {attachment.url ? (
              <a className="text-link" href={attachment.url} target="_blank" rel="noreferrer noopener">
                {name}
                <span className="visually-hidden"> (opens in a new tab)</span>
              </a>
            ) : (
              <span>{name}, kept at the vendor</span>
            )}
            {attachment.transcript && <q>{attachment.transcript}</q>}
          </li>
        )
      })}
    </ul>
  )
}

function Delivery({ line }: { line: ThreadLine }) {
  const delivery = deliveryOf(line)
  if (!delivery) return null
  const { word, isBad } = delivery
  const Icon = isBad
    ? IconAlertCircle
    : line.read_at || line.delivered_at
      ? IconChecks
      : line.status === 'sent'
        ? IconCheck
        : IconClock
  const look = isBad ? 'delivery delivery-bad' : line.read_at ? 'delivery delivery-read' : 'delivery'
  return (
    <span className={look}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  )
}

/** Why it did not go out, what can be done, and the text once more to be sent another way. */
function NotOut({ line, conversation }: { line: ThreadLine; conversation: Conversation }) {
  const mayWrite = useMay('conversations:write')
  const isBad = deliveryOf(line)?.isBad ?? false
  const why = isBad || line.status === 'held' ? whyNotOut(line) : null
  if (!why) return null
  return (
    <div className={isBad ? 'not-out not-out-bad' : 'not-out'}>
      <p>{why}</p>
      {isBad && line.author === 'user' && mayWrite && (
        <button
          type="button"
          className="text-link"
          onClick={() => setDraft(conversation.id, { text: line.body, isNote: false })}
        >
          Write it again
        </button>
      )}
    </div>
  )
}
