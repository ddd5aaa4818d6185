/** A resource is a room or a device that an appointment needs for itself. */

export type ResourceKind = 'room' | 'device'

export interface Resource {
  id: string
  kind: ResourceKind
  name: string
  position: number
  archivedAt: Temporal.Instant | null
}
