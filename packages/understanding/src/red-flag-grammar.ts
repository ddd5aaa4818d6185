/**
 * Finds the concepts of `red-flag-words-*.ts` in a message, by whole words, in one pass over a table of their first
 * words. A phrase: `stem*` begins so, `a/b` either, `~` up to three words between, `#38-42` a number from 38 to 42,
 * `{cant}` any way to say that something does not go.
 */

export interface Hit {
  concept: string
  /** Places of the first and the last word. */
  from: number
  to: number
}

type Position = { words: Set<string>; stems: string[]; ranges: [number, number][] } | 'gap'
interface Phrase {
  concept: string
  positions: Position[]
}

const GAP = 3

const inability = [
  'cant', 'cannot', 'can not', 'couldnt', 'unable to', 'not able to', 'barely', 'hardly', 'hard to', 'trouble',
  'difficult to', 'difficulty', 'struggl*', 'hard time', 'problems', 'impossible to', 'isnt able to', 'wont let me',
  'no puedo', 'no puede', 'no pueden', 'no podia', 'no podemos', 'no logro', 'no logra', 'no consigo', 'no consigue', 'no alcanzo a',
  'apenas', 'casi no', 'me cuesta', 'le cuesta', 'cuesta', 'costando', 'dificultad', 'dificil', 'dificulta', 'sin poder', 'batallando', 'ya no',
] // biome-ignore format: a table

export class Lexicon {
  readonly #byWord = new Map<string, Phrase[]>()
  readonly #byStem = new Map<string, Phrase[]>()
  readonly #byNumber: Phrase[] = []
  readonly #stemLengths: number[]

  constructor(concepts: Record<string, string>) {
    for (const [concept, terms] of Object.entries(concepts)) {
      for (const term of terms.split(',')) {
        const written = term.trim().replace(/\s+/g, ' ')
        const ways = written.includes('{cant}')
          ? inability.map((way) => written.replace('{cant}', way))
          : [written]
        for (const way of ways) this.#add({ concept, positions: way.split(' ').map(readPosition) })
      }
    }
    this.#stemLengths = [...new Set([...this.#byStem.keys()].map((stem) => stem.length))]
  }

  /** All of them, in the order of their first words; a phrase may lie within another. */
  find(words: readonly string[]): Hit[] {
    const hits: Hit[] = []
    for (let at = 0; at < words.length; at++) {
      const word = words[at] as string
      this.#match(this.#byWord.get(word), words, at, hits)
      for (const length of this.#stemLengths) {
        if (length <= word.length) this.#match(this.#byStem.get(word.slice(0, length)), words, at, hits)
      }
      if (word[0] !== undefined && word[0] >= '0' && word[0] <= '9') {
        for (const phrase of this.#byNumber)
          if (fits(phrase.positions[0], word)) this.#match([phrase], words, at, hits)
      }
    }
    return hits
  }

  #add(phrase: Phrase) {
    const [first] = phrase.positions
    if (first === undefined || first === 'gap')
      throw new Error(`A phrase of ${phrase.concept} begins with a gap`)
    for (const word of first.words) push(this.#byWord, word, phrase)
    for (const stem of first.stems) push(this.#byStem, stem, phrase)
    if (first.ranges.length > 0) this.#byNumber.push(phrase)
  }

  #match(phrases: Phrase[] | undefined, words: readonly string[], at: number, hits: Hit[]) {
    if (!phrases) return
    for (const { concept, positions } of phrases) {
      const to = endOf(positions, 1, words, at)
      if (to !== null) hits.push({ concept, from: at, to })
    }
  }
}

/** Where a phrase ends whose position before `place` stood at `at`; null: it does not fit. */
function endOf(positions: Position[], place: number, words: readonly string[], at: number): number | null {
  if (place === positions.length) return at
  const isGap = positions[place] === 'gap'
  const next = isGap ? place + 1 : place
  for (let step = 1; step <= (isGap ? GAP + 1 : 1); step++) {
    const word = words[at + step]
    if (word === undefined) return null
    if (!fits(positions[next], word)) continue
    const end = endOf(positions, next + 1, words, at + step)
    if (end !== null) return end
  }
  return null
}

function fits(position: Position | undefined, word: string): boolean {
  if (position === undefined || position === 'gap') return false
  if (position.words.has(word)) return true
  for (const stem of position.stems) if (word.startsWith(stem)) return true
  if (position.ranges.length === 0) return false
  const number = Number.parseFloat(word)
  return position.ranges.some(([least, most]) => number >= least && number <= most)
}

function readPosition(written: string): Position {
  if (written === '~') return 'gap'
  const position = { words: new Set<string>(), stems: [] as string[], ranges: [] as [number, number][] }
  for (const each of /^\d+\/\d+$/.test(written) ? [written] : written.split('/')) {
    if (each.startsWith('#')) position.ranges.push(each.slice(1).split('-').map(Number) as [number, number])
    else if (each.endsWith('*')) position.stems.push(each.slice(0, -1))
    else position.words.add(each)
  }
  return position
}

function push(table: Map<string, Phrase[]>, key: string, phrase: Phrase) {
  const phrases = table.get(key)
  if (phrases) phrases.push(phrase)
  else table.set(key, [phrase])
}
