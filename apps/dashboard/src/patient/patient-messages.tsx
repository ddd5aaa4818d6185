import { useInfiniteQuery } from '@tanstack/react-query'
import { Loaded } from '../parts/loaded.tsx'
import { MessageStateWord } from '../parts/message-state.tsx'
import { MessageText } from '../parts/message-text.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { useFate } from '../parts/use-fate.ts'
import { WhyWritten } from '../parts/why-written.tsx'
import { messagesQuery, useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS, MESSAGE_KINDS } from '../words.ts'

export function PatientMessages({ contactId }: { contactId: string }) {
  const messages = useInfiniteQuery(messagesQuery({ contactId }))
  const time = useClinicTime()
  const fate = useFate()
  return (
    <Loaded query={messages} skeleton={<Lines count={3} />}>
      {({ pages }) => {
        const list = pages.flatMap((page) => page.messages)
        if (list.length === 0) return <Empty title="No messages yet" />
        return (
          <>
            <ul className="unfolding">
              {list.map((message) => (
                <li key={message.id}>
                  <details>
                    <summary>
                      <span className="unfolding-main">
                        <strong>{MESSAGE_KINDS[message.kind]}</strong>
                        <span className="muted">
                          {CHANNEL_WORDS[message.channel]} · {time.ago(message.sent_at ?? message.created_at)}
                        </span>
                        <span className="muted">{fate(message)}</span>
                      </span>
                      <MessageStateWord message={message} />
                    </summary>
                    <div className="unfolding-body">
                      <MessageText message={message} />
                      {message.step && (
                        <WhyWritten wording={message.step.wording} contactId={message.contact_id} />
                      )}
                    </div>
                  </details>
                </li>
              ))}
            </ul>
            <MoreButton of={messages}>Show older messages</MoreButton>
          </>
        )
      }}
    </Loaded>
  )
}
