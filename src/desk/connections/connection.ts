/** A connection joins the clinic to an outside system; its secret is kept sealed. */
import { randomBytes } from 'node:crypto'
import type { ClinicId } from '../../kit/ids.ts'

export const VENDORS = ['calcom'] as const
export type Vendor = (typeof VENDORS)[number]

export interface Connection {
  id: string
  clinicId: ClinicId
  vendor: Vendor
  name: string
  status: 'active' | 'disabled'
  lastPingAt: Temporal.Instant | null
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

/** What the secret is sealed with: moved to another row it does not open. */
export function secretContext(clinicId: string, connectionId: string): string {
  return `clinic:${clinicId}:connections.secret:${connectionId}`
}
