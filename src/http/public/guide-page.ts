/** What a step of a journey tells at length, behind a link that only its person has: how to prepare, what to do after. */
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { findGuide, type Guide, readGuideToken } from '../../desk/journeys/guide-link.ts'
import type { BookingBindings } from './booking-door.ts'
import type { Guest } from './guest.ts'
import { deadLinkPage } from './manage-pages.ts'
import { openPage, type Reception } from './open-page.ts'
import { type Page, phoneLink } from './page.ts'

export function answerGuide(door: Hono<BookingBindings>, reception: Reception): void {
  door.get('/:clinic/guide/:token', (c) =>
    openPage(c, reception, async (tx, guest) => {
      const id = readGuideToken(reception.keyring, guest.clinic.clinicId, c.req.param('token'))
      const guide = id ? await findGuide(tx, id) : undefined
      return guide ? guidePage(guest, guide) : deadLinkPage(guest)
    }),
  )
}

function guidePage(guest: Guest, { title, body, language }: Guide): Page {
  return {
    title,
    description: null,
    path: null,
    mayBeFramed: false,
    // Nobody else's eyes and no cache between: it may tell what somebody comes for.
    headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' },
    body: html`<article lang="${language}">
        <h1>${title}</h1>
        ${blocksOf(body).map((lines) =>
          lines.every(isPoint)
            ? html`<ul>${lines.map((line) => html`<li>${line.replace(POINT, '')}</li>`)}</ul>`
            : html`<p>${lines.join(' ')}</p>`,
        )}
      </article>
      <p>${phoneLink(guest)}</p>`,
  }
}

const POINT = /^[-•]\s+/
const isPoint = (line: string) => POINT.test(line)

/** Paragraphs and lists; a list may follow a line without an empty one between. */
function blocksOf(body: string): string[][] {
  const blocks: string[][] = []
  let isNew = true
  for (const line of body.split('\n').map((each) => each.trim())) {
    const last = blocks.at(-1)
    if (line === '') isNew = true
    else if (isNew || !last || isPoint(line) !== isPoint(last[0] ?? '')) {
      blocks.push([line])
      isNew = false
    } else last.push(line)
  }
  return blocks
}
