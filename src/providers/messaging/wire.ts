/** What the vendors' bodies have in common: ids as numbers or texts, times in three spellings, text that the database takes. */

import { z } from 'zod'
import type { InboundRequest, Read } from './port.ts'

/** `receivedAt`: when it came to the door; stands in where the wire tells no time of its own (Twilio never does). */
export type Delivery = Pick<InboundRequest, 'rawBody' | 'contentType' | 'url'> & {
  receivedAt?: Temporal.Instant
}

export type Raw = Record<string, unknown>

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object that a JSON body holds; null for anything else. */
export function parseObject(body: Uint8Array | string): Raw | null {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** NUL and lone surrogates are refused by PostgreSQL's text: the first is dropped, the second replaced. */
export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** As written; null where it is no text or empty. */
export const Text = z.preprocess(
  (value) => (typeof value === 'string' && clean(value)) || null,
  z.string().nullable(),
)

/** One line to show, cut at 300. */
export const Line = z.preprocess(
  (value) => (typeof value === 'string' && clean(value).trim().slice(0, 300).toWellFormed()) || null,
  z.string().nullable(),
)

/** Longer than any id that these vendors give is none: cut, two could become one. */
export const Id = z.preprocess((value) => {
  const id = typeof value === 'string' ? clean(value).trim() : Number.isFinite(value) ? String(value) : ''
  return id !== '' && id.length <= 500 ? id : null
}, z.string().nullable())

export const Flag = z.preprocess((value) => value === true, z.boolean())

export const Part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape))

export const List = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value.filter(isRecord) : []), z.array(item))

/** ISO 8601, or seconds or milliseconds since 1970 as a number or in quotes; null for anything else. */
export const Moment = z.preprocess(instantOf, z.instanceof(Temporal.Instant).nullable())

function instantOf(value: unknown): Temporal.Instant | null {
  try {
    if (typeof value === 'string' && value.includes('T')) return Temporal.Instant.from(value)
    const number = typeof value === 'string' && value !== '' ? Number(value) : value
    if (typeof number !== 'number' || !(number > 0)) return null
    // 100,000,000,000 seconds are the year 5138, as many milliseconds 1973.
    return Temporal.Instant.fromEpochMilliseconds(Math.round(number < 1e11 ? number * 1000 : number))
  } catch {
    return null
  }
}

export function receivedAt(delivery: Delivery): Temporal.Instant {
  return delivery.receivedAt ?? Temporal.Now.instant()
}

export function unreadable(trigger: string | null, reason: string): Read {
  return { ok: false, trigger, reason }
}
