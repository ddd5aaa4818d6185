/** Settings of who and what is there, and when: hours, holidays, practitioners, rooms. */
import { expect } from '@playwright/test'
import { NOW, test } from './mock-desk.ts'
import { open, openPractitioner, reset, save, sent } from './settings.ts'

test.beforeEach(async ({ desk, page }) => {
  await desk.signInAs('owner')
  await reset(desk)
  await page.clock.setFixedTime(NOW)
})

test('the week: hours of one day are copied, two windows do not overlap, a night ends next day', async ({
  desk,
  page,
}) => {
  await open(page, desk, '/settings/hours', 'Hours and holidays')
  await page.getByLabel('Monday, until').fill('12:00')
  await page.getByRole('button', { name: 'Add hours to Monday' }).press('Enter')
  await expect(page.getByLabel('Monday, 2, from')).toBeFocused()
  await expect(page.getByLabel('Monday, 2, from')).toHaveValue('13:00')
  await page.getByLabel('Monday, 2, from').fill('11:00')
  await expect(page.getByText('Overlaps with the hours above')).toBeVisible()
  await save(page)
  await expect(page.getByLabel('Monday, 2, from')).toBeFocused()
  await page.getByLabel('Monday, 2, from').fill('13:00')

  await page.getByRole('button', { name: /^Copy to.*Monday/ }).press('Enter')
  await expect(page.getByLabel('Friday', { exact: true }).last()).toBeChecked()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByLabel('Friday, 2, from')).toHaveValue('13:00')

  await page.getByRole('switch', { name: 'Saturday' }).press('Space')
  await page.getByLabel('Saturday, from').fill('18:00')
  await page.getByLabel('Saturday, until').fill('02:00')
  await expect(page.getByText('until 2:00 AM next day')).toBeVisible()
  const request = sent(page, 'PUT', /\/api\/hours$/)
  await save(page)
  expect((await request).postDataJSON()).toEqual({
    hours: [
      { days: [1, 2, 3, 4, 5], start: '08:00', end: '12:00' },
      { days: [1, 2, 3, 4, 5], start: '13:00', end: '17:00' },
      { days: [6], start: '18:00', end: '02:00' },
    ],
  })
})

test('a holiday of several days is added and removed as one', async ({ desk, page }) => {
  await open(page, desk, '/settings/hours', 'Hours and holidays')
  await page.getByRole('button', { name: 'Add a holiday' }).click()
  await page.getByLabel('First day').fill('2026-12-30')
  await page.getByLabel('Last day').fill('2026-12-29')
  await page.getByLabel('Name').fill('Renovation')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Lies before the first day')).toBeVisible()
  await page.getByLabel('First day').fill('2027-02-01')
  await page.getByLabel('Last day').fill('2027-02-03')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const renovation = page.getByRole('listitem').filter({ hasText: 'Renovation' })
  await expect(renovation).toContainText('Closed all day · 3 days')
  await renovation.getByRole('button', { name: /^Remove/ }).click()
  await expect(renovation).toHaveCount(0)
})

test('a practitioner takes the clinic’s hours, a day off and a trip', async ({ desk, page }) => {
  await openPractitioner(page, desk, 'Dr. Raj Shah')
  await expect(page.getByText('Mon–Fri 8:00 AM – 5:00 PM')).toBeVisible()
  await page.getByLabel('The clinic’s hours').check()
  await page.getByRole('button', { name: 'Add dates' }).click()
  await page.getByLabel('First day').fill('2026-12-21')
  await page.getByRole('dialog').getByLabel('Name').fill('Vacation')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Add a trip' }).click()
  await page.getByLabel('First day').fill('2026-12-18')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Another travel has some of these days')).toBeVisible()
  await page.keyboard.press('Escape')
  const request = sent(page, 'PUT', /\/hours$/)
  await save(page)
  expect((await request).postDataJSON()).toMatchObject({
    hours: [],
    overrides: [
      { date: '2026-12-03' },
      { date: '2026-12-04' },
      { date: '2026-12-21', windows: [], name: 'Vacation' },
    ],
    travels: [{ time_zone: 'Europe/Lisbon' }],
  })
})

test('rooms are added, renamed and archived', async ({ desk, page }) => {
  await open(page, desk, '/settings/rooms', 'Rooms and devices')
  await page.getByRole('button', { name: 'Add a device' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Laser A')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Rename Laser A' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Laser B')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Archive Laser B' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await page.getByText('Archived (1)').click()
  await page.getByRole('button', { name: 'Bring back Laser B' }).click()
  await expect(page.getByRole('button', { name: 'Archive Laser B' })).toBeVisible()
})
