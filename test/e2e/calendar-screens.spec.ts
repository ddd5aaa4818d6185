/** How the calendar looks and feels: no accessibility fault in light and dark, and at home on a phone. */
import { expect, type Locator, type Page } from '@playwright/test'
import { card, openCalendar, test } from './mock-desk.ts'
import { faults } from './page.ts'

const DAY = {
  visits: [
    { name: 'Ana Ruiz', at: '08:00', minutes: 30, with: 0, status: 'fulfilled', service: 0 },
    { name: 'Ben Cole', at: '08:45', minutes: 45, with: 0, status: 'arrived', service: 2, room: 0 },
    { name: 'Chloe Tran', at: '10:00', minutes: 20, with: 0, service: 3 },
    { name: 'Derek Osei', at: '10:30', minutes: 60, with: 0, status: 'pending', service: 0 },
    { name: 'Eli Novak', at: '08:15', minutes: 30, with: 1, status: 'noshow' },
    { name: 'Gus Hart', at: '10:00', minutes: 45, with: 1, service: 2 },
    { name: 'Lena Fox', at: '09:15', minutes: 75, with: 3, service: 0, room: 2 },
    { name: 'Omar Said', at: '12:15', minutes: 20, with: 2, status: 'cancelled' },
  ],
  busy: [{ at: '12:00', minutes: 60, with: 1, title: 'Lunch' }],
  holds: [{ at: '14:00', minutes: 30, with: 0 }],
}
const EVERYTHING = 'status=pending,booked,arrived,fulfilled,noshow,cancelled'

test.beforeEach(async ({ desk }) => {
  await desk.signInAs('owner')
  await desk.fill(DAY)
})

test(`every view is accessible`, async ({ desk, page }) => {
  test.setTimeout(180_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const search of [`?${EVERYTHING}`, '?by=room', '?view=week', '?view=month', '?view=agenda']) {
    await openCalendar(page, desk, search)
    await page.waitForLoadState('networkidle')
    expect(await faults(page), `${search}`).toEqual([])
  }
  await openCalendar(page, desk)
  await card(page, 'Chloe Tran').hover()
  expect(await faults(page), `tools`).toEqual([])
  await card(page, 'Chloe Tran').focus()
  await page.keyboard.press('s')
  await expect(page.getByRole('menuitemradio', { name: 'Done' })).toBeVisible()
  expect(await faults(page), `menu`).toEqual([])
  await page.keyboard.press('Escape')
  await card(page, 'Chloe Tran').click()
  await expect(page.getByRole('button', { name: 'Move to another time…' })).toBeVisible()
  expect(await faults(page), `drawer`).toEqual([])
  await page.getByRole('button', { name: 'Move to another time…' }).click()
  await expect(page.getByRole('dialog', { name: 'Move Chloe Tran' }).getByText('Morning')).toBeVisible()
  expect(await faults(page), `moving`).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New appointment', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Service' })).toBeVisible()
  await page.getByRole('option', { name: /Follow-up/ }).click()
  expect(await faults(page), `form`).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('nothing is wider than the screen', async ({ desk, page }) => {
    for (const search of ['', '?view=week', '?view=month', '?view=agenda']) {
      await openCalendar(page, desk, search)
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate('document.documentElement.scrollWidth'), search).toBeLessThanOrEqual(390)
    }
  })

  test('one practitioner fills the screen, and a swipe or the list goes to the next', async ({
    desk,
    page,
  }) => {
    await openCalendar(page, desk)
    await expect(card(page, 'Chloe Tran')).toBeInViewport()
    await expect(card(page, 'Gus Hart')).not.toBeInViewport()
    await touch(page, [
      [330, 700],
      [60, 700],
    ])
    await expect(card(page, 'Gus Hart')).toBeInViewport()
    await expect(page.getByRole('combobox', { name: 'Whose day' })).toHaveValue('Dr. Raj Shah')
    await page.getByRole('combobox', { name: 'Whose day' }).click()
    await page.getByRole('option', { name: 'Dr. Omar Haddad' }).click()
    await expect(card(page, 'Lena Fox')).toBeInViewport()
  })

  test('a long press lifts a visit; a short one scrolls', async ({ desk, page }) => {
    await openCalendar(page, desk)
    const box = await card(page, 'Chloe Tran').boundingBox()
    if (!box) throw new Error('no card')
    const at: [number, number] = [box.x + 60, box.y + 15]
    await touch(page, [at, [at[0], at[1] - 90]])
    await expect(card(page, 'Chloe Tran')).toHaveAttribute('title', /^10:00 AM/)
    await page.locator('.day-scroller').evaluate((scroller) => {
      scroller.scrollTop = 60
    })
    const now = await restingBox(card(page, 'Chloe Tran'))
    const from: [number, number] = [now.x + 60, now.y + 15]
    await touch(page, [from, [from[0], from[1] + 90 * 1.7]], { holdMs: 600 })
    await expect(card(page, 'Chloe Tran')).toHaveAttribute('title', /^11:30 AM/)
  })
})

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>

/** Where it stands when the page has stopped scrolling. */
async function restingBox(locator: Locator): Promise<Box> {
  let box: Box | null = null
  await expect
    .poll(
      async () => {
        const before = box
        box = await locator.boundingBox()
        return box !== null && box.y === before?.y
      },
      { intervals: [150] },
    )
    .toBe(true)
  if (!box) throw new Error('it is not on the page')
  return box
}

/** A finger from one place to another, after holding still for a while. */
async function touch(
  page: Page,
  [from, to]: [from: [number, number], to: [number, number]],
  { holdMs = 0 } = {},
): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: [number, number]) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] })
  await send('touchStart', from)
  if (holdMs > 0) await expect(page.locator('.ghost')).toBeVisible({ timeout: holdMs + 5000 })
  for (let step = 1; step <= 10; step += 1)
    await send('touchMove', [
      from[0] + ((to[0] - from[0]) * step) / 10,
      from[1] + ((to[1] - from[1]) * step) / 10,
    ])
  await send('touchEnd')
}
