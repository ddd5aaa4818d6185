/** What the assistant words for one patient: read before it goes out, sent as it was read, and told from which memory. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { freePort } from '../../bench/rig/server.ts'
import { closeDatabasePlace, openDatabasePlace } from '../../src/database.ts'
import { type Demo, prepareDemo } from '../../src/demo.ts'
import { recognizeContact } from '../../src/desk/contacts/recognize-contact.ts'
import { recordConsent } from '../../src/desk/contacts/record-consent.ts'
import { LAPSED } from '../../src/desk/journeys/default-sequences-lapsed.ts'
import { enrollSegment } from '../../src/desk/journeys/enroll-segment.ts'
import { approveVersion, saveJourney } from '../../src/desk/journeys/save-journey.ts'
import { learnPreferences } from '../../src/desk/receptionist/learn-preferences.ts'
import { type Foyer, startFoyer } from '../../src/foyer.ts'
import { TestClock } from '../../src/kit/clock.ts'
import { parseConfig } from '../../src/kit/config.ts'
import { system } from '../../src/kit/events.ts'
import { type ClinicId, mintClinicId, uuidv7 } from '../../src/kit/ids.ts'
import { createLog } from '../../src/kit/log.ts'
import { startMailbox } from '../mailbox.ts'
import { startModelServer } from '../vendors/model-server.ts'
import type { RunningClinic } from './clinic.ts'
import { openAt, signIn } from './page.ts'

/** A Monday in November, 7:00 in Chicago. */
const EARLY = '2026-11-23T13:00:00Z'
const SECRET = 'a test secret of at least thirty-two characters'

interface WritingClinic extends RunningClinic {
  /** A patient who has not come for a while, and who likes evenings; the first "we miss you" is due at nine. */
  lapsed(name: string, email: string): Promise<string>
  /** What the model says to every question from now on. */
  says(text: string): void
}

const test = base.extend<object, { clinic: WritingClinic }>({
  clinic: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'foyer-e2e-'))
      const [mailbox, model] = [await startMailbox(), await startModelServer()]
      const config = parseConfig({
        ...{
          FOYER_DATA_DIR: dataDir,
          FOYER_SECRET: SECRET,
          PORT: String(await freePort()),
          NODE_ENV: 'test',
        },
        ...{ SMTP_URL: mailbox.url, MAIL_FROM: 'frontdesk@riverside.example' },
        ...{ MODEL_BASE_URL: model.url, MODEL_NAME: model.model, MODEL_API_KEY: model.key },
      })
      const clock = new TestClock(EARLY)
      const place = await openDatabasePlace(config)
      let demo = null as Demo | null
      const foyer = await startFoyer({
        config: { ...config, secret: SECRET },
        connection: place.connection,
        log: createLog({ level: process.env.TEST_LOG ? 'debug' : 'silent' }),
        clock,
        beforeReady: async (started) => {
          demo = await prepareDemo(started, dataDir)
        },
      })
      if (!demo) throw new Error('no demo clinic')
      const clinicId = await withoutHoldout(foyer, demo)
      await use({
        ...({ url: foyer.url, foyer, demo, clock, mailbox } as unknown as RunningClinic),
        says: (text) => model.always({ text }),
        lapsed: (name, email) =>
          foyer.database.inClinic(clinicId, async (tx) => {
            const { contactId } = await recognizeContact(tx, system, {
              ...{
                name,
                email,
                phone: null,
                phoneRaw: null,
                timeZone: null,
                locale: 'en',
                source: 'booking_page',
              },
            })
            const agreed = { purpose: 'marketing', channel: 'all', state: 'granted' } as const
            await recordConsent(tx, system, { ...agreed, contactId, source: 'booking_page' })
            const signals = [{ kind: 'time_of_day' as const, value: 'evening' }]
            for (let i = 0; i < 3; i++)
              await learnPreferences(tx, { contactId, messageId: uuidv7(), signals })
            const segment = { is: 'contacts' as const, ids: [contactId] }
            await enrollSegment(tx, system, { journey: 'lapsed', segment, after: null })
            return contactId
          }),
      })
      await foyer.stop()
      await closeDatabasePlace(place)
      await Promise.all([mailbox.close(), model.close()])
      await rm(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** Somebody who is held out of a journey has nothing to read; here nobody is. Returns the clinic's id. */
async function withoutHoldout(foyer: Foyer, { api_key }: Demo): Promise<ClinicId> {
  const answer = await foyer.request('/api/clinic', { headers: { authorization: `Bearer ${api_key}` } })
  const clinicId = mintClinicId(((await answer.json()) as { clinic: { id: string } }).clinic.id)
  await foyer.database.inClinic(clinicId, async (tx) => {
    const { key, name } = LAPSED
    const definition = { ...LAPSED.definition, holdoutPercent: 0 }
    const saved = await saveJourney(tx, system, { key, name, definition, basedOn: 1 })
    if (saved.ok) await approveVersion(tx, system, { key, version: saved.version })
  })
  return clinicId
}

const SUBJECT = 'We think of you, {{first_name}}'
const WRITTEN = `Subject: ${SUBJECT}

Hello {{first_name}},

it has been a while, and we would be glad to see you again. Is an evening still easiest for you?

Our open times: {{booking_link}}

Or call us at {{clinic_phone}}.
Stop these messages: {{stop_link}}
{{clinic_name}}
{{clinic_address}}`

const planned = (page: Page) => page.getByRole('region', { name: 'What they will receive' })
const stepOf = (page: Page) =>
  planned(page)
    .getByRole('listitem')
    .filter({ has: page.getByText('We miss you', { exact: true }) })
    .first()

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  return violations.map(({ id }) => id)
}

