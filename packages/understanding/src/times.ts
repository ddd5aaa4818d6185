/** Times of day in a message: clock times, stretches between them and named parts of the day. */
import { type Clock, findClocks, type TimeContext } from './clock-phrases.ts'
import { numberOf } from './number-words.ts'
import type { TimeWish } from './question.ts'
import { dayParts, type Part } from './time-phrases.ts'

export interface FoundTime {
  wish: TimeWish
  start: number
  end: number
  isExcluded: boolean
  /** Said from the offered time: `half an hour earlier`. */
  isRelative?: boolean
}

interface Stretch {
  kind: 'part'
  part: Part
  start: number
  end: number
}

type Phrase = Clock | Stretch

/** All times of a folded text in their order. */
export function findTimes(text: string, context: TimeContext): FoundTime[] {
  const relative = relativeTime(text, context)
  if (relative) return [relative]
  const clocks = findClocks(text, context)
  const parts = partsIn(text, clocks)
  const phrases: Phrase[] = [...clocks, ...parts].sort((a, b) => a.start - b.start)
  return connect(phrases, text, context)
}

/** The time that is wanted: the last that is not ruled out. */
export function wantedTime(times: readonly FoundTime[]): FoundTime | null {
  return times.findLast(({ isExcluded }) => !isExcluded) ?? null
}

const shiftBy =
  /(?<![a-z0-9])(?<count>half an?|an?|one|two|media|una|dos|\d{1,2}|fifteen|thirty|quince|treinta) ?(?<unit>hours?|hrs?|horas?|minutes?|mins?|minutos?) ?(?:or so )?(?<way>earlier|later|sooner|before|after(?! \d)|antes|despues|mas tarde|mas temprano)(?! (?:the|my|than|de (?:la|mi)))/
const sameTime =
  /(?<![a-z0-9])(?:(?:at )?(?:the )?same (?:time|hour)(?! (?:as|can|do|could))|(?:a )?(?:la )?misma hora)(?![a-z])/

/** Counted from the one time that was offered. */
function relativeTime(text: string, { offered }: TimeContext): FoundTime | null {
  const anchor = offered.length === 1 ? (offered[0] as number) : null
  if (anchor === null) return null
  const same = sameTime.exec(text)
  if (same)
    return {
      wish: { at: clockText(anchor) },
      start: same.index,
      end: same.index + same[0].length,
      isExcluded: false,
    }
  const match = shiftBy.exec(text)
  if (!match) return null
  const { count = '', unit = '', way = '' } = match.groups ?? {}
  const isHours = /^h/.test(unit)
  const amount = /^half|^media/.test(count) ? 0.5 : (numberOf(count) ?? 0)
  const minutes =
    Math.round(amount * (isHours ? 60 : 1)) * (/earlier|sooner|before|antes|temprano/.test(way) ? -1 : 1)
  if (minutes === 0 || (!isHours && amount < 1)) return null
  return {
    wish: { at: clockText(anchor + minutes) },
    start: match.index,
    end: match.index + match[0].length,
    isExcluded: false,
    isRelative: true,
  }
}

