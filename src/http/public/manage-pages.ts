/** The pages behind a manage link: the appointment, another time for it, and its end. */
import { html } from 'hono/html'
import type { FreeMonth } from '../../desk/scheduling/find-free-month.ts'
import type { ManagedAppointment } from '../../desk/scheduling/find-managed-appointment.ts'
import type { ChangeRefusal } from '../../desk/scheduling/manage-link.ts'
import type { Service } from '../../desk/services/service.ts'
import { renderAppointment } from './booked-page.ts'
import { renderCalendar, sayFree } from './calendar.ts'
import { addressOf, carriedFields, type Guest, type Html } from './guest.ts'
import { type Page, phoneLine, phoneLink } from './page.ts'
import { showDate, showTime, showZone } from './show.ts'
import type { Wish } from './wish.ts'
import { renderZone } from './zone.ts'

export interface ManageView {
  appointment: ManagedAppointment
  service: Service | undefined
  token: string
  /** Null: it may be moved and cancelled. */
  refusal: ChangeRefusal | null
  /** What was just done. */
  done: 'booked' | 'moved' | 'cancelled' | null
}

const manage = { description: null, mayBeFramed: false, headers: { 'cache-control': 'no-store' } } as const

export function managePage(guest: Guest, view: ManageView): Page {
  const { speech } = guest
  const { appointment, token, refusal, done, service } = view
  const path = `/manage/${token}`
  return {
    ...manage,
    title: speech.say('manage_title'),
    path,
    body: html`
      <h1>${speech.say('manage_title')}</h1>
      ${done ? html`<p class="notice done" role="status">${speech.say(`done_${done}`)}</p>` : ''}
      <p class="status ${appointment.status}">${speech.say(`status_${appointment.status}`)}</p>
      ${renderAppointment(guest, appointment)}
      ${
        refusal === null
          ? html`<p class="buttons"><a class="button main" href="${addressOf(guest, `${path}/move`)}">${speech.say('move_link')}</a>
              <a class="button" href="${addressOf(guest, `${path}/cancel`)}">${speech.say('cancel_link')}</a></p>
              ${renderDeadline(guest, view)}`
          : renderRefusal(guest, view)
      }
      ${
        appointment.status === 'booked'
          ? html`<p><a href="${addressOf(guest, `${path}/calendar.ics`)}" download="appointment.ics">${speech.say('calendar_file')}</a></p>`
          : ''
      }
      ${
        appointment.status === 'cancelled' && service && !service.archivedAt && service.isPublic
          ? html`<p><a class="button main" href="${addressOf(guest, `/${service.slug}`)}">${speech.say('book_again')}</a></p>`
          : ''
      }`,
  }
}

/** Until when it may be changed here, where that is not until it begins. */
function renderDeadline(guest: Guest, { appointment, service }: ManageView): Html {
  if (!service?.changeNoticeMinutes) return html``
  const latest = appointment.startAt.subtract({ minutes: service.changeNoticeMinutes })
  const { speech, timeZone, clinic } = guest
  // The appointment above it says in whose time; where two clocks are told there, this one is named.
  const zone = timeZone === clinic.timeZone ? '' : `, ${showZone(speech, timeZone)}`
  return html`<p class="hint">${speech.say('change_until', { when: `${whenOf(guest, latest)}${zone}` })}</p>`
}

function renderRefusal(guest: Guest, { refusal, appointment }: ManageView): Html {
  const { speech, clinic } = guest
  if (refusal === 'not_live')
    return html`<p>${appointment.status === 'cancelled' ? '' : speech.say('refused_not_live')}</p>`
  return html`<p class="notice">${speech.say(refusal === 'too_late' ? 'refused_too_late' : 'refused_elsewhere', { clinic: clinic.name })}</p>
    <p>${phoneLink(guest)}</p>`
}

export interface MoveView extends Omit<ManageView, 'service' | 'done'> {
  service: Service
  wish: Wish
  offered: FreeMonth
  lastMonth: Temporal.PlainYearMonth
  closures: ReadonlyMap<string, string | null>
  whom: Whom
  /** Who would do it at the chosen time; null: all of a team, or no time is chosen. */
  with: { id: string; name: string } | null
  listsZones: boolean
  hasLostTime: boolean
}

/** Whose times are offered. */
export interface Whom {
  /** Whom the patient may choose; none where the choice is not theirs. */
  practitioners: { id: string; name: string }[]
  /** Null: anybody's. */
  practitionerId: string | null
  /** By the patient, just now. */
  isChosen: boolean
}

export function movePage(guest: Guest, view: MoveView): Page {
  const { speech } = guest
  const { token, wish } = view
  const path = `/manage/${token}/move`
  return {
    ...manage,
    title: speech.say('move_title'),
    path,
    params: paramsOf(view),
    status: view.hasLostTime ? 409 : 200,
    body: html`
      <nav class="back"><a href="${addressOf(guest, `/manage/${token}`)}">${speech.say('back_to_appointment')}</a></nav>
      <h1>${speech.say('move_title')}</h1>
      <div id="offer" data-zone="${guest.timeZone}" data-told="${sayFree(guest, { ...view, date: wish.date })}">
        ${wish.isMisread ? html`<p class="notice">${speech.say('misread')}</p>` : ''}
        ${view.hasLostTime ? html`<p class="notice" role="alert">${speech.say('time_lost')}</p>` : ''}
        ${wish.start && !view.hasLostTime ? renderMoveTo(guest, view, wish.start) : renderOffer(guest, view)}
      </div>
      ${phoneLine(guest)}`,
  }
}

