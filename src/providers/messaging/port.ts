/**
 * What carries conversations: one vendor file for each of Chatwoot, WhatsApp, Instagram and Twilio. Reading is pure and
 * asks nobody; sending speaks to the vendor and holds no transaction.
 */
import type { HttpClient } from '../../kit/http-client.ts'
import type { ChatChannel, MessagingNotice, VendorTemplate } from './notice.ts'

export type * from './notice.ts'

export const MESSAGING_VENDORS = ['chatwoot', 'whatsapp', 'instagram', 'twilio'] as const
export type MessagingVendorName = (typeof MESSAGING_VENDORS)[number]

/** What came to a webhook, as it came: nothing of it is trusted before `verify`. */
export interface InboundRequest {
  rawBody: Uint8Array
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>
  /**
   * The public address that the vendor called, query included, built from the configured public URL and never from the
   * Host header (Twilio signs it).
   */
  url: string
  contentType: string | null
}

/** `reason` is one sentence for staff that says state and remedy and holds no patient data. */
export type Read =
  | { ok: true; notices: MessagingNotice[] }
  | { ok: false; trigger: string | null; reason: string }

/**
 * The vendor's wire, without a network. Credentials are strings by name, as `credentialNames` lists them.
 */
export interface MessagingVendor<Credentials extends Record<string, string> = Record<string, string>> {
  vendor: MessagingVendorName
  /** What the clinic enters under Settings > Connections; `secret` ones are sealed and never shown again. */
  credentialFields: readonly CredentialField[]
  /** True when the request carries the vendor's own signature for exactly these bytes. Constant time. */
  verify(credentials: Credentials, request: InboundRequest, now: Temporal.Instant): boolean
  /**
   * The answer to the vendor's question whether this address is ours, such as Meta's `hub.challenge`. Null where the
   * question is not of that kind or its token is wrong: the door answers 403 then. Absent where the vendor never asks.
   */
  handshake?(credentials: Credentials, query: Readonly<Record<string, string | undefined>>): string | null
  /**
   * What makes two deliveries the same one: the vendor's id of it. Null where the wire carries none, then the body's hash
   * stands in.
   */
  deliveryId(request: Pick<InboundRequest, 'headers' | 'rawBody'>): string | null
  /**
   * Reads a body whose signature has been verified. One body may hold many notices; those of another account than the
   * credentials' are `ignored`. `receivedAt` stands in where the wire tells no time (Twilio). Never throws.
   */
  read(
    request: Pick<InboundRequest, 'rawBody' | 'contentType' | 'url'> & { receivedAt?: Temporal.Instant },
    credentials?: Credentials,
  ): Read
  /** What the door answers once the delivery is kept. Twilio wants empty TwiML and never JSON; others take anything. */
  accepted: { body: string; contentType: string }
  /** Opens the way out with one connection's credentials. Asks nobody anything yet. */
  open(credentials: Credentials, outside: Outside): MessagingPort
}

export interface CredentialField {
  name: string
  /** As the vendor's own screen calls it. */
  label: string
  /** Sealed and never shown again. */
  isSecret: boolean
  /** Where in the vendor's screens it stands, in a few words. */
  hint: string
  isOptional?: boolean
  /** `phone`: kept in E.164, however it was entered. `digits`: an id of digits alone, such as Meta's. */
  form?: 'phone' | 'digits'
}

export interface Outside {
  /** The door to the network; a POST is sent once, since none of these vendors has an idempotency key. */
  http: HttpClient
  clock: { now(): Temporal.Instant }
  /** Where the vendor is; another address in tests. A Chatwoot of one's own has its address among the credentials. */
  baseUrl?: string
}

/** How the wire names an attachment: by an id (WhatsApp) or by an address that expires (Instagram). */
export type AttachedMedia = { mediaId: string; url: null } | { mediaId: null; url: string }

export interface OutgoingChatMessage {
  /** Our id, the same for every attempt. It travels where the vendor echoes something of ours. */
  messageId: string
  /** The vendor's id of the person in this account, as a notice told it, or an E.164 number for a first message. */
  to: string
  /** The vendor's id of the thread, where it has threads (Chatwoot); null elsewhere and for a first message. */
  threadId: string | null
  content: OutgoingContent
  /** For a vendor that carries several channels (Chatwoot): not all of them have buttons. */
  channel?: ChatChannel
  /** True where a person of the clinic wrote it: Instagram lets only those out between 24 hours and 7 days. */
  isWrittenByPerson: boolean
  /** Later than this the message is worthless; handed on where the vendor can drop it (Twilio). */
  expiresAt: Temporal.Instant | null
  /** Where statuses are to be told, our message id in it; only Twilio needs it. */
  statusUrl: string | null
}

