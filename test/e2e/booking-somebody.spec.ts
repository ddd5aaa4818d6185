/** A mother books for her child on the clinic's page: on a phone, with and without JavaScript, in both languages. */
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { NOW, test } from './clinic.ts'
import { faults, openAt } from './page.ts'

let visitors = 0

async function visitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-forwarded-for': `198.51.101.${++visitors}` },
    ...options,
  })
  return context.newPage()
}

test.use({ clinicFor: 'patients' })
test.beforeEach(({ clinic }) => clinic.clock.set(NOW))

for (const javaScriptEnabled of [true, false]) {
  test(`for a child, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ clinic, browser }) => {
    const page = await visitor(browser, { javaScriptEnabled })
    const time = javaScriptEnabled ? '2026-12-14T16:00:00Z' : '2026-12-14T18:00:00Z'
    await page.goto(`${clinic.url}/riverside/botox/book?start=${time}`)
    const child = page.getByLabel('Name of the patient')
    await expect(child).toBeHidden()
    await page.getByLabel('Full name').fill('Nora Vidal')
    await page.getByLabel('Phone number').fill(`(312) 555-${7000 + visitors}`)
    await page.getByRole('radio', { name: /first time/ }).check()
    await page.getByLabel('I have read this and agree').check()
    // By keyboard: the box, and right behind it the name.
    await page.getByRole('checkbox', { name: 'This appointment is for somebody else' }).press('Space')
    await expect(child).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(child).toBeFocused()
    await page.getByRole('button', { name: 'Book this appointment' }).click()
    await expect(page.getByRole('alert')).toContainText('Please enter the patient’s name')
    await expect(child).toBeVisible()
    await child.fill('Leo Vidal')
    await page.getByRole('button', { name: 'Book this appointment' }).click()
    await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible()
    await expect(page.getByText('Thank you, Nora.')).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: 'Leo Vidal' })).toBeVisible()
    await page.context().close()
  })
}

test(`with the patient’s name asked for, the form is accessible, in Spanish too`, async ({
  clinic,
  browser,
}) => {
  const page = await visitor(browser, {})
  for (const [lang, label] of [
    ['en', 'This appointment is for somebody else'],
    ['es', 'La cita es para otra persona'],
  ] as const) {
    await openAt(page, clinic, `/riverside/botox/book?start=2026-12-15T16:00:00Z&lang=${lang}`)
    await page.getByRole('checkbox', { name: label }).check()
    expect(await faults(page), lang).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), lang).toBeLessThanOrEqual(390)
  }
  await page.context().close()
})
