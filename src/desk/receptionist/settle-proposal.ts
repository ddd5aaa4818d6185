/** The answer to "shall I?": a yes to exactly what was offered is done, here and without any model. */
import { findOwnAppointment } from '../actions/find-own-appointments.ts'
import { confirm, type Proposal } from '../actions/proposal.ts'
import type { Service } from '../services/service.ts'
import { bookVisit, offerInstead } from './book-visit.ts'
import { type ChatMemory, forgetTask } from './chat-memory.ts'
import { phoneOf, writerOf } from './collect-details.ts'
import { isWithin, nameOf, saysWhen } from './offer-times.ts'
import { answersToProposal, proposeBooking, proposeCancellation, proposeMove, tidy } from './propose.ts'
import { lastMessageId, leaveToPerson, perform, type Said, said, type Turn, together } from './turn.ts'

/** Null where nothing was offered, or the message does not answer it. */
export async function settleProposal(turn: Turn): Promise<Said | null> {
  const { memory, reading, messages } = turn
  const proposal = memory.standing.offered?.proposal
  if (!proposal || memory.asked !== 'confirm') return null
  const tapped = messages.at(-1)?.choice?.id ?? null
  const { yes, no } = answersToProposal(proposal)
  if (tapped !== null && tapped !== yes && tapped !== no) return null
  if (tapped === no || (tapped === null && reading.yes === false)) return decline(turn, proposal)
  const isYes = tapped === yes || reading.yes === true
  if (!isYes || changesIt(turn, proposal)) return null
  memory.standing = confirm(memory.standing, lastMessageId(turn))
  switch (proposal.do) {
    case 'book':
      return book(turn, proposal)
    case 'move':
      return move(turn, proposal)
    case 'cancel':
      return cancel(turn, proposal)
  }
}

/** The same once more, where it still stands. */
export async function proposeAgain(turn: Turn): Promise<Said | null> {
  const { memory, services, tx, asking } = turn
  const proposal = memory.standing.offered?.proposal
  if (!proposal || memory.asked !== 'confirm') return null
  if (proposal.do === 'book') {
    const service = services.find(({ id }) => id === proposal.serviceId)
    return service ? proposeBooking(turn, service, proposal) : null
  }
  const visit = await findOwnAppointment(tx, asking, proposal.appointmentId)
  if (!visit) return null
  return proposal.do === 'cancel'
    ? proposeCancellation(turn, visit)
    : proposeMove(turn, visit, Temporal.Instant.from(proposal.startAt))
}

/** "Yes, but at four": a yes to something else is no yes to this. */
function changesIt(turn: Turn, proposal: Proposal): boolean {
  const { reading, memory } = turn
  if (proposal.do === 'cancel') return reading.intent.name === 'reschedule'
  const { service, practitioner } = reading.slots
  if (saysWhen(turn) && !isWithin(proposal.startAt, reading.slots, turn)) return true
  if (proposal.do !== 'book') return false
  if (service && service !== proposal.serviceId) return true
  return Boolean(practitioner && practitioner !== (proposal.practitionerId ?? memory.state.practitioner))
}

async function book(turn: Turn, proposal: Extract<Proposal, { do: 'book' }>): Promise<Said> {
  const { memory, speech, services, clinic } = turn
  const service = services.find(({ id }) => id === proposal.serviceId)
  if (!service) return said(speech.say('no_times'))
  const consent = consentTo(turn, service)
  // Its text was changed, or never shown: a yes to another one is none to this.
  if (!consent) return proposeBooking(turn, service, proposal)
  const booked = await perform<BookedOutput>(turn, {
    name: 'book_appointment',
    input: {
      service: service.id,
      startAt: proposal.startAt,
      durationMinutes: proposal.durationMinutes,
      practitionerId: proposal.practitionerId,
      name: writerOf(turn),
      phone: phoneOf(turn),
      email: memory.state.email ?? null,
      patientName: memory.patientName,
      answers: [...memory.answers, ...consent],
    },
  })
  if (!booked.ok) {
    if (booked.reason === 'slot_taken' || booked.reason === 'limit_reached') {
      return offerInstead(turn, service, proposal)
    }
    if (booked.reason === 'phone_needed') {
      delete memory.state.phone
      return bookVisit(turn)
    }
    await leaveToPerson(turn, 'not_allowed')
    return said(speech.say(booked.reason === 'too_many_open' ? 'too_many_open' : 'left_to_team'))
  }
  const { output } = booked
  const practitioner = output.practitioner ?? nameOf(turn, proposal.practitionerId)
  const done = speech.say(output.status === 'pending' ? 'requested' : 'booked', {
    name: memory.patientName ?? writerOf(turn),
    moment: speech.moment(Temporal.Instant.from(output.startAt)),
    with: practitioner ? speech.say('with_practitioner', { practitioner }) : '',
  })
  const where =
    service.mode === 'visit' && clinic.address ? speech.say('booked_where', { address: clinic.address }) : ''
  const told = said([tidy(done), where, speech.say('manage', { url: output.manageUrl })])
  return together(told, await nextPerson(turn, output.startAt))
}

