/** What whoever follows the link in a mail is asked and told: which messages end, and how they come back. */
import { html } from 'hono/html'
import type { Purpose } from '../../desk/outreach/message.ts'
import type { StopChoice } from '../../desk/outreach/stop-messages.ts'
import type { Guest, Html } from './guest.ts'
import { LANGUAGES, nameOfLanguage, type Phrase } from './language.ts'
import { type Page, phoneLink } from './page.ts'

/** The channels on which it counts; see `findStopChannel`. */
type Scope = 'all' | 'email'

const ASKED = {
  marketing: 'stop_marketing',
  but_visits: 'stop_but_visits',
  all: 'stop_all',
} as const satisfies Record<StopChoice, Phrase>

const TOLD = {
  marketing: 'stopped_marketing',
  but_visits: 'stopped_but_visits',
  all: 'stopped_all',
} as const satisfies Record<StopChoice, Phrase>

const COUNTS = { all: 'stop_everywhere', email: 'stop_mail_only' } as const satisfies Record<Scope, Phrase>

const frame = {
  description: null,
  path: null,
  mayBeFramed: false,
  headers: { 'cache-control': 'no-store' },
} as const

/** First what ends the kind of message in which the link stood. */
export function choicesFor(purpose: Purpose): StopChoice[] {
  return [purpose === 'marketing' ? 'marketing' : 'but_visits', 'all']
}

export function stopPage(guest: Guest, { purpose, channel }: { purpose: Purpose; channel: Scope }): Page {
  const { speech, clinic } = guest
  const [first, ...others] = choicesFor(purpose)
  const button = (choice: StopChoice, style: string) =>
    html`<p><button class="${style}" name="stop" value="${choice}">${speech.say(ASKED[choice])}</button></p>`
  return {
    ...frame,
    title: speech.say('stop_title', { clinic: clinic.name }),
    body: html`<h1>${speech.say('stop_title', { clinic: clinic.name })}</h1>
      <p>${speech.say('stop_text')} ${speech.say(COUNTS[channel])}</p>
      <form method="post">
        ${first ? button(first, 'main') : ''}
        ${others.map((choice) => button(choice, ''))}
      </form>
      <p>${speech.say('stop_all_note')}</p>
      ${renderLanguages(guest)}`,
  }
}

export function stoppedPage(guest: Guest, { choice, channel }: { choice: StopChoice; channel: Scope }): Page {
  const { speech, clinic } = guest
  return {
    ...frame,
    title: speech.say('stopped_title'),
    body: html`<h1>${speech.say('stopped_title')}</h1>
      <p>${speech.say(TOLD[choice], { clinic: clinic.name })} ${speech.say(COUNTS[channel])}</p>
      <p>${speech.say('stopped_back')}</p>
      <p>${phoneLink(guest)}</p>`,
  }
}

/** Ours was this link, and the person is not there any more. */
export function noReceiverPage(guest: Guest): Page {
  const { speech } = guest
  return {
    ...frame,
    title: speech.say('stop_dead_title'),
    status: 404,
    body: html`<h1>${speech.say('stop_dead_title')}</h1>
      <p>${speech.say('stop_dead_text')}</p>
      <p>${phoneLink(guest)}</p>`,
  }
}

/** Kept as proof of what the person read and pressed. */
export function textShown(
  { speech, clinic }: Guest,
  { choice, channel }: { choice: StopChoice; channel: Scope },
): string {
  return [
    speech.say('stop_title', { clinic: clinic.name }),
    speech.say('stop_text'),
    speech.say(COUNTS[channel]),
    speech.say(ASKED[choice]),
  ].join('\n')
}

function renderLanguages({ speech }: Guest): Html {
  return html`<p>${LANGUAGES.filter((language) => language !== speech.language).map(
    (language) =>
      html`<a lang="${language}" hreflang="${language}" rel="nofollow" href="?lang=${language}">${nameOfLanguage(language)}</a> `,
  )}</p>`
}
