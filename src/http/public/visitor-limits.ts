/** How often one address, or one phone number, may do something. Kept in this process: several processes allow as many times more. */
import type { Clock } from '../../kit/clock.ts'

interface Rule {
  times: number
  minutes: number
}

const RULES = {
  /** More are not refused: the form then comes without a hold. A hold lasts as long. */
  hold: { times: 8, minutes: 5 },
  /** Forms sent, with faults or without. */
  send: { times: 20, minutes: 10 },
  /** Appointments moved or cancelled. */
  change: { times: 20, minutes: 10 },
  /** With one phone number, from one address. */
  phone: { times: 5, minutes: 60 },
  /** With one phone number, whoever sends it: so many that nobody shuts out its owner from a café. */
  phone_anywhere: { times: 30, minutes: 60 },
} as const satisfies Record<string, Rule>

const MOST_KEPT = 20_000

export function visitorLimits(clock: Clock) {
  const counts = new Map<string, { count: number; endsAtMs: number }>()

  /** The oldest windows stand first, since a window that begins anew is put at the end. */
  function forget(nowMs: number): void {
    for (const [key, { endsAtMs }] of counts) {
      if (endsAtMs > nowMs && counts.size <= MOST_KEPT) return
      counts.delete(key)
    }
  }

  return {
    /** Counts one more. Zero where it may be done, else in how many seconds it may. */
    take(kind: keyof typeof RULES, who: string): number {
      const nowMs = clock.now().epochMilliseconds
      forget(nowMs)
      const rule = RULES[kind]
      const key = `${kind} ${who}`
      const known = counts.get(key)
      if (!known || known.endsAtMs <= nowMs) {
        counts.delete(key)
        counts.set(key, { count: 1, endsAtMs: nowMs + rule.minutes * 60_000 })
        return 0
      }
      known.count++
      return known.count <= rule.times ? 0 : Math.ceil((known.endsAtMs - nowMs) / 1000)
    },

    /** Counts a form with this phone number, of this clinic, from this caller; as `take`. What is refused costs others nothing. */
    takePhone(of: { clinicId: string; phone: string | null; caller: string }): number {
      const number = `${of.clinicId} ${of.phone}`
      return this.take('phone', `${of.caller} ${number}`) || this.take('phone_anywhere', number)
    },
  }
}

export type VisitorLimits = ReturnType<typeof visitorLimits>

/** One household of the new Internet has 2^64 addresses (RFC 6177): it counts as one. */
export function networkOf(address: string | undefined): string {
  if (!address) return 'unknown'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
