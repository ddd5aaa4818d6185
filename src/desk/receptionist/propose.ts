/** Puts before the person exactly what would be done, for their yes. */
import { hashOf, offer as offered, type Proposal } from '../actions/proposal.ts'
import { wallTime } from '../actions/wished-service.ts'
import type { Service } from '../services/service.ts'
import type { Picked } from './chat-memory.ts'
import { writerOf } from './collect-details.ts'
import { nameOf } from './offer-times.ts'
import {
  answersTo,
  lastMessageId,
  mayName,
  pageOf,
  type Said,
  said,
  sentenceCase,
  type Turn,
  wordFor,
} from './turn.ts'

/** A consent text longer than this is read on the page; characters. */
const LONGEST_CONSENT = { sms: 250, instagram: 450, others: 900 }

export function proposeBooking(turn: Turn, service: Service, picked: Picked): Said {
  const { memory, speech } = turn
  const startAt = Temporal.Instant.from(picked.startAt)
  const { yes, no } = remember(turn, {
    do: 'book',
    serviceId: service.id,
    startAt: picked.startAt,
    durationMinutes: service.durationMinutes,
    practitionerId: picked.practitionerId,
  })
  memory.offer = {
    kind: 'confirm',
    option: {
      start: wallTime(startAt, turn.clinic),
      serviceId: service.id,
      ...(picked.practitionerId ? { practitionerId: picked.practitionerId } : {}),
    },
  }
  const practitioner = nameOf(turn, picked.practitionerId)
  const question = speech.say(service.requiresConfirmation ? 'confirm_request' : 'confirm_booking', {
    service: sentenceCase(wordFor(turn, service)),
    moment: speech.moment(startAt),
    with: practitioner ? speech.say('with_practitioner', { practitioner }) : '',
    name: memory.patientName ?? writerOf(turn),
  })
  const consent = service.consentText
  const consentText = consent && wordConsent(turn, service, consent)
  if (consent) memory.consent = { serviceId: service.id, version: service.consentVersion, text: consent }
  return {
    ...said(
      [tidy(question), consentText ?? ''],
      [
        { id: yes, title: speech.say(service.requiresConfirmation ? 'yes_send' : 'yes_book') },
        { id: no, title: speech.say('another_time') },
      ],
    ),
    approved: consent ? [consent] : [],
  }
}

/** In an SMS the address of the service's own page would say what for. */
function wordConsent(turn: Turn, service: Service, text: string): string {
  const { channel } = turn.asking
  const longest =
    channel === 'sms' || channel === 'instagram' ? LONGEST_CONSENT[channel] : LONGEST_CONSENT.others
  if (text.length <= longest) return turn.speech.say('confirm_consent', { text })
  return turn.speech.say('confirm_consent_link', {
    url: pageOf(turn, mayName(turn, service.id) ? service : null),
  })
}

export function proposeMove(
  turn: Turn,
  visit: { id: string; startAt: Temporal.Instant },
  startAt: Temporal.Instant,
): Said {
  const { memory, speech, clinic } = turn
  const { yes, no } = remember(turn, { do: 'move', appointmentId: visit.id, startAt: startAt.toString() })
  memory.offer = { kind: 'confirm', option: { start: wallTime(startAt, clinic), appointmentId: visit.id } }
  return said(
    speech.say('confirm_move', { from: speech.moment(visit.startAt), moment: speech.moment(startAt) }),
    [
      { id: yes, title: speech.say('yes_move') },
      { id: no, title: speech.say('another_time') },
    ],
  )
}

export function proposeCancellation(turn: Turn, visit: { id: string; startAt: Temporal.Instant }): Said {
  const { memory, speech, clinic } = turn
  const { yes, no } = remember(turn, { do: 'cancel', appointmentId: visit.id })
  memory.offer = {
    kind: 'cancel',
    option: { start: wallTime(visit.startAt, clinic), appointmentId: visit.id },
  }
  return said(speech.say('confirm_cancel', { moment: speech.moment(visit.startAt) }), [
    { id: yes, title: speech.say('yes_cancel') },
    { id: no, title: speech.say('keep_it') },
  ])
}

/** What a gap that stayed empty leaves behind. */
export function tidy(text: string): string {
  return text.replace(/ +([,.;:?!])/g, '$1').replace(/ {2,}/g, ' ')
}

/** The ids under which this proposal, and no other, is agreed to or declined. */
export function answersToProposal(proposal: Proposal): { yes: string; no: string } {
  return answersTo(hashOf(proposal).slice(0, 12))
}

function remember(turn: Turn, proposal: Proposal): { yes: string; no: string } {
  const { memory } = turn
  memory.standing = offered(memory.standing, proposal, lastMessageId(turn))
  memory.asked = 'confirm'
  memory.misses = 0
  return answersToProposal(proposal)
}
