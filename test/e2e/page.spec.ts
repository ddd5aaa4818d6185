/** That the eye of the other tests is open: pages with known faults. */
import { expect, type Page, test } from '@playwright/test'
import { faults } from './page.ts'

const SITE = 'http://faults.example'

async function open(page: Page, bodies: Record<string, string>): Promise<void> {
  await page.route(`${SITE}/**`, (route) => {
    const body = bodies[new URL(route.request().url()).pathname] ?? ''
    const head = '<!doctype html><html lang="en"><title>Of faults</title>'
    return route.fulfill({ contentType: 'text/html', body: `${head}<main>${body}</main>` })
  })
  await page.goto(`${SITE}/`)
}

test('axe finds nothing on a page that is right', async ({ page }) => {
  await open(page, { '/': '<h1>Nothing</h1><p>is wrong here.</p>' })
  expect(await faults(page)).toEqual([])
})

test('axe finds what is wrong, in a frame too', async ({ page }) => {
  await open(page, {
    '/': `<p id="pale" style="color: #aaa; background: #fff">Pale</p><img id="blind" src="data:,">
      <iframe title="Frame" src="/frame"></iframe>`,
    '/frame': '<button id="mute"></button>',
  })
  const found = await faults(page)
  expect(found).toContain('color-contrast: #pale')
  expect(found).toContain('image-alt: #blind')
  expect(found).toContain('button-name: iframe #mute')
})
