/** The days and times of day that a sentence names, in English and Spanish, and whether a moment is one of them. */

export interface Mention {
  kind: 'weekday' | 'date' | 'day_of_month' | 'clock'
  /** Where in the text it begins. */
  at: number
  fits(moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): boolean
}

const WEEKDAYS = [
  /\b(?:mondays?|mon|lunes)\b/gi,
  /\b(?:tuesdays?|tues?|martes)\b/gi,
  /\b(?:wednesdays?|wed|mi[eé]rcoles)(?![\p{L}])/giu,
  /\b(?:thursdays?|thu(?:rs?)?|jueves)\b/gi,
  /\b(?:fridays?|fri|viernes)\b/gi,
  /\b(?:saturdays?|s[aá]bados?)\b/giu,
  /\b(?:sundays?|domingos?)\b/gi,
]

const MONTHS = [
  'jan(?:uary)?|enero|ene',
  'feb(?:ruary)?|febrero',
  'mar(?:ch|zo)?',
  'apr(?:il)?|abril|abr',
  'may|mayo',
  'june?|junio',
  'july?|julio',
  'aug(?:ust)?|agosto|ago',
  'sept?(?:ember)?|septiembre|setiembre',
  'oct(?:ober|ubre)?',
  'nov(?:ember|iembre)?',
  'dec(?:ember)?|diciembre|dic',
]

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

/** Every mention in the order of the text. */
export function findMentions(text: string): Mention[] {
  return [...weekdays(text), ...relativeDays(text), ...dates(text), ...clocks(text)].toSorted(
    (a, b) => a.at - b.at,
  )
}

function weekdays(text: string): Mention[] {
  return WEEKDAYS.flatMap((pattern, i) =>
    [...text.matchAll(pattern)].map(({ index }) => ({
      kind: 'weekday' as const,
      at: index,
      fits: (moment: Temporal.ZonedDateTime) => moment.dayOfWeek === i + 1,
    })),
  )
}

function relativeDays(text: string): Mention[] {
  const patterns: [RegExp, number][] = [
    [/\b(?:the day after tomorrow|pasado ma[nñ]ana)/gi, 2],
    [/(?<!day after |pasado )\btomorrow\b/gi, 1],
    // "Por la mañana" is the morning.
    [/(?<!\b(?:la|las|una|cada|esta|pasado)\s)(?<![\p{L}])ma[nñ]ana(?![\p{L}])/giu, 1],
    [
      /\b(?:today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:tarde|noche|ma[nñ]ana))(?![\p{L}])/giu,
      0,
    ],
  ]
  return patterns.flatMap(([pattern, days]) =>
    [...text.matchAll(pattern)].map(({ index }) => ({
      kind: 'date' as const,
      at: index,
      fits: (moment: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime) =>
        moment.toPlainDate().equals(now.toPlainDate().add({ days })),
    })),
  )
}

