/** The calendar over a whole Foyer: what staff do there is what the server keeps, and what patients are told. */
import { expect, type Page } from '@playwright/test'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { openAt, signIn } from './page.ts'

const card = (page: Page, name: string) => page.locator('.visit', { hasText: name }).first()
const isAt = (page: Page, name: string, when: RegExp) =>
  expect(card(page, name)).toHaveAttribute('title', when)

async function call(clinic: RunningClinic, method: string, path: string, body?: object) {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function bookAt(clinic: RunningClinic, startAt: string, name: string): Promise<string> {
  const { body: offer } = await call(clinic, 'GET', '/api/services')
  const [service] = offer.services as { id: string; practitioners: { practitioner_id: string }[] }[]
  const answered = await call(clinic, 'POST', '/api/appointments', {
    service_id: service?.id,
    start_at: startAt,
    practitioner_id: service?.practitioners[0]?.practitioner_id,
    contact: { name, email: `${name.toLowerCase().replace(' ', '.')}@example.com` },
  })
  expect(answered.status, JSON.stringify(answered.body)).toBe(201)
  return (answered.body.appointment as { id: string }).id
}

test('a visit is moved, confirmed as arrived and cancelled on the calendar, and each can be taken back', async ({
  clinic,
  page,
}) => {
  test.setTimeout(120_000)
  clinic.clock.set(NOW)
  const id = await bookAt(clinic, '2026-12-01T16:00:00Z', 'Mia Wong')
  await signIn(page, clinic)
  await openAt(page, clinic, '/calendar?day=2026-12-01')
  await isAt(page, 'Mia Wong', /^10:00 AM/)

  await card(page, 'Mia Wong').focus()
  await page.keyboard.down('Alt')
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.up('Alt')
  await isAt(page, 'Mia Wong', /^10:30 AM/)
  await expect(page.locator('#announcer')).toContainText('Moved to 10:30 AM')
  const moved = (await call(clinic, 'GET', `/api/appointments/${id}`)).body.appointment
  expect(moved).toMatchObject({ start_at: '2026-12-01T16:30:00.000Z', sequence: 1 })
  await page.keyboard.press('Control+z')
  await expect(page.locator('#announcer')).toContainText('Taken back')
  await isAt(page, 'Mia Wong', /^10:00 AM/)

  // Two at the same time with the same practitioner: the second stays where it was.
  await bookAt(clinic, '2026-12-01T18:00:00Z', 'Noah Park')
  await isAt(page, 'Noah Park', /^12:00 PM/)
  await card(page, 'Noah Park').focus()
  await page.keyboard.down('Alt')
  for (let step = 0; step < 24; step += 1) await page.keyboard.press('ArrowUp')
  await page.keyboard.up('Alt')
  const refused = page.getByRole('dialog', { name: 'That time is taken' })
  await expect(refused).toContainText('Noah Park stays at Tue, Dec 1, 12:00 PM')
  await refused.getByRole('button', { name: /AM|PM/ }).first().click()
  await expect(refused).toHaveCount(0)
  await expect(page.locator('#announcer')).toContainText(/^Moved to/)

  // Days ahead nobody has come yet, and nobody has missed it.
  await card(page, 'Mia Wong').focus()
  await page.keyboard.press('s')
  for (const name of ['In clinic', 'Done', 'No-show'])
    await expect(page.getByRole('menuitemradio', { name })).toBeDisabled()
  await expect(page.getByRole('menuitemradio', { name: 'No-show' })).toContainText('on Tue, Dec 1')
  await page.keyboard.press('Escape')
  const early = await call(clinic, 'POST', `/api/appointments/${id}/status`, { status: 'noshow' })
  expect(early).toMatchObject({ status: 409, body: { type: '/problems/not-yet' } })

  clinic.clock.set('2026-12-01T15:00:00Z')
  await openAt(page, clinic, '/calendar?day=2026-12-01')
  await card(page, 'Mia Wong').focus()
  await page.keyboard.press('s')
  await page.getByRole('menuitemradio', { name: 'In clinic' }).click()
  await isAt(page, 'Mia Wong', /In clinic$/)
  await expect(page.locator('#announcer')).toContainText('Mia Wong: in the clinic')
  await page.keyboard.press('Control+z')
  await expect(page.locator('#announcer')).toContainText('Mia Wong: booked')
  await isAt(page, 'Mia Wong', /Booked$/)

  await card(page, 'Mia Wong').focus()
  await page.keyboard.press('s')
  await page.getByRole('menuitemradio', { name: 'Cancelled…' }).click()
  await page.getByRole('button', { name: 'Cancel the visit' }).click()
  await expect(card(page, 'Mia Wong')).toHaveCount(0)
  await expect(page.locator('#announcer')).toContainText('Mia Wong: cancelled')
  await page.keyboard.press('Control+z')
  await isAt(page, 'Mia Wong', /^10:00 AM.*Booked$/)
})

test('an appointment is booked on the calendar at a free time, and time is blocked', async ({
  clinic,
  page,
}) => {
  test.setTimeout(120_000)
  clinic.clock.set(NOW)
  await signIn(page, clinic)
  await openAt(page, clinic, '/calendar?day=2026-12-02')
  await page.getByRole('button', { name: 'New appointment', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option').first().click()
  await form.getByRole('combobox', { name: 'Patient' }).click()
  await page.keyboard.type('Olga Ruiz')
  await page.getByRole('option', { name: /New patient/ }).click()
  await form.getByLabel('E-mail').fill('olga.ruiz@example.com')
  await form.locator('.slot').first().click()
  await form.getByRole('button', { name: /^Book Wed, Dec 2/ }).click()
  await expect(card(page, 'Olga Ruiz')).toBeFocused()
  await expect(form).toHaveCount(0)
  const mail = await clinic.mailbox.waitFor(({ to }) => to.address === 'olga.ruiz@example.com')
  expect(mail.subject).toContain('December 2, 2026')

  await page.keyboard.press('n')
  await page.keyboard.press('b')
  await page.getByLabel('What for').fill('Team call')
  await page.getByRole('button', { name: 'Block this time' }).click()
  await expect(page.getByRole('button', { name: /blocked time: Team call/ })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /blocked time: Team call/ })).toHaveCount(0)

  for (const view of ['week', 'month', 'agenda']) {
    await openAt(page, clinic, `/calendar?view=${view}&day=2026-12-02`)
    await expect(page.getByText(/Olga Ruiz|1 visit/).first()).toBeVisible()
  }
})
