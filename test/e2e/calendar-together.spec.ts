/** Visits that are more than one practitioner’s or more than one time: teams, series, a month at a glance. */
import { expect, type Page } from '@playwright/test'
import { card, openCalendar, PRACTITIONERS, test } from './mock-desk.ts'

const announced = (page: Page) => page.locator('#announcer')
const cards = (page: Page, name: string) => page.locator('.visit', { hasText: name })
const undoButton = (page: Page) =>
  page.locator('.mantine-Notification-root').getByRole('button', { name: 'Undo' })

function sentTo(page: Page, address: RegExp): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && address.test(request.url())) bodies.push(request.postDataJSON())
  })
  return bodies
}

test.beforeEach(({ desk }) => desk.signInAs('owner'))

test('a visit that two hold together stands in both columns, and counts as either’s', async ({
  desk,
  page,
}) => {
  const visits = [{ name: 'Lena Fox', at: '10:00', minutes: 60, with: 0, together: [2] }]
  await desk.fill({ visits })
  await openCalendar(page, desk)
  await expect(cards(page, 'Lena Fox')).toHaveCount(2)
  const [one, two] = await cards(page, 'Lena Fox').all()
  const [left, right] = await Promise.all([one?.boundingBox(), two?.boundingBox()])
  expect(left?.y).toBe(right?.y)
  expect(right?.x ?? 0).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0))
  // Moved in the second one’s column, it stays with both.
  const moves = sentTo(page, /\/move$/)
  await cards(page, 'Lena Fox').nth(1).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(announced(page)).toContainText('Moved to 10:05 AM')
  expect(moves[0]).not.toHaveProperty('practitioner_id')
  await cards(page, 'Lena Fox').first().press('Enter')
  await expect(page.getByRole('dialog').getByText('Dr. Amy Lee, Sara Kim, NP')).toBeVisible()
  await page.keyboard.press('Escape')
  // On paper it is on both lists.
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('.print-sheet')
  await expect(sheet.getByRole('heading', { level: 2 })).toHaveText(['Dr. Amy Lee', 'Sara Kim, NP'])
  await expect(sheet.getByRole('row', { name: /Lena Fox/ })).toHaveCount(2)
  await page.emulateMedia({ media: 'screen' })
  // Who asks for the second one alone sees it.
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitemcheckbox', { name: PRACTITIONERS[2] }).click()
  await page.keyboard.press('Escape')
  await expect(cards(page, 'Lena Fox')).toHaveCount(1)
})

test('a room that the server passes over is not said to have been taken', async ({ desk, page }) => {
  await desk.fill({ visits: [{ name: 'Lena Fox', at: '10:00', minutes: 60, with: 0, room: 1 }] })
  await openCalendar(page, desk, '?by=room')
  await card(page, 'Lena Fox').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(announced(page)).toContainText('Nothing has changed: Lena Fox')
  await expect(announced(page)).not.toContainText('Moved to')
  await expect(undoButton(page)).toHaveCount(0)
})

test.describe('a series', () => {
  test.beforeEach(async ({ desk, page }) => {
    const visit = { name: 'Gus Hart', minutes: 30, with: 1, series: 's1' }
    await desk.fill({ visits: ['09:00', '10:00', '11:00'].map((at) => ({ ...visit, at })) })
    await openCalendar(page, desk)
  })
  const startsOf = (page: Page) =>
    cards(page, 'Gus Hart').evaluateAll((all) => all.map((each) => each.title.split(' – ')[0]).sort())

  test('moved from one on is taken back from that one on', async ({ page }) => {
    const moves = sentTo(page, /\/move$/)
    await cards(page, 'Gus Hart').nth(1).click()
    await page.getByRole('button', { name: 'Move to another time…' }).click()
    const drawer = page.getByRole('dialog', { name: 'Move Gus Hart' })
    await drawer.locator('label', { hasText: '1:30 PM' }).click()
    await drawer.getByRole('combobox', { name: 'Which visits' }).click()
    await page.getByRole('option', { name: 'This one and all after it' }).click()
    await drawer.getByRole('button', { name: /^Move to/ }).click()
    await expect(announced(page)).toContainText('and all after it')
    await expect.poll(() => startsOf(page)).toEqual(['1:30 PM', '2:30 PM', '9:00 AM'])
    await undoButton(page).click()
    await expect.poll(() => startsOf(page)).toEqual(['10:00 AM', '11:00 AM', '9:00 AM'])
    expect(moves.map(({ scope }) => scope)).toEqual(['following', 'following'])
  })

  test('cancelled from one on cannot be taken back, and none is offered', async ({ page }) => {
    await cards(page, 'Gus Hart').nth(1).focus()
    await page.keyboard.press('s')
    await page.getByRole('menuitemradio', { name: 'Cancelled…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Cancel Gus Hart’s visit?' })
    await dialog.getByRole('combobox', { name: 'Which visits' }).click()
    await page.getByRole('option', { name: 'This one and all after it' }).click()
    await dialog.getByRole('button', { name: 'Cancel the visit' }).click()
    await expect(announced(page)).toContainText('and all after it')
    await expect(announced(page)).toContainText('cannot be taken back')
    await expect(undoButton(page)).toHaveCount(0)
  })
})

