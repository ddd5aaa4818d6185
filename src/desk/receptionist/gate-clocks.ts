/** The times of day that a sentence names, in English and Spanish. Minutes are minutes since midnight, of the clinic's wall clock. */

export interface Clock {
  at: number
  end: number
  /** Every reading: `at three` is 180 and 900. Of a stretch its beginning. */
  minutes: readonly number[]
  /** `from` and `until` are the open ends of a stretch: `after 3 PM`, `before noon`. */
  bound?: 'from' | 'until'
  /** Where a stretch ends: `from 9 to 5`. */
  until?: number
  fits(minute: number): boolean
}

const NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
}
const WORDS = Object.keys(NUMBERS).join('|')
const HALVES: [RegExp, number][] = [
  [/cuarto|fifteen|quince/i, 15],
  [/media|half|thirty|treinta/i, 30],
  [/forty|cuarenta/i, 45],
]
const PAST = `(?:\\s+(?:y|and)\\s+(?:media|cuarto|half)|[\\s-](?:thirty|fifteen|forty[\\s-]?five)|\\s+y\\s+(?:quince|treinta))`
/** What is counted in figures and is no time of day. */
const UNITS =
  '(?:%|minut|min\\b|mins\\b|hours?\\b|horas?\\b|days?\\b|d[ií]as?\\b|weeks?\\b|semanas?\\b|months?\\b|mes(?:es)?\\b|years?\\b|años?\\b|people|personas?|mg|ml|units?|unidades|of (?:our|the|these|them|your)|de (?:nuestr|l[oa]s|est[oa]s)|times?\\b|point|locations?|cuadras?|blocks?|\\p{L}+ (?:street|st\\b|ave|road|rd\\b|blvd))'
const WEEKDAY =
  '(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sun)(?:days?)?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo'
const LAST_MINUTE = 24 * 60

/** In no order. */
export function findClocks(text: string): Clock[] {
  const found: Clock[] = []
  const isTaken = (from: number, to: number) => found.some(({ at, end }) => from < end && to > at)
  const add = (match: RegExpMatchArray, minutes: readonly number[], more: Partial<Clock> = {}) => {
    const at = match.index ?? 0
    const end = at + match[0].trimEnd().length
    if (isTaken(at, end) || minutes.some((each) => each > LAST_MINUTE)) return
    const one = { at, end, minutes, ...more }
    found.push({ ...one, fits: (minute) => fitsClock(one, minute) })
  }
  for (const match of text.matchAll(RANGE)) {
    const range = readRange(match)
    if (range) add(match, [range.from], { until: range.until })
  }
  for (const match of text.matchAll(/(?<![\d.,$€£])(\d{1,2})(?:[:.](\d{2}))?\s*(?:(a)|p)\.?\s?m\b\.?/gi)) {
    const hour = (Number(match[1]) % 12) + (match[3] ? 0 : 12)
    add(match, [hour * 60 + Number(match[2] ?? 0)], boundOf(text, match))
  }
  for (const match of text.matchAll(
    /(?<![\d.,$€£:])([01]?\d|2[0-3])(?::|(?<=\b(?:at|las?) \d{1,2})[.h])([0-5]\d)(?![\d:])(?:\s*(?:de la (tarde|noche|ma[nñ]ana)|in the (morning|afternoon|evening)))?/gi,
  )) {
    const part = match[3] ?? match[4]
    const minutes = readingsOf(match[1] ?? '', part).map((hour) => hour * 60 + Number(match[2]))
    add(match, minutes, boundOf(text, match))
  }
  for (const match of text.matchAll(SPOKEN)) {
    const hour = hourOf(match[1])
    if (hour <= 24)
      add(
        match,
        either(hour).map((each) => each * 60 + pastOf(match[2])),
        boundOf(text, match),
      )
  }
  for (const match of text.matchAll(/\b(half|quarter) (past|to) (\w+)/gi)) {
    const hour = hourOf(match[3])
    const minutes = /half/i.test(match[1] ?? '') ? 30 : 15
    const past = /to/i.test(match[2] ?? '') ? -minutes : minutes
    if (hour)
      add(
        match,
        either(hour).map((each) => (each * 60 + past + LAST_MINUTE) % LAST_MINUTE),
      )
  }
  for (const match of text.matchAll(O_CLOCK)) {
    const hour = hourOf(match[1])
    if (hour > 24) continue
    const hours = match[2] ? readingsOf(match[1] ?? '', match[2], hour) : either(hour)
    add(
      match,
      hours.map((each) => each * 60),
      boundOf(text, match),
    )
  }
  for (const match of text.matchAll(/\b(?:noon|midday|mediod[ií]a)(?![\p{L}])/giu))
    add(match, [720], boundOf(text, match))
  for (const match of text.matchAll(/\b(?:midnight|medianoche)\b/gi)) add(match, [0])
  return found
}

