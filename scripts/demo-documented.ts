// `npm run demo:documented`: posts each body that REQUIREMENTS quotes to the running server, prints each answer and what
// the API then shows, and exits 1 where one of them is not what REQUIREMENTS says. `test/journeys/documented.test.ts`
// plays the same table. A later row is a line in `casesOf`.

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Body, calcomBooking, documentedBooking, headersOf, ping } from './calcom.ts'

export interface Stand {
  /** Where Foyer is, without a slash at the end. */
  url: string
  secret: string
  apiKey: string
  /** The address of one connection; the bare path is played anyway. */
  webhookUrl?: string
  now: Temporal.Instant
  fetch(
    url: string,
    init: { method?: string; headers: Record<string, string>; body?: string },
  ): Promise<Response>
  say(line: string): void
}

interface DocumentedCase {
  /** The row that quotes it. */
  row: string
  name: string
  /** Delivered in this order. */
  bodies: Body[]
  path?: 'bare' | 'connection'
  /** The vendor's name of the booking, by which the API must find it; null where there must be none. */
  find: string | null
  /** What the appointment must show. */
  shows?: Body
}

export interface Played {
  name: string
  /** What is not as REQUIREMENTS says. */
  faults: string[]
}

const PHONE_KEYS = [
  'phone',
  'phone_number',
  'phoneNumber',
  'mobile',
  'telephone',
  'attendeePhoneNumber',
  'smsReminderNumber',
  'location',
]
const PLACE_KEYS = ['location', 'city', 'country', 'address', 'where_are_you_from']

