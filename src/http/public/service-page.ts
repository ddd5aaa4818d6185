/** One service: what it is, and when it is free. From here it is one click to the form. */
import { html } from 'hono/html'
import type { FreeMonth } from '../../desk/scheduling/find-free-month.ts'
import type { Practitioner } from '../../desk/services/practitioner.ts'
import type { Service } from '../../desk/services/service.ts'
import { renderCalendar, sayFree } from './calendar.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import { type Page, phoneLink } from './page.ts'
import { aboutService } from './services-page.ts'
import { showLength } from './show.ts'
import type { Wish } from './wish.ts'
import { renderZone } from './zone.ts'

export interface ServiceView {
  service: Service
  /** Whom the guest may choose; none where the choice is not theirs. */
  practitioners: Pick<Practitioner, 'id' | 'name' | 'title'>[]
  wish: Wish
  offered: FreeMonth
  lastMonth: Temporal.PlainYearMonth
  closures: ReadonlyMap<string, string | null>
  /** What this guest holds already, and gives back for another time. */
  hold: string | null
  /** The zones are listed, to choose from. */
  listsZones: boolean
  /** A time that was free a moment ago. */
  hasLostTime: boolean
}

export function servicePage(guest: Guest, view: ServiceView): Page {
  const { service, wish } = view
  const path = `/${service.slug}`
  const isPlain = !wish.month && !wish.durationMinutes && !wish.practitionerId && !view.listsZones
  return {
    title: guest.speech.say('service_title', { service: service.name }),
    description: isPlain ? (service.description ?? service.name) : null,
    path,
    params: paramsOf(view),
    mayBeFramed: true,
    status: view.hasLostTime ? 409 : 200,
    body: html`
      <nav class="back"><a href="${addressOf(guest, '')}">${guest.speech.say('all_services')}</a></nav>
      <h1>${service.name}</h1>
      ${renderService(guest, service)}
      <div id="offer" data-zone="${guest.timeZone}" data-told="${sayFree(guest, { ...view, date: wish.date })}">
        ${renderOffer(guest, view)}
      </div>`,
  }
}

function renderOffer(guest: Guest, view: ServiceView): Html {
  const { speech } = guest
  const { service, wish, offered } = view
  const path = `/${service.slug}`
  const isAnythingFree = offered.days.size > 0 || offered.nextFree !== null
  return html`
    ${wish.isMisread ? html`<p class="notice">${speech.say('misread')}</p>` : ''}
    ${view.hasLostTime ? html`<p class="notice" role="alert">${speech.say('time_lost')}</p>` : ''}
    ${renderChoices(guest, view)}
    ${
      isAnythingFree
        ? html`${renderZone(guest, {
            path,
            params: paramsOf(view),
            listsZones: view.listsZones,
            isAtClinic: service.mode === 'visit',
          })}
          <div class="calendar">${renderCalendar(guest, {
            ...view,
            date: wish.date,
            pageAt: (params) => addressOf(guest, path, { ...paramsOf(view), ...params }),
            choose: {
              method: 'post',
              action: addressOf(guest, `${path}/hold`, choicesOf(view)),
              fields: html`<input type="hidden" name="hold" value="${view.hold ?? ''}" data-hold>`,
            },
            hasSeats: service.seats > 1,
          })}</div>`
        : html`<p class="notice">${speech.say('nothing_free')}</p>`
    }
    <p class="otherwise">${isAnythingFree ? speech.say('no_time_suits') : ''}
      <a href="${addressOf(guest, `${path}/waitlist`, choicesOf(view))}">${speech.say('waitlist_link')}</a>
      ${phoneLink(guest)}</p>`
}

function renderService(guest: Guest, service: Service): Html {
  const { speech } = guest
  return html`
    <p class="about">${aboutService(guest, service).join(' · ')}</p>
    ${service.description ? html`<p class="lead">${service.description}</p>` : ''}
    ${
      service.consultationText || service.benefitText
        ? html`<details class="more"><summary>${speech.say('what_happens')}</summary>
            ${paragraphs(service.consultationText)}${paragraphs(service.benefitText)}</details>`
        : ''
    }
    ${service.requiresConfirmation ? html`<p>${speech.say('needs_confirmation', { clinic: guest.clinic.name })}</p>` : ''}`
}

export function paragraphs(text: string | null): Html[] {
  return (text ?? '')
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${part}</p>`)
}

/** More than these are a list to unfold on a phone. */
const MOST_LINKS = 8

function renderChoices(guest: Guest, view: ServiceView): Html {
  const { speech } = guest
  const { service, practitioners, wish } = view
  const lengths = service.durationsMinutes.map((minutes) => ({
    value: String(minutes),
    label: showLength(speech, minutes),
  }))
  const people = practitioners.map(({ id, name, title }) => ({
    value: id,
    label: title ? `${name}, ${title}` : name,
  }))
  const anybody = { value: '', label: speech.say('anybody') }
  return html`${
    lengths.length > 1
      ? renderChoice(guest, view, {
          name: 'duration',
          legend: speech.say('choose_length'),
          options: lengths,
          chosen: String(wish.durationMinutes ?? service.durationMinutes),
        })
      : ''
  }${
    people.length > 1
      ? renderChoice(guest, view, {
          name: 'practitioner',
          legend: speech.say('choose_practitioner'),
          options: [anybody, ...people],
          chosen: wish.practitionerId ?? '',
        })
      : ''
  }`
}

function renderChoice(
  guest: Guest,
  view: ServiceView,
  choice: { name: string; legend: string; options: { value: string; label: string }[]; chosen: string },
): Html {
  const path = `/${view.service.slug}`
  // Another length or practitioner is free at other times: whatever day was open may have none.
  const { date: _, ...params } = paramsOf(view)
  const at = (value: string) => addressOf(guest, path, { ...params, [choice.name]: value })
  if (choice.options.length <= MOST_LINKS) {
    return html`<div class="choice" role="group" aria-label="${choice.legend}"><p>${choice.legend}</p>
      ${choice.options.map(
        ({ value, label }) =>
          html`<a rel="nofollow" data-swap data-key="${choice.name}-${value}" href="${at(value)}"${value === choice.chosen ? html` aria-current="true"` : ''}>${label}</a>`,
      )}</div>`
  }
  const others = new URLSearchParams(at('').split('?')[1])
  return html`<form class="choice" method="get" action="${addressOf({ ...guest, carried: [] }, path)}" data-swap>
    ${[...others].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <label for="${choice.name}">${choice.legend}</label>
    <select id="${choice.name}" name="${choice.name}" data-key="${choice.name}">${choice.options.map(
      ({ value, label }) =>
        html`<option value="${value}"${value === choice.chosen ? html` selected` : ''}>${label}</option>`,
    )}</select>
    <button>${guest.speech.say('show_times')}</button>
  </form>`
}

/** What was chosen, for the next step. */
function choicesOf({ wish }: ServiceView): Record<string, string> {
  return {
    ...(wish.durationMinutes ? { duration: String(wish.durationMinutes) } : {}),
    ...(wish.practitionerId ? { practitioner: wish.practitionerId } : {}),
  }
}

function paramsOf(view: ServiceView): Record<string, string> {
  const { wish } = view
  return {
    ...choicesOf(view),
    ...(wish.month ? { month: wish.month.toString() } : {}),
    ...(wish.date ? { date: wish.date.toString() } : {}),
    ...(view.hold ? { hold: view.hold } : {}),
  }
}
