/** What a service costs: free, a price, or nothing that is said. */
import '@mantine/core/styles/NumberInput.css'
import { NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useMemo } from 'react'
import { Section } from '../../parts/page.tsx'
import { digitsOf, knownCurrencies } from './money.ts'
import type { PartProps } from './service-parts.tsx'

const ABOUT = {
  unsaid: 'Patients read no price. Right where it depends on the visit or the insurance.',
  free: 'Patients read that it is free, and the assistant says so.',
  price: 'Patients read it before they book.',
} as const

export function ServicePrice({ id, title, form }: PartProps) {
  const { pricing, currency } = form.values
  const currencies = useMemo(() => knownCurrencies(currency), [currency])
  return (
    <Section id={id} title={title} about={ABOUT[pricing]}>
      <div className="price">
        <SegmentedControl
          aria-label="Price"
          data={[
            { value: 'unsaid', label: 'Not said' },
            { value: 'free', label: 'Free' },
            { value: 'price', label: 'A price' },
          ]}
          {...form.getInputProps('pricing')}
        />
        {pricing === 'price' && (
          <>
            <NumberInput
              aria-label="Amount"
              className="price-amount"
              min={0}
              decimalScale={digitsOf(currency)}
              thousandSeparator=","
              allowNegative={false}
              placeholder="0"
              {...form.getInputProps('price_minor')}
            />
            <Select
              aria-label="Currency"
              className="price-currency"
              data={currencies}
              searchable
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
          </>
        )}
      </div>
    </Section>
  )
}
