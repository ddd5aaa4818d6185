/** Every screen, light and dark, wide and phone-sized: no accessibility fault, nothing wider than the screen. */
import { expect } from '@playwright/test'
import { calcomBooking } from '../../scripts/calcom.ts'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

const PRACTITIONERS = [
  {
    id: 11,
    name: 'Dr. Amy Lee',
    email: 'amy.lee@riverside.example',
    username: 'amy',
    timeZone: 'America/Chicago',
  },
  {
    id: 12,
    name: 'Dr. Raj Shah',
    email: 'raj.shah@riverside.example',
    username: 'raj',
    timeZone: 'America/Chicago',
  },
  {
    id: 13,
    name: 'Sara Kim, NP',
    email: 'sara.kim@riverside.example',
    username: 'sara',
    timeZone: 'America/Chicago',
  },
]
const VISITS: [
  who: string,
  at: string,
  minutes: number,
  practitioner: number,
  status?: 'pending' | 'noshow',
][] = [
  ['Ben Cole', '08:45', 45, 0],
  ['Chloe Tran', '10:00', 30, 0],
  ['Derek Osei', '10:30', 60, 0, 'pending'],
  ['Eli Novak', '08:15', 30, 1, 'noshow'],
  ['Fatima Ali', '09:00', 30, 1],
  ['Gus Hart', '10:00', 45, 1],
  ['Joy Adeyemi', '09:30', 30, 2],
  ['Kai Brown', '11:00', 30, 2, 'pending'],
  ['Omar Said', '12:15', 20, 2],
]

/** A day as a clinic has it, made by deliveries alone. */
async function fillTheDay(clinic: RunningClinic): Promise<void> {
  clinic.clock.set(NOW)
  for (const [name, at, minutes, practitioner, status] of VISITS) {
    const start = Temporal.PlainDateTime.from(`2026-11-23T${at}`)
      .toZonedDateTime('America/Chicago')
      .toInstant()
    const handle = name.toLowerCase().replace(/\W+/g, '.')
    const booking = calcomBooking({
      startAt: start.toString(),
      endAt: start.add({ minutes }).toString(),
      attendee: { name, email: `${handle}@example.com`, timeZone: 'America/Chicago' },
      phone: `+1312555${String(2000 + VISITS.findIndex(([who]) => who === name))}`,
      answers: { city: 'Evanston', age: '41', insurance: 'Blue Cross PPO' },
      organizer: PRACTITIONERS[practitioner],
    })
    await clinic.deliver(status === 'pending' ? booking.requested() : booking.created())
    if (status === 'noshow') await clinic.deliver(booking.noShow())
  }
  // Phone of one person, e-mail of another: a question for staff.
  await clinic.deliver(
    calcomBooking({
      startAt: '2026-11-23T21:00:00Z',
      endAt: '2026-11-23T21:30:00Z',
      attendee: { name: 'Sam Green', email: 'ben.cole@example.com', timeZone: 'America/Chicago' },
      phone: '+13125552001',
      organizer: PRACTITIONERS[1],
    }).created(),
  )
  // Kept, and failed with its reason.
  await clinic.deliver({ triggerEvent: 'BOOKING_CREATED', createdAt: NOW, payload: { uid: 'nonsense' } })
}

const SCREENS = [
  ['/', /Monday, November 23/],
  ['/inbox', /Inbox/],
  ['/calendar', /^Mon.*, Nov.* 23/],
  ['/patients', /Patients/],
  ['/merge-queue', /Merge queue/],
  ['/outbox', /Outbox/],
  ['/reports', /Reports/],
  ['/settings/clinic', /Clinic/],
  ['/settings/team', /Team/],
  ['/settings/security', /Security/],
  ['/settings/connections', /Connections/],
  ['/settings/templates', /Message texts/],
] as const

test.beforeAll(async ({ clinic }) => fillTheDay(clinic))

test('every screen is accessible', async ({ clinic, page }) => {
  test.setTimeout(180_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, clinic)
  for (const [path, heading] of SCREENS) {
    await openAt(page, clinic, path)
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(await faults(page), path).toEqual([])
  }
  await openAt(page, clinic, '/patients')
  await page
    .getByRole('link', { name: /Gus Hart/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Gus Hart' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await faults(page), 'patient').toEqual([])
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type('Gus')
  await expect(page.getByRole('dialog').getByText('Gus Hart').first()).toBeVisible()
  expect(await faults(page), 'search').toEqual([])
})

test('on a phone nothing is wider than the screen', async ({ clinic, page }) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 390, height: 844 })
  await openAt(page, clinic, '/sign-in')
  await page.getByLabel('E-mail').fill(clinic.demo.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(clinic.demo.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: /November 23/ }).first()).toBeVisible()
  for (const [path, heading] of SCREENS) {
    await openAt(page, clinic, path)
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width, path).toBeLessThanOrEqual(390)
  }
})

test('sign-in, Today and a patient by keyboard alone', async ({ clinic, page }) => {
  await openAt(page, clinic, '/sign-in')
  await page.getByLabel('E-mail').focus()
  await page.keyboard.type(clinic.demo.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(clinic.demo.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /Ben Cole/ }).first()).toBeVisible()

  await page
    .getByRole('button', { name: /Ben Cole/ })
    .first()
    .focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator(':focus')).toHaveAccessibleName(/Chloe Tran/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Blue Cross PPO')
  // The drawer's first opening since the page was loaded.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator(':focus')).toHaveAccessibleName(/Chloe Tran/)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type('Fatima')
  await expect(page.getByRole('dialog').getByText('Fatima Ali').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Fatima Ali' })).toBeVisible()
})

test('a picture of Today for the README', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await expect(page.getByRole('button', { name: /Ben Cole/ }).first()).toBeVisible()
  // Taken at every run; kept in the repository only where it is asked for.
  const path = process.env.UPDATE_README ? 'docs/today.png' : 'test-results/today.png'
  await page.screenshot({ path, animations: 'disabled' })
})

test('staff say who it is, and the failed delivery is shown with its reason', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await openAt(page, clinic, '/merge-queue')
  await expect(page.getByText('Sam Green').first()).toBeVisible()
  await openAt(page, clinic, '/settings/connections')
  await expect(page.getByText(/Failed|Not processed/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Replay/ }).first()).toBeVisible()
})
