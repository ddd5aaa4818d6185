/** Below a text of a service: the same in the other languages of the clinic, folded away where there is nothing yet. */
import { Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useClinic } from '../../queries.ts'
import type { ServiceFormState } from './service-form.tsx'
import { languagesBeside, nameOfLanguage, type TranslatedText } from './translation-values.ts'

export interface OtherLanguage {
  /** `es` */
  code: string
  /** `Español` */
  name: string
}

export function InOtherLanguages({
  hasWords,
  children,
}: {
  hasWords: (language: string) => boolean
  children: (language: OtherLanguage) => ReactNode
}) {
  const languages = languagesBeside(useClinic().locale)
  return languages.map((code) => (
    <InLanguage key={code} name={nameOfLanguage(code)} code={code} isGiven={hasWords(code)}>
      {children({ code, name: nameOfLanguage(code) })}
    </InLanguage>
  ))
}

/** Open where there was something at first: it must not fold away under whoever empties it. */
function InLanguage({
  name,
  code,
  isGiven,
  children,
}: OtherLanguage & { isGiven: boolean; children: ReactNode }) {
  const [isOpen] = useState(isGiven)
  return (
    <details className="folded in-language" open={isOpen || undefined}>
      <summary lang={code}>{name}</summary>
      <div>{children}</div>
    </details>
  )
}

export function TextInOtherLanguages({
  form,
  text,
  label,
  maxLength,
}: {
  form: ServiceFormState
  text: TranslatedText
  /** Of the text in the first language. */
  label: string
  maxLength: number
}) {
  return (
    <InOtherLanguages hasWords={(language) => Boolean(form.values.translations[language]?.[text])}>
      {({ code, name }) => {
        const shared = {
          'aria-label': `${label}, ${name}`,
          lang: code,
          maxLength,
          ...form.getInputProps(`translations.${code}.${text}`),
        }
        return text === 'name' ? <TextInput {...shared} /> : <Textarea autosize minRows={2} {...shared} />
      }}
    </InOtherLanguages>
  )
}
