/** The staff's calendar by mouse, keyboard and finger, against the mock. */
import { expect, type Page } from '@playwright/test'
import { card, drag, MONDAY, openCalendar, spotOf, test } from './mock-desk.ts'

const VISITS = [
  { name: 'Ben Cole', at: '09:00', minutes: 30, with: 0, status: 'arrived' },
  { name: 'Chloe Tran', at: '10:00', minutes: 30, with: 0 },
  { name: 'Derek Osei', at: '11:00', minutes: 60, with: 0, status: 'pending' },
  { name: 'Gus Hart', at: '10:00', minutes: 45, with: 1 },
  { name: 'Joy Adeyemi', at: '13:30', minutes: 30, with: 2 },
]

const announced = (page: Page) => page.locator('#announcer')
const isAt = (page: Page, name: string, when: RegExp) =>
  expect(card(page, name)).toHaveAttribute('title', when)

const undoButton = (page: Page, deed: string) =>
  page.locator('.mantine-Notification-root', { hasText: deed }).getByRole('button', { name: 'Undo' })

/** The bodies of what is sent to an address, as it is sent. */
function sentTo(page: Page, address: RegExp): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && address.test(request.url())) bodies.push(request.postDataJSON())
  })
  return bodies
}

test.beforeEach(async ({ desk }) => {
  await desk.signInAs('owner')
  await desk.fill({ visits: VISITS, busy: [{ at: '12:00', minutes: 60, with: 1, title: 'Lunch' }] })
})

test('a visit is dragged to another time and practitioner, and taken back', async ({ desk, page }) => {
  await openCalendar(page, desk)
  const moves = sentTo(page, /\/move$/)
  await drag(
    page,
    await spotOf(page, { column: 0, minutes: 10 * 60 + 10 }),
    await spotOf(page, { column: 3, minutes: 11 * 60 + 10 }),
  )
  await isAt(page, 'Chloe Tran', /^11:00 AM – 11:30 AM, .* with Dr. Omar Haddad/)
  await expect(announced(page)).toContainText('Moved to 11:00 AM with Dr. Omar Haddad')
  expect(moves).toHaveLength(1)
  expect(moves[0]).toMatchObject({ start_at: '2026-11-23T17:00:00.000Z', duration_minutes: 30, sequence: 0 })

  await undoButton(page, 'Moved to 11:00 AM').click()
  await isAt(page, 'Chloe Tran', /^10:00 AM – 10:30 AM, .* with Dr. Amy Lee/)
})

test('a visit is made longer by its lower edge', async ({ desk, page }) => {
  await openCalendar(page, desk)
  const box = await card(page, 'Chloe Tran').boundingBox()
  if (!box) throw new Error('no card')
  const edge = { x: box.x + box.width / 2, y: box.y + box.height - 2 }
  await drag(page, edge, { x: edge.x, y: edge.y + 15 * 1.7 })
  await isAt(page, 'Chloe Tran', /^10:00 AM – 10:45 AM/)
  await expect(announced(page)).toContainText('Now 45 minutes, until 10:45 AM')
  await page.keyboard.press('Control+z')
  await isAt(page, 'Chloe Tran', /^10:00 AM – 10:30 AM/)
})

test('Escape in the middle of a drag leaves everything where it was', async ({ desk, page }) => {
  await openCalendar(page, desk)
  const moves = sentTo(page, /\/move$/)
  const from = await spotOf(page, { column: 0, minutes: 10 * 60 + 10 })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 300, from.y + 100, { steps: 5 })
  await expect(page.locator('.ghost')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.locator('.ghost')).toHaveCount(0)
  await isAt(page, 'Chloe Tran', /^10:00 AM/)
  expect(moves).toEqual([])
})

