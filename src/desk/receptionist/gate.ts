/**
 * The gate: nothing goes out that is not so, sentence by sentence. What was said to be done is done, links and prices are the
 * clinic's own, nobody is diagnosed, promised or pressed. Pure.
 */
import type { ChatChannel } from '../conversations/conversation.ts'
import { type Facts, falseClaimOf, momentOnly } from './gate-claims.ts'
import { type Allowed, type Fault, faultOf } from './gate-contents.ts'
import type { Frame } from './gate-frames.ts'
import { impliedClaimOf, type Untrue } from './implied-claim.ts'

export interface GateFacts extends Facts, Allowed {
  channel: ChatChannel
  /** Texts that the clinic has approved: they go out word for word. */
  approved: readonly string[]
}

export interface Gated {
  /** Empty where nothing is left. */
  text: string
  removed: { sentence: string; because: Fault | `not_${Untrue}` }[]
}

/** Characters, of Instagram bytes: what the vendors take, and for an SMS three of its parts. */
const LONGEST: Record<ChatChannel, number> = {
  sms: 480,
  instagram: 1000,
  facebook: 2000,
  whatsapp: 4096,
  widget: 2000,
  email: 10_000,
  other: 2000,
}

export function gateText(text: string, facts: GateFacts): Gated {
  const removed: Gated['removed'] = []
  const { hidden, reveal } = hide(text, facts.approved)
  const paragraphs: { kept: string; wasEmpty: boolean }[] = []
  let lead: Frame | null = null
  for (const line of hidden.split('\n')) {
    const sentences = partsOf(line)
    let before: Refusal | null = null
    const kept = sentences.filter((sentence, i) => {
      const looked = refusalOf(sentence, facts, { lead, behind: sentences[i + 1] })
      // What only says when, of something that is not so, is not so either.
      const isRest: boolean = before?.startsWith('not_') === true && momentOnly(sentence).length > 0
      const because: Refusal | null = looked.because ?? (isRest ? before : null)
      if (because) removed.push({ sentence: reveal(sentence).trim(), because })
      lead = looked.frame
      before = because
      return !because
    })
    paragraphs.push({ kept: kept.join('').trimEnd(), wasEmpty: line.trim() === '' })
  }
  const joined = paragraphs
    .filter(({ kept, wasEmpty }) => kept !== '' || wasEmpty)
    .map(({ kept }) => kept)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { text: shorten(reveal(joined), facts.channel), removed }
}

type Refusal = Gated['removed'][number]['because']

/** Why this sentence may not go out, null where it may; and what a bare moment behind it would mean. */
function refusalOf(
  sentence: string,
  facts: GateFacts,
  { lead, behind }: { lead: Frame | null; behind?: string | undefined },
): { because: Refusal | null; frame: Frame | null } {
  if (MARK.test(sentence)) return { because: null, frame: null }
  const fault = faultOf(sentence, facts)
  const claim = fault ? null : falseClaimOf(sentence, facts, behind)
  const because = fault ?? (claim && (`not_${claim}` as const))
  if (because || !facts.isModels) return { because, frame: because ? 'states' : null }
  const { untrue, frame } = impliedClaimOf(sentence, facts, { lead, behind })
  return { because: untrue && `not_${untrue}`, frame }
}

/** Where an approved text stands. */
const MARK = /^\uE000\d+\uE001$/

/** Sentences and approved texts, in their order. */
function partsOf(line: string): string[] {
  return line
    .split(/(\uE000\d+\uE001)/)
    .filter((part) => part !== '')
    .flatMap((part) => (MARK.test(part) ? [part] : sentencesOf(part)))
}

const ABBREVIATION =
  /(?:^|[\s(])(?:Dr|Dra|Drs|Mr|Mrs|Ms|Sr|Sra|Srta|St|No|Nr|vs|approx|aprox|Prof|Lic|a\.\s?m|p\.\s?m|[ap])\.\s*$/i

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' })

/** With the space behind them, so that joined they are the line again. A title's full stop ends none, nor does the `?` of a link. */
export function sentencesOf(line: string): string[] {
  // Unicode's rule (UAX #29) sees no end before a figure: "at 3 PM. 12/1 is free."
  const segments = [...SEGMENTER.segment(line)].flatMap(({ segment }) => segment.split(/(?<=[.!?]\s+)(?=\d)/))
  const sentences: string[] = []
  for (const segment of segments) {
    const last = sentences.at(-1)
    const isGoingOn = last !== undefined && (ABBREVIATION.test(last) || /https?:\S+$/.test(last))
    if (isGoingOn) sentences[sentences.length - 1] = last + segment
    else sentences.push(segment)
  }
  return sentences
}

/** Approved texts are out of sight while sentences are looked at. */
function hide(
  text: string,
  approved: readonly string[],
): { hidden: string; reveal: (text: string) => string } {
  const kept = approved.filter((each) => each.trim() !== '').toSorted((a, b) => b.length - a.length)
  const marks = kept.map((_, i) => `\uE000${i}\uE001`)
  const hidden = kept.reduce((rest, each, i) => rest.replaceAll(each, marks[i] as string), text)
  return {
    hidden,
    reveal: (some) => kept.reduce((rest, each, i) => rest.replaceAll(marks[i] as string, each), some),
  }
}

function shorten(text: string, channel: ChatChannel): string {
  const longest = LONGEST[channel]
  const sizeOf = (some: string) => (channel === 'instagram' ? Buffer.byteLength(some) : some.length)
  if (sizeOf(text) <= longest) return text
  // What is asked stands last and is what the person answers.
  const paragraphs = text.split('\n\n')
  while (paragraphs.length > 2 && sizeOf(paragraphs.join('\n\n')) > longest) {
    const middle = paragraphs.slice(1, -1)
    const drop = 1 + middle.indexOf(middle.toSorted((a, b) => b.length - a.length)[0] as string)
    paragraphs.splice(drop, 1)
  }
  let short = paragraphs.join('\n\n')
  if (sizeOf(short) <= longest) return short
  const sentences = sentencesOf(short)
  while (sentences.length > 1 && sizeOf(sentences.join('')) > longest) sentences.splice(-2, 1)
  short = sentences.join('')
  while (sizeOf(short) > longest - 3) short = short.slice(0, -1)
  return sizeOf(text) > longest ? `${short.trimEnd()}…` : short
}
