/** What every browser test does first. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { RunningClinic } from './clinic.ts'

/** The page's clock stands where the server's stands, so a test reads the same at any hour of the day. */
export async function openAt(page: Page, clinic: RunningClinic, path: string): Promise<void> {
  await page.clock.setFixedTime(clinic.clock.now().toString())
  await page.goto(`${clinic.url}${path}`)
}

export async function signIn(page: Page, clinic: RunningClinic): Promise<void> {
  await openAt(page, clinic, '/sign-in')
  await page.getByLabel('E-mail').fill(clinic.demo.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(clinic.demo.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What may differ between a light page and the same page dark; all else is the same document. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** What axe finds on the page against WCAG 2.2 AA: in light, and with `test:deep` in dark too. */
export async function faults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await analyze(new AxeBuilder({ page }).withTags(WCAG))
  if (!process.env.FOYER_DEEP) return light
  await page.emulateMedia({ colorScheme: 'dark' })
  // Colours that are on their way are neither light nor dark; they set out with the next frame.
  await page.evaluate(`new Promise(requestAnimationFrame)
    .then(() => new Promise(requestAnimationFrame))
    .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    .then(() => undefined)`)
  const dark = await analyze(new AxeBuilder({ page }).withRules(OF_COLOUR))
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((fault) => `in dark, ${fault}`)]
}

async function analyze(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
}
