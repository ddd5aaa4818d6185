/** The clinic's approved wording about a service: the only words in which it is explained to patients. */
import { Textarea } from '@mantine/core'
import { IconShieldLock } from '../../icons.ts'
import { Section } from '../../parts/page.tsx'
import { TextInOtherLanguages } from './in-other-languages.tsx'
import type { PartProps } from './service-parts.tsx'

export function ServiceTexts({ id, title, form }: PartProps) {
  return (
    <Section id={id} title={title}>
      <div className="stack">
        <p className="approved-note">
          <IconShieldLock size={18} stroke={1.6} aria-hidden="true" />
          <span>
            <strong>The clinic’s approved wording.</strong> Messages and the assistant explain the service in
            these words and add no medical promise of their own. Let whoever is responsible for treatment read
            them.
          </span>
        </p>
        <Textarea
          label="What happens at the visit"
          placeholder="We take your history, examine you and agree on the next steps."
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps('consultation_text')}
        />
        <TextInOtherLanguages
          form={form}
          text="consultation_text"
          label="What happens at the visit"
          maxLength={4000}
        />
        <Textarea
          label="What it does for you"
          placeholder="You leave with a plan, and know what comes next."
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps('benefit_text')}
        />
        <TextInOtherLanguages form={form} text="benefit_text" label="What it does for you" maxLength={4000} />
      </div>
    </Section>
  )
}
