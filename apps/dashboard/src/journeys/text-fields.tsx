import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { templatesQuery } from '../queries.ts'
import type { Flaws } from './journey-editor.tsx'
import type { Step } from './journey-queries.ts'

type StepText = Extract<Step, { do: 'message' }>['text']
type Language = 'en' | 'es'
type Member = 'chat' | 'subject' | 'body'

/** The text of a step in both languages, with what may be put in. */
export function TextFields({
  text,
  flaws,
  onChange,
}: {
  text: StepText
  flaws: Flaws
  onChange: (text: StepText) => void
}) {
  const [wanted, setLanguage] = useState<Language>('en')
  const language = flawedLanguage(flaws, wanted)
  const variables = useQuery(templatesQuery).data?.variables ?? []
  const last = useRef<{ member: Member; field: HTMLTextAreaElement | HTMLInputElement } | null>(null)
  const { email } = text
  const flaw = (member: Member) =>
    flaws[member === 'chat' ? `text.chat.${language}` : `text.email.${language}.${member}`]
  const textOf = (member: Member) =>
    member === 'chat' ? text.chat[language] : (email?.[language][member] ?? '')

  function change(member: Member, value: string) {
    if (member === 'chat') onChange({ ...text, chat: { ...text.chat, [language]: value } })
    else if (email)
      onChange({ ...text, email: { ...email, [language]: { ...email[language], [member]: value } } })
  }
  /** Where the cursor was last; else at the end of the text. */
  function insert(name: string) {
    const gap = `{{${name}}}`
    const { member, field } = last.current ?? { member: 'chat' as const, field: null }
    const before = textOf(member)
    const at = field?.selectionStart ?? before.length
    change(member, before.slice(0, at) + gap + before.slice(field?.selectionEnd ?? at))
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + gap.length, at + gap.length)
    })
  }
  const field = (member: Member) => ({
    value: textOf(member),
    error: flaw(member),
    lang: language,
    onFocus: (event: React.FocusEvent<HTMLTextAreaElement | HTMLInputElement>) => {
      last.current = { member, field: event.currentTarget }
    },
    onChange: (event: React.ChangeEvent<HTMLTextAreaElement | HTMLInputElement>) =>
      change(member, event.currentTarget.value),
  })

  return (
    <div className="stack-tight">
      <SegmentedControl
        aria-label="Language of the text"
        value={language}
        onChange={(value) => setLanguage(value as Language)}
        data={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
      />
      <Textarea
        label="Text"
        description="For text messages, WhatsApp and the like; by e-mail too, where no e-mail is written below."
        autosize
        minRows={3}
        maxLength={1000}
        {...field('chat')}
      />
      {email && (
        <>
          <TextInput label="E-mail: subject" maxLength={200} {...field('subject')} />
          <Textarea label="E-mail: text" autosize minRows={5} maxLength={10_000} {...field('body')} />
        </>
      )}
      <fieldset className="variables">
        <legend>Put in what is known</legend>
        {variables.map(({ name, meaning }) => (
          <button key={name} type="button" title={meaning} onClick={() => insert(name)}>
            {meaning.split(/[;,]/)[0]}
            <span className="visually-hidden">, put in {`{{${name}}}`}</span>
          </button>
        ))}
      </fieldset>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            const { email: _, ...rest } = text
            onChange(
              email ? rest : { ...rest, email: { en: firstMail(text, 'en'), es: firstMail(text, 'es') } },
            )
          }}
        >
          {email ? 'Take the e-mail away' : 'Write a longer e-mail'}
        </Button>
      </div>
    </div>
  )
}

const firstMail = (text: StepText, language: Language) => ({
  subject: '{{clinic_name}}',
  body: text.chat[language],
})

/** The other one, where only that has something to mend. */
function flawedLanguage(flaws: Flaws, wanted: Language): Language {
  const has = (language: Language) => Object.keys(flaws).some((path) => path.split('.').includes(language))
  const other = wanted === 'en' ? 'es' : 'en'
  return !has(wanted) && has(other) ? other : wanted
}
