/** What those who play people share: the world, and how plans of a person are timed. */
import type { SimulatedClinic } from './clinics.ts'
import type { Person } from './person.ts'
import type { World } from './world.ts'

export interface Stage {
  world: World
  /** So many minutes from now, by the person's dice. */
  soon(person: Person, least: number, most: number): Temporal.Instant
  inDays(person: Person, least: number, most: number): Temporal.Instant
  localDate(clinic: SimulatedClinic): Temporal.PlainDate
}

export function setStage(world: World): Stage {
  const { clock } = world
  const soon = (person: Person, least: number, most: number) =>
    clock.now().add({ minutes: person.dice.between(least, most) })
  return {
    ...{ world, soon },
    inDays: (person, least, most) => soon(person, least * 24 * 60, most * 24 * 60),
    localDate: ({ timeZone }) => clock.now().toZonedDateTimeISO(timeZone).toPlainDate(),
  }
}
