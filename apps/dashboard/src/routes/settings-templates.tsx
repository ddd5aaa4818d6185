import './settings-templates.css'
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { say } from '../announce.ts'
import { answer, api, type Schemas } from '../api.ts'
import { NoticeTemplate } from '../journeys/notice-template.tsx'
import { GuardedButton, LookOnly } from '../parts/guarded-button.tsx'
import { FormProblem, Loaded, ProblemNotice } from '../parts/loaded.tsx'
import { MessageText } from '../parts/message-text.tsx'
import { Lines, Page } from '../parts/page.tsx'
import { templatesQuery, useClinicTime, useMay } from '../queries.ts'
import { MESSAGE_KINDS } from '../words.ts'

type Template = Schemas['Template']
type Variable = { name: string; meaning: string }

const route = getRouteApi('/desk/settings/templates')

const WHEN: Record<Template['key'], string> = {
  confirmation: 'When a visit is booked',
  request_received: 'When a visit is asked for and not confirmed yet',
  rescheduled: 'When a visit was moved',
  cancellation: 'When a visit was cancelled',
  rejection: 'When a request was declined',
  reminder: 'Before the visit: three days, one day and two hours',
  calendar_correction:
    'When a visit stands twice in the patient’s calendar, since Cal.com’s news came out of order',
  waitlist_offer: 'When a time becomes free for somebody on the waitlist',
  waitlist_lost: 'When somebody else was faster with a time that was offered',
}

