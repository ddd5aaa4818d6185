/** A clinic that can be booked: practitioners, rooms, services, and short ways to ask its verbs. */
import { type BookSlot, bookSlot } from '../../src/desk/scheduling/book-slot.ts'
import { type HoldSlot, holdSlot } from '../../src/desk/scheduling/hold-slot.ts'
import { createPractitioner, type NewPractitioner } from '../../src/desk/services/create-practitioner.ts'
import { createResource } from '../../src/desk/services/create-resource.ts'
import { createService, type NewService } from '../../src/desk/services/create-service.ts'
import type { Tx } from '../../src/kit/db.ts'
import { type Actor, system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'

export const at = (text: string) => Temporal.Instant.from(text)

export interface Cast {
  /** The API key of its owner. */
  owner: string
  inClinic<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  practitioner(input?: Partial<NewPractitioner>): Promise<string>
  room(name?: string): Promise<string>
  /** Done by these practitioners, in one of these rooms where there are any. */
  service(input?: Partial<NewService> & { by?: string[]; rooms?: string[] }): Promise<string>
  /** Books for a person of this number, each a patient of their own. */
  book(input: Partial<BookSlot> & Pick<BookSlot, 'serviceId' | 'startAt'>, person?: number): Promise<string>
  hold(input: Omit<HoldSlot, 'purpose'>): Promise<{ id: string; token: string; expiresAt: Temporal.Instant }>
  /** Everything that is taken for good, as superuser sees it. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into rows.
  rows(text: string, values?: unknown[]): Promise<any[]>
}

export const staff: Actor = { kind: 'user', id: 'u1' }

export function personOf(number: number) {
  return {
    name: `Patient ${number}`,
    phone: `+1312${String(2_000_000 + number)}`,
    email: `patient${number}@example.com`,
    timeZone: 'America/Chicago',
    locale: 'en-US',
  }
}

export function castOf(desk: TestDesk, clinic: TestClinic = desk.clinic): Cast {
  const inClinic = <T>(work: (tx: Tx) => Promise<T>) => desk.foyer.database.inClinic(clinic.clinicId, work)
  let people = 0
  return {
    owner: clinic.keys.owner,
    inClinic,
    async practitioner(input = {}) {
      const made = await inClinic((tx) => createPractitioner(tx, system, { name: 'Dr. Demir', ...input }))
      if (!made.ok) throw new Error(made.reason)
      return made.practitioner.id
    },
    async room(name = 'Room') {
      return (await inClinic((tx) => createResource(tx, system, { kind: 'room', name }))).id
    },
    async service({ by = [], rooms = [], ...input } = {}) {
      const made = await inClinic((tx) =>
        createService(tx, system, {
          name: 'Consultation',
          durationMinutes: 30,
          practitioners: by.map((practitionerId) => ({ practitionerId, weight: 100, priority: 2 })),
          pools: rooms.length > 0 ? [{ pool: 'room', resourceIds: rooms }] : [],
          ...input,
        }),
      )
      if (!made.ok) throw new Error(made.reason)
      return made.service.id
    },
    async book(input, person = ++people) {
      const booked = await inClinic((tx) => bookSlot(tx, system, { person: personOf(person), ...input }))
      if (!booked.ok) throw new Error(booked.reason)
      return booked.appointmentId
    },
    async hold(input) {
      const held = await inClinic((tx) => holdSlot(tx, { purpose: 'page', ...input }))
      if (!held.ok) throw new Error(held.reason)
      return held.hold
    },
    rows: desk.rows,
  }
}
