/** After the booking: that it worked, when and where, what to bring, and into which calendar it goes. */
import { html } from 'hono/html'
import type { ManagedAppointment } from '../../desk/scheduling/find-managed-appointment.ts'
import { calendarLinks } from './calendar-links.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import type { Answer } from './open-page.ts'
import { type Page, phoneLine } from './page.ts'
import { showDate, showTime, showZone } from './show.ts'

export interface BookedView {
  appointment: ManagedAppointment
  token: string
  /** Of the service. */
  slug: string
  /** A confirmation goes out by mail. */
  isMailed: boolean
  /** It may be moved and cancelled by the link. */
  isChangeable: boolean
  /** The same form had been sent before, with other words. */
  wasSentBefore: boolean
}

/** An appointment that has gone on since, or was never confirmed, is shown as it stands: nothing is kept for anybody. */
export function bookedPage(guest: Guest, view: BookedView): Answer {
  const { status } = view.appointment
  if (status === 'booked' || status === 'pending') return successPage(guest, view)
  return guest.isEmbedded
    ? standingPage(guest, view)
    : { goTo: addressOf(guest, `/manage/${view.token}`, { embed: null }) }
}

function successPage(guest: Guest, view: BookedView): Page {
  const { speech } = guest
  const { appointment, token, slug } = view
  const isPending = appointment.status === 'pending'
  return {
    title: speech.say(isPending ? 'requested_title' : 'booked_title'),
    description: null,
    path: `/${slug}/booked/${token}`,
    mayBeFramed: true,
    headers: { 'cache-control': 'no-store' },
    body: html`
      <h1 data-booked>${speech.say(isPending ? 'requested_title' : 'booked_title')}</h1>
      ${view.wasSentBefore ? html`<p class="notice">${speech.say('sent_before')}</p>` : ''}
      <p class="lead">${speech.say(isPending ? 'requested_lead' : 'booked_lead', { name: firstNameOf(appointment), clinic: guest.clinic.name })}</p>
      ${renderAppointment(guest, appointment)}
      ${view.isMailed && appointment.attendeeEmail ? html`<p>${speech.say('mailed', { email: appointment.attendeeEmail })}</p>` : ''}
      ${isPending ? '' : html`${renderBring(guest, appointment)}${renderCalendars(guest, view)}`}
      <h2>${speech.say('change_heading')}</h2>
      ${view.isChangeable ? renderChange(guest, token) : html`<p>${speech.say('change_by_phone', { clinic: guest.clinic.name })}</p>`}
      ${phoneLine(guest)}`,
  }
}

/** No other site may show the page that the link leads to, so in a frame this one says what has become of it. */
function standingPage(guest: Guest, { appointment, token, slug }: BookedView): Page {
  const { speech } = guest
  const { status } = appointment
  return {
    title: speech.say('manage_title'),
    description: null,
    path: `/${slug}/booked/${token}`,
    mayBeFramed: true,
    headers: { 'cache-control': 'no-store' },
    body: html`
      <h1>${speech.say('manage_title')}</h1>
      <p class="status ${status}">${speech.say(`status_${status}`)}</p>
      ${renderAppointment(guest, appointment)}
      ${status === 'cancelled' ? html`<p><a class="button main" href="${addressOf(guest, `/${slug}`)}">${speech.say('book_again')}</a></p>` : ''}
      ${phoneLine(guest)}`,
  }
}

/** In a frame it opens beside it: no other site may show that page. */
function renderChange(guest: Guest, token: string): Html {
  const { speech } = guest
  return html`<p>${speech.say('change_text')}</p>
    <p><a class="button" href="${addressOf(guest, `/manage/${token}`, { embed: null })}"${
      guest.isEmbedded ? html` target="_blank" rel="noopener"` : ''
    }>${speech.say('change_link')}</a></p>`
}

/** Service, time, zone, person and place: the same wherever an appointment is shown. */
export function renderAppointment(guest: Guest, appointment: ManagedAppointment): Html {
  const { speech, timeZone, clinic } = guest
  const { startAt, serviceName, practitioner, mode } = appointment
  const row = (label: string, value: Html | string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const place = placeOf(guest, appointment)
  return html`<dl class="appointment">
    ${serviceName ? row(speech.say('what'), serviceName) : ''}
    ${row(
      speech.say('when'),
      html`<strong class="sentence">${showDate(speech, startAt, timeZone)}, <time datetime="${startAt.toString()}">${showTime(speech, startAt, timeZone)}</time></strong><br>${showZone(speech, timeZone)}`,
    )}
    ${timeZone !== clinic.timeZone && mode === 'visit' ? row(speech.say('clinic_clock'), html`${showTime(speech, startAt, clinic.timeZone)}, ${showZone(speech, clinic.timeZone)}`) : ''}
    ${appointment.patientName ? row(speech.say('for'), appointment.patientName) : ''}
    ${practitioner ? row(speech.say('with'), practitioner.name) : ''}
    ${place ? row(speech.say('where'), place) : ''}
  </dl>`
}

/** The clinic's address for a visit; how a call comes, for a call. */
export function placeOf({ speech, clinic }: Guest, appointment: ManagedAppointment): string | null {
  if (appointment.locationText) return appointment.locationText
  if (appointment.mode === 'visit') return clinic.address
  return speech.say(appointment.mode === 'call' ? 'we_call' : 'we_send_link')
}

function renderBring(guest: Guest, { mode }: ManagedAppointment): Html {
  const { speech } = guest
  if (mode !== 'visit') return html``
  return html`<h2>${speech.say('bring_heading')}</h2>
    <ul><li>${speech.say('bring_early')}</li><li>${speech.say('bring_id')}</li><li>${speech.say('bring_medicines')}</li></ul>`
}

function renderCalendars(guest: Guest, { appointment, token }: BookedView): Html {
  const { speech } = guest
  const { google, outlook } = calendarLinks(guest, appointment)
  return html`<h2 id="calendars">${speech.say('calendar_heading')}</h2>
    <p class="buttons">
      <a class="button" href="${addressOf(guest, `/manage/${token}/calendar.ics`, {})}" download="appointment.ics">${speech.say('calendar_file')}</a>
      <a class="button" href="${google}" target="_blank" rel="noopener noreferrer">Google</a>
      <a class="button" href="${outlook}" target="_blank" rel="noopener noreferrer">Outlook.com</a>
    </p>`
}

export function firstNameOf({ attendeeName }: ManagedAppointment): string {
  return attendeeName.trim().split(/\s+/)[0] ?? ''
}
