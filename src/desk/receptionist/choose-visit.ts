/** Which visit a person means who wants to move or cancel one, or is late; and who may see that there is one. */
import { findOwnAppointments, type OwnAppointment } from '../actions/find-own-appointments.ts'
import { wallTime } from '../actions/wished-service.ts'
import { askForPerson } from './ask-for-person.ts'
import type { ChatMemory } from './chat-memory.ts'
import { isWithin } from './offer-times.ts'
import { perform, type Said, said, type Turn, together } from './turn.ts'

/**
 * Booked in this conversation or with the number from which they write, or any of a contact who is theirs for certain. Of what
 * else there may be nothing is said: they are asked for a number or an address, and whatever they tell the answer is the same, a
 * link goes there if there is a visit.
 */
export async function chooseVisit(turn: Turn): Promise<{ visit: OwnAppointment } | { said: Said }> {
  const { tx, memory, speech, asking, reading, messages } = turn
  const visits = await findOwnAppointments(tx, asking)
  const [kind, id] = (messages.at(-1)?.choice?.id ?? '').split('|')
  const wanted = kind === 'v' ? id : memory.visitId
  const known = visits.find((visit) => visit.id === wanted)
  if (known) return chosen(turn, known)
  const reminded = remindedOf(turn, visits)
  if (reminded) return chosen(turn, reminded)
  const [only, ...others] = visits
  if (only && others.length === 0) return chosen(turn, only)
  if (only) {
    const option =
      memory.asked === 'which_visit' && reading.choice !== null ? visits[reading.choice] : undefined
    const named = option ?? visitOfWords(turn, visits)
    if (named) return chosen(turn, named)
    return { said: askWhich(turn, visits) }
  }
  if (asking.isOwner) {
    memory.task = null
    memory.asked = null
    return { said: together(said(speech.say('no_visits')), askForPerson(turn)) }
  }
  return { said: await sendLink(turn) }
}

function chosen(turn: Turn, visit: OwnAppointment): { visit: OwnAppointment } {
  const { memory } = turn
  memory.visitId = visit.id
  if (memory.asked === 'which_visit') {
    memory.asked = null
    // What pointed at the visit names its own day and time: what was wished for before counts.
    delete memory.state.date
    delete memory.state.time
    Object.assign(memory.state, wishFor(turn, visit))
    delete memory.wish
    memory.offer = null
  }
  return { visit }
}

/** "The same day" was read as that of the first visit; it is that of the one which was meant. */
function wishFor({ memory, reminded, clinic }: Turn, { startAt }: OwnAppointment): ChatMemory['wish'] {
  const { date, time } = memory.wish ?? {}
  const dayOf = (at: Temporal.Instant) => wallTime(at, clinic).slice(0, 10)
  const isOfVisit = date && reminded?.visits.some((visit) => dayOf(visit.startAt) === date.from)
  const day = isOfVisit && date.from === date.to ? { from: dayOf(startAt), to: dayOf(startAt) } : date
  return { ...(day ? { date: day } : {}), ...(time ? { time } : {}) }
}

/** The one that they were reminded of, unless they name the day of another one that is to be cancelled. */
function remindedOf(
  { reminded, memory, reading, clinic }: Turn,
  visits: readonly OwnAppointment[],
): OwnAppointment | undefined {
  const [only, ...others] = visits.filter(({ id }) => reminded?.visits.some((visit) => visit.id === id))
  if (!only || others.length > 0 || memory.asked === 'which_visit') return undefined
  const { date } = reading.slots
  const isOther = memory.task === 'cancel' && date && !isWithin(only.startAt.toString(), { date }, { clinic })
  return isOther ? undefined : only
}

/** "The one on Friday", where that says which. */
function visitOfWords(
  { reading, clinic, memory }: Turn,
  visits: OwnAppointment[],
): OwnAppointment | undefined {
  const date = memory.asked === 'which_visit' ? reading.slots.date : undefined
  if (!date) return undefined
  const fitting = visits.filter(({ startAt }) => {
    const day = startAt.toZonedDateTimeISO(clinic.timeZone).toPlainDate().toString()
    return day >= date.from && day <= date.to
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

/** Of several visits; the next message is read as the answer. */
export function askWhich(turn: Turn, visits: readonly { id: string; startAt: Temporal.Instant }[]): Said {
  const { memory, speech, clinic, reminded } = turn
  const { time } = memory.state
  const [first] = visits
  // "After 4?" to a reminder is about its day.
  const day = time && reminded?.isOpen && first ? wallTime(first.startAt, clinic).slice(0, 10) : null
  const date = memory.state.date ?? (day ? { from: day, to: day } : undefined)
  if (memory.asked !== 'which_visit' && (date || time)) {
    memory.wish = { ...(date ? { date } : {}), ...(time ? { time } : {}) }
  }
  memory.misses += memory.asked === 'which_visit' ? 1 : 0
  memory.asked = 'which_visit'
  memory.offer = {
    kind: 'times',
    options: visits.map(({ id, startAt }) => ({ start: wallTime(startAt, clinic), appointmentId: id })),
  }
  return said(
    [speech.say('which_visit'), visits.map(({ startAt }) => `• ${speech.moment(startAt)}`).join('\n')],
    visits.map(({ id, startAt }) => ({ id: `v|${id}`, title: speech.briefly(startAt) })),
  )
}

/**
 * To what the person told in this conversation, or asks them for it. The same words follow, whether somebody is known there or
 * not.
 */
export async function sendLink(turn: Turn): Promise<Said> {
  const { memory, speech, reading } = turn
  const phone = reading.slots.phone ?? memory.state.phone ?? null
  const email = reading.slots.email ?? memory.state.email ?? null
  if (!phone && !email) {
    memory.misses += memory.asked === 'contact_for_link' ? 1 : 0
    memory.asked = 'contact_for_link'
    memory.offer = { kind: 'ask', slot: 'phone' }
    return said(speech.say('ask_contact'))
  }
  const sent = await perform<{ waitsForMorning: boolean }>(turn, {
    name: 'send_manage_link',
    input: { phone, email },
  })
  memory.task = null
  memory.asked = null
  memory.offer = null
  if (!sent.ok) return together(said(speech.say('no_more_links')), askForPerson(turn))
  const isLater = sent.output.waitsForMorning
  return said([speech.say('link_on_its_way'), isLater ? speech.say('link_by_day') : ''])
}
