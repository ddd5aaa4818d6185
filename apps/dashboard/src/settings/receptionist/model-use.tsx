/** Whether a language model words the answers, how often, and what it was used for today. */
import '@mantine/core/styles/NumberInput.css'
import { NumberInput, Switch } from '@mantine/core'
import { Details } from '../../parts/details.tsx'
import { Section } from '../../parts/page.tsx'
import { plural } from '../../words.ts'
import type { ReceptionistFormState } from './receptionist-form.tsx'
import type { Receptionist } from './receptionist-queries.ts'

export function ModelUse({
  form,
  receptionist,
}: {
  form: ReceptionistFormState
  receptionist: Receptionist
}) {
  const { model_use_today: used, default_model_calls_per_day: byDefault, settings } = receptionist
  const most = settings.model_calls_per_day ?? byDefault
  return (
    <Section
      title="Language model"
      about="Where your Foyer is connected to one. Without it, or past the limit, the assistant answers by its rules."
    >
      <div className="stack">
        <Switch
          label="May use the model"
          description="For what the rules cannot answer. Each of its answers is checked like any other."
          {...form.getInputProps('uses_model', { type: 'checkbox' })}
        />
        <NumberInput
          label="Calls a day, at most"
          description={`Empty: ${byDefault.toLocaleString('en')}.`}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          maw={320}
          {...form.getInputProps('model_calls_per_day')}
        />
        <Details
          rows={[
            ['Today', `${used.calls.toLocaleString('en')} of ${most.toLocaleString('en')} calls`],
            ['Failed', used.failures > 0 ? plural(used.failures, 'call', 'calls') : null],
            [
              'Tokens',
              used.calls > 0
                ? `${used.input_tokens.toLocaleString('en')} read, ${used.output_tokens.toLocaleString('en')} written`
                : null,
            ],
          ]}
        />
      </div>
    </Section>
  )
}
