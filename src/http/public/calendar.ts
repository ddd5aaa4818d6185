/** The month grid and the times of one day: for who books and for who moves. Every step is a link or a form. */
import { html } from 'hono/html'
import type { FreeTime } from '../../desk/scheduling/find-availability.ts'
import type { FreeMonth } from '../../desk/scheduling/find-free-month.ts'
import type { Guest, Html } from './guest.ts'
import type { Phrase } from './language.ts'
import {
  firstDayOfWeek,
  showDay,
  showDayBriefly,
  showMonth,
  showTime,
  showTimeInZone,
  showWeekdays,
} from './show.ts'

export interface Calendar {
  offered: FreeMonth
  lastMonth: Temporal.PlainYearMonth
  /** The day whose times are shown; null: the first free one. */
  date: Temporal.PlainDate | null
  /** Days on which the clinic is closed, and why. */
  closures: ReadonlyMap<string, string | null>
  /** This page with another month or day. */
  pageAt(params: { month: string; date?: string }): string
  /** What choosing a time does. */
  choose: { method: 'get' | 'post'; action: string; fields: Html }
  hasSeats: boolean
}

export function renderCalendar(guest: Guest, calendar: Calendar): Html {
  const date = calendar.date ?? firstFreeDate(calendar.offered)
  return html`
    <section class="month" aria-labelledby="month">
      ${renderMonthName(guest, calendar)}
      ${renderGrid(guest, calendar, date)}
    </section>
    <section class="times" id="times" aria-labelledby="day" tabindex="-1">
      ${date ? renderDay(guest, calendar, date) : renderNothing(guest, calendar)}
    </section>`
}

/** How many free times a day has, as the page says it aloud after a change. */
export function sayFree(guest: Guest, calendar: Pick<Calendar, 'offered' | 'date'>): string {
  const { speech } = guest
  const date = calendar.date ?? firstFreeDate(calendar.offered)
  if (!date) return speech.say('month_empty', { month: showMonth(speech, calendar.offered.month) })
  const count = calendar.offered.days.get(date.toString())?.length ?? 0
  const day = showDay(speech, date, guest.today)
  return count > 0 ? speech.say('times_on', { count, day }) : speech.say('day_empty', { day })
}

function renderMonthName(guest: Guest, { offered, lastMonth, pageAt }: Calendar): Html {
  const { speech } = guest
  const turn = (months: number, label: Phrase, arrow: string) => {
    const to = offered.month.add({ months })
    const isOpen =
      Temporal.PlainYearMonth.compare(to, guest.today.toPlainYearMonth()) >= 0 &&
      Temporal.PlainYearMonth.compare(to, lastMonth) <= 0
    if (!isOpen) return html`<span class="turn" aria-hidden="true"></span>`
    return html`<a class="turn" rel="nofollow" data-swap data-key="${label}" href="${pageAt({ month: to.toString() })}"
      ><span aria-hidden="true">${arrow}</span><span class="unseen">${speech.say(label)}: ${showMonth(speech, to)}</span></a>`
  }
  return html`<div class="month-name">
    ${turn(-1, 'month_before', '‹')}
    <h2 id="month">${showMonth(speech, offered.month)}</h2>
    ${turn(1, 'month_after', '›')}
  </div>`
}

function renderGrid(guest: Guest, calendar: Calendar, chosen: Temporal.PlainDate | null): Html {
  const { month } = calendar.offered
  const weekdays = showWeekdays(guest.speech)
  return html`<table>
    <thead><tr>${weekdays.map(({ short, long }) => html`<th scope="col"><span aria-hidden="true">${short}</span><span class="unseen">${long}</span></th>`)}</tr></thead>
    <tbody>${weeksToCome(month, guest).map(
      (week) =>
        html`<tr>${week.map((date) => html`<td>${date ? renderDate(guest, calendar, { date, chosen }) : ''}</td>`)}</tr>`,
    )}</tbody>
  </table>`
}

function renderDate(
  guest: Guest,
  { offered, closures, pageAt }: Calendar,
  { date, chosen }: { date: Temporal.PlainDate; chosen: Temporal.PlainDate | null },
): Html {
  const { speech } = guest
  const day = date.toString()
  const count = offered.days.get(day)?.length ?? 0
  const isChosen = chosen?.equals(date) ?? false
  const name = showDay(speech, date, guest.today)
  if (count > 0) {
    const href = `${pageAt({ month: offered.month.toString(), date: day })}#times`
    return html`<a class="date free" rel="nofollow" data-swap="times" data-key="${day}" href="${href}"
      ${isChosen ? html`aria-current="date"` : ''} aria-label="${speech.say('times_on', { count, day: name })}">${date.day}</a>`
  }
  const isPast = Temporal.PlainDate.compare(date, guest.today) < 0
  const closedFor = closures.get(day)
  const why = isPast
    ? speech.say('day_past', { day: name })
    : closedFor
      ? speech.say('day_closed_for', { day: name, name: closedFor })
      : speech.say('day_without', { day: name })
  return html`<span class="date off ${isChosen ? 'chosen' : ''}"><span aria-hidden="true">${date.day}</span><span class="unseen">${why}</span></span>`
}

