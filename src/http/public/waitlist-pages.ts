/** The waiting list: to join it, and to answer when a time is offered. */
import { html } from 'hono/html'
import type { OfferView } from '../../desk/scheduling/find-offer.ts'
import type { Service } from '../../desk/services/service.ts'
import { renderConsent } from './booking-page.ts'
import {
  type Filling,
  renderFaults,
  renderInput,
  renderOptions,
  renderPersonFields,
  renderQuestion,
  renderTrap,
} from './form-fields.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import { type Page, phoneLine, phoneLink } from './page.ts'
import { fieldOf } from './read-booking-form.ts'
import { firstDayOfWeek, showDate, showTime, showWeekdays, showZone } from './show.ts'

/** Which part of the day, as wall time of the clinic. */
export const DAY_PARTS = {
  any: { from: '00:00', to: '24:00' },
  morning: { from: '00:00', to: '12:00' },
  afternoon: { from: '12:00', to: '17:00' },
  evening: { from: '17:00', to: '24:00' },
} as const

export interface WaitlistView extends Filling {
  service: Service
  /** Whom the guest waits for; null: anybody. */
  practitioner: { id: string; name: string } | null
}

export function waitlistPage(guest: Guest, view: WaitlistView): Page {
  const { speech } = guest
  const { service, practitioner, faults } = view
  const path = `/${service.slug}/waitlist`
  return {
    title: speech.say('waitlist_title', { service: service.name }),
    description: null,
    path: faults.size > 0 ? null : path,
    mayBeFramed: true,
    status: faults.size > 0 ? 422 : 200,
    body: html`
      <nav class="back"><a href="${addressOf(guest, `/${service.slug}`)}">${service.name}</a></nav>
      <h1>${speech.say('waitlist_heading')}</h1>
      <p class="lead">${speech.say('waitlist_lead', { service: service.name })}</p>
      ${renderFaults(guest, view, labelsOf(guest))}
      <form method="post" action="${addressOf(guest, path)}" novalidate data-once="${speech.say('sending')}" id="booking">
        ${practitioner ? html`<input type="hidden" name="practitioner" value="${practitioner.id}"><p>${speech.say('with')}: ${practitioner.name}</p>` : ''}
        ${renderPersonFields(guest, view)}
        ${renderDays(guest, view)}
        ${renderOptions(
          guest,
          { ...view, typed: { part: 'any', ...view.typed } },
          {
            name: 'part',
            label: speech.say('waitlist_part'),
            isRequired: true,
            options: [
              { value: 'any', label: speech.say('any_time') },
              { value: 'morning', label: speech.say('morning') },
              { value: 'afternoon', label: speech.say('afternoon') },
              { value: 'evening', label: speech.say('evening') },
            ],
          },
        )}
        ${renderInput(guest, view, { name: 'from', label: speech.say('waitlist_from'), type: 'date', isRequired: false })}
        ${renderInput(guest, view, { name: 'to', label: speech.say('waitlist_to'), type: 'date', isRequired: false })}
        ${renderTrap(guest, view)}
        <button class="main">${speech.say('waitlist_join')}</button>
      </form>
      ${phoneLine(guest)}`,
  }
}

/** Seven boxes, in the order of the guest's week; none ticked is any. */
function renderDays(guest: Guest, { typed }: WaitlistView): Html {
  const first = firstDayOfWeek(guest.speech) % 7
  return html`<fieldset class="field"><legend>${guest.speech.say('waitlist_days')} <span class="optional">${guest.speech.say('optional')}</span></legend>
    <div class="days">${showWeekdays(guest.speech).map(({ long }, i) => {
      const name = `day_${(first + i) % 7}`
      const ticked = typed[name] === 'yes' ? html` checked` : ''
      return html`<div class="option"><input type="checkbox" id="${name}" name="${name}" value="yes"${ticked}><label for="${name}" class="sentence">${long}</label></div>`
    })}</div></fieldset>`
}

function labelsOf({ speech }: Guest): Map<string, string> {
  return new Map([
    ['name', speech.say('name')],
    ['phone', speech.say('phone')],
    ['email', speech.say('email')],
    ['from', speech.say('waitlist_from')],
    ['to', speech.say('waitlist_to')],
  ])
}

export function joinedPage(guest: Guest, service: Service): Page {
  const { speech } = guest
  return {
    title: speech.say('joined_title'),
    description: null,
    path: null,
    mayBeFramed: true,
    body: html`
      <h1 data-booked>${speech.say('joined_title')}</h1>
      <p class="lead">${speech.say('joined_text', { service: service.name })}</p>
      <p><a class="button" href="${addressOf(guest, '')}">${speech.say('all_services')}</a></p>
      ${phoneLine(guest)}`,
  }
}

export interface OfferPageView extends Filling {
  offer: OfferView
  service: Service
  token: string
}

/** What was offered by a message, for a yes or a no. */
export function offerPage(guest: Guest, view: OfferPageView): Page {
  const { speech, timeZone } = guest
  const { offer, service, token, faults } = view
  const isOpen = offer.status === 'open'
  const hasLeft = offer.entryStatus === 'left'
  const title = speech.say(hasLeft ? 'waitlist_left' : `offer_${offer.status}`)
  const labels = new Map(service.questions.map((question) => [fieldOf(question), question.label] as const))
  return {
    title,
    description: null,
    // Another language must not cost what was typed.
    path: faults.size > 0 ? null : `/offer/${token}`,
    mayBeFramed: false,
    status: faults.size > 0 ? 422 : 200,
    headers: { 'cache-control': 'no-store' },
    body: html`
      <h1>${title}</h1>
      ${renderFaults(guest, view, labels)}
      <div class="chosen">
        <p><strong>${service.name}</strong></p>
        <p class="when sentence"><strong>${showDate(speech, offer.startAt, timeZone)}, <time>${showTime(speech, offer.startAt, timeZone)}</time></strong></p>
        <p>${showZone(speech, timeZone)}</p>
        ${offer.practitionerName ? html`<p>${speech.say('with')}: ${offer.practitionerName}</p>` : ''}
      </div>
      ${isOpen ? renderAnswers(guest, view) : html`<p>${speech.say(hasLeft ? 'waitlist_left_text' : 'offer_over')}</p><p>${phoneLink(guest)}</p>`}
      ${offer.entryStatus === 'waiting' ? renderLeave(guest, token) : ''}`,
  }
}

function renderAnswers(guest: Guest, view: OfferPageView): Html {
  const { speech, timeZone } = guest
  const { offer, service, token } = view
  const asks = service.questions.length > 0 || service.consentText !== null
  return html`<p>${speech.say('offer_until', { time: showTime(speech, offer.expiresAt, timeZone) })}</p>
    <form method="post" action="${addressOf(guest, `/offer/${token}`)}" novalidate id="booking">
      ${asks ? html`<h2>${speech.say('offer_ask')}</h2>` : ''}
      ${service.questions.map((question) => renderQuestion(guest, view, question))}
      ${renderConsent(guest, view)}
      ${service.consentText ? html`<input type="hidden" name="consent_version" value="${String(service.consentVersion)}">` : ''}
      <p class="buttons"><button class="main" name="answer" value="yes">${speech.say('offer_yes')}</button>
      <button name="answer" value="no">${speech.say('offer_no')}</button></p>
    </form>`
}

/** For whoever wants no more of these messages. */
function renderLeave(guest: Guest, token: string): Html {
  return html`<form method="post" action="${addressOf(guest, `/offer/${token}`)}">
      <p><button name="answer" value="leave">${guest.speech.say('waitlist_leave')}</button></p>
    </form>`
}
