import type { Database } from './db.ts'

/**
 * The same doors, for work that nobody waits for: at most `atOnce` transactions at a time, so that requests always find
 * a connection.
 */
export function inBackground(database: Database, atOnce: number): Database {
  let running = 0
  const waiting: (() => void)[] = []
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
  return {
    ...database,
    inClinic: (clinicId, work) => inTurn(() => database.inClinic(clinicId, work)),
    acrossClinics: (work) => inTurn(() => database.acrossClinics(work)),
  }
}
