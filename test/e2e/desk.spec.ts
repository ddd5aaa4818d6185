/** Small things at the desk that cost time when they are wrong: where the focus is, whose name stands there, where a link leads. */
import { expect } from '@playwright/test'
import { calcomBooking } from '../../scripts/calcom.ts'
import { NOW, type RunningClinic, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

const DAY = '2026-12-09'
const maria = { name: 'Maria Lund', email: 'maria.lund@example.com', timeZone: 'America/Chicago' }
const booking = (name: string, hour: number, more: Parameters<typeof calcomBooking>[0] = {}) =>
  calcomBooking({
    startAt: `${DAY}T${hour}:00:00Z`,
    endAt: `${DAY}T${hour}:30:00Z`,
    attendee: { ...maria, name },
    phone: '+1 312 555 0163',
    ...more,
  })

test.beforeAll(async ({ clinic }) => {
  clinic.clock.set(NOW)
  const answers = { insurance: 'Aetna', utm_source: 'instagram', utm_campaign: 'spring' }
  await arrive(clinic, booking('Maria Lund', 16))
  await arrive(clinic, booking('Leo Lund', 17, { answers }))
})

test('closing a visit goes back to its card, also when a link had opened it', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await openAt(page, clinic, `/?day=${DAY}`)
  const card = page.getByRole('button', { name: /Leo Lund/ })
  await card.click()
  await expect(page.getByRole('dialog')).toContainText('Aetna')
  const opened = page.url()
  await page.keyboard.press('Escape')
  await expect(card).toBeFocused()

  await page.goto(opened)
  await expect(page.getByRole('dialog')).toContainText('Aetna')
  await page.keyboard.press('Escape')
  await expect(card).toBeFocused()
})

test('advertising codes stay folded', async ({ clinic, page }) => {
  await signIn(page, clinic)
  await openAt(page, clinic, `/?day=${DAY}`)
  await page.getByRole('button', { name: /Leo Lund/ }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('Aetna')).toBeVisible()
  await expect(drawer.getByText('spring')).toBeHidden()
  await drawer.getByText('More answers (2)').click()
  await expect(drawer.getByText('spring')).toBeVisible()
})

test('a child’s name stands in the list and in the search, and Enter opens the first hit at once', async ({
  clinic,
  page,
}) => {
  await signIn(page, clinic)
  await openAt(page, clinic, '/patients')
  await expect(page.getByRole('link', { name: /Maria Lund, Leo Lund/ })).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  // Faster than the server answers.
  await page.keyboard.type('Leo Lund')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Maria Lund' })).toBeVisible()
})

