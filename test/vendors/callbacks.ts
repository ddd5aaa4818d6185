/** How a vendor calls back: signed at the last moment, and with whatever is to go wrong on the way. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults } from './faults.ts'

/** One callback before it is signed. */
export interface Callback {
  /** The exact text of the body, in the vendor's own spelling. */
  body: string
  contentType: string
  /** Those that stay the same for each delivery of it. */
  headers: Record<string, string>
  /** The vendor's id of the message that it tells of; empty where it tells of none. */
  vendorMessageId: string
}

/** What was answered to one delivery; `status` 0 where nobody answered. */
export interface Answered {
  status: number
  body: string
  contentType: string | null
}

/** What the far side sees of a callback: the shape that a webhook door hands on. */
export interface DeliveredCallback {
  rawBody: Uint8Array
  headers: Record<string, string>
  url: string
  contentType: string
}

/**
 * The way of a callback to its address: the network, or a server in this process (`app.request`), or a detour where the
 * public address, which is signed, is not the one that listens.
 */
export type Transport = (
  url: string,
  request: { method: 'POST'; headers: Record<string, string>; body: string },
) => Response | Promise<Response>

const overNetwork: Transport = (url, request) => fetch(url, { ...request, redirect: 'manual' })

export class CallbackPost {
  readonly #faults: Faults
  readonly #sign: (callback: Callback, url: string) => Record<string, string>
  readonly #route: { transport?: Transport }
  #held: (() => Promise<Answered[]>) | null = null
  readonly #underWay = new Set<Promise<unknown>>()

  /** `sign` gives the headers of one attempt; `route` is looked at for each, so that it may be set later. */
  constructor(
    faults: Faults,
    route: { transport?: Transport },
    sign: (callback: Callback, url: string) => Record<string, string>,
  ) {
    this.#faults = faults
    this.#route = route
    this.#sign = sign
  }

  /** As it would arrive at `url`, without sending it. */
  prepare(callback: Callback, url: string): DeliveredCallback {
    const signature = this.#faults.callbacks.isUnsigned ? {} : this.#sign(callback, url)
    return {
      rawBody: new TextEncoder().encode(callback.body),
      headers: { 'content-type': callback.contentType, ...callback.headers, ...signature },
      url,
      contentType: callback.contentType,
    }
  }

  /** Resolves when all copies were answered; with no answer where it is lost or held back for a later one. */
  async post(callback: Callback, url: string): Promise<Answered[]> {
    const { isLost, isReordered, copies = 1, delayMs = 0 } = this.#faults.callbacks
    if (isLost) return []
    const deliver = async () => {
      if (delayMs > 0) await sleep(delayMs)
      const answers: Answered[] = []
      for (let i = 0; i < copies; i += 1) answers.push(await this.#deliverOnce(callback, url))
      return answers
    }
    if (isReordered && !this.#held) {
      this.#held = deliver
      return []
    }
    const answers = await this.#track(deliver())
    return [...answers, ...(await this.flush())]
  }

  /** Posts later, as vendors do with statuses, so that our own answer comes first. */
  postSoon(work: () => Promise<unknown>): void {
    void this.#track(
      new Promise<unknown>((resolve) => {
        setImmediate(() => resolve(work().catch(() => undefined)))
      }),
    )
  }

  /** Lets out what waits to be overtaken. */
  async flush(): Promise<Answered[]> {
    const held = this.#held
    this.#held = null
    return held ? this.#track(held()) : []
  }

  /** When nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work)
    try {
      return await work
    } finally {
      this.#underWay.delete(work)
    }
  }

  async #deliverOnce(callback: Callback, url: string): Promise<Answered> {
    const { headers } = this.prepare(callback, url)
    try {
      const { transport = overNetwork } = this.#route
      const response = await transport(url, { method: 'POST', headers, body: callback.body })
      const body = await response.text()
      return { status: response.status, body, contentType: response.headers.get('content-type') }
    } catch {
      return { status: 0, body: '', contentType: null }
    }
  }
}

/** For each way to compose a callback, the way to deliver it: `compose.text(…)` and `deliver.text(…)`. */
export type Deliver<Compose> = {
  [Name in keyof Compose]: Compose[Name] extends (...given: infer Given) => Callback
    ? (...given: Given) => Promise<Answered[]>
    : never
}

export function deliverEach<Compose extends Record<string, (...given: never[]) => Callback>>(
  compose: Compose,
  post: (callback: Callback) => Promise<Answered[]>,
): Deliver<Compose> {
  const entries = Object.entries(compose).map(([name, make]) => [
    name,
    (...given: never[]) => post(make(...given)),
  ])
  return Object.fromEntries(entries) as Deliver<Compose>
}
