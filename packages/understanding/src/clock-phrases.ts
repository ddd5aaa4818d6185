/** Clock times: `half past 3`, `evening 5`, `a las 5 y media`, `1030am`. */
import { numberOf, said } from './number-words.ts'

/** What a time is understood against. */
export interface TimeContext {
  /** Minutes of the day that the last offer named, in its order: `5:30` is its 17:30. */
  offered: number[]
  /** A bare `3` is a time: the clinic asked for one or offered some. */
  isTimeExpected: boolean
}

/** Stands where a date was read. */
export const DATE_MARK = '¤'

/** A clock time as it was said. */
export interface Clock {
  kind: 'clock'
  hour: number
  minute: number
  /** `am`, `pm`, or what the hour itself says (`16:00`, `09:00`); null: both could be meant. */
  half: 'am' | 'pm' | 'known' | null
  start: number
  end: number
}

const clockRules: {
  pattern: RegExp
  read(
    groups: Record<string, string | undefined>,
    match: RegExpExecArray,
    context: TimeContext,
  ): Omit<Clock, 'kind' | 'start' | 'end'> | null
}[] = []

const half = '(?<half>a\\.? ?m\\b\\.?|p\\.? ?m\\b\\.?)'
const before = '(?<![a-z0-9.,:/$€£])'
/** What makes a number something else than an hour. */
const notUnit =
  "(?! ?(?:%|°|ml|cc|mg|mm|cm|units?|syringes?|vials?|sessions?|treatments?|people|persons?|of us|of them|adults?|kids|children|days?|weeks?|months?|years?|minutes?|mins?\\b|min\\b|hours?|hrs? (?:ago|late|drive)|hour\\b|times|x\\b|or more|dollars|bucks|euros?|pesos|usd|personas|semanas?|dias?|mes(?:es)?|anos?|minutos|horas? (?:de|tarde)|sesion(?:es)?|veces|unidades|areas?|zonas?|teeth|tooth|dientes|of the|de (?:ellas|ellos|nosotr)|st\\b|nd\\b|rd\\b|th\\b|/)|[.,:]?\\d|'|%)"
const lead =
  '(?:at|around|about|approximately|roughly|circa|by|till|until|after|before|past|from|between|@|say|like|make it|maybe|prefer|how about|what about|or|to|and|than|exactly|sharp|a las?|a la|las|la|sobre las?|tipo|a eso de las?|hacia las?|desde las?|hasta las?|entre las?|despues de las?|antes de las?|a partir de las?|de las?|para las?|y las?|o las?|o a las?)'

function clock(source: string, read: (typeof clockRules)[number]['read']) {
  clockRules.push({ pattern: new RegExp(source, 'g'), read })
}

function halfOf(text = ''): Clock['half'] {
  const letter = text[0]
  return letter === 'a' ? 'am' : letter === 'p' ? 'pm' : null
}

function timeOf(
  hourText: string | undefined,
  minute: number,
  half: Clock['half'],
): Omit<Clock, 'kind' | 'start' | 'end'> | null {
  const hour = numberOf(hourText ?? '')
  if (hour === null || hour > 23 || minute > 59 || minute < 0) return null
  if (hour > 12 || hour === 0 || (half === null && /^0\d/.test(hourText ?? '')))
    return { hour, minute, half: 'known' }
  return { hour, minute, half }
}

const hour = `(?<hour>${said.hour})`
const minutes = `(?<minute>${said.minuteWord}|\\d{1,2}|quarter|a quarter|cuarto|media|un cuarto)`

function minuteOf(text = ''): number {
  if (/quarter|cuarto/.test(text)) return 15
  if (/half|media/.test(text)) return 30
  return numberOf(text.replace(/^oh[\s-]/, '')) ?? 99
}