test('an appointment is drawn on empty space and booked once, with its key', async ({ desk, page }) => {
  await openCalendar(page, desk)
  const bookings = sentTo(page, /\/api\/appointments$/)
  const keys: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/api\/appointments$/.test(request.url()))
      keys.push(request.headers()['idempotency-key'])
  })
  await drag(
    page,
    await spotOf(page, { column: 2, minutes: 9 * 60 + 2 }),
    await spotOf(page, { column: 2, minutes: 9 * 60 + 43 }),
  )
  const form = page.getByRole('dialog')
  await expect(form.getByText('Mon, Nov 23, 9:00 AM – 9:45 AM')).toBeVisible()
  await form.getByRole('button', { name: /^Book/ }).click()
  await expect(form.getByText('Choose what it is for')).toBeVisible()
  await form.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option', { name: /Follow-up/ }).click()
  await form.getByRole('combobox', { name: 'Patient' }).click()
  await page.keyboard.type('Zoe Winter')
  await page.getByRole('option', { name: /New patient/ }).click()
  await form.getByLabel('Phone', { exact: true }).fill('312 555 0111')
  await form.getByRole('combobox', { name: 'Repeat' }).click()
  await page.getByRole('option', { name: 'Every 2 weeks' }).click()
  await form.getByRole('button', { name: 'Book Mon, Nov 23, 9:00 AM' }).click()

  await isAt(page, 'Zoe Winter', /^9:00 AM – 9:45 AM, Zoe Winter, Follow-up, with Sara Kim, NP/)
  await expect(card(page, 'Zoe Winter')).toBeFocused()
  expect(bookings).toHaveLength(1)
  expect(bookings[0]).toMatchObject({
    start_at: '2026-11-23T15:00:00.000Z',
    duration_minutes: 45,
    contact: { name: 'Zoe Winter', phone: '312 555 0111' },
    repeat: { rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=6' },
  })
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
})

test('a time that was lost while booking is said, and the next free one is a press away', async ({
  desk,
  page,
}) => {
  await openCalendar(page, desk)
  await page.getByRole('button', { name: 'New appointment', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: 'Service' }).click()
  await page.getByRole('option', { name: /Follow-up/ }).click()
  await form.getByRole('combobox', { name: 'With' }).click()
  await page.getByRole('option', { name: 'Dr. Amy Lee' }).click()
  // What is taken is not among the free times; typed, it is warned of.
  await expect(form.getByRole('radio', { name: '9:30 AM' })).toBeVisible()
  await expect(form.getByRole('radio', { name: '10:00 AM' })).toHaveCount(0)
  await form.getByLabel('Another time').fill('10:00')
  await expect(form.getByText('10:00 AM is not offered.')).toBeVisible()
  await form.getByRole('combobox', { name: 'Patient' }).click()
  await page.keyboard.type('Zoe')
  await page.getByRole('option', { name: /New patient/ }).click()
  await form.getByRole('button', { name: /^Book Mon, Nov 23, 10:00 AM/ }).click()
  await expect(form.getByRole('alert')).toContainText('Somebody else has just taken this time')
  await form.getByRole('button', { name: /10:30 AM/ }).click()
  await isAt(page, 'Zoe', /^10:30 AM/)
})

test('with Alt held arrows carry a visit, and letting go drops it: one move, focus kept, said aloud', async ({
  desk,
  page,
}) => {
  await openCalendar(page, desk)
  const moves = sentTo(page, /\/move$/)
  await card(page, 'Chloe Tran').focus()
  await page.keyboard.down('Alt')
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key)
  await expect(announced(page)).toHaveText('10:10 AM – 10:40 AM, Dr. Omar Haddad')
  await page.keyboard.up('Alt')
  await isAt(page, 'Chloe Tran', /^10:10 AM – 10:40 AM, .* with Dr. Omar Haddad/)
  await expect(announced(page)).toContainText('Moved to 10:10 AM with Dr. Omar Haddad')
  await expect(card(page, 'Chloe Tran')).toBeFocused()

  await page.keyboard.press('Alt+Shift+ArrowDown')
  await isAt(page, 'Chloe Tran', /^10:10 AM – 10:45 AM/)
  expect(moves.map(({ sequence }) => sequence)).toEqual([0, 1])

  await page.keyboard.down('Alt')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await page.keyboard.up('Alt')
  await isAt(page, 'Chloe Tran', /^10:10 AM/)
  expect(moves).toHaveLength(2)

  await page.keyboard.press('Control+z')
  await isAt(page, 'Chloe Tran', /^10:10 AM – 10:40 AM/)
  await page.keyboard.press('Control+z')
  await isAt(page, 'Chloe Tran', /^10:00 AM – 10:30 AM, .* with Dr. Amy Lee/)
})

