/**
 * A writing is a step's message in the assistant's words: made of the approved text, whose gaps it keeps, for one person. It
 * is never told what stands in the gaps, so it can neither repeat nor change a name, a link or a time.
 */
import type { Database, Tx } from '../../kit/db.ts'
import type { ClinicId } from '../../kit/ids.ts'
import type { Channel, Purpose } from '../outreach/message.ts'
import type { TextInputs } from '../wording/compose-text.ts'
import { hasBrokenGap, render, usedValues, type Values } from '../wording/template.ts'
import { isAnswerLine } from './answer-line.ts'
import type { JourneyDefinition, Step } from './definition.ts'
import { PRIVATE_WORDS } from './private-words.ts'
import { partsOfSms } from './sms-parts.ts'

/** What is known of a person beyond the approved text: all that a model is told of them. */
export interface Ground {
  model: string
  tone: 'friendly' | 'formal' | 'brief'
  /** Preferences that are sure. */
  memories: readonly Memory[]
  /** Null in marketing, which is told nothing of anybody's care. */
  past: { visits: number; hasAnswered: boolean } | null
}

export interface Memory {
  id: string
  kind: string
  value: string
}

/** Everything that asking takes, so that no transaction is open meanwhile. */
export interface Brief {
  /** Under which it is kept. */
  hash: string
  /** The approved text and its values, without what is told of the person. */
  plain: TextInputs
  /** With its gaps, without lines that have nothing to say to this person. */
  approved: { subject: string | null; body: string }
  objective: string
  prompt: string
  ground: Ground
  recipient: {
    name: string
    timeZone: string
    visit: {
      status: string
      startAt: Temporal.Instant
      practitioner: string | null
      service: string | null
    } | null
  }
}

export type Written =
  | { ok: true; subject: string | null; body: string }
  /** A code: of the model's port, of the gate, or of `readWriting`. */
  | { ok: false; reason: string }

/** The assistant, as far as journeys need it; `receptionist/write-step.ts` is it. */
export interface Writer {
  /** Null where this clinic has its texts worded by nobody. */
  findGround(tx: Tx, about: { contactId: string; purpose: Purpose }): Promise<Ground | null>
  /** Asks a model once and reads its answer behind the gate; counted, within eight seconds. No transaction is open. */
  write(database: Database, of: { clinicId: ClinicId; brief: Brief }): Promise<Written>
}

/** In the hash of every writing: raised when the same brief makes another question, or its answer is read otherwise. */
export const WRITING_RULES = 1

/**
 * What a clinician has approved goes out word for word, and so does what is about a visit itself. Null where there is nothing
 * to ask for.
 */
export function wordingOf(
  step: Step,
  { purpose, needsClinician }: Pick<JourneyDefinition, 'purpose' | 'needsClinician'>,
): { objective: string; prompt: string } | null {
  if (purpose === 'transactional' || needsClinician) return null
  if (step.do !== 'message' && step.do !== 'form') return null
  return step.prompt ? { objective: step.objective, prompt: step.prompt } : null
}

/** The text without the lines that `render` would leave out, and without the gaps in others that nothing fills. */
export function withoutEmptyGaps(text: string, values: Values): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const gaps = usedValues(line, values)
      if (gaps.length > 0 && gaps.every(([, value]) => !value)) return []
      const empty = gaps.filter(([, value]) => !value).map(([name]) => name)
      return [
        line.replace(/\{\{\s*([a-z_]+)\s*\}\}/g, (gap, name: string) => (empty.includes(name) ? '' : gap)),
      ]
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const OPT_OUT = /\b(?:STOP|BAJA)\b|\{\{\s*stop_link\s*\}\}/

/** Lines that stay word for word: how to opt out and how to answer, and those that are nothing but gaps, such as the sender's address. */
export function fixedLinesOf({ approved }: Pick<Brief, 'approved'>): string[] {
  return approved.body
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) =>
        OPT_OUT.test(line) ||
        isAnswerLine(line) ||
        (line !== '' && line.replace(/\{\{\s*[a-z_]+\s*\}\}/g, '').trim() === ''),
    )
}

/** Characters of a whole body, its gaps filled. Of a text message three parts, since accents halve what a part holds. */
const LONGEST: Record<Channel, number> = {
  sms: 306,
  whatsapp: 700,
  instagram: 700,
  facebook: 700,
  widget: 700,
  other: 700,
  email: 2000,
}
const LONGEST_SUBJECT = 120
const SMS_PARTS = 3

