import type { Message } from '../api.ts'
import { IconPaperclip } from '../icons.ts'

/** The text exactly as the patient gets it, and what is attached. */
export function MessageText({
  message,
}: {
  message: Pick<Message, 'subject' | 'body'> & Partial<Pick<Message, 'has_invitation' | 'is_as_previewed'>>
}) {
  return (
    <div className="message-text">
      {message.subject && <p className="message-subject">{message.subject}</p>}
      <p className="as-written">{message.body}</p>
      {message.has_invitation && (
        <p className="message-note">
          <IconPaperclip size={16} aria-hidden="true" /> With a calendar invitation
        </p>
      )}
      {typeof message.is_as_previewed === 'boolean' && (
        <p className="message-note">
          {message.is_as_previewed
            ? 'This is the text that was shown before.'
            : 'The text changed after it was last shown.'}
        </p>
      )}
    </div>
  )
}
