/** The built dashboard over the mock API, for what needs no server: a day is filled as a test wants it. */
import { test as base, expect, type Page } from '@playwright/test'
import { preview } from 'vite'

/** A Monday in November, 9:00 in Chicago. */
export const NOW = '2026-11-23T15:00:00Z'
export const MONDAY = '2026-11-23'

export interface WishedVisit {
  name: string
  /** On the clinic's clock. */
  at: string
  minutes: number
  /** Which of the practitioners. */
  with: number
  status?: string
  service?: number
  room?: number
  /** Who holds it together with the first. */
  together?: number[]
  /** Visits of the same name here are of one series. */
  series?: string
}

export interface MockDesk {
  url: string
  fill(wish: {
    day?: string
    visits?: WishedVisit[]
    busy?: object[]
    holds?: object[]
    practitioners?: number
    count?: number
  }): Promise<void>
  /** Somebody else moves a visit, at another desk; `quietly`: this one has not heard of it yet. */
  elsewhere(move: { name: string; start_at: string; quietly?: boolean }): Promise<void>
  signInAs(role: string): Promise<void>
}

export const PRACTITIONERS = ['Dr. Amy Lee', 'Dr. Raj Shah', 'Sara Kim, NP', 'Dr. Omar Haddad'] as const

export const test = base.extend<object, { desk: MockDesk }>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const server = await preview({
        root: 'apps/dashboard',
        mode: 'mock',
        logLevel: 'warn',
        preview: { port: 0, strictPort: true, host: '127.0.0.1' },
      })
      const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '')
      if (!url) throw new Error('the mock does not listen')
      const post = async (path: string, body: object) => {
        const response = await fetch(`${url}/api/mock/${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        })
        if (!response.ok) throw new Error(`the mock answered ${response.status}`)
      }
      await use({
        url,
        fill: (wish) => post('fill', { day: MONDAY, ...wish }),
        elsewhere: (move) => post('elsewhere', move),
        signInAs: (role) => post('as', { role }),
      })
      await server.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

/** The page's clock stands at `NOW`, whatever the hour of the run. */
export async function openCalendar(page: Page, desk: MockDesk, search = '', now = NOW): Promise<void> {
  await page.clock.setFixedTime(now)
  await page.goto(`${desk.url}/calendar${search}`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

export const card = (page: Page, name: string) => page.locator('.visit', { hasText: name }).first()

/** Where on the screen a time of a practitioner is, a little below its line. */
export async function spotOf(
  page: Page,
  {
    column,
    columns = 4,
    minutes,
    from = 8 * 60,
  }: { column: number; columns?: number; minutes: number; from?: number },
): Promise<{ x: number; y: number }> {
  const box = await page.locator('.day-field').boundingBox()
  if (!box) throw new Error('there is no grid')
  return { x: box.x + (box.width / columns) * (column + 0.5), y: box.y + (minutes - from) * 1.7 + 2 }
}

export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}
