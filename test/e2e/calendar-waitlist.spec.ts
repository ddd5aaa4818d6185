/** Staff see who waits, put somebody on the list and take somebody off. */
import { expect, type Page } from '@playwright/test'
import { type MockDesk, NOW, openCalendar, test } from './mock-desk.ts'
import { faults } from './page.ts'

test.beforeEach(async ({ desk }) => {
  await desk.signInAs('owner')
  await desk.fill({ visits: [{ name: 'Gus Hart', at: '10:00', minutes: 30, with: 0 }] })
  await wait(desk)
})

const wait = (desk: MockDesk, body: object = {}) =>
  fetch(`${desk.url}/api/mock/waitlist`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function openWaitlist(page: Page, desk: MockDesk, search = ''): Promise<void> {
  await page.clock.setFixedTime(NOW)
  await page.goto(`${desk.url}/waitlist${search}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Waitlist' })).toBeVisible()
}

test('the calendar leads to it; who has an offer to answer stands first, then the longest waiting', async ({
  desk,
  page,
}) => {
  await openCalendar(page, desk)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Waitlist' }).press('Enter')
  await expect(page).toHaveURL(/\/waitlist$/)
  const offered = page.getByRole('region', { name: 'Have an offer to answer' })
  await expect(offered.getByRole('listitem')).toHaveText(
    /Nora Quinn.*Follow-up with anybody.*Offered Tue, Nov 24, 10:00 AM; may answer until 9:12 AM.*Since Nov 16/,
  )
  const waiting = page.getByRole('region', { name: 'Waiting' }).getByRole('listitem')
  await expect(waiting).toHaveCount(2)
  await expect(waiting.nth(0)).toContainText('Mon, Wed, in the morning, until Dec 4')
  await expect(waiting.nth(1)).toContainText('Follow-up with Dr. Raj Shah')
  await expect(waiting.nth(1)).toContainText('Any day, 9:30 AM to 1:00 PM')
  await expect(waiting.nth(1)).toContainText('Said no to Fri, Nov 20, 2:30 PM')
  await page.getByText('Booked', { exact: true }).click()
  await expect(page).toHaveURL(/show=booked/)
  await expect(page.getByRole('listitem').filter({ hasText: 'Kai Brown' })).toContainText('Took Wed, Nov 25')
})

test('somebody is put on the list by keyboard, and what is missing is said first', async ({ desk, page }) => {
  await openWaitlist(page, desk)
  await page.getByRole('button', { name: 'Add somebody' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Put somebody on the waitlist' })
  await expect(form.getByRole('combobox', { name: 'Patient' })).toBeFocused()
  await form.getByRole('button', { name: 'Put on the waitlist' }).press('Enter')
  await expect(form).toContainText('Find the patient')
  await expect(form).toContainText('Choose what they wait for')
  await form.getByRole('combobox', { name: 'Patient' }).focus()
  await page.keyboard.type('Gus')
  await expect(page.getByRole('option', { name: /New patient/ })).toHaveCount(0)
  await expect(page.getByRole('option', { name: /^Gus Hart/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await form.getByRole('combobox', { name: 'Waits for' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Annual physical' }).click()
  await form.getByRole('checkbox', { name: 'Tue' }).press('Space')
  await form.getByRole('combobox', { name: 'Time of day' }).click()
  await page.getByRole('option', { name: 'Afternoon' }).click()
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && /waitlist$/.test(request.url()),
  )
  await form.getByRole('button', { name: 'Put on the waitlist' }).press('Enter')
  expect((await sent).postDataJSON()).toMatchObject({
    earliest_date: '2026-11-23',
    days: [2],
    from_time: '12:00',
    to_time: '17:00',
  })
  await expect(page.locator('#announcer')).toContainText('On the waitlist: Gus Hart')
  await expect(page.getByRole('listitem').filter({ hasText: 'Gus Hart' })).toContainText(
    'Annual physical with anybodyTue, in the afternoon',
  )
})

test('who is taken off is asked about first, and then is off', async ({ desk, page }) => {
  await openWaitlist(page, desk)
  await page.getByRole('button', { name: /^Take off: Nora Quinn/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Take Nora Quinn off the waitlist?' })
  await expect(dialog).toContainText('The offer that they have now ends')
  await dialog.getByRole('button', { name: 'Take off' }).click()
  await expect(page.locator('#announcer')).toContainText('Off the waitlist: Nora Quinn')
  await expect(page.getByRole('region', { name: 'Have an offer to answer' })).toHaveCount(0)
  await page.getByText('Taken off', { exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nora Quinn' })).toBeVisible()
})

test('who may only look can look, and nobody waiting is said', async ({ desk, page }) => {
  await desk.signInAs('viewer')
  await openWaitlist(page, desk)
  await expect(page.getByText('Derek Osei')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Take off: / })).toHaveCount(0)
  await wait(desk, { empty: true })
  await page.reload()
  await expect(page.getByText('Nobody waits')).toBeVisible()
})

test(`it is accessible and fits a phone in light and dark`, async ({ desk, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openWaitlist(page, desk)
  await expect(page.getByText('Nora Quinn')).toBeVisible()
  const look = async (what: string) => {
    expect(await faults(page), what).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(390)
  }
  await look('list')
  await page.getByRole('button', { name: 'Add somebody' }).click()
  await expect(page.getByRole('checkbox', { name: 'Mon' })).toBeVisible()
  await look('form')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: /^Take off: Nora Quinn/ }).click()
  await expect(page.getByRole('dialog', { name: 'Take Nora Quinn off the waitlist?' })).toBeVisible()
  await look('question')
})
