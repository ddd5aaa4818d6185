/** Actors whose statements go one at a time, in the order that a test chooses; each is on a connection of its own. */
import { setTimeout as sleep, setImmediate as soon } from 'node:timers/promises'
import type { AcrossTx, Database, Statements, Tx } from '../../../src/kit/db.ts'

/** A process that ended in the middle. */
export class Died extends Error {
  override name = 'Died'
}

export interface Actor {
  readonly name: string
  /** Waits for its turn and does it. Every statement is one, and so is every commit; a test adds what else takes time. */
  turn<T>(work: () => Promise<T>): Promise<T>
  /** The same doors, each statement behind them a turn. */
  inTurns(database: Database): Database
  /** It waits for its turn. */
  isReady(): boolean
  hasEnded(): boolean
}

export interface Stage {
  /** Begins what an actor does; it waits before its first turn. */
  enter(name: string, play: (actor: Actor) => Promise<void>): Actor
  actors(): readonly Actor[]
  /** Lets one turn pass; false where the actor has none to take: it has ended or waits in the database. */
  go(actor: Actor): Promise<boolean>
  /**
   * Ends it where it stands: what it has not committed is rolled back, and where it waits in the database its connection is cut.
   * False where it has ended.
   */
  kill(actor: Actor): Promise<boolean>
  /** Whose turns have passed, in their order; a killed one's last with a cross. */
  readonly turns: string[]
  /** How often one waited for another's lock. */
  blocked(): number
}

export interface Watched {
  /** Names of actors that wait for a lock at this moment, as PostgreSQL says. */
  findBlocked(): Promise<Set<string>>
  /** Ends the connection with which an actor waits for a lock. */
  cutOff(name: string): Promise<void>
  onCommit(actor: Actor): void | Promise<void>
  onDeath(actor: Actor): void
}

interface Played extends Actor {
  release(): void
  die(): void
  /** Something of it runs that is not waiting for a turn. */
  isUnderWay(): boolean
  failure(): unknown
}

/** Soon enough to cost little, and later than most statements are answered. */
const LOOK_MS = 4

export function openStage({ findBlocked, cutOff, onCommit, onDeath }: Watched): Stage {
  const played: Played[] = []
  const turns: string[] = []
  const known = new Set<string>()
  let blocked = 0
  let changes = 0
  let wake = () => {}

  function change(): void {
    changes++
    wake()
  }

  function enter(name: string, play: (actor: Actor) => Promise<void>): Played {
    const waiting: { go(): void; die(error: Died): void }[] = []
    let busy = 0
    let isDead = false
    let hasEnded = false
    let failure: unknown

    function gate(): Promise<void> {
      if (isDead) return Promise.reject(new Died())
      return new Promise((go, die) => {
        waiting.push({ go, die })
        change()
      })
    }

    async function inside<T>(work: () => Promise<T>): Promise<T> {
      busy++
      try {
        return await work()
      } finally {
        busy--
        change()
      }
    }

    const actor: Played = {
      name,
      async turn(work) {
        await gate()
        return inside(work)
      },
      inTurns: (database) => ({
        ...database,
        inClinic: (clinicId, work) => transaction((begun) => database.inClinic(clinicId, begun), work),
        acrossClinics: (work) => transaction((begun) => database.acrossClinics(begun), work),
      }),
      isReady: () => waiting.length > 0,
      hasEnded: () => hasEnded,
      release: () => waiting.shift()?.go(),
      die() {
        isDead = true
        onDeath(actor)
        for (const one of waiting.splice(0)) one.die(new Died())
      },
      isUnderWay: () => !hasEnded && (busy > 0 || waiting.length === 0),
      failure: () => failure,
    }

    /** `begin` is a turn, and so is what comes with the commit. */
    async function transaction<Within extends Tx | AcrossTx, T>(
      begin: (work: (tx: Within) => Promise<T>) => Promise<T>,
      work: (tx: Within) => Promise<T>,
    ): Promise<T> {
      await gate()
      const value = await inside(() =>
        begin(async (tx) => {
          busy--
          change()
          try {
            const made = await work({ ...tx, ...statementsInTurns(tx) })
            await gate()
            return made
          } finally {
            busy++
            known.clear()
          }
        }),
      )
      await inside(async () => onCommit(actor))
      return value
    }

    function statementsInTurns(tx: Statements): Statements {
      return {
        many: (statement) => actor.turn(() => tx.many(statement)),
        one: (statement) => actor.turn(() => tx.one(statement)),
        run: (statement) => actor.turn(() => tx.run(statement)),
      }
    }

    played.push(actor)
    play(actor)
      .catch((error: unknown) => {
        if (!isDead) failure = error
      })
      .finally(() => {
        hasEnded = true
        change()
      })
    return actor
  }

  /** Until each waits for its turn, has ended, or waits for a lock of another. */
  async function settle(): Promise<void> {
    for (;;) {
      await soon()
      const underWay = played.filter((actor) => actor.isUnderWay() && !known.has(actor.name))
      if (underWay.length === 0) break
      const before = changes
      await Promise.race([
        new Promise<void>((resolve) => {
          wake = resolve
        }),
        sleep(LOOK_MS),
      ])
      if (changes !== before) continue
      const waits = await findBlocked()
      if (changes !== before || !underWay.every(({ name }) => waits.has(name))) continue
      // All of them wait for each other: PostgreSQL finds that out by itself.
      if (!played.some((actor) => actor.isReady())) continue
      blocked += underWay.length
      for (const { name } of underWay) known.add(name)
    }
    const failed = played.find((actor) => actor.failure() !== undefined)
    if (failed) throw failed.failure()
  }

  return {
    turns,
    enter,
    actors: () => played,
    blocked: () => blocked,
    async go(actor) {
      const one = actor as Played
      if (!one.isReady()) {
        await settle()
        return false
      }
      turns.push(one.name)
      one.release()
      await settle()
      return true
    },
    async kill(actor) {
      const one = actor as Played
      if (one.hasEnded()) return false
      turns.push(`${one.name}†`)
      const isBlocked = !one.isReady()
      one.die()
      if (isBlocked) {
        known.delete(one.name)
        await cutOff(one.name)
      }
      await settle()
      return true
    },
  }
}