function renderOffer(guest: Guest, view: MoveView): Html {
  const { service, token, wish, offered } = view
  const path = `/manage/${token}/move`
  if (offered.days.size === 0 && !offered.nextFree)
    return html`${renderWhom(guest, view)}<p class="notice">${guest.speech.say('nothing_free')}</p>`
  const params = paramsOf(view)
  return html`<p class="lead">${guest.speech.say('move_from', { when: whenOf(guest, view.appointment.startAt) })}</p>
    ${renderWhom(guest, view)}
    ${renderZone(guest, { path, params, listsZones: view.listsZones, isAtClinic: service.mode === 'visit' })}
    <div class="calendar">${renderCalendar(guest, {
      ...view,
      date: wish.date,
      pageAt: (other) => addressOf(guest, path, { ...params, ...other }),
      choose: {
        method: 'get',
        action: addressOf({ ...guest, carried: [] }, path),
        fields: html`${carriedFields(guest)}${Object.entries(params).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
        )}`,
      },
      hasSeats: service.seats > 1,
    })}</div>`
}

function renderWhom(guest: Guest, view: MoveView): Html {
  const { speech } = guest
  const { practitioners, practitionerId } = view.whom
  if (practitioners.length < 2) return html``
  const path = `/manage/${view.token}/move`
  // Another practitioner is free at other times: whatever day was open may have none.
  const { month } = paramsOf(view)
  const link = (id: string | null, label: string) =>
    html`<a rel="nofollow" data-swap data-key="practitioner-${id ?? ''}" href="${addressOf(guest, path, {
      month,
      ...(id ? { practitioner: id } : { anybody: '1' }),
    })}"${id === practitionerId ? html` aria-current="true"` : ''}>${label}</a>`
  return html`<div class="choice" role="group" aria-label="${speech.say('move_with')}"><p>${speech.say('move_with')}</p>
    ${practitioners.map(({ id, name }) => link(id, name))}${link(null, speech.say('anybody'))}</div>`
}

/** Asked once more: a slip of the thumb must not move a visit, nor bring somebody to another practitioner unawares. */
function renderMoveTo(guest: Guest, view: MoveView, start: Temporal.Instant): Html {
  const { speech, timeZone } = guest
  const { token, appointment } = view
  const own = appointment.practitioner?.name
  const other = view.with && view.with.id !== appointment.practitioner?.id ? view.with.name : null
  const path = `/manage/${token}/move`
  return html`<div class="chosen">
      <p>${speech.say('move_old')} <s class="sentence">${whenOf(guest, appointment.startAt)}</s></p>
      <p>${speech.say('move_new')} <strong class="sentence">${whenOf(guest, start)}</strong></p>
      <p>${showZone(speech, timeZone)}</p>
      ${other ? html`<p><strong>${own ? speech.say('move_other', { other, own }) : `${speech.say('with')}: ${other}`}</strong></p>` : ''}
    </div>
    <form method="post" action="${addressOf(guest, path)}" data-once="${speech.say('sending')}">
      <input type="hidden" name="start" value="${start.toString()}">
      ${view.with ? html`<input type="hidden" name="practitioner" value="${view.with.id}">` : ''}
      <p class="buttons"><button class="main">${speech.say('move_it')}</button>
      <a class="button" href="${addressOf(guest, path, paramsOf(view))}">${speech.say('other_times')}</a></p>
    </form>`
}

export function cancelPage(guest: Guest, view: ManageView): Page {
  const { speech } = guest
  const path = `/manage/${view.token}`
  return {
    ...manage,
    title: speech.say('cancel_title'),
    path: `${path}/cancel`,
    body: html`
      <nav class="back"><a href="${addressOf(guest, path)}">${speech.say('back_to_appointment')}</a></nav>
      <h1>${speech.say('cancel_title')}</h1>
      ${renderAppointment(guest, view.appointment)}
      <form method="post" action="${addressOf(guest, `${path}/cancel`)}" data-once="${speech.say('sending')}">
        <div class="field"><label for="reason">${speech.say('cancel_reason')} <span class="optional">${speech.say('optional')}</span></label>
          <textarea id="reason" name="reason" rows="3" maxlength="500"></textarea></div>
        <p class="buttons"><button class="danger">${speech.say('cancel_it')}</button>
        <a class="button" href="${addressOf(guest, path)}">${speech.say('keep_it')}</a></p>
      </form>
      <p>${speech.say('cancel_or_move')} <a href="${addressOf(guest, `${path}/move`)}">${speech.say('move_link')}</a></p>`,
  }
}

/** Whatever is wrong with a link, the same is said: nobody learns which appointments there are. */
export function deadLinkPage(guest: Guest): Page {
  const { speech, clinic } = guest
  return {
    ...manage,
    title: speech.say('dead_title'),
    path: null,
    status: 404,
    body: html`
      <h1>${speech.say('dead_title')}</h1>
      <p>${speech.say('dead_text', { clinic: clinic.name })}</p>
      <p>${phoneLink(guest)}</p>
      <p><a class="button" href="${addressOf(guest, '')}">${speech.say('book_new')}</a></p>`,
  }
}

function whenOf({ speech, timeZone }: Guest, at: Temporal.Instant): string {
  return `${showDate(speech, at, timeZone)}, ${showTime(speech, at, timeZone)}`
}

function paramsOf({ wish, whom }: MoveView): Record<string, string> {
  const { practitionerId, isChosen } = whom
  return {
    ...(isChosen ? (practitionerId ? { practitioner: practitionerId } : { anybody: '1' }) : {}),
    ...(wish.month ? { month: wish.month.toString() } : {}),
    ...(wish.date ? { date: wish.date.toString() } : {}),
  }
}
