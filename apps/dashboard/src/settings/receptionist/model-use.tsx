/** Whether a language model words the answers, how often, and what it was used for today. */
import '@mantine/core/styles/NumberInput.css'
import { NumberInput, Switch } from '@mantine/core'
import { Details } from '../../parts/details.tsx'
import { Section } from '../../parts/page.tsx'
import { StateWord } from '../../parts/status-word.tsx'
import { useClinicTime } from '../../queries.ts'
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
      about="Words answers that the rules cannot give. Without one, past the limit, or where it fails, the assistant answers by its rules: nobody is left without an answer."
    >
      <div className="stack">
        <ModelState receptionist={receptionist} />
        <Switch
          label="May use the model"
          description="For what the rules cannot answer. Each of its answers is checked like any other."
          {...form.getInputProps('uses_model', { type: 'checkbox' })}
        />
        <NumberInput
          label="Calls a day, at most"
          description={`Empty: ${byDefault.toLocaleString('en')}. One conversation gets a twentieth of them, so that nobody uses them up alone.`}
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

/** Whether there is one, whether it is used, and what went wrong last. */
function ModelState({ receptionist }: { receptionist: Receptionist }) {
  const { model, settings, model_use_today: used, default_model_calls_per_day: byDefault } = receptionist
  const time = useClinicTime()
  const failure = receptionist.last_model_failure
  if (!model) {
    return (
      <p className="connection-state">
        <StateWord tone="quiet">Not connected</StateWord>
        <span className="muted">
          The rules answer everything. Whoever runs your Foyer connects one with MODEL_NAME and
          MODEL_BASE_URL.
        </span>
      </p>
    )
  }
  const isSpent = used.calls >= (settings.model_calls_per_day ?? byDefault)
  const [tone, word, about] = !settings.uses_model
    ? (['quiet', 'Not used', 'Switched off below: the rules answer.'] as const)
    : isSpent
      ? (['open', 'Limit reached', 'The rules answer until tomorrow.'] as const)
      : (['good', 'Connected', 'The rules answer what they can; the model is asked about the rest.'] as const)
  return (
    <>
      <p className="connection-state">
        <StateWord tone={tone}>{word}</StateWord>
        <span>
          <strong>{model.name}</strong>{' '}
          <span className="muted">
            at {model.host}. {about}
          </span>
        </span>
      </p>
      {failure && (
        <div className="notice notice-look" role="note">
          <p>
            <strong>Last failed {time.ago(failure.at)}, and the rules answered.</strong> {failure.remedy}
          </p>
        </div>
      )}
    </>
  )
}
