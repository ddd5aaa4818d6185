/** A clinic that writes by WhatsApp, text message and mail, the vendors played by ourselves, and a journey of one message. */
import { createConnection } from '../../src/desk/connections/create-connection.ts'
import { recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { DEFAULT_JOURNEYS } from '../../src/desk/journeys/default-journeys.ts'
import type { JourneyDefinition } from '../../src/desk/journeys/definition.ts'
import { enrollContacts } from '../../src/desk/journeys/enroll-contacts.ts'
import { findSubjects } from '../../src/desk/journeys/find-subjects.ts'
import { switchJourney } from '../../src/desk/journeys/save-journey.ts'
import { findJourney } from '../../src/desk/journeys/start-journeys.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { parseConfig } from '../../src/kit/config.ts'
import type { Connection, Tx } from '../../src/kit/db.ts'
import { system } from '../../src/kit/events.ts'
import { createLog } from '../../src/kit/log.ts'
import type { Body } from '../calcom.ts'
import { openDesk, type TestDesk } from '../desk.ts'
import { startMailbox } from '../mailbox.ts'
import { startTwilio } from '../vendors/twilio.ts'
import { startWhatsApp } from '../vendors/whatsapp.ts'
import { addVersion, message } from './writing.ts'

/** Due two hours after somebody was taken in. */
export const HELLO = message('hello', { offset: { hours: 2 } })

export const shown = (told: readonly Told[]) =>
  told.map(({ channel, status, reason }) => [channel, status, reason].filter(Boolean).join(' '))

export type Ways = Awaited<ReturnType<typeof openWays>>

export interface Told {
  id: string
  channel: string
  status: string
  reason: string | null
  instead_of: string | null
  template: { name: string; parameters: string[] } | null
  body: string
}

let people = 0

export async function openWays() {
  let desk: TestDesk | undefined
  const clock = { now: () => desk?.clock.now() ?? Temporal.Now.instant() }
  const whatsapp = await startWhatsApp({ clock })
  const twilio = await startTwilio({ clock })
  const mailbox = await startMailbox()
  const vendorUrls = { whatsapp: whatsapp.url, twilio: twilio.url }
  const env = { SMTP_URL: mailbox.url, MAIL_FROM: 'Riverside <frontdesk@riverside.example>' }
  let connection: Connection | undefined
  const opened = await openDesk({
    ...{ listens: true, vendorUrls, env },
    async via(own) {
      connection = own
      return own
    },
  })
  desk = opened
  const inClinic = <T>(work: (tx: Tx) => Promise<T>) =>
    opened.foyer.database.inClinic(opened.clinic.clinicId, work)
  const connections = {} as Record<'whatsapp' | 'twilio', string>
  for (const fake of [whatsapp, twilio]) {
    const { id } = await inClinic((tx) =>
      createConnection(tx, system, {
        ...{ vendor: fake.vendor, name: fake.vendor, keyring: opened.foyer.keyring },
        credentials: { ...fake.credentials },
      }),
    )
    connections[fake.vendor] = id
    fake.state.webhookUrl = `${opened.address}/webhooks/${fake.vendor}/${id}`
  }
  await inClinic(async (tx) => {
    for (const { key } of DEFAULT_JOURNEYS) await switchJourney(tx, system, { key, isActive: false })
  })

  async function settle(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      await whatsapp.idle()
      await twilio.idle()
      await opened.settle()
    }
  }

  /** Somebody with a number and an address of their own, whom staff have written down. */
  async function person(with_: { phone?: string | null; email?: string | null } = {}) {
    people += 1
    const { phone = `+1312555${String(1000 + people)}`, email = `person${people}@example.com` } = with_
    const { contactId } = await inClinic((tx) =>
      recognizeContact(
        tx,
        { kind: 'user', id: null },
        {
          name: `Ana No. ${people}`,
          phone,
          phoneRaw: phone,
          email,
          timeZone: 'America/Chicago',
          locale: 'en-US',
          source: 'staff',
        },
      ),
    )
    return { contactId, phone: phone ?? '', email: email ?? '' }
  }

  /** The whole of a journey for one person, as it is due in two hours. */
  async function begin(contactId: string, key = 'care'): Promise<void> {
    await inClinic(async (tx) => {
      const journey = await findJourney(tx, key)
      if (!journey) throw new Error(`no journey ${key} takes anybody in`)
      await enrollContacts(tx, journey, await findSubjects(tx, [{ contactId, appointmentId: null }]))
    })
  }

  /** Another process on the same database, at the same time by the clock. */
  async function openNode(): Promise<Foyer> {
    const secret = 'a test secret of at least thirty-two characters'
    const config = parseConfig({
      ...{
        FOYER_SECRET: secret,
        PUBLIC_URL: opened.foyer.url,
        NODE_ENV: 'test',
        ALLOW_PRIVATE_ADDRESSES: 'yes',
      },
      ...env,
    })
    if (!connection) throw new Error('the desk opened no database')
    return startFoyer({
      ...{ config: { ...config, secret }, connection, clock: opened.clock, vendorUrls },
      ...{ log: createLog({ level: 'silent' }), isMigrated: true, listens: false },
    })
  }

  return {
    openNode,
    ...{ desk: opened, whatsapp, twilio, mailbox, connections, inClinic, settle, person, begin },
    async pass(duration: Temporal.DurationLike) {
      opened.clock.advance(duration)
      await settle()
    },
    /** Noon of the next day in Chicago; no vendor plays up. */
    async beginDay(): Promise<void> {
      twilio.faults.clear()
      whatsapp.faults.clear()
      mailbox.refuse(null)
      const now = opened.clock.now().toZonedDateTimeISO('America/Chicago')
      const noon = now
        .toPlainDate()
        .add({ days: 1 })
        .toZonedDateTime({ timeZone: now.timeZoneId, plainTime: '12:00' })
      await this.pass(now.until(noon))
    },
    async due(hours = 2): Promise<void> {
      await this.pass({ hours })
      await this.pass({ seconds: 5 })
    },
    /** Writes on WhatsApp, so that its window is open for a day, and is answered. */
    async writes(phone: string): Promise<void> {
      await whatsapp.emulate({ name: 'Ana', phone }).writes('Hello there')
      await settle()
      await this.pass({ seconds: 30 })
    },
    journey: (change: Partial<JourneyDefinition>, key = 'care') =>
      addVersion(opened, key, {
        ...{
          trigger: { event: 'patient.lapsed' },
          anchor: 'enrolled',
          purpose: 'care',
          exits: [],
          holdoutPercent: 0,
          ...change,
        },
        ...{ lane: key },
      }),
    agree: (contactId: string, change: Partial<Parameters<typeof recordConsent>[2]> = {}) =>
      inClinic((tx) =>
        recordConsent(tx, system, {
          ...{ contactId, purpose: 'all', channel: 'all', state: 'granted', source: 'form' },
          ...{ textShown: 'Yes, Riverside may write to me.', ...change },
        }),
      ),
    /** What was said to them by journeys, oldest first. */
    told: (contactId: string): Promise<Told[]> =>
      opened.rows(
        `select id, channel, status, reason, instead_of, template, body from messages
         where contact_id = $1 and kind in ('journey_step', 'reminder') order by id`,
        [contactId],
      ),
    /** Each step as it stands, with the channel of its message. */
    async stepsOf(contactId: string): Promise<Body> {
      const rows = await opened.rows(
        `select t.step_key, concat_ws(' ', t.status, t.reason, m.channel) as state
         from touchpoints t left join messages m on m.id = t.message_id where t.contact_id = $1 order by t.due_at`,
        [contactId],
      )
      return Object.fromEntries(rows.map(({ step_key, state }) => [step_key, state]))
    },
    mailTo: (address: string) =>
      mailbox.messages.filter(({ envelope }) => envelope.to.includes(address)).length,
    async close() {
      await opened.close()
      await Promise.all([whatsapp.close(), twilio.close(), mailbox.close()])
    },
  }
}
