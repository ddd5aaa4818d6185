import type { Message } from '../api.ts'
import { IconPaperclip } from '../icons.ts'

/** The text exactly as the patient gets it, and what is attached. */
export function MessageText({ message }: { message: Pick<Message, 'subject' | 'body' | 'has_invitation'> }) {
  return (
    <div className="message-text">
      {message.subject && <p className="message-subject">{message.subject}</p>}
      <p className="as-written">{message.body}</p>
      {message.has_invitation && (
        <p className="message-invitation">
          <IconPaperclip size={16} aria-hidden="true" /> With a calendar invitation
        </p>
      )}
    </div>
  )
}
