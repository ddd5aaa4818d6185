/** An action that a model without tools writes into its text, `[ACTION:name {json}]`: taken out, never shown to the patient. */

export interface ActionTag {
  /** In snake case, however it was written. Not held against the registry: that refuses what it does not know. */
  name: string
  /** A JSON object; empty where nothing was given. */
  input: Record<string, unknown>
}

export interface TaggedText {
  /** What may be shown. */
  text: string
  tags: ActionTag[]
  /** How many tags had no name, no end, or arguments that are no JSON object: they are cut out and nothing follows. */
  unreadable: number
}

export interface ActionTagReader {
  /** Takes the next piece, cut anywhere, and returns what may be shown now. What could begin a tag is held back. */
  push(piece: string): string
  /** After the last piece: what is still to be shown, and all that was read. */
  end(): TaggedText & { rest: string }
}

/** Reads a whole text of a model. Never to be used on what a patient wrote. */
export function readActionTags(text: string): TaggedText {
  const reader = createActionTagReader()
  reader.push(text)
  const { rest: _, ...whole } = reader.end()
  return whole
}

export function createActionTagReader(): ActionTagReader {
  const tags: ActionTag[] = []
  let shown = ''
  let held = ''
  let unreadable = 0

  function read(isLast: boolean): string {
    let visible = ''
    for (;;) {
      const opener = OPENER.exec(held)
      if (!opener) {
        const kept = isLast ? held.length : (BEGINNING.exec(held)?.index ?? held.length)
        visible += held.slice(0, kept)
        held = held.slice(kept)
        return visible
      }
      const found = findEnd(held, opener, isLast)
      visible += held.slice(0, opener.index)
      held = held.slice(opener.index)
      if (!found) return visible
      const { body, between, end } = found
      const tag = readTag(body)
      if (tag) tags.push(tag)
      else unreadable += 1
      const before = shown + visible
      if (DANGLING.test(before.slice(-30))) visible += ']'
      if (before !== '') visible += between
      held = held.slice(end - opener.index)
    }
  }

  function show(visible: string): string {
    shown += visible
    return visible
  }

  return {
    push(piece) {
      held += piece
      return show(read(false))
    },
    end() {
      const rest = show(read(true).trimEnd())
      return { rest, text: shown.trimEnd(), tags, unreadable }
    },
  }
}

// What stands around a tag goes with it: white space, emphasis or a code fence, an escaped or a second bracket.
const OPENER = /\s{0,9}(?<marks>`{3}[a-z]{0,9}\n|[*_`]{0,3})\\?(?<brackets>\[{0,3})\[\s{0,9}action\s{0,9}:/i
/** The end of a text that the next piece may turn into an opener. */
const BEGINNING =
  /\s{0,9}(?:`{3}[a-z]{0,9}\n?|[*_`]{0,3})\\?\[{0,4}(?:(?<=\[)\s{0,9}(?:a(?:c(?:t(?:i(?:on?)?)?)?)?)?\s{0,9})?$/i
/** A bracket that was shown and would make a tag of what comes behind the one cut out: `[ACT[ACTION:x]ION:y]`. */
const DANGLING = /\[\s{0,9}(?:a(?:c(?:t(?:i(?:on?)?)?)?)?)?\s{0,9}$/i

interface FoundEnd {
  /** Between the colon and the closing bracket. */
  body: string
  /** The white space that stays in the tag's place. */
  between: string
  /** Where the text goes on. */
  end: number
}

/** Null while more pieces are needed. A tag without an end goes to its first `]`, or takes all the rest with it. */
function findEnd(text: string, opener: RegExpExecArray, isLast: boolean): FoundEnd | null {
  const from = opener.index + opener[0].length
  let close = text.includes(']', from) ? closingBracket(text, from) : -1
  if (close === -1) {
    if (!isLast) return null
    close = text.indexOf(']', from)
    if (close === -1) return { body: '', between: '', end: text.length }
  }
  const { marks = '', brackets = '' } = opener.groups ?? {}
  const mark = marks.replace(/[a-z]*\n$/, '')
  // Whether marks, white space or a full stop come behind it decides what stays.
  if (!isLast && text.length - close - 1 < brackets.length + mark.length + 4) return null
  const behind = new RegExp(`^\\]{0,${brackets.length}}(?:\\s{0,3}${mark.replaceAll('*', '\\*')})?`)
  const [closers = ''] = behind.exec(text.slice(close + 1)) ?? []
  const [after = ''] = /^\s*/.exec(text.slice(close + 1 + closers.length)) ?? []
  const end = close + 1 + closers.length + after.length
  if (!isLast && end === text.length) return null
  const [before = ''] = /^\s*/.exec(opener[0]) ?? []
  const isPunctuated = /^[.,;:!?]/.test(text.slice(end))
  const between = isPunctuated || end === text.length ? '' : longer(before, after)
  return { body: text.slice(from, close), between, end }
}

/** Brackets within the arguments do not end the tag, nor do any within their strings. */
function closingBracket(text: string, from: number): number {
  let depth = 0
  for (let at = from, isQuoted = false; at < text.length; at += 1) {
    const sign = text[at] as string
    if (isQuoted && sign === '\\') at += 1
    else if (sign === '"' && depth > 0) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (sign === ']' && depth === 0) return at
    else if ('{[('.includes(sign)) depth += 1
    else if ('}])'.includes(sign)) depth -= 1
  }
  return -1
}

function longer(before: string, after: string): string {
  const lines = (blank: string) => blank.split('\n').length
  if (lines(before) !== lines(after)) return lines(before) > lines(after) ? before : after
  return before.length >= after.length ? before : after
}

function readTag(body: string): ActionTag | null {
  const [, name, given = ''] = /^\s*([a-z][\w-]*)([\s\S]*)$/i.exec(body) ?? []
  if (!name) return null
  const input = readInput(given.replace(/\\$/, '').trim())
  return input && { name: inSnakeCase(name), input }
}

function readInput(given: string): Record<string, unknown> | null {
  const bare = given.replace(/^[:|,]?\s*/, '').replace(/^\(([\s\S]*)\)$/, '$1')
  if (bare.trim() === '') return {}
  try {
    const input: unknown = JSON.parse(bare)
    return typeof input === 'object' && !Array.isArray(input)
      ? (input as Record<string, unknown> | null)
      : null
  } catch {
    return null
  }
}

/** `bookAppointment`, `BOOK-APPOINTMENT` → `book_appointment` */
function inSnakeCase(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
}
