import './patient-timeline.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Schemas } from '../api.ts'
import type { ClinicTime } from '../clinic-time.ts'
import { Loaded } from '../parts/loaded.tsx'
import { MoreButton } from '../parts/more-button.tsx'
import { Empty, Lines } from '../parts/page.tsx'
import { timelineQuery, useClinicTime } from '../queries.ts'
import {
  ACTORS,
  CHANNEL_WORDS,
  eventInWords,
  humanize,
  MERGE_REASONS,
  MESSAGE_KINDS,
  plural,
  reactorInWords,
  reasonInWords,
  triggerInWords,
} from '../words.ts'

type Entry = Schemas['TimelineEntry']

const REACTION_WORDS = { done: 'done', failed: 'failed', waiting: 'waiting' }

/** What happened, the newest first, and what Foyer did about each. */
export function PatientTimeline({ contactId }: { contactId: string }) {
  const timeline = useInfiniteQuery(timelineQuery(contactId))
  const time = useClinicTime()
  return (
    <Loaded query={timeline} skeleton={<Lines count={5} height={44} />}>
      {({ pages }) => {
        const events = pages.flatMap((page) => page.events)
        if (events.length === 0) return <Empty title="Nothing happened yet" />
        return (
          <>
            <ol className="timeline">
              {events.map((event) => (
                <li key={event.id} className={`timeline-entry timeline-${event.type.split('.')[0]}`}>
                  <div className="timeline-line">
                    <strong>{eventInWords(event)}</strong>
                    <time dateTime={event.occurred_at} className="muted">
                      {time.ago(event.occurred_at)}
                    </time>
                  </div>
                  <p className="muted">
                    {[about(event, time), actorInWords(event)].filter(Boolean).join(' · ')}
                  </p>
                  {event.reactions.length > 0 && <Reactions reactions={event.reactions} />}
                  {!event.has_known_reactions && (
                    <p className="muted">What Foyer did about it was not recorded yet at that time.</p>
                  )}
                </li>
              ))}
            </ol>
            <MoreButton of={timeline}>Show what was before</MoreButton>
          </>
        )
      }}
    </Loaded>
  )
}

function Reactions({ reactions }: { reactions: Entry['reactions'] }) {
  return (
    <ul className="reactions" aria-label="What Foyer did about it">
      {reactions.map(({ reactor, status, attempts, error }) => (
        <li key={reactor} className={`reaction reaction-${status}`}>
          {reactorInWords(reactor)}: {REACTION_WORDS[status]}
          {attempts > 1 && `, tried ${attempts} times`}
          {error && <span className="reaction-error"> ({error})</span>}
        </li>
      ))}
    </ul>
  )
}

function actorInWords({ actor }: Entry): string {
  return actor.name ? `by ${actor.name}` : `by ${ACTORS[actor.kind]}`
}

/** The part of an event that says more than its name. */
function about({ type, payload }: Entry, time: ClinicTime): string {
  const word = (key: string) => (typeof payload[key] === 'string' ? (payload[key] as string) : null)
  const startAt = word('startAt')
  const fromStartAt = word('fromStartAt')
  if (fromStartAt && startAt) return `from ${time.dateTime(fromStartAt)} to ${time.dateTime(startAt)}`
  if (startAt) return `for ${time.dateTime(startAt)}`
  if (type.startsWith('message.')) {
    const kind = word('kind')
    return [
      kind && (MESSAGE_KINDS[kind as keyof typeof MESSAGE_KINDS] ?? humanize(kind)),
      word('channel') && channelInWords(word('channel')),
      reasonInWords(word('reason'))?.replace(/\.$/, ''),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  if (type === 'contact.consent_changed') {
    const state = word('state') === 'withdrawn' ? 'opted out of' : 'agreed to'
    return `${state} ${purposeInWords(word('purpose'))} by ${channelInWords(word('channel'))}`
  }
  if (type === 'contact.identified') return word('kind') === 'phone' ? 'a phone number' : 'an e-mail address'
  if (type === 'contact.merged') return MERGE_REASONS[word('reason') ?? ''] ?? ''
  if (type === 'contact.conflict_resolved') return humanize(word('resolution') ?? '')
  if (type === 'journey.started')
    return [
      humanize(word('journey') ?? ''),
      payload.isHoldout ? 'gets nothing' : `${payload.planned ?? 0} planned`,
    ]
      .filter(Boolean)
      .join(' · ')
  if (type === 'journey.stopped')
    return [reasonInWords(word('cause'))?.replace(/\.$/, ''), `${payload.cancelled ?? 0} taken back`]
      .filter(Boolean)
      .join(' · ')
  if (type === 'journey.completed') return humanize(word('journey') ?? '')
  if (type === 'form.completed') return foundInAnswers(payload)
  if (type === 'appointment.noticed') return triggerInWords(word('trigger'))
  if (type === 'appointment.cancelled') return word('cause') === 'rejected' ? 'the request was declined' : ''
  return ''
}

function foundInAnswers({ flags, differences }: Entry['payload']): string {
  return [
    Number(flags) > 0 && `${plural(Number(flags), 'answer', 'answers')} to look at`,
    Number(differences) > 0 &&
      `${differences} ${Number(differences) === 1 ? 'differs' : 'differ'} from what is known`,
  ]
    .filter(Boolean)
    .join(' · ')
}

export function purposeInWords(purpose: string | null): string {
  if (purpose === 'transactional') return 'messages about visits'
  if (purpose === 'care') return 'care messages'
  return purpose === 'marketing' ? 'marketing' : 'all messages'
}

/** Within a sentence; brands keep their capital. Null and `all`: every one. */
export function channelInWords(channel: string | null): string {
  if (channel === null || channel === 'all') return 'every channel'
  const word = CHANNEL_WORDS[channel]
  if (!word) return humanize(channel).toLowerCase()
  return BRANDS.has(channel) ? word : word.toLowerCase()
}

const BRANDS = new Set(['whatsapp', 'instagram', 'facebook', 'calcom', 'foyer'])
