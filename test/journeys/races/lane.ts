/** One database with one clinic, in which people are raced for one after the other; several lanes run side by side. */
import pg from 'pg'
import { createClinic } from '../../../src/desk/clinics/create-clinic.ts'
import { createConnection } from '../../../src/desk/connections/create-connection.ts'
import { addJourneys } from '../../../src/desk/journeys/add-journeys.ts'
import { DEFAULT_JOURNEYS, REMINDERS } from '../../../src/desk/journeys/default-journeys.ts'
import type { JourneyDefinition } from '../../../src/desk/journeys/definition.ts'
import { createPractitioner } from '../../../src/desk/services/create-practitioner.ts'
import { createService } from '../../../src/desk/services/create-service.ts'
import { TestClock } from '../../../src/kit/clock.ts'
import { createKeyring } from '../../../src/kit/crypto.ts'
import { type Database, openDatabase, type Tx } from '../../../src/kit/db.ts'
import { system } from '../../../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../../../src/kit/ids.ts'
import { openJobs } from '../../../src/kit/jobs.ts'
import { createLog, type Log } from '../../../src/kit/log.ts'
import { type Links, linksOf } from '../../../src/links.ts'
import { tellStory } from '../../../src/story.ts'
import { testDatabase } from '../../database.ts'
import { NOW } from '../../desk.ts'
import { message } from '../writing.ts'

export const PUBLIC_URL = 'http://foyer.test'
/** The actors of a race; each has its connections to itself, by whose name PostgreSQL tells who waits. */
export const ACTORS = ['deed', 'one', 'other', 'third', 'fourth'] as const
export type ActorName = (typeof ACTORS)[number]

/** Care of somebody about no visit, which ends when they book or write. */
export const SEQUENCE: JourneyDefinition = {
  ...REMINDERS.definition,
  purpose: 'care',
  trigger: { event: 'lead.quiet' },
  anchor: 'enrolled',
  lane: 'winback',
  exits: ['appointment.booked', 'appointment.requested', 'message.received'],
  steps: [message('first', { offset: { hours: 0 } }), message('second', { offset: { days: 3 } })],
}

export interface Person {
  contactId: string
  name: string
  phone: string | null
  email: string | null
}

