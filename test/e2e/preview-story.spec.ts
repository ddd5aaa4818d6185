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
