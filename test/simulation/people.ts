/** People who ask, book, miss, reply, fill in forms, stop and move. Each is a small machine: what happens plans what comes next. */

import { whatsAppPerson } from '../vendors/whatsapp-callbacks.ts'
import { playBookings } from './bookings.ts'
import { fillIn, formsIn } from './forms.ts'
import type { Reached } from './ledger.ts'
import { makePerson, type Person } from './person.ts'
import { playStaff } from './staff.ts'
import { setStage } from './stage.ts'
import type { World } from './world.ts'

/** The page where a clinic's times are. */
const BOOKING_LINK = /http:\/\/foyer\.test\/[a-z-]+(\s|$)/

export interface People {
  all: Person[]
  /** Adds the people of the simulation to the ledger and plans their first deeds. */
  begin(): Promise<void>
}

export interface PeopleOptions {
  /** Of each clinic. */
  contacts: number
  days: number
  /** By what the shares are multiplied of those who miss, move, cancel, write back and stop; default 1. */
  unrest?: number
  /** Only this person, of all who would be there. */
  only?: { clinic: number; number: number } | null
}

export function playPeople(world: World, options: PeopleOptions): People {
  const { clock, agenda, ledger, seed } = world
  const { only } = options
  const stage = setStage(world)
  const { soon, inDays } = stage
  const all = world.clinics.flatMap((clinic) =>
    Array.from({ length: options.contacts }, (_, number) =>
      makePerson(seed, clinic, { number, unrest: options.unrest ?? 1 }),
    ).filter(({ number }) => !only || (only.clinic === clinic.number && only.number === number)),
  )
  const byAddress = new Map<string, Person>()
  for (const person of all) {
    for (const address of [person.phone, person.email]) {
      if (!address) continue
      byAddress.set(address, person)
      world.clinicOf.set(address, person.clinic)
    }
  }
  const bookings = playBookings(stage, askForVisit)
  const { thinkOfBooking } = bookings
  const staff = playStaff(stage, { bookings, find: (address) => byAddress.get(address ?? '') })

  async function write(person: Person, words: string, word: 'stop' | 'start' | 'else'): Promise<void> {
    const at = clock.now()
    const { clinic, phone, writesOn } = person
    if (!phone) return
    // What is no keyword is read when the wait for further bubbles is over.
    ledger.said.push({ clinicId: clinic.clinicId, phone, word, at, fromAt: at.add({ minutes: 2 }) })
    world.count(`wrote on ${writesOn}: ${word}`)
    await world.write(person, words)
  }

  async function askForVisit(person: Person): Promise<void> {
    const { language, clinic, dice } = person
    const service = dice.pick(clinic.services).name
    person.state.talk = { turnsLeft: 7, until: clock.now().add({ minutes: 30 }) }
    await write(
      person,
      language === 'es' ? `Hola, quisiera una cita para ${service}.` : `Hi, I would like to book ${service}.`,
      'else',
    )
  }

  /** Asks what it costs, says yes to being written to, and falls silent. */
  async function askAndThinkItOver(person: Person): Promise<void> {
    const { language, clinic, dice } = person
    const service = dice.pick(clinic.services).name
    world.count('asked, and thought it over')
    await write(
      person,
      language === 'es' ? `Hola, ¿cuánto cuesta ${service}?` : `Hi, how much is ${service}?`,
      'else',
    )
    agenda.add(clock.now().add({ minutes: 20 }), async () => {
      const query = new URLSearchParams({ search: person.phone ?? '' })
      const { body } = await world.api(clinic, 'GET', `/api/contacts?${query}`)
      const [contact] = body.contacts
      if (contact) await bookings.agreeToNews(person, contact.id)
    })
  }

  /** What they write to what they were asked; nothing where they have what they wanted. */
  function answerOf({ language, name, dice }: Person, text: string): string | null {
    if (/^\s*1[.)]/m.test(text)) return String(dice.between(1, 2))
    if (/\bname\b|nombre|llama/i.test(text)) return name
    if (/shall i|¿.*(reserv|confirm|muev|cancel)/i.test(text)) return language === 'es' ? 'sí' : 'yes'
    return null
  }

  function read(reached: Reached): void {
    const person = byAddress.get(reached.address)
    if (!person || reached.clinicId !== person.clinic.clinicId) return
    openForms(person, reached.text)
    const { state, dice } = person
    if (state.talk && Temporal.Instant.compare(clock.now(), state.talk.until) < 0) {
      const answer = state.talk.turnsLeft > 0 ? answerOf(person, reached.text) : null
      state.talk.turnsLeft -= 1
      if (answer) agenda.add(soon(person, 1, 3), () => write(person, answer, 'else'))
      else state.talk = null
      return
    }
    const what = dice.roll()
    const at = soon(person, 1, 400)
    if (what < person.stops) agenda.add(at, () => stop(person))
    else if (BOOKING_LINK.test(reached.text) && what < person.stops + person.booksByLink)
      thinkOfBooking(person, soon(person, 5, 2000))
    else if (what < person.stops + person.writesBack && person.phone) writeBack(person, at)
  }

  function openForms(person: Person, text: string): void {
    for (const token of formsIn(text)) {
      if (person.state.forms.has(token) || !person.dice.chance(person.fillsForms)) continue
      person.state.forms.add(token)
      agenda.add(soon(person, 5, 1200), () => fillIn(world, person, token))
    }
  }

  function writeBack(person: Person, at: Temporal.Instant): void {
    const { state, dice, language, writesOn } = person
    const words =
      language === 'es'
        ? ['sí', 'gracias', 'no', 'No puedo, ¿después de las 4 el mismo día?', '¿Cuánto cuesta?']
        : ['Yes', 'Thanks!', 'No', "Can't, after 4 the same day?", 'How much is it?']
    const said = dice.pick(words)
    // At Twilio this word of its list means that messages are wanted again.
    const isStart = said.toUpperCase() === 'YES' && writesOn === 'sms'
    state.talk = { turnsLeft: 4, until: at.add({ minutes: 30 }) }
    agenda.add(at, () => {
      if (isStart) state.hasStopped = false
      return write(person, said, isStart ? 'start' : 'else')
    })
  }

  async function stop(person: Person): Promise<void> {
    if (!person.phone || person.state.hasStopped) return
    person.state.hasStopped = true
    person.state.talk = null
    const { dice, language } = person
    const own = language === 'es' ? 'Por favor no me manden más mensajes' : 'Please stop texting me'
    await write(person, dice.chance(0.6) ? 'STOP' : own, 'stop')
    if (!dice.chance(0.7)) return
    agenda.add(inDays(person, 1, 20), async () => {
      person.state.hasStopped = false
      await write(person, 'START', 'start')
    })
  }

  world.onReached = read

  return {
    all,
    async begin() {
      await ledger.rows(
        'insert into simulation.people select * from jsonb_to_recordset($1) as p(clinic_id uuid, number integer, name text, phone text, email text, whatsapp text, region text)',
        [
          JSON.stringify(
            all.map(({ clinic, number, name, phone, email, region }) => ({
              ...{ clinic_id: clinic.clinicId, number, name, phone, email, region },
              whatsapp: phone && whatsAppPerson({ phone }).userId,
            })),
          ),
        ],
      )
      const minutes = Math.min(90, options.days * 0.6) * 24 * 60
      for (const person of all) {
        const at = soon(person, 1, Math.floor(minutes))
        if (person.isHesitant) agenda.add(at, () => askAndThinkItOver(person))
        else thinkOfBooking(person, at)
      }
      staff.begin(options.days)
    },
  }
}
