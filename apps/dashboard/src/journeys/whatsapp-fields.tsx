import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useClinicTime } from '../queries.ts'
import type { Flaws } from './journey-editor.tsx'
import {
  type Definition,
  type Step,
  type WhatsAppTemplate,
  whatsAppTemplatesQuery,
} from './journey-queries.ts'

type Spoken = Extract<Step, { do: 'notice' | 'message' | 'form' }>
export type Whatsapp = NonNullable<Spoken['whatsapp']>

interface Props {
  step: Spoken
  purpose: Definition['purpose']
  flaws: Flaws
  onChange: (step: Step) => void
}

/** The template that Meta has approved for when the person has not written on WhatsApp for a day. */
export function WhatsAppFields({ step, purpose, flaws, onChange }: Props) {
  const { whatsapp, ...rest } = step
  return (
    <details className="folded" open={whatsapp !== undefined}>
      <summary>On WhatsApp, when nobody has written there for a day</summary>
      <WhatsAppChoice
        whatsapp={whatsapp}
        purpose={purpose}
        flaws={flaws}
        onChange={(wanted) => onChange((wanted ? { ...rest, whatsapp: wanted } : rest) as Step)}
      />
    </details>
  )
}

/** Picked from the vendor's list; typed where nobody could ask for one. */
export function WhatsAppChoice({
  whatsapp,
  purpose,
  flaws,
  onChange,
}: {
  whatsapp: Whatsapp | undefined
  purpose: Definition['purpose']
  flaws: Flaws
  onChange: (whatsapp: Whatsapp | undefined) => void
}) {
  const listed = useQuery(whatsAppTemplatesQuery).data
  const set = (changed: Partial<Whatsapp>) => {
    const wanted = { template: '', parameters: [], ...whatsapp, ...changed }
    onChange(wanted.template || wanted.parameters.length > 0 ? wanted : undefined)
  }
  const fields = { whatsapp, flaws, onChange: set, onClear: () => onChange(undefined) }
  return listed?.read_at ? (
    <Chosen {...fields} templates={listed.templates} purpose={purpose} readAt={listed.read_at} />
  ) : (
    <Typed {...fields} remedy={listed?.remedy ?? null} />
  )
}

interface Fields {
  whatsapp: Whatsapp | undefined
  flaws: Flaws
  onChange: (changed: Partial<Whatsapp>) => void
  onClear: () => void
}

/** One of the approved texts of the account, with a line for each of its gaps. */
function Chosen({
  whatsapp,
  flaws,
  onChange,
  onClear,
  templates,
  purpose,
  readAt,
}: Fields & { templates: readonly WhatsAppTemplate[]; purpose: Definition['purpose']; readAt: string }) {
  const time = useClinicTime()
  const fitting = templates.filter(
    ({ is_sendable, category }) => is_sendable && (category === 'marketing') === (purpose === 'marketing'),
  )
  const names = [...new Set([...fitting.map(({ name }) => name), ...(whatsapp ? [whatsapp.template] : [])])]
  const variants = fitting.filter(({ name }) => name === whatsapp?.template)
  const gaps = variants[0]?.gaps ?? whatsapp?.parameters.map((_, place) => String(place + 1)) ?? []
  return (
    <>
      <Select
        label="Approved template"
        description={`As WhatsApp listed them ${time.ago(readAt)}. Without one, a text message or e-mail goes instead.`}
        placeholder={fitting.length > 0 ? 'None' : 'None is approved for this purpose'}
        data={names}
        searchable={names.length > 10}
        clearable
        value={whatsapp?.template ?? null}
        error={flaws['whatsapp.template']}
        onChange={(name) => {
          if (!name) return onClear()
          const count = fitting.find((each) => each.name === name)?.gaps.length ?? 0
          onChange({ template: name, parameters: Array.from({ length: count }, () => '') })
        }}
      />
      {variants.map(({ language, pattern }) => (
        <p key={language} className="muted small">
          <strong>{language}</strong> {pattern}
        </p>
      ))}
      {whatsapp && variants.length > 0 && <MissingLanguages variants={variants} />}
      {whatsapp &&
        gaps.map((gap, place) => (
          <TextInput
            key={gap}
            label={`Gap ${gap}`}
            placeholder="{{first_name}}"
            maxLength={300}
            value={whatsapp.parameters[place] ?? ''}
            error={
              flaws[`whatsapp.parameters.${place}`] ?? (place === 0 ? flaws['whatsapp.parameters'] : null)
            }
            onChange={(event) => {
              const filled = gaps.map((_, at) => whatsapp.parameters[at] ?? '')
              filled[place] = event.currentTarget.value
              onChange({ parameters: filled })
            }}
          />
        ))}
    </>
  )
}

const LANGUAGES = [
  ['en', 'English'],
  ['es', 'Spanish'],
] as const

/** Whoever reads a language that the template is not approved in has a text message or mail. */
function MissingLanguages({ variants }: { variants: readonly WhatsAppTemplate[] }) {
  const missing = LANGUAGES.filter(
    ([code]) => !variants.some(({ language }) => language.split(/[_-]/)[0]?.toLowerCase() === code),
  )
  if (missing.length === 0) return null
  const words = missing.map(([, name]) => name).join(' or ')
  return <p className="muted small">Not approved in {words}: those patients get a text message or e-mail.</p>
}

/** Where nobody could ask WhatsApp which there are. */
function Typed({ whatsapp, flaws, onChange, remedy }: Fields & { remedy: string | null }) {
  return (
    <>
      <TextInput
        label="Approved template"
        description="Its name at Meta. WhatsApp has not told which templates there are, so this is not checked. Without it, or while it is not approved, a text message or e-mail goes instead."
        placeholder="visit_reminder"
        maxLength={512}
        value={whatsapp?.template ?? ''}
        error={flaws['whatsapp.template']}
        onChange={(event) => onChange({ template: event.currentTarget.value.trim() })}
      />
      {remedy && <p className="muted small">{remedy}</p>}
      <Textarea
        label="What fills its gaps"
        description="One line for each gap, in their order."
        placeholder={'{{first_name}}\n{{booking_link}}'}
        autosize
        minRows={2}
        value={whatsapp?.parameters.join('\n') ?? ''}
        error={flaws['whatsapp.parameters']}
        onChange={(event) => {
          const typed = event.currentTarget.value
          onChange({ parameters: typed === '' ? [] : typed.split('\n') })
        }}
      />
    </>
  )
}
