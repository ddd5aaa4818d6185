/** What staff read beforehand on the patient's page is, letter by letter, what the Outbox holds when the days have passed. */
import { expect, type Page } from '@playwright/test'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { ask, bookFor, readOutbox, readText, runTo, type ShownText, stepsOf } from './journey-story.ts'
import { openAt, signIn } from './page.ts'

test.use({ clinicFor: 'previews' })

for (const person of [
  { name: 'Cora Lane', phone: '+13125550181' },
  { name: 'Dina Moss', phone: '+13125550182', email: 'dina.moss@example.com' },
]) {
  test(`every text that was previewed for ${person.name} is in the Outbox, letter by letter`, async ({
    clinic,
    page,
  }) => {
    test.setTimeout(180_000)
    const startAt = clinic.clock.now().add({ hours: 24 * 14 })
    const { contactId } = await bookFor(clinic, person, {
      service: 'Botox',
      startAt: startAt.toString(),
    })
    await expect
      .poll(async () => (await ask(clinic, 'GET', `/api/messages?contact_id=${contactId}`)).messages.length)
      .toBe(1)
    await signIn(page, clinic)
    const [confirmation] = await readOutbox(page, clinic, person.name)

    const previewed = await readPreviews(page, clinic, contactId)
    // Three days, one day and two hours before; the guide and the consent go along with the first.
    expect(previewed).toHaveLength(3)
    await runAll(clinic, contactId)
    const sent = await readOutbox(page, clinic, person.name)
    expect(sent.toReversed()).toEqual([confirmation, ...previewed])
  })
}

test('advertising that is due on a Sunday morning is shown at noon, and at noon it is in the Outbox', async ({
  clinic,
  page,
}) => {
  test.setTimeout(120_000)
  // A Saturday, 10:00 in Chicago.
  clinic.clock.set('2026-12-05T16:00:00Z')
  await signIn(page, clinic)
  await holdNobodyOut(clinic, page)
  const person = { name: 'Lea Brandt', phone: '+13125550183' }
  const { visitId, contactId } = await bookFor(clinic, person, {
    ...{ service: 'Skin check', startAt: '2026-12-05T16:30:00Z' },
  })
  await ask(clinic, 'POST', `/api/contacts/${contactId}/consents`, {
    ...{ purpose: 'marketing', channel: 'sms', state: 'granted', text_shown: 'Yes, write to me.' },
  })
  clinic.clock.set('2026-12-05T17:00:00Z')
  await ask(clinic, 'POST', `/api/appointments/${visitId}/status`, { status: 'noshow' })
  await expect
    .poll(async () => (await stepsOf(clinic, contactId)).map(({ step_key }) => step_key))
    .toContain('1_day_after')

  await openAt(page, clinic, `/patients/${contactId}`)
  const step = page
    .getByRole('region', { name: 'What they will receive' })
    .getByRole('listitem')
    .filter({ hasText: '1 day after' })
  await expect(step).toContainText('tomorrow, 12:00 PM')
  await expect(step).toContainText('Waits from 11:00 AM: text messages like this do not go out then')
  const counted = page.waitForResponse((response) => /\/api\/steps\/.*\/preview$/.test(response.url()))
  await step.locator('summary').first().click()
  await counted
  await expect(step).toContainText('Sun, Dec 6, 12:00 PM (America/Chicago)')
  const previewed = await readText(step.locator('.message-text'))

  const advertising = async () =>
    (await ask(clinic, 'GET', `/api/messages?contact_id=${contactId}`)).messages.find(
      ({ purpose }: { purpose: string }) => purpose === 'marketing',
    )
  clinic.clock.set('2026-12-06T17:59:59Z')
  await expect.poll(async () => (await advertising())?.status).toBe('held')
  await openAt(page, clinic, `/patients/${contactId}`)
  await expect(step, 'while it waits').toContainText(/today, 12:00 PM.*Held/)
  clinic.clock.set('2026-12-06T18:00:00Z')
  await expect.poll(async () => (await advertising())?.sent_at).toBe('2026-12-06T18:00:00.000Z')
  expect((await readOutbox(page, clinic, person.name))[0]).toEqual(previewed)
})

/** Whoever is held out of the recovery gets nothing. */
async function holdNobodyOut(clinic: RunningClinic, page: Page): Promise<void> {
  const { journeys } = await ask(clinic, 'GET', '/api/journeys')
  const { id } = journeys.find(({ key }: { key: string }) => key === 'no_show_recovery')
  const { journey } = await ask(clinic, 'GET', `/api/journeys/${id}`)
  const [{ definition, version }] = journey.versions
  await ask(clinic, 'PUT', `/api/journeys/${id}`, {
    ...{ name: journey.name, definition: { ...definition, holdoutPercent: 0 }, based_on: version },
  })
  const approved = await page.request.post(`${clinic.url}/api/journeys/${id}/approve`, {
    headers: { origin: clinic.url },
    data: { version: version + 1 },
  })
  expect(approved.ok()).toBe(true)
}

/** Each moment in its turn, until nothing is planned that would go out. */
async function runAll(clinic: RunningClinic, contactId: string): Promise<void> {
  for (;;) {
    const steps = await stepsOf(clinic, contactId)
    const next = steps.find(({ status, obstacle }) => status === 'planned' && !obstacle)
    if (!next) return
    await runTo(clinic, Temporal.Instant.from(next.due_at).add({ seconds: 5 }).toString(), [contactId])
  }
}

test.beforeAll(({ clinic }) => clinic.clock.set(NOW))

/** Each step that says something, unfolded; what goes out together is one text. */
async function readPreviews(page: Page, clinic: RunningClinic, contactId: string): Promise<ShownText[]> {
  await openAt(page, clinic, `/patients/${contactId}`)
  const steps = page
    .getByRole('region', { name: 'What they will receive' })
    .locator('.unfolding > li > details')
  await expect(steps.first()).toBeVisible()
  const texts: ShownText[] = []
  for (const step of await steps.all()) {
    const text = step.locator('.message-text')
    if ((await text.count()) === 0) continue
    const counted = page.waitForResponse((response) => /\/api\/steps\/.*\/preview$/.test(response.url()))
    await step.locator('summary').first().click()
    await counted
    // As things are it stays with the clinic: nobody agreed to advertising.
    if (await step.getByText('As things are, it will not go out.').count()) continue
    texts.push(await readText(text))
  }
  return texts.filter((text, place) => JSON.stringify(text) !== JSON.stringify(texts[place - 1]))
}
