/** Many who want the same at the same moment, each over a connection of their own. */

import { SlotTaken } from '../../src/desk/scheduling/place.ts'
import { type Connection, type Database, openDatabase } from '../../src/kit/db.ts'
import { openJobs } from '../../src/kit/jobs.ts'
import { tellStory } from '../../src/story.ts'
import { openDesk, type TestDesk } from '../desk.ts'

export const CALLERS = 64
export const IS_DEEP = Boolean(process.env.FOYER_DEEP)

/** A small generator with a seed (mulberry32), so that a round that failed can be had again. */
export function dice(seed: number) {
  let state = seed
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    below: (most: number) => Math.floor(next() * most),
    one: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    shuffle: <T>(list: readonly T[]): T[] =>
      list
        .map((item) => ({ item, key: next() }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => item),
  }
}

export interface Crowd {
  desk: TestDesk
  /** The desk's database over `CALLERS` connections of its own, with the same clock and story. */
  database: Database
  close(): Promise<void>
}

export async function openCrowd(): Promise<Crowd> {
  let connection: Connection = {}
  const desk = await openDesk({
    env: { ROLE: 'web' },
    via: async (own) => {
      connection = own
      return own
    },
  })
  const jobs = openJobs({ connection })
  await jobs.start()
  const { clock } = desk
  const story = tellStory({ email: null, chat: null }, 'http://foyer.test')
  const database = openDatabase({ connection, clock, story, jobs, poolSize: CALLERS })
  return {
    desk,
    database,
    async close() {
      await database.close()
      await jobs.stop()
      await desk.close()
    },
  }
}

export interface Outcome<T> {
  won: T[]
  /** How many were told that it is taken. */
  lost: number
}

/** Lets all begin at once. Whatever is neither success nor `SlotTaken` fails the test: a deadlock, a hang, a bug. */
export async function all<T>(callers: (() => Promise<T>)[]): Promise<Outcome<T>> {
  const ended = await Promise.allSettled(callers.map((call) => call()))
  const won = ended.filter((end) => end.status === 'fulfilled').map((end) => end.value)
  for (const end of ended) {
    if (end.status === 'rejected' && !(end.reason instanceof SlotTaken)) throw end.reason
  }
  return { won, lost: ended.length - won.length }
}
