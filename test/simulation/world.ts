/** The whole program on a clock that jumps, with clinics in it, and the doors at which people and vendors knock. */
import { type Body, headersOf } from '../../scripts/calcom.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { parseConfig } from '../../src/kit/config.ts'
import type { Connection } from '../../src/kit/db.ts'
import { drawIdsFrom } from '../../src/kit/ids.ts'
import type { Log } from '../../src/kit/log.ts'
import { ProviderError } from '../../src/kit/problem.ts'
import { Agenda } from './agenda.ts'
import { openClinics, type SimulatedClinic } from './clinics.ts'
import { diceOf, uuidsBy } from './dice.ts'
import { findMoments, type Moment } from './due.ts'
import { chaosOf, Died } from './faults.ts'
import { joinLedger, type Ledger, type Reached } from './ledger.ts'
import { openLetters } from './letters.ts'
import type { Person } from './person.ts'
import { openTextMessages } from './text-messages.ts'
import { openWhatsApp } from './whatsapp-messages.ts'

const PUBLIC_URL = 'http://foyer.test'
const SECRET = 'a simulated secret of at least thirty-two characters'

export interface World {
  seed: number
  clock: TestClock
  foyer: Foyer
  clinics: SimulatedClinic[]
  ledger: Ledger
  /** What people and vendors will do. */
  agenda: Agenda
  /** What was done, and what went wrong on purpose, by name. */
  counts: Record<string, number>
  /** What nobody wanted: errors of our own, answers of 500. */
  errors: string[]
  count(what: string): void
  /** Whose number or address this is; told by who plays the people. */
  clinicOf: Map<string, SimulatedClinic>
  /** Called for each message that reached somebody; set by who plays the people. */
  onReached: (reached: Reached) => void
  api(
    clinic: SimulatedClinic,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Body }>
  /** Cal.com tells of a booking; perhaps twice, late, or not at all. */
  tell(clinic: SimulatedClinic, body: Body): Promise<void>
  /** Their browser, at a public page. */
  visit(person: Person, path: string, method: string, body?: unknown): Promise<{ status: number; body: Body }>
  /** They write, where they write. */
  write(person: Person, words: string): Promise<void>
  /** Does everything that is due now; then says when something is next. */
  settle(): Promise<Temporal.Instant | null>
  close(): Promise<void>
}

export interface WorldOptions {
  /** A migrated database with a ledger in it; as superuser. */
  connection: Connection
  /** The program's own way to it, where it is another. */
  user?: string
  seed: number
  /** ISO 8601, a midnight in UTC. */
  start: string
  /** Their numbers; no other world has them. */
  clinics: readonly number[]
  /** Of each clinic. */
  contacts: number
  /** By what the rates of faults are multiplied; 0: nothing goes wrong. */
  faults: number
  /** So many deeds, sweepers and jobs at the same time. One: a seed repeats every step. More: who is first within a minute differs. */
  atOnce: number
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const { connection, user, seed, atOnce } = options
  const clock = new TestClock(options.start)
  // No two worlds draw the same.
  const ids = diceOf(seed, 'ids', ...options.clinics)
  const endSeededIds = drawIdsFrom({ now: () => clock.now(), random: uuidsBy(ids) })
  const agenda = new Agenda()
  const counts: Record<string, number> = {}
  const errors: string[] = []
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  const urlOf = (path: string) => new URL(path, PUBLIC_URL)
  const clinicOf = new Map<string, SimulatedClinic>()
  /** What is next, until something is done. */
  let moments: Moment[] | null = null
  const clinicAt = (address: string) => {
    const clinic = clinicOf.get(address)
    if (!clinic) throw new Error(`${address} is nobody's`)
    return clinic
  }
  const chaos = chaosOf({ ...options, count })
  const phones = await openTextMessages({ clock, seed, chaos, agenda, count })
  const whatsapp = await openWhatsApp({
    ...{ clock, seed, chaos, agenda, count },
    webhookOf: (phone) => urlOf(clinicAt(phone).whatsappPath).href,
  })
  const letters = await openLetters({ clock, seed, chaos, count })
  const ledger = await joinLedger(connection)
  const foyer = await startFoyer({
    config: { ...parseConfig({ ...ENVIRONMENT, SMTP_URL: letters.url }), secret: SECRET },
    connection: user ? { ...connection, user } : connection,
    ...{ clock, isMigrated: true, listens: false, isPaced: true },
    log: logOf((line) => errors.push(`${clock.now()} ${line}`)),
    vendorUrls: { twilio: phones.url, whatsapp: whatsapp.url },
    around: chaos.around,
  })
  const clinics = await openClinics(foyer, {
    ...options,
    vendors: { twilio: phones.credentials, whatsapp: whatsapp.credentials },
  })
  const clinicIds = clinics.map(({ clinicId }) => clinicId)
  for (const vendor of [phones, whatsapp]) vendor.connect((url, request) => ask(new URL(url), request))
  chaos.begin()

