/** People at the other end of a channel: what reached them, and somebody to play who writes and reads. */
import type { Answered } from './callbacks.ts'

/** A message as it reached, or would have reached, the person. */
export interface SentMessage {
  vendorMessageId: string
  /** The person, in the vendor's own spelling. */
  to: string
  threadId: string | null
  text: string
  choices: { id: string; title: string }[]
  template: { name: string; language: string; parameters: string[] } | null
  /** What of ours the vendor keeps with it. */
  messageId: string | null
  at: Temporal.Instant
}

/** All that was sent, and by person what they have. */
export class Outbox {
  readonly sent: SentMessage[] = []
  readonly #byPerson = new Map<string, SentMessage[]>()
  readonly #waiting = new Map<string, Set<() => void>>()

  /** `reaches` names the person as they are known here; null where it reaches nobody. */
  add(message: SentMessage, reaches: string | null = message.to): void {
    this.sent.push(message)
    if (reaches === null) return
    const theirs = this.#byPerson.get(reaches) ?? []
    theirs.push(message)
    this.#byPerson.set(reaches, theirs)
    for (const wake of this.#waiting.get(reaches) ?? []) wake()
  }

  of(person: string): readonly SentMessage[] {
    return this.#byPerson.get(person) ?? []
  }

  /** The `n`th message to a person, counted from zero, once it is there. */
  async nth(person: string, n: number, timeoutMs: number): Promise<SentMessage> {
    const present = this.of(person)[n]
    if (present) return present
    const waiting = this.#waiting.get(person) ?? new Set()
    this.#waiting.set(person, waiting)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(reject, new Error(silence(timeoutMs))), timeoutMs)
      const wake = () => {
        const message = this.of(person)[n]
        if (message) finish(resolve, message)
      }
      function finish<T>(settle: (value: T) => void, value: T): void {
        clearTimeout(timer)
        waiting.delete(wake)
        settle(value)
      }
      waiting.add(wake)
    })
  }
}

const silence = (ms: number) => `nothing more reached this person within ${ms} ms`

/** Somebody who writes to the clinic and reads what it answers, one message after the other. */
export interface Person {
  name: string
  /** As the channel knows them. */
  id: string
  writes(text: string): Promise<Answered[]>
  /** Taps one of the choices of the message read last, by its title or its place from zero. */
  taps(choice: string | number): Promise<Answered[]>
  sendsPicture(caption?: string): Promise<Answered[]>
  /** The next message that was not read yet; waits for it. */
  reads(timeoutMs?: number): Promise<SentMessage>
  /** What lies unread. */
  unread(): readonly SentMessage[]
}

/** Makes a person of three ways to say something. */
export function playPerson(play: {
  name: string
  id: string
  outbox: Outbox
  write(text: string): Promise<Answered[]>
  tap(choice: { id: string; title: string }, of: SentMessage): Promise<Answered[]>
  sendPicture(caption: string): Promise<Answered[]>
  /** They have seen it. */
  onRead?(message: SentMessage): void
}): Person {
  let read = 0
  let last: SentMessage | null = null
  return {
    name: play.name,
    id: play.id,
    writes: (text) => play.write(text),
    taps(wanted) {
      const offered = last?.choices ?? []
      const choice =
        typeof wanted === 'number' ? offered[wanted] : offered.find((one) => one.title === wanted)
      if (!last || !choice) {
        throw new Error(`${wanted} is not offered; there is ${offered.map((one) => one.title).join(', ')}`)
      }
      return play.tap(choice, last)
    },
    sendsPicture: (caption = '') => play.sendPicture(caption),
    async reads(timeoutMs = 10_000) {
      const message = await play.outbox.nth(play.id, read, timeoutMs)
      read += 1
      last = message
      play.onRead?.(message)
      return message
    },
    unread: () => play.outbox.of(play.id).slice(read),
  }
}

let people = 0

/** A number of nobody, E.164: 555-01xx is kept free for fiction, so the area code counts on. */
export function freshPhone(): string {
  people += 1
  const area = 201 + (Math.floor(people / 100) % 798)
  return `+1${area}55501${String(people % 100).padStart(2, '0')}`
}
