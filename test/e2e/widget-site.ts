/** Somebody's site on another origin, with a policy and a style of its own, and the chat on it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator, Page } from '@playwright/test'
import type { RunningClinic } from './clinic.ts'

export interface Site {
  url: string
  close(): Promise<void>
}

/** What a clinic has to allow on its site, and nothing else: neither a style nor a script of the page's own. */
export function policyFor(foyer: string, more = ''): string {
  return `default-src 'none'; script-src ${foyer}; connect-src ${foyer}; style-src 'none'; require-trusted-types-for 'script'; ${more}`
}

export async function openSite(
  clinic: RunningClinic,
  {
    policy,
    style = '',
    attributes = '',
    lang = 'en',
  }: {
    policy?: string
    style?: string
    attributes?: string
    lang?: string
  } = {},
): Promise<Site> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    if (policy) response.setHeader('content-security-policy', policy)
    response.end(`<!doctype html><html lang="${lang}"><head><title>A site</title>${style && `<style>${style}</style>`}</head>
      <body><h1>A site</h1><p>About us.</p>
      <script src="${clinic.url}/widget.js" data-clinic="riverside" ${attributes} async></script></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface ChatOnPage {
  launcher: Locator
  panel: Locator
  log: Locator
  field: Locator
  open(): Promise<void>
  say(text: string): Promise<void>
}

export function chatOn(page: Page): ChatOnPage {
  const host = page.locator('foyer-chat')
  const panel = host.getByRole('dialog')
  const field = panel.getByRole('textbox')
  const launcher = host.locator('.launcher')
  return {
    launcher,
    panel,
    log: panel.getByRole('log'),
    field,
    async open() {
      await launcher.click()
      await panel.getByRole('heading', { name: /Riverside/ }).waitFor()
    },
    async say(text) {
      await field.fill(text)
      await field.press('Enter')
    },
  }
}