/** How many characters are left for words beside the gaps. */
export function roomFor({ plain, approved }: Pick<Brief, 'plain' | 'approved'>): number {
  const { channel } = plain.template
  const filled = usedValues(approved.body, plain.values).reduce((sum, [, value]) => sum + value.length, 0)
  const longest = Math.max(LONGEST[channel], render(approved.body, plain.values).length)
  return Math.max(60, longest - filled)
}

/** Reads what a model wrote, its gaps filled; refused is all that is not the approved message in other words. */
export function readWriting(answer: string, brief: Brief): Written {
  const { template, values } = brief.plain
  const isMail = template.channel === 'email'
  const [, subject = null, body = ''] = isMail
    ? (/^\s*(?:Subject|Asunto):[ \t]*(\S[^\n]*)\n([\s\S]*)$/i.exec(answer) ?? [])
    : [null, null, answer]
  if (!body.trim() || (isMail && !subject)) return refusal('unreadable')
  const flaw = flawOf({ subject, body }, brief)
  if (flaw) return refusal(flaw)
  const text = { subject: subject && render(subject, values), body: render(body, values) }
  if (isTooLong(text, brief)) return refusal('too_long')
  return { ok: true, ...text }
}

function flawOf({ subject, body }: { subject: string | null; body: string }, brief: Brief): string | null {
  const { approved, plain } = brief
  const whole = `${subject ?? ''}\n${body}`
  const before = `${approved.subject ?? ''}\n${approved.body}`
  if (hasBrokenGap(whole)) return 'broken_gap'
  const [kept, had, asked] = [gapsOf(whole), gapsOf(before), gapsOf(approved.body)]
  if ([...kept].some((gap) => !had.has(gap))) return 'gap_added'
  const inBody = gapsOf(body)
  if ([...asked].some((gap) => !inBody.has(gap))) return 'gap_missing'
  if (hasTouchedLink(body) || (subject && /_link\s*\}\}/.test(subject))) return 'link_changed'
  const lines = body.split('\n').map((line) => line.trim())
  if (fixedLinesOf(brief).some((line) => !lines.includes(line))) return 'line_missing'
  // It was told no figure but these, so any other is made up.
  const figures = new Set(before.match(/\d+/g))
  if (whole.match(/\d+/g)?.some((figure) => !figures.has(figure))) return 'figure_added'
  if (privateWordsOf(whole).some((word) => !privateWordsOf(before).includes(word))) return 'private_word'
  return isIn(plain.template.language, body) ? null : 'other_language'
}

const PRIVATE = new RegExp(
  `${PRIVATE_WORDS.source}|(?<!\\p{L})(?:treat(?:ed|ment)|tratamiento|therap|terapia|procedure|procedimiento)`,
  'giu',
)

function privateWordsOf(text: string): string[] {
  return (text.match(PRIVATE) ?? []).map((word) => word.toLowerCase())
}

function gapsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/\{\{\s*([a-z_]+)\s*\}\}/g)].map(([, name = '']) => name))
}

/** What stands at a link becomes part of it. */
function hasTouchedLink(body: string): boolean {
  return /[^\s(]\{\{\s*[a-z_]+_link\s*\}\}|\{\{\s*[a-z_]+_link\s*\}\}(?:[^\s.,;:!?)]|[.,;:!?)](?!\s|$))/.test(
    body,
  )
}

function isTooLong({ subject, body }: { subject: string | null; body: string }, brief: Brief): boolean {
  const { template, values } = brief.plain
  const approved = render(brief.approved.body, values)
  if ((subject?.length ?? 0) > LONGEST_SUBJECT) return true
  if (template.channel === 'sms') return partsOfSms(body) > Math.max(SMS_PARTS, partsOfSms(approved))
  return body.length > Math.max(LONGEST[template.channel], approved.length)
}

const WORDS = {
  en: /\b(?:the|and|you|your|to|of|is|are|we|us|for|with|this|it|if|would|have|will|our)\b/giu,
  es: /(?<!\p{L})(?:el|la|los|las|de|del|que|y|en|su|sus|para|con|por|una?|le|nos|si|es|usted|no)(?!\p{L})/giu,
} as const

/** Both have words that no sentence does without. */
function isIn(language: keyof typeof WORDS, body: string): boolean {
  const said = body.replace(/\{\{[^}]*\}\}/g, ' ')
  const count = (pattern: RegExp) => said.match(pattern)?.length ?? 0
  const other = language === 'en' ? 'es' : 'en'
  return count(WORDS[language]) >= 2 && count(WORDS[language]) > count(WORDS[other])
}

function refusal(reason: string): Written {
  return { ok: false, reason }
}
