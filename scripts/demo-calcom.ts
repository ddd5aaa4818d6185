// `npm run demo:calcom -- created|rescheduled|cancelled|…`: plays Cal.com towards the running server. Makes a believable
// booking, signs it as Cal.com does and posts it; the happenings after `created` speak of the last booking made here.

import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Body,
  type CalcomBooking,
  type CalcomBookingInput,
  calcomBooking,
  formSubmitted,
  headersOf,
  ping,
} from './calcom.ts'

interface Demo {
  url: string
  api_key: string
  calcom: { webhook_url: string; secret: string }
}

/** What `demo-calcom.json` remembers: the booking as it now stands at Cal.com, and the one that it followed. */
interface Memory {
  booking: Required<Pick<CalcomBookingInput, 'uid' | 'bookingId' | 'startAt' | 'endAt'>> & CalcomBookingInput
}

interface Stage {
  zone: string
  now: Temporal.Instant
  last: Memory | null
  /** Visits to come: each patient is another one, and has a time of their own. */
  taken: { startAt: Temporal.Instant; endAt: Temporal.Instant }[]
}

interface Scene {
  body: Body
  /** What happens, told with the patient's name. */
  says: (who: string) => string
  remember?: CalcomBookingInput
}

class Stop extends Error {}

const OPENS = 9
const CLOSES = 18
const STEP_MINUTES = 15
/** Of the visits that `calcomBooking` makes. */
const LENGTH_MINUTES = 45
/** As the demo clinic has her. */
const HOST = {
  id: 5,
  name: 'Dr. Elif Demir',
  email: 'elif.demir@riverside.example',
  username: 'elif-demir',
}

const NEW: Record<string, (stage: Stage) => Scene> = {
  created: (stage) => begin(stage, 'created', 'books'),
  requested: (stage) => begin(stage, 'requested', 'asks for'),
}

const NEXT: Record<string, (booking: CalcomBooking, input: CalcomBookingInput, stage: Stage) => Scene> = {
  confirmed: (booking, input) => ({
    body: booking.created(),
    says: (who) => `the clinic confirms ${who}`,
    remember: input,
  }),
  rescheduled(booking, input, stage) {
    const startAt = laterStart(booking.startAt, stage)
    const moved = booking.movedTo({ startAt, bookingId: newBookingId(stage.now) })
    const next = { ...input, uid: moved.uid, bookingId: moved.bookingId, startAt, endAt: moved.endAt }
    return {
      body: moved.rescheduled(),
      says: (who) => `${who} moves to ${inWords(startAt, stage.zone)}`,
      remember: next,
    }
  },
  cancelled: (booking) => ({
    body: booking.cancelled({ cancellationReason: 'I have to travel that day' }),
    says: (who) => `${who} cancels`,
  }),
  rejected: (booking) => ({ body: booking.rejected(), says: (who) => `the clinic refuses ${who}` }),
  'no-show': (booking) => ({ body: booking.noShow(), says: (who) => `${who} did not come` }),
  'no-show-undone': (booking) => ({
    body: booking.noShowUndone(),
    says: (who) => `${who} did come after all`,
  }),
  'payment-initiated': (booking) => ({
    body: booking.paymentInitiated(),
    says: (who) => `${who} begins to pay`,
  }),
  paid: (booking) => ({ body: booking.paid(), says: (who) => `${who} has paid` }),
  'meeting-started': (booking) => ({
    body: booking.meetingStarted(),
    says: (who) => `the time of ${who}’s visit has begun`,
  }),
  'meeting-ended': (booking) => ({
    body: booking.meetingEnded(),
    says: (who) => `the time of ${who}’s visit is over`,
  }),
}

const ALONE: Record<string, (stage: Stage) => Scene> = {
  ping: () => ({ body: ping(), says: () => 'the “Ping test” button' }),
  form: () => ({ body: formSubmitted('Robin Route'), says: () => 'a routing form is submitted' }),
  unknown: ({ now }) => ({
    body: {
      triggerEvent: 'SOMETHING_OF_NEXT_YEAR',
      createdAt: now.toString({ fractionalSecondDigits: 3 }),
      payload: { news: 'nobody knows yet' },
    },
    says: () => 'a trigger that nobody knows yet',
  }),
}

const HAPPENINGS = [...Object.keys(NEW), ...Object.keys(NEXT), ...Object.keys(ALONE)]

