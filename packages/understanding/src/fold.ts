/**
 * A text as the rules see it: lower case, no accents, straight quotes, known words spelled right; and for each of its
 * characters the place in the original, so that what is found can be pointed at.
 */

/** Characters: the longest message of WhatsApp. What stands behind is not read, except for emergencies. */
export const LONGEST = 4096

export interface Folded {
  text: string
  /** Per UTF-16 unit of `text`: where it begins and ends in the original. */
  starts: number[]
  ends: number[]
}

const straight: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‛': "'",
  '´': "'",
  '`': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '¿': ' ',
  '¡': ' ',
  '：': ':',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
}

const spaces = /\s|\u200b|\u200c|\u200d|\u200e|\u200f|\u2060|\ufe0f|\ufeff/

export function fold(original: string): Folded {
  const folded: Folded = { text: '', starts: [], ends: [] }
  let text = ''
  let place = 0
  for (const character of original) {
    const end = place + character.length
    const plain = foldCharacter(character)
    for (let i = 0; i < plain.length; i++) {
      folded.starts.push(place)
      folded.ends.push(end)
    }
    text += plain
    place = end
  }
  folded.text = text
  return folded
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 128) {
    if (code >= 65 && code <= 90) return character.toLowerCase()
    return code < 32 && character !== '\n' ? ' ' : character
  }
  if (spaces.test(character)) return ' '
  const lower = character.toLowerCase()
  return straight[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '')
}

/** Just the text. */
export function foldText(original: string): string {
  return fold(original).text
}

/** Blanks what another rule has used, so that a phone number is no time of day. Lengths and places stay; `mark` is one character. */
export function blank(
  text: string,
  ranges: readonly { start: number; end: number }[],
  mark = '\u0001',
): string {
  let blanked = text
  for (const { start, end } of ranges) {
    blanked = blanked.slice(0, start) + mark.repeat(end - start) + blanked.slice(end)
  }
  return blanked
}

/** A range of the folded text as a range of the original. */
export function placeIn(folded: Folded, start: number, end: number): { start: number; end: number } {
  if (end <= start) return { start: 0, end: 0 }
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 }
}

/** Replaces words by what `correct` says (null: keep), places kept. */
export function correctWords(folded: Folded, correct: (word: string) => string | null): Folded {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let from = 0
  const copy = (to: number) => {
    text += folded.text.slice(from, to)
    for (let i = from; i < to; i++) {
      starts.push(folded.starts[i] ?? 0)
      ends.push(folded.ends[i] ?? 0)
    }
    from = to
  }
  for (const match of folded.text.matchAll(/[a-z0-9]+/g)) {
    const better = correct(match[0])
    if (better === null) continue
    copy(match.index)
    const place = placeIn(folded, match.index, match.index + match[0].length)
    text += better
    for (let i = 0; i < better.length; i++) {
      starts.push(place.start)
      ends.push(place.end)
    }
    from = match.index + match[0].length
  }
  copy(folded.text.length)
  return { text, starts, ends }
}
