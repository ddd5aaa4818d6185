import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../api.ts'
import { IconSend } from '../icons.ts'
import { FormProblem, Loaded } from '../parts/loaded.tsx'
import { Lines } from '../parts/page.tsx'
import { useClinicTime } from '../queries.ts'
import { useSend } from './deeds.ts'
import { type Conversation, templatesQuery } from './inbox-queries.ts'

type Template = Schemas['ChatTemplate']

/** One of the vendor's approved templates with its gaps filled in; those that it holds back stand below with the reason. */
export function TemplateForm({ conversation }: { conversation: Conversation }) {
  const query = useQuery(templatesQuery(conversation.id))
  const time = useClinicTime()
  return (
    <Loaded query={query} skeleton={<Lines count={3} height={40} />}>
      {({ templates, read_at, remedy }) => {
        const sendable = templates.filter((template) => template.is_sendable)
        return (
          <div className="stack template-form">
            {sendable.length > 0 ? (
              <FillIn conversation={conversation} templates={sendable} />
            ) : (
              <p className="muted">
                {read_at
                  ? 'No template is approved. Make one in WhatsApp Manager › Message templates; once approved it is offered here.'
                  : 'The templates have not been read yet. They come by themselves within an hour, or at once with Check under '}
                {!read_at && <Link to="/settings/connections">Settings › Connections</Link>}
                {!read_at && '.'}
              </p>
            )}
            <HeldBack templates={templates.filter((template) => !template.is_sendable)} />
            {remedy && (
              <p className="muted small">
                {read_at ? `As of ${time.ago(read_at)}. ` : ''}
                {remedy}
              </p>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

function FillIn({ conversation, templates }: { conversation: Conversation; templates: Template[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [values, setValues] = useState<Record<string, string>>({})
  const send = useSend(conversation.id, () => setValues({}))
  const template = templates.find((one) => keyOf(one) === chosen) ?? templates[0]
  if (!template) return null
  const { name, language, gaps, pattern } = template
  const isComplete = gaps.every((gap) => values[gap]?.trim())
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isComplete || send.isPending) return
        const parameters = gaps.map((gap) => values[gap]?.trim() ?? '')
        send.mutate({ template: { name, language, parameters } })
      }}
    >
      <Select
        label="Template"
        data={templates.map((one) => ({ value: keyOf(one), label: `${one.name} (${one.language})` }))}
        value={keyOf(template)}
        onChange={(key) => {
          setChosen(key)
          setValues({})
        }}
        searchable={templates.length > 10}
        allowDeselect={false}
      />
      {gaps.map((gap) => (
        <TextInput
          key={gap}
          label={`In place of {{${gap}}}`}
          maxLength={1024}
          value={values[gap] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            setValues((before) => ({ ...before, [gap]: value }))
          }}
        />
      ))}
      <div className="message-text">
        <p className="as-written">
          {pattern.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, gap: string) => values[gap]?.trim() || whole)}
        </p>
      </div>
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

function HeldBack({ templates }: { templates: Template[] }) {
  if (templates.length === 0) return null
  return (
    <details className="references">
      <summary>Not to be sent ({templates.length})</summary>
      <ul className="held-back">
        {templates.map((template) => (
          <li key={keyOf(template)}>
            <strong>
              {template.name} ({template.language})
            </strong>{' '}
            <span className="muted">{template.hindrance}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function keyOf({ name, language }: Template): string {
  return `${name} ${language}`
}
