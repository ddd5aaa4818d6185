import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Home, PATIENCE_MS, unwritable } from './postgres-home.ts'

/** The file's name in the data folder. */
export const LOCK = 'start.lock'

/**
 * One process at a time per folder. The lock is SQLite's, which is the kernel's and so ends with its holder,
 * also by kill -9; Node has no flock of its own.
 */
export async function whileLocked<T>(home: Home, work: () => Promise<T>): Promise<T> {
  const lock = openLock(home)
  try {
    const deadline = performance.now() + PATIENCE_MS
    for (let isTold = false; !tryLock(lock, home); isTold = true) {
      if (!isTold) home.report('Another process is starting the database; waiting for it.')
      if (performance.now() > deadline) {
        throw new Error(
          `Another process has been starting the database in ${home.root} for minutes; end it and start again.`,
        )
      }
      await sleep(25)
    }
    return await work()
  } finally {
    lock.close()
  }
}

function openLock(home: Home): DatabaseSync {
  const path = join(home.root, LOCK)
  try {
    const lock = new DatabaseSync(path, { timeout: 0 })
    // On a file that it may only read SQLite takes no exclusive lock, and says nothing.
    accessSync(path, constants.W_OK)
    return lock
  } catch (error) {
    throw unwritable(home.root, error)
  }
}

function tryLock(lock: DatabaseSync, home: Home): boolean {
  const SQLITE_BUSY = 5
  try {
    lock.exec('begin exclusive')
    return true
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false
    throw unwritable(home.root, error)
  }
}
