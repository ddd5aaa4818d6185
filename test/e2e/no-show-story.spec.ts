/** A visit is missed, and nobody of the staff does more than say so: a message, an answer, a new visit, and silence. */
import { expect, type Page } from '@playwright/test'
import { type RunningClinic, test } from './clinic.ts'
import { ask, bookFor, readOutbox, runTo, stepsOf, text } from './journey-story.ts'
import { openAt, signIn } from './page.ts'

test.use({ clinicFor: 'no-shows' })

/** No holiday is near, on which nobody is advertised to. */
const MONDAY = '2026-11-30T15:00:00Z'
const INES = { name: 'Ines Vega', phone: '+13125550171' }
/** Who misses the same morning, agreed to advertising as well, and never answers: what silence would have broken. */
const OTTO = { name: 'Otto Lind', phone: '+13125550172' }

const card = (page: Page, name: string) => page.locator('.visit', { hasText: name }).first()
const planned = (page: Page) => page.getByRole('region', { name: 'What they will receive' })
const bodiesOf = async (page: Page, clinic: RunningClinic, name: string) =>
  (await readOutbox(page, clinic, name)).map(({ body }) => body)

test('a no-show ends in a message, a reply, a booking and silence', async ({ clinic, page }) => {
  test.setTimeout(180_000)
  clinic.clock.set(MONDAY)
  await signIn(page, clinic)
  await holdNobodyOut(clinic, page)
  const ines = await bookFor(clinic, INES, { service: 'Skin check', startAt: '2026-11-30T17:00:00Z' })
  const otto = await bookFor(clinic, OTTO, { service: 'Skin check', startAt: '2026-11-30T18:00:00Z' })
  for (const { contactId } of [ines, otto]) {
    await ask(clinic, 'POST', `/api/contacts/${contactId}/consents`, {
      ...{ purpose: 'marketing', channel: 'sms', state: 'granted', text_shown: 'Yes, write to me.' },
    })
  }

  // Neither came, and the desk says so on the calendar.
  clinic.clock.set('2026-11-30T19:00:00Z')
  await openAt(page, clinic, '/calendar?day=2026-11-30')
  for (const { name } of [INES, OTTO]) {
    await card(page, name).focus()
    await page.keyboard.press('s')
    await page.getByRole('menuitemradio', { name: 'No-show' }).click()
    await expect(card(page, name)).toHaveAttribute('title', /No-show$/)
  }
  await openAt(page, clinic, `/patients/${ines.contactId}`)
  for (const step of ['3 hours after', '1 day after', '3 days after']) {
    await expect(planned(page).getByRole('listitem').filter({ hasText: step })).toContainText('Planned')
  }

  // Three hours later each is told that they were missed.
  await runTo(clinic, '2026-11-30T22:00:05Z', [ines.contactId, otto.contactId])
  const [missed] = await bodiesOf(page, clinic, INES.name)
  expect(missed).toMatch(/we missed you on Monday at 11:00 AM/)

  // Ines answers, in her own words, and leaves the talk with another visit.
  const patient = { ...INES, contactId: ines.contactId }
  const offer = await text(
    clinic,
    patient,
    'So sorry! Can I have a skin check on Friday December 11 at 11 am?',
  )
  expect(offer).toMatch(/Friday, December 11 at 11:00 AM.*Shall I book it\?/s)
  expect(await text(clinic, patient, 'yes')).toMatch(/is booked on Friday, December 11 at 11:00 AM/)
  await openAt(page, clinic, '/calendar?day=2026-12-11')
  await expect(card(page, INES.name)).toHaveAttribute('title', /^11:00 AM.*Booked/)
  await openAt(page, clinic, `/patients/${ines.contactId}`)
  await planned(page).getByText('Sent or ended').click()
  for (const step of ['1 day after', '3 days after']) {
    await expect(planned(page).getByRole('listitem').filter({ hasText: step })).toContainText('Cancelled')
  }

  // The days on which Otto is asked again are silent for her.
  await expect
    .poll(async () => (await ask(clinic, 'GET', `/api/messages?contact_id=${ines.contactId}`)).messages)
    .not.toContainEqual(expect.objectContaining({ status: 'queued' }))
  const before = await bodiesOf(page, clinic, INES.name)
  for (const [at, words] of [
    ['2026-12-01T19:00:05Z', /would another day suit you better/],
    ['2026-12-03T19:00:05Z', /this is our last message about the visit that you missed/],
  ] as const) {
    await runTo(clinic, at, [ines.contactId, otto.contactId])
    await expect.poll(async () => (await bodiesOf(page, clinic, OTTO.name))[0]).toMatch(words)
    expect(await bodiesOf(page, clinic, INES.name)).toEqual(before)
  }
  await runTo(clinic, '2026-12-08T16:59:00Z', [ines.contactId, otto.contactId])
  expect(await bodiesOf(page, clinic, INES.name)).toEqual(before)

  // What comes next is the reminder of the visit that she has.
  await runTo(clinic, '2026-12-08T17:00:05Z', [ines.contactId])
  const after = await bodiesOf(page, clinic, INES.name)
  expect(after.slice(1)).toEqual(before)
  expect(after[0]).toMatch(/we expect you on Friday, December 11, 2026 at 11:00 AM/)

  // And her yes to it stands on the calendar.
  expect(await text(clinic, patient, 'yes, I will be there')).toMatch(/We expect you on Friday, December 11/)
  await openAt(page, clinic, '/calendar?day=2026-12-11')
  await expect(card(page, INES.name)).toHaveAttribute('title', /confirmed by the patient/)
  await card(page, INES.name).click()
  await expect(page.getByRole('dialog')).toContainText('Confirmed by the patient')
  expect((await stepsOf(clinic, ines.contactId)).filter(({ status }) => status === 'due')).toEqual([])
})

/** Whoever is held out of the recovery gets nothing: here nobody is. */
async function holdNobodyOut(clinic: RunningClinic, page: Page): Promise<void> {
  const { journeys } = await ask(clinic, 'GET', '/api/journeys')
  const id = journeys.find(({ key }: { key: string }) => key === 'no_show_recovery').id
  const { journey } = await ask(clinic, 'GET', `/api/journeys/${id}`)
  const [newest] = journey.versions
  const definition = { ...newest.definition, holdoutPercent: 0 }
  const based_on = newest.version
  await ask(clinic, 'PUT', `/api/journeys/${id}`, { name: journey.name, definition, based_on })
  const approved = await page.request.post(`${clinic.url}/api/journeys/${id}/approve`, {
    headers: { origin: clinic.url },
    data: { version: based_on + 1 },
  })
  expect(approved.ok()).toBe(true)
}
