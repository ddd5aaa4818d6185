/** A connection joins the clinic to an outside system; its secret is kept sealed. */
import { randomBytes } from 'node:crypto'
import type { ClinicId } from '../../kit/ids.ts'

export const VENDORS = ['calcom', 'chatwoot', 'whatsapp', 'instagram', 'twilio', 'widget'] as const
export type Vendor = (typeof VENDORS)[number]

/** Those that may carry WhatsApp, which lets only approved templates out when a conversation's window is closed. */
export const TEMPLATE_VENDORS = ['whatsapp', 'chatwoot'] as const satisfies readonly Vendor[]

/** Those whose access token ends, and is renewed before (Meta, Instagram API with Instagram Login: 60 days). */
export const TOKEN_VENDORS = ['instagram'] as const satisfies readonly Vendor[]

/** What the clinic entered for a vendor, by the names of the vendor's file. */
export type Credentials = Record<string, string>

export interface Connection {
  id: string
  clinicId: ClinicId
  vendor: Vendor
  name: string
  status: 'active' | 'disabled'
  /** What of the credentials is no secret, by name. */
  settings: Record<string, string>
  /** When it was last checked by staff, and what the vendor said against it. */
  checkedAt: Temporal.Instant | null
  checkError: string | null
  lastPingAt: Temporal.Instant | null
  /** When the vendor's templates were read last, and what it said against it, as a code. */
  templatesReadAt: Temporal.Instant | null
  templatesError: string | null
  /** When the access token ends, as far as the vendor has told. */
  tokenExpiresAt: Temporal.Instant | null
  /** When it is renewed next; null: a day after the connection was made. */
  tokenDueAt: Temporal.Instant | null
  /** What the vendor said against renewing it, as a code. */
  tokenError: string | null
  createdAt: Temporal.Instant
}

export type DeliveryStatus = 'received' | 'done' | 'kept' | 'waiting' | 'failed'

export interface Delivery {
  id: string
  connectionId: string
  status: DeliveryStatus
  trigger: string | null
  /** Why it failed, waits, or was only kept: a sentence for staff. */
  reason: string | null
  attempts: number
  /** How often the vendor sent the same body again. */
  repeats: number
  appointmentId: string | null
  /** Who comes to that appointment. */
  patientName: string | null
  receivedAt: Temporal.Instant
  processedAt: Temporal.Instant | null
}

/** 256 random bits, in letters that survive copying and pasting. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/** A booking vendor's connection holds one secret, a messaging vendor's several: sealed together. */
export function packCredentials(credentials: Credentials): string {
  return JSON.stringify(credentials)
}

export function unpackCredentials(secret: string): Credentials {
  return JSON.parse(secret) as Credentials
}

/** What the secret is sealed with: moved to another row it does not open. */
export function secretContext(clinicId: string, connectionId: string): string {
  return `clinic:${clinicId}:connections.secret:${connectionId}`
}