async function main(happening = ''): Promise<void> {
  if (!HAPPENINGS.includes(happening)) {
    throw new Stop(
      `${happening ? `Cal.com has no “${happening}”.` : 'Say what happens at Cal.com.'} One of:\n  ${HAPPENINGS.join(' · ')}\nfor instance: npm run demo:calcom -- created`,
    )
  }
  const dataDir = resolve(process.env.FOYER_DATA_DIR || '.foyer')
  const demo = readDemo(dataDir)
  const memoryPath = join(dataDir, 'demo-calcom.json')
  const last = readJson<Memory>(memoryPath)
  const { clinic } = (await askApi(demo, '/api/clinic')) as { clinic: { time_zone: string; name: string } }
  const now = Temporal.Now.instant()
  const taken = (await askApi(
    demo,
    `/api/appointments?from=${encodeURIComponent(now.subtract({ hours: 2 }).toString())}&limit=200`,
  )) as {
    appointments: { start_at: string; end_at: string; status: string }[]
  }
  const stage: Stage = {
    zone: clinic.time_zone,
    now,
    last,
    taken: taken.appointments
      .filter(({ status }) => status !== 'cancelled')
      .map(({ start_at, end_at }) => ({
        startAt: Temporal.Instant.from(start_at),
        endAt: Temporal.Instant.from(end_at),
      })),
  }
  const scene = play(happening, stage)
  // It happens now; a flat body has no envelope, and tells when it was booked.
  if (scene.body.payload) scene.body.createdAt = now.toString({ fractionalSecondDigits: 3 })
  const raw = JSON.stringify(scene.body)
  const response = await fetchOr(demo, demo.calcom.webhook_url, {
    method: 'POST',
    headers: headersOf(raw, demo.calcom.secret),
    body: raw,
  })
  const answer = await response.text()
  const name = scene.body.triggerEvent
  const who = scene.remember?.attendee?.name ?? last?.booking.attendee?.name ?? 'somebody'
  console.log(`${name}: ${scene.says(who)}`)
  console.log(`${response.status} ${answer}`)
  if (!response.ok) {
    throw new Stop(
      response.status === 401 || response.status === 404
        ? `The server does not know this connection; ${join(dataDir, 'demo.json')} is of another database, or the connection was changed in Settings.`
        : 'The server did not take it; its log says why.',
    )
  }
  if (scene.remember)
    writeFileSync(memoryPath, `${JSON.stringify({ booking: scene.remember }, null, 2)}\n`, { mode: 0o600 })
  const { delivery_id: id } = JSON.parse(answer) as { delivery_id: string }
  console.log(await outcomeOf(demo, id, stage.zone))
}

function play(happening: string, stage: Stage): Scene {
  const isNew = NEW[happening]
  if (isNew) return isNew(stage)
  const next = NEXT[happening]
  if (!next) return (ALONE[happening] as (stage: Stage) => Scene)(stage)
  if (!stage.last) {
    throw new Stop(
      `There is no booking yet of which “${happening}” could speak. First: npm run demo:calcom -- created`,
    )
  }
  const input = { ...stage.last.booking, bookedAt: stage.now.toString() }
  return next(calcomBooking(input), stage.last.booking, stage)
}

function begin(stage: Stage, happening: 'created' | 'requested', deed: string): Scene {
  const { startAt, isToday } = nextFreeStart(stage)
  const input = { ...inventPatient(stage), startAt, bookedAt: stage.now.toString() }
  const booking = calcomBooking(input)
  const remember = {
    ...input,
    bookedAt: undefined,
    uid: booking.uid,
    bookingId: booking.bookingId,
    endAt: booking.endAt,
  }
  const when = inWords(startAt, stage.zone)
  return {
    body: booking[happening](),
    says: (who) => `${who} ${deed} a visit ${isToday ? 'today' : 'soon'}: ${when}`,
    remember,
  }
}

/** Today in opening hours if there is still time and room, else on the next day that has room. */
function nextFreeStart({ zone, now, taken }: Stage): { startAt: string; isToday: boolean } {
  const local = now.toZonedDateTimeISO(zone)
  const soon = local.add({ minutes: 15 })
  for (let day = 0; ; day++) {
    const date = local.add({ days: day })
    const opening = date.withPlainTime({ hour: OPENS })
    // Today while there is a today: whoever tries it in the evening wants to see it arrive as well.
    const closing = day === 0 ? date.add({ days: 1 }).startOfDay() : date.withPlainTime({ hour: CLOSES })
    for (
      let start = opening;
      Temporal.ZonedDateTime.compare(start.add({ minutes: LENGTH_MINUTES }), closing) <= 0;
      start = start.add({ minutes: STEP_MINUTES })
    ) {
      if (Temporal.ZonedDateTime.compare(start, soon) < 0) continue
      const startAt = start.toInstant()
      const endAt = startAt.add({ minutes: LENGTH_MINUTES })
      const isTaken = taken.some(
        (visit) =>
          Temporal.Instant.compare(visit.startAt, endAt) < 0 &&
          Temporal.Instant.compare(startAt, visit.endAt) < 0,
      )
      if (!isTaken) return { startAt: startAt.toString(), isToday: day === 0 }
    }
  }
}

/** A day later, at another hour, and ahead of now. */
function laterStart(startAt: string, { zone, now }: Stage): string {
  const start = Temporal.Instant.from(startAt).toZonedDateTimeISO(zone)
  const today = now.toZonedDateTimeISO(zone)
  const base = Temporal.ZonedDateTime.compare(start, today) > 0 ? start : today
  const hour = OPENS + ((start.hour - OPENS + 2 + 24) % (CLOSES - OPENS))
  return base.add({ days: 1 }).withPlainTime({ hour, minute: start.minute }).toInstant().toString()
}

