/** Settings > Connections on the mock: choosing a vendor, entering what it asks for, checking and changing it. */
import { expect, type Page } from '@playwright/test'
import { test } from './mock-desk.ts'
import { faults } from './page.ts'
import { open, sent } from './settings.ts'

test.beforeEach(async ({ desk }) => desk.signInAs('owner'))

const dialog = (page: Page) => page.getByRole('dialog')
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function choose(page: Page, vendor: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog(page).getByRole('button', { name: vendor }).click()
}

test(`connecting is accessible`, async ({ desk, page }) => {
  test.setTimeout(120_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, desk, '/settings/connections', 'Connections')
  await page.evaluate("document.querySelectorAll('details').forEach((each) => each.setAttribute('open', ''))")
  expect(await faults(page), 'list').toEqual([])
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog(page).getByText('Direct messages to your professional account.')).toBeVisible()
  expect(await faults(page), 'vendors').toEqual([])
  await dialog(page).getByRole('button', { name: 'WhatsApp' }).click()
  expect(await faults(page), 'form').toEqual([])
})

test('a vendor is connected with what it asks for; a wrong field is named, a check says what is wrong', async ({
  desk,
  page,
}) => {
  await open(page, desk, '/settings/connections', 'Connections')
  await choose(page, 'SMS by Twilio')
  await dialog(page).getByLabel('Name').fill('Second number')
  const connect = dialog(page).getByRole('button', { name: 'Connect' })
  await expect(connect).toBeDisabled()
  await dialog(page).getByRole('textbox', { name: 'Account SID' }).fill('AC1')
  await dialog(page).getByRole('textbox', { name: 'Auth token' }).fill('wrong')
  await dialog(page).getByRole('textbox', { name: 'Phone number' }).fill('312 555 0100')
  await connect.click()
  await expect(dialog(page).getByRole('textbox', { name: 'Phone number' })).toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await dialog(page).getByRole('textbox', { name: 'Phone number' }).fill('+13125550100')
  const posted = sent(page, 'POST', /\/api\/connections$/)
  await connect.click()
  expect((await posted).postDataJSON()).toEqual({
    vendor: 'twilio',
    name: 'Second number',
    credentials: { account_sid: 'AC1', auth_token: 'wrong', phone_number: '+13125550100' },
  })
  const added = card(page, 'Second number')
  await expect(added.getByText('Not checked yet')).toBeVisible()
  await expect(added.getByRole('textbox', { name: 'Webhook address' })).toHaveValue(/\/webhooks\/twilio\//)
  await added.getByRole('button', { name: 'Check Second number' }).click()
  await expect(added.getByText('Does not work')).toBeVisible()
  await expect(
    added.getByText('The vendor does not accept these credentials. Change them here.'),
  ).toBeVisible()

  await added.getByRole('button', { name: 'Change Second number' }).click()
  const save = dialog(page).getByRole('button', { name: 'Save' })
  await expect(save).toBeDisabled()
  await expect(dialog(page).getByRole('textbox', { name: 'Account SID' })).toHaveValue('AC1')
  await expect(dialog(page).getByRole('textbox', { name: 'Auth token' })).toHaveValue('')
  await dialog(page).getByRole('textbox', { name: 'Auth token' }).fill('right')
  const changed = sent(page, 'PUT', /\/credentials$/)
  await save.click()
  expect((await changed).postDataJSON()).toEqual({ credentials: { auth_token: 'right' } })
  await expect(added.getByText('Not checked yet')).toBeVisible()
  await added.getByRole('button', { name: 'Check Second number' }).click()
  await expect(added.getByText('Works', { exact: true })).toBeVisible()
  await expect(added.getByText(/Riverside Family Clinic, \(312\) 555-0100/)).toBeVisible()
})

test('the website chat is one line to copy, and is connected once', async ({ desk, page }) => {
  await open(page, desk, '/settings/connections', 'Connections')
  await choose(page, 'Website chat')
  await dialog(page).getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByRole('textbox', { name: 'Line for your pages' })).toHaveValue(
    '<script src="https://foyer.riverside.clinic/widget.js" data-clinic="riverside" async></script>',
  )
  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog(page).getByRole('button', { name: 'WhatsApp' })).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Website chat' })).toHaveCount(0)
})

test('Cal.com’s secret is shown once, and the others’ never', async ({ desk, page }) => {
  await open(page, desk, '/settings/connections', 'Connections')
  await choose(page, 'Cal.com')
  await dialog(page).getByLabel('Name').fill('Second calendar')
  await dialog(page).getByRole('button', { name: 'Connect' }).click()
  const secret = page.getByRole('dialog', { name: 'Now tell Cal.com' })
  await expect(secret.getByRole('textbox', { name: 'Secret' })).toHaveValue(/^whsec_/)
  await page.keyboard.press('Escape')
  await expect(secret).toBeVisible()
  await secret.getByRole('button', { name: 'I pasted both into Cal.com' }).click()
  await expect(card(page, 'Second calendar').getByText('Not tested yet')).toBeVisible()
})

test('the chat’s secret, with which the clinic’s own site vouches for its visitors, is made and shown once', async ({
  desk,
  page,
}) => {
  await open(page, desk, '/settings/connections', 'Connections')
  await page.getByRole('button', { name: 'New secret for Website chat' }).click()
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  const secret = page.getByRole('dialog', { name: 'Now tell your server' })
  await expect(secret.getByRole('textbox', { name: 'Secret' })).toHaveValue(/^whsec_/)
  await expect(secret.getByText('Webhook address')).toHaveCount(0)
  await secret.getByRole('button', { name: 'My server has it' }).click()
  await expect(secret).toHaveCount(0)
})

test('the front desk reads connections and changes none', async ({ desk, page }) => {
  await desk.signInAs('operator')
  await open(page, desk, '/settings/connections', 'Connections')
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(page.getByRole('button', { name: /^Check / })).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
})
