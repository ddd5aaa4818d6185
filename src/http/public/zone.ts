/** In whose time the times are: always said, and changed without JavaScript too. */
import { html } from 'hono/html'
import { addressOf, carriedFields, type Guest, type Html } from './guest.ts'
import { listZones, showZone } from './show.ts'

interface ZoneLine {
  path: string
  params: Record<string, string>
  listsZones: boolean
  /** The guest comes to the clinic, whose clock then counts: another zone is offered, not chosen for them. */
  isAtClinic: boolean
}

export function renderZone(guest: Guest, line: ZoneLine): Html {
  const { speech, timeZone, clinic } = guest
  const { path, params } = line
  const isForeign = timeZone !== clinic.timeZone
  return html`<div class="zone" id="zone">
    <p>${speech.say('times_in')} <strong>${showZone(speech, timeZone)}</strong>${
      isForeign && line.isAtClinic ? html`. ${speech.say('not_clinic_time')}` : ''
    }
      ${
        isForeign
          ? html`<a rel="nofollow" data-swap data-key="home-zone" href="${addressOf(guest, path, { ...params, tz: clinic.timeZone })}">${speech.say('clinic_time')}</a>`
          : ''
      }
      ${
        line.listsZones
          ? ''
          : html`<a rel="nofollow" data-swap data-key="zones" href="${addressOf(guest, path, { ...params, zones: '1' })}#zone">${speech.say('change_zone')}</a>`
      }</p>
    ${line.listsZones ? renderZones(guest, line) : ''}
    ${
      // The island fills in what the device says; a page for a call turns to it by itself.
      guest.hasChosenZone
        ? ''
        : html`<p hidden data-own-zone="${line.isAtClinic ? 'offer' : 'take'}" data-href="${addressOf(guest, path, params)}">
            ${speech.say('your_device')} <strong data-zone-name></strong>.
            <a rel="nofollow" data-swap data-key="own-zone" href="">${speech.say('your_time')}</a></p>`
    }
  </div>`
}

function renderZones(guest: Guest, { path, params }: ZoneLine): Html {
  const { speech, timeZone } = guest
  const zones = new Set([...listZones(), guest.clinic.timeZone, timeZone, 'UTC'])
  const areas = Map.groupBy([...zones].sort(), (zone) =>
    zone.includes('/') ? (zone.split('/')[0] ?? '') : '',
  )
  return html`<form class="choice" method="get" action="${addressOf({ ...guest, carried: [] }, path)}" data-swap>
    ${carriedFields(guest, ['tz'])}
    ${Object.entries(params).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <label for="tz">${speech.say('choose_zone')}</label>
    <select id="tz" name="tz" data-key="tz">${[...areas].map(
      ([area, names]) =>
        html`<optgroup label="${area || 'UTC'}">${names.map(
          (zone) =>
            html`<option${zone === timeZone ? html` selected` : ''} value="${zone}">${zone.replaceAll('_', ' ')}</option>`,
        )}</optgroup>`,
    )}</select>
    <button>${speech.say('show_times')}</button>
  </form>`
}
