/**
 * What is promised about sending beside bookings and crashes, as a model: it is told what happens, in its order, and throws at
 * the moment at which a promise is broken.
 */

/**
 * What the vendor makes of a message: it takes it; takes it and the answer is lost; is away, and surely did not take it; refuses
 * it for good.
 */
export type Fate = 'taken' | 'lost' | 'away' | 'refused'

export class BrokenPromise extends Error {
  override name = 'BrokenPromise'
}

interface Call {
  worker: string
  /** The commit of its intent, counted over all commits of the race. */
  begunAt: number
  /** By the desk's clock. */
  at: Temporal.Instant
  fate: Fate
  /** What this program may know of it: nothing yet, nothing for good, that it was sent or that it was not. */
  outcome: 'open' | 'unknown' | 'sent' | 'not_sent'
}

export interface Promises {
  /** Of any actor; the moment of its answer. */
  committed(actor: string): void
  /** What it did is done and ends the sequence, or outdates what was planned. */
  deedDone(): void
  /**
   * The vendor is asked to send. `canBeAsked`: it tells afterwards what became of a message, as Twilio does and SMTP does not.
   */
  asked(worker: string, message: { id: string; fate: Fate; canBeAsked: boolean }): void
  /** Its answer came, or was lost. */
  answered(messageId: string, outcome: 'not_sent' | 'unknown'): void
  /** The message is kept as sent. */
  noted(messageId: string): void
  died(worker: string): void
  /** In commits; null: never. */
  readonly deedAt: number | null
  /** How many workers died and how many answers were lost. */
  readonly interruptions: number
  callsOf(messageId: string): readonly Call[]
  messageIds(): string[]
}

const mayHaveGone = ({ fate }: Call) => fate === 'taken' || fate === 'lost'

/** `isMerge`: the deed ends nothing by itself, and of two people it makes one. */
export function promisesOf({
  deed,
  isMerge,
  now,
}: {
  deed: string
  isMerge: boolean
  now: () => Temporal.Instant
}): Promises {
  const lastCommit = new Map<string, number>()
  const calls = new Map<string, Call[]>()
  let commits = 0
  let deedAt: number | null = null
  let interruptions = 0

  const callsOf = (messageId: string) => calls.get(messageId) ?? []

  function refuseLate(messageId: string, begunAt: number): void {
    if (deedAt === null || begunAt < deedAt) return
    if (!isMerge) throw new BrokenPromise(`a send began after the commit of the ${deed}`)
    const others = [...calls].filter(([id]) => id !== messageId).flatMap(([, each]) => each)
    const dayAgo = now().subtract({ hours: 24 })
    if (others.some(({ outcome, at }) => outcome === 'sent' && Temporal.Instant.compare(at, dayAgo) > 0)) {
      throw new BrokenPromise('one person was sent two messages in a day')
    }
  }

  function refuseDouble(messageId: string, canBeAsked: boolean): void {
    const former = callsOf(messageId).filter(mayHaveGone)
    if (former.some(({ outcome }) => outcome === 'sent')) {
      throw new BrokenPromise('a message was sent again that was known to be sent')
    }
    if (former.some(({ outcome }) => outcome === 'open')) {
      throw new BrokenPromise('a message was sent by two at a time')
    }
    if (former.length > 1) throw new BrokenPromise('a message of unknown outcome was sent a third time')
    if (canBeAsked && former.length > 0) {
      throw new BrokenPromise('a message was sent again that the vendor knew to be sent')
    }
  }

  return {
    committed(actor) {
      lastCommit.set(actor, ++commits)
    },
    deedDone() {
      deedAt = commits
    },
    asked(worker, { id, fate, canBeAsked }) {
      const begunAt = lastCommit.get(worker) ?? 0
      refuseLate(id, begunAt)
      refuseDouble(id, canBeAsked)
      calls.set(id, [...callsOf(id), { worker, begunAt, at: now(), fate, outcome: 'open' }])
    },
    answered(messageId, outcome) {
      if (outcome === 'unknown') interruptions++
      const open = callsOf(messageId).find((call) => call.outcome === 'open')
      if (open) open.outcome = outcome
    },
    noted(messageId) {
      for (const call of callsOf(messageId)) call.outcome = 'sent'
    },
    died(worker) {
      interruptions++
      for (const call of [...calls.values()].flat()) {
        if (call.worker === worker && call.outcome === 'open') call.outcome = 'unknown'
      }
    },
    get deedAt() {
      return deedAt
    },
    get interruptions() {
      return interruptions
    },
    callsOf,
    messageIds: () => [...calls.keys()],
  }
}