function dates(text: string): Mention[] {
  const found: Mention[] = []
  const add = (
    at: number,
    fits: (moment: Temporal.ZonedDateTime) => boolean,
    kind: Mention['kind'] = 'date',
  ) => found.push({ kind, at, fits })
  MONTHS.forEach((names, i) => {
    const month = i + 1
    const before = new RegExp(`\\b(?:${names})\\.?\\s+(?:the\\s+)?(\\d{1,2})(?!\\d|:)(?:st|nd|rd|th)?`, 'gi')
    const behind = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|º)?\\s+(?:of\\s+|de\\s+)?(?:${names})\\b`, 'gi')
    for (const pattern of [before, behind]) {
      for (const match of text.matchAll(pattern)) {
        add(match.index, (moment) => moment.month === month && moment.day === Number(match[1]))
      }
    }
  })
  for (const match of text.matchAll(/\b(\d{4})-(\d\d)-(\d\d)/g)) {
    add(match.index, (moment) => moment.toPlainDate().toString() === match[0])
  }
  for (const match of text.matchAll(/(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?![\d-]|\/\d{3})/g)) {
    const [, a, b] = match.map(Number)
    // Whichever way round the reader's country writes it.
    add(match.index, ({ month, day }) => (month === a && day === b) || (day === a && month === b))
  }
  for (const match of text.matchAll(
    /\b(?:the|el(?: d[ií]a)?|al)\s+(\d{1,2})(?:st|nd|rd|th)?(?=[\s,.!?]|$)(?!\s+(?:de|minut|hour|hora))/giu,
  )) {
    add(match.index, (moment) => moment.day === Number(match[1]), 'day_of_month')
  }
  return found
}

function clocks(text: string): Mention[] {
  const found: Mention[] = []
  const taken: [number, number][] = []
  const add = (match: RegExpMatchArray, hours: readonly number[], minute: number) => {
    const at = match.index ?? 0
    if (taken.some(([from, to]) => at < to && at + match[0].length > from)) return
    taken.push([at, at + match[0].length])
    found.push({
      kind: 'clock',
      at,
      fits: (moment) => hours.includes(moment.hour) && moment.minute === minute,
    })
  }
  const either = (hour: number) => [hour % 12, (hour % 12) + 12]
  for (const match of text.matchAll(/(?<![\d.,$€£])(\d{1,2})(?:[:.](\d{2}))?\s*(?:(a)|p)\.?\s?m\b\.?/gi)) {
    const hour = (Number(match[1]) % 12) + (match[3] ? 0 : 12)
    add(match, [hour], Number(match[2] ?? 0))
  }
  for (const match of text.matchAll(
    /(?<![\d.,$€£:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s*(?:de la (tarde|noche|ma[nñ]ana)|in the (morning|afternoon|evening)))?/gi,
  )) {
    const hour = Number(match[1])
    const part = match[3] ?? match[4]
    const late = part !== undefined && !/morning|ma[nñ]ana/i.test(part)
    add(
      match,
      hour > 12 || hour === 0
        ? [hour]
        : part
          ? [late && hour < 12 ? hour + 12 : hour]
          : [hour, ...lateOf(match[1] ?? '')],
      Number(match[2]),
    )
  }
  for (const match of text.matchAll(
    new RegExp(
      `\\b(?:at|a las?)\\s+(\\d{1,2}|${WORDS})(?!\\s*(?:[:/]|\\d|%|\\p{L}+ (?:street|st|ave|road)))(?=\\b)(?:\\s+(?:y|and)\\s+(media|cuarto|half))?`,
      'giu',
    ),
  )) {
    const hour = NUMBERS[(match[1] ?? '').toLowerCase()] ?? Number(match[1])
    const minute = match[2] ? (/cuarto/i.test(match[2]) ? 15 : 30) : 0
    if (hour <= 24) add(match, hour > 12 ? [hour % 24] : either(hour), minute)
  }
  for (const match of text.matchAll(/\bhalf past (\w+)/gi)) {
    const hour = NUMBERS[(match[1] ?? '').toLowerCase()] ?? Number(match[1])
    if (hour) add(match, either(hour), 30)
  }
  for (const match of text.matchAll(
    new RegExp(`\\b(\\d{1,2}|${WORDS})\\s*(?:o[’']?clock|en punto|h\\b)`, 'gi'),
  )) {
    const hour = NUMBERS[(match[1] ?? '').toLowerCase()] ?? Number(match[1])
    if (hour <= 24) add(match, hour > 12 ? [hour % 24] : either(hour), 0)
  }
  for (const match of text.matchAll(/\b(?:noon|midday|mediod[ií]a)(?![\p{L}])/giu)) add(match, [12], 0)
  for (const match of text.matchAll(/\b(?:midnight|medianoche)\b/gi)) add(match, [0], 0)
  return found
}

/** `3:30` without am or pm may be the afternoon; `03:30` and `15:30` are not in doubt. */
function lateOf(hour: string): number[] {
  return hour.startsWith('0') || Number(hour) === 12 ? [] : [Number(hour) + 12]
}
