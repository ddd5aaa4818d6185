/** How fast the widget's visitors may ask, and how many streams they may hold open. Kept in this process. */
import type { Clock } from '../../kit/clock.ts'

/** A bucket of `burst` requests that fills again by one every so many seconds: people write in bubbles, then wait. */
interface Rule {
  burst: number
  everySeconds: number
}

const RULES = {
  /** By network: each may be a new visitor. */
  session: { burst: 40, everySeconds: 15 },
  /** By visitor. */
  message: { burst: 20, everySeconds: 3 },
  /** By network, whatever is asked: a hospital's visitors share one address. */
  request: { burst: 240, everySeconds: 0.5 },
} as const satisfies Record<string, Rule>

/** At once. A tab that nobody looks at holds none. */
const STREAMS = { network: 40, visitor: 6 }
const MOST_KEPT = 20_000

export function widgetLimits(clock: Clock) {
  /** When each bucket would be full again, the longest untouched first. */
  const fullAt = new Map<string, number>()
  const open = new Map<string, number>()

  function forget(nowMs: number): void {
    for (const [key, atMs] of fullAt) {
      if (atMs > nowMs && fullAt.size <= MOST_KEPT) return
      fullAt.delete(key)
    }
  }

  return {
    /** Counts one more. Zero where it may be done, else in how many seconds it may. */
    take(kind: keyof typeof RULES, who: string): number {
      const { burst, everySeconds } = RULES[kind]
      const nowMs = clock.now().epochMilliseconds
      forget(nowMs)
      const key = `${kind} ${who}`
      const everyMs = everySeconds * 1000
      const next = Math.max(fullAt.get(key) ?? 0, nowMs) + everyMs
      const waitMs = next - nowMs - burst * everyMs
      if (waitMs > 0) return Math.ceil(waitMs / 1000)
      fullAt.delete(key)
      fullAt.set(key, next)
      return 0
    },
    /** Counts one open stream; what is returned ends it. Null where there are enough. */
    openStream(network: string, visitor: string): (() => void) | null {
      const keys = [`network ${network}`, `visitor ${visitor}`] as const
      const [ofNetwork, ofVisitor] = keys.map((key) => open.get(key) ?? 0)
      if ((ofNetwork ?? 0) >= STREAMS.network || (ofVisitor ?? 0) >= STREAMS.visitor) return null
      for (const key of keys) open.set(key, (open.get(key) ?? 0) + 1)
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        for (const key of keys) {
          const left = (open.get(key) ?? 1) - 1
          if (left > 0) open.set(key, left)
          else open.delete(key)
        }
      }
    },
  }
}

export type WidgetLimits = ReturnType<typeof widgetLimits>
