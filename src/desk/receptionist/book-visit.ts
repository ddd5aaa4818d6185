/** The talk that leads to a booking: for what, when, who, and a yes to exactly that. One thing at a time. */
import type { Service } from '../services/service.ts'
import { askOtherwise } from './ask-otherwise.ts'
import type { Picked } from './chat-memory.ts'
import { collectDetails, needsNextPerson, readAnswer } from './collect-details.ts'
import { likingOf } from './find-preferences.ts'
import { findTimes } from './find-times.ts'
import { isNone, isWithin, offerTimes, passOver, readPick, refusesOffer, saysWhen } from './offer-times.ts'
import { placeOf } from './place-in-list.ts'
import { TIMES_OF_DAY, type TimeOfDay } from './preference.ts'
import { proposeBooking } from './propose.ts'
import {
  leaveToPerson,
  mayName,
  pageOf,
  perform,
  type Said,
  said,
  serviceOf,
  type Turn,
  together,
  wordFor,
} from './turn.ts'
import { WAITLIST } from './wait-in-line.ts'

/** The most that a list of services to tap holds. */
const SHOWN_SERVICES = 10

export async function bookVisit(turn: Turn): Promise<Said> {
  const { memory, speech } = turn
  if (!turn.asking.permits.mayBook) {
    await leaveToPerson(turn, 'not_allowed')
    return said(speech.say('left_to_team'))
  }
  memory.task = 'book'
  const service = chooseService(turn)
  if (!service) return askService(turn)
  readAnswer(turn, service)
  if (needsNextPerson(turn)) return collectDetails(turn, service) as Promise<Said>
  const before = memory.picked
  const chosen = await chooseTime(turn, service)
  if ('said' in chosen) return together(await suggest(turn, service), chosen.said)
  const missing = await collectDetails(turn, service)
  if (!missing) return proposeBooking(turn, service, chosen.picked)
  const isNew = chosen.picked !== before
  const moment = speech.moment(Temporal.Instant.from(chosen.picked.startAt))
  return together(isNew ? said(speech.say('time_kept', { moment })) : null, missing)
}

/** What the person named or tapped, or the only one there is. */
function chooseService(turn: Turn): Service | undefined {
  const { memory, services, messages } = turn
  const [kind, id] = (messages.at(-1)?.choice?.id ?? '').split('|')
  if (kind === 's' && services.some((service) => service.id === id)) {
    memory.state.service = id
    memory.named.push(id as string)
  }
  // "The first one", of the list that was shown.
  const place = memory.asked === 'service' && !memory.state.service ? placeOf(turn.text) : null
  const pointed = place === null ? undefined : services.slice(0, SHOWN_SERVICES)[place]
  if (pointed) {
    memory.state.service = pointed.id
    memory.named.push(pointed.id)
  }
  const [only, ...others] = services
  if (!memory.state.service && only && others.length === 0) memory.state.service = only.id
  return serviceOf(turn)
}

function askService(turn: Turn): Said {
  const { memory, speech, services, asking, reading } = turn
  if (services.length === 0) return said(speech.say('no_times'))
  // Who says when, or their name, has said something; it is kept, and what for is asked once more.
  const saidElse = saysWhen(turn) || reading.slots.name !== undefined || reading.slots.phone !== undefined
  const isAgain = memory.asked === 'service' && !saidElse && !reading.questions.length
  memory.misses += isAgain ? 1 : 0
  memory.asked = 'service'
  memory.offer = { kind: 'ask', slot: 'service' }
  const sorry = isAgain ? speech.say('unknown_service') : ''
  // The catalogue in an SMS would read as if it were about the person.
  if (asking.channel === 'sms') return said([sorry, speech.say('ask_service_link', { url: pageOf(turn) })])
  const choices = services.slice(0, SHOWN_SERVICES).map(({ id, name }) => ({ id: `s|${id}`, title: name }))
  return said([sorry, speech.say('ask_service')], choices)
}

async function chooseTime(turn: Turn, service: Service): Promise<{ picked: Picked } | { said: Said }> {
  const { memory, reading, speech } = turn
  const taken = readPick(turn)
  if (taken) return keepTime(turn, service, taken)
  if (refusesOffer(turn)) {
    passOver(turn)
    memory.picked = null
    if (saysWhen(turn)) return pickOrOffer(turn, service)
    // "None of these" is about all of them; "not so early" is about the hour.
    if (!isNone(turn.messages.at(-1)?.choice?.id)) delete memory.state.time
    memory.refusals = (memory.refusals ?? 0) + 1
    if (memory.refusals > 1) return { said: askOtherwise(turn) }
    return { said: await searchTimes(turn, service, speech.say('offer_more_times')) }
  }
  const isNewWish =
    saysWhen(turn) || reading.slots.service !== undefined || reading.slots.practitioner !== undefined
  if (memory.picked && (!isNewWish || isWithin(memory.picked.startAt, reading.slots, turn))) {
    return { picked: memory.picked }
  }
  return pickOrOffer(turn, service)
}

