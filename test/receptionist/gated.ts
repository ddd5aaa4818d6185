/** What the gate reads sentences against, for its tests. */
import type { GateFacts } from '../../src/desk/receptionist/gate.ts'
import type { Fact } from '../../src/desk/receptionist/gate-claims.ts'
import { type Known, NOTHING_KNOWN } from '../../src/desk/receptionist/gate-times.ts'

export const zone = 'America/Chicago'
export const now = Temporal.Instant.from('2026-11-23T15:00:00Z')

/** What the gate knows of a clinic in Chicago, on a Monday morning: these facts, and nothing looked up. */
export function factsOf(facts: Fact[], more: Partial<GateFacts> = {}): GateFacts {
  return {
    now,
    timeZone: zone,
    facts,
    channel: 'widget',
    links: ['https://book.example/riverside'],
    prices: [
      { amountMinor: 9500, currency: 'USD', service: 'Skin check' },
      { amountMinor: 12000, currency: 'USD', service: 'Laser' },
    ],
    freeServices: ['Botox'],
    addresses: ['hello@riverside.example'],
    numbers: ['+13125550100'],
    approved: [],
    secret: '',
    isModels: true,
    known: knownOf(),
    ...more,
  }
}

/** What any model of this clinic is told: who works there, on what, and when. */
export function knownOf(more: Partial<Known> = {}): Known {
  return {
    ...NOTHING_KNOWN,
    practitioners: ['Dr. Amy Lee', 'Dr. Elif Demir'],
    services: ['Skin check', 'Laser', 'Botox'],
    people: ['Ana Ruiz'],
    hours: [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }],
    closures: [{ date: '2026-12-25', windows: [] }],
    ...more,
  }
}

/** Dr. Lee has looked-up skin checks at these times and at no others of the next days. */
export function offering(...times: Temporal.Instant[]): Partial<Known> {
  const offered = times.map((startAt) => ({ startAt, practitioner: 'Dr. Amy Lee', service: 'Skin check' }))
  const from = now.toZonedDateTimeISO(zone).toPlainDate()
  const look = { from, until: from.add({ days: 45 }), service: 'Skin check', practitioner: null }
  return { offered, looks: [{ ...look, times: offered }] }
}

export const instant = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
