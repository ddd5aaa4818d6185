/** A service's texts in other languages, as its form holds them: every field is there, and empty means as in the first one. */
import type { Schemas, Service } from '../../api.ts'

type Translations = NonNullable<Service['translations']>

/** In which patients are spoken to. */
const LANGUAGES = ['en', 'es'] as const

const TEXTS = ['name', 'description', 'consultation_text', 'benefit_text', 'consent_text'] as const
export type TranslatedText = (typeof TEXTS)[number]

/** By language. */
export type TextTranslations = Record<string, Record<TranslatedText, string>>
/** By language; of a choice the options, one on each line, in the order of the first language's. */
export type QuestionTranslations = Record<string, { label: string; options: string }>

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
      const lines = options.map((option) => labels.get(option) ?? '')
      return [language, { label: words?.label ?? '', options: lines.join('\n').trimEnd() }]
    }),
  )
}

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
      const lines = (each[language]?.options ?? '').split('\n').map((line) => line.trim())
      const chosen = options.flatMap((option, place) =>
        lines[place] ? [{ option, label: lines[place] }] : [],
      )
      if (!label && chosen.length === 0) return []
      return [{ id, ...(label ? { label } : {}), ...(chosen.length > 0 ? { options: chosen } : {}) }]
    })
    if (asked.length > 0) words.questions = asked
    if (Object.keys(words).length > 0) translations[language] = words
  }
  return translations
}
