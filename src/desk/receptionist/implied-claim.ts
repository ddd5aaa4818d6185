/**
 * What a model's sentence implies beyond the words that are listed: models find others every day. So nothing is looked for here
 * but what may stand: a clause that names a moment has it from a visit that is booked, from a time that was looked up and is
 * offered or asked about, from the person's own wish that is repeated, or from the opening hours. Any other is not so.
 */
import { type Deed, words } from './claim-words.ts'
import {
  ASKING,
  COURTESY,
  clausesOf,
  type Facts,
  findClaims,
  isGoverned,
  isSo,
  plainOf,
} from './gate-claims.ts'
import { DONE_OTHERWISE, promises } from './gate-deeds.ts'
import { type Frame, frameOf, isBare, isNegative, isPolite, speaksOfTimes } from './gate-frames.ts'
import { areHoursTrue, CLOSED } from './gate-hours.ts'
import { findMentions, type Mention, maskMoments, momentsOf } from './gate-moments.ts'
import {
  isNoneFree,
  isOffered,
  isWished,
  type Known,
  maskNames,
  type Named,
  NOTHING_KNOWN,
  namedIn,
} from './gate-times.ts'

/** `available`: a time is not known to be free, or not to be free. `open`: the clinic has other hours. */
export type Untrue = Deed | 'available' | 'open'

export interface Implied {
  untrue: Untrue | null
  /** What the sentence does, for a bare moment that follows it; null where it says nothing of times. */
  frame: Frame | null
}

/** By these a visit to come may be spoken of. */
const COMING: readonly Deed[] = ['booked', 'moved']
const ANY: readonly Deed[] = [
  ...COMING,
  'cancelled',
  'held',
  'requested',
  'handed_over',
  'waitlisted',
  'stopped',
  'sent',
]

interface Clause {
  text: string
  masked: string
  mentions: readonly Mention[]
  frame: Frame
}

interface Context {
  sentence: string
  named: Named
  facts: Facts
  /** The sentence names a moment that is not booked. */
  isOpen: boolean
}

/** `lead` is what the sentence before did, `behind` the one that follows. */
export function impliedClaimOf(
  sentence: string,
  facts: Facts,
  { lead, behind = '' }: { lead: Frame | null; behind?: string | undefined },
): Implied {
  const plain = plainOf(sentence).replace(COURTESY, ' ')
  const known = facts.known ?? NOTHING_KNOWN
  const clauses = readClauses(plain, known)
  const frames = clauses.map((_, i) => settledFrame(clauses, i) ?? leadOf(lead, behind, known))
  const named = namedIn(plain, known)
  const isOpen = clauses.some(
    (clause) =>
      isConcrete(clause) && !isListed(clause) && !areBooked(clause, { sentence: plain, named, facts }),
  )
  for (const [i, clause] of clauses.entries()) {
    const untrue = untrueOf(clause, frames[i] ?? 'states', { sentence: plain, named, facts, isOpen })
    if (untrue) return { untrue, frame: 'states' }
  }
  const frame = frames.findLast((each, i) => each !== 'states' || isConcrete(clauses[i])) ?? 'states'
  return { untrue: null, frame: /\p{L}/u.test(plain) ? frame : lead }
}

