/** Putting times before a person, and reading which one they took. */
import type { DateWish, TimeWish } from '@foyer/understanding'
import { readStart, wallTime } from '../actions/wished-service.ts'
import type { ChatChannel } from '../conversations/conversation.ts'
import type { Picked } from './chat-memory.ts'
import type { Slot } from './find-times.ts'
import { type Choice, type Said, said, serviceOf, type Turn } from './turn.ts'

/** These show each time as a button or as a row of a list. */
const BUTTONED: readonly ChatChannel[] = ['widget', 'whatsapp']

/** WhatsApp takes three buttons and else shows a list that has to be opened first; elsewhere choices are written below. */
const BUTTONS: Partial<Record<ChatChannel, number>> = { widget: 10, whatsapp: 3 }

/** Offers these, as choices; the next message is read against them. */
export function offerTimes(turn: Turn, slots: readonly Slot[], lead: string): Said {
  const { memory, speech, clinic, asking } = turn
  const options = slots.map(({ startAt, practitionerId }) => ({
    start: wallTime(startAt, clinic),
    ...(memory.state.service ? { serviceId: memory.state.service } : {}),
    practitionerId,
  }))
  memory.offer = { kind: 'times', options }
  memory.asked = 'when'
  memory.picked = null
  const choices = slots.map(({ startAt, practitionerId }) => ({
    id: choiceId(startAt, practitionerId),
    title: speech.briefly(startAt),
  }))
  const [first] = slots
  if (first && choices.length < (BUTTONS[asking.channel] ?? 0)) {
    choices.push({ id: `${NONE}|${first.startAt}`, title: speech.say('none_of_these') })
  }
  const isMany = memory.task === 'book' && serviceOf(turn)?.assignment === 'one'
  const names = isMany ? slots.map((slot) => nameOf(turn, slot.practitionerId)) : []
  // What stands on a button is not written above it; a name does not fit there.
  const isWritten = names.length > 0 || !BUTTONED.includes(asking.channel)
  const lines = (isWritten ? slots : []).map(({ startAt }, i) =>
    [speech.moment(startAt), names[i]].filter(Boolean).join(' · '),
  )
  return said([lead, lines.map((line) => `• ${line}`).join('\n'), speech.say('or_another')], choices)
}

/** The time that this message takes of those that were offered; null: none. */
export function readPick(turn: Turn): Picked | null {
  const { memory, reading, messages } = turn
  const tapped = readChoiceId(messages.at(-1)?.choice?.id)
  if (tapped) return tapped
  const { offer } = memory
  if (offer?.kind !== 'times') return null
  const only = offer.options.length === 1 && reading.yes === true ? 0 : null
  const place = reading.choice ?? only ?? -1
  const option = offer.options[place]
  // Of the hour that comes twice in a night of autumn the wall clock does not tell which one was offered.
  const offered = readChoiceId(memory.choices[place]?.id)
  if (offered && option?.start === wallTime(Temporal.Instant.from(offered.startAt), turn.clinic))
    return offered
  return option
    ? { startAt: instantOf(option.start, turn), practitionerId: option.practitionerId ?? null }
    : null
}

/** Remembers what was offered as not suiting, so that it is not offered again. */
export function passOver(turn: Turn): void {
  const { memory } = turn
  if (memory.offer?.kind !== 'times') return
  memory.passed.push(...memory.offer.options.map(({ start }) => instantOf(start, turn)))
}

export function refusesOffer({ memory, reading, messages }: Turn): boolean {
  if (memory.offer?.kind !== 'times') return false
  if (isNone(messages.at(-1)?.choice?.id)) return true
  const wantsOthers = reading.acts.some(({ act }) => act === 'request_alternatives')
  return reading.choice === null && (wantsOthers || reading.yes === false)
}

const NONE = 'none'

/** "None of these" was tapped: all of them are refused, and nothing is said of day or hour. */
export function isNone(choiceId: Choice['id'] | null | undefined): boolean {
  return choiceId?.split('|')[0] === NONE
}

/** Whether the message says when, in other words than by taking an offer. */
export function saysWhen({ reading }: Turn): boolean {
  const { date, time } = reading.slots
  return reading.choice === null && (date !== undefined || time !== undefined)
}

export function nameOf({ practitioners }: Turn, id: string | null): string | null {
  return practitioners.find((practitioner) => practitioner.id === id)?.name ?? null
}

/** Whether a moment is one that the wish allows; a wish of nothing allows every moment. */
export function isWithin(
  startAt: string,
  { date, time }: { date?: DateWish | null; time?: TimeWish | null },
  { clinic }: Pick<Turn, 'clinic'>,
): boolean {
  const wall = Temporal.Instant.from(startAt).toZonedDateTimeISO(clinic.timeZone)
  const day = wall.toPlainDate().toString()
  const clock = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  if (date && (day < date.from || day > date.to)) return false
  if (date?.weekdays && !date.weekdays.includes(wall.dayOfWeek % 7)) return false
  if (!time) return true
  if ('at' in time) return clock === time.at
  return (time.from === null || clock >= time.from) && (time.to === null || clock <= time.to)
}

function instantOf(wall: string, { clinic }: Pick<Turn, 'clinic'>): string {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(clinic.timeZone).toInstant().toString()
}

function choiceId(startAt: Temporal.Instant, practitionerId: string): string {
  return `t|${startAt}|${practitionerId}`
}

function readChoiceId(id: string | null | undefined): Picked | null {
  const [kind, startAt = '', practitionerId] = (id ?? '').split('|')
  const moment = kind === 't' && /Z$/.test(startAt) ? readStart(startAt, { timeZone: 'UTC' }) : null
  return moment && { startAt: moment.toString(), practitionerId: practitionerId || null }
}
