/** What a sentence claims to be done, and whether it is (REQUIREMENTS F3). */
import { CLAIM_KINDS, type Deed, words } from './claim-words.ts'
import { findMentions, type Mention, momentsOf, splitAround } from './gate-moments.ts'
import { isAbout, type Known, NOTHING_KNOWN, namedIn } from './gate-times.ts'

/** Something that is so, by a committed event of this answer or by what is kept. */
export interface Fact {
  deed: Deed
  /** When the visit is that it speaks of; null where it speaks of none. */
  startAt: Temporal.Instant | null
  /** Of a visit that was moved. */
  fromStartAt?: Temporal.Instant | null
  /** Whose and what visit it is, by name; absent where that is not known. */
  practitioner?: string | null
  service?: string | null
}

export interface Facts {
  now: Temporal.Instant
  timeZone: string
  facts: readonly Fact[]
  known?: Known
  /** A model's own words: what they imply counts like what they say. */
  isModels?: boolean
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
const SELF_DENYING = words(
  'no longer (?:booked|scheduled)',
  'ya no (?:está|tiene)(?: una?)? (?:reservad[oa]|cita)',
)
export const ASKING =
  /^(?:¿|(?:is|are|was|were|has|have|had|do|does|did|shall|should|would|could|can|may|will|what|which|when|where|who|how|está|han?|quiere|le|lo|la|se|qué|cuál|cuándo)\b)/iu

/**
 * Null where every claim of the sentence is true; else which is not. `behind` is the sentence that follows it: "Booked! Friday
 * at three." says when only there.
 */
export function falseClaimOf(sentence: string, facts: Facts, behind = ''): Deed | null {
  const claims = findClaims(plainOf(sentence), facts.isModels ? isGoverned : isUndone)
  if (claims.length === 0) return null
  const own = findMentions(sentence)
  const isOwn = own.length > 0
  const moment = { mentions: isOwn ? own : momentOnly(behind), text: isOwn ? sentence : behind }
  const lie = claims.find(({ by }) => !isSo(by, moment, { sentence, facts }))
  return lie ? (lie.by[0] ?? null) : null
}

/** One fact of these kinds speaks of all that is named; or each moment has a fact of its own. */
export function isSo(
  by: readonly Deed[],
  { mentions, text }: { mentions: readonly Mention[]; text: string },
  { sentence, facts }: { sentence: string; facts: Facts },
): boolean {
  const named = namedIn(sentence, facts.known ?? NOTHING_KNOWN)
  // What is not told of a fact speaks against nothing.
  const fitting = facts.facts.filter(
    ({ deed, practitioner, service }) =>
      by.includes(deed) &&
      isAbout(
        { practitioner: practitioner ?? named.practitioners[0], service: service ?? named.services[0] },
        named,
      ),
  )
  if (fitting.some((fact) => speaksOf(fact, { mentions, facts }))) return true
  const moments = momentsOf(mentions, text)
  return (
    moments.length > 1 &&
    moments.every((moment) =>
      fitting.some((fact) => fact.startAt && speaksOf(fact, { mentions: moment, facts })),
    )
  )
}

/** One kind of apostrophe. */
export function plainOf(sentence: string): string {
  return sentence.replace(/[’`´']/g, '’')
}

const SAYS_MORE =
  /[?]\s*$|\b(?:is|are|works?|would|free|available|open|we|you|est[aá]n?|libres?|disponibles?|abrimos|le)\b/i

/** The moments of a sentence that is nothing but one. */
export function momentOnly(sentence: string): readonly Mention[] {
  const mentions = findMentions(sentence)
  const isMoment = (mentions[0]?.at ?? 99) <= 6 && !SAYS_MORE.test(sentence)
  return isMoment ? mentions : []
}

function isUndone(before: string): boolean {
  return UNDONE.test(before)
}

const COURTESIES = words(
  'no (?:worries|problem|doubt|need to (?!book|call)[^,.;:]*)',
  'without (?:an?y? )?(?:doubt|further ado|delay)',
  '(?:not to|do(?:n’t| not)|never|no need to) (?:worry|fear)(?: about (?:a thing|it|anything))?',
  'if you(?:’re| were| are|’d)? (?:wonder(?:ed|ing)|don’t mind|hadn’t heard|must know|asked)[^,.;:]*',
  'in case you (?:were wondering|wondered|missed it|forgot|worried)',
  'unless i’m mistaken',
  'not only',
  '(?:couldn’t|could not) be (?:happier|easier|simpler|better)(?: (?:to|than)(?: (?:say|tell you|announce))?)?',
  '(?:as|like|when|whenever|just as) you(?:’re| are)? (?:like|liked|wanted|wished|asked|requested|ready)(?: (?:it|me|us|to))?',
  'please (?:note|be aware|know|remember)(?: that)?',
  '(?:(?:i|we)(?:’m| am|’re| are|’d| would| can| could| may| want| wish)?|let me)(?: (?:like|want|wish|able|happy|glad|pleased|delighted|proud|excited|gladly|happily|now|hereby|also|to))* (?:confirm|say|tell you|assure you|let you know|inform you|announce|report|share|promise)(?: (?:that|the (?:good )?news(?: that)?))?',
  '(?:can|could|may) (?:relax|rest assured|be sure)(?: (?:that|now))?',
  'you (?:should|may|might|will|would) (?:like to |want to )?(?:know|be (?:glad|happy|pleased) to (?:know|hear))(?: that)?',
  'sin (?:duda|más|problemas?)',
  'no (?:se |te )?preocup\\p{L}+',
  'no hay problema',
  '(?:puedo|podemos|quiero|quisiera|me complace|me alegra|permítame) (?:confirmar|informar|decir|comunicar|asegurar)(?:le|te|les)?(?: que)?',
  'si no me equivoco',
  'por si (?:se |te )?(?:pregunta|preguntas|lo dudaba|lo dudabas)',
  'no s[oó]lo',
  'cuando (?:quiera|quieras|guste)',
)
/** Says nothing, whatever words it is made of, and takes nothing back. */
export const COURTESY = new RegExp(COURTESIES.source, 'giu')
const NEW_SUBJECT =
  /(?<!\p{L})(?:(?:i|we|you|it|that|this|he|she|they|everything|(?:your|the|my|our) \p{L}+(?: with (?:dr\.? )?\p{L}+)?)(?:’(?:s|re|ve|m)(?!\p{L})| (?:is|are|was|were|am|have|has|had|just|already|now|got)(?!\p{L}))|(?:ya|está|queda|quedó|quedaste|he|hemos|ha|fue|tiene|tienes)(?!\p{L}))/giu
const OF_TIMES =
  /\b(?:can|could)(?: (?:also|still|certainly|gladly))*\s*$|\b(?:fully|completely|entirely|totally)\s*$/i
const SUBORDINATED =
  /(?<!\p{L})(?:(?:if|once|when|whenever|until|till|unless|as soon as|whether|in case|before|after|si|cuando|en cuanto|hasta que|antes de que|una vez que)|(?:not|cannot|no|\p{L}+n’t)(?: \p{L}+)? (?:see|say|know|think|believe|sure|find|tell|mean|veo|sé|creo|seguro)|no|nunca|nada|tampoco|jamás)(?: (?:that|if|whether|que|si))?\s*$/iu

/** Of a model only what governs the claim takes it back: "after a look I have booked it" does not. */
export function isGoverned(before: string): boolean {
  const plain = before.replace(COURTESY, ' ')
  // Whether that is so is looked at where times are.
  if (OF_TIMES.test(plain)) return true
  const subject = [...plain.matchAll(NEW_SUBJECT)].at(-1)
  if (!subject) return UNDONE.test(plain)
  return SUBORDINATED.test(plain.slice(0, subject.index)) || UNDONE.test(plain.slice(subject.index))
}

/** What it says is done, clause by clause; not what it asks or takes back. */
export function findClaims(
  sentence: string,
  isTakenBack: (before: string) => boolean,
): { by: readonly Deed[]; clause: string }[] {
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
      const isDenied = isTakenBack(rest.slice(0, match.index)) && !SELF_DENYING.test(match[0])
      if (!isDenied) claims.push({ by, clause })
      rest = `${rest.slice(0, match.index)}${' '.repeat(match[0].length)}${rest.slice(match.index + match[0].length)}`
    }
    return claims
  })
}

/**
 * A condition reaches to its comma: "if you need anything, call us; you're booked" claims something all the same. The comma
 * inside a moment parts nothing.
 */
export function clausesOf(sentence: string): string[] {
  return splitAround(sentence, (text) =>
    text.split(
      /(?<=[,;:–—])\s+|\s+-\s+|\s+(?=(?:and|but|so|because|since|which|y|pero|así que|porque|ya que)\s)/iu,
    ),
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