/** The table. `run` tells the bookings of one run from those of another; the quoted id stands as it is quoted. */
function casesOf(now: Temporal.Instant, run: string): DocumentedCase[] {
  let count = 0
  const nextStart = () => now.round('hour').add({ hours: 48 + ++count })

  function documented(data: Body, person: { name: string; email: string }): Body {
    const start = nextStart()
    return documentedBooking({
      startTime: start.toString(),
      endTime: start.add({ minutes: 45 }).toString(),
      attendees: [{ ...person, timeZone: 'America/Chicago' }],
      ...data,
    }).data
  }

  function real(name: string) {
    return calcomBooking({
      uid: `documented${count}${run}`.padEnd(22, '0'),
      bookingId: Number.parseInt(run, 36) * 100 + count,
      startAt: nextStart().toString(),
      attendee: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` },
      bookedAt: now.toString(),
    })
  }

  const jane = { name: 'Jane Doe', email: 'jane@example.com' }
  const john = { name: 'John Roe', email: 'john.roe@example.com' }

  const quoted: DocumentedCase[] = [
    {
      row: 'D7',
      name: 'the documented shape',
      bodies: [{ type: 'BOOKING_CREATED', data: documented({ id: 'cal_booking_12345' }, jane) }],
      find: 'cal_booking_12345',
      shows: {
        status: 'booked',
        contact: { display_name: 'Jane Doe', email: 'jane@example.com' },
        patient_profile: { full_name: 'Jane Doe' },
      },
    },
    {
      row: 'D2',
      name: 'phone +1-555-123-4567, age "35" and a place, plain',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented(
            {
              id: `cal_booking_plain_${run}`,
              responses: { phone: '+1-555-123-4567', age: '35', where_are_you_from: 'Chicago' },
            },
            jane,
          ),
        },
      ],
      find: `cal_booking_plain_${run}`,
      shows: {
        status: 'booked',
        attendee_phone_e164: '+15551234567',
        attendee_phone_raw: '+1-555-123-4567',
        place: 'Chicago',
        answers: [{ key: 'age', value: '35' }],
        contact: { phone_e164: '+15551234567' },
      },
    },
    {
      row: 'D2',
      name: 'phone +1234567890, age and a place as {label, value}',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented(
            {
              id: `cal_booking_labelled_${run}`,
              responses: {
                phone_number: { label: 'Your phone', value: '+1234567890' },
                age: { label: 'Your age', value: '35' },
                city: { label: 'Where do you live?', value: 'Evanston' },
              },
            },
            john,
          ),
        },
      ],
      find: `cal_booking_labelled_${run}`,
      shows: {
        attendee_phone_e164: '+1234567890',
        place: 'Evanston',
        answers: [{ key: 'age', label: 'Your age', value: '35' }],
      },
    },
    {
      row: 'D2',
      name: 'a number that is none keeps its raw text and stops nothing',
      bodies: [
        {
          type: 'BOOKING_CREATED',
          data: documented({ id: `cal_booking_none_${run}`, responses: { phone: '12' } }, john),
        },
      ],
      find: `cal_booking_none_${run}`,
      shows: { status: 'booked', attendee_phone_e164: null, attendee_phone_raw: '12' },
    },
  ]

  const phones = PHONE_KEYS.map((key, index): DocumentedCase => {
    const phone = `+1312555018${index}`
    const person = { name: `Phone Under ${key}`, email: `phone.${key.toLowerCase()}@example.com` }
    const id = `cal_booking_phone_${key}_${run}`
    const data = documented({ id, responses: { [key]: phone } }, person)
    return {
      row: 'D2',
      name: `phone under ${key}`,
      bodies: [{ type: 'BOOKING_CREATED', data }],
      find: id,
      shows: { attendee_phone_e164: phone },
    }
  })
  const places = PLACE_KEYS.map((key): DocumentedCase => {
    const person = { name: `Place Under ${key}`, email: `place.${key}@example.com` }
    const id = `cal_booking_place_${key}_${run}`
    const data = documented({ id, responses: { [key]: 'Oak Park' } }, person)
    return {
      row: 'D2',
      name: `place under ${key}`,
      bodies: [{ type: 'BOOKING_CREATED', data }],
      find: id,
      shows: { place: 'Oak Park' },
    }
  })

  const created = real('Rhea Real')
  const moved = created.movedTo({ startAt: nextStart().toString() })
  const requested = real('Rex Requested')
  const rejected = real('Rita Rejected')
  const noShow = real('Nils Noshow')
  const paid = real('Petra Paid')
  const reals: DocumentedCase[] = [
    {
      row: 'A5',
      name: 'Cal.com’s real shape, at the connection’s address',
      path: 'connection',
      bodies: [created.created()],
      find: created.uid,
      shows: { status: 'booked' },
    },
    {
      row: 'D4',
      name: 'from Cal’s id',
      bodies: [],
      find: String(created.bookingId),
      shows: { contact: { display_name: 'Rhea Real' } },
    },
    {
      row: 'D7',
      name: 'rescheduled: the same appointment at another time',
      bodies: [moved.rescheduled()],
      find: created.uid,
      shows: { status: 'booked', start_at: moved.startAt, sequence: 1 },
    },
    {
      row: 'D7',
      name: 'meeting ended, flat',
      bodies: [created.meetingEnded()],
      find: moved.uid,
      shows: { status: 'booked', start_at: moved.startAt },
    },
    {
      row: 'D7',
      name: 'cancelled',
      bodies: [moved.cancelled()],
      find: moved.uid,
      shows: { status: 'cancelled' },
    },
    {
      row: 'D7',
      name: 'requested',
      bodies: [requested.requested()],
      find: requested.uid,
      shows: { status: 'pending' },
    },
    {
      row: 'D7',
      name: 'rejected',
      bodies: [rejected.requested(), rejected.rejected()],
      find: rejected.uid,
      shows: { status: 'cancelled' },
    },
    {
      row: 'B1',
      name: 'no-show',
      bodies: [noShow.created(), noShow.noShow()],
      find: noShow.uid,
      shows: { status: 'noshow' },
    },
    {
      row: 'D7',
      name: 'no-show undone',
      bodies: [noShow.noShowUndone()],
      find: noShow.uid,
      shows: { status: 'booked' },
    },
    {
      row: 'D7',
      name: 'paid',
      bodies: [paid.created(), paid.paid()],
      find: paid.uid,
      shows: { status: 'booked', paid_at: 'any' },
    },
    {
      row: 'D4',
      name: 'a repeated booking changes nothing',
      bodies: [paid.created(), paid.created()],
      find: paid.uid,
      shows: { status: 'booked', sequence: 0 },
    },
    { row: 'D7', name: 'ping makes nobody', bodies: [ping()], find: null },
  ]

  const aliases = (
    [
      ['booking.created', [], 'booked'],
      ['booking.requested', [], 'pending'],
      ['booking.rescheduled', ['booking.created'], 'booked'],
      ['booking.cancelled', ['booking.created'], 'cancelled'],
      ['booking.rejected', ['booking.requested'], 'cancelled'],
      ['booking.noShow', ['booking.created'], 'noshow'],
      ['booking.paid', ['booking.created'], 'booked'],
      ['meeting.ended', ['booking.created'], 'booked'],
      ['ping', ['booking.created'], 'booked'],
    ] as const
  ).map(([alias, before, status]): DocumentedCase => {
    const id = `cal_booking_${alias.replace('.', '_')}_${run}`
    const data = documented(
      { id },
      { name: `Alias ${alias}`, email: `alias.${alias.toLowerCase()}@example.com` },
    )
    return {
      row: 'D7',
      name: `the alias ${alias}`,
      bodies: [...before, alias].map((type) => ({ type, data })),
      find: id,
      shows: { status },
    }
  })

  return [...quoted, ...phones, ...places, ...reals, ...aliases]
}

/** Plays the table and says line by line what came of it. */
export async function playDocumented(stand: Stand): Promise<Played[]> {
  const run = stand.now.epochMilliseconds.toString(36).slice(-5)
  const played: Played[] = []
  for (const one of casesOf(stand.now, run)) {
    const faults: string[] = []
    stand.say(`\n${one.row}  ${one.name}`)
    for (const body of one.bodies) faults.push(...(await deliver(stand, one, body)))
    if (one.find) faults.push(...(await look(stand, one.find, one.shows ?? {})))
    for (const fault of faults) stand.say(`    ✗ ${fault}`)
    played.push({ name: `${one.row} ${one.name}`, faults })
  }
  return played
}

async function deliver(stand: Stand, { path = 'bare' }: DocumentedCase, body: Body): Promise<string[]> {
  const raw = JSON.stringify(body)
  const bare = `${stand.url}/webhooks/calcom`
  const address = path === 'connection' ? (stand.webhookUrl ?? bare) : bare
  const response = await stand.fetch(address, {
    method: 'POST',
    headers: headersOf(raw, stand.secret),
    body: raw,
  })
  const text = await response.text()
  stand.say(`  → ${body.type ?? body.triggerEvent}\n    ${response.status} ${text}`)
  if (response.status !== 200) return [`answered ${response.status}, not 200`]
  const { delivery_id: id } = JSON.parse(text) as { delivery_id: string }
  for (let tries = 0; tries < 100; tries++) {
    const { delivery } = (await ask(stand, `/api/deliveries/${id}`)) as { delivery: Body }
    if (delivery.status !== 'received') {
      return ['done', 'kept'].includes(delivery.status)
        ? []
        : [`the delivery is ${delivery.status}: ${delivery.reason}`]
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return ['the delivery was not processed within 5 s']
}

async function look(stand: Stand, reference: string, shows: Body): Promise<string[]> {
  const { appointments } = (await ask(
    stand,
    `/api/appointments?search=${encodeURIComponent(reference)}`,
  )) as { appointments: Body[] }
  const [appointment] = appointments
  if (!appointment || appointments.length !== 1)
    return [`the API finds ${appointments.length} appointments by ${reference}, not 1`]
  const { status, start_at, sequence, attendee_name, attendee_phone_e164, place, answers, contact } =
    appointment
  stand.say(
    `    ${JSON.stringify({ status, start_at, sequence, attendee_name, attendee_phone_e164, place, answers, contact: contact.id })}`,
  )
  return differences(appointment, shows, '')
}

function differences(actual: unknown, expected: unknown, at: string): string[] {
  if (expected === 'any') return actual ? [] : [`${at} is not there`]
  if (Array.isArray(expected)) {
    const list = Array.isArray(actual) ? actual : []
    const missing = expected.filter((one) => !list.some((item) => differences(item, one, '').length === 0))
    return missing.map((one) => `${at} lacks ${JSON.stringify(one)}`)
  }
  if (expected !== null && typeof expected === 'object') {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences((actual as Body | null)?.[key], value, at ? `${at}.${key}` : key),
    )
  }
  const same = at.endsWith('_at')
    ? Date.parse(String(actual)) === Date.parse(String(expected))
    : actual === expected
  return same ? [] : [`${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`]
}

async function ask(stand: Stand, path: string): Promise<unknown> {
  const response = await stand.fetch(`${stand.url}${path}`, {
    headers: { authorization: `Bearer ${stand.apiKey}` },
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, secret: { type: 'string' }, key: { type: 'string' } },
  })
  const place =
    values.url && values.secret && values.key
      ? { url: values.url, secret: values.secret, apiKey: values.key }
      : readDemo()
  const played = await playDocumented({
    ...place,
    now: Temporal.Now.instant(),
    fetch: async (url, init) => {
      try {
        return await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) })
      } catch (cause) {
        throw new Error(
          `Nothing answers at ${place.url}. Start the server first, in another terminal: npm start`,
          { cause },
        )
      }
    },
    say: console.log,
  })
  const wrong = played.filter(({ faults }) => faults.length > 0)
  console.log(`\n${played.length - wrong.length} of ${played.length} as REQUIREMENTS says`)
  for (const { name, faults } of wrong) console.log(`  ✗ ${name}: ${faults.join('; ')}`)
  if (wrong.length > 0) process.exitCode = 1
}

function readDemo(): Pick<Stand, 'url' | 'secret' | 'apiKey' | 'webhookUrl'> {
  const path = join(resolve(process.env.FOYER_DATA_DIR || '.foyer'), 'demo.json')
  try {
    const demo = JSON.parse(readFileSync(path, 'utf8'))
    return {
      url: demo.url,
      secret: demo.calcom.secret,
      apiKey: demo.api_key,
      webhookUrl: demo.calcom.webhook_url,
    }
  } catch (cause) {
    throw new Error(
      `${path} is not there. Start the server first, in another terminal: npm start; or say --url, --secret and --key`,
      { cause },
    )
  }
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