test('a move that loses the race goes back, says why and offers the next free times', async ({
  desk,
  page,
}) => {
  await openCalendar(page, desk)
  await card(page, 'Chloe Tran').focus()
  await page.keyboard.down('Alt')
  await page.keyboard.press('ArrowRight')
  await expect(announced(page)).toContainText('Overlaps Gus Hart')
  await page.keyboard.up('Alt')
  const dialog = page.getByRole('dialog', { name: 'That time is taken' })
  await expect(dialog).toContainText('with Dr. Raj Shah is not free: somebody else has just taken this time')
  await expect(dialog).toContainText('Chloe Tran stays at Mon, Nov 23, 10:00 AM with Dr. Amy Lee')
  await isAt(page, 'Chloe Tran', /^10:00 AM – 10:30 AM, .* with Dr. Amy Lee/)
  await dialog.getByRole('button', { name: '10:45 AM' }).click()
  await isAt(page, 'Chloe Tran', /^10:45 AM – 11:15 AM, .* with Dr. Raj Shah/)
  await expect(card(page, 'Chloe Tran')).toBeFocused()
})

test('what somebody else has moved meanwhile is read again, and said', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await desk.elsewhere({ name: 'Chloe Tran', start_at: '2026-11-23T20:00:00.000Z', quietly: true })
  await card(page, 'Chloe Tran').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(announced(page)).toContainText(
    'Somebody else has moved Chloe Tran meanwhile. It is at 2:00 PM',
  )
  await isAt(page, 'Chloe Tran', /^2:00 PM/)
})

test('what happens at another desk is seen here', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await isAt(page, 'Chloe Tran', /^10:00 AM/)
  await desk.elsewhere({ name: 'Chloe Tran', start_at: '2026-11-23T20:00:00.000Z' })
  await isAt(page, 'Chloe Tran', /^2:00 PM/)
  await expect(announced(page)).toContainText('Moved: Chloe Tran')
})

test('the status changes at a press, by menu and by key, and cancelling asks first', async ({
  desk,
  page,
}) => {
  await openCalendar(page, desk)
  await card(page, 'Chloe Tran').hover()
  await page.getByRole('button', { name: 'Arrived: Chloe Tran' }).click()
  await isAt(page, 'Chloe Tran', /In clinic$/)

  const missed = page.getByRole('menuitemradio', { name: 'No-show' })
  await card(page, 'Gus Hart').click({ button: 'right' })
  await expect(missed).toBeDisabled()
  await expect(missed).toContainText('from 10:00 AM')
  await page.keyboard.press('Escape')
  await page.clock.setFixedTime('2026-11-23T16:10:00Z')
  await card(page, 'Gus Hart').click({ button: 'right' })
  await missed.click()
  await isAt(page, 'Gus Hart', /No-show$/)
  await page.keyboard.press('Control+z')
  await isAt(page, 'Gus Hart', /Booked$/)

  await card(page, 'Gus Hart').focus()
  await page.keyboard.press('s')
  await page.getByRole('menuitemradio', { name: 'Cancelled…' }).click()
  const question = page.getByRole('dialog', { name: 'Cancel Gus Hart’s visit?' })
  await question.getByLabel('Reason').fill('Has a cold')
  await question.getByRole('button', { name: 'Cancel the visit' }).click()
  await expect(card(page, 'Gus Hart')).toHaveCount(0)
  await undoButton(page, 'Gus Hart: cancelled').click()
  await isAt(page, 'Gus Hart', /Booked$/)

  await card(page, 'Derek Osei').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await isAt(page, 'Derek Osei', /Booked$/)
})

test('time is blocked with the keyboard, moved by dragging and freed again', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await card(page, 'Joy Adeyemi').focus()
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: /^New appointment at 2:00 PM, Sara Kim, NP/ })).toBeFocused()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('b')
  const form = page.getByRole('dialog')
  await form.getByLabel('What for').fill('Team call')
  await expect(form.getByLabel('Until')).toHaveValue('14:45')
  await form.getByRole('button', { name: 'Block this time' }).click()
  const block = page.getByRole('button', { name: /2:00 PM – 2:45 PM, blocked time: Team call/ })
  await expect(block).toBeFocused()
  await expect(form).toHaveCount(0)

  await drag(
    page,
    await spotOf(page, { column: 2, minutes: 14 * 60 + 20 }),
    await spotOf(page, { column: 2, minutes: 11 * 60 + 20 }),
  )
  await expect(page.getByRole('button', { name: /11:00 AM – 11:45 AM, blocked time/ })).toBeVisible()
  await page.getByRole('button', { name: /11:00 AM – 11:45 AM, blocked time/ }).click()
  await page.getByRole('button', { name: 'Free this time' }).click()
  await expect(page.getByRole('button', { name: /blocked time: Team call/ })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(
    page.getByRole('button', { name: /11:00 AM – 11:45 AM, blocked time: Team call/ }),
  ).toBeVisible()
})

