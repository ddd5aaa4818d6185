/** Which of the clinic's services, and which of its practitioners, a message names. */
import { foldText } from './fold.ts'
import type { NamedService } from './question.ts'
import { sameThing } from './service-words.ts'
import { isLike } from './spelling.ts'

export interface Named {
  id: string
  start: number
  end: number
}

interface Phrase {
  id: string
  words: string[]
  /** How much of the service it names: its own name counts most. */
  weight: number
  /** Of each word, 0 to 1: how well it tells this service from the others. */
  worth: number[]
  /** Words that mean nothing one by one: `limpieza facial`. */
  together: string[]
}

interface Word {
  text: string
  start: number
  end: number
}

/** Words that stand in many names and tell none of them apart. */
const common = new Set(
  'treatment treatments session sessions appointment visit service services the a an of and for with in at to minutes min full new patient tratamiento tratamientos sesion sesiones cita visita servicio de del la el los las y con para en un una por'.split(
    ' ',
  ),
)

const phrasesOf = new WeakMap<readonly NamedService[], Phrase[]>()

/** The one service meant; null where none is, or several equally. */
export function findService(text: string, services: readonly NamedService[]): Named | null {
  if (services.length === 0) return null
  let phrases = phrasesOf.get(services)
  if (!phrases) {
    phrases = weighed(services.flatMap(phrasesFor))
    phrasesOf.set(services, phrases)
  }
  const words = wordsOf(text)
  const best = new Map<string, { score: number; place: Named }>()
  for (const phrase of phrases) {
    const hit = match(phrase, words)
    const before = best.get(phrase.id)
    if (hit && (!before || hit.score > before.score)) {
      best.set(phrase.id, { score: hit.score, place: { id: phrase.id, start: hit.start, end: hit.end } })
    }
  }
  const ranked = [...best.values()]
    .filter(({ place }) => !isDeclined(text, place))
    .sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  if (!first || (second && second.score > first.score - 0.001)) return null
  return first.place
}

function isDeclined(text: string, { start }: Named): boolean {
  return /\b(?:not|no|instead of|rather than|en vez de|en lugar de|don'?t want|no quiero)(?: (?:a|an|the|el|la|un|una|for))* $/.test(
    text.slice(0, start),
  )
}

/** A word that stands for several services tells less than one that stands for one. */
function weighed(phrases: Phrase[]): Phrase[] {
  const owners = new Map<string, Set<string>>()
  for (const { id, words } of phrases) {
    for (const word of words) owners.set(word, (owners.get(word) ?? new Set()).add(id))
  }
  return phrases.map((phrase) => ({
    ...phrase,
    worth: phrase.words.map((word) => 1 / (owners.get(word)?.size ?? 1)),
  }))
}

/** Its name, its synonyms, and both with other words for the same things. */
function phrasesFor({ id, name, synonyms = [] }: NamedService): Phrase[] {
  const own = [name, ...synonyms].map((text) => contentOf(foldText(text))).filter((words) => words.length > 0)
  const phrases = own.map((words) => ({
    id,
    words,
    weight: 1,
    worth: [] as number[],
    together: [] as string[],
  }))
  for (const words of own) {
    for (const line of sameThing) {
      const there = line.map((each) => each.split(' ')).find((each) => contains(words, each))
      if (!there) continue
      for (const other of line) {
        const replaced = contentOf(
          [...words.filter((word) => !there.includes(word)), ...other.split(' ')].join(' '),
        )
        phrases.push({
          id,
          words: replaced,
          weight: 0.95,
          worth: [],
          together: other.includes(' ') ? contentOf(other) : [],
        })
      }
    }
  }
  return phrases
}

function contains(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((each) => words.includes(each))
}

function contentOf(text: string): string[] {
  return text.split(/[^a-z0-9]+/).filter((word) => word !== '' && !common.has(word))
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[a-z0-9]+/g)].map((each) => ({
    text: each[0],
    start: each.index,
    end: each.index + each[0].length,
  }))
}

