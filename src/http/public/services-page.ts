/** What a clinic offers, to choose from. */
import { html } from 'hono/html'
import type { Service } from '../../desk/services/service.ts'
import { addressOf, type Guest, type Html } from './guest.ts'
import { type Page, phoneLink } from './page.ts'
import { showEither, showLength, showPrice } from './show.ts'

export function servicesPage(guest: Guest, services: Service[]): Page {
  const { clinic, speech } = guest
  return {
    title: speech.say('services_title'),
    description: speech.say('services_description', { clinic: clinic.name }),
    path: '',
    mayBeFramed: true,
    body: html`
      <h1>${speech.say('services_title')}</h1>
      ${
        services.length === 0
          ? html`<p>${speech.say('services_none', { clinic: clinic.name })}</p><p>${phoneLink(guest)}</p>`
          : html`<p class="lead">${speech.say('services_lead')}</p>
            <ul class="services">${services.map((service) => renderService(guest, service))}</ul>`
      }`,
  }
}

function renderService(guest: Guest, service: Service): Html {
  return html`<li><a href="${addressOf(guest, `/${service.slug}`)}">
    <strong>${service.name}</strong>
    ${service.description ? html`<span>${service.description}</span>` : ''}
    <small>${aboutService(guest, service).join(' · ')}</small>
  </a></li>`
}

/** How long, where, and what it costs: what everybody asks first. */
export function aboutService(
  guest: Guest,
  service: Pick<Service, 'durationsMinutes' | 'mode' | 'isFree' | 'priceMinor' | 'currency'>,
): string[] {
  const { speech } = guest
  const lengths = service.durationsMinutes.map((minutes) => showLength(speech, minutes))
  const price = service.isFree
    ? speech.say('free')
    : service.priceMinor !== null && service.currency
      ? showPrice(speech, service.priceMinor, service.currency)
      : null
  return [showEither(speech, lengths), speech.say(`mode_${service.mode}`), ...(price ? [price] : [])]
}
