/**
 * In which language a visitor reads the booking page, and its words. A language is one file in languages/: the page
 * offers every one that lies there. Dates, times and prices are Intl's.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import english from './languages/en.json' with { type: 'json' }

export type Phrase = keyof typeof english

/** A text with `{gaps}`; where it depends on a number, one for each of the language's plural forms (CLDR). */
export type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>

export type Catalogue = Partial<Record<Phrase, Text>>

/** How one visitor is spoken to. */
export interface Speech {
  /** Of the catalogue: `es`. */
  language: string
  /** For Intl: `es-MX`. */
  locale: string
  direction: 'ltr' | 'rtl'
  /** A gap that is called `count` chooses the plural form. */
  say(phrase: Phrase, values?: Record<string, string | number>): string
}

const FOLDER = join(import.meta.dirname, 'languages')
const OTHERWISE = 'en'

const catalogues: ReadonlyMap<string, Catalogue> = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))]),
)

export const LANGUAGES: readonly string[] = [...catalogues.keys()]

export function catalogueOf(language: string): Catalogue {
  return catalogues.get(language) ?? {}
}

/**
 * What the visitor chose, else the first language of the browser's (RFC 9110 §12.5.4) that there is, else the clinic's.
 * The browser's region decides how dates and times are written, the clinic's country where it names none.
 */
export function speakTo(visitor: {
  chosen: string | null
  acceptLanguage: string | null
  clinic: { locale: string; country: string }
}): Speech {
  const { clinic } = visitor
  const accepted = tagsOf(visitor.acceptLanguage)
  const wanted = [...(visitor.chosen ? [visitor.chosen] : []), ...accepted.map(({ language }) => language)]
  const home = new Intl.Locale(clinic.locale)
  const language = [...wanted, home.language].find((each) => catalogues.has(each)) ?? OTHERWISE
  const tag = [...accepted, home].find((each) => each.language === language) ?? new Intl.Locale(language)
  return speechOf(new Intl.Locale(language, { region: tag.region ?? clinic.country }).toString())
}

const speeches = new Map<string, Speech>()

function speechOf(locale: string): Speech {
  const known = speeches.get(locale)
  if (known) return known
  const { language, ...tag } = aboutLocale(locale)
  const plural = new Intl.PluralRules(locale)
  const speech: Speech = {
    language,
    locale,
    direction: tag.direction,
    say(phrase, values = {}) {
      const text = catalogues.get(language)?.[phrase] ?? (english[phrase] as Text)
      const form = typeof text === 'string' ? text : formOf(text, plural.select(Number(values.count)))
      return form.replace(/\{(\w+)\}/g, (_, gap: string) => String(values[gap] ?? ''))
    },
  }
  // Anybody may send any region.
  if (speeches.size < 1000) speeches.set(locale, speech)
  return speech
}

function formOf(text: Exclude<Text, string>, rule: Intl.LDMLPluralRule): string {
  return text[rule] ?? text.other ?? ''
}

function aboutLocale(locale: string): { language: string; direction: 'ltr' | 'rtl' } {
  const tag = new Intl.Locale(locale)
  const isRightToLeft = /^(ar|fa|he|ur|ps|yi|dv|ug)$/.test(tag.language)
  return { language: tag.language, direction: isRightToLeft ? 'rtl' : 'ltr' }
}

/** Of an Accept-Language header, the most wanted first; what is no tag is left out. */
function tagsOf(header: string | null): Intl.Locale[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.trim(), weight: weight ? Number(weight.trim().slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => {
      try {
        const { language, region } = new Intl.Locale(tag)
        return [new Intl.Locale(language, region ? { region } : {})]
      } catch {
        return []
      }
    })
}

/** What a language calls itself: `English`, `Español`. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
