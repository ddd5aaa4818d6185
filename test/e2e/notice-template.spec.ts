/** What is told of a visit on WhatsApp, chosen beside its texts. */
import { expect } from '@playwright/test'
import { NOW, test } from './clinic.ts'
import { faults, openAt, signIn } from './page.ts'

test.use({ clinicFor: 'notice-template' })

test('a notice has an approved template for WhatsApp, and texts that are no such notice have none', async ({
  clinic,
  page,
}) => {
  const template = {
    ...{ name: 'visit_booked', language: 'en_US', category: 'utility', status: 'approved' },
    ...{ pattern: 'See you {{1}}.', gaps: ['1'], is_sendable: true, hindrance: null },
  }
  const listed = { read_at: NOW, remedy: null, templates: [template] }
  await page.route('**/api/whatsapp-templates', (route) => route.fulfill({ json: listed }))
  await signIn(page, clinic)
  await openAt(page, clinic, '/settings/templates?text=confirmation')
  const summary = page.getByText('On WhatsApp, when it cannot go by e-mail or text message')
  await summary.click()
  await page.getByRole('combobox', { name: 'Approved template' }).click()
  await page.getByRole('option', { name: 'visit_booked' }).click()
  await page.getByRole('textbox', { name: 'Gap 1' }).fill('{{nonsense}}')
  await page.getByRole('button', { name: 'Save for WhatsApp' }).click()
  await expect(page.getByText(/gap that no value exists for/i).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Gap 1' }).fill('{{weekday}}')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Save for WhatsApp' }).click()
  await expect(page.getByRole('button', { name: 'Save for WhatsApp' })).toBeDisabled()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Gap 1' })).toHaveValue('{{weekday}}')
  await openAt(page, clinic, '/settings/templates?text=reminder')
  await expect(summary).toHaveCount(0)
})