export type OutgoingContent =
  /** `choices`: offered as buttons or a list where the channel has them, else written under the text with numbers. */
  | { kind: 'text'; text: string; choices: { id: string; title: string }[] }
  /** An approved template (WhatsApp, by Chatwoot too): the only thing that goes out when the 24-hour window is closed. */
  | {
      kind: 'template'
      name: string
      language: string
      category: 'utility' | 'marketing'
      parameters: string[]
      /** What the vendor calls each of them, where it does (WhatsApp's `NAMED` templates). */
      parameterNames?: string[] | null
      text: string
    }

/**
 * The codes of the `ProviderError`s that a `MessagingPort` throws. Each says what staff can do; vendors' own numbers are
 * mapped in the vendor's file, from its contract.
 */
export const MESSAGING_FAILURES = {
  window_closed:
    'The person has not written for 24 hours: only an approved template or another channel reaches them.',
  opted_out: 'The person has stopped messages on this channel.',
  marketing_stopped: 'The person takes no marketing on this channel. Appointment messages still go out.',
  marketing_held_back:
    'WhatsApp held this marketing message back by itself. Appointment messages still go out.',
  unreachable_person: 'This channel does not reach the person; another one may.',
  invalid_recipient: 'The number or address is wrong. Correct it on the patient’s page.',
  blocked: 'The recipient or the carrier blocks messages of this number.',
  rate_limited: 'Too many messages at once; it is tried again by itself.',
  template_refused: 'The template is missing, paused or has other gaps. Check it at the vendor.',
  content_refused: 'The vendor refuses this text, its length or its attachment.',
  sign_in_failed: 'The access token has expired or is wrong. Reconnect under Settings > Connections.',
  account_blocked: 'The vendor has restricted the account (payment, policy, registration). Look there first.',
  not_found: 'The vendor does not know this conversation or account any more.',
  number_not_found:
    'The account has no such number that takes text messages. Copy it from the vendor’s list of its numbers.',
  too_large: 'What was sent is larger than can be shown here. Open it in the vendor’s own app.',
  address_refused:
    'The address of the vendor’s server leads into a private network. Give a public one at Settings > Connections, or let whoever runs Foyer allow private ones.',
  vendor_failed: 'The vendor had a fault of its own; it is tried again by itself.',
  unreachable: 'No connection to the vendor; it is tried again by itself.',
  outcome_unknown:
    'No answer came, so nobody knows whether it went out. It is looked up before anything else.',
  failed: 'The vendor gave no reason that is known here.',
} as const
export type MessagingFailure = keyof typeof MESSAGING_FAILURES

export interface MessagingPort {
  /**
   * Hands one message to the vendor. Accepted is not delivered: that is told by a status notice.
   * @throws ProviderError with a code of `MessagingFailure`, `retryable` where it surely did not go out and may later,
   * `outcomeUnknown` where it may have gone out.
   */
  send(message: OutgoingChatMessage): Promise<{ vendorMessageId: string }>
  /**
   * What became of a message whose sending had no answer. None of these vendors has an idempotency key, so it is asked
   * before any second try. `unknown` where the vendor cannot be asked (WhatsApp and Instagram tell by a status only).
   */
  lookUp(
    message: Pick<OutgoingChatMessage, 'messageId' | 'to' | 'threadId' | 'content'>,
    since: Temporal.Instant,
  ): Promise<{ found: 'sent'; vendorMessageId: string } | { found: 'not_sent' } | { found: 'unknown' }>
  /** Asks the vendor who we are and sends nothing, for "Check". The label names the account in the vendor's words. */
  check(): Promise<{ label: string }>
  /** A person takes over or gives back, told to the vendor's own inbox where it has one (Chatwoot's `toggle_status`). */
  handOver?(thread: { threadId: string; to: 'person' | 'assistant' }): Promise<void>
  /**
   * Every template of the account, whatever the vendor's review made of it; empty where the channel behind it has none.
   * Absent where the vendor has no templates, or these credentials may not read them.
   */
  templates?(): Promise<VendorTemplate[]>
  /**
   * Another access token in the place of one that ends, and when that one ends: which credentials to keep from now on.
   * Meta renews no token before it is 24 hours old, and none that has expired. Absent where tokens do not end.
   */
  renewToken?(): Promise<{ credentials: Record<string, string>; expiresAt: Temporal.Instant }>
  /**
   * What an attachment holds, asked for with this account's token, which goes to the vendor's own hosts alone. Absent where an
   * attachment's address opens by itself.
   * @throws ProviderError `not_found` where the vendor keeps it no longer, `too_large` where it is larger than is read here
   */
  fetchMedia?(media: AttachedMedia): Promise<{ content: Buffer; contentType: string | null }>
}