const FIRST_NAMES = [
  'Ana',
  'Maya',
  'Elif',
  'Sofia',
  'Grace',
  'Noor',
  'Lucía',
  'Hannah',
  'Priya',
  'Owen',
  'Mateo',
  'Daniel',
  'Yusuf',
  'Chloé',
  'Ivan',
  'Ruth',
]
const LAST_NAMES = [
  'Souza',
  'Lindqvist',
  'Kaya',
  'Marino',
  'Okafor',
  'Haddad',
  'Morales',
  'Weiss',
  'Raman',
  'Fletcher',
  'Vega',
  'Park',
  'Bauer',
  'Petrov',
  'Stein',
  'Quinn',
]
const PLACES = [
  'Oak Park',
  'Evanston',
  'Hyde Park',
  'Logan Square',
  'Lincoln Park',
  'Cicero',
  'Pilsen',
  'Naperville',
]
const WISHES = [
  'A natural look',
  'Forehead lines',
  'I am a little afraid of needles',
  'Before a wedding in spring',
  'A friend told me about you',
]
const SOURCES = ['instagram', 'whatsapp', 'widget', '']

/** Somebody else each time; numbers are of the block that is kept for fiction, 555-01XX. */
function inventPatient({ zone, now }: Stage): CalcomBookingInput {
  const seed = Math.floor(Math.random() * 1_000_000)
  const pick = <T>(list: readonly T[], salt: number) => list[(seed * salt + (seed >> 3)) % list.length] as T
  const name = `${pick(FIRST_NAMES, 7)} ${pick(LAST_NAMES, 11)}`
  const slug = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.')
  const area = ['312', '773', '847', '630', '708', '224', '331', '872'][seed % 8]
  const source = pick(SOURCES, 3)
  return {
    organizer: { ...HOST, timeZone: zone },
    bookingId: newBookingId(now),
    attendee: { name, email: `${slug}.${seed.toString(36)}@example.com`, timeZone: zone, locale: 'en' },
    phone: `+1${area}55501${String((seed >> 3) % 100).padStart(2, '0')}`,
    answers: {
      where_are_you_from: { label: 'Where are you from?', value: pick(PLACES, 5) },
      age: { label: 'Your age', value: String(21 + (seed % 50)) },
      wishes: { label: 'What would you like?', value: pick(WISHES, 13) },
      ...(source ? { utm_source: { label: 'utm_source', value: source } } : {}),
    },
    price: 15_000,
  }
}

/** Cal.com counts its bookings; here each moment has a number of its own. */
function newBookingId(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 100) % 1_000_000_000
}

async function outcomeOf(demo: Demo, deliveryId: string, zone: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const { delivery } = (await askApi(demo, `/api/deliveries/${deliveryId}`)) as { delivery: Body }
    if (delivery.status === 'received' && tries < 40) {
      await new Promise((wake) => setTimeout(wake, 100))
      continue
    }
    const became = `${delivery.status}${delivery.reason ? `: ${delivery.reason}` : ''}`
    const appointment = delivery.appointment_id
      ? ((await askApi(demo, `/api/appointments/${delivery.appointment_id}`)) as { appointment: Body })
          .appointment
      : null
    if (!appointment) return `${became}\nLook at ${demo.url}/settings/connections`
    const { start_at: startAt, status, contact, id } = appointment
    const day = Temporal.Instant.from(startAt).toZonedDateTimeISO(zone).toPlainDate()
    return [
      `${became}; the appointment is ${status}`,
      `Look at ${demo.url}/?day=${day}&appointment=${id}`,
      `        ${demo.url}/patients/${contact.id}`,
      `        ${demo.url}/outbox`,
    ].join('\n')
  }
}

async function askApi(demo: Demo, path: string): Promise<unknown> {
  const response = await fetchOr(demo, `${demo.url}${path}`, {
    headers: { authorization: `Bearer ${demo.api_key}` },
  })
  if (!response.ok)
    throw new Stop(`${path} answered ${response.status}; is another Foyer running at ${demo.url}?`)
  return response.json()
}

async function fetchOr(demo: Demo, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) })
  } catch {
    throw new Stop(`Nothing answers at ${demo.url}. Start the server first, in another terminal: npm start`)
  }
}

function readDemo(dataDir: string): Demo {
  const demo = readJson<Demo>(join(dataDir, 'demo.json'))
  if (!demo) {
    throw new Stop(
      `There is no demo clinic in ${dataDir}. Start the server first, in another terminal: npm start`,
    )
  }
  return demo
}

function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Stop(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no JSON'})`)
  }
}

function inWords(instant: string, zone: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return at.toLocaleString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
}

try {
  await main(process.argv[2])
} catch (error) {
  if (!(error instanceof Stop)) throw error
  console.error(error.message)
  process.exitCode = 1
}
