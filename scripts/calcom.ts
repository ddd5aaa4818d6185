/**
 * Cal.com, as it delivers: what is no booking, the other shapes, the signature, and a post that duplicates, reorders,
 * delays and loses. Cited are the contract's `webhooks.md` and the recordings in `test/fixtures/calcom`.
 */
import { createHmac } from 'node:crypto'
import type { Body } from './calcom-booking.ts'

export {
  type Answer,
  type Attendee,
  type Body,
  type CalcomBooking,
  type CalcomBookingInput,
  calcomBooking,
} from './calcom-booking.ts'

/** The "Ping test" button: no booking, and a person of no clinic (PING.json). */
export function ping(): Body {
  const jdoe = { email: 'jdoe@example.com', name: 'John Doe' }
  const zone = { timeZone: 'Europe/London', language: { locale: 'en' }, utcOffset: 0 }
  return {
    triggerEvent: 'PING',
    createdAt: '2026-11-21T00:00:00.000Z',
    payload: {
      type: 'Test',
      title: 'Test trigger event',
      startTime: '2026-11-21T00:00:00.000Z',
      endTime: '2026-11-21T00:00:00.000Z',
      attendees: [{ ...jdoe, ...zone }],
      organizer: { name: 'Cal', email: 'no-reply@cal.com', ...zone },
    },
  }
}

/** Legacy answers stand at the root, before the trigger (FORM_SUBMITTED.json). */
export function formSubmitted(name = 'John Doe'): Body {
  return {
    name,
    multi: ['Option-2'],
    triggerEvent: 'FORM_SUBMITTED',
    createdAt: '2023-05-24T09:30:00.538Z',
    payload: {
      formId: 'b3c7f6c0-8f5a-4a59-9a2e-4b6f0d6a1c11',
      formName: 'Test Form',
      teamId: null,
      responses: {
        name: { value: name, response: name },
        multi: { value: ['Option-2'], response: [{ id: '2', label: 'Option-2' }] },
      },
    },
  }
}

/** The shape that REQUIREMENTS D7 documents: `{ type, data }`, its id a word, no instant of the happening. */
export function documentedBooking(data: Body = {}, type = 'BOOKING_CREATED'): Body {
  return {
    type,
    data: {
      id: 'cal_booking_12345',
      title: 'Botox consultation',
      startTime: '2026-12-01T16:00:00Z',
      endTime: '2026-12-01T16:45:00Z',
      attendees: [{ name: 'Jane Doe', email: 'jane@example.com', timeZone: 'America/Chicago' }],
      responses: {},
      ...data,
    },
  }
}

/** What a payload template makes of a delivery: its fields at the top, no envelope (webhooks.md, "Custom template"). */
export function templated(body: Body): Body {
  return { triggerEvent: body.triggerEvent, ...body.payload }
}

/** webhooks.md: lowercase hex of HMAC-SHA256(secret, raw body) in `X-Cal-Signature-256`. */
export function signatureOf(raw: string, secret: string): string {
  return createHmac('sha256', secret).update(raw).digest('hex')
}

/** The headers of a real delivery (webhooks.md, "POST, headers"). */
export function headersOf(raw: string, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-cal-signature-256': signatureOf(raw, secret),
    'x-cal-webhook-version': '2021-10-20',
    'user-agent': 'node',
  }
}

// What the post does to deliveries. Cal.com itself retries next to nothing (webhooks.md, "Retries"), but networks,
// queues and replays of its own do, and there is no delivery id to tell.

export function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((item, index) => permutations(list.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

/** Each one twice in a row. */
export function twice<T>(list: readonly T[]): T[] {
  return list.flatMap((item) => [item, item])
}

/** The whole series, and then again from its beginning. */
export function replayed<T>(list: readonly T[]): T[] {
  return [...list, ...list]
}

export function lose<T>(list: readonly T[], index: number): T[] {
  return list.toSpliced(index, 1)
}

/** Puts the one at `index` behind all others. */
export function delay<T>(list: readonly T[], index: number): T[] {
  return [...list.toSpliced(index, 1), ...list.slice(index, index + 1)]
}
