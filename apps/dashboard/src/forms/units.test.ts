import { expect, test } from 'vitest'
import { extensionValue, type Item, RANGE, UNIT, UNIT_OPTION, withExtension } from './fhir.ts'
import { askedIn, type Unit } from './units.ts'

const KG = { code: 'kg', display: 'kg' }
const LB = { code: '[lb_av]', display: 'lb' }
const CM = { code: 'cm', display: 'cm' }
const INCH = { code: '[in_i]', display: 'in' }
const ML = { code: 'mL', display: 'ml' }
const FLUID_OUNCE = { code: '[foz_us]', display: 'fl oz' }

function amount(unit: Unit, [min, max]: readonly [number, number]): Item {
  return {
    linkId: 'weight',
    type: 'quantity',
    extension: [
      { url: UNIT, valueCoding: { system: 'http://unitsofmeasure.org', ...unit } },
      { url: RANGE.min, valueDecimal: min },
      { url: RANGE.max, valueDecimal: max },
    ],
  }
}
const boundsOf = (item: Item) => [extensionValue(item, RANGE.min), extensionValue(item, RANGE.max)]

test.each([
  ['kilograms to pounds', KG, [1, 400], LB, [2.2, 881.9]],
  ['pounds to kilograms', LB, [2, 880], KG, [0.9, 399.2]],
  ['centimetres to inches', CM, [30, 260], INCH, [11.8, 102.4]],
  ['inches to centimetres', INCH, [12, 100], CM, [30.4, 254]],
  ['no further out than needed', CM, [25.4, 254], INCH, [10, 100]],
  ['millilitres to fluid ounces', ML, [100, 5000], FLUID_OUNCE, [3.3, 169.1]],
] as const)('at least and at most go along: %s', (_, from, range, to, converted) => {
  const asked = askedIn(amount(from, range), to)
  expect(extensionValue(asked, UNIT)).toEqual({ system: 'http://unitsofmeasure.org', ...to })
  expect(boundsOf(asked)).toEqual(converted)
})

test('nothing is converted into the same unit, into none, or into one of another kind', () => {
  for (const to of [KG, undefined, CM])
    expect(boundsOf(askedIn(amount(KG, [1.25, 400]), to))).toEqual([1.25, 400])
})

test('an item without bounds gets none, and is asked in one unit only', () => {
  const choice: Item = {
    linkId: 'weight',
    type: 'quantity',
    extension: [
      { url: UNIT_OPTION, valueCoding: KG },
      { url: UNIT, valueCoding: KG },
    ],
  }
  const asked = askedIn(choice, LB)
  expect(asked.extension).toEqual([
    { url: UNIT, valueCoding: { system: 'http://unitsofmeasure.org', ...LB } },
  ])
  const open = withExtension(amount(KG, [1, 400]), RANGE.max, null)
  expect(boundsOf(askedIn(open, LB))).toEqual([2.2, null])
})
