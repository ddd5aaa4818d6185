import type { Log } from './log.ts'

export interface Sweep {
  name: string
  everyMs: number
  log: Log
  /** Returns how much it found. `atOnce`: so many things at a time, and it ends when all of them have. */
  run: (pass?: { atOnce: number }) => Promise<number>
}

export interface Sweeper {
  name: string
  /** Looks again at once: something may have become due. */
  wake(): void
  /** Resolves when the pass that runs now has ended; none follows. */
  stop(): Promise<void>
}

/**
 * Calls `run` again and again: at once as long as it finds something, else after `everyMs` or when woken. An error
 * is logged and the next pass comes after a pause, so a database that was away is found again by itself.
 */
export function startSweeper(options: Sweep): Sweeper {
  let stopped = false
  let woken = false
  let wakeUp: (() => void) | undefined

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false
      const found = await options.run().catch((error: unknown) => {
        options.log.error('sweeper.failed', { sweeper: options.name }, error)
        return 0
      })
      if (found > 0 || woken || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.everyMs)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      wakeUp = undefined
    }
  }

  const running = loop()
  return {
    name: options.name,
    wake() {
      woken = true
      wakeUp?.()
    },
    async stop() {
      stopped = true
      wakeUp?.()
      await running
    },
  }
}
