/** The booking page on a clinic's own site: in the page, or over it, by one line. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from '@playwright/test'
import { NOW, test } from './clinic.ts'

/** Another site, at another origin. Its policy allows what a clinic has to allow, and no more. */
async function openSite(body: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><html lang="en"><title>A site</title><body><h1>A site</h1>${body}</body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function bookIn(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe')
  await frame.getByRole('link', { name: /^Tuesday, December 1\b/ }).click()
  await frame.getByRole('button', { name: '9:00 AM', exact: true }).click()
  await frame.getByLabel('Full name').fill('Emma Beds')
  await frame.getByLabel('Phone number').fill('(312) 555-0181')
  await frame.getByRole('button', { name: 'Book this appointment' }).click()
  await expect(frame.getByRole('heading', { name: 'You are booked' })).toBeVisible()
}

test.use({ clinicFor: 'patients' })
test.beforeEach(({ clinic }) => clinic.clock.set(NOW))

test('inline: as high as its page, with what brought the visitor, and told when it is booked', async ({
  clinic,
  page,
}) => {
  const site = await openSite(
    `<script>window.booked = 0; addEventListener('foyer:booked', () => window.booked++)</script>
     <script src="${clinic.url}/embed.js" data-clinic="riverside" data-service="skin-check" data-source="widget" async></script>`,
  )
  await page.goto(`${site.url}/?utm_campaign=spring&secret=1`)
  const frame = page.locator('iframe')
  await expect(frame).toHaveAttribute(
    'src',
    `${clinic.url}/riverside/skin-check?utm_campaign=spring&source=widget&embed=1`,
  )
  const inside = page.frameLocator('iframe')
  await inside.getByRole('link', { name: /^Next month/ }).click()
  await expect(inside.getByRole('heading', { name: 'December 2026' })).toBeVisible()
  // Neither its own header nor a scroll bar.
  await expect(inside.getByRole('banner')).toHaveCount(0)
  await expect
    .poll(async () => {
      const height = await frame.evaluate((element) => element.clientHeight)
      const wanted = await inside.locator('html').evaluate((element) => element.scrollHeight)
      return Math.abs(height - wanted)
    })
    .toBeLessThanOrEqual(2)
  await bookIn(page)
  await expect.poll(() => page.evaluate('window.booked')).toBe(1)
  const { api_key: key } = clinic.demo
  const answer = await fetch(`${clinic.url}/api/appointments?search=Emma`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const { appointments } = (await answer.json()) as {
    appointments: { booking_channel: string; answers: object[] }[]
  }
  expect(appointments[0]?.booking_channel).toBe('widget')
  expect(appointments[0]?.answers).toContainEqual({
    key: 'utm_campaign',
    label: 'utm_campaign',
    value: 'spring',
  })
  // What changes an appointment is shown in no other site's frame: it opens beside it.
  await expect(inside.getByRole('link', { name: 'Move or cancel' })).toHaveAttribute('target', '_blank')
  await site.close()
})

test('pop-up: opened by a button, closed by Escape from inside, and kept', async ({ clinic, page }) => {
  const site = await openSite(
    `<script src="${clinic.url}/embed.js" data-clinic="riverside" data-mode="popup" data-label="Book now"></script>`,
  )
  await page.goto(site.url)
  await expect(page.locator('iframe')).toHaveCount(0)
  await page.getByRole('button', { name: 'Book now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Book now' })
  const inside = page.frameLocator('iframe')
  await inside.getByRole('link', { name: /Skin check/ }).click()
  await expect(inside.getByRole('heading', { name: 'Skin check' })).toBeVisible()
  await inside.getByRole('link', { name: /^Next month/ }).focus()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Book now' })).toBeFocused()
  await page.getByRole('button', { name: 'Book now' }).click()
  await expect(inside.getByRole('heading', { name: 'Skin check' })).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await site.close()
})

test('nobody else’s messages change the page', async ({ clinic, page }) => {
  const site = await openSite(
    `<script src="${clinic.url}/embed.js" data-clinic="riverside"></script>
     <script>window.booked = 0; addEventListener('foyer:booked', () => window.booked++)</script>`,
  )
  await page.goto(site.url)
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(
    `postMessage({ foyer: 'height', height: 5 }, '*'); postMessage({ foyer: 'booked' }, '*')`,
  )
  await page.waitForTimeout(200)
  expect(await page.locator('iframe').evaluate((element) => element.clientHeight)).toBeGreaterThan(200)
  expect(await page.evaluate('window.booked')).toBe(0)
  await site.close()
})

test('a manage page is shown in no frame at all', async ({ clinic, page }) => {
  const site = await openSite(`<iframe src="${clinic.url}/riverside/manage/nonsense"></iframe>`)
  await page.goto(site.url)
  await expect(page.frameLocator('iframe').getByText('This link no longer works')).toHaveCount(0)
  await site.close()
})
