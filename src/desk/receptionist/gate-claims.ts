/** What a sentence claims to be done, and whether it is (REQUIREMENTS F3). */
import { CLAIM_KINDS, type Deed, words } from './claim-words.ts'
import { findMentions, type Mention } from './gate-moments.ts'

/** Something that is so, by a committed event of this answer or by what is kept. */
export interface Fact {
  deed: Deed
  /** When the visit is that it speaks of; null where it speaks of none. */
  startAt: Temporal.Instant | null
  /** Of a visit that was moved. */
  fromStartAt?: Temporal.Instant | null
}

export interface Facts {
  now: Temporal.Instant
  timeZone: string
  facts: readonly Fact[]
}

/** Nothing is claimed where it is asked, wished, denied or put on a condition. Looked for before the claim, in its clause. */
const UNDONE = words(
  'not',
  'no',
  'never',
  'nothing',
  'cannot',
  "\\p{L}+n[’']t",
  'without',
  "isn[’']t",
  'if',
  'once',
  'when',
  'whenever',
  'after',
  'until',
  'till',
  'before',
  'unless',
  'as soon as',
  'whether',
  'in case',
  'can(?! see you)',
  'could',
  'may',
  'might',
  'shall',
  'should',
  'would',
  'want',
  'wants',
  'like',
  'need',
  'needs',
  'will be (?:able|booked|confirmed|scheduled|cancelled|moved|told)',
  'going to',
  'to (?:be|get|have)',
  'let me',
  'please',
  'yet',
  'nunca',
  'nada',
  'sin',
  'si',
  'cuando',
  'en cuanto',
  'hasta',
  'antes de',
  'después de',
  'puedo',
  'puede',
  'podría',
  'podemos',
  'quiere',
  'quisiera',
  'gustaría',
  'desea',
  'para (?:que|reservar|cancelar|cambiar)',
  'todavía no',
  'aún no',
  'será',
  'vamos a',
  'voy a',
  'ser',
  'tampoco',
  'ni',
)
/** Whether a sentence denies, wishes or conditions; a courtesy is none of these. */
export function isDenied(sentence: string): boolean {
  return UNDONE.test(sentence.replace(/\bplease\b/gi, ''))
}

/** What is to be done in future is promised, not claimed: said right before the participle. */
const SELF_DENYING = words(
  'no longer (?:booked|scheduled)',
  'ya no (?:está|tiene)(?: una?)? (?:reservad[oa]|cita)',
)
const ASKING =
  /^(?:¿|(?:is|are|was|were|has|have|had|do|does|did|shall|should|would|could|can|may|will|what|which|when|where|who|how|está|han?|quiere|le|lo|la|se|qué|cuál|cuándo)\b)/iu

/**
 * Null where every claim of the sentence is true; else which is not. `behind` is the sentence that follows it: "Booked! Friday
 * at three." says when only there.
 */
export function falseClaimOf(sentence: string, facts: Facts, behind = ''): Deed | null {
  const claims = findClaims(sentence.replace(/[’`´']/g, '’'))
  if (claims.length === 0) return null
  const own = findMentions(sentence)
  const mentions = own.length > 0 ? own : momentOnly(behind)
  const lie = claims.find(
    ({ by }) => !facts.facts.some((fact) => by.includes(fact.deed) && speaksOf(fact, { mentions, facts })),
  )
  return lie ? (lie.by[0] ?? null) : null
}

const SAYS_MORE =
  /[?]\s*$|\b(?:is|are|works?|would|free|available|open|we|you|est[aá]n?|libres?|disponibles?|abrimos|le)\b/i

/** The moments of a sentence that is nothing but one. */
export function momentOnly(sentence: string): Mention[] {
  const mentions = findMentions(sentence)
  const isMoment = (mentions[0]?.at ?? 99) <= 6 && !SAYS_MORE.test(sentence)
  return isMoment ? mentions : []
}

function findClaims(sentence: string): { by: readonly Deed[]; clause: string }[] {
  const clauses = clausesOf(sentence)
  return clauses.flatMap((clause, i) => {
    const isLast = i === clauses.length - 1
    if (
      clause.startsWith('¿') ||
      (isLast && /\?\s*$/.test(sentence) && (clauses.length === 1 || ASKING.test(clause)))
    )
      return []
    const claims: { by: readonly Deed[]; clause: string }[] = []
    let rest = clause
    for (const { by, words: pattern } of CLAIM_KINDS) {
      const match = pattern.exec(rest)
      if (!match) continue
      const isDenied = UNDONE.test(rest.slice(0, match.index)) && !SELF_DENYING.test(match[0])
      if (!isDenied) claims.push({ by, clause })
      rest = `${rest.slice(0, match.index)}${' '.repeat(match[0].length)}${rest.slice(match.index + match[0].length)}`
    }
    return claims
  })
}

/**
 * A condition reaches to its comma: "if you need anything, call us; you're booked" claims something all the same. The comma
 * inside a date parts nothing.
 */
function clausesOf(sentence: string): string[] {
  return sentence
    .split(
      /(?<=[,;:–—])\s+(?!\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b)|\s+-\s+|\s+(?=(?:and|but|so|because|y|pero|así que|porque)\s)/iu,
    )
    .map((clause) => clause.trim())
    .filter(Boolean)
}

/** Every day and time that is named must be the fact's; of a move the new one must be among them. */
export function speaksOf(
  { startAt, fromStartAt }: Fact,
  { mentions, facts }: { mentions: readonly Mention[]; facts: Facts },
): boolean {
  if (mentions.length === 0) return true
  if (!startAt) return mentions.every(({ kind }) => kind !== 'clock')
  const now = facts.now.toZonedDateTimeISO(facts.timeZone)
  const moment = startAt.toZonedDateTimeISO(facts.timeZone)
  const from = fromStartAt?.toZonedDateTimeISO(facts.timeZone)
  if (!from) return mentions.every((mention) => mention.fits(moment, now))
  const areKnown = mentions.every((mention) => mention.fits(moment, now) || mention.fits(from, now))
  const kinds = new Set(mentions.map(({ kind }) => kind))
  // Named once, it is the new one; named twice, the last.
  const lastOfEach = [...kinds].map((kind) => mentions.findLast((mention) => mention.kind === kind))
  return areKnown && lastOfEach.every((mention) => mention?.fits(moment, now))
}