const PARTS = [
  { phrase: 'morning', before: 12 },
  { phrase: 'afternoon', before: 17 },
  { phrase: 'evening', before: 24 },
] as const

function renderDay(guest: Guest, calendar: Calendar, date: Temporal.PlainDate): Html {
  const { speech, timeZone } = guest
  const day = showDay(speech, date, guest.today)
  const times = calendar.offered.days.get(date.toString()) ?? []
  const heading = html`<h2 id="day" class="sentence">${day}</h2>`
  if (times.length === 0) {
    return html`${heading}<p>${speech.say('day_empty', { day })}</p>${renderNextFree(guest, calendar, date)}`
  }
  const { method, action, fields } = calendar.choose
  // One wall time twice: the clocks go back that night.
  const labels = Map.groupBy(times, ({ startAt }) => showTime(speech, startAt, timeZone))
  const isTwice = (time: FreeTime) => (labels.get(showTime(speech, time.startAt, timeZone))?.length ?? 0) > 1
  const hourOf = (time: FreeTime) => time.startAt.toZonedDateTimeISO(timeZone).hour
  const parts = PARTS.map(({ phrase, before }, i) => {
    const from = PARTS[i - 1]?.before ?? 0
    return { phrase, times: times.filter((time) => hourOf(time) >= from && hourOf(time) < before) }
  }).filter((part) => part.times.length > 0)
  return html`${heading}<form method="${method}" action="${action}" data-choose>${fields}
    ${parts.map(
      (part) =>
        html`<h3>${speech.say(part.phrase)}</h3><ul class="slots">${part.times.map(
          (time) =>
            html`<li><button name="start" value="${time.startAt.toString()}">${renderTime(guest, time, isTwice(time))}${
              calendar.hasSeats
                ? html`<small>${speech.say('seats_left', { count: time.seatsLeft })}</small>`
                : ''
            }</button></li>`,
        )}</ul>`,
    )}
  </form>`
}

function renderTime(guest: Guest, { startAt }: FreeTime, isTwice: boolean): Html {
  const { speech, timeZone } = guest
  const show = isTwice ? showTimeInZone : showTime
  return html`<time datetime="${startAt.toString()}" ${isTwice ? html`data-twice` : ''}>${show(speech, startAt, timeZone)}</time>`
}

function renderNothing(guest: Guest, calendar: Calendar): Html {
  const { speech } = guest
  const month = showMonth(speech, calendar.offered.month)
  return html`<h2 id="day">${speech.say('month_empty', { month })}</h2>${renderNextFree(guest, calendar, null)}`
}

/** Where to look next: later in this month, else whatever was found beyond it. */
function renderNextFree(guest: Guest, calendar: Calendar, after: Temporal.PlainDate | null): Html {
  const { offered, pageAt } = calendar
  const dates = [...offered.days.keys()].map((day) => Temporal.PlainDate.from(day))
  const later = dates.find((date) => !after || Temporal.PlainDate.compare(date, after) > 0) ?? dates[0]
  const next = later ?? offered.nextFree?.toZonedDateTimeISO(guest.timeZone).toPlainDate()
  if (!next) return html``
  const href = pageAt({ month: next.toPlainYearMonth().toString(), date: next.toString() })
  return html`<p><a class="button" data-swap="times" data-key="next" href="${href}#times">${guest.speech.say(
    'next_free',
    {
      day: showDayBriefly(guest.speech, next),
    },
  )}</a></p>`
}

function firstFreeDate(offered: FreeMonth): Temporal.PlainDate | null {
  const [first] = offered.days.keys()
  return first ? Temporal.PlainDate.from(first) : null
}

/** Without the weeks that are over: on a phone the times would lie a screen below. */
function weeksToCome(month: Temporal.PlainYearMonth, guest: Guest) {
  const weeks = weeksOf(month, firstDayOfWeek(guest.speech))
  const isToCome = (date: Temporal.PlainDate | null) =>
    date !== null && Temporal.PlainDate.compare(date, guest.today) >= 0
  return weeks.filter((week) => week.some(isToCome))
}

/** Rows of seven; null before the first of the month and after the last. */
export function weeksOf(month: Temporal.PlainYearMonth, firstDay: number): (Temporal.PlainDate | null)[][] {
  const first = month.toPlainDate({ day: 1 })
  const before = (first.dayOfWeek - firstDay + 7) % 7
  const cells = Math.ceil((before + month.daysInMonth) / 7) * 7
  const dates = Array.from({ length: cells }, (_, cell) => {
    const day = cell - before + 1
    return day >= 1 && day <= month.daysInMonth ? month.toPlainDate({ day }) : null
  })
  return Array.from({ length: cells / 7 }, (_, week) => dates.slice(week * 7, week * 7 + 7))
}