clock(
  `${before}(?<hour>[01]?\\d|2[0-4])\\s?[:h]\\s?(?<minute>[0-5]\\d)(?:h(?:rs|oras)?\\b)?(?:\\s?${half})?(?![\\d:])`,
  ({ hour, minute, half }) => (hour === '24' ? null : timeOf(hour, Number(minute), halfOf(half))),
)
clock(
  `${before}(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)(?:\\s?${half})?(?![\\d%]|\\.\\d| ?(?:euros|dollars|eur|usd|ml|cc|mg|km|miles|%|€|\\$))`,
  ({ hour, minute, half }) => timeOf(hour, Number(minute), halfOf(half)),
)
clock(`${before}(?<hour>1[0-2]|0?\\d)(?<minute>[0-5]\\d)\\s?${half}`, ({ hour, minute, half }) =>
  timeOf(hour, Number(minute), halfOf(half)),
)
clock(
  `${before}${lead} (?<hour>1[0-9]|0?\\d|2[0-3])(?<minute>00|15|30|45)(?! ?(?:dollars|euros|pesos|usd|€|[a-z]*street|calle))(?!\\d|[.,]\\d)`,
  ({ hour, minute }) => timeOf(hour, Number(minute), null),
)
clock(`${before}(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d) ?(?:hrs|hours|h)\\b`, ({ hour, minute }) =>
  timeOf(hour, Number(minute), 'known'),
)
clock(`${before}${hour}(?:\\s?-?ish)?\\s?${half}`, ({ hour, half }) => timeOf(hour, 0, halfOf(half)))
clock(`${before}(?<hour>1[0-2]|0?[1-9])(?<half>[ap])(?![a-z0-9'.])`, ({ hour, half }) =>
  timeOf(hour, 0, halfOf(half)),
)
clock(
  `${before}(?<hour>1[3-9]|2[0-3]|0?\\d|1[0-2]) ?(?:h\\b|hs\\b|hrs\\b|horas\\b|uhr\\b)(?! (?:ago|late|drive|before|after|de |tarde))`,
  ({ hour }) => timeOf(hour, 0, null),
)
clock(
  `${before}(?:a )?half (?:past )?${hour}(?! ?(?:hour|hours|day|price|off|minutes|sessions?))(?:\\s?${half})?`,
  ({ hour, half }) => timeOf(hour, 30, halfOf(half)),
)
clock(
  `${before}${minutes}(?: minutes?| mins?)? (?:past|after) ${hour}(?:\\s?o["']? ?clock)?(?:\\s?${half})?${notUnit}`,
  ({ hour, minute, half }, match) =>
    isWordy(minute, match) ? timeOf(hour, minuteOf(minute), halfOf(half)) : null,
)
clock(
  `${before}${minutes}(?: minutes?| mins?)? (?:to|till|til|before|of|para las?|pa las?) ${hour}(?:\\s?o["']? ?clock)?(?:\\s?${half})?${notUnit}`,
  ({ hour, minute, half }, match) =>
    isWordy(minute, match) ? backFrom(hour, minuteOf(minute), halfOf(half)) : null,
)
clock(`${before}${hour} menos ${minutes}`, ({ hour, minute }) => backFrom(hour, minuteOf(minute), null))
clock(`${before}(?:(?:a )?las? )${hour} y ${minutes}${notUnit}`, ({ hour, minute }) =>
  timeOf(hour, minuteOf(minute), null),
)
clock(`${before}${hour} y (?<minute>media|cuarto|pico)(?: ${half})?`, ({ hour, minute, half }) =>
  timeOf(hour, minute === 'pico' ? 0 : minuteOf(minute), halfOf(half)),
)
clock(
  `${before}(?<hour>${said.hourWord}) (?<minute>${said.minuteWord})(?: ?${half})?(?! (?:people|percent|dollars|minutes|euros|units|days))(?![a-z])`,
  ({ hour, minute, half }) => timeOf(hour, minuteOf(minute), halfOf(half)),
)
clock(
  `${before}(?<hour>1[0-2]|[1-9]) (?<minute>thirty|fifteen|forty[ -]?five|[0-5]\\d)(?: ?${half})?(?! ?(?:people|percent|dollars|minutes|euros|units|days|[/:.-]?\\d))(?![a-z])`,
  ({ hour, minute, half }) =>
    timeOf(hour, minuteOf((minute ?? '').replace(/forty-?five/, 'forty five')), halfOf(half)),
)
clock(`${before}${hour}\\s?(?:o["']? ?clock|oclock|en punto)(?:\\s?${half})?`, ({ hour, half }) =>
  timeOf(hour, 0, halfOf(half)),
)
clock(`${before}${hour} ?-?ish\\b`, ({ hour }) => timeOf(hour, 0, null))
clock(
  `(?<![a-z0-9])${lead}\\s?(?:(?:around|about|las|the|sobre|like|approximately|exactly) )*(?<time>(?<hour>${said.hour}))${notUnit}(?![a-z0-9])`,
  ({ hour }, match, context) => {
    if (
      /^(?:or|and|to|from|between|la|than|past|about|by|like|maybe|prefer|what about|how about) (?:one|una|uno)$/.test(
        match[0],
      )
    )
      return null
    if (
      /^(?:or|and|to|than|like|la|de la|maybe|and|prefer|about|by|what about|how about|from|between)/.test(
        match[0],
      ) &&
      !context.isTimeExpected &&
      !/\b(?:time|at|after|before|between|from|pm|am|clock|\d:\d\d|move|change|push|a las?|de \d+ a \d+)\b/.test(
        match.input.slice(Math.max(0, match.index - 40), match.index + 30),
      )
    )
      return null
    return timeOf(hour, 0, null)
  },
)
clock(
  `${before}(?<hour>${said.hour})(?= (?:in|of|por|en|de) (?:the|la) (?:morning|afternoon|evening|night|manana|tarde|noche|madrugada))`,
  ({ hour }) => timeOf(hour, 0, null),
)
clock(
  `(?<![a-z0-9])(?:morning|afternoon|evening|night) (?:at |around |about |by )?(?<hour>(?!one\\b)${said.hour})${notUnit}(?![a-z0-9])`,
  ({ hour }) => timeOf(hour, 0, null),
)
clock(
  `(?<![a-z0-9.,:/$€£])(?<hour>${said.hour})(?:\\s*(?:-|to|till|until|a|y|and)\\s*)(?=(?:[01]?\\d|2[0-3])(?::[0-5]\\d)?\\s?(?:a\\.?m|p\\.?m))`,
  ({ hour }) => timeOf(hour, 0, null),
)
clock(
  `(?<=¤[\\s,.;]*(?:para |maybe |like |sobre )?)(?<hour>1[0-2]|[1-9])(?::(?<minute>[0-5]\\d))?(?=[\\s.!?,;]*(?:$|please|pls|por favor|if|or|works?|would|\\?|\\n|with|con|for|para))${notUnit}`,
  ({ hour, minute }) => timeOf(hour, Number(minute ?? 0), null),
)
clock(`${before}(?<hour>1[0-2]|[1-9])(?= (?:on |this |el |next |that |este )*¤)`, ({ hour }) =>
  timeOf(hour, 0, null),
)
clock(
  `${before}${hour}(?=,? (?:not|instead|rather than|en vez de|en lugar de|no) ?(?:(?:at |a las |of )?${said.hour}\\b|$|[.,!?]))${notUnit}`,
  ({ hour }, _, { isTimeExpected }) => (isTimeExpected ? timeOf(hour, 0, null) : null),
)
clock(
  `(?<=\\b(?:not|instead of|no) (?:at |a las )?)${hour}(?![a-z0-9:%])${notUnit}`,
  ({ hour }, _, { isTimeExpected }) => (isTimeExpected ? timeOf(hour, 0, null) : null),
)
clock(
  `(?<=\\b(?:not|no) (?:at |a las )?${said.hour},? (?:but |sino |a las |at )*)${hour}(?![a-z0-9:%])${notUnit}`,
  ({ hour }, _, { isTimeExpected }) => (isTimeExpected ? timeOf(hour, 0, null) : null),
)
clock(
  `(?<=\\b(?:de|from|between|entre|desde) (?:las? )?)${hour}(?= (?:to|till|until|and|a|y|hasta) (?:las? )?${said.hour}${notUnit}(?![a-z]))`,
  ({ hour }, _, { isTimeExpected }) => (isTimeExpected ? timeOf(hour, 0, null) : null),
)
clock(
  `(?<=\\b(?:de|from|between|entre|desde) (?:las? )?${said.hour} (?:to|till|until|and|a|y|hasta) (?:las? )?)${hour}${notUnit}(?![a-z])`,
  ({ hour }, _, { isTimeExpected }) => (isTimeExpected ? timeOf(hour, 0, null) : null),
)
clock(`(?<![a-z0-9])(?:noon|midday|mid-day|mediodia|medio dia)(?:ish)?(?![a-z])`, () => ({
  hour: 12,
  minute: 0,
  half: 'known',
}))
clock(`(?<![a-z0-9])(?:12|twelve) (?:noon|midday)`, () => ({ hour: 12, minute: 0, half: 'known' }))
clock(`(?<![a-z0-9])(?:midnight|medianoche|media noche)(?![a-z])`, () => ({
  hour: 0,
  minute: 0,
  half: 'known',
}))

