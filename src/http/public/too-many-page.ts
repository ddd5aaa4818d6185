/** Said to whoever asks too often, whatever the reason: it tells nothing of what the clinic knows about a number. */
import { html } from 'hono/html'
import type { Guest } from './guest.ts'
import { type Page, phoneLink } from './page.ts'

export function tooManyPage(guest: Guest, waitSeconds: number | null): Page {
  const { speech, clinic } = guest
  return {
    title: speech.say('too_many_title'),
    description: null,
    path: null,
    mayBeFramed: true,
    status: 429,
    headers: { 'cache-control': 'no-store', ...(waitSeconds ? { 'retry-after': String(waitSeconds) } : {}) },
    body: html`<h1>${speech.say('too_many_title')}</h1>
      <p>${speech.say('too_many_text', { clinic: clinic.name })}</p>
      <p>${phoneLink(guest)}</p>`,
  }
}