test('the address of somebody who was merged becomes that of the person', async ({ clinic, page }) => {
  const merged = await mergeTwo(clinic)
  await signIn(page, clinic)
  await openAt(page, clinic, `/patients/${merged.from}`)
  await expect(page).toHaveURL(new RegExp(`/patients/${merged.into}$`))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('who asked and has not booked is noted by keyboard, with what follows by itself, and can be removed', async ({
  clinic,
  page,
}) => {
  const tove = { name: 'Tove Berg', email: 'tove.berg@example.com', timeZone: 'America/Chicago' }
  const visit = booking('', 21, { attendee: tove, phone: '+1 312 555 0166' })
  await arrive(clinic, visit)
  await signIn(page, clinic)
  const [contact] = (await call<{ contacts: { id: string }[] }>(clinic, 'GET', '/api/contacts?search=Tove'))
    .contacts
  await openAt(page, clinic, `/patients/${contact?.id}`)
  const visits = page.getByRole('region', { name: 'Appointments' })
  await expect(visits.getByRole('listitem').first()).toContainText('Booked')
  const asked = visits.getByText('Asked, has not booked')
  await expect(asked).toHaveCount(0)

  await clinic.deliver(visit.cancelled())
  await asked.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const about = visits.getByLabel('What they asked about')
  await expect(about).toBeFocused()
  await expect.poll(() => about.locator('option').count()).toBeGreaterThan(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await expect(visits.getByText(/^Asked about .+, has not booked$/)).toBeVisible()
  await expect(visits.getByText('If they neither write nor book until Wed, Nov 25, 9:00 AM:')).toBeVisible()
  await expect(visits.getByText(/begins, with 5 steps; the first comes 1 day later/)).toBeVisible()
  await expect(visits.getByText('No consent to marketing is noted', { exact: false })).toBeVisible()
  expect(await faults(page)).toEqual([])

  await expect(visits.getByRole('button', { name: 'Remove: asked, has not booked' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(asked).toBeFocused()
})

test('how many offers somebody gets in a week is chosen by keyboard, and no more than three', async ({
  clinic,
  page,
}) => {
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/clinic')
  const most = page.getByLabel('Offers to one person a week, at most')
  await expect(most).toHaveValue('3')
  await most.focus()
  await page.keyboard.press('ArrowUp')
  await expect(most).toHaveValue('3')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('#announcer')).toHaveText('Saved')
  await page.reload()
  await expect(most).toHaveValue('2')
  expect(await call<{ clinic: object }>(clinic, 'GET', '/api/clinic')).toMatchObject({
    clinic: { marketing_per_week: 2 },
  })
  await most.fill('')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter 1, 2 or 3')).toBeVisible()
  await most.fill('3')
  await page.keyboard.press('Enter')
  await expect(page.locator('#announcer')).toHaveText('Saved')
})

test('what came in names the patient, and an address that Cal.com cannot reach is said to be one', async ({
  clinic,
  page,
}) => {
  await clinic.deliver({ triggerEvent: 'BOOKING_CREATED', createdAt: NOW, payload: { uid: 'unreadable' } })
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/connections')
  await expect(page.getByText('Booked · Leo Lund').first()).toBeVisible()
  await expect(page.getByText('Cal.com cannot reach this address')).toBeVisible()
  await page.getByLabel('Only what failed').click()
  await expect(page.getByText('Booked · Leo Lund')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Replay' }).first()).toBeVisible()
})

interface Conflict {
  id: string
  evidence: { name: string }
  email_contact: { id: string }
}

/** A booking with the phone of one person and the e-mail of another, of whom staff say that they are one. */
async function mergeTwo(clinic: RunningClinic): Promise<{ from: string; into: string }> {
  const ida = { name: 'Ida Brook', email: 'ida.brook@example.com', timeZone: 'America/Chicago' }
  const ivy = { name: 'Ivy Brook', email: 'ivy.brook@example.com', timeZone: 'America/Chicago' }
  await arrive(clinic, booking('', 18, { attendee: ida, phone: '+1 312 555 0164' }))
  await arrive(clinic, booking('', 19, { attendee: ivy, phone: '+1 312 555 0165' }))
  await arrive(clinic, booking('', 20, { attendee: ivy, phone: '+1 312 555 0164' }))
  const { conflicts } = await call<{ conflicts: Conflict[] }>(clinic, 'GET', '/api/identity-conflicts')
  const conflict = conflicts.find(({ evidence }) => evidence.name === 'Ivy Brook')
  const { contact_id: into } = await call<{ contact_id: string }>(
    clinic,
    'POST',
    `/api/identity-conflicts/${conflict?.id}/resolve`,
    { resolution: 'all_one_person' },
  )
  return { from: conflict?.email_contact.id ?? '', into }
}

/** Until it is processed: deliveries that wait together are taken in together, in any order. */
async function arrive(clinic: RunningClinic, made: ReturnType<typeof calcomBooking>): Promise<void> {
  await clinic.deliver(made.created())
  await expect(async () => {
    const path = `/api/appointments?search=${made.uid}`
    const { appointments } = await call<{ appointments: unknown[] }>(clinic, 'GET', path)
    expect(appointments).toHaveLength(1)
  }).toPass()
}

async function call<Answer>(
  clinic: RunningClinic,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${clinic.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${clinic.demo.api_key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await response.json()) as Answer
}
