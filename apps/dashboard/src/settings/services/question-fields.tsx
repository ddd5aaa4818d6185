/** One question of the booking page: its words, how it is answered, and its place among the others. */
import '@mantine/core/styles/Checkbox.css'
import { ActionIcon, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '../../icons.ts'
import { OrderButtons } from '../order.tsx'
import { InOtherLanguages } from './in-other-languages.tsx'
import type { ServiceFormState } from './service-form.tsx'
import type { QuestionKind } from './service-values.ts'

const KINDS: Record<QuestionKind, string> = {
  text: 'One line',
  longtext: 'Several lines',
  choice: 'A choice',
  checkbox: 'Yes or no',
  date: 'A date',
  phone: 'A phone number',
  email: 'An e-mail address',
}

export function QuestionFields({ form, index, of }: { form: ServiceFormState; index: number; of: number }) {
  const question = form.values.questions[index]
  if (!question) return null
  const name = question.label.trim() || `question ${index + 1}`
  const at = `questions.${index}`
  return (
    <li className="question">
      {of > 1 && (
        <OrderButtons
          name={name}
          place={index}
          of={of}
          onMove={(by) => form.reorderListItem('questions', { from: index, to: index + by })}
        />
      )}
      <div className="question-main">
        <div className="question-line">
          <TextInput label={`Question ${index + 1}`} maxLength={200} {...form.getInputProps(`${at}.label`)} />
          <NativeSelect
            label="Answered by"
            data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps(`${at}.kind`)}
          />
        </div>
        {question.kind === 'choice' && (
          <Textarea
            label="What can be chosen"
            description="One on each line."
            autosize
            minRows={3}
            {...form.getInputProps(`${at}.options`)}
          />
        )}
        <InOtherLanguages
          hasWords={(language) =>
            Boolean(question.words[language]?.label || question.words[language]?.options)
          }
        >
          {({ code, name: language }) => (
            <div className="stack-tight">
              <TextInput
                aria-label={`Question ${index + 1}, ${language}`}
                lang={code}
                maxLength={200}
                {...form.getInputProps(`${at}.words.${code}.label`)}
              />
              {question.kind === 'choice' && (
                <Textarea
                  aria-label={`What can be chosen at question ${index + 1}, ${language}`}
                  description="One on each line, in the same order."
                  lang={code}
                  autosize
                  minRows={2}
                  {...form.getInputProps(`${at}.words.${code}.options`)}
                />
              )}
            </div>
          )}
        </InOtherLanguages>
        <Checkbox label="Must be answered" {...form.getInputProps(`${at}.required`, { type: 'checkbox' })} />
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className="plain-icon"
        aria-label={`Take away ${name}`}
        onClick={() => form.removeListItem('questions', index)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  )
}
