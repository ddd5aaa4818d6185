/** The form: who comes, what the service asks, and the time that is kept meanwhile or has just gone. */
import { html } from 'hono/html'
import type { Service } from '../../desk/services/service.ts'
import {
  type Filling,
  renderCheckbox,
  renderFaults,
  renderOptions,
  renderPersonFields,
  renderQuestion,
  renderSomebodyElse,
  renderTrap,
} from './form-fields.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import { type Page, phoneLine } from './page.ts'
import { fieldOf, PATIENT, TRAP } from './read-booking-form.ts'
import { paragraphs } from './service-page.ts'
import { aboutService } from './services-page.ts'
import { showDate, showDayBriefly, showTime, showZone } from './show.ts'

export interface BookingView extends Filling {
  service: Service
  startAt: Temporal.Instant
  durationMinutes: number
  /** Whom the guest has chosen; null: anybody. */
  practitioner: { id: string; name: string } | null
  hold: { token: string; expiresAt: Temporal.Instant } | null
  /** Sent along, so that the same form sent twice is one booking. */
  key: string
  /** Where the time has gone to somebody else: the next ones, perhaps none. */
  lost: { nextFree: Temporal.Instant[] } | null
}

export function bookingPage(guest: Guest, view: BookingView): Page {
  const { speech } = guest
  const { service, lost, faults } = view
  return {
    title: speech.say('form_title', { service: service.name }),
    description: null,
    // Another language must not cost what was typed.
    path: lost || faults.size > 0 ? null : `/${service.slug}/book`,
    params: choicesOf(view),
    mayBeFramed: true,
    status: lost ? 409 : faults.size > 0 ? 422 : 200,
    headers: { 'cache-control': 'no-store' },
    body: html`
      <nav class="back"><a href="${otherTimes(guest, view)}">${speech.say('other_times')}</a></nav>
      <h1>${speech.say('form_heading')}</h1>
      ${renderFaults(guest, view, labelsOf(guest, service))}
      ${lost ? renderLost(guest, view) : renderChosen(guest, view)}
      <form method="post" action="${addressOf(guest, `/${service.slug}/book`)}" novalidate data-once="${speech.say('sending')}" id="booking">
        ${renderHidden(view)}
        ${lost && lost.nextFree.length > 0 ? renderNextTimes(guest, view, lost.nextFree) : ''}
        ${renderPersonFields(guest, view)}
        ${renderSomebodyElse(guest, view)}
        ${service.questions.map((question) => renderQuestion(guest, view, question))}
        ${renderConsent(guest, view)}
        ${renderTrap(guest, view)}
        ${service.requiresConfirmation ? html`<p>${speech.say('needs_confirmation', { clinic: guest.clinic.name })}</p>` : ''}
        <button class="main">${speech.say(service.requiresConfirmation ? 'send_request' : 'book_it')}</button>
      </form>
      ${phoneLine(guest)}`,
  }
}