test('the staff’s form asks what the service asks, and demands nothing', async ({ desk, page }) => {
  await desk.fill({ visits: [] })
  await openCalendar(page, desk)
  const books = sentTo(page, /\/api\/appointments$/)
  await page.getByRole('button', { name: 'New appointment', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Service' }).fill('Follow')
  await page.getByRole('option', { name: /Follow-up/ }).click()
  await expect(form.getByRole('group', { name: 'Questions of the service' })).toHaveCount(0)
  await form.getByRole('combobox', { name: 'Service' }).fill('New')
  await page.getByRole('option', { name: /New patient/ }).click()
  const questions = form.getByRole('group', { name: 'Questions of the service' })
  await questions.getByLabel('Your insurance').fill('Blue Shield')
  await form.getByRole('combobox', { name: 'Patient' }).fill('Ana Ruiz')
  await page.getByRole('option', { name: /^Ana Ruiz/ }).click()
  await form.locator('label', { hasText: '2:00 PM' }).click()
  await form.getByRole('button', { name: /^Book Mon/ }).click()
  await expect(card(page, 'Ana Ruiz')).toBeVisible()
  expect(books[0]?.answers).toEqual([{ question_id: 'insurance', value: 'Blue Shield' }])
})

test('the month names a day’s first visits beside its figures', async ({ desk, page }) => {
  const names = ['Ana Ruiz', 'Ben Cole', 'Chloe Tran', 'Derek Osei', 'Gus Hart']
  const visits = names.map((name, i) => ({
    name,
    at: `${String(9 + i).padStart(2, '0')}:00`,
    minutes: 30,
    with: 0,
  }))
  await desk.fill({
    visits: [...visits, { ...visits[0], name: 'Omar Said', at: '08:00', status: 'cancelled' } as never],
  })
  await openCalendar(page, desk, '?view=month')
  const day = page.locator('[data-day="2026-11-23"]')
  await expect(day).toContainText('5 visits')
  await expect(day.locator('.month-visit').first()).toHaveText('9:00 Ana Ruiz')
  await expect(day.locator('.month-visit')).toHaveCount(4)
  await expect(day).not.toContainText('Omar Said')
  await expect(day).toHaveAccessibleName(/5 visits, .* first 9:00 AM, Ana Ruiz/)
})

test('a visit past midnight is on the next day’s board too, and is moved on its own', async ({
  desk,
  page,
}) => {
  await desk.fill({ visits: [{ name: 'Gus Hart', at: '23:30', minutes: 60, with: 1 }] })
  await openCalendar(page, desk, '?day=2026-11-24&hours=all')
  await expect(card(page, 'Gus Hart')).toHaveAttribute('title', /^11:30 PM – 12:30 AM/)
  const moves = sentTo(page, /\/move$/)
  await card(page, 'Gus Hart').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await openCalendar(page, desk, '?day=2026-11-23&hours=all')
  await expect(card(page, 'Gus Hart')).toHaveAttribute('title', /^11:30 PM – 12:30 AM/)
  expect(moves).toEqual([])
})
