/** What a message says to what the clinic offered. */
import { fitsDate, fitsTime } from './choices.ts'
import { findOptOut } from './opt-out.ts'
import type { DateWish, Offer, Option, State, TimeWish } from './question.ts'
import type { Said } from './read-said.ts'
import type { Reading } from './reading.ts'

export function optionsOf(offer: Offer | null): Option[] {
  if (!offer || offer.kind === 'ask') return []
  return offer.kind === 'times' ? offer.options : [offer.option]
}

/** A `cancel` that answers "shall I cancel it?" or "cancel the visit or stop the messages?" is about the visit. */
export function readOptOut(text: string, offer: Offer | null): Reading['optOut'] {
  const found = findOptOut(text)
  const isAboutVisit =
    offer?.kind === 'cancel' ||
    (offer?.kind === 'ask' && (offer.slot === 'cancel_or_stop' || offer.slot === 'which_appointment'))
  return found?.mayMeanCancel && isAboutVisit ? null : found
}

export function isOptOutOnly(optOut: Reading['optOut']): boolean {
  return optOut?.is === 'certain'
}

/** A yes that names another day or time than offered is none: it would book what was not wanted. */
export function readAnswer(
  text: string,
  said: boolean | null,
  choice: number | null,
  { wishes, ruledOut }: Said,
  offer: Offer | null,
): boolean | null {
  if (offer === null || offer.kind === 'ask') return said
  if (choice !== null) return true
  const options = optionsOf(offer)
  // `Is that with nurse lopez?` asks; it wishes for nobody else.
  const isAsked = /^[^a-z]*(?:is|was|will|would|es|sera|seria)\b[^.]*\?/.test(text)
  const differs =
    (wishes.date !== null && !options.some(({ start }) => fitsDate(start, wishes.date as DateWish))) ||
    (wishes.time !== null && !options.some(({ start }) => fitsTime(start, wishes.time as TimeWish))) ||
    (!isAsked &&
      wishes.service !== null &&
      options.some(({ serviceId }) => serviceId && serviceId !== wishes.service)) ||
    (!isAsked &&
      wishes.practitioner !== null &&
      options.every(({ practitionerId }) => practitionerId && practitionerId !== wishes.practitioner))
  const refuses = ruledOut.some(({ date, time }) =>
    options.some(({ start }) => (date ? fitsDate(start, date) : time ? fitsTime(start, time) : false)),
  )
  if (differs || refuses) return offer.kind === 'cancel' ? said : false
  return said
}

/** What the message agrees to. */
export function acceptedOption(
  offer: Offer | null,
  yes: boolean | null,
  choice: number | null,
): Option | null {
  if (offer?.kind === 'times') {
    if (choice !== null) return offer.options[choice] ?? null
    return yes === true && offer.options.length === 1 ? (offer.options[0] ?? null) : null
  }
  return offer?.kind === 'confirm' && yes === true ? offer.option : null
}

export function valuesOf({ start, serviceId, practitionerId }: Option): Partial<State> {
  const date = start.slice(0, 10)
  return {
    date: { from: date, to: date },
    time: { at: start.slice(11, 16) },
    ...(serviceId ? { service: serviceId } : {}),
    ...(practitionerId ? { practitioner: practitionerId } : {}),
  }
}

/** `I'll be there 9:40, not 9:30`. */
export function arrivesLate(text: string, { wishes }: Said, offer: Offer | null): number | null {
  if (offer?.kind !== 'appointment' || !wishes.time || !('at' in wishes.time)) return null
  if (
    !/\b(?:be there|arriv\w+|get there|there (?:at|by|around)|llego|llegar\w*|estoy ahi|estare)\b/.test(text)
  )
    return null
  const [hour = 0, minute = 0] = wishes.time.at.split(':').map(Number)
  const late =
    hour * 60 +
    minute -
    (Number(offer.option.start.slice(11, 13)) * 60 + Number(offer.option.start.slice(14, 16)))
  return late > 0 && late <= 60 ? late : null
}