/** Three tenths of what a phrase says must be said to name it: `laser` for laser hair removal. */
function match(
  { words, weight, worth, together }: Phrase,
  said: readonly Word[],
): { score: number; start: number; end: number } | null {
  let whole = 0
  let there = 0
  const hits: Word[] = []
  words.forEach((wanted, i) => {
    whole += worth[i] ?? 1
    const hit = said.find((each) => each.text === wanted) ?? said.find((each) => isSame(each.text, wanted))
    if (!hit) {
      if (together.includes(wanted)) whole += 10
      return
    }
    there += worth[i] ?? 1
    hits.push(hit)
  })
  const share = there / whole
  const letters = hits.reduce((sum, { text }) => sum + text.length, 0)
  if (share < 0.3 || letters < 3) return null
  const start = Math.min(...hits.map((each) => each.start))
  const end = Math.max(...hits.map((each) => each.end))
  // Of two that are said in full, the one that says more.
  return { score: weight * share + 0.1 * there, start, end }
}

/** Words one slip beside a service. */
const ordinary = new Set(
  'later layer filter feeler clear lasted lager fatal social feel feed poll pill peer meet hear'.split(' '),
)

function isSame(said: string, wanted: string): boolean {
  if (ordinary.has(said)) return false
  if (isLike(said, wanted)) return true
  const [short, long] = said.length < wanted.length ? [said, wanted] : [wanted, said]
  return short.length >= 3 && (long === `${short}s` || long === `${short}es`)
}

const noPreference =
  /\b(?:any(?:one|body| (?:doctor|dentist|therapist|provider|practitioner|nurse|stylist|injector|of them))|whoever|no preference|does ?n.?t matter who|cualquiera|quien sea|el que sea|la que sea|me da igual (?:quien|con quien)|sin preferencia)\b/

/** The practitioner named, `'any'` where it does not matter, null where nobody is. */
export function findPractitioner(
  text: string,
  practitioners: readonly { id: string; name: string }[],
): Named | 'any' | null {
  const words = wordsOf(text)
  let best: (Named & { score: number }) | null = null
  let isTied = false
  for (const { id, name } of practitioners) {
    const parts = foldText(name)
      .split(/[^a-z]+/)
      .filter((part) => part.length > 1 && !titles.has(part))
    const hits = parts.flatMap((part) =>
      words.filter((word) => word.text === part || (part.length >= 5 && isLike(word.text, part))).slice(0, 1),
    )
    if (hits.length === 0) continue
    const isOne = hits.length === 1 && parts.length > 1
    const hit = hits[0] as Word
    if (
      isOne &&
      everyday.has(hit.text) &&
      !/\b(?:dr|dra|doctor|doctora|with|con|see|ver a)\.? $/.test(text.slice(0, hit.start))
    )
      continue
    const score = hits.length / parts.length + hits.length
    isTied = best !== null && score === best.score
    if (!best || score > best.score) {
      best = {
        id,
        score,
        start: Math.min(...hits.map((each) => each.start)),
        end: Math.max(...hits.map((each) => each.end)),
      }
    }
  }
  if (best && !isTied)
    return isDeclined(text, best) ? null : { id: best.id, start: best.start, end: best.end }
  if (best === null && noPreference.test(text)) return 'any'
  return best === null ? byTitle(text, practitioners) : null
}

const roles: [said: RegExp, title: RegExp][] = [
  [/\b(?:(?:the|la) (?:nurse|enfermera)|el enfermero)\b/, /^(?:nurse|enfermer[oa]|rn|np)\b/],
  [/\b(?:the doctor|el doctor|la doctora|the dr|la dra|el dr)\b/, /^(?:dr|dra|doctor|doctora)\b/],
]

/** `with the nurse`, where there is one. */
function byTitle(text: string, practitioners: readonly { id: string; name: string }[]): Named | null {
  for (const [said, title] of roles) {
    const match = said.exec(text)
    const those = match ? practitioners.filter(({ name }) => title.test(foldText(name))) : []
    if (match && those.length === 1) {
      return { id: (those[0] as { id: string }).id, start: match.index, end: match.index + match[0].length }
    }
  }
  return null
}

const titles = new Set('dr dra doctor doctora prof mr mrs ms md dds phd nurse np rn pa lic'.split(' '))

/** Names that are words as well. */
const everyday = new Set(
  'great salon hair dental dentist dentistry care family smile smiles center centre clinic beauty spa studio barber shop cuts style nails health medical group institute best first city new care medicine the and of image classic modern perfect total elite may june april august grace hope will mark art rose joy faith summer autumn dawn sky may day long short young white black brown green king price bell love best good hill wood stone field park rich major sol luz mar rosa angel cruz flores rey reyes leon paz blanca clara alba consuelo esperanza soledad victoria'.split(
    ' ',
  ),
)
