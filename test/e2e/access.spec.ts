/** Somebody forgot the password: asks for a link, gets it by mail, chooses another, and signs in with it. */
import { expect } from '@playwright/test'
import { test } from './clinic.ts'
import { faults, openAt } from './page.ts'

const TOM = { name: 'Tom Becker', email: 'tom.becker@example.com', password: 'correct horse battery' }
const NEW = 'another horse battery'

test('a forgotten password is chosen anew through a mailed link', async ({ clinic, page }) => {
  const signedUp = await fetch(`${clinic.url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: clinic.url },
    body: JSON.stringify(TOM),
  })
  expect(signedUp.status).toBe(200)

  await openAt(page, clinic, '/sign-in')
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('E-mail').fill(TOM.email)
  await page.keyboard.press('Enter')
  await expect(page.getByText('a mail with a link is on its way')).toBeVisible()
  expect(await faults(page)).toEqual([])

  const mail = await clinic.mailbox.waitFor(({ to }) => to.address === TOM.email)
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? ''
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('New password').fill('short')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Use at least 10')).toBeVisible()
  await page.getByLabel('New password').fill(NEW)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Sign in to Foyer' })).toBeVisible()
  await page.getByLabel('E-mail').fill(TOM.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(NEW)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/welcome$/)

  await page.goto(link)
  await page.getByLabel('New password').fill('a third horse battery')
  await page.keyboard.press('Enter')
  await expect(page.getByText('used before, or its hour is over')).toBeVisible()
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
})
