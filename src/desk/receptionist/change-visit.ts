/** The talks that move or cancel a visit, and what is done when somebody is late. */
import type { OwnAppointment } from '../actions/find-own-appointments.ts'
import { findService } from '../services/find-services.ts'
import type { Service } from '../services/service.ts'
import { askOtherwise } from './ask-otherwise.ts'
import { forgetTask } from './chat-memory.ts'
import { chooseVisit } from './choose-visit.ts'
import { findTimes } from './find-times.ts'
import { offerTimes, passOver, readPick, refusesOffer, saysWhen } from './offer-times.ts'
import { proposeCancellation, proposeMove } from './propose.ts'
import { refusedChange } from './settle-proposal.ts'
import { leaveToPerson, type Said, said, type Turn } from './turn.ts'

export async function moveVisit(turn: Turn): Promise<Said> {
  const { memory, speech, asking } = turn
  if (!asking.permits.mayMove) return notAllowed(turn)
  memory.task = 'move'
  const wasChoosing = memory.visitId !== null
  const found = await chooseChangeable(turn)
  if ('said' in found) return found.said
  const { visit, service } = found
  memory.state.service = service.id
  keepToDay(turn, visit)
  const picked = wasChoosing ? readPick(turn) : null
  if (picked) return proposeMove(turn, visit, Temporal.Instant.from(picked.startAt))
  if (refusesOffer(turn)) passOver(turn)
  if (refusesOffer(turn) && !saysWhen(turn)) {
    memory.refusals = (memory.refusals ?? 0) + 1
    if (memory.refusals > 1) return askOtherwise(turn, visit.startAt)
    return offerNew(turn, { visit, service }, speech.say('offer_more_times'))
  }
  memory.refusals = 0
  const hasWish = saysWhen(turn) || turn.reading.wantsSoonest
  if (!hasWish && !wasChoosing && !memory.state.date && !memory.state.time) {
    return offerNew(
      turn,
      { visit, service },
      speech.say('move_times', { moment: speech.moment(visit.startAt) }),
    )
  }
  return offerNew(turn, { visit, service })
}

/** The visit that is meant, with its service, where it may still be changed here; else what is said to that. */
async function chooseChangeable(
  turn: Turn,
): Promise<{ visit: OwnAppointment; service: Service } | { said: Said }> {
  const found = await chooseVisit(turn)
  if ('said' in found) return found
  const { visit } = found
  const service = visit.serviceId ? await findService(turn.tx, visit.serviceId) : undefined
  if (!visit.isOwn || !service) return { said: await refusedChange(turn, 'booked_elsewhere') }
  if (isTooLate(turn, visit, service)) return { said: await refusedChange(turn, 'too_late') }
  return { visit, service }
}

/** To whoever cannot come: other times, and whether to cancel instead. */
export async function askMoveOrCancel(turn: Turn): Promise<Said> {
  const { asking, memory, speech } = turn
  if (!asking.permits.mayMove) return cancelVisit(turn)
  memory.task = 'move'
  const found = await chooseChangeable(turn)
  if ('said' in found) return found.said
  const { visit, service } = found
  memory.state.service = service.id
  const lead = speech.say('cannot_come', { moment: speech.moment(visit.startAt) })
  const offer = await offerNew(turn, { visit, service }, lead)
  if (!asking.permits.mayCancel) return offer
  return {
    ...offer,
    texts: [...offer.texts, speech.say('or_cancel')],
    choices: [...offer.choices, { id: `v|${visit.id}`, title: speech.say('the_visit') }],
  }
}

export async function cancelVisit(turn: Turn): Promise<Said> {
  const { memory, asking } = turn
  if (!asking.permits.mayCancel) return notAllowed(turn)
  memory.task = 'cancel'
  const found = await chooseChangeable(turn)
  if ('said' in found) return found.said
  return proposeCancellation(turn, found.visit)
}

/** Staff are told, who alone can say what it means for the day. */
export async function tellLate(turn: Turn): Promise<Said> {
  const { memory, speech, reading } = turn
  forgetTask(memory)
  await leaveToPerson(turn, 'running_late')
  return said(speech.say('late', { minutes: reading.minutesLate ?? 10 }))
}

async function offerNew(
  turn: Turn,
  { visit, service }: { visit: OwnAppointment; service: Service },
  lead?: string,
): Promise<Said> {
  const { memory, speech, reading, tx, clinic } = turn
  const { date = null, time = null } = memory.state
  const minutes = Math.round((visit.endAt.epochMilliseconds - visit.startAt.epochMilliseconds) / 60_000)
  const times = await findTimes(tx, clinic, {
    service,
    durationMinutes: minutes,
    practitionerId: memory.state.practitioner ?? null,
    date,
    time,
    wantsSoonest: reading.wantsSoonest,
    exceptId: visit.id,
    passed: [...memory.passed, visit.startAt.toString()],
  })
  if (times.exact) return proposeMove(turn, visit, times.exact.startAt)
  if (times.offers.length === 0) {
    memory.asked = 'when'
    return said([speech.say('no_times'), speech.say('move_kept', { moment: speech.moment(visit.startAt) })])
  }
  const otherwise = times.areOthers
    ? speech.say(time && date ? 'offer_other_times' : 'no_times_then')
    : speech.say('move_times', { moment: speech.moment(visit.startAt) })
  return offerTimes(turn, times.offers, lead ?? otherwise)
}

/** "After 4?", "later that day?" to a reminder is about the visit's own day, until another one is named. */
function keepToDay({ reminded, reading, memory, clinic, text }: Turn, visit: OwnAppointment): void {
  if (!reminded?.isOpen) return
  const { state } = memory
  const wall = visit.startAt.toZonedDateTimeISO(clinic.timeZone)
  const day = wall.toPlainDate().toString()
  if (reading.slots.time && !state.date) state.date = { from: day, to: day }
  if (state.time || state.date?.from !== day || state.date.to !== day) return
  const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  if (LATER.test(text)) state.time = { from: clock, to: null }
  if (EARLIER.test(text)) state.time = { from: null, to: clock }
}

const LATER = /\b(?:later|m[aá]s tarde)\b/i
const EARLIER = /\b(?:earlier|m[aá]s temprano|antes)\b/i

/** As the manage link has it: whoever is within the service's notice speaks to a person. */
function isTooLate({ now }: Turn, { startAt }: OwnAppointment, { changeNoticeMinutes }: Service): boolean {
  return Temporal.Instant.compare(now, startAt.subtract({ minutes: changeNoticeMinutes })) >= 0
}

async function notAllowed(turn: Turn): Promise<Said> {
  forgetTask(turn.memory)
  await leaveToPerson(turn, 'not_allowed')
  return said(turn.speech.say('left_to_team'))
}
