/** What reads an outside booking system's deliveries. It asks nobody anything: a vendor file is pure. */
import type { BookingNotice } from './notice.ts'

export type * from './notice.ts'

/** `reason` is one sentence for staff that says state and remedy and holds no patient data. */
export type BookingNoticeResult =
  | { ok: true; notice: BookingNotice }
  | { ok: false; trigger: string | null; reason: string }

export interface BookingVendor {
  vendor: string
  /** The header that carries the signature, lower case. */
  signatureHeader: string
  /** True when `signature` is right for exactly these bytes. Constant time. */
  verify(secret: string, rawBody: Uint8Array, signature: string | null): boolean
  /** Reads a body whose signature has been verified. Never throws. */
  read(rawBody: Uint8Array, contentType: string | null): BookingNoticeResult
}
