/** A guest is who reads a clinic's booking page: where, in which language and zone, and what goes along from page to page. */
import { html } from 'hono/html'
import { type Clinic, isTimeZone } from '../../desk/clinics/clinic.ts'
import { type Speech, speakTo } from './language.ts'

export type Html = ReturnType<typeof html>

export interface Guest {
  clinic: Clinic
  speech: Speech
  now: Temporal.Instant
  /** In which the guest reads times. */
  timeZone: string
  /** In that zone. */
  today: Temporal.PlainDate
  /** False: it is the clinic's, for want of a better one. */
  hasChosenZone: boolean
  /** Inside a frame on somebody's site. */
  isEmbedded: boolean
  /** Where Foyer is reached, without a slash at the end. */
  publicUrl: string
  carried: readonly (readonly [name: string, value: string])[]
}

/** Where they come from: `attributionOf` reads them. */
const SOURCES = [
  'source',
  'booking_source',
  'channel',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'campaign',
]
/** From which chat: `chatReference` makes it. */
export const CHAT = 'chat'
const CARRIED = ['lang', 'tz', 'embed', CHAT, ...SOURCES]
const LONGEST = 200
/** It holds a site's own id of its user, sealed. */
const LONGEST_CHAT = 1500

export function welcomeGuest(request: {
  clinic: Clinic
  query: Record<string, string>
  acceptLanguage: string | null
  publicUrl: string
  now: Temporal.Instant
}): Guest {
  const { clinic, query } = request
  const wanted = query.tz ?? ''
  const hasChosenZone = wanted !== '' && wanted.length <= 64 && isTimeZone(wanted)
  const { tz: _, ...withoutZone } = query
  const kept: Record<string, string> = hasChosenZone ? query : withoutZone
  const timeZone = hasChosenZone ? wanted : clinic.timeZone
  return {
    clinic,
    speech: speakTo({ chosen: query.lang ?? null, acceptLanguage: request.acceptLanguage, clinic }),
    now: request.now,
    timeZone,
    today: dateIn(timeZone, request.now),
    hasChosenZone,
    isEmbedded: query.embed === '1',
    publicUrl: request.publicUrl,
    carried: CARRIED.flatMap((name) => {
      const value = kept[name]
      const isFit = value && value.length <= (name === CHAT ? LONGEST_CHAT : LONGEST)
      return isFit ? [[name, value] as const] : []
    }),
  }
}

/** An address of this clinic, with what goes along. An empty value leaves a name out. */
export function addressOf(
  guest: Guest,
  path: string,
  params: Record<string, string | number | null | undefined> = {},
): string {
  const search = new URLSearchParams(guest.carried.map(([name, value]) => [name, value]))
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') search.delete(name)
    else search.set(name, String(value))
  }
  const query = search.toString()
  return `/${guest.clinic.slug}${path}${query ? `?${query}` : ''}`
}

/** What goes along, in a form that is sent by GET, which drops what its address says. */
export function carriedFields(guest: Guest, except: readonly string[] = []): Html {
  return html`${guest.carried
    .filter(([name]) => !except.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** What the booking's address said of where the guest came from, as a vendor's hidden fields would say it. */
export function sourcesOf(guest: Guest): { key: string; label: string; value: string }[] {
  return guest.carried.flatMap(([key, value]) => (SOURCES.includes(key) ? [{ key, label: key, value }] : []))
}

/** The same guest, reading another clock. */
export function inZone(guest: Guest, timeZone: string): Guest {
  return { ...guest, timeZone, today: dateIn(timeZone, guest.now) }
}

function dateIn(timeZone: string, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(timeZone).toPlainDate()
}