/** As it was read, whatever language the yes came in; null where another text stands by now. */
function consentTo({ memory: { consent } }: Turn, service: Service): ChatMemory['answers'] | null {
  if (!service.consentText) return []
  if (consent?.serviceId !== service.id || consent.version !== service.consentVersion) return null
  return [{ key: 'consent', label: `Consent, version ${consent.version}`, value: consent.text }]
}

interface BookedOutput {
  status: 'booked' | 'pending'
  startAt: string
  practitioner: string | null
  manageUrl: string
}

/** Of several who come together the next one, for the same and on the same day. */
async function nextPerson(turn: Turn, startAt: string): Promise<Said | null> {
  const { memory, clinic } = turn
  const { people = 1, service } = memory.state
  const bookedPeople = memory.bookedPeople + 1
  if (bookedPeople >= people) {
    memory.bookedPeople = 0
    forgetTask(memory)
    return null
  }
  forgetTask(memory)
  const wall = Temporal.Instant.from(startAt).toZonedDateTimeISO(clinic.timeZone)
  const day = wall.toPlainDate().toString()
  const time = { from: wall.toPlainTime().toString({ smallestUnit: 'minute' }), to: null }
  memory.bookedPeople = bookedPeople
  Object.assign(memory.state, { people, service, date: { from: day, to: day }, time })
  return bookVisit({ ...turn, reading: { ...turn.reading, yes: null, choice: null, slots: {} }, text: '' })
}

async function move(turn: Turn, proposal: Extract<Proposal, { do: 'move' }>): Promise<Said> {
  const { memory, speech, services } = turn
  const moved = await perform<{ startAt: string }>(turn, {
    name: 'reschedule_appointment',
    input: { appointmentId: proposal.appointmentId, startAt: proposal.startAt },
  })
  if (moved.ok) {
    forgetTask(memory)
    return said(speech.say('moved', { moment: speech.moment(Temporal.Instant.from(moved.output.startAt)) }))
  }
  const service = services.find(({ id }) => id === memory.state.service)
  if ((moved.reason === 'slot_taken' || moved.reason === 'limit_reached') && service) {
    return offerInstead(turn, service, { startAt: proposal.startAt, practitionerId: null })
  }
  return refusedChange(turn, moved.reason)
}

async function cancel(turn: Turn, proposal: Extract<Proposal, { do: 'cancel' }>): Promise<Said> {
  const { memory, speech } = turn
  const cancelled = await perform<{ startAt: string }>(turn, {
    name: 'cancel_appointment',
    input: { appointmentId: proposal.appointmentId },
  })
  if (!cancelled.ok) return refusedChange(turn, cancelled.reason)
  forgetTask(memory)
  return said(
    speech.say('cancelled', { moment: speech.moment(Temporal.Instant.from(cancelled.output.startAt)) }),
  )
}

/** Why a visit cannot be changed here; where staff can, they are asked to. */
export async function refusedChange(turn: Turn, reason: string): Promise<Said> {
  const { memory, speech } = turn
  forgetTask(memory)
  memory.standing = { ...memory.standing, offered: null, confirmed: null }
  if (reason === 'not_live' || reason === 'not_yours') return said(speech.say('already_cancelled'))
  await leaveToPerson(turn, 'not_allowed')
  if (reason === 'too_late') return said(speech.say('too_late'))
  return said(speech.say(reason === 'booked_elsewhere' ? 'booked_elsewhere' : 'left_to_team'))
}

async function decline(turn: Turn, proposal: Proposal): Promise<Said | null> {
  const { memory, speech } = turn
  memory.standing = { ...memory.standing, offered: null, confirmed: null }
  memory.picked = null
  memory.asked = 'when'
  memory.offer = { kind: 'ask', slot: 'date' }
  if (proposal.do === 'cancel') {
    const visit = memory.visitId
    forgetTask(memory)
    const startAt = await startOf(turn, visit)
    return said(startAt ? speech.say('cancel_kept', { moment: speech.moment(startAt) }) : speech.say('help'))
  }
  // Said together with what would do: the search follows.
  if (saysWhen(turn)) return null
  memory.passed.push(proposal.startAt)
  delete memory.state.time
  delete memory.state.date
  return said(speech.say('ask_other_time'))
}

async function startOf(turn: Turn, visitId: string | null): Promise<Temporal.Instant | null> {
  const own = visitId ? await findOwnAppointment(turn.tx, turn.asking, visitId) : undefined
  return own?.startAt ?? null
}
