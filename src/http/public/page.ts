/** The frame of every page of a clinic, and the headers that it goes out with. */
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { showPhone } from '../../kit/phone.ts'
import { islandPath, style, styleHash } from './booking-assets.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import { LANGUAGES, nameOfLanguage } from './language.ts'

export interface Page {
  title: string
  body: Html
  /** For search engines; null: they shall leave the page alone. */
  description: string | null
  /** Which page this is, for the links to other languages; null: it answers a form. */
  path: string | null
  params?: Record<string, string>
  /** Another site may show it in a frame. */
  mayBeFramed: boolean
  status?: 200 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  headers?: Record<string, string>
}

export async function answerPage(c: Context, guest: Guest, page: Page): Promise<Response> {
  const { clinic, speech, isEmbedded } = guest
  const document = html`<!doctype html>
<html lang="${speech.language}" dir="${speech.direction}" data-locale="${speech.locale}" data-now="${guest.now.toString()}"${isEmbedded ? html` class="embedded"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${page.title} – ${clinic.name}</title>
${page.description ? html`<meta name="description" content="${page.description}">` : html`<meta name="robots" content="noindex, nofollow">`}
${page.description && page.path !== null ? alternates(guest, page.path) : ''}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${raw(style)}</style>
<script type="module" src="${islandPath}"></script>
</head>
<body>
<a class="skip" href="#main">${speech.say('skip')}</a>
${isEmbedded ? '' : renderHeader(guest, page)}
<main id="main">${page.body}</main>
<p class="unseen" role="status" id="told"></p>
${isEmbedded ? '' : renderFooter(guest)}
</body>
</html>`
  return sendHtml(c, String(await document), page)
}

/** Without a clinic there is no language to know, no phone to name: a page that only says so. */
export function sendHtml(
  c: Context,
  text: string,
  page: Pick<Page, 'mayBeFramed' | 'status' | 'headers'> & { description: string | null },
): Response {
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    // What is free now is not free later; the back button still shows the page as it was.
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, accept-language',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src ${styleHash}`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${page.mayBeFramed ? '*' : "'none'"}`,
    ].join('; '),
    ...(page.mayBeFramed
      ? { 'cross-origin-resource-policy': 'cross-origin' }
      : { 'x-frame-options': 'DENY' }),
    ...(page.description === null ? { 'x-robots-tag': 'noindex' } : {}),
    // Addresses of these pages may hold what lets its bearer change an appointment.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...page.headers,
  }
  const isCompressed = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const body = isCompressed ? new Uint8Array(gzipSync(text, { level: 5 })) : text
  if (isCompressed) headers['content-encoding'] = 'gzip'
  return c.body(body, page.status ?? 200, headers)
}

function alternates(guest: Guest, path: string): Html {
  const at = (lang: string | null) =>
    `${guest.publicUrl}${addressOf({ ...guest, carried: [] }, path, { lang })}`
  return html`<link rel="canonical" href="${at(null)}">
${LANGUAGES.map((language) => html`<link rel="alternate" hreflang="${language}" href="${at(language)}">`)}
<link rel="alternate" hreflang="x-default" href="${at(null)}">`
}

function renderHeader(guest: Guest, { path, params }: Page): Html {
  const { clinic, speech } = guest
  const others = LANGUAGES.filter((language) => language !== speech.language)
  return html`<header>
<a class="clinic" href="${addressOf(guest, '')}">${clinic.name}</a>
${
  path === null
    ? ''
    : html`<nav aria-label="${speech.say('languages')}">${others.map(
        (language) =>
          html`<a lang="${language}" hreflang="${language}" rel="nofollow" href="${addressOf(guest, path, { ...params, lang: language })}">${nameOfLanguage(language)}</a>`,
      )}</nav>`
}
</header>`
}

function renderFooter(guest: Guest): Html {
  const { clinic } = guest
  return html`<footer>
${clinic.address ? html`<p>${clinic.name}, ${clinic.address}</p>` : html`<p>${clinic.name}</p>`}
${clinic.phoneE164 ? html`<p>${phoneLink(guest)}</p>` : ''}
</footer>`
}

/** In a frame, which has no footer, every page ends with the number. */
export function phoneLine(guest: Guest): Html {
  return guest.isEmbedded ? html`<p class="otherwise">${phoneLink(guest)}</p>` : html``
}

/** `Call (312) 555-0100`. Empty for a clinic without a number. */
export function phoneLink(guest: Guest): Html {
  const { clinic, speech } = guest
  if (!clinic.phoneE164) return html``
  const phone = showPhone(clinic.phoneE164, clinic.country)
  return html`<a class="phone" href="tel:${clinic.phoneE164}">${speech.say('call', { phone })}</a>`
}
