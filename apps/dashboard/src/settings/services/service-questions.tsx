/** What patients are asked when they book, and what they agree to. */
import { Button, Textarea } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { useRef } from 'react'
import { IconPlus } from '../../icons.ts'
import { Section } from '../../parts/page.tsx'
import { TextInOtherLanguages } from './in-other-languages.tsx'
import { QuestionFields } from './question-fields.tsx'
import type { PartProps } from './service-parts.tsx'
import { questionTranslationsOf } from './translation-values.ts'

export function ServiceQuestions({
  id,
  title,
  form,
  consentVersion,
}: PartProps & {
  /** Of the text as it is kept; null where there is none. */
  consentVersion: number | null
}) {
  const { questions } = form.values
  const list = useRef<HTMLOListElement>(null)
  const isConsentChanged =
    form.isDirty('consent_text') ||
    Object.keys(form.values.translations).some((language) =>
      form.isDirty(`translations.${language}.consent_text`),
    )
  function add() {
    form.insertListItem('questions', {
      id: randomId('question-'),
      label: '',
      kind: 'text',
      required: false,
      options: '',
      words: questionTranslationsOf({ id: '' }),
    })
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus())
  }
  return (
    <Section
      id={id}
      title={title}
      about="Name, phone and e-mail are always asked. Each further question costs bookings: ask what you need before the visit."
    >
      <ol className="questions" ref={list}>
        {questions.map((question, index) => (
          <QuestionFields key={question.id} form={form} index={index} of={questions.length} />
        ))}
      </ol>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        disabled={questions.length >= 50}
        onClick={add}
      >
        Add a question
      </Button>
      <div className="consent">
        <Textarea
          label="Consent text"
          description="Patients tick it before they book. Empty: nothing to agree to."
          autosize
          minRows={2}
          maxLength={4000}
          {...form.getInputProps('consent_text')}
        />
        <TextInOtherLanguages form={form} text="consent_text" label="Consent text" maxLength={4000} />
        {consentVersion !== null && (
          <p className="muted small">
            {isConsentChanged
              ? `Saved as version ${consentVersion + 1}. Who agreed to version ${consentVersion} agreed to the text before.`
              : `Version ${consentVersion}. With each booking the version that was agreed to is kept.`}
          </p>
        )}
      </div>
    </Section>
  )
}
