/** Bookings as Cal.com sends them: its own BOOKING_CREATED body, each of another person, signed. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

const fixture = new URL('../../test/fixtures/calcom/BOOKING_CREATED.json', import.meta.url)
const { body: TEMPLATE } = JSON.parse(readFileSync(fixture, 'utf8'))

export interface Signed {
  /** The uid in the body. */
  uid: string
  body: Buffer
  signature: string
}

/** The `n`th booking of a `run`: a person, a time and names of its own. Numbers up to eight million differ. */
export function bookingBody(run: string, n: number): { uid: string; text: string } {
  const uid = `${run}${String(n).padStart(8, '0')}`
  const first = `Pat${n.toString(36)}`
  const name = `${first} ${run}`
  const email = `${first.toLowerCase()}.${run.toLowerCase()}@example.com`
  const phone = `+1312${200 + Math.floor(n / 10_000)}${String(n % 10_000).padStart(4, '0')}`
  // Eight to sixteen o'clock in Chicago, from five to twenty-five days ahead: all three reminders are to come.
  const day = Math.floor(Date.now() / 86_400_000) + 5 + (n % 20)
  const start = day * 86_400_000 + (14 * 60 + ((n * 30) % 480)) * 60_000
  const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
  const { payload } = TEMPLATE
  const text = JSON.stringify({
    ...TEMPLATE,
    createdAt: new Date().toISOString(),
    payload: {
      ...payload,
      title: `60min between Pro Example and ${name}`,
      startTime: iso(start),
      endTime: iso(start + 3_600_000),
      responses: {
        ...payload.responses,
        name: { label: 'your_name', value: name },
        email: { label: 'email_address', value: email },
        attendeePhoneNumber: { label: 'phone_number', value: phone },
      },
      attendees: [
        {
          ...payload.attendees[0],
          email,
          name,
          firstName: first,
          lastName: run,
          timeZone: 'America/Chicago',
        },
      ],
      uid,
      iCalUID: `${uid}@Cal.com`,
      bookingId: n,
    },
  })
  return { uid, text }
}

export function signedBooking(secret: string, run: string, n: number): Signed {
  const { uid, text } = bookingBody(run, n)
  return { uid, body: Buffer.from(text), signature: createHmac('sha256', secret).update(text).digest('hex') }
}
