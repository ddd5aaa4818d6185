/** What goes wrong on purpose: on the way from a vendor's API back to us, and on the way of its callbacks to us. */

/** What becomes of one request that sends a message. */
export type ApiFault =
  /** Taken, then the line breaks: the caller cannot know. */
  | { kind: 'lose_answer' }
  /** The line breaks before anything is taken: the caller cannot know that either. */
  | { kind: 'lose_request' }
  /** Taken, and nothing is said for so long. */
  | { kind: 'slow'; ms: number }
  /** Taken, and answered with this status and a gateway's page. */
  | { kind: 'fail_after'; status: number }
  /** Refused with this answer; nothing is taken. */
  | { kind: 'refuse'; status: number; body?: unknown; headers?: Record<string, string> }

/** What becomes of callbacks, until it is changed. */
export interface CallbackFaults {
  /** How often each is delivered; each copy carries the same ids. */
  copies?: number
  /** Every second one overtakes the one before it; `flush` lets out the last. */
  isReordered?: boolean
  delayMs?: number
  isLost?: boolean
  /** Without the vendor's signature, as from an old version or a stranger. */
  isUnsigned?: boolean
}

export class Faults {
  /** For callbacks. */
  callbacks: CallbackFaults = {}
  /** For every request, sending or not, while it is set. */
  onEvery: ApiFault | null = null
  readonly #onSend: ApiFault[] = []

  /** Befalls the next requests that send something, `times` of them. */
  onSend(fault: ApiFault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.#onSend.push(fault)
  }

  take(isSending: boolean): ApiFault | null {
    return this.onEvery ?? (isSending ? (this.#onSend.shift() ?? null) : null)
  }

  clear(): void {
    this.callbacks = {}
    this.onEvery = null
    this.#onSend.length = 0
  }
}
