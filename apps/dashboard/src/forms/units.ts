/** Units in which an amount is asked for, by their UCUM codes (http://ucum.org/ucum), and what changes with them. */
import { extensionValue, type Item, RANGE, UNIT, UNIT_OPTION, withExtension } from './fhir.ts'

export interface Unit {
  /** UCUM. */
  code: string
  display: string
}

/** How much one is in grams, centimetres or millilitres: exact (NIST Special Publication 811, appendix B). */
const SIZES: Record<string, { of: 'mass' | 'length' | 'volume'; size: number } | undefined> = {
  kg: { of: 'mass', size: 1000 },
  '[lb_av]': { of: 'mass', size: 453.59237 },
  cm: { of: 'length', size: 1 },
  '[in_i]': { of: 'length', size: 2.54 },
  mL: { of: 'volume', size: 1 },
  '[foz_us]': { of: 'volume', size: 29.5735295625 },
}

/**
 * The item asked in this unit alone, or in none. What it takes at least and at most is the same amount as before, to one decimal
 * outwards, so that nothing is refused that was taken; between units that measure different things it stays as it is.
 */
export function askedIn(item: Item, unit: Unit | undefined): Item {
  const before = extensionValue(item, UNIT) as Unit | null
  const single = withExtension(item, UNIT_OPTION, null)
  const valueCoding = unit && { system: 'http://unitsofmeasure.org', ...unit }
  const asked = withExtension(single, UNIT, valueCoding ? { valueCoding } : null)
  const [from, to] = [SIZES[before?.code ?? ''], SIZES[unit?.code ?? '']]
  if (!from || !to || from === to || from.of !== to.of) return asked
  const factor = from.size / to.size
  return withBound(withBound(asked, 'min', factor), 'max', factor)
}

function withBound(item: Item, end: 'min' | 'max', factor: number): Item {
  const bound = extensionValue(item, RANGE[end])
  if (typeof bound !== 'number') return item
  // What a division leaves in the last digits is no reason to go further out.
  const tenths = Number((bound * factor * 10).toFixed(6))
  const valueDecimal = (end === 'min' ? Math.floor(tenths) : Math.ceil(tenths)) / 10
  return withExtension(item, RANGE[end], { valueDecimal })
}
