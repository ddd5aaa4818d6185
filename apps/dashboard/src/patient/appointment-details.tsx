import { Link } from '@tanstack/react-router'
import type { Appointment } from '../api.ts'
import { usePractitionersOf } from '../calendar/with-whom.ts'
import { Details, MailLink } from '../parts/details.tsx'
import { useClinicTime } from '../queries.ts'
import { CHANNEL_WORDS, HINT_WORDS, MODE_WORDS, phoneInWords } from '../words.ts'

/** What is known of one appointment: who comes, how to reach them, what they said. */
export function AppointmentDetails({ appointment: visit }: { appointment: Appointment }) {
  const time = useClinicTime()
  const practitioners = usePractitionersOf(visit)
  // Which advertisement brought them: for the reports, not for the desk.
  const isCampaign = ({ key }: { key: string }) => key.startsWith('utm_')
  const campaign = visit.answers.filter(isCampaign)
  const own = visit.answers.filter((answer) => !isCampaign(answer))
  return (
    <>
      <Details
        rows={[
          ['Phone', <Phone key="phone" visit={visit} />],
          ['E-mail', visit.attendee_email && <MailLink email={visit.attendee_email} />],
          ['Comes from', visit.place],
          ['Notes', visit.notes && <span className="as-written">{visit.notes}</span>],
          ...own.map(answerRow),
          ['Cancelled because', visit.cancellation_reason],
        ]}
      />
      <Details
        rows={[
          ['Visit', visit.service_name ?? visit.title],
          ['With', practitioners.map(({ name }) => name).join(', ') || null],
          ['When', `${time.date(visit.start_at)}, ${time.timeRange(visit.start_at, visit.end_at)}`],
          [
            'Patient’s time zone',
            visit.time_zone === time.zone ? null : visit.time_zone.replaceAll('_', ' '),
          ],
          ['How', MODE_WORDS[visit.mode]],
          ['Where', visit.location && <Where location={visit.location} />],
          ['Booked through', bookedThrough(visit)],
          ['Booked on', time.dateTime(visit.created_at)],
          ['Moved', movesOf(visit) > 0 ? timesInWords(movesOf(visit)) : null],
          [
            'Confirmed by the patient',
            visit.attendance_confirmed_at && time.dateTime(visit.attendance_confirmed_at),
          ],
          ['Paid', visit.paid_at && time.dateTime(visit.paid_at)],
        ]}
      />
      {campaign.length > 0 && (
        <details className="references">
          <summary>More answers ({campaign.length})</summary>
          <Details rows={campaign.map(answerRow)} />
        </details>
      )}
      {visit.external_references.length > 0 && (
        <details className="references">
          <summary>Numbers in other systems</summary>
          <ul>
            {visit.external_references.map(({ vendor, kind, value, is_superseded }) => (
              <li key={`${vendor} ${kind} ${value}`}>
                <span className="muted">
                  {CHANNEL_WORDS[vendor] ?? vendor} {kind.replaceAll('_', ' ')}
                  {is_superseded && ' (before it was moved)'}
                </span>
                <code>{value}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function answerRow({ key, label, value }: Appointment['answers'][number]): [string, React.ReactNode] {
  return [
    label,
    <span key={key} className="as-written">
      {value}
    </span>,
  ]
}

function Phone({ visit }: { visit: Appointment }) {
  const { attendee_phone_e164: e164, attendee_phone_raw: raw } = visit
  if (e164) {
    return (
      <a className="text-link" href={`tel:${e164}`}>
        {phoneInWords(e164)}
      </a>
    )
  }
  if (raw) return <>{raw} (not a number that can be called)</>
  return <span className="muted">None given</span>
}

function Where({ location }: { location: string }) {
  if (!/^https:\/\//.test(location)) return <>{location}</>
  return (
    <a className="text-link" href={location} target="_blank" rel="noreferrer">
      {location}
    </a>
  )
}

function bookedThrough({ booking_channel, source }: Appointment): string {
  const channel = CHANNEL_WORDS[booking_channel] ?? booking_channel
  const system = CHANNEL_WORDS[source] ?? source
  return booking_channel === 'direct' ? `${system}, directly` : `${channel}, in ${system}`
}

function timesInWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

export function HintNotice({ hint, contactId }: { hint: keyof typeof HINT_WORDS; contactId: string }) {
  const { title, text } = HINT_WORDS[hint]
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>{title}.</strong> {text}
      </p>
      {hint === 'identity_conflict' ? (
        <Link to="/merge-queue" className="text-link">
          Open the merge queue
        </Link>
      ) : (
        <Link to="/patients/$id" params={{ id: contactId }} className="text-link">
          See everybody on this contact
        </Link>
      )}
    </div>
  )
}

/** A cancellation raises the sequence as well (RFC 5546), and is no move. */
function movesOf(visit: Appointment): number {
  return visit.sequence - (visit.status === 'cancelled' ? 1 : 0)
}
