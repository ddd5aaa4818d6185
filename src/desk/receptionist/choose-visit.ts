/** Which visit a person means who wants to move or cancel one, or is late; and who may see that there is one. */
import { findOwnAppointments, type OwnAppointment } from '../actions/find-own-appointments.ts'
import { wallTime } from '../actions/wished-service.ts'
import { perform, type Said, said, type Turn } from './turn.ts'

/**
 * Theirs by what the channel proves, or booked in this conversation. Where nothing is proven they are asked for a number or
 * an address, and the answer is the same whatever they tell: a link goes there, if there is a visit.
 */
export async function chooseVisit(turn: Turn): Promise<{ visit: OwnAppointment } | { said: Said }> {
  const { tx, memory, speech, asking, reading, messages } = turn
  const visits = await findOwnAppointments(tx, asking)
  const [kind, id] = (messages.at(-1)?.choice?.id ?? '').split('|')
  const wanted = kind === 'v' ? id : memory.visitId
  const known = visits.find((visit) => visit.id === wanted)
  if (known) return chosen(turn, known)
  const [only, ...others] = visits
  if (only && others.length === 0) return chosen(turn, only)
  if (only) {
    const option =
      memory.asked === 'which_visit' && reading.choice !== null ? visits[reading.choice] : undefined
    const named = option ?? visitOfWords(turn, visits)
    if (named) return chosen(turn, named)
    return { said: askWhich(turn, visits) }
  }
  if (asking.isProven) {
    memory.task = null
    memory.asked = null
    return { said: said(speech.say('no_visits')) }
  }
  return { said: await sendLink(turn) }
}

function chosen({ memory }: Turn, visit: OwnAppointment): { visit: OwnAppointment } {
  memory.visitId = visit.id
  if (memory.asked === 'which_visit') memory.asked = null
  return { visit }
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

function askWhich(turn: Turn, visits: OwnAppointment[]): Said {
  const { memory, speech, clinic } = turn
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

async function sendLink(turn: Turn): Promise<Said> {
  const { memory, speech, reading } = turn
  const phone = reading.slots.phone ?? memory.state.phone ?? null
  const email = reading.slots.email ?? memory.state.email ?? null
  if (!phone && !email) {
    memory.misses += memory.asked === 'contact_for_link' ? 1 : 0
    memory.asked = 'contact_for_link'
    memory.offer = { kind: 'ask', slot: 'phone' }
    return said(speech.say('ask_contact'))
  }
  await perform(turn, { name: 'list_my_appointments', input: { phone, email } })
  memory.task = null
  memory.asked = null
  memory.offer = null
  return said(speech.say('link_on_its_way'))
}