async function pickOrOffer(turn: Turn, service: Service): Promise<{ picked: Picked } | { said: Said }> {
  const { memory, speech, reading } = turn
  const { date = null, time = null } = memory.state
  memory.refusals = 0
  const times = await findTimes(turn.tx, turn.clinic, {
    service,
    practitionerId: memory.state.practitioner ?? null,
    date,
    time,
    // Whoever comes along wants the time beside the first one.
    wantsSoonest: reading.wantsSoonest || memory.bookedPeople > 0,
    exceptId: memory.standing.hold?.id ?? null,
    likes: likedTime(turn),
    // A day or time that is named may be one that did not suit before.
    passed: saysWhen(turn) ? [] : memory.passed,
  })
  if (times.exact) {
    const { startAt, practitionerId } = times.exact
    return keepTime(turn, service, { startAt: startAt.toString(), practitionerId })
  }
  if (times.offers.length === 0) return { said: noTimes(turn) }
  const asked = date || time
  const lead =
    times.areOthers && asked
      ? speech.say(time && date ? 'offer_other_times' : 'no_times_then')
      : leadOf(turn, service)
  return { said: offerTimes(turn, times.offers, lead) }
}

async function searchTimes(turn: Turn, service: Service, lead: string): Promise<Said> {
  const { memory } = turn
  const { exact, offers: found } = await findTimes(turn.tx, turn.clinic, {
    service,
    practitionerId: memory.state.practitioner ?? null,
    date: memory.state.date ?? null,
    time: memory.state.time ?? null,
    wantsSoonest: false,
    exceptId: memory.standing.hold?.id ?? null,
    passed: memory.passed,
  })
  const offers = exact ? [exact] : found
  return offers.length > 0 ? offerTimes(turn, offers, lead) : noTimes(turn)
}

/** Keeps the time for the person while the rest is asked. Where somebody was faster they are told, and offered others. */
async function keepTime(
  turn: Turn,
  service: Service,
  picked: Picked,
): Promise<{ picked: Picked } | { said: Said }> {
  const { memory } = turn
  const withWhom = service.assignment === 'one' || memory.state.practitioner ? picked.practitionerId : null
  const hold = memory.standing.hold
  const isHeld =
    hold?.serviceId === service.id &&
    hold.startAt === picked.startAt &&
    Temporal.Instant.compare(hold.expiresAt, turn.now) > 0
  if (!isHeld) {
    const held = await perform(turn, {
      name: 'hold_slot',
      input: { service: service.id, startAt: picked.startAt, practitionerId: withWhom },
    })
    if (!held.ok) return { said: await offerInstead(turn, service, picked) }
  }
  memory.picked = { startAt: picked.startAt, practitionerId: withWhom }
  memory.offer = null
  const wall = Temporal.Instant.from(picked.startAt).toZonedDateTimeISO(turn.clinic.timeZone)
  const day = wall.toPlainDate().toString()
  memory.state.date = { from: day, to: day }
  memory.state.time = { at: wall.toPlainTime().toString({ smallestUnit: 'minute' }) }
  return { picked: memory.picked }
}

/** Somebody was faster, or the time is offered no more. */
export async function offerInstead(turn: Turn, service: Service, lost: Picked): Promise<Said> {
  const { memory, speech, clinic } = turn
  const wall = Temporal.Instant.from(lost.startAt).toZonedDateTimeISO(clinic.timeZone)
  const day = wall.toPlainDate().toString()
  const { offers } = await findTimes(turn.tx, clinic, {
    service,
    practitionerId: memory.state.practitioner ?? null,
    date: { from: day, to: day },
    time: { at: wall.toPlainTime().toString({ smallestUnit: 'minute' }) },
    wantsSoonest: false,
    passed: [lost.startAt],
  })
  memory.picked = null
  memory.passed.push(lost.startAt)
  return offers.length > 0 ? offerTimes(turn, offers, speech.say('taken')) : noTimes(turn)
}

function leadOf(turn: Turn, service: Service): string {
  const { speech } = turn
  const name = wordFor(turn, service)
  return name === service.name
    ? speech.say('offer_times', { service: name })
    : speech.say('offer_times_neutral')
}

function noTimes(turn: Turn): Said {
  const { memory, speech } = turn
  memory.asked = 'waitlist'
  memory.picked = null
  memory.offer = null
  return together(
    said(speech.say('no_times')),
    said(speech.say('ask_waitlist'), [
      { id: WAITLIST.yes, title: speech.say('yes_please') },
      { id: WAITLIST.no, title: speech.say('no_thanks') },
    ]),
  )
}

function likedTime({ preferences }: Turn): { from: string; to: string } | null {
  const liked = likingOf(preferences, 'time_of_day')
  if (!liked || !(liked in TIMES_OF_DAY)) return null
  const [from, to] = TIMES_OF_DAY[liked as TimeOfDay]
  return { from, to }
}

/** Once, before the first times: what happens, what it does, that it is free, and where to book alone (REQUIREMENTS A4). */
async function suggest(turn: Turn, service: Service): Promise<Said | null> {
  const { memory, speech, asking } = turn
  if (memory.toldAbout === service.id || memory.asked !== 'when') return null
  memory.toldAbout = service.id
  const suggested = await perform<Suggested>(turn, {
    name: 'suggest_booking',
    input: { service: service.id },
  })
  if (!suggested.ok) return null
  const { consultation, benefit, isFree, url } = suggested.output
  const isNamed = mayName(turn, service.id) && asking.channel !== 'sms'
  const approved = isNamed ? [consultation, benefit].filter((text) => text !== null) : []
  const free = isNamed && isFree ? speech.say('price_free', { service: service.name }) : ''
  const link = speech.say('book_by_yourself', { url: isNamed ? url : pageOf(turn) })
  return { ...said([[...approved, free].filter(Boolean).join(' '), link]), approved }
}

interface Suggested {
  url: string
  isFree: boolean | null
  consultation: string | null
  benefit: string | null
}
