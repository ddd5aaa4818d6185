/**
 * People who book, miss, reply, stop and move, and the staff who say in the evening who came. Each is a small machine: what
 * happens to them plans what they do next.
 */
import { type Body, calcomBooking } from '../calcom.ts'
import type { SimulatedClinic } from './clinics.ts'
import { diceOf } from './dice.ts'
import type { Reached } from './ledger.ts'
import { makePerson, type Person } from './person.ts'
import type { World } from './world.ts'

const NEWS = 'I want to hear of offers by text message and mail. I can stop this at any time.'
/** When staff say who came, wall time of the clinic. */
const ROUNDS = ['10:30', '14:30', '18:30']
const SLOT_MINUTES = 30

export interface People {
  all: Person[]
  /** Adds the people of the simulation to the ledger and plans their first deeds. */
  begin(): Promise<void>
}

export function playPeople(
  world: World,
  options: { contacts: number; days: number; only?: { clinic: number; number: number } | null },
): People {
  const { clock, agenda, ledger, seed } = world
  const { only } = options
  const all = world.clinics.flatMap((clinic) =>
    Array.from({ length: options.contacts }, (_, number) => makePerson(seed, clinic, number)).filter(
      ({ number }) => !only || (only.clinic === clinic.number && only.number === number),
    ),
  )
  const byPhone = new Map(all.map((person) => [person.phone, person]))
  const byEmail = new Map(all.flatMap((person) => (person.email ? [[person.email, person] as const] : [])))
  /** Times that Cal.com has sold, by clinic and start. */
  const sold = new Set<string>()

  const soon = (person: Person, least: number, most: number) =>
    clock.now().add({ minutes: person.dice.between(least, most) })
  const inDays = (person: Person, least: number, most: number) =>
    soon(person, least * 24 * 60, most * 24 * 60)
  const localDate = ({ timeZone }: SimulatedClinic) => clock.now().toZonedDateTimeISO(timeZone).toPlainDate()

  // Booking

  function thinkOfBooking(person: Person, at: Temporal.Instant): void {
    if (person.state.isBooking) return
    person.state.isBooking = true
    agenda.add(at, async () => {
      person.state.isBooking = false
      const way = person.dice.roll()
      if (way < 0.35 && person.email) await bookAtCalcom(person)
      else if (way < 0.85) await bookByStaff(person)
      else await askByText(person)
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
      phone: person.phone,
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
      contact: {
        ...{ name: person.name, phone: person.phone },
        ...(person.email ? { email: person.email } : {}),
      },
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
    if (what < 0.14) agenda.add(at, changes.move)
    else if (what < 0.22) agenda.add(at, changes.cancel)
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

  // Visits

  /** Staff go through the day's visits that are over, and answer who waits for a person. */
  async function goRound(clinic: SimulatedClinic): Promise<void> {
    await answerWaiting(clinic)
    const today = localDate(clinic)
    const query = new URLSearchParams({
      ...{ from: today.toString(), to: today.toString(), status: 'booked', limit: '200' },
    })
    const { body } = await world.api(clinic, 'GET', `/api/appointments?${query}`)
    for (const visit of body.appointments as Body[]) {
      if (visit.end_at > clock.now().toString()) continue
      const person = byPhone.get(visit.attendee_phone_e164) ?? byEmail.get(visit.attendee_email)
      if (!person) continue
      const dice = diceOf(seed, 'came', clinic.number, person.number, visit.start_at)
      const isMissed = dice.chance(person.missesVisits)
      await changeStatus(person, visit.id, isMissed ? 'noshow' : 'fulfilled')
      await agreeToNews(person, visit.contact.id)
      if (isMissed && dice.chance(0.08)) {
        // Somebody had come after all.
        agenda.add(soon(person, 60, 1200), () => changeStatus(person, visit.id, 'fulfilled'))
      }
      afterVisit(person, isMissed)
    }
  }

  async function answerWaiting(clinic: SimulatedClinic): Promise<void> {
    const { body } = await world.api(clinic, 'GET', '/api/conversations?status=waiting&limit=50')
    for (const { id } of body.conversations as Body[]) {
      const path = `/api/conversations/${id}`
      const text = 'Thank you for writing. We will call you today.'
      const { status } = await world.api(clinic, 'POST', `${path}/messages`, { text })
      world.count(`staff wrote: ${status}`)
      const minutes = diceOf(seed, 'talk', clinic.number, stamp()).between(10, 90)
      agenda.add(clock.now().add({ minutes }), async () => {
        await world.api(clinic, 'POST', `${path}/close`)
      })
    }
  }

  function afterVisit(person: Person, isMissed: boolean): void {
    const what = person.dice.roll()
    if (isMissed) {
      if (what < 0.4) thinkOfBooking(person, inDays(person, 5, 40))
    } else if (what < 0.5) thinkOfBooking(person, inDays(person, 25, 60))
    else if (what < 0.75) thinkOfBooking(person, inDays(person, 70, 140))
  }

  // Text messages

  async function write(person: Person, words: string, word: 'stop' | 'start' | 'else'): Promise<void> {
    const at = clock.now()
    const { clinic, phone } = person
    // What is no keyword is read when the wait for further bubbles is over.
    ledger.said.push({ clinicId: clinic.clinicId, phone, word, at, fromAt: at.add({ minutes: 2 }) })
    world.count(`wrote: ${word}`)
    await world.text(clinic, phone, words)
  }

  async function askByText(person: Person): Promise<void> {
    const { language, clinic, dice } = person
    const service = dice.pick(clinic.services).name
    person.state.talk = { turnsLeft: 7, until: clock.now().add({ minutes: 30 }) }
    await write(
      person,
      language === 'es' ? `Hola, quisiera una cita para ${service}.` : `Hi, I would like to book ${service}.`,
      'else',
    )
  }

  /** What they write to what they were asked; nothing where they have what they wanted. */
  function answerOf({ language, name, dice }: Person, text: string): string | null {
    if (/^\s*1[.)]/m.test(text)) return String(dice.between(1, 2))
    if (/\bname\b|nombre|llama/i.test(text)) return name
    if (/shall i|¿.*(reserv|confirm|muev|cancel)/i.test(text)) return language === 'es' ? 'sí' : 'yes'
    return null
  }

  function read(reached: Reached): void {
    const person = byPhone.get(reached.phone)
    if (!person || reached.clinicId !== person.clinic.clinicId) return
    const { state, dice, language } = person
    const es = language === 'es'
    if (state.talk && Temporal.Instant.compare(clock.now(), state.talk.until) < 0) {
      const answer = state.talk.turnsLeft > 0 ? answerOf(person, reached.text) : null
      state.talk.turnsLeft -= 1
      if (answer) agenda.add(soon(person, 1, 3), () => write(person, answer, 'else'))
      else state.talk = null
      return
    }
    const what = dice.roll()
    const at = soon(person, 1, 400)
    if (what < 0.006) agenda.add(at, () => stop(person, 'STOP'))
    else if (what < 0.01) {
      agenda.add(at, () =>
        stop(person, es ? 'Por favor no me manden más mensajes' : 'Please stop texting me'),
      )
    } else if (/http:\/\/foyer\.test\/[a-z-]+(\s|$)/.test(reached.text) && what < 0.25) {
      thinkOfBooking(person, soon(person, 5, 2000))
    } else if (what < 0.01 + person.writesBack) {
      const words = es
        ? ['sí', 'gracias', 'no', 'No puedo, ¿después de las 4 el mismo día?', '¿Cuánto cuesta?']
        : ['Yes', 'Thanks!', 'No', "Can't, after 4 the same day?", 'How much is it?']
      const said = dice.pick(words)
      // At Twilio this word of its list means that messages are wanted again.
      const isStart = said.toUpperCase() === 'YES'
      state.talk = { turnsLeft: 4, until: at.add({ minutes: 30 }) }
      agenda.add(at, () => {
        if (isStart) state.hasStopped = false
        return write(person, said, isStart ? 'start' : 'else')
      })
    }
  }

  async function stop(person: Person, words: string): Promise<void> {
    person.state.hasStopped = true
    person.state.talk = null
    await write(person, words, 'stop')
    if (person.dice.chance(0.4)) {
      agenda.add(inDays(person, 5, 90), async () => {
        person.state.hasStopped = false
        await write(person, 'START', 'start')
      })
    }
  }

  world.onReached = read

  return {
    all,
    async begin() {
      await ledger.rows(
        'insert into simulation.people select * from jsonb_to_recordset($1) as p(clinic_id uuid, number integer, name text, phone text, email text, region text)',
        [
          JSON.stringify(
            all.map(({ clinic, number, name, phone, email, region }) => ({
              ...{ clinic_id: clinic.clinicId, number, name, phone, email, region },
            })),
          ),
        ],
      )
      for (const person of all) {
        const within = Math.min(120, options.days)
        thinkOfBooking(person, soon(person, 1, within * 24 * 60 - 60))
      }
      for (const clinic of world.clinics) {
        for (let day = 0; day < options.days; day += 1) {
          const date = localDate(clinic).add({ days: day })
          for (const time of ROUNDS) {
            const { timeZone } = clinic
            const at = date
              .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
              .toInstant()
            agenda.add(at, () => goRound(clinic))
          }
        }
      }
    },
  }
}