test('everything is reached by keyboard alone', async ({ desk, page }) => {
  await openCalendar(page, desk)
  const heading = page.getByRole('heading', { level: 1 })
  await page.keyboard.press('ArrowRight')
  await expect(heading).toContainText('Tuesday, November 24')
  await page.keyboard.press('w')
  await expect(heading).toContainText('Nov 22 – Nov 28')
  await page.keyboard.press('m')
  await expect(heading).toContainText('November 2026')
  await expect(
    page.getByRole('button', { name: /Monday, November 23, 5 visits, 1 unconfirmed/ }),
  ).toBeVisible()
  await page.keyboard.press('a')
  await expect(heading).toContainText('From Tuesday, November 24')
  await page.keyboard.press('d')
  await page.keyboard.press('t')
  await expect(heading).toContainText('Monday, November 23')
  await expect(page).toHaveURL(/\/calendar$/)

  // Into the grid by Tab: to what comes next, then by arrows; Enter opens, Escape comes back.
  await page.locator('.day-scroller').focus()
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveAccessibleName(/Ben Cole/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator(':focus')).toHaveAccessibleName(/Gus Hart/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Gus Hart')
  await page.keyboard.press('Escape')
  await expect(page.locator(':focus')).toHaveAccessibleName(/Gus Hart/)

  // An empty time by arrows, Enter opens the form, Escape comes back to it.
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveAccessibleName(/^New appointment at 8:00 AM, Dr. Amy Lee/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(announced(page)).toContainText('8:15 AM – 8:45 AM, Dr. Raj Shah')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('Mon, Nov 23, 8:15 AM – 8:45 AM')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.locator(':focus')).toHaveAccessibleName(/^New appointment at 8:15 AM, Dr. Raj Shah/)
})

test('moving without dragging, to another day', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await card(page, 'Chloe Tran').click()
  await page.getByRole('button', { name: 'Move to another time…' }).click()
  const form = page.getByRole('dialog', { name: 'Move Chloe Tran' })
  await form.getByRole('button', { name: /^Tuesday, November 24/ }).click()
  await form.locator('label', { hasText: '8:30 AM' }).click()
  await form.getByRole('button', { name: 'Move to Tue, Nov 24, 8:30 AM' }).click()
  await expect(card(page, 'Chloe Tran')).toHaveCount(0)
  await expect(announced(page)).toContainText('Moved to Tue, Nov 24, 8:30 AM with Dr. Amy Lee')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await isAt(page, 'Chloe Tran', /^8:30 AM/)
})

test('what is filtered is in the address, and so it can be sent to somebody', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Dr. Raj Shah' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 2, name: 'Dr. Amy Lee' })).toHaveCount(0)
  await expect(page).toHaveURL(/practitioners=/)
  await page.reload()
  await expect(card(page, 'Gus Hart')).toBeVisible()
  await expect(card(page, 'Chloe Tran')).toHaveCount(0)
  await page.getByRole('button', { name: 'Filter, 1 in use' }).click()
  await page.getByRole('menuitem', { name: 'Show everything' }).click()
  await expect(card(page, 'Chloe Tran')).toBeVisible()
})

test('in a week a visit is dragged to another day', async ({ desk, page }) => {
  await openCalendar(page, desk, '?view=week')
  const from = await card(page, 'Joy Adeyemi').boundingBox()
  const to = await spotOf(page, { column: 3, columns: 7, minutes: 13 * 60 + 45 })
  if (!from) throw new Error('no card')
  await drag(page, { x: from.x + 20, y: from.y + 15 * 1.7 }, to)
  await isAt(page, 'Joy Adeyemi', /^1:30 PM – 2:00 PM/)
  await expect(announced(page)).toContainText('Moved to Wed, Nov 25, 1:30 PM with Sara Kim, NP')
})