/** `10 to 5` is a stretch of hours, `ten to five`, `10 minutes to 5` and `at 10 to 5` are times. */
function isWordy(minute: string | undefined, match: RegExpExecArray): boolean {
  const lead = match.input.slice(Math.max(0, match.index - 12), match.index)
  if (/\b(?:from|between|de|entre|a)(?: las)? $/.test(lead)) return false
  if (!/^\d+$/.test(minute ?? '')) return !/^(?:one|two|three|four|six|seven|eight|nine)$/.test(minute ?? '')
  return (
    /minutes?|mins?/.test(match[0]) ||
    (/\b(?:at|around|about|by|@) $/.test(lead) && /^(?:5|10|20|25)$/.test(minute ?? '')) ||
    /^\d+ (?:past|after|para)/.test(match[0])
  )
}

function backFrom(hourText: string | undefined, minute: number, half: Clock['half']) {
  const time = timeOf(hourText, 0, half)
  if (!time || minute < 1 || minute > 59) return null
  const hour = time.hour === 0 ? 23 : time.hour - 1
  if (half !== null && time.hour === 12)
    return { hour: 11, minute: 60 - minute, half: half === 'pm' ? ('am' as const) : ('pm' as const) }
  return { hour: hour === 0 ? 12 : hour, minute: 60 - minute, half: time.half }
}