export function TemplateSettings() {
  const templates = useQuery(templatesQuery)
  const may = useMay('templates:write')
  const { text, channel = 'email', language = 'en' } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changed: {
    text?: string
    channel?: Template['channel']
    language?: Template['language']
  }) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  return (
    <Page
      wide
      title="Message texts"
      about="What patients read. A change counts for every message from then on."
    >
      {!may && <LookOnly />}
      <Loaded query={templates} skeleton={<Lines count={6} height={56} />}>
        {({ templates, variables }) => {
          const keys = [...new Set(templates.map(({ key }) => key))]
          const key = keys.find((candidate) => candidate === text) ?? keys[0]
          const shown = templates.find(
            (template) =>
              template.key === key && template.channel === channel && template.language === language,
          )
          return (
            <div className="templates">
              <ul className="template-list" aria-label="Texts">
                {keys.map((candidate) => (
                  <li key={candidate}>
                    <button
                      type="button"
                      aria-current={candidate === key}
                      onClick={() => change({ text: candidate })}
                    >
                      <strong>{MESSAGE_KINDS[candidate]}</strong>
                      <span className="muted">{WHEN[candidate]}</span>
                    </button>
                  </li>
                ))}
              </ul>
              <div className="template-work">
                <div className="filters">
                  <SegmentedControl
                    aria-label="Channel"
                    value={channel}
                    onChange={(value) => change({ channel: value as Template['channel'] })}
                    data={[
                      { value: 'email', label: 'E-mail' },
                      { value: 'sms', label: 'Text message' },
                    ]}
                  />
                  <SegmentedControl
                    aria-label="Language"
                    value={language}
                    onChange={(value) => change({ language: value as Template['language'] })}
                    data={[
                      { value: 'en', label: 'English' },
                      { value: 'es', label: 'Español' },
                    ]}
                  />
                </div>
                {shown ? (
                  <TemplateEditor
                    key={`${shown.key} ${shown.channel} ${shown.language}`}
                    template={shown}
                    variables={variables}
                  />
                ) : (
                  <p className="muted">There is no such text.</p>
                )}
                {key && <NoticeTemplate kind={key} />}
              </div>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function TemplateEditor({ template, variables }: { template: Template; variables: readonly Variable[] }) {
  const may = useMay('templates:write')
  const time = useClinicTime()
  const queries = useQueryClient()
  const [subject, setSubject] = useState(template.subject)
  const [body, setBody] = useState(template.body)
  const [saved, setSaved] = useState({ subject: template.subject, body: template.body })
  const isDirty = subject !== saved.subject || body !== saved.body
  const lastField = useRef<HTMLTextAreaElement | HTMLInputElement | null>(null)
  const [draft] = useDebouncedValue({ subject, body }, 250)
  const preview = useQuery({
    queryKey: ['template-preview', template.language, draft],
    queryFn: () =>
      answer(api.POST('/api/templates/preview', { body: { language: template.language, ...draft } })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/templates', {
          body: { key: template.key, channel: template.channel, language: template.language, subject, body },
        }),
      ),
    onSuccess: async () => {
      setSaved({ subject, body })
      say('Saved', 'Messages use the new text from now on.')
      await queries.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm('The text is not saved. Leave and lose the changes?'),
    enableBeforeUnload: isDirty,
  })

  /** Where the cursor was last, in the subject or the text; else at the end of the text. */
  function insert(name: string) {
    const gap = `{{${name}}}`
    const field = lastField.current
    const isSubject = field?.name === 'subject'
    const before = isSubject ? (subject ?? '') : body
    const at = field?.selectionStart ?? before.length
    const after = before.slice(0, at) + gap + before.slice(field?.selectionEnd ?? at)
    if (isSubject) setSubject(after)
    else setBody(after)
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(at + gap.length, at + gap.length)
    })
  }

  const unknown = preview.data?.unknown_variables ?? []
  const segments = Math.max(1, Math.ceil((preview.data?.body.length ?? body.length) / 153))
  return (
    <div className="template-columns">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {template.channel === 'email' && (
          <TextInput
            label="Subject"
            name="subject"
            maxLength={200}
            value={subject ?? ''}
            readOnly={!may}
            onFocus={(event) => {
              lastField.current = event.currentTarget
            }}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
        )}
        <Textarea
          label="Text"
          name="body"
          autosize
          minRows={template.channel === 'email' ? 12 : 5}
          maxLength={4000}
          value={body}
          readOnly={!may}
          onFocus={(event) => {
            lastField.current = event.currentTarget
          }}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={
            unknown.length > 0
              ? `Foyer does not know ${unknown.map((name) => `{{${name}}}`).join(', ')}. Choose from the list below.`
              : null
          }
        />
        <fieldset className="variables" disabled={!may}>
          <legend>Put in what is known about the visit</legend>
          {variables.map(({ name, meaning }) => (
            <button key={name} type="button" onClick={() => insert(name)} title={meaning}>
              {meaning.split(/[;,]/)[0]}
              <span className="visually-hidden">, put in {`{{${name}}}`}</span>
            </button>
          ))}
        </fieldset>
        <FormProblem error={save.error} />
        <div className="template-end">
          <span className="muted">
            {template.version === 0 || !template.changed_at
              ? 'The text that Foyer came with'
              : `Version ${template.version}, ${time.ago(template.changed_at)}`}
          </span>
          <span className="button-row">
            {isDirty && (
              <Button
                variant="default"
                onClick={() => {
                  setSubject(saved.subject)
                  setBody(saved.body)
                }}
              >
                Undo changes
              </Button>
            )}
            <GuardedButton
              may={may}
              type="submit"
              loading={save.isPending}
              disabled={may && (!isDirty || unknown.length > 0 || !body.trim())}
            >
              Save
            </GuardedButton>
          </span>
        </div>
      </form>
      <section className="preview" aria-label="Preview">
        <h2>How a patient reads it</h2>
        <p className="muted">With an invented visit. Lines without anything to say are left out.</p>
        {preview.data && (
          <MessageText
            message={{ subject: preview.data.subject, body: preview.data.body, has_invitation: false }}
          />
        )}
        {preview.error && !preview.data && (
          <ProblemNotice error={preview.error} onRetry={() => preview.refetch()} />
        )}
        {!preview.data && !preview.error && <Lines count={1} height={200} />}
        {template.channel === 'sms' && (
          <p className="muted">
            {preview.data?.body.length ?? body.length} characters, about {segments}{' '}
            {segments === 1 ? 'text message' : 'text messages'}
          </p>
        )}
      </section>
    </div>
  )
}