function partsIn(text: string, clocks: Clock[]): Stretch[] {
  const found: Stretch[] = []
  for (const part of dayParts) {
    for (const match of text.matchAll(part.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const isTaken = [
        ...clocks.filter(
          (each) =>
            each.start < end &&
            each.end > start &&
            (each.end - each.start > end - start || part.name === 'noon'),
        ),
        ...found.filter((each) => each.start < end && each.end > start),
      ]
      if (isTaken.length === 0) found.push({ kind: 'part', part, start, end })
    }
  }
  return found
}

const isThrough = /^\s*(?:-|to|through|till|til|until|a|hasta|and|y)\s*(?:(?:at|around|about|las?|the)\s*)*$/
const isOr =
  /^[\s,]*(?:or|o|u|\/|and|y|or maybe|o a|or at)\s*(?:(?:at|around|about|las?|the|a|in|en|por)\s*)*$/
const isOpening = /\b(?:between|from|entre|de|desde|anywhere from)\s*(?:(?:at|around|about|las?|the)\s*)*$/
const isAfter =
  /(?:\b(?:after|past|from|since|later than|starting|any ?time (?:after|from)|despues de|a partir de|desde|mas tarde (?:de|que)|pasadas)|\b(?:not|no|nothing|nada) (?:before|earlier than|antes de)|>)\s*(?:(?:at|around|about|las?|the)\s*)*$/
const isBefore =
  /(?:\b(?:before|by|until|till|til|earlier than|prior to|any ?time before|antes de|hasta|mas temprano que)|\b(?:no|not) later than|no mas tarde de|<)\s*(?:(?:at|around|about|las?|the)\s*)*$/
const isNotBefore = /\b(?:not|no|nothing|nada)(?: [a-z]+)? (?:before|antes de|earlier than)\s*(?:las? )?$/
const isNotAfter = /\b(?:not|no|nothing|nada)(?: [a-z]+)? (?:after|later than|despues de)\s*(?:las? )?$/
const isNotUntil =
  /\b(?:can'?t|cannot|can not|not|won'?t|no (?:puedo|podria|llego))(?: [a-z]+){0,4} (?:until|till|before|hasta|antes de)\s*(?:(?:at|around|about|las?)\s*)*$/
const onwards =
  /^\s*(?:onwards?|or (?:later|after)|and (?:after|later|on)|\+|plus|en adelante|o (?:despues|mas tarde)|or so or later)/
const orEarlier = /^\s*(?:or (?:earlier|before|sooner)|o (?:antes|mas temprano))/
const notThis =
  /(?:\b(?:not|except|cannot|can'?t|won'?t|don'?t|isn'?t|other than|anything but|instead of|rather than|excepto|menos|salvo|no puedo|no|en vez de|en lugar de)(?: (?:do|make(?: it)?|come|be|work|have|want|free|available|puedo|quiero|puede ser))?(?: (?:at|in|the|for|around|a|las?|por|de|until))*)\s*$/
const notBehind =
  /^\s*(?:(?:does|do|did|is|was|will|would|wo)(?: ?n[o']?t|n'?t)\b|(?:is|'s) (?:bad|too|not|no good|impossible)|won'?t|i (?:can'?t|cannot|don'?t)|no (?:puedo|me|es|va)|imposible)/
const answerNo = /(?:^|[.!?]\s*)(?:no|nope|nah)\s*$/
/** `in the afternoon` belongs to the clock time beside it. */
const halfDay = /^[\s,]*(?:(?:in|on|at|of|the|this|por|en|de|la|a|around|about|las|tomorrow|¤)[\s,]*)*$/

function connect(phrases: Phrase[], text: string, context: TimeContext): FoundTime[] {
  const found: FoundTime[] = []
  const clocks = phrases.filter((each): each is Clock => each.kind === 'clock')
  const parts = phrases.filter((each): each is Stretch => each.kind === 'part')
  const used = new Set<Stretch>()
  const partOf = (clock: Clock): Part | null => {
    const beside = parts.find(
      (each) =>
        halfDay.test(
          each.start >= clock.end ? text.slice(clock.end, each.start) : text.slice(each.end, clock.start),
        ) ||
        (clocks.length === 1 &&
          parts.length === 1 &&
          each.part.half !== null &&
          !/\b(?:or|o|but|pero|not|no)\b/.test(
            text.slice(Math.min(each.end, clock.end), Math.max(each.start, clock.start)),
          )),
    )
    if (!beside || (beside.part.half === null && !beside.part.isClockLike)) return null
    used.add(beside)
    return beside.part
  }
  for (let i = 0; i < clocks.length; i++) {
    const first = clocks[i] as Clock
    const next = clocks[i + 1]
    const lead = text.slice(0, first.start)
    const between = next ? text.slice(first.end, next.start) : ''
    if (
      next &&
      isThrough.test(between) &&
      (isOpening.test(lead) || /^\s*(?:-|to|through|till|til|until|a|hasta)/.test(between)) &&
      !isMoved(lead)
    ) {
      const part = partOf(next) ?? partOf(first)
      const to = resolve(next, part, context)
      const from = resolveBefore(first, to, part, context)
      found.push({
        wish: { from: clockText(from), to: clockText(to) },
        start: first.start,
        end: next.end,
        isExcluded: false,
      })
      i++
      continue
    }
    const at = resolve(first, partOf(first), context)
    if (next && isOr.test(between) && !notThis.test(lead)) {
      const other = resolve(next, partOf(next), context)
      const [from, to] = [Math.min(at, other), Math.max(at, other)]
      found.push({
        wish: { from: clockText(from), to: clockText(to) },
        start: first.start,
        end: next.end,
        isExcluded: false,
      })
      i++
      continue
    }
    const behind = text.slice(first.end)
    found.push({
      ...place(first),
      wish: boundWish(clockText(at), lead, behind),
      isExcluded: isRuledOut(lead, behind),
    })
  }
  for (const stretch of parts.filter((each) => !used.has(each))) {
    const lead = text.slice(0, stretch.start)
    const wish = 'at' in stretch.part.wish ? stretch.part.wish : boundPart(stretch.part.wish, lead)
    found.push({ ...place(stretch), wish, isExcluded: isRuledOut(lead, text.slice(stretch.end)) })
  }
  return mergeParts(
    found.sort((a, b) => a.start - b.start),
    text,
  )
}

function place({ start, end }: { start: number; end: number }) {
  return { start, end }
}

function isMoved(lead: string): boolean {
  return /\b(?:move|change|switch|reschedul|push|shift|mover|cambi|pasar|reprogram)\w*[^.]*\bfrom\s*$/.test(
    lead,
  )
}

function isRuledOut(lead: string, behind: string): boolean {
  if (isNotBefore.test(lead) || isNotAfter.test(lead) || isNotUntil.test(lead)) return false
  return (notThis.test(lead) && !answerNo.test(lead)) || notBehind.test(behind)
}

function boundWish(at: string, lead: string, behind: string): TimeWish {
  if (isNotUntil.test(lead)) return { from: at, to: null }
  if (isNotAfter.test(lead)) return { from: null, to: at }
  if (isAfter.test(lead) || onwards.test(behind)) return isMoved(lead) ? { at } : { from: at, to: null }
  if (isBefore.test(lead) || orEarlier.test(behind)) return { from: null, to: at }
  return { at }
}

function boundPart(wish: { from: string | null; to: string | null }, lead: string) {
  if (/\b(?:after|despues de)\s*(?:the|la)?\s*$/.test(lead) && wish.to) return { from: wish.to, to: null }
  if (/\b(?:before|antes de)\s*(?:the|la)?\s*$/.test(lead) && wish.from) return { from: null, to: wish.from }
  return wish
}

/** `morning or afternoon` is one stretch. */
function mergeParts(found: FoundTime[], text: string): FoundTime[] {
  const merged: FoundTime[] = []
  for (const each of found) {
    const last = merged.at(-1)
    if (
      last &&
      !last.isExcluded &&
      !each.isExcluded &&
      !('at' in last.wish) &&
      !('at' in each.wish) &&
      last.wish.from !== null &&
      last.wish.to === null &&
      each.wish.from === null &&
      each.wish.to !== null &&
      each.wish.to > last.wish.from
    ) {
      merged[merged.length - 1] = { ...last, end: each.end, wish: { from: last.wish.from, to: each.wish.to } }
      continue
    }
    if (
      last &&
      !last.isExcluded &&
      !each.isExcluded &&
      !('at' in last.wish) &&
      !('at' in each.wish) &&
      isOr.test(text.slice(last.end, each.start))
    ) {
      merged[merged.length - 1] = { ...last, end: each.end, wish: { from: last.wish.from, to: each.wish.to } }
    } else merged.push(each)
  }
  return merged
}

/** Minute of the day. Where half a day is not said: as offered, else within what clinics keep open, 8:00 to 19:59. */
function resolve(clock: Clock, part: Part | null, { offered }: TimeContext): number {
  const { hour, minute, half } = clock
  if (half === 'known') return hour * 60 + minute
  const twelve = hour % 12
  if (half) return (half === 'pm' ? 12 + twelve : twelve) * 60 + minute
  if (part?.half) return inPart(hour, part) * 60 + minute
  const meant = [twelve * 60 + minute, (twelve + 12) * 60 + minute]
  const inOffer =
    offered.find((each) => meant.includes(each)) ??
    offered.find((each) => meant.some((one) => Math.floor(one / 60) === Math.floor(each / 60)))
  if (inOffer !== undefined)
    return meant.find((one) => Math.floor(one / 60) === Math.floor(inOffer / 60)) ?? (meant[1] as number)
  return (twelve >= 8 ? twelve : twelve + 12) * 60 + minute
}

function inPart(hour: number, part: Part): number {
  const twelve = hour % 12
  if (part.half === 'am') return hour === 12 ? 12 : hour
  if (part.name === 'night') return hour === 12 ? 0 : twelve < 5 ? twelve : twelve + 12
  return hour === 11 && part.name === 'afternoon' ? 11 : twelve + 12
}

/** The beginning of a stretch, on the side of noon that leaves it shortest. */
function resolveBefore(clock: Clock, to: number, part: Part | null, context: TimeContext): number {
  if (clock.half !== null) return resolve(clock, null, context)
  const twelve = (clock.hour % 12) * 60 + clock.minute
  if (twelve + 720 < to) return twelve + 720
  return twelve < to ? twelve : resolve(clock, part, context)
}

function clockText(minute: number): string {
  const within = ((minute % 1440) + 1440) % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