/** `Friday, 11.` and `viernes 11`: an hour or a day of the month; where it stands, and its figure. */
export function findFiguresBesideDays(text: string): { at: number; end: number; figure: number }[] {
  return [...text.matchAll(BESIDE_DAYS)].map(({ 0: figure, index }) => ({
    at: index,
    end: index + figure.length,
    figure: hourOf(figure),
  }))
}

const BESIDE_DAYS = new RegExp(
  `(?<=\\b(?:${WEEKDAY})(?:\\s+(?:morning|afternoon|evening))?[\\s,·@|–-]{1,4}(?:the\\s+)?)(\\d{1,2}|(?:${WORDS})(?=\\s*(?:[.,!?;]|$)))(?![\\d:]|[/.,-]\\d|\\s*[ap]\\.?\\s?m\\b|st\\b|nd\\b|rd\\b|th\\b|\\s*${UNITS})`,
  'giu',
)
const O_CLOCK = new RegExp(
  `\\b(\\d{1,2}|${WORDS})\\s*(?:o[’']?clock|en punto|sharp|h\\b|(?:in the|de la) (morning|afternoon|evening|ma[nñ]ana|tarde|noche))`,
  'giu',
)
const SPOKEN = new RegExp(
  `(?:\\b(?:at|a las?|las)|@)\\s*(?<![$€£])(\\d{1,2}|${WORDS})(?:ish)?(?![\\d:/]|[.,]\\d|\\s*${UNITS})(?=[^\\p{L}\\d]|$)(${PAST})?`,
  'giu',
)
const RANGE = new RegExp(
  `(?<lead>\\b(?:from|between|entre|desde|de)\\s+(?:las?\\s+)?)?(?<![\\d$€£.,/:-])(?<a>\\d{1,2})(?::(?<am>\\d\\d))?\\s*(?<ap>[ap])?\\.?\\s?(?:m\\b\\.?)?\\s*(?<sep>-|–|—|to|and|until|till|through|a|y|hasta)\\s*(?:las?\\s+)?(?<b>\\d{1,2})(?::(?<bm>\\d\\d))?(?:\\s*(?<bp>[ap])\\.?\\s?m\\b\\.?)?(?![\\d/:]|\\s*${UNITS})`,
  'giu',
)

/** `from 9 to 5`, `2–4 PM`; `3 and 4 PM` are two times, and `3 to 7` may be anything. */
function readRange({ groups = {} }: RegExpMatchArray): { from: number; until: number } | null {
  const { lead, a, am, ap, sep = '', b, bm, bp } = groups
  const isList = /^(?:and|y|a)$/i.test(sep) && !lead
  const isTime = Boolean(lead || ap || bp || (am && bm)) || (Number(a) > Number(b) && Number(a) <= 12)
  if (isList || !isTime || Number(a) > 24 || Number(b) > 24) return null
  const until = inDay(Number(b), bp) * 60 + Number(bm ?? 0)
  const isSameHalf = !ap && bp !== undefined && Number(a) <= Number(b) && Number(a) !== 12
  const from = inDay(Number(a), isSameHalf ? bp : ap) * 60 + Number(am ?? 0)
  return from < until ? { from, until } : null
}

/** The reading of a bare hour by which somebody is awake. */
function inDay(hour: number, half: string | undefined): number {
  if (half) return (hour % 12) + (/p/i.test(half) ? 12 : 0)
  return hour < 7 ? hour + 12 : hour
}

function boundOf(text: string, { index = 0 }: RegExpMatchArray): Pick<Clock, 'bound'> {
  const before = text.slice(0, index)
  if (
    /\b(?:from|after|since|past|starting(?: at)?|desde|despu[eé]s de|a partir de|pasadas?)\s+(?:las?\s+)?$/iu.test(
      before,
    )
  )
    return { bound: 'from' }
  return /\b(?:before|until|till|by|hasta|antes de)\s+(?:las?\s+)?$/iu.test(before) ? { bound: 'until' } : {}
}

function fitsClock({ minutes, bound, until }: Omit<Clock, 'fits'>, minute: number): boolean {
  const [first = 0, second] = minutes
  const early = second !== undefined && first < 7 * 60 ? second : first
  if (until !== undefined) return minute >= first && minute <= until
  if (bound === 'from') return minute >= early
  return bound === 'until' ? minute <= early : minutes.includes(minute)
}

/** `3:30` without am or pm may be the afternoon; `03:30` and `15:30` are not in doubt. */
function readingsOf(written: string, part: string | undefined, hour = Number(written)): number[] {
  if (hour > 12 || hour === 0) return [hour]
  if (part) return [!/morning|ma[nñ]ana/i.test(part) && hour < 12 ? hour + 12 : hour]
  return written.startsWith('0') || hour === 12 ? [hour] : [hour, hour + 12]
}

function either(hour: number): number[] {
  return hour > 12 ? [hour % 24] : [hour % 12, (hour % 12) + 12]
}

function hourOf(said = ''): number {
  return NUMBERS[said.toLowerCase()] ?? Number(said)
}

function pastOf(said = ''): number {
  return HALVES.find(([pattern]) => pattern.test(said))?.[1] ?? 0
}
