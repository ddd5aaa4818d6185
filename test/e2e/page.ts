/** What every browser test does first. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { RunningClinic } from './clinic.ts'

/** The page's clock stands where the server's stands, so a test reads the same at any hour of the day. */
export async function openAt(page: Page, clinic: RunningClinic, path: string): Promise<void> {
  await page.clock.setFixedTime(clinic.clock.now().toString())
  await page.goto(`${clinic.url}${path}`)
}

/** What a browser of each clinic holds once somebody has signed in there. */
const signedIn = new WeakMap<RunningClinic, Awaited<ReturnType<BrowserContext['cookies']>>>()

/** By the form the first time; after that, and while that session lasts, as whoever never signed out. */
export async function signIn(page: Page, clinic: RunningClinic): Promise<void> {
  await page.context().addCookies(signedIn.get(clinic) ?? [])
  await openAt(page, clinic, '/')
  const live = page.getByText('Live', { exact: true })
  const email = page.getByLabel('E-mail')
  await expect(live.or(email)).toBeVisible()
  if (await email.isVisible()) {
    await email.fill(clinic.demo.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(clinic.demo.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(live).toBeVisible()
    signedIn.set(clinic, await page.context().cookies())
  }
}

const { resolve } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const AXE = readFileSync(resolve('axe-core/axe.min.js'), 'utf8')

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What may differ between a light page and the same page dark; all else is the same document. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** What axe finds on the page against WCAG 2.2 AA: in light, and with `test:deep` in dark too. */
export async function faults(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await analyze(page, { type: 'tag', values: WCAG })
  if (!process.env.FOYER_DEEP) return light
  await page.emulateMedia({ colorScheme: 'dark' })
  // Colours that are on their way are neither light nor dark; they set out with the next frame.
  await page.evaluate(`new Promise(requestAnimationFrame)
    .then(() => new Promise(requestAnimationFrame))
    .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    .then(() => undefined)`)
  const dark = await analyze(page, { type: 'rule', values: OF_COLOUR })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((fault) => `in dark, ${fault}`)]
}

interface Found {
  violations: { id: string; nodes: { target: string[] }[] }[]
}

/**
 * axe is asked directly. `AxeBuilder` reads it anew into the page and into a blank one at every look, and has it
 * describe what passes too: 0.9 s of the processor instead of 0.15 (two of the dashboard's screens).
 */
async function analyze(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  const { origin } = new URL(page.url())
  for (const frame of page.frames()) {
    const { origin: own, protocol } = new URL(frame.url() || 'about:blank')
    if (own !== origin && protocol !== 'about:') throw new Error(`axe does not see into a frame of ${own}`)
    if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(AXE)
  }
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${options})`)
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
}
