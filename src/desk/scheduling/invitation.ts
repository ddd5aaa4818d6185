/** The calendar entry that a patient gets by mail when an appointment is made, moved or cancelled. */

import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'

export interface Invitation {
  /** `CANCEL` takes the entry out again. */
  method: 'REQUEST' | 'CANCEL'
  /** The appointment's, the same for all its invitations. */
  uid: string
  /** The appointment's; higher than in any invitation before that said another time or place. */
  sequence: number
  startAt: Temporal.Instant
  endAt: Temporal.Instant
  /** Seen by whoever sees the calendar, at work too: the clinic's name, never the treatment. */
  summary: string
  location?: string
  description?: string
  /** The clinic; replies go to this address. Must be the same in the CANCEL. */
  organizer: { name: string; email: string }
  /** Gmail shows an invitation only to the address that is named here. */
  attendee: { name: string; email: string }
  now: Temporal.Instant
  url?: string
}

const methods = {
  REQUEST: { method: ICalCalendarMethod.REQUEST, status: ICalEventStatus.CONFIRMED },
  CANCEL: { method: ICalCalendarMethod.CANCEL, status: ICalEventStatus.CANCELLED },
}

/**
 * One iCalendar object (RFC 5545, RFC 5546 3.2.2 and 3.2.5), for an `EmailInvitation` of the same method: lines end in
 * CRLF and are folded at 75 octets.
 *
 * Times are written in UTC, so the clinic's zone is not asked for. A `TZID` would need a VTIMEZONE that all readers
 * understand alike, and Outlook knows one yearly day into summer time and one out of it (MS-STANOICAL 2.2.47): Morocco
 * around Ramadan, or a country that has just changed its law, would stand an hour off. An event that does not repeat
 * loses nothing by UTC: each calendar shows it in its owner's zone.
 */
export function renderInvitation(invitation: Invitation): string {
  const { method, status } = methods[invitation.method]
  const calendar = ical({
    prodId: { company: 'Foyer', product: 'Foyer', language: 'EN' },
    scale: 'gregorian',
    method,
  })
  const event: ICalEventData = {
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: invitation.now,
    start: invitation.startAt,
    end: invitation.endAt,
    status,
    summary: clean(invitation.summary),
    organizer: cleanPerson(invitation.organizer),
    attendees: [
      {
        ...cleanPerson(invitation.attendee),
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: true,
      },
    ],
  }
  if (invitation.location) event.location = clean(invitation.location)
  if (invitation.description) event.description = clean(invitation.description)
  // The generator escapes this like text, but a URI is none (RFC 5545 3.3.13).
  if (invitation.url) event.url = invitation.url.replace(/[,;\\]/g, encodeURIComponent)
  calendar.createEvent(event)
  return `${calendar.toString()}\r\n`
}

/**
 * A file that a patient puts into their own calendar (RFC 5546 3.2.1): of the same `uid` as the mailed invitation, so
 * that the two are one entry; nobody is asked to answer it.
 */
export function renderCalendarFile(
  entry: Pick<Invitation, 'uid' | 'sequence' | 'startAt' | 'endAt' | 'summary' | 'location' | 'now'> & {
    isCancelled: boolean
  },
): string {
  const calendar = ical({
    prodId: { company: 'Foyer', product: 'Foyer', language: 'EN' },
    scale: 'gregorian',
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: entry.now,
    start: entry.startAt,
    end: entry.endAt,
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: clean(entry.summary),
    ...(entry.location ? { location: clean(entry.location) } : {}),
  })
  return `${calendar.toString()}\r\n`
}

/** An empty name would be a bug of the generator's to complain about; mail programs then show the address. */
function cleanPerson({ name, email }: { name: string; email: string }) {
  return { name: clean(name).replace(/\s+/g, ' ').trim() || email, email }
}

/** Control characters have no place in TEXT (RFC 5545 3.3.11), and half an emoji none in UTF-8. */
function clean(text: string) {
  return text.toWellFormed().replace(/(?![\n\r\t])\p{Cc}/gu, '')
}
