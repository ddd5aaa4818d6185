/**
 * Emergencies in a message. Recall comes first: a front desk that calls a person in vain loses a minute, one that
 * books a stroke for next tuesday loses more. Typos are allowed for; the past, the denied and the proverbial are not
 * taken for the present.
 */
import { foldText } from './fold.ts'
import type { RedFlag } from './reading.ts'
import { dropIdioms, hush } from './red-flag-guards.ts'
import type { RedFlagPhrases } from './red-flag-kinds.ts'
import { redFlagSigns } from './red-flag-signs.ts'
import { harmSigns } from './red-flag-signs-harm.ts'
import { respellFlag } from './red-flag-spelling.ts'
import { ALARM, weighedSigns } from './red-flag-weights.ts'
import { englishRedFlags } from './red-flags-english.ts'
import { englishHarm } from './red-flags-english-harm.ts'
import { everydayRedFlags } from './red-flags-everyday.ts'
import { harmRedFlags } from './red-flags-harm.ts'
import { italianAndTurkishRedFlags } from './red-flags-italian.ts'
import { otherRedFlags } from './red-flags-others.ts'
import { spanishRedFlags } from './red-flags-spanish.ts'

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

const compiled: Compiled[] = [
  ...englishRedFlags,
  ...englishHarm,
  ...spanishRedFlags,
  ...redFlagSigns,
  ...harmSigns,
  ...everydayRedFlags,
  ...harmRedFlags,
  ...otherRedFlags,
  ...italianAndTurkishRedFlags,
].flatMap(compile)

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

/** The gravest sign of an emergency in any of the languages, or null. Never throws. */
export function findRedFlag(text: string): RedFlag | null {
  let found: RedFlag | null = null
  const plain = plainText(text.slice(0, LONGEST))
  for (const version of new Set([plain, plain.split(' ').map(respellFlag).join(' ')])) {
    const spoken = dropIdioms(version)
    const lasting = joined(spoken)
    const hushed = joined(hush(spoken))
    for (const rule of compiled) {
      if (found && found.confidence >= rule.confidence) continue
      if (occurs(rule, isTimeless(rule) ? lasting : hushed))
        found = { kind: rule.kind, confidence: rule.confidence }
    }
    found ??= weigh(hushed)
  }
  return found
}

const weighed = weighedSigns.map(({ sign, ...rest }) => ({
  ...rest,
  pattern: new RegExp(`(?<![a-z0-9])(?:${sign})(?![a-z0-9])`, 'g'),
}))

/** What no phrase fits may still add up. */
function weigh(text: string): RedFlag | null {
  let points = 0
  let bodily = 0
  let leading: { kind: RedFlag['kind']; points: number } | null = null
  for (const sign of weighed) {
    if (!hasMatch({ pattern: sign.pattern, isNeutral: false }, text)) continue
    points += sign.points
    if (sign.kind === null || sign.kind === 'stated') continue
    bodily++
    if (!leading || sign.points > leading.points) leading = { kind: sign.kind, points: sign.points }
  }
  if (points < ALARM || bodily < 2 || !leading) return null
  return { kind: leading.kind, confidence: Math.min(0.85, 0.5 + 0.05 * (points - ALARM)) }
}

/** Letters and figures only, apostrophes dropped, `sooooo` as `so`; sentences end in ` . `. */
function plainText(text: string): string {
  const letters = foldText(text)
    .replaceAll('ı', 'i')
    .replaceAll('œ', 'oe')
    .replace(/\bod['’](?:d|ed|ing)\b/g, 'overdosed')
    .replace(/\b(?:cnat|canr|cany|cnt|catn|carnt)\b/g, 'cant')
    .replace(/\b(un|dell|all|nell|sull|quest)['’](?=[a-z])/g, '$1 ')
    .replace(/(\d)[.,](\d)/g, '$1.$2')
    .replace(/\b([cdjlmnst]|qu)['’](?=[a-z])/g, '$1 ')
    .replace(/['’]/g, '')
    .replace(/[😂🤣😅😆😹💃😜🤪🙈😝]/gu, ' lol ')
    .replace(/\b(?:ja|je|ha|he){2,}[jh]?a?\b|\b(?:lmao+|lmfao|rofl|jk|jaja\w*|haha\w*)\b/g, ' lol ')
    .replace(/\?+/g, ' qq . ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/(?<!\d),|,(?!\d)/g, ' , ')
    .replace(/[^a-z0-9./!?;,\n]+/g, ' ')
    .replace(/(?<!\d)[.](?!\d)|[!?;\n]+|(?<!\d)\.(?=\d)|(?<=\d)\.(?!\d)/g, ' . ')
    .replace(/\bu\b/g, 'you')
  return ` ${letters.replace(/\s+/g, ' ').trim()} `
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

/** Sentences matter to the guards alone: people in distress put points anywhere. */
function joined(text: string): string {
  return text.replaceAll(' . ', ' ').replaceAll(' , ', ' ').replace(/ +/g, ' ')
}
