/** A saved reply is a text that a clinic has written once and sends often. */

export interface SavedReply {
  id: string
  /** By which staff find it; no two have the same. */
  title: string
  body: string
  updatedAt: Temporal.Instant
}
