import { Select } from '@mantine/core'
import { useClinic } from '../queries.ts'
import { extensionValue, type Item, UNIT } from './fhir.ts'
import { askedIn, type Unit } from './units.ts'

const METRIC: Unit[] = [
  { code: 'kg', display: 'kg' },
  { code: 'cm', display: 'cm' },
  { code: 'mL', display: 'ml' },
]
const US: Unit[] = [
  { code: '[lb_av]', display: 'lb' },
  { code: '[in_i]', display: 'in' },
  { code: '[foz_us]', display: 'fl oz' },
]

/** In what an amount is given: one unit for everybody, of those that people use where the clinic is. */
export function UnitField({ item, onChange }: { item: Item; onChange: (item: Item) => void }) {
  const { country } = useClinic()
  const set = extensionValue(item, UNIT) as Unit | null
  const usual = country === 'US' ? US : METRIC
  // One that was set elsewhere stays, and is seen.
  const units = set && !usual.some(({ code }) => code === set.code) ? [...usual, set] : usual
  return (
    <Select
      label="Unit"
      placeholder="None"
      clearable
      data={units.map(({ code, display }) => ({ value: code, label: display }))}
      value={set?.code ?? null}
      onChange={(chosen) =>
        onChange(
          askedIn(
            item,
            units.find(({ code }) => code === chosen),
          ),
        )
      }
    />
  )
}
