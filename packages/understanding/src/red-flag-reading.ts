/** Reads a message for concepts that together are an emergency. */
import { type Hit, Lexicon } from './red-flag-grammar.ts'
import type { RedFlagKind } from './red-flag-kinds.ts'
import { rules } from './red-flag-rules.ts'
import { bodyWords } from './red-flag-words-body.ts'
import { harmWords } from './red-flag-words-harm.ts'
import { namedWords } from './red-flag-words-named.ts'
import { signWords } from './red-flag-words-signs.ts'
import { skinWords } from './red-flag-words-skin.ts'

const concepts = { ...bodyWords, ...signWords, ...skinWords, ...harmWords, ...namedWords }
const lexicon = new Lexicon(concepts)
/** A `no` before these denies nothing: `no siento el brazo`. */
const neutral = new Set([...Object.keys(bodyWords), 'nowHere', 'plea', 'sudden'])
const parts = new Set(
  'chest heart jaw throat tongue lips face eye head neck limb belly breath skin'.split(' '),
)
/** How many words the parts of a rule may lie apart: at least this, less than twice as much. */
const REACH = 16
/** More than a rule has parts, and few enough that a text made to be slow is not. */
const MOST_PLACES = 5

const compiled = Object.entries(rules).flatMap(([kind, written]) =>
  written.map((rule) => ({ kind: kind as RedFlagKind, parts: rule.split(' & ').map(readPart) })),
)

function readPart(part: string): string[] {
  const names = part.trim().split('|')
  const unknown = names.find((name) => !Object.hasOwn(concepts, name))
  if (unknown) throw new Error(`No concept ${unknown}: name it in red-flag-words-*.ts`)
  return names
}

/** What is told of and not denied, each with its places among the words of `text`. */
export function conceptsOf(text: string): Map<string, Hit[]> {
  const words = text.split(' ').filter(Boolean)
  const hits = lexicon.find(words)
  // `no chest pain or fever`: the no reaches across parts of the body and across what it has denied.
  const crossed = new Set(hits.filter(({ concept }) => parts.has(concept)).map(({ from }) => from))
  const found = new Map<string, Hit[]>()
  for (const hit of hits) {
    if (!neutral.has(hit.concept) && isDenied(words, hit.from, crossed)) {
      crossed.add(hit.from)
      continue
    }
    const places = found.get(hit.concept)
    if (places) places.push(hit)
    else found.set(hit.concept, [hit])
  }
  return found
}

/** The kind of the first rule that fits; those of `red-flag-rules.ts` go from the most particular to the most common. */
export function matchRules(found: ReadonlyMap<string, Hit[]>): RedFlagKind | null {
  const windows = windowsOf(found)
  const fitting = compiled.find((rule) =>
    windows.some((near) => areApart(rule.parts.map((names) => placesOf(names, near)))),
  )
  return fitting?.kind ?? null
}

/** What is told of in each stretch of the text, at most `MOST_PLACES` places of each concept. */
function windowsOf(found: ReadonlyMap<string, Hit[]>): Map<string, Hit[]>[] {
  const windows: Map<string, Hit[]>[] = []
  for (const [concept, hits] of found) {
    for (const hit of hits) {
      const last = Math.floor(hit.from / REACH)
      for (const at of last === 0 ? [0] : [last - 1, last]) {
        windows[at] ??= new Map()
        const places = windows[at].get(concept)
        if (!places) windows[at].set(concept, [hit])
        else if (places.length < MOST_PLACES && !places.some((place) => isSame(place, hit))) places.push(hit)
      }
    }
  }
  return Object.values(windows)
}

function placesOf(names: readonly string[], near: ReadonlyMap<string, Hit[]>): Hit[] {
  const places: Hit[] = []
  for (const name of names) {
    for (const hit of near.get(name) ?? []) {
      if (places.length < MOST_PLACES && !places.some((place) => isSame(place, hit))) places.push(hit)
    }
  }
  return places
}

/** Whether each part has a place of its own: one word counts for one part only, `burning` is no burn that hurts. */
function areApart([first, ...others]: Hit[][], taken: Hit[] = []): boolean {
  if (!first) return true
  return first.some((hit) => !taken.some((each) => isSame(each, hit)) && areApart(others, [...taken, hit]))
}

function isSame(a: Hit, b: Hit): boolean {
  return a.from === b.from && a.to === b.to
}

/** Where no rule fits: the kind of the rule of which most is there. */
export function likeliestKind(found: ReadonlyMap<string, Hit[]>): RedFlagKind | null {
  let likeliest: RedFlagKind | null = null
  let most = 0
  for (const { kind, parts } of compiled) {
    const share = parts.filter((names) => names.some((name) => found.has(name))).length / parts.length
    if (share <= most) continue
    most = share
    likeliest = kind
  }
  return likeliest
}

const negations = new Set(
  `no not never without zero nor isnt wasnt arent denies sin ni nunca ningun ninguna tampoco dont doesnt didnt havent
  hasnt stopped stop kein keine pas`.split(/\s+/),
)
/** `wont stop bleeding` denies nothing. */
const doubled = new Set('wont cant doesnt isnt no not never'.split(' '))
const passable = new Set(
  `any more signs of real serious actual a an the un una tengo tiene hay me le mas tuve es have had has having get feel
  feeling see notice been or o y and really su mi my`.split(/\s+/),
)

function isDenied(words: readonly string[], at: number, crossed: ReadonlySet<number>): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 6); i--) {
    const word = words[i] as string
    if (negations.has(word)) return !doubled.has(words[i - 1] ?? '')
    if (!passable.has(word) && !crossed.has(i)) return false
  }
  return false
}
