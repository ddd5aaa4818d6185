/** What the tests of the settings do to get where they look. */
import { expect, type Page } from '@playwright/test'
import type { MockDesk } from './mock-desk.ts'

interface Named {
  id: string
  name: string
}

export async function idOf(
  desk: MockDesk,
  list: 'services' | 'practitioners',
  name: string,
): Promise<string> {
  const answer = await fetch(`${desk.url}/api/${list}`)
  const read = (await answer.json()) as Record<string, Named[]>
  return read[list]?.find((item) => item.name === name)?.id ?? ''
}

/** What is offered as at the start, or a clinic that has not begun. */
export async function reset(desk: MockDesk, to: { empty?: boolean } = {}): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${desk.url}/api/mock/settings`, { method: 'POST', headers, body: JSON.stringify(to) })
}

export async function open(
  page: Page,
  desk: MockDesk,
  path: string,
  heading: string | RegExp,
): Promise<void> {
  await page.goto(`${desk.url}${path}`)
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

export const openService = async (page: Page, desk: MockDesk, name: string, search = '') =>
  open(page, desk, `/settings/services/${await idOf(desk, 'services', name)}${search}`, name)
export const openPractitioner = async (page: Page, desk: MockDesk, name: string) =>
  open(page, desk, `/settings/practitioners/${await idOf(desk, 'practitioners', name)}`, name)

export const save = (page: Page) => page.getByRole('button', { name: /^Save/ }).click()
export const sent = (page: Page, method: string, path: RegExp) =>
  page.waitForRequest((request) => request.method() === method && path.test(request.url()))
