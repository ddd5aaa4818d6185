/** How people book: at Cal.com, by a call to the front desk, or in a conversation; and how they move and cancel. */
import { type Body, calcomBooking } from '../calcom.ts'
import type { SimulatedClinic } from './clinics.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

const NEWS = 'I want to hear of offers by text message and mail. I can stop this at any time.'
const SLOT_MINUTES = 30

export type Bookings = ReturnType<typeof playBookings>

/** `ask` is what they do who book in a conversation. */
export function playBookings(stage: Stage, ask: (person: Person) => Promise<void>) {
  const { world, soon, inDays, localDate } = stage
  const { clock, agenda } = world
  /** Times that Cal.com has sold, by clinic and start. */
  const sold = new Set<string>()

  function thinkOfBooking(person: Person, at: Temporal.Instant): void {
    if (person.state.isBooking) return
    person.state.isBooking = true
    agenda.add(at, async () => {
      person.state.isBooking = false
      const way = person.dice.roll()
      if (way < 0.45 && person.email && !person.isTwoHalves) await bookAtCalcom(person)
      else if (way < 0.85 || !person.phone) await bookByStaff(person)
      else await ask(person)
    })
  }

  async function bookAtCalcom(person: Person): Promise<void> {
    const { clinic, email, dice } = person
    const startAt = sellAtCalcom(person)
    if (!startAt || !email) return
    const service = dice.pick(clinic.services)
    const booking = calcomBooking({
      ...{ startAt: startAt.toString(), endAt: startAt.add({ minutes: SLOT_MINUTES }).toString() },
      uid: nextUid(person),
      attendee: {
        ...{ name: person.name, email, locale: person.language },
        timeZone: person.timeZone ?? clinic.timeZone,
      },
      ...(person.phone ? { phone: person.phone } : {}),
      organizer: organizerOf(clinic),
      location: `${clinic.name}, ${clinic.number + 1} Main Street`,
    })
    person.state.atCalcom.set(booking.uid, booking)
    world.count('booked at Cal.com')
    await world.tell(clinic, { ...booking.created({ eventTitle: service.name }), createdAt: stamp() })
    planChanges(person, startAt, {
      move: () => moveAtCalcom(person, booking.uid),
      cancel: () => cancelAtCalcom(person, booking.uid),
    })
  }

  function nextUid({ clinic, number, state }: Person): string {
    state.bookings += 1
    return `s${clinic.number}p${number}n${state.bookings}`
  }

  const stamp = () => clock.now().toString({ fractionalSecondDigits: 3 })

  function organizerOf(clinic: SimulatedClinic) {
    const { number: id, timeZone } = clinic
    const username = `calcom${id}`
    return { id, name: `Dr. ${clinic.name} Cal`, email: `${username}@clinic.example.com`, username, timeZone }
  }

  /** A free half hour on a weekday; Cal.com sells none twice. */
  function sellAtCalcom({ clinic, dice }: Person): Temporal.Instant | null {
    for (let tries = 0; tries < 8; tries += 1) {
      const day = localDate(clinic).add({ days: dice.between(1, 21) })
      if (day.dayOfWeek > 5) continue
      const plainTime = new Temporal.PlainTime(9 + dice.between(0, 8), dice.pick([0, 30]))
      const startAt = day.toZonedDateTime({ timeZone: clinic.timeZone, plainTime }).toInstant()
      const key = `${clinic.number} ${startAt}`
      if (sold.has(key)) continue
      sold.add(key)
      return startAt
    }
    return null
  }

  async function moveAtCalcom(person: Person, uid: string): Promise<void> {
    const former = person.state.atCalcom.get(uid)
    const startAt = former && sellAtCalcom(person)
    if (!former || !startAt) return
    sold.delete(`${person.clinic.number} ${Temporal.Instant.from(former.startAt)}`)
    const next = former.movedTo({
      startAt: startAt.toString(),
      uid: nextUid(person),
    })
    person.state.atCalcom.delete(uid)
    person.state.atCalcom.set(next.uid, next)
    world.count('moved at Cal.com')
    await world.tell(person.clinic, { ...next.rescheduled(), createdAt: stamp() })
  }

  async function cancelAtCalcom(person: Person, uid: string): Promise<void> {
    const booking = person.state.atCalcom.get(uid)
    if (!booking) return
    person.state.atCalcom.delete(uid)
    sold.delete(`${person.clinic.number} ${Temporal.Instant.from(booking.startAt)}`)
    world.count('cancelled at Cal.com')
    await world.tell(person.clinic, { ...booking.cancelled(), createdAt: stamp() })
    thinkOfBooking(person, inDays(person, 10, 60))
  }

  async function bookByStaff(person: Person): Promise<void> {
    const { clinic, dice } = person
    const service = dice.pick(clinic.services)
    const startAt = await freeTime(person, service.id)
    if (!startAt) return thinkOfBooking(person, inDays(person, 1, 3))
    const { status, body } = await world.api(clinic, 'POST', '/api/appointments', {
      ...{ service_id: service.id, start_at: startAt },
      contact: { name: person.name, ...toldToStaff(person) },
    })
    if (status === 409) return thinkOfBooking(person, soon(person, 5, 60))
    if (status !== 201) throw new Error(`staff could not book: ${status} ${JSON.stringify(body)}`)
    world.count('booked by staff')
    await agreeToNews(person, body.appointment.contact.id)
    const { id } = body.appointment
    planChanges(person, Temporal.Instant.from(startAt), {
      move: () => moveByStaff(person, id),
      cancel: () => changeStatus(person, id, 'cancelled'),
    })
  }

  function toldToStaff(person: Person): { phone?: string; email?: string } {
    const { phone, email, isTwoHalves, isHesitant, state } = person
    state.calls += 1
    // Whoever has asked by text is known by the number already.
    const nth = state.calls + (isHesitant ? 1 : 0)
    if (phone && (!email || (isTwoHalves && nth === 1))) return { phone }
    if (email && (!phone || (isTwoHalves && nth === 2))) return { email }
    return { ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
  }

  async function freeTime(person: Person, serviceId: string, exceptId?: string): Promise<string | null> {
    const { clinic, dice } = person
    const from = localDate(clinic).add({ days: dice.between(1, 18) })
    const query = new URLSearchParams({
      ...{ service_id: serviceId, from: from.toString(), to: from.add({ days: 3 }).toString() },
      ...(exceptId ? { except_appointment_id: exceptId } : {}),
    })
    const { body } = await world.api(clinic, 'GET', `/api/availability?${query}`)
    const slots: string[] = (body.days ?? []).flatMap((day: Body) =>
      day.slots.map((slot: Body) => slot.start_at),
    )
    return slots.length > 0 ? dice.pick(slots) : null
  }

  function planChanges(
    person: Person,
    startAt: Temporal.Instant,
    changes: { move: () => Promise<void>; cancel: () => Promise<void> },
  ): void {
    const minutes = clock.now().until(startAt).total('minutes')
    const what = person.dice.roll()
    const at = soon(person, 1, Math.max(1, Math.floor(minutes)))
    if (what < person.moves) agenda.add(at, changes.move)
    else if (what < person.moves + person.cancels) agenda.add(at, changes.cancel)
  }

  async function moveByStaff(person: Person, id: string): Promise<void> {
    const { body } = await world.api(person.clinic, 'GET', `/api/appointments/${id}`)
    const { status, sequence, service_id: serviceId, start_at } = body.appointment
    if (status !== 'booked' || start_at <= clock.now().toString()) return
    const startAt = await freeTime(person, serviceId, id)
    if (!startAt) return
    const moved = await world.api(person.clinic, 'POST', `/api/appointments/${id}/move`, {
      ...{ start_at: startAt, sequence },
    })
    world.count(moved.status === 200 ? 'moved by staff' : `not moved: ${moved.body.type}`)
  }

  async function changeStatus(person: Person, id: string, status: string): Promise<void> {
    const changed = await world.api(person.clinic, 'POST', `/api/appointments/${id}/status`, { status })
    world.count(changed.status === 200 ? `staff said ${status}` : `not ${status}: ${changed.body.type}`)
    if (status === 'cancelled') thinkOfBooking(person, inDays(person, 10, 60))
  }

  async function agreeToNews(person: Person, contactId: string): Promise<void> {
    if (!person.wantsNews || person.state.isNewsAgreed || person.state.hasStopped) return
    person.state.isNewsAgreed = true
    await world.api(person.clinic, 'POST', `/api/contacts/${contactId}/consents`, {
      ...{ purpose: 'marketing', channel: 'all', state: 'granted', text_shown: NEWS },
    })
    world.count('agreed to news')
  }

  return { thinkOfBooking, changeStatus, agreeToNews }
}
