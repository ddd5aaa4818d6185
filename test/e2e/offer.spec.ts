/** From nothing to the first free time: what staff set up under Settings is what patients are offered. */
import { expect } from '@playwright/test'
import { NOW, test } from './clinic.ts'
import { openAt, signIn } from './page.ts'

test('a clinic says who treats, when, and what for, and the booking page offers it', async ({
  clinic,
  page,
}) => {
  clinic.clock.set(NOW)
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/practitioners')
  await page.getByRole('button', { name: 'Add a practitioner' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Dr. Nina Frost')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Dr. Nina Frost' })).toBeVisible()
  await page.getByLabel('Hours of their own').check()
  const friday = page.getByRole('switch', { name: 'Friday' })
  if (!(await friday.isChecked())) await friday.press('Space')
  await page.getByLabel('Friday, from').fill('09:00')
  await page.getByLabel('Friday, until').fill('11:00')
  await page.getByRole('button', { name: /^Copy to.*Friday/ }).press('Enter')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Not saved yet')).toHaveCount(0)

  await openAt(page, clinic, '/settings/hours')
  await page.getByRole('button', { name: 'Add a holiday' }).click()
  await page.getByLabel('First day').fill('2026-11-25')
  await page.getByLabel('Last day').fill('2026-11-26')
  await page.getByLabel('Name').fill('Renovation')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Renovation · Closed all day · 2 days')).toBeVisible()

  await openAt(page, clinic, '/settings/rooms')
  await page.getByRole('button', { name: 'Add a room' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Room 9')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No service uses it yet').first()).toBeVisible()

  await openAt(page, clinic, '/settings/services/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wart removal')
  for (const each of await page.locator('.team input').all()) await each.uncheck()
  await page.getByLabel('Dr. Nina Frost').check()
  await page.getByRole('button', { name: 'It takes a room' }).click()
  await page.getByLabel('Room 9').check()
  await page.getByText('A price', { exact: true }).click()
  await page.getByLabel('Amount').fill('45.5')
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByRole('textbox', { name: 'Question 1' }).fill('Which spot?')
  await page.getByLabel('Consent text', { exact: true }).fill('I agree to be examined.')
  await page.getByRole('button', { name: 'Offer this service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Wart removal' })).toBeVisible()

  // The clock stands at Monday, nine o'clock: two hours of notice leave eleven of that day out.
  await page.getByRole('button', { name: 'Why is nothing free?' }).click()
  const panel = page.getByRole('dialog', { name: 'Why is nothing free?' })
  const day = (name: string) => panel.getByRole('listitem').filter({ hasText: name }).first()
  await expect(day('Monday, November 23')).toContainText('Nothing free')
  await expect(day('Tuesday, November 24')).toContainText('4 of 4 free')
  await expect(day('Wednesday, November 25')).toContainText('Closed: Renovation')
  await page.keyboard.press('Escape')

  const link = await page.getByRole('textbox', { name: 'Public link' }).inputValue()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Wart removal' })).toBeVisible()
  await expect(page.getByText('$45.50').first()).toBeVisible()
})
