/** One race: a message that is due, workers that send it, somebody who books meanwhile; and what must be so at its end. */

import { markWarmLead, QUIET_AFTER } from '../../../src/desk/contacts/mark-warm-lead.ts'
import { enrollSegment } from '../../../src/desk/journeys/enroll-segment.ts'
import { leadQuiet } from '../../../src/desk/journeys/events.ts'
import { sweepQuiet } from '../../../src/desk/journeys/sweep-quiet.ts'
import { bookSlot } from '../../../src/desk/scheduling/book-slot.ts'
import { record, system } from '../../../src/kit/events.ts'
import { NOW } from '../../desk.ts'
import { type Deed, isAboutVisit, perform } from './deeds.ts'
import type { ActorName, Lane, Person } from './lane.ts'
import { type Fate, type Promises, promisesOf } from './promises.ts'
import { type Actor, openStage, type Stage } from './stage.ts'
import { expectEnded } from './verdict.ts'
import { recover, work } from './worker.ts'

export interface World {
  /** `nothing`: workers are alone on the stage. */
  deed: Deed | 'nothing'
  /** By mail nobody can be asked what became of a message, by text message the vendor can; with both there is another way. */
  reach: 'email' | 'sms' | 'both'
  /** Nobody is enrolled yet: two triggers come at once, on the stage as well. */
  hasTriggers: boolean
  /** Of the calls of the vendor, in their order; then it takes what it gets. */
  fates: readonly Fate[]
  /** Who goes on when the commands are over, a turn each. */
  rest: readonly ActorName[]
}

export interface Race {
  world: World
  lane: Lane
  people: readonly [Person, ...Person[]]
  appointmentId: string | null
  stage: Stage
  promises: Promises
  actor(name: ActorName): Actor | undefined
  /** What the vendor makes of the next call. */
  nextFate(): Fate
  /** What the vendor has taken, by the id of the message. */
  taken: Set<string>
}

export async function openRace(lane: Lane, world: World): Promise<Race> {
  await lane.clear()
  const people = await peopleOf(lane, world)
  const appointmentId = await prepare(lane, world, people)
  const promises = promisesOf({
    deed: world.deed,
    isMerge: world.deed === 'merge',
    now: () => lane.clock.now(),
  })
  const fates = [...world.fates]
  const race: Race = {
    world,
    lane,
    people,
    appointmentId,
    promises,
    stage: openStage({
      findBlocked: lane.findBlocked,
      cutOff: lane.cutOff,
      onCommit: (actor) => noteCommit(race, actor),
      onDeath: ({ name }) => promises.died(name),
    }),
    actor: (name) => race.stage.actors().find((actor) => actor.name === name),
    nextFate: () => fates.shift() ?? 'taken',
    taken: new Set(),
  }
  enterAll(race)
  return race
}

/** Whoever still waits goes on to their ends; then what died is made good by the sweepers. */
export async function finish(race: Race): Promise<void> {
  const { stage, world } = race
  for (const name of world.rest) {
    const actor = race.actor(name)
    if (actor) await stage.go(actor)
  }
  while (stage.actors().some((actor) => !actor.hasEnded())) {
    for (const actor of stage.actors()) await stage.go(actor)
  }
  await recover(race)
  await expectEnded(race)
}

async function peopleOf(lane: Lane, { deed, reach }: World): Promise<[Person, ...Person[]]> {
  // Replies come by text message.
  const who = { phone: reach !== 'email' || deed === 'reply', email: reach !== 'sms' }
  if (deed !== 'merge') return [await lane.person(who)]
  const first = await lane.person({ phone: true, email: false })
  return [first, await lane.person({ phone: false, email: true, name: first.name })]
}

async function prepare(
  lane: Lane,
  { deed, hasTriggers }: World,
  people: readonly [Person, ...Person[]],
): Promise<string | null> {
  const [{ contactId }] = people
  const { clock, serviceId } = lane
  if (isAboutVisit(deed)) {
    const startAt = clock.now().add({ hours: 26 })
    const booked = await lane.inClinic((tx) =>
      bookSlot(tx, system, { serviceId, startAt, person: { contactId } }),
    )
    if (!booked.ok) throw new Error(booked.reason)
    // One day before the visit.
    clock.advance({ hours: 2 })
    return booked.appointmentId
  }
  if (hasTriggers) {
    clock.set(clock.now().subtract(QUIET_AFTER))
    await lane.inClinic((tx) => markWarmLead(tx, system, { contactId, serviceId: null }))
    clock.set(NOW)
    return null
  }
  await lane.inClinic(async (tx) => {
    for (const person of people) {
      const { contactId } = person
      await record(tx, leadQuiet, { actor: system, contactId, payload: { warmSince: NOW } })
    }
  })
  return null
}

function enterAll(race: Race): void {
  const { stage, lane, world, promises } = race
  const doorsOf = (actor: Actor) => actor.inTurns(lane.databaseOf(actor.name))
  const { deed } = world
  if (deed !== 'nothing') {
    stage.enter('deed', async (actor) => {
      await doorsOf(actor).inClinic(lane.clinicId, (tx) => perform(tx, deed, race))
      promises.deedDone()
    })
  }
  for (const name of ['one', 'other']) {
    stage.enter(name, (actor) => work(race, { actor, looks: world.hasTriggers ? 2 : 1 }))
  }
  if (!world.hasTriggers) return
  const deskOf = (actor: Actor) => ({ database: doorsOf(actor), clock: lane.clock, log: lane.log })
  stage.enter('third', async (actor) => {
    await sweepQuiet(deskOf(actor))
  })
  stage.enter('fourth', async (actor) => {
    // What staff choose after a reply or a STOP is theirs to choose.
    if (world.deed !== 'booking') return void (await sweepQuiet(deskOf(actor)))
    const ids = race.people.map(({ contactId }) => contactId)
    await doorsOf(actor).inClinic(lane.clinicId, (tx) =>
      enrollSegment(tx, system, { journey: 'sequence', segment: { is: 'contacts', ids }, after: null }),
    )
  })
}

/** What the vendor took counts as known from the commit that keeps it. */
async function noteCommit({ promises, lane }: Race, { name }: Actor): Promise<void> {
  promises.committed(name)
  const ids = promises
    .messageIds()
    .filter((id) => promises.callsOf(id).some(({ worker, outcome }) => worker === name && outcome === 'open'))
  if (ids.length === 0) return
  for (const { id } of await lane.rows(`select id from messages where id = any($1) and status = 'sent'`, [
    ids,
  ]))
    promises.noted(id)
}