function readClauses(sentence: string, known: Known): Clause[] {
  const texts = clausesOf(sentence)
  const masks = texts.map((text) => maskNames(maskMoments(text), known))
  // "…, Ana?" is still asked by what stands before it.
  const asked = /\?[\s")]*$/.test(sentence) ? masks.findLastIndex((masked) => /[\p{L}@]/u.test(masked)) : -1
  // "Shall I go ahead and book it?" is one question.
  const isOneQuestion =
    ASKING.test(plainStart(texts[0] ?? '')) &&
    masks.slice(1, asked + 1).every((masked) => GOES_ON.test(masked))
  return texts.map((text, i) => {
    const masked = masks[i] ?? ''
    const isQuestion =
      text.startsWith('¿') ||
      (isOneQuestion && i <= asked) ||
      (i === asked && (ASKING.test(plainStart(text)) || texts.length === 1 || isBare(masked)))
    return { text, masked, mentions: findMentions(text), frame: frameOf(masked, { isQuestion, sentence }) }
  })
}

/** With no subject of its own. */
const GOES_ON =
  /^(?:and|or|y|o) (?!(?:i|we|you|it|that|this|your|the|dr|then|now|su|tu|ya|le|la|lo|te|@)(?!\p{L}))/iu

/** "And would …", "so shall I …" */
function plainStart(text: string): string {
  return text.replace(/^(?:(?:and|so|then|but|or|great|ok(?:ay)?|y|entonces|pero|o)[,\s]+)+/i, '')
}

/** Of a bare moment that of the clause before it, else of the one behind; null where it stands alone. */
function settledFrame(clauses: readonly Clause[], i: number): Frame | null {
  const own = clauses[i]?.frame
  if (own !== 'bare') return own ?? null
  const isFull = ({ frame, masked }: Clause) => frame !== 'bare' && !isPolite(masked)
  const neighbour = clauses.slice(0, i).findLast(isFull) ?? clauses.slice(i + 1).find(isFull)
  return neighbour?.frame ?? null
}

/** In a list what stands above it counts, else the question right behind: "Friday at 11. Would that suit you?" */
function leadOf(lead: Frame | null, behind: string, known: Known): Frame {
  if (lead && lead !== 'bare' && lead !== 'states') return lead
  if (!/\?\s*$/.test(behind)) return 'states'
  return readClauses(plainOf(behind), known)[0]?.frame === 'asks' ? 'asks' : 'states'
}

function areBooked({ mentions, text }: Clause, { sentence, facts }: Omit<Context, 'isOpen'>): boolean {
  return momentsOf(mentions, text).every((moment) =>
    isSo(COMING, { mentions: moment, text }, { sentence, facts }),
  )
}

function untrueOf(clause: Clause, frame: Frame, context: Context): Untrue | null {
  const { mentions, masked } = clause
  const isSaidOfTimes = frame === 'offers' || frame === 'none_free' || COMES.test(masked)
  if (isConcrete(clause) || (mentions.length > 0 && isSaidOfTimes)) {
    const isMore =
      context.isOpen && frame !== 'denies' && !isListed(clause) && tellsOfDeed(clause, context.sentence)
    return isMore ? 'booked' : untrueMoments(clause, frame, context)
  }
  return untrueWithoutMoment(clause, frame, context)
}

const COMES = words(
  '(?:see|seeing|expect|await|welcome|meet)(?:s|ing)?',
  'come|comes|coming|arrive|arrives',
  'le (?:vemos|esperamos|veremos)|venga|viene|llegue|nos vemos',
)

/** Today, this week, the afternoon: said of much else than of visits. */
function isConcrete(clause: Clause | undefined): boolean {
  return clause?.mentions.some(({ kind, isToday }) => kind !== 'part' && kind !== 'span' && !isToday) ?? false
}

function untrueMoments(clause: Clause, frame: Frame, { sentence, named, facts }: Context): Untrue | null {
  const known = facts.known ?? NOTHING_KNOWN
  const moments = momentsOf(clause.mentions, clause.text)
  const isBooked = (moment: Mention[]) =>
    isSo(COMING, { mentions: moment, text: clause.text }, { sentence, facts })
  const isFree = (moment: Mention[]) => isOffered(moment, named, known, facts)
  const isNamedByThem = (moment: Mention[]) => isWished(moment, known, facts)
  const isOnlyDay = (moment: Mention[]) => moment.every(({ kind }) => kind !== 'clock')
  const all = (...tests: ((moment: Mention[]) => boolean)[]) =>
    moments.every((moment) => tests.some((test) => test(moment)))
  switch (frame) {
    case 'offers':
      // What is moved is named beside where it is moved to.
      return (moments.some(isFree) || OWN_VISIT.test(clause.masked)) && all(isFree, isBooked)
        ? null
        : 'available'
    case 'asks':
      return all(isOnlyDay, isFree, isBooked) ? null : 'available'
    case 'asks_back':
    case 'looks':
    case 'echoes':
      return all(isOnlyDay, isFree, isBooked, isNamedByThem) ? null : 'available'
    case 'none_free':
      return all((moment) => isNoneFree(moment, named, known, facts)) ? null : 'available'
    case 'denies':
      return moments.some(isBooked) ? 'booked' : null
    case 'hours': {
      const isClosed = CLOSED.test(sentence)
      return areHoursTrue(clause.mentions, { text: clause.text, isClosed, known, wall: facts })
        ? null
        : 'open'
    }
    case 'bare':
    case 'states':
      return all(isBooked) || isListed(clause) ? null : 'booked'
  }
}

const OWN_VISIT =
  /(?<!\p{L})(?:your|su|tu) (?:\p{L}+ )?(?:visit|appointment|booking|cita|visita|reserva)(?!\p{L})/iu

/** The listed words claim it, and what they claim was found to be so before. */
function isListed({ text }: Clause): boolean {
  return findClaims(text, isGoverned).length > 0
}

const SAYS_NOTHING_DONE: readonly Frame[] = ['denies', 'asks', 'asks_back', 'looks', 'echoes']

function untrueWithoutMoment(
  clause: Clause,
  frame: Frame,
  { sentence, named, facts, isOpen }: Context,
): Untrue | null {
  const { text, masked } = clause
  const known = facts.known ?? NOTHING_KNOWN
  if (SAYS_NOTHING_DONE.includes(frame)) return null
  if (speaksOfTimes(masked)) {
    const isTrue = isNegative(masked)
      ? isNoneFree([], named, known, facts)
      : isOffered([], named, known, facts)
    if (!isTrue) return 'available'
  }
  // Beside a moment that is not booked nothing is said of deeds at all.
  if (isOpen && frame === 'states' && !isPolite(masked)) return 'booked'
  if (!tellsOfDeed(clause, sentence) || isListed(clause)) return null
  return isSo(ANY, { mentions: [], text }, { sentence, facts }) ? null : 'booked'
}

function tellsOfDeed({ masked }: Clause, sentence: string): boolean {
  if (promises(masked, sentence)) return true
  return DONE_OTHERWISE.some((pattern) => {
    const match = pattern.exec(masked)
    if (!match) return false
    // "Since you like mornings I chose it": what stands before a subject of its own does not govern it.
    const [own = ''] = /^(?:i|we)(?!\p{L})/iu.exec(match[0]) ?? []
    return !isGoverned(masked.slice(0, match.index) + (own && `${own} have `))
  })
}
