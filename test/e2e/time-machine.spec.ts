/** What a patient will receive, read before it goes out: by keyboard, with what would stop it, and told when it changes. */
import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { calcomBooking } from '../../scripts/calcom.ts'
import { NOW, test } from './clinic.ts'
import { openAt, signIn } from './page.ts'

test('staff read a reminder before it goes out, are told that it changed, and that text is sent', async ({
  clinic,
  page,
}) => {
  clinic.clock.set(NOW)
  const attendee = { name: 'Ines Mora', email: 'ines.mora@example.com', timeZone: 'America/New_York' }
  await clinic.deliver(
    calcomBooking({ startAt: '2026-12-01T17:00:00Z', endAt: '2026-12-01T17:30:00Z', attendee }).created(),
  )
  await clinic.mailbox.waitFor((mail) => mail.to.address === attendee.email)
  await signIn(page, clinic)
  await openAt(page, clinic, '/patients')
  await page.getByRole('link', { name: /Ines Mora/ }).click()
  const planned = page.getByRole('region', { name: 'What they will receive' })
  const step = planned.getByRole('listitem').filter({
    has: page.getByText('3 days before', { exact: true }),
  })

  // Unfolded by keyboard: text, channel, the clinic's time, what would stop it.
  await step.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(step).toContainText('Sat, Nov 28, 11:00 AM (America/Chicago)')
  await expect(step).toContainText('ines.mora@example.com')
  await expect(step).toContainText('We expect you on Tuesday, December 1, 2026 at 12:00 PM EST at Riverside')
  await expect(step).toContainText('The appointment is cancelled')
  await expect(planned.getByText('The text changed since it was last shown.')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  // Another text is saved beside it: the open page says so, until the step is folded.
  const saved = await page.request.put(`${clinic.url}/api/templates`, {
    headers: { origin: clinic.url },
    data: {
      key: 'reminder',
      channel: 'email',
      language: 'en',
      subject: 'See you on {{date}}',
      body: 'Hello {{first_name}}, at {{time}}.',
    },
  })
  expect(saved.ok()).toBe(true)
  await expect(step).toContainText('Hello Ines, at 12:00 PM EST.')
  await expect(step).toContainText('The text changed since it was last shown.')
  await step.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(step).not.toContainText('The text changed since it was last shown.')

  // What was read is what is sent.
  clinic.clock.set('2026-11-28T17:00:01Z')
  const mail = await clinic.mailbox.waitFor(({ subject }) => subject === 'See you on December 1, 2026')
  // With it goes what else falls on that day.
  expect(mail.text.trim()).toMatch(/^Hello Ines, at 12:00 PM EST\./)
  await planned.getByText('Sent or ended').click()
  await expect(step).toContainText('Sent')
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByText('Reminder').click()
  await expect(messages).toContainText('This is the text that was shown before.')
})

test('what no vendor carried is shown as kept, and found by that', async ({ clinic, page }) => {
  clinic.clock.set(NOW)
  // Without an address, by text message; no service for those is connected.
  const attendee = { name: 'Tom Reed', email: '', timeZone: 'America/Chicago' }
  await clinic.deliver(
    calcomBooking({ startAt: '2026-12-02T17:00:00Z', attendee, phone: '+13125550177' }).created(),
  )
  await signIn(page, clinic)
  await openAt(page, clinic, '/outbox?status=kept')
  const row = page.getByRole('button', { name: /Tom Reed/ })
  await expect(row).toContainText('Kept here')
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('Kept here')
  await expect(page.getByText(/Nobody received it\./).first()).toBeVisible()
  await openAt(page, clinic, '/outbox?status=sent')
  await expect(row).toHaveCount(0)
  await openAt(page, clinic, '/patients')
  await page.getByRole('link', { name: /Tom Reed/ }).click()
  await expect(page.getByText('Message kept here, nobody received it')).toBeVisible()
})