test('rooms have columns of their own', async ({ desk, page }) => {
  await desk.fill({ visits: [{ name: 'Lena Fox', at: '10:00', minutes: 60, with: 0, room: 0 }] })
  await openCalendar(page, desk, '?by=room')
  const moves = sentTo(page, /\/move$/)
  await expect(page.getByRole('heading', { level: 2, name: 'Procedure room' })).toBeVisible()
  await card(page, 'Lena Fox').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(announced(page)).toContainText('Moved to Room 2')
  expect(moves[0]).toMatchObject({ resource_ids: [expect.any(String)] })
  expect(moves[0]).not.toHaveProperty('practitioner_id')
})

test('on paper the day is a list', async ({ desk, page }) => {
  await openCalendar(page, desk)
  await expect(card(page, 'Chloe Tran')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('.print-sheet')
  await expect(sheet.getByRole('heading', { name: 'Dr. Amy Lee' })).toBeVisible()
  await expect(sheet.getByRole('row', { name: /10:00 AM – 10:30 AM Chloe Tran/ })).toBeVisible()
  await expect(page.locator('.calendar-bar')).toBeHidden()
  await expect(page.locator('.day-field')).toBeHidden()
})

test('who may only look can open and not move', async ({ desk, page }) => {
  await desk.signInAs('viewer')
  await openCalendar(page, desk)
  await isAt(page, 'Chloe Tran', /^10:00 AM/)
  const moves = sentTo(page, /\/move$/)
  await drag(
    page,
    await spotOf(page, { column: 0, minutes: 10 * 60 + 10 }),
    await spotOf(page, { column: 0, minutes: 14 * 60 }),
  )
  await card(page, 'Chloe Tran').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Chloe Tran')
  await expect(page.getByRole('button', { name: 'Move to another time…' })).toHaveCount(0)
  expect(moves).toEqual([])
})

test.describe('in a browser on the other side of the world', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })

  test('the clinic’s clock counts', async ({ desk, page }) => {
    await openCalendar(page, desk)
    await isAt(page, 'Chloe Tran', /^10:00 AM/)
    const moves = sentTo(page, /\/move$/)
    await card(page, 'Chloe Tran').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await isAt(page, 'Chloe Tran', /^10:05 AM/)
    expect(moves[0]).toMatchObject({ start_at: '2026-11-23T16:05:00.000Z' })
  })

  test('on the night on which an hour comes twice, each of them is a place', async ({ desk, page }) => {
    await desk.fill({ day: '2026-11-01', visits: [{ name: 'Ana Ruiz', at: '00:30', minutes: 30, with: 0 }] })
    await openCalendar(page, desk, '?day=2026-11-01&hours=all&off=shown', '2026-11-01T14:00:00Z')
    await expect(page.getByText('The clocks go back: this day has 25 hours.')).toBeVisible()
    await expect(page.locator('.day-hours').getByText(/^1:00\sAM\sC[DS]T$/)).toHaveCount(2)
    const moves = sentTo(page, /\/move$/)
    await card(page, 'Ana Ruiz').focus()
    await page.keyboard.down('Alt')
    for (let step = 0; step < 18; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.up('Alt')
    // An hour and a half on: two o'clock would be the clock's answer; it is the second one o'clock.
    await isAt(page, 'Ana Ruiz', /^1:00 AM – 1:30 AM/)
    expect(moves[0]).toMatchObject({ start_at: '2026-11-01T07:00:00.000Z' })
  })
})

test('forty columns: what is out of view is there when it is gone to', async ({ desk, page }) => {
  await desk.fill({ practitioners: 40, count: 400 })
  await openCalendar(page, desk, `?day=${MONDAY}`)
  await expect(card(page, 'Patient 1')).toBeVisible()
  const drawn = await page.locator('.visit').count()
  expect(drawn).toBeLessThan(200)
  await page.locator('.day-scroller').evaluate((scroller) => {
    scroller.scrollLeft = scroller.scrollWidth
  })
  await expect(page.locator('.visit', { hasText: /^.*Patient 40\b/ }).first()).toBeVisible()
})
