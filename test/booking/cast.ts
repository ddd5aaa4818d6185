/** A clinic with a booking page, and a guest who asks for its pages as a browser without JavaScript would. */

import { findService } from '../../src/desk/services/find-services.ts'
import { saveClinicHours } from '../../src/desk/services/save-hours.ts'
import type { Service } from '../../src/desk/services/service.ts'
import { system } from '../../src/kit/events.ts'
import { openDesk, type TestClinic, type TestDesk } from '../desk.ts'
import { type Cast, castOf } from '../scheduling/cast.ts'

export interface Answer {
  status: number
  /** Where it sends the browser on to. */
  location: string | null
  headers: Headers
  text: string
}

export interface Guest {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Sends a form. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export interface BookingCast extends Cast {
  guest: Guest
  /** Of the clinic, open from nine to five on weekdays. */
  slug: string
  make(input?: Parameters<Cast['service']>[0]): Promise<Service>
}

export async function openBookings(
  options: Parameters<typeof openDesk>[0] = {},
): Promise<{ desk: TestDesk; cast: BookingCast }> {
  const desk = await openDesk({ ...options, env: { TRUST_PROXY: '1', ...options.env } })
  return { desk, cast: await bookingsOf(desk) }
}

export async function bookingsOf(desk: TestDesk, clinic: TestClinic = desk.clinic): Promise<BookingCast> {
  const cast = castOf(desk, clinic)
  const [row] = await desk.rows('select slug from clinics where clinic_id = $1', [clinic.clinicId])
  await cast.inClinic((tx) =>
    saveClinicHours(tx, system, [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]),
  )
  return {
    ...cast,
    slug: row.slug,
    guest: guestOf(desk),
    async make(input = {}) {
      const by = input.by ?? [await cast.practitioner()]
      const id = await cast.service({ ...input, by })
      const service = await cast.inClinic((tx) => findService(tx, id))
      if (!service) throw new Error('no service')
      return service
    },
  }
}

export function guestOf(desk: TestDesk, headers: Record<string, string> = {}): Guest {
  let requests = 0
  // Each from an address of its own, unless a test says otherwise: limits are looked at by themselves.
  const from = () => ({ 'x-forwarded-for': `203.0.${++requests >> 8}.${requests & 255}` })
  const read = async (response: Response): Promise<Answer> => ({
    status: response.status,
    location: response.headers.get('location'),
    headers: response.headers,
    text: await response.text(),
  })
  return {
    get: async (path, more = {}) =>
      read(await desk.foyer.request(path, { headers: { ...headers, ...more } })),
    post: async (path, fields, more = {}) =>
      read(
        await desk.foyer.request(path, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...from(), ...headers, ...more },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
  }
}

/** The value of a hidden field of a form. */
export function fieldIn(text: string, name: string): string {
  return new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
}

/** What a page says, without its marks. */
export function wordsOf(text: string): string {
  return text
    .replace(/<(style|script)\b[^>]*>.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}
