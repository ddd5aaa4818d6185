import type { Database } from './db.ts'

/** So many things at a time, in the order in which they came. */
export type Lanes = <T>(work: () => Promise<T>) => Promise<T>

export function lanes(count: number): Lanes {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/**
 * The same doors, for work that nobody waits for: at most `atOnce` transactions at a time, so that requests always find
 * a connection.
 */
export function inBackground(database: Database, atOnce: number): Database {
  const inTurn = lanes(atOnce)
  return {
    ...database,
    inClinic: (clinicId, work) => inTurn(() => database.inClinic(clinicId, work)),
    acrossClinics: (work) => inTurn(() => database.acrossClinics(work)),
  }
}
