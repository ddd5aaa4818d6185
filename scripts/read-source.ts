// Reads what the house check needs to know of a TypeScript source: its words and texts, and its imports. A parser would
// be a dependency; this one is fooled only by a backtick in JSX text or a regular expression right after `)` or `}`.

export interface Token {
  kind: 'word' | 'mark' | 'text'
  /** Of a text: what stands between the quotes, escapes as written. A template gives one text for each piece. */
  value: string
  line: number
  isTemplate?: boolean
}

export interface ReadImport {
  line: number
  /** As written; null for `import(expression)`. */
  specifier: string | null
  /** Names taken as values; `*` for all. Empty where only types are taken. */
  values: string[]
}

/** Every import of a file: static, type-only, re-exporting, dynamic, and `require`. */
export function readImports(tokens: Token[]): ReadImport[] {
  return tokens.flatMap((token, i): ReadImport[] => {
    if (token.kind !== 'word' || tokens[i - 1]?.value === '.') return []
    if (token.value === 'import' || token.value === 'require') {
      if (isMark(tokens[i + 1], '(')) return readCall(tokens, i)
      if (token.value === 'require') return []
      if (tokens[i + 1]?.kind === 'text') {
        return [{ line: token.line, specifier: tokens[i + 1]?.value ?? '', values: ['*'] }]
      }
      return readClause(tokens, i)
    }
    if (token.value !== 'export') return []
    const start = tokens[i + 1]?.value === 'type' ? i + 2 : i + 1
    if (isMark(tokens[start], '*')) return readClause(tokens, i)
    if (!isMark(tokens[start], '{')) return []
    const end = tokens.findIndex((each, at) => at > start && isMark(each, '}'))
    return tokens[end + 1]?.value === 'from' ? readClause(tokens, i) : []
  })
}

/** `import('x')`, `require('x')`, and `import(expression)`, whose specifier is null. */
function readCall(tokens: Token[], i: number): ReadImport[] {
  const { line, value } = tokens[i] as Token
  const argument = tokens[i + 2]
  if (argument?.kind === 'text' && (isMark(tokens[i + 3], ')') || isMark(tokens[i + 3], ','))) {
    return [{ line, specifier: argument.value, values: ['*'] }]
  }
  let depth = 0
  const end = tokens.findIndex((token, at) => {
    if (at <= i) return false
    if (isMark(token, '(')) depth++
    if (isMark(token, ')')) depth--
    return depth === 0
  })
  // A method that is called `import` is followed by its body or type.
  const isMethod = isMark(tokens[end + 1], '{') || isMark(tokens[end + 1], ':')
  return value === 'require' || isMethod ? [] : [{ line, specifier: null, values: ['*'] }]
}

/** From `import` or `export` up to `from '…'`. */
function readClause(tokens: Token[], start: number): ReadImport[] {
  const { line } = tokens[start] as Token
  for (let i = start + 1; i < tokens.length; i++) {
    const [token, next] = [tokens[i] as Token, tokens[i + 1]]
    if (token.kind === 'mark' && /[;=(:.]/.test(token.value)) return []
    if (token.kind === 'word' && token.value === 'from' && next?.kind === 'text') {
      return [{ line, specifier: next.value, values: readValues(tokens.slice(start + 1, i)) }]
    }
  }
  return []
}

function readValues(clause: Token[]): string[] {
  if (clause[0]?.value === 'type' && clause.length > 1 && !isMark(clause[1], ',')) return []
  const values: string[] = []
  let isStart = true
  for (const [i, token] of clause.entries()) {
    if (token.kind === 'mark' && /[{,}]/.test(token.value)) isStart = true
    else if (isStart) {
      isStart = false
      const following = clause[i + 1]
      const isType = token.value === 'type' && following?.kind === 'word' && following.value !== 'as'
      if (!isType) values.push(token.value)
    }
  }
  return values
}

function isMark(token: Token | undefined, value: string) {
  return token?.kind === 'mark' && token.value === value
}

const wordsBeforeRegex = /^(return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/
const oneToken = new RegExp(
  [
    /(?<space>\s+|\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|^#!.*)/,
    /(?<word>[\w$#@\u0080-\uffff]+)/,
    // A quote that is not closed on its line is an apostrophe in JSX; it must not swallow the rest of the file.
    /(?<text>'(?:\\[\s\S]|[^'\\\n])*(?:'|(?=\n)|$)|"(?:\\[\s\S]|[^"\\\n])*(?:"|(?=\n)|$))/,
    /(?<mark>[\s\S])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
)
const regexLiteral = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y
const templatePiece = /((?:\\[\s\S]|\$(?!\{)|[^`\\$])*)(`|\$\{|$)/y

/** Splits a source into words, marks and texts; comments, and regular expressions, are dropped. */
export function scan(source: string): Token[] {
  const tokens: Token[] = []
  // One entry for each `${` that is open, counting the braces inside it.
  const templates: number[] = []
  let at = 0
  let line = 1
  const advance = (length: number) => {
    line += source.slice(at, at + length).split('\n').length - 1
    at += length
  }
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(source)
  }
  const readTemplate = () => {
    const [whole = '', value = '', end] = match(templatePiece) ?? []
    tokens.push({ kind: 'text', value, line, isTemplate: true })
    if (end === '${') templates.push(0)
    advance(whole.length)
  }

  while (at < source.length) {
    const before = tokens.at(-1)
    const isDivision =
      before?.kind === 'text' ||
      (before?.kind === 'word' && !wordsBeforeRegex.test(before.value)) ||
      // After `<` it closes a JSX element.
      (before?.kind === 'mark' && /[)\]}<]/.test(before.value))
    const regex = source[at] === '/' && !isDivision ? match(regexLiteral) : null
    if (regex) {
      // Left as a text without content, so that what follows is read as a division again.
      tokens.push({ kind: 'text', value: '', line })
      advance(regex[0].length)
      continue
    }
    const { space, word, text, mark = '' } = match(oneToken)?.groups ?? {}
    if (space) advance(space.length)
    else if (word) {
      tokens.push({ kind: 'word', value: word, line })
      advance(word.length)
    } else if (text) {
      tokens.push({ kind: 'text', value: text.replace(/^['"]|['"]$/g, ''), line })
      advance(text.length)
    } else if (mark === '`') {
      advance(1)
      readTemplate()
    } else if (mark === '}' && templates.at(-1) === 0) {
      templates.pop()
      advance(1)
      readTemplate()
    } else {
      const open = templates.length - 1
      if (mark === '{' && open >= 0) templates[open] = (templates[open] ?? 0) + 1
      if (mark === '}' && open >= 0) templates[open] = (templates[open] ?? 0) - 1
      tokens.push({ kind: 'mark', value: mark, line })
      advance(mark.length)
    }
  }
  return tokens
}