test('staff open a step, the assistant words it, and the mailbox gets that text; the Outbox says from which memory', async ({
  clinic,
  page,
}) => {
  clinic.clock.set(EARLY)
  clinic.says(WRITTEN)
  const contactId = await clinic.lapsed('Ines Mora', 'ines.mora@example.com')
  await signIn(page, clinic)
  await openAt(page, clinic, `/patients/${contactId}`)
  const step = stepOf(page)
  await step.locator('summary').click()
  await expect(step).toContainText(
    'it has been a while, and we would be glad to see you again. Is an evening still',
  )
  await expect(step).toContainText('Worded by the assistant.')
  await expect(step.getByRole('link', { name: 'Time of day: evenings' })).toBeVisible()
  expect(await faults(page)).toEqual([])

  clinic.clock.set('2026-11-23T15:00:01Z')
  const mail = await clinic.mailbox.waitFor(({ to }) => to.address === 'ines.mora@example.com')
  expect(mail.subject).toBe('We think of you, Ines')
  expect(mail.text).toContain('Is an evening still easiest for you?')

  await openAt(page, clinic, '/outbox')
  await page
    .getByRole('button', { name: /Ines Mora/ })
    .first()
    .click()
  const reader = page.getByRole('region', { name: 'Message' })
  await expect(reader).toContainText('We think of you, Ines')
  await expect(reader).toContainText('For: The patient remembers the clinic kindly and chooses a time.')
  await expect(reader).toContainText('Worded by the assistant.')
  await expect(reader).toContainText('This is the text that was shown before.')
  await expect(reader.getByRole('link', { name: 'We miss you' })).toBeVisible()
  expect(await faults(page)).toEqual([])

  // To where it can be put right.
  await reader.getByRole('link', { name: 'Time of day: evenings' }).click()
  const learned = page.getByRole('region', { name: 'What we have learned' })
  await learned.getByRole('button', { name: 'Erase: Time of day' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
  await expect(learned).not.toContainText('Evenings')
  await page.goBack()
  await expect(reader).toContainText('Time of day: erased since')
})

test('where the model lies staff read the approved text, and why', async ({ clinic, page }) => {
  clinic.clock.set(EARLY)
  clinic.says(WRITTEN.replace('Our open times', 'You are booked for tomorrow. Our open times'))
  const contactId = await clinic.lapsed('Tom Reed', 'tom.reed@example.com')
  await signIn(page, clinic)
  await openAt(page, clinic, `/patients/${contactId}`)
  const step = stepOf(page)
  await step.locator('summary').click()
  await expect(step).toContainText('It has been a while since your last visit')
  await expect(step).toContainText('The approved text. What the model wrote was not so, and was not used.')
  await expect(step).not.toContainText('booked for tomorrow')
})
