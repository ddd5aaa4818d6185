/** What will happen in the world outside, in the order of its times: a heap, since a year has many plans. */

export interface Planned {
  at: Temporal.Instant
  run(): Promise<void>
}

export class Agenda {
  readonly #heap: { ms: number; n: number; planned: Planned }[] = []
  #count = 0

  add(at: Temporal.Instant, run: () => Promise<void>): void {
    const heap = this.#heap
    heap.push({ ms: at.epochMilliseconds, n: this.#count++, planned: { at, run } })
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!this.#isBefore(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  next(): Temporal.Instant | null {
    return this.#heap[0]?.planned.at ?? null
  }

  /** The next one, where its time has come. */
  take(now: Temporal.Instant): Planned | null {
    const heap = this.#heap
    const first = heap[0]
    if (!first || first.ms > now.epochMilliseconds) return null
    const last = heap.pop()
    if (last && heap.length > 0) {
      heap[0] = last
      this.#sink()
    }
    return first.planned
  }

  #sink(): void {
    for (let parent = 0; ; ) {
      const children = [2 * parent + 1, 2 * parent + 2].filter((at) => at < this.#heap.length)
      const [least] = children.toSorted((a, b) => (this.#isBefore(a, b) ? -1 : 1))
      if (least === undefined || !this.#isBefore(least, parent)) return
      this.#swap(least, parent)
      parent = least
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    if (!one || !other) return false
    return one.ms !== other.ms ? one.ms < other.ms : one.n < other.n
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    if (!one || !other) return
    this.#heap[a] = other
    this.#heap[b] = one
  }
}
