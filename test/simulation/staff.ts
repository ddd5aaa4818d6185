/** The staff of the simulation: they say in the evening who came, and answer who waits for a person. */
import type { Body } from '../calcom.ts'
import type { Bookings } from './bookings.ts'
import type { SimulatedClinic } from './clinics.ts'
import { diceOf } from './dice.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

/** When staff say who came, wall time of the clinic. */
const ROUNDS = ['10:30', '14:30', '18:30']

export function playStaff(
  { world, soon, inDays, localDate }: Stage,
  {
    bookings: { thinkOfBooking, changeStatus, agreeToNews },
    find,
  }: { bookings: Bookings; find: (address: string | null) => Person | undefined },
) {
  const { clock, agenda } = world

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
      const person = find(visit.attendee_phone_e164) ?? find(visit.attendee_email)
      if (!person) continue
      const dice = diceOf(world.seed, 'came', clinic.number, person.number, visit.start_at)
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
      const minutes = diceOf(world.seed, 'talk', clinic.number, clock.now().toString()).between(10, 90)
      agenda.add(clock.now().add({ minutes }), async () => {
        await world.api(clinic, 'POST', `${path}/close`)
      })
    }
  }

  function afterVisit(person: Person, isMissed: boolean): void {
    const what = person.dice.roll()
    if (!isMissed && person.isTwoHalves && person.state.calls < 3)
      thinkOfBooking(person, inDays(person, 1, 3))
    else if (isMissed) {
      if (what < 0.4) thinkOfBooking(person, inDays(person, 4, 30))
    } else if (what < person.comesAgain) thinkOfBooking(person, inDays(person, 14, 45))
    else if (what < person.comesAgain + 0.32) thinkOfBooking(person, inDays(person, 60, 180))
  }

  return {
    /** Plans their rounds for so many days. */
    begin(days: number): void {
      for (const clinic of world.clinics) {
        for (let day = 0; day < days; day += 1) {
          const date = localDate(clinic).add({ days: day })
          for (const time of ROUNDS) {
            const plainTime = Temporal.PlainTime.from(time)
            const at = date.toZonedDateTime({ timeZone: clinic.timeZone, plainTime }).toInstant()
            agenda.add(at, () => goRound(clinic))
          }
        }
      }
    },
  }
}
