/** Which of the offered options a message takes. */
import { dayOf, weekdayOf } from './calendar.ts'
import { ordinalOf } from './number-words.ts'
import type { DateWish, Option, TimeWish } from './question.ts'

export interface Wishes {
  date: DateWish | null
  time: TimeWish | null
  practitioner: string | null
  service: string | null
}

const ordinal =
  /(?:(?:the|el|la|los|las|lo)\s+)(?<word>first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|1r[oa]|2d[oa]|1[ºª]|2[ºª]|3[ºª])(?! (?:of|de|time|visit|vez|visita))|^[^a-z0-9]*(?:(?:ok|okay|yes|si|vale|take|pick|choose|actually|wait|the|no)[ ,]+)*(?<alone>first|second|third|fourth|fifth|primer[oa]|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]|1st|2nd|3rd|4th)\b|\b(?<slot>first|second|third|fourth|fifth|1st|2nd|3rd|4th) (?:one|option|slot|time|choice|appointment)/
const numbered =
  /(?:\b(?:option|opt\.?|op\.?|number|no\.?|nr\.?|choice|slot|opcion|numero|la opcion|choose|pick|elijo)\s*#?\s*|#)(?<number>[1-9]|[a-e](?![a-z])|one|two|three|four|five|uno|una|dos|tres|cuatro|cinco)\b/
const bare =
  /^[^a-z0-9]*(?:(?:i'?ll (?:take|do|go with)|i can do|book me (?:for|at|in for)|make it|put me (?:down )?(?:for|at)|i'?d like|quiero|dame|ponme|agendame|va|sale|ok|yes|si|vale|let'?s do|go with|the|la|el)[ ,]+)*(?<number>[12]?\d|3[01]|[a-e]|one|two|three|four|five|uno|dos|tres|cuatro|cinco)\s*(?:[).:!]|please|por favor|pls|works|thanks|gracias|it is|is (?:good|fine|great)|esta bien|would be great){0,6}\s*[^a-z0-9]*$/
const last =
  /^[^a-z0-9]*(?:later|latest|last|la ultima|el ultimo)(?: one| please| works)?[^a-z0-9]*$|\b(?:the|el|la) (?:last|latest|later|latter|final)\b(?! (?:time|visit|week|month))|\blast (?:one|option|slot)\b|\b(?:el|la|lo) (?:ultim[oa]|mas tarde)\b/
const earliest =
  /^[^a-z0-9]*(?:earlier|earliest|soonest|sooner|first)(?: one| please| works| available)?[^a-z0-9]*$|\b(?:the )?(?:earliest|earlier|soonest|sooner) (?:one|of|slot|option|time)?\b|\bthe (?:earliest|earlier|soonest|former)\b|\b(?:el|la|lo) (?:mas (?:temprano|temprana|pronto)|primer[oa] disponible|de mas temprano)\b/
const middle =
  /\b(?:the )?middle(?: (?:one|option|slot))?\b|\b(?:el|la) (?:del|de en|de|de el) ?(?:en)?medio\b/
const either =
  /\b(?:either|any of (?:them|those|these)|any (?:is|one|works)|whichever|whatever|todas|todos me|you (?:pick|choose|decide)|tu (?:elige|escoge|decide)|(?:elija|escoja|decida) usted|surprise me|dealer'?s choice|^[^a-z]*any(?:thing)?(?: (?:works|is fine|is good|one|will do|time|ok))?[^a-z]*$|(?:anything|any of (?:the|those)(?: \w+)?) works|cualquiera|me da (?:igual|lo mismo)|el que sea|la que sea)\b/
/** `I can't do any of those`; whoever minds none of them takes whichever. */
const notEither =
  /\b(?:not|no|cannot|unable|(?:can|do|wo|does|is|are|could|would)n?'?t)\b(?!(?: \w+){0,3} (?:mind|care|matter|preference|importa|preferencia)\b)(?: \w+){0,4} (?:either|any of (?:them|those|these|the)|todas|cualquiera)\b/

const ordinals: Record<string, number> = {
  primer: 1,
  segund: 2,
  tercer: 3,
  cuart: 4,
  quint: 5,
  '1r': 1,
  '2d': 2,
  '1º': 1,
  '2º': 2,
  '3º': 3,
  '1o': 1,
  '2o': 2,
  '3o': 3,
  '1a': 1,
  '2a': 2,
}

/** Index of the one option meant; null for none or several. */
export function findChoice(text: string, options: readonly Option[], wishes: Wishes): number | null {
  if (options.length === 0) return null
  const byValue = matching(options, wishes)
  const among = byValue && byValue.length > 0 ? byValue : options.map((_, i) => i)
  const byPlace = placeOf(text, options, among)
  if (byPlace !== null && (byValue === null || byValue.includes(byPlace))) return byPlace
  // `2` alone was taken for an hour or a date that nobody offered.
  if (byPlace !== null && byValue?.length === 0 && onlyPlace.test(text)) return byPlace
  if (byValue?.length === 1) return byValue[0] as number
  return byValue === null && either.test(text) && !notEither.test(text) ? 0 : null
}

const onlyPlace =
  /^[^a-z0-9]*(?:(?:the|el|la|option|opcion|number|numero|no|yes|ok|si|vale|please)[ .,]*)*(?:[12]?\d(?:st|nd|rd|th)?|[a-e]|one|two|three|four|five|uno|dos|tres|cuatro|cinco|first|second|third|primer[oa]?|segund[oa]|tercer[oa]?)[^a-z0-9]*(?:one|please|pls|por favor|works|thanks|gracias)?[^a-z0-9]*$/

/** `la primera no`, `not the first`. */
function isRefused(text: string, start: number, end: number): boolean {
  return (
    /\b(?:not|no|instead of|en vez de)\s*$/.test(text.slice(0, start)) ||
    /^(?: one)? no(?:t)?\b/.test(text.slice(end))
  )
}

/** Says no more than a place in the list. */
export function isBarePlace(text: string): boolean {
  return onlyPlace.test(text)
}

/** By its place in the list; `earlier` and `later` are among those that are not ruled out. */
function placeOf(text: string, options: readonly Option[], among: readonly number[]): number | null {
  const within = (number: number | null) =>
    number !== null && number >= 1 && number <= options.length ? number - 1 : null
  const groups = [...text.matchAll(new RegExp(ordinal, 'g'))].findLast(
    ({ index, 0: said }) => !isRefused(text, index, index + said.length),
  )?.groups
  const word = groups?.word ?? groups?.alone ?? groups?.slot
  if (word) {
    const key = Object.keys(ordinals).find((each) => word.startsWith(each))
    const found = within(key ? (ordinals[key] as number) : ordinalOf(word))
    // `the 3rd` is a day as well: where an option falls on it, the day is meant.
    if (
      !/^\d/.test(word) ||
      !options.some(({ start }) => Number(start.slice(8, 10)) === Number.parseInt(word, 10))
    )
      return found
  }
  const number = [...text.matchAll(new RegExp(numbered, 'g'))].at(-1)?.groups?.number
  if (number) return within(wordNumber(number))
  const inTime = [...among].sort((a, b) => ((options[a]?.start ?? '') < (options[b]?.start ?? '') ? -1 : 1))
  if (last.test(text)) return inTime.at(-1) ?? null
  if (middle.test(text) && options.length % 2 === 1) return (options.length - 1) / 2
  if (earliest.test(text)) return inTime[0] ?? null
  const digit = bare.exec(text)?.groups?.number
  if (!digit) return null
  const place = wordNumber(digit)
  const index = within(place)
  const asHour = options.findIndex(({ start }) => {
    const hour = Number(start.slice(11, 13))
    return place !== null && (hour === place || (place <= 12 && hour % 12 === place % 12))
  })
  const asDay = options.findIndex(({ start }) => Number(start.slice(8, 10)) === place)
  if (index === null && asHour === -1) return asDay === -1 ? null : asDay
  // `2` of 10:00, 11:00 and 14:00 could be either: ask again.
  return asHour === -1 || asHour === index ? index : index === null ? asHour : null
}

function wordNumber(word: string): number | null {
  const words = ['', 'one', 'two', 'three', 'four', 'five', '', 'uno', 'dos', 'tres', 'cuatro', 'cinco']
  if (/^\d+$/.test(word)) return Number(word)
  if (/^[a-e]$/.test(word)) return word.charCodeAt(0) - 96
  const at = words.indexOf(word === 'una' ? 'uno' : word)
  return at > 0 ? at % 6 : null
}

/** Indexes that agree with all that was said; null where nothing said tells options apart. */
function matching(
  options: readonly Option[],
  { date, time, practitioner, service }: Wishes,
): number[] | null {
  if (!date && !time && !practitioner && !service) return null
  return options.flatMap((option, i) => {
    const fits =
      (!date || fitsDate(option.start, date)) &&
      (!time || fitsTime(option.start, time)) &&
      (!practitioner || !option.practitionerId || option.practitionerId === practitioner) &&
      (!service || !option.serviceId || option.serviceId === service)
    return fits ? [i] : []
  })
}

export function fitsDate(start: string, wish: DateWish): boolean {
  const date = start.slice(0, 10)
  if (date < wish.from || date > wish.to) return false
  return !wish.weekdays || wish.weekdays.includes(weekdayOf(dayOf(date)))
}

export function fitsTime(start: string, wish: TimeWish): boolean {
  const time = start.slice(11, 16)
  if ('at' in wish) return time === wish.at
  if (wish.from === '12:00' && wish.to === '18:00' && time === '12:00') return false
  return (wish.from === null || time >= wish.from) && (wish.to === null || time <= wish.to)
}