export interface Lane {
  clinicId: ClinicId
  clock: TestClock
  links: Links
  log: Log
  serviceId: string
  /** The clinic's account for text messages. */
  connectionId: string
  /** Of nobody on the stage. */
  database: Database
  databaseOf(actor: string): Database
  /** Somebody whom nobody knows yet. */
  person(who: { phone: boolean; email: boolean; name?: string }): Promise<Person>
  inClinic<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into rows.
  rows(text: string, values?: unknown[]): Promise<any[]>
  findBlocked(): Promise<Set<string>>
  /** Ends the connection with which this actor waits for a lock, as a network does. */
  cutOff(actor: string): Promise<void>
  /** Nothing of what was raced before is left to do, and every place is free. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Autovacuum is off in tests, and all races go over the same few rows. */
const VACUUM_EVERY = 200
const NUMBERS_FROM = 2_000_000

export async function openLane(): Promise<Lane> {
  const { connection, drop } = await testDatabase()
  const admin = new pg.Client(connection)
  await admin.connect()
  // A deadlock is to be seen, and not to be waited for.
  await admin.query(`alter database ${connection.database} set deadlock_timeout = '100ms'`)
  const clock = new TestClock(NOW)
  const keyring = createKeyring({ current: 'a test secret of at least thirty-two characters', previous: [] })
  const links = linksOf({ keyring, publicUrl: PUBLIC_URL })
  const story = tellStory({ email: null, chat: null }, PUBLIC_URL, links)
  const jobs = openJobs({ connection })
  await jobs.start()
  const open = (name: string) =>
    openDatabase({ connection: { ...connection, application_name: name }, clock, story, jobs, poolSize: 4 })
  const database = open('backstage')
  const databases = new Map(ACTORS.map((name) => [name as string, open(name)]))
  const clinicId = mintClinicId(uuidv7())
  const inClinic = <T>(work: (tx: Tx) => Promise<T>) => database.inClinic(clinicId, work)
  const rows = async (text: string, values: unknown[] = []) => (await admin.query(text, values)).rows

  const made = await inClinic(async (tx) => {
    await createClinic(tx, system, { name: 'Riverside', timeZone: 'America/Chicago', plan: 'business' })
    await addJourneys(tx, [{ key: 'sequence', name: 'Call back', definition: SEQUENCE }])
    const practitioner = await createPractitioner(tx, system, { name: 'Dr. Demir' })
    if (!practitioner.ok) throw new Error(practitioner.reason)
    const service = await createService(tx, system, {
      name: 'Consultation',
      durationMinutes: 30,
      practitioners: [{ practitionerId: practitioner.practitioner.id, weight: 100, priority: 2 }],
      pools: [],
    })
    if (!service.ok) throw new Error(service.reason)
    const credentials = { account_sid: 'AC1', auth_token: 'unread', from: '+13125550100' }
    const texts = await createConnection(tx, system, {
      vendor: 'twilio',
      name: 'Texts',
      credentials,
      keyring,
    })
    return { serviceId: service.service.id, connectionId: texts.id }
  })
  // The lanes are the test's own.
  const others = DEFAULT_JOURNEYS.map(({ key }) => key).filter((key) => key !== REMINDERS.key)
  await rows('update journeys set is_active = false where key = any($1)', [others])

  let people = 0
  let races = 0
  return {
    ...made,
    clinicId,
    clock,
    links,
    log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
    database,
    databaseOf: (actor) => databases.get(actor) ?? database,
    inClinic,
    rows,
    async person({ phone, email, name: given }) {
      const number = NUMBERS_FROM + people++
      const person = {
        contactId: uuidv7(),
        name: given ?? `Ana${number} Souza`,
        phone: phone ? `+1312${number}` : null,
        email: email ? `ana${number}@example.com` : null,
      }
      const { contactId, name } = person
      await rows(
        `with contact as (
           insert into contacts (clinic_id, id, display_name, time_zone, locale, source, created_at, updated_at)
           values ($1, $2, $3, 'America/Chicago', 'en-US', 'test', $6, $6)
         ), identifiers as (
           insert into contact_identifiers (clinic_id, id, contact_id, kind, value, source, created_at)
           select $1, gen_random_uuid(), $2, kind, value, 'test', $6
           from (values ('phone', $4::text), ('email', $5::text)) each(kind, value)
           where value is not null
         )
         insert into patient_profiles (clinic_id, id, contact_id, full_name, name_key, created_at, updated_at)
         values ($1, gen_random_uuid(), $2, $3, lower($3), $6, $6)`,
        [clinicId, contactId, name, person.phone, person.email, NOW],
      )
      return person
    },
    async findBlocked() {
      const waiting = await rows(
        `select distinct application_name as name
         from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return new Set(waiting.map(({ name }) => name))
    },
    async cutOff(actor) {
      await rows(
        `select pg_terminate_backend(pid)
         from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and application_name = $1`,
        [actor],
      )
    },
    async clear() {
      if (races++ % VACUUM_EVERY === VACUUM_EVERY - 1) await admin.query('vacuum analyze')
      clock.set(NOW)
      await admin.query(`
        delete from pgboss.job;
        delete from appointment_allocations;
        update leads set look_at = null where look_at is not null;
        update touchpoints set status = 'cancelled' where status in ('planned', 'due');
        update messages set status = 'withdrawn' where status in ('queued', 'held', 'sending');
        update conversations set answer_due_at = null where answer_due_at is not null`)
    },
    async close() {
      await Promise.all([...databases.values(), database].map((each) => each.close()))
      await jobs.stop()
      await admin.end()
      await drop()
    },
  }
}
