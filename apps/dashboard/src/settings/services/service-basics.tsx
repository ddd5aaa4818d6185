/** What a service is called, how it takes place, and whether patients find it. */
import { SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core'
import type { Service } from '../../api.ts'
import { CarePlanField } from '../../journeys/care-plan-field.tsx'
import { Section } from '../../parts/page.tsx'
import { MODE_WORDS } from '../../words.ts'
import { ColorChoice } from '../color-choice.tsx'
import { BookingLink } from './booking-link.tsx'
import { TextInOtherLanguages } from './in-other-languages.tsx'
import type { ProposedDays } from './rebooking-window.ts'
import type { PartProps } from './service-parts.tsx'

export function ServiceBasics({
  id,
  title,
  form,
  service,
  proposal,
  mayChange,
}: PartProps & { service: Service | null; proposal: ProposedDays; mayChange: boolean }) {
  return (
    <Section id={id} title={title}>
      <fieldset className="bare-fieldset stack" disabled={!mayChange}>
        <TextInput
          label="Name"
          description="As patients read it."
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <TextInOtherLanguages form={form} text="name" label="Name" maxLength={120} />
        <Textarea
          label="Description"
          description="One or two sentences for the booking page. May stay empty."
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('description')}
        />
        <TextInOtherLanguages form={form} text="description" label="Description" maxLength={2000} />
        <CarePlanField
          value={form.values.procedure}
          suggested={service?.suggested_procedure ?? null}
          onChange={proposal.chooseProcedure}
        />
        {proposal.proposedDays !== null && (
          <p className="muted" role="status">
            Proposed with it: patients should come again within {proposal.proposedDays} days. Change it under
            Booking.
          </p>
        )}
        <div>
          <p className="field-label" aria-hidden="true">
            How it takes place
          </p>
          <SegmentedControl
            aria-label="How it takes place"
            disabled={!mayChange}
            data={Object.entries(MODE_WORDS).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('mode')}
          />
        </div>
        <ColorChoice
          label="Colour in the calendar"
          value={form.values.color}
          onChange={(color) => form.setFieldValue('color', color)}
        />
        <Switch
          label="Public"
          description="Off: hidden. It is not on the booking page and its link does not work; staff can still book it."
          {...form.getInputProps('is_public', { type: 'checkbox' })}
        />
      </fieldset>
      {service?.is_public && service.archived_at === null && (
        <BookingLink
          label="Public link"
          about="Leads straight to this service. It stays the same when the name changes."
          service={service.slug}
        />
      )}
    </Section>
  )
}
