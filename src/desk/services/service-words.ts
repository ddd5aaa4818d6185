/** A service's texts in the languages of its patients, beside the clinic's first one, in which the service itself is kept. */
import type { Question, Service, ServiceFields } from './service.ts'

/** What is not given is read in the first language. */
export interface ServiceWords {
  name?: string
  description?: string
  consultationText?: string
  benefitText?: string
  consentText?: string
  questions?: QuestionWords[]
}

export interface QuestionWords {
  /** Of the question. */
  id: string
  label?: string
  /** Each beside the option of the first language that it stands for, so that none can stand for another one. */
  options?: { option: string; label: string }[]
}

/** By language, as BCP 47 has it without a region: `es`. */
export type Translations = Record<string, ServiceWords>

const TEXTS = ['name', 'description', 'consultationText', 'benefitText', 'consentText'] as const

/**
 * The service as a patient of this language reads it, text by text. Its questions know their first words (`first`), in
 * which `answerTo` keeps what is answered.
 */
export function inLanguage(service: Service, language: string): Service {
  const words = service.translations[language]
  if (!words) return service
  const { questions = [], ...texts } = words
  return {
    ...service,
    ...texts,
    questions: service.questions.map((question) => {
      const translated = questions.find(({ id }) => id === question.id)
      return translated ? questionIn(question, translated) : question
    }),
  }
}

function questionIn(question: Question, { label, options = [] }: QuestionWords): Question {
  const wordsOf = new Map(options.map((each) => [each.option, each.label]))
  const first = { label: question.label, options: question.options }
  return {
    ...question,
    label: label ?? question.label,
    ...(question.options ? { options: question.options.map((option) => wordsOf.get(option) ?? option) } : {}),
    first,
  }
}

/** An answer as it is kept, for staff to read: question and choice in the first language, what was typed as it was. */
export function answerTo(question: Question, value: string): { key: string; label: string; value: string } {
  const { id, first, options = [] } = question
  const chosen = options.indexOf(value)
  return { key: id, label: first?.label ?? question.label, value: first?.options?.[chosen] ?? value }
}

/** Every name that the service bears, in whatever language; the first language's first. */
export function namesOf({ name, translations }: Pick<Service, 'name' | 'translations'>): string[] {
  return [name, ...Object.values(translations).flatMap((words) => words.name ?? [])]
}

/** Whether patients have to agree anew: the text that they would read is another one, in some language. */
export function isConsentChanged(known: ServiceFields, fields: ServiceFields): boolean {
  const textsOf = ({ consentText, translations }: ServiceFields) =>
    JSON.stringify([
      consentText,
      ...languagesOf(translations).flatMap((language) => {
        const translated = translations[language]?.consentText
        return translated ? [[language, translated]] : []
      }),
    ])
  return textsOf(known) !== textsOf(fields)
}

/**
 * Where two options of a question read the same in a language, so that nobody knew which one a patient chose: the question's
 * place among the words of that language. An option without words of its own is read in the first language.
 */
export function optionsAlike({ translations, questions }: Pick<ServiceFields, 'translations' | 'questions'>) {
  for (const language of languagesOf(translations)) {
    const place = (translations[language]?.questions ?? []).findIndex((words) => {
      const question = questions.find(({ id }) => id === words.id)
      const [kept] = tidyQuestion(words, questions)
      return question && kept && isAnyAlike(question.options ?? [], questionIn(question, kept).options ?? [])
    })
    if (place >= 0) return { language, place }
  }
  return null
}

function isAnyAlike(options: readonly string[], labels: readonly string[]): boolean {
  const fold = (text = '') => text.trim().toLowerCase()
  const read = new Map<string, string>()
  return options.some((option, place) => {
    const label = fold(labels[place])
    const other = read.get(label)
    read.set(label, fold(option))
    return other !== undefined && other !== fold(option)
  })
}

/** Without what is empty, and without words of texts, questions and options that the service has no longer. */
export function tidyTranslations(fields: ServiceFields): Translations {
  const { translations, questions } = fields
  const tidied = languagesOf(translations).map((language) => {
    const words = translations[language] ?? {}
    const texts = TEXTS.flatMap((text) => {
      const said = words[text]?.trim()
      return said && fields[text]?.trim() ? [[text, said] as const] : []
    })
    const asked = (words.questions ?? []).flatMap((each) => tidyQuestion(each, questions))
    return [
      language,
      { ...Object.fromEntries(texts), ...(asked.length > 0 ? { questions: asked } : {}) },
    ] as const
  })
  return Object.fromEntries(tidied.filter(([, words]) => Object.keys(words).length > 0))
}

function tidyQuestion({ id, label, options = [] }: QuestionWords, questions: Question[]): QuestionWords[] {
  const question = questions.find((each) => each.id === id)
  if (!question) return []
  const kept = options.filter((each) => question.options?.includes(each.option) && each.label.trim())
  const said = label?.trim()
  if (!said && kept.length === 0) return []
  return [{ id, ...(said ? { label: said } : {}), ...(kept.length > 0 ? { options: kept } : {}) }]
}

/** Sorted: the order in which they were given says nothing. */
function languagesOf(translations: Translations): string[] {
  return Object.keys(translations).toSorted()
}
