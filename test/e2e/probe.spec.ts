import { expect } from '@playwright/test'
import { test } from './clinic.ts'
test('serves health', async ({ clinic, page }) => {
  await page.goto(`${clinic.url}/healthz`)
  await expect(page.locator('body')).toContainText('ready')
})
