/**
 * Emergencies in a message. Recall comes first: a front desk that calls a person in vain loses a minute, one that
 * books a stroke for next tuesday loses more. Typos are allowed for; the past, the denied and the proverbial are not
 * taken for the present by the rules; the points of all words (`red-flag-points.ts`) decide with them.
 */
import type { RedFlag } from './reading.ts'
import { dropIdioms, hush } from './red-flag-guards.ts'
import type { RedFlagPhrases } from './red-flag-kinds.ts'
import { pointsOf } from './red-flag-points.ts'
import { conceptsOf, likeliestKind, matchRules } from './red-flag-reading.ts'
import { respellFlag } from './red-flag-spelling.ts'
import { joined, plainText } from './red-flag-text.ts'
import { italianAndTurkishRedFlags } from './red-flags-italian.ts'
import { otherRedFlags } from './red-flags-others.ts'

interface Compiled {
  kind: RedFlag['kind']
  confidence: number
  /** All must be found, near each other. */
  parts: { pattern: RegExp; isNeutral: boolean }[]
}

/** How far apart, in characters, the parts of one phrase may lie. */
const REACH = 140

/** No further than this, so that a book pasted in does not hold up the line. */
const LONGEST = 20_000

const compiled: Compiled[] = [...otherRedFlags, ...italianAndTurkishRedFlags].flatMap(compile)

function compile({ kind, confidence, phrases }: RedFlagPhrases): Compiled[] {
  return phrases.map((phrase) => ({
    kind,
    confidence,
    parts: phrase.split(/ ?& /).map((part) => ({
      pattern: new RegExp(
        `(?<![a-z0-9])(?:${part.trim().replace(/^@/, '').replaceAll(' ~ ', ' (?:[a-z0-9]+ ){0,5}')})(?![a-z0-9])`,
        'g',
      ),
      isNeutral: part.trim().startsWith('@'),
    })),
  }))
}

/**
 * In log-odds. Chosen on lines left out when points were fitted: of 1,221 emergencies 98.4 % alarm, of 952 calm ones 8 %.
 */
const ALARM = 0.2
/** What a rule that fits, and a phrase, count besides. */
const RULE = 1.2
const PHRASE = 3

/** `HELP` alone is none of them: by it a person asks a sender of text messages who it is. */
const nothingElse = /^ (?:(?:emergency|emergencia|urgencia|auxilio|socorro|sos|911|112)(?: ?[.,])? ?)+$/

/** The gravest sign of an emergency in any of the languages, or null. Never throws. */
export function findRedFlag(text: string): RedFlag | null {
  const plain = plainText(text.slice(0, LONGEST))
  if (nothingElse.test(plain)) return { kind: 'stated', confidence: 0.9 }
  const evidence = evidenceOf(plain)
  const points =
    pointsOf(plain, evidence.concepts) + (evidence.rule ? RULE : 0) + (evidence.phrase ? PHRASE : 0)
  if (points < ALARM) return null
  const kind = evidence.phrase?.kind ?? evidence.rule ?? evidence.likely ?? 'stated'
  return { kind, confidence: Math.min(0.99, 1 / (1 + Math.exp(-points))) }
}

interface Evidence {
  /** The gravest phrase in a language other than English and Spanish. */
  phrase: RedFlag | null
  /** The kind of a rule that fits. */
  rule: RedFlag['kind'] | null
  /** The kind that the concepts speak for, rule or not. */
  likely: RedFlag['kind'] | null
  concepts: Set<string>
}

/** What speaks for an emergency besides the single words, in the text as written and as it was meant to be spelt. */
export function evidenceOf(plain: string): Evidence {
  const evidence: Evidence = { phrase: null, rule: null, likely: null, concepts: new Set() }
  for (const version of new Set([plain, plain.split(' ').map(respellFlag).join(' ')])) {
    const spoken = dropIdioms(version)
    const hushed = joined(hush(spoken))
    evidence.phrase = graver(evidence.phrase, findPhrase({ hushed, lasting: joined(spoken) }))
    const found = conceptsOf(hushed)
    evidence.rule ??= matchRules(found)
    evidence.likely ??= likeliestKind(found)
    for (const concept of found.keys()) evidence.concepts.add(concept)
  }
  return evidence
}

function graver(a: RedFlag | null, b: RedFlag | null): RedFlag | null {
  if (!a || !b) return a ?? b
  return b.confidence > a.confidence ? b : a
}

function findPhrase({ hushed, lasting }: { hushed: string; lasting: string }): RedFlag | null {
  let found: RedFlag | null = null
  for (const each of compiled) {
    if (found && found.confidence >= each.confidence) continue
    if (occurs(each, isTimeless(each) ? lasting : hushed))
      found = { kind: each.kind, confidence: each.confidence }
  }
  return found
}

function occurs({ parts }: Compiled, text: string): boolean {
  const [first, ...others] = parts as [Compiled['parts'][0], ...Compiled['parts']]
  // `exec` on one's own pattern: `matchAll` would copy it, and this runs some thousand times a message.
  const { pattern, isNeutral } = first
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++
    if (!isNeutral && isDenied(text.slice(0, match.index))) continue
    const around = text.slice(Math.max(0, match.index - REACH), match.index + match[0].length + REACH)
    if (others.every((part) => hasMatch(part, around))) return true
  }
  return false
}

function hasMatch({ pattern, isNeutral }: Compiled['parts'][0], text: string): boolean {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (isNeutral || !isDenied(text.slice(0, match.index))) return true
    if (match[0] === '') pattern.lastIndex++
  }
  return false
}

const denied =
  /(?:\b(?:no|not|never|without|zero|nor|any|isnt|wasnt|arent|denies|non|sin|ni|nunca|nada de|ningun|ninguna|tampoco|kein|keine|pas de|sem|bez) (?:(?:any|more|signs? of|real|serious|actual|a|an|the|un|una|tengo|tiene|hay|me|le|mas|tuve|es) )*|\b(?:dont|do not|doesnt|didnt|havent|hasnt|never|not) (?:have|has|had|having|get|got|feel|feeling|see|seeing|notice|been|experience|experiencing)(?: (?:any|a|an|the|more|much|no|real|having))* |\b(?:no longer|stopped|stop|ya no|not even) )$/

function isDenied(before: string): boolean {
  return denied.test(before)
}

/** Who speaks of killing or of being beaten is heard, whatever the tense. */
function isTimeless({ kind }: Compiled): boolean {
  return kind === 'self_harm' || kind === 'violence'
}
