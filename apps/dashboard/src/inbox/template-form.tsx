import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pathErrors, type Schemas } from '../api.ts'
import { IconSend } from '../icons.ts'
import { FormProblem } from '../parts/loaded.tsx'
import { useSend } from './deeds.ts'
import { type Conversation, usedTemplatesQuery } from './inbox-queries.ts'

type Template = Schemas['ChatTemplate']

const EMPTY: Template = { name: '', language: 'en_US', category: 'utility', pattern: '' }
const NEW = 'new'

/** An approved template with its gaps filled in: those sent before are remembered, another one is copied from the vendor. */
export function TemplateForm({ conversation }: { conversation: Conversation }) {
  const used = useQuery(usedTemplatesQuery(conversation.id)).data?.templates ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const known = used.find((one) => keyOf(one) === chosen) ?? (chosen === null ? used[0] : undefined)
  const [written, setWritten] = useState(EMPTY)
  const [values, setValues] = useState<Record<string, string>>({})
  const template = known ?? written
  const gaps = gapsOf(template.pattern)
  const send = useSend(conversation.id, () => setValues({}))
  const errors = pathErrors(send.error)
  const isComplete =
    template.name.trim() !== '' && template.pattern.trim() !== '' && gaps.every((gap) => values[gap]?.trim())

  function submit() {
    if (!isComplete || send.isPending) return
    const { name, language, category, pattern } = template
    const parameters = gaps.map((gap) => values[gap]?.trim() ?? '')
    send.mutate({
      template: {
        name: name.trim(),
        language: language.trim(),
        category,
        pattern: pattern.trim(),
        parameters,
      },
    })
  }

  return (
    <form
      className="stack template-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {used.length > 0 && (
        <Select
          label="Template"
          data={[
            ...used.map((one) => ({ value: keyOf(one), label: `${one.name} (${one.language})` })),
            { value: NEW, label: 'Another one' },
          ]}
          value={known ? keyOf(known) : NEW}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      {!known && <NewTemplate value={written} onChange={setWritten} errors={errors} />}
      {gaps.map((gap) => (
        <TextInput
          key={gap}
          label={`In place of {{${gap}}}`}
          value={values[gap] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            setValues((before) => ({ ...before, [gap]: value }))
          }}
        />
      ))}
      {template.pattern && (
        <div className="message-text">
          <p className="as-written">
            {template.pattern.replace(
              /\{\{(\d+)\}\}/g,
              (gap, number: string) => values[number]?.trim() || gap,
            )}
          </p>
        </div>
      )}
      <FormProblem error={send.error} />
      <div className="form-end">
        <Button
          type="submit"
          leftSection={<IconSend size={16} />}
          disabled={!isComplete}
          loading={send.isPending}
        >
          Send the template
        </Button>
      </div>
    </form>
  )
}

function NewTemplate({
  value,
  onChange,
  errors,
}: {
  value: Template
  onChange: (template: Template) => void
  errors: Record<string, string>
}) {
  return (
    <>
      <div className="two">
        <TextInput
          label="Name of the template"
          description="As in WhatsApp Manager › Message templates"
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
          error={errors['template.name']}
        />
        <TextInput
          label="Language"
          description="As approved, such as en_US or es_MX"
          value={value.language}
          onChange={(event) => onChange({ ...value, language: event.currentTarget.value })}
          error={errors['template.language']}
        />
      </div>
      <SegmentedControl
        aria-label="Category of the template"
        data={[
          { value: 'utility', label: 'Utility' },
          { value: 'marketing', label: 'Marketing' },
        ]}
        value={value.category}
        onChange={(category) => onChange({ ...value, category: category as Template['category'] })}
      />
      <Textarea
        label="Its text, as approved"
        description="With {{1}}, {{2}} where something is filled in"
        autosize
        minRows={2}
        maxLength={1024}
        value={value.pattern}
        onChange={(event) => onChange({ ...value, pattern: event.currentTarget.value })}
        error={errors['template.pattern']}
      />
    </>
  )
}

function keyOf({ name, language }: Template): string {
  return `${name} ${language}`
}

/** The numbers of the gaps, in order: `1`, `2`. */
function gapsOf(pattern: string): string[] {
  const numbers = [...pattern.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number))
  return [...new Set(numbers)].toSorted((a, b) => a - b).map(String)
}
