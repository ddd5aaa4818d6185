import { Textarea, TextInput } from '@mantine/core'
import type { Flaws } from './journey-editor.tsx'
import type { Step } from './journey-queries.ts'

type Spoken = Extract<Step, { do: 'notice' | 'message' | 'form' }>

/** The template that Meta has approved for when the person has not written on WhatsApp for a day. */
export function WhatsAppFields({
  step,
  flaws,
  onChange,
}: {
  step: Spoken
  flaws: Flaws
  onChange: (step: Step) => void
}) {
  const { whatsapp, ...rest } = step
  const set = (changed: Partial<NonNullable<Spoken['whatsapp']>>) => {
    const wanted = { template: '', parameters: [], ...whatsapp, ...changed }
    onChange((wanted.template || wanted.parameters.length > 0 ? { ...rest, whatsapp: wanted } : rest) as Step)
  }
  return (
    <details className="folded" open={whatsapp !== undefined}>
      <summary>On WhatsApp, when nobody has written there for a day</summary>
      <TextInput
        label="Approved template"
        description="Its name at Meta, in each language that patients read. Without it, or while it is not approved, a text message or e-mail goes instead."
        placeholder="visit_reminder"
        maxLength={512}
        value={whatsapp?.template ?? ''}
        error={flaws['whatsapp.template']}
        onChange={(event) => set({ template: event.currentTarget.value.trim() })}
      />
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
          set({ parameters: typed === '' ? [] : typed.split('\n') })
        }}
      />
    </details>
  )
}
