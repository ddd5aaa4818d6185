import '@mantine/core/styles/Checkbox.css'
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import type { Service } from '../api.ts'

type Question = Service['questions'][number]

/** What has been answered of this service's questions; answers to another service's stay on the form only. */
export function asksFor(
  { questions }: Pick<Service, 'questions'>,
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(questions.map(({ id }) => [id, answers[id] ?? '']))
}

/** What the service asks on its page. Nothing is demanded of staff: who calls does not know everything yet. */
export function BookingQuestions({
  questions,
  value,
  onChange,
}: {
  questions: readonly Question[]
  value: Readonly<Record<string, string>>
  onChange: (id: string, text: string) => void
}) {
  return (
    <fieldset className="booking-questions">
      <legend className="form-label">Questions of the service</legend>
      {questions.map((question) => (
        <QuestionField
          key={question.id}
          question={question}
          value={value[question.id] ?? ''}
          onChange={(text) => onChange(question.id, text)}
        />
      ))}
    </fieldset>
  )
}

const TYPES = { text: 'text', phone: 'tel', email: 'email', date: 'date' } as const

function QuestionField({
  question,
  value,
  onChange,
}: {
  question: Question
  value: string
  onChange: (text: string) => void
}) {
  const { label, kind, required, options } = question
  const description = required ? 'Patients have to answer it; you may leave it for later.' : undefined
  switch (kind) {
    case 'choice':
      return (
        <Select
          label={label}
          description={description}
          placeholder="Not answered"
          data={options ?? []}
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable
        />
      )
    case 'checkbox':
      return (
        <Checkbox
          label={label}
          description={description}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
        />
      )
    case 'longtext':
      return (
        <Textarea
          label={label}
          description={description}
          autosize
          minRows={2}
          maxLength={3000}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    default:
      return (
        <TextInput
          type={TYPES[kind]}
          label={label}
          description={description}
          maxLength={300}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
  }
}