/** All clock times of a folded text in their order; dates in it are marked. */
export function findClocks(text: string, context: TimeContext): Clock[] {
  const clocks = longest(
    clockRules.flatMap(({ pattern, read }) =>
      [...text.matchAll(pattern)].flatMap((match): Clock[] => {
        const time = read(match.groups ?? {}, match as RegExpExecArray, context)
        if (!time) return []
        const [start, end] = tightly(match)
        return [{ kind: 'clock', ...time, start, end }]
      }),
    ),
  )
  const bare = clocks.length === 0 ? bareHour(text, context) : null
  return bare ? [bare] : clocks
}

/** Without the preposition it was recognised by. */
function tightly(match: RegExpMatchArray): [number, number] {
  const index = match.index ?? 0
  const lead = new RegExp(
    `^(?:[\\s,.(]|${lead_}|(?:around|about|las|the|sobre|like|approximately|exactly) |(?:morning|afternoon|evening|night) (?:at |around |about |by )?)+`,
  ).exec(match[0])
  const tail = /\s*(?:-|to|till|until|a|y|and)\s*$/.exec(match[0])
  const start = lead && lead[0].length < match[0].length ? index + lead[0].length : index
  const isRange = tail && /[-ay]|to|till|until|and/.test(tail[0]) && !/menos|media|cuarto/.test(match[0])
  return [start, tail && isRange ? index + match[0].length - tail[0].length : index + match[0].length]
}

const lead_ = `${lead}\\s`

function longest(places: Clock[]): Clock[] {
  const kept: Clock[] = []
  for (const place of [...places].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every((each) => place.end <= each.start || place.start >= each.end)) kept.push(place)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** `3?` in answer to "what time?". */
function bareHour(text: string, { isTimeExpected }: TimeContext): Clock | null {
  if (!isTimeExpected) return null
  const figures = /^[^a-z0-9]*(?<hour>1\d|0?\d|2[0-3])(?<minute>00|15|30|45)[^a-z0-9]*$/.exec(text)?.groups
  const written = figures ? timeOf(figures.hour, Number(figures.minute), null) : null
  if (written)
    return { kind: 'clock', ...written, start: text.search(/\d/), end: text.search(/\d(?!.*\d)/) + 1 }
  const match = new RegExp(
    `^[^a-z0-9]*(?:(?:ok|yes|yeah|sure|si|no|vale|please|then|let'?s do|i'?ll (?:take|have|do)|(?:i'?ll )?go with|prefer|how about|what about|can (?:i|we) (?:have|get|do)|gimme|give me|quiero|dame|can you do|for|the|las|mejor)[ ,]+)*(?<hour>${said.hour})[^a-z0-9]*(?:please|pls|por favor|works?|is (?:good|fine|ok|great|perfect)|would (?:be|work)[a-z ]*|sounds good|thanks|then|one|instead|me va bien|esta bien|va bien)?[^a-z0-9]*$`,
  ).exec(text)
  const time = match ? timeOf(match.groups?.hour, 0, null) : null
  if (!match || !time) return null
  const start = match[0].indexOf(match.groups?.hour ?? '')
  return { kind: 'clock', ...time, start, end: start + (match.groups?.hour ?? '').length }
}
