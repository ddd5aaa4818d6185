/** A service, a practitioner and a moment as a caller names them. */
import { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { Clinic } from '../clinics/clinic.ts'
import { nameKey } from '../contacts/contact.ts'
import { findServices } from '../services/find-services.ts'
import type { Service } from '../services/service.ts'
import { inLanguage, namesOf } from '../services/service-words.ts'

/** Id, slug or name of a service. */
export const ServiceWord = z.string().trim().min(1).max(120)

/** An instant (`2026-12-01T16:00:00Z`), or wall time of the clinic (`2026-12-01T10:00`). */
export const StartWord = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'is no ISO 8601 date and time')

/** What may be booked in a chat: offered to everybody, and not archived. */
export async function findPublicServices(tx: Tx): Promise<Service[]> {
  return (await findServices(tx)).filter((service) => service.isPublic)
}

/**
 * By a name in whatever language; undefined where none or more than one bears it. Its texts are in `language`, where that is
 * given.
 */
export async function findService(tx: Tx, word: string, language?: string): Promise<Service | undefined> {
  const services = await findPublicServices(tx)
  const key = nameKey(word)
  const exact = services.find(({ id, slug }) => id === word || slug === word)
  const named = services.filter((service) => namesOf(service).some((name) => nameKey(name) === key))
  const found = exact ?? (named.length === 1 ? named[0] : undefined)
  return found && language ? inLanguage(found, language) : found
}

/** Null where it cannot be read or the clock of the clinic never shows it. */
export function readStart(word: string, { timeZone }: Pick<Clinic, 'timeZone'>): Temporal.Instant | null {
  try {
    if (/Z$|[+-]\d\d:?\d\d$/.test(word)) return Temporal.Instant.from(word)
    return Temporal.PlainDateTime.from(word)
      .toZonedDateTime(timeZone, { disambiguation: 'reject' })
      .toInstant()
  } catch {
    return null
  }
}

/** `2026-12-01T10:00`, wall time of the clinic. */
export function wallTime(at: Temporal.Instant, { timeZone }: Pick<Clinic, 'timeZone'>): string {
  return at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** Where the clinic is booked, of this service or of all; the channel goes with it, so that a booking is counted to it. */
export function bookingPage(
  { publicUrl }: { publicUrl: string },
  clinic: Pick<Clinic, 'slug'>,
  { service, channel }: { service?: Pick<Service, 'slug'> | null; channel: string },
): string {
  const path = service ? `${clinic.slug}/${service.slug}` : clinic.slug
  return `${publicUrl}/${path}?booking_source=${encodeURIComponent(channel)}`
}
