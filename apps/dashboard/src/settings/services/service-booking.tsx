/** By which rules a service is booked: how soon, how far ahead, how often, and who confirms. */
import '@mantine/core/styles/NumberInput.css'
import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { Section } from '../../parts/page.tsx'
import { LimitsFields } from '../limits-fields.tsx'
import { NoticeField } from '../notice-field.tsx'
import type { ProposedDays } from './rebooking-window.ts'
import type { PartProps } from './service-parts.tsx'

export function ServiceBooking({ id, title, form, proposal }: PartProps & { proposal: ProposedDays }) {
  return (
    <Section id={id} title={title}>
      <div className="stack">
        <Switch
          label="Somebody at the desk confirms each booking"
          description="What patients book is a request until then. The time is kept for them meanwhile."
          {...form.getInputProps('requires_confirmation', { type: 'checkbox' })}
        />
        <div className="two">
          <NoticeField
            label="Bookable until"
            description="How long before the start, at the latest."
            {...form.getInputProps('minimum_notice_minutes')}
          />
          <NoticeField
            label="Patients may move or cancel until"
            description="By the link in their message. After that they call."
            {...form.getInputProps('change_notice_minutes')}
          />
        </div>
        <BookingWindow form={form} />
        <NumberInput
          label="Should come again within"
          description="Who has not booked again by then can be reminded. Empty: once is enough."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          suffix=" days"
          min={1}
          max={730}
          allowDecimal={false}
          maw={320}
          {...form.getInputProps('rebooking_window_days')}
          onChange={proposal.typeDays}
        />
      </div>
      <details className="folded">
        <summary>Groups and limits</summary>
        <div className="stack">
          <NumberInput
            label="People who share one appointment"
            description="More than one makes it a group: they book the same time, until all seats are taken."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={1}
            max={500}
            allowDecimal={false}
            maw={320}
            {...form.getInputProps('seats')}
          />
          <LimitsFields
            about="How much of this service the clinic takes."
            getInputProps={form.getInputProps}
          />
        </div>
      </details>
    </Section>
  )
}

function BookingWindow({ form }: Pick<PartProps, 'form'>) {
  const { kind } = form.values.booking_window
  return (
    <div className="booking-window">
      <NativeSelect
        label="How far ahead"
        data={[
          { value: 'days', label: 'So many days' },
          { value: 'dates', label: 'Between two dates' },
          { value: 'open', label: 'Without an end' },
        ]}
        {...form.getInputProps('booking_window.kind')}
      />
      {kind === 'days' && (
        <>
          <NumberInput
            label="Days ahead"
            min={0}
            max={730}
            allowDecimal={false}
            {...form.getInputProps('booking_window.days')}
          />
          <NativeSelect
            label="Counted as"
            data={[
              { value: 'calendar', label: 'Calendar days' },
              { value: 'business', label: 'Monday to Friday' },
            ]}
            {...form.getInputProps('booking_window.count')}
          />
        </>
      )}
      {kind === 'dates' && (
        <>
          <TextInput type="date" label="First date" {...form.getInputProps('booking_window.from')} />
          <TextInput
            type="date"
            label="Last date"
            min={form.values.booking_window.from}
            {...form.getInputProps('booking_window.to')}
          />
        </>
      )}
    </div>
  )
}