function renderHidden({
  startAt,
  durationMinutes,
  practitioner,
  hold,
  key,
  lost,
  service,
}: BookingView): Html {
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`
  return html`
    ${hidden(lost && lost.nextFree.length > 0 ? 'wanted' : 'start', startAt.toString())}
    ${hidden('duration', String(durationMinutes))}
    ${practitioner ? hidden('practitioner', practitioner.id) : ''}
    ${hold ? hidden('hold', hold.token) : ''}
    ${hidden('key', key)}
    ${service.consentText ? hidden('consent_version', String(service.consentVersion)) : ''}`
}

function renderChosen(guest: Guest, view: BookingView): Html {
  const { speech, timeZone } = guest
  const { service, startAt, durationMinutes, practitioner, hold } = view
  const about = aboutService(guest, { ...service, durationsMinutes: [durationMinutes] })
  return html`<div class="chosen">
    <p><strong>${service.name}</strong></p>
    <p class="when sentence"><strong>${showDate(speech, startAt, timeZone)}, <time datetime="${startAt.toString()}">${showTime(speech, startAt, timeZone)}</time></strong></p>
    <p class="sentence">${showZone(speech, timeZone)}</p>
    <p>${[...about, ...(practitioner ? [practitioner.name] : [])].join(' · ')}</p>
    ${hold ? renderHold(guest, hold) : ''}
  </div>`
}

/** In minutes: the guest's watch may go by another zone than the page. */
function renderHold({ speech, now }: Guest, { token, expiresAt }: NonNullable<BookingView['hold']>): Html {
  const count = Math.ceil(expiresAt.since(now).total('minutes'))
  return html`<p class="hold" data-hold-until="${expiresAt.toString()}" data-hold-token="${token}" data-expired="${speech.say('hold_over')}">${speech.say('hold_for', { count })}</p>`
}

function renderLost(guest: Guest, view: BookingView): Html {
  const { speech, timeZone } = guest
  const when = `${showDate(speech, view.startAt, timeZone)}, ${showTime(speech, view.startAt, timeZone)}`
  return html`<div class="notice" role="alert" tabindex="-1" data-focus>
    <h2>${speech.say('lost_title')}</h2>
    <p>${speech.say('lost_text', { when })}</p>
    ${view.lost?.nextFree.length === 0 ? html`<p><a class="button" href="${otherTimes(guest, view)}">${speech.say('other_times')}</a></p>` : ''}
  </div>`
}

/** None is chosen for the guest: the wrong day would be worse than one more tap. */
function renderNextTimes(guest: Guest, view: BookingView, nextFree: Temporal.Instant[]): Html {
  const { speech, timeZone } = guest
  return renderOptions(
    guest,
    { ...view, typed: { start: view.typed.start ?? '' } },
    {
      name: 'start',
      label: speech.say('lost_choose'),
      hint: showZone(speech, timeZone),
      isRequired: true,
      options: nextFree.map((start) => ({
        value: start.toString(),
        label: html`${showDayBriefly(speech, start.toZonedDateTimeISO(timeZone).toPlainDate())}, <time datetime="${start.toString()}">${showTime(speech, start, timeZone)}</time>`,
      })),
    },
  )
}

export function renderConsent(guest: Guest, view: Filling & { service: Service }): Html {
  const { consentText } = view.service
  if (!consentText) return html``
  return html`<div class="consent" tabindex="0" role="region" aria-label="${guest.speech.say('consent_text')}">${paragraphs(consentText)}</div>
    ${renderCheckbox(guest, view, { name: 'consent', label: guest.speech.say('consent'), isRequired: true })}`
}

function choicesOf({
  startAt,
  durationMinutes,
  practitioner,
  hold,
  service,
}: BookingView): Record<string, string> {
  return {
    start: startAt.toString(),
    ...(durationMinutes === service.durationMinutes ? {} : { duration: String(durationMinutes) }),
    ...(practitioner ? { practitioner: practitioner.id } : {}),
    ...(hold ? { hold: hold.token } : {}),
  }
}

function labelsOf({ speech }: Guest, service: Service): Map<string, string> {
  return new Map([
    ['name', speech.say('name')],
    ['phone', speech.say('phone')],
    ['email', speech.say('email')],
    [PATIENT, speech.say('patient')],
    ['start', speech.say('when')],
    ...service.questions.map((question) => [fieldOf(question), question.label] as const),
    [TRAP, ''],
  ])
}

/** Back to the month of the chosen time; what is held is free to this guest there. */
function otherTimes(guest: Guest, view: BookingView): string {
  const date = view.startAt.toZonedDateTimeISO(guest.timeZone).toPlainDate()
  const isToCome = Temporal.PlainDate.compare(date, guest.today) >= 0
  return addressOf(guest, `/${view.service.slug}`, {
    ...choicesOf(view),
    start: null,
    ...(isToCome ? { month: date.toPlainYearMonth().toString(), date: date.toString() } : {}),
  })
}
