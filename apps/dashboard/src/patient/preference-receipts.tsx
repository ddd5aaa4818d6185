import { Link } from '@tanstack/react-router'
import { useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS, plural } from '../words.ts'
import type { Preference } from './preference-words.ts'

/** The messages behind something that was learned, each a step from where it was written. */
export function PreferenceReceipts({ receipts }: { receipts: Preference['receipts'] }) {
  const time = useClinicTime()
  if (receipts.length === 0) return null
  return (
    <details className="references preference-receipts">
      <summary>From {plural(receipts.length, 'message', 'messages')}</summary>
      <ul>
        {receipts.map((receipt) => (
          <li key={receipt.message_id}>
            <span>{receipt.text === null ? 'The message is gone.' : `“${receipt.text}”`}</span>
            <span className="muted">
              {receipt.supports ? 'Shows it' : 'Speaks against it'} · {time.ago(receipt.at)}
              {receipt.channel && ` · ${CHANNEL_WORDS[receipt.channel] ?? receipt.channel}`}
            </span>
            {receipt.conversation_id && (
              <Link to="/inbox" search={{ conversation: receipt.conversation_id }} className="text-link">
                Open the conversation
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
