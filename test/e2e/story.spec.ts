/** The whole story in a real browser: a booking at Cal.com becomes a patient whom the staff see, confirmed and reminded. */
import { expect } from '@playwright/test'
import { calcomBooking } from '../../scripts/calcom.ts'
import type { ReceivedMail } from '../mailbox.ts'
import { NOW, test } from './clinic.ts'
import { openAt, signIn } from './page.ts'

const ana = { name: 'Ana Ruiz', email: 'ana.ruiz@example.com', timeZone: 'America/Chicago' }

test('a booking at Cal.com appears live, is confirmed, reminded, moved and cancelled', async ({
  clinic,
  page,
}) => {
  // The mailbox is shared with the other stories of this Foyer; here only Ana's mail counts.
  const toAna = ({ to }: ReceivedMail) => to.address === ana.email
  const mailOf = (beginning: string) =>
    clinic.mailbox.waitFor((mail) => toAna(mail) && mail.subject.startsWith(beginning))
  const received = (beginning = '') =>
    clinic.mailbox.messages.filter((mail) => toAna(mail) && mail.subject.startsWith(beginning)).length

  clinic.clock.set(NOW)
  await signIn(page, clinic)
  await page.goto(`${clinic.url}/?day=2026-11-27`)
  await expect(page.getByRole('heading', { name: /Friday, November 27/ })).toBeVisible()

  // Delivered: it appears on the open screen without a reload.
  const booking = calcomBooking({
    startAt: '2026-11-27T20:00:00Z',
    endAt: '2026-11-27T20:30:00Z',
    attendee: ana,
    phone: '+1 312 555 0142',
    answers: { age: '35', city: 'Evanston' },
  })
  await clinic.deliver(booking.created())
  const card = page.getByRole('button', { name: /Ana Ruiz/ }).first()
  await expect(card).toBeVisible()

  // The patient's page: everything at once.
  await card.click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('35', { exact: true })).toBeVisible()
  await drawer
    .getByRole('link', { name: /patient|page/i })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ana Ruiz' })).toBeVisible()
  await expect(page.getByText('(312) 555-0142').first()).toBeVisible()
  await expect(page.getByText('Evanston').first()).toBeVisible()
  await expect(page.getByText('3 days before', { exact: true })).toBeVisible()
  await expect(page.getByText('Planned').first()).toBeVisible()
  const patientUrl = page.url()

  // Confirmed: by SMTP with an invitation, and in the Outbox.
  const confirmation = await mailOf('')
  expect(confirmation.subject).toContain('Friday, November 27, 2026')
  expect(confirmation.calendar?.method).toBe('REQUEST')
  expect(confirmation.calendar?.content).toContain('SEQUENCE:0')
  await page.goto(`${clinic.url}/outbox`)
  await page
    .getByText(/Ana Ruiz/)
    .first()
    .click()
  await expect(
    page.getByText('Your appointment at Riverside is booked for Friday, November 27, 2026').first(),
  ).toBeVisible()

  // The clock goes on: reminded three days and one day before.
  for (const at of ['2026-11-24T20:00:01Z', '2026-11-26T20:00:01Z']) {
    clinic.clock.set(at)
    const sent = received('Reminder')
    await expect.poll(() => received('Reminder')).toBe(sent + 1)
  }
  await openAt(page, clinic, new URL(patientUrl).pathname)
  await page.getByText(/^Sent or ended/).click()
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible()

  // Moved at Cal.com: the same visit at another time, its reminders armed anew.
  const moved = booking.movedTo({ startAt: '2026-12-02T16:00:00Z' })
  await clinic.deliver(moved.rescheduled())
  const newTime = await mailOf('New time')
  expect(newTime.calendar?.content).toContain('SEQUENCE:1')
  await expect(page.getByText(/Dec 2|December 2/).first()).toBeVisible()
  await expect(page.getByText('Planned').first()).toBeVisible()

  // Cancelled: nothing is planned any more, and the patient's calendar knows.
  await clinic.deliver(moved.cancelled())
  const cancelled = await mailOf('Cancelled')
  expect(cancelled.calendar?.method).toBe('CANCEL')
  expect(cancelled.calendar?.content).toContain('SEQUENCE:2')
  await expect(page.getByText('Cancelled').first()).toBeVisible()
  await expect(page.getByText('Planned', { exact: true })).toHaveCount(0)
  const count = received()
  clinic.clock.set('2026-12-03T16:00:00Z')
  await page.waitForTimeout(2_500)
  expect(received()).toBe(count)
})
