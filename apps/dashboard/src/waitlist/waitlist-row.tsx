import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Initials } from '../parts/initials.tsx'
import { StateWord } from '../parts/status-word.tsx'
import { useClinicTime } from '../queries.ts'
import { phoneInWords } from '../words.ts'
import type { EntryStatus, WaitlistEntry } from './waitlist-queries.ts'
import { lastOfferInWords, wishInWords } from './wish-words.ts'

const OVER: Partial<Record<EntryStatus, string>> = {
  booked: 'Booked',
  left: 'Taken off',
  expired: 'Date over',
}

/** One who waits: for what, what suits them, since when, and what they were offered. */
export function WaitlistRow({
  entry,
  practitioner,
  mayWrite,
  onRemove,
}: {
  entry: WaitlistEntry
  /** Whom they want; null: anybody. */
  practitioner: string | null
  mayWrite: boolean
  onRemove: (entry: WaitlistEntry) => void
}) {
  const time = useClinicTime()
  const { contact, offer, status } = entry
  const over = OVER[status]
  const last = lastOfferInWords(entry, time)
  return (
    <div className="waiting">
      <Initials name={contact.display_name} size={32} />
      <div className="row-main">
        <span className="waiting-name">
          <Link to="/patients/$id" params={{ id: contact.id }} className="text-link">
            {contact.display_name}
          </Link>
          {over && <StateWord tone="quiet">{over}</StateWord>}
        </span>
        <span>
          {entry.service_name} {practitioner ? `with ${practitioner}` : 'with anybody'}
        </span>
        <span className="muted">{wishInWords(entry, time)}</span>
        {status === 'offered' && offer && (
          <span className="waiting-offer">
            Offered {time.dateTime(offer.start_at)}; may answer until {time.time(offer.expires_at)}
          </span>
        )}
        {last && <span className="muted">{last}</span>}
      </div>
      <div className="waiting-end">
        <span className="muted">
          {over ? 'Joined' : 'Since'} {time.shortDay(time.day(entry.created_at))}
        </span>
        {contact.phone_e164 ? (
          <a href={`tel:${contact.phone_e164}`} className="text-link">
            {phoneInWords(contact.phone_e164)}
          </a>
        ) : (
          <span className="muted">{contact.email ?? 'No phone or e-mail'}</span>
        )}
        {mayWrite && !over && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Take off: ${contact.display_name}, ${entry.service_name}`}
            onClick={() => onRemove(entry)}
          >
            Take off
          </Button>
        )}
      </div>
    </div>
  )
}