  async function ask({ pathname, search }: URL, request: RequestInit): Promise<Response> {
    moments = null
    const response = await foyer.request(`${pathname}${search}`, request)
    if (response.status >= 500) errors.push(`${clock.now()} ${pathname} was answered with ${response.status}`)
    return response
  }
  async function askJson(path: string, request: Omit<RequestInit, 'body'> & { body?: unknown }) {
    const { body, headers, ...rest } = request
    const response = await ask(urlOf(path), {
      ...rest,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : {} }
  }

  const world: World = {
    ...{ seed, clock, foyer, clinics, ledger, agenda, counts, errors, count },
    onReached: () => {},
    clinicOf,
    api: (clinic, method, path, body) =>
      askJson(path, { method, headers: { authorization: `Bearer ${clinic.key}` }, body }),
    visit: ({ clinic, number }, path, method, body) =>
      // Each from an address of their own, as each has a phone of their own.
      askJson(path, {
        method,
        headers: { 'x-forwarded-for': `10.${clinic.number}.${number >> 8}.${number & 255}` },
        body,
      }),
    async tell({ calcom: { path, secret } }, body) {
      const raw = JSON.stringify(body)
      // Not of all of it: fixtures count their bookings from process to process.
      const dice = diceOf(seed, 'calcom', body.triggerEvent, body.payload.uid, body.createdAt)
      const deliver = async () => {
        await ask(urlOf(path), { method: 'POST', headers: headersOf(raw, secret), body: raw })
      }
      if (chaos.befalls(dice, 'deliveryLost')) return
      if (chaos.befalls(dice, 'deliveryLate')) {
        agenda.add(clock.now().add({ minutes: dice.between(2, 600) }), deliver)
        return
      }
      await deliver()
      if (chaos.befalls(dice, 'deliveryTwice')) await deliver()
    },
    async write({ clinic, phone, name, writesOn }, text) {
      if (!phone) throw new Error('somebody writes who has no number')
      const dice = diceOf(seed, 'text', phone, clock.now().toString())
      const copies = chaos.befalls(dice, 'deliveryTwice') ? 2 : 1
      if (writesOn === 'whatsapp') await whatsapp.write({ from: phone, name, text, copies })
      else await phones.write(urlOf(clinic.twilioPath).href, { from: phone, text, copies })
    },
    async settle() {
      for (;;) {
        moments ??= await findMoments(ledger.rows, { now: clock.now(), clinicIds })
        const due = moments.filter(({ at }) => Temporal.Instant.compare(at, clock.now()) <= 0)
        if (due.length === 0) return moments.map(({ at }) => at).sort(Temporal.Instant.compare)[0] ?? null
        moments = null
        letters.beginPass()
        await foyer.work({ sweepers: due.map(({ sweeper }) => sweeper), atOnce }).catch((error: unknown) => {
          if (!(error instanceof Died)) throw error
        })
        for (const reached of [...phones.take(), ...whatsapp.take(), ...letters.take()]) {
          const known = { ...reached, clinicId: clinicAt(reached.address).clinicId }
          ledger.reached.push(known)
          world.onReached(known)
        }
      }
    },
    async close() {
      endSeededIds()
      await foyer.stop()
      await Promise.all([phones.close(), whatsapp.close(), letters.close()])
      await ledger.close()
    },
  }
  return world
}

const ENVIRONMENT = {
  FOYER_SECRET: SECRET,
  PUBLIC_URL,
  NODE_ENV: 'test',
  // The vendor is played on this machine.
  ALLOW_PRIVATE_ADDRESSES: 'yes',
  MAIL_FROM: 'Front desk <desk@foyer.test>',
  TRUST_PROXY: '1',
}

/** Errors that were not made on purpose. */
function logOf(tell: (line: string) => void): Log {
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error(event, fields, error) {
      if (isOnPurpose(error)) return
      tell(`${event} ${JSON.stringify(fields ?? {})} ${error instanceof Error ? error.stack : String(error)}`)
    },
    with: () => log,
  }
  return log
}

function isOnPurpose(error: unknown): boolean {
  if (error instanceof Died || error instanceof ProviderError) return true
  return error instanceof Error && error.cause !== undefined && isOnPurpose(error.cause)
}
