/** Mail that leaves the clinic. Replies come back to the clinic's own mailbox, not to us. */

export interface EmailAddress {
  /** Shown to people; line breaks and control characters are dropped. May be empty. */
  name: string
  /** `local@domain`, one address. */
  address: string
}

export interface EmailInvitation {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** A whole iCalendar object with CRLF line ends, its METHOD the same as `method`. Sent byte for byte. */
  content: string
}

export interface OutgoingEmail {
  /**
   * Our RFC 5322 Message-ID, `<local@domain>`, the same for every attempt at one message: SMTP has no
   * idempotency key, but a mailbox or a person can tell that two copies are one letter.
   */
  messageId: string
  from: EmailAddress
  to: EmailAddress
  subject: string
  text: string
  html?: string
  /** Further headers, such as `Auto-Submitted` or `List-Unsubscribe`. Those named by a field here are refused. */
  headers?: Record<string, string>
  invitation?: EmailInvitation
}

/**
 * The codes of the `ProviderError`s that an `EmailPort` throws:
 * - `refused`: the server said no for good (5xx; an unknown mailbox, mostly). Not retryable.
 * - `deferred`: the server said not now (4xx). Retryable.
 * - `unreachable`: no connection, or it broke before the message was handed over. Retryable.
 * - `outcome_unknown`: it broke after the whole message was handed over and before the answer: it may have been
 *   accepted (`outcomeUnknown` is set too). SMTP cannot be asked, so it is not retryable by itself: the caller
 *   decides whether a second copy is worse than none.
 * - `sign_in_failed`: the server does not know our user or password. Not retryable.
 * - `invalid_email`: an address, header or Message-ID that cannot be sent. Nothing left this machine. Not retryable.
 */
export type EmailFailure =
  | 'refused'
  | 'deferred'
  | 'unreachable'
  | 'outcome_unknown'
  | 'sign_in_failed'
  | 'invalid_email'

export interface EmailPort {
  /**
   * Hands one message to one recipient's mail server or to the relay before it. Accepted is not delivered: a bounce
   * may still come back by mail.
   *
   * `vendorMessageId` is the Message-ID under which the copy travels: ours, unless the relay replaced it.
   * @throws ProviderError with a code of `EmailFailure`
   */
  send(email: OutgoingEmail): Promise<{ vendorMessageId: string }>
  /**
   * Connects and signs in, sends nothing. For "Check connection" in Settings.
   * @throws ProviderError with a code of `EmailFailure`
   */
  check(): Promise<void>
}
