/** A service's texts in other languages, as its form holds them: every field is there, and empty means as in the first one. */
import type { Schemas, Service } from '../../api.ts'

type Translations = NonNullable<Service['translations']>

/** In which patients are spoken to. */
const LANGUAGES = ['en', 'es'] as const

const TEXTS = ['name', 'description', 'consultation_text', 'benefit_text', 'consent_text'] as const
export type TranslatedText = (typeof TEXTS)[number]

/** By language. */
export type TextTranslations = Record<string, Record<TranslatedText, string>>
/** By language. */
export type QuestionTranslations = Record<string, QuestionTexts>
export interface QuestionTexts {
  label: string
  /** Of a choice: one on each line, in the order of the first language's. */
  options: string
  /** Each option as the service had it when it was loaded, beside what it was called; empty: not translated. */
  loaded: readonly OptionLabel[]
}
interface OptionLabel {
  option: string
  label: string
}

/** Those beside the language in which the clinic writes. */
export function languagesBeside(locale: string): string[] {
  const own = locale.split('-')[0]
  return LANGUAGES.filter((language) => language !== own)
}

/** What a language calls itself: `Español`. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

const languagesOf = (translations: Translations) => [...new Set([...LANGUAGES, ...Object.keys(translations)])]

export function textTranslationsOf(translations: Translations = {}): TextTranslations {
  return Object.fromEntries(
    languagesOf(translations).map((language) => [
      language,
      Object.fromEntries(TEXTS.map((text) => [text, translations[language]?.[text] ?? ''])) as Record<
        TranslatedText,
        string
      >,
    ]),
  )
}

export function questionTranslationsOf(
  { id, options = [] }: { id: string; options?: readonly string[] },
  translations: Translations = {},
): QuestionTranslations {
  return Object.fromEntries(
    languagesOf(translations).map((language) => {
      const words = translations[language]?.questions?.find((each) => each.id === id)
      const labels = new Map(words?.options?.map((each) => [each.option, each.label]))
      const loaded = options.map((option) => ({ option, label: labels.get(option) ?? '' }))
      return [language, { label: words?.label ?? '', options: textOf(loaded), loaded }]
    }),
  )
}

/**
 * What the options are called in another language. Lines that were not touched stay with the options that they were loaded
 * for, whatever became of the list; lines that were, stand beside the options of now.
 */
function optionLabels(options: readonly string[], texts: QuestionTexts): OptionLabel[] {
  const lines = touchedLines(texts)
  const labels = new Map(texts.loaded.map(({ option, label }) => [option, label]))
  return options.flatMap((option, place) => {
    const label = lines ? lines[place] : labels.get(option)
    return label ? [{ option, label }] : []
  })
}

/** Without blank ones at the end; null where they are as they were loaded. */
function touchedLines({ options, loaded }: QuestionTexts): string[] | null {
  const lines = options.split('\n').map((line) => line.trim())
  const text = lines.join('\n').trimEnd()
  return text === textOf(loaded) ? null : text.split('\n')
}

const textOf = (labels: readonly OptionLabel[]) =>
  labels
    .map(({ label }) => label.trim())
    .join('\n')
    .trimEnd()

/** Why these labels cannot stand, for whoever wrote them; null where they can. */
export function whyNoLabels(options: readonly string[], texts: QuestionTexts): string | null {
  if ((touchedLines(texts)?.length ?? 0) > options.length) return 'There are more lines than choices'
  return whyLeftBehind(options, texts) ?? whyAlike(options, texts)
}

/** List and lines were both changed, and a line that was left as it was stands beside another option than before. */
function whyLeftBehind(options: readonly string[], texts: QuestionTexts): string | null {
  const { loaded } = texts
  if (options.join('\n') === loaded.map(({ option }) => option).join('\n')) return null
  const left = optionLabels(options, texts).find(({ option, label }) => {
    const owners = loaded.filter((each) => each.label.trim() === label)
    return (
      owners.length > 0 && owners.every((each) => each.option !== option && options.includes(each.option))
    )
  })
  if (!left) return null
  return `“${left.label}” stands beside “${left.option}” now; put the lines in the order of the choices`
}

/** Two options are called the same, so that nobody knew which one a patient chose. The server refuses it too. */
function whyAlike(options: readonly string[], texts: QuestionTexts): string | null {
  const labels = new Map(optionLabels(options, texts).map(({ option, label }) => [option, label]))
  const read = new Map<string, string>()
  for (const option of options) {
    const label = labels.get(option) ?? option
    const other = read.get(fold(label))
    if (other !== undefined && other !== fold(option))
      return `Two choices are called “${label}”; give each its own words`
    read.set(fold(label), fold(option))
  }
  return null
}

const fold = (text: string) => text.trim().toLowerCase()

/** Only what is given; a language without any word is left out. */
export function translationsFrom(
  texts: TextTranslations,
  questions: readonly { id: string; options: readonly string[]; words: QuestionTranslations }[],
): Translations {
  const translations: Translations = {}
  for (const [language, said] of Object.entries(texts)) {
    const words: Schemas['ServiceWords'] = {}
    for (const text of TEXTS) if (said[text].trim()) words[text] = said[text].trim()
    const asked = questions.flatMap(({ id, options, words: each }) => {
      const label = each[language]?.label.trim()
      const chosen = each[language] ? optionLabels(options, each[language]) : []
      if (!label && chosen.length === 0) return []
      return [{ id, ...(label ? { label } : {}), ...(chosen.length > 0 ? { options: chosen } : {}) }]
    })
    if (asked.length > 0) words.questions = asked
    if (Object.keys(words).length > 0) translations[language] = words
  }
  return translations
}
