/** From what stands in an input to a value, and back. What cannot be read stays as it was typed, so the check can say so. */
import { el } from './elements.js'

/**
 * @typedef {import('@foyer/forms').Item} Item
 * @typedef {import('@foyer/forms').Value} Value
 */

/** @param {Item} item @param {string} typed @returns {Value | undefined} */
export function valueTyped({ type }, typed) {
  const text = typed.trim()
  if (!text) return undefined
  const amount = amountIn(text)
  if (type === 'integer' && Number.isInteger(amount)) return { valueInteger: amount }
  if (type === 'decimal' && Number.isFinite(amount)) return { valueDecimal: amount }
  if (type === 'date') return { valueDate: text }
  if (type === 'time') return { valueTime: text.length === 5 ? `${text}:00` : text }
  if (type === 'dateTime') return { valueDateTime: withOffset(text) }
  return { valueString: text }
}

/** `1,5` is 1.5 where people write it so. @param {string} text */
export function amountIn(text) {
  return text.trim() ? Number(text.trim().replace(',', '.')) : Number.NaN
}

/** @param {Item} item @param {Value | undefined} value */
export function textTyped({ type }, value) {
  if (!value) return ''
  const content = Object.values(value)[0]
  return type === 'dateTime' ? localTime(String(content)) : String(content ?? '')
}

/** The clock of whoever answers, which R4 wants with its offset. @param {string} wall */
function withOffset(wall) {
  const seconds = wall.length === 16 ? `${wall}:00` : wall
  const minutes = -new Date(seconds).getTimezoneOffset()
  const part = (/** @type {number} */ n) => String(Math.trunc(Math.abs(n))).padStart(2, '0')
  return `${seconds}${minutes < 0 ? '-' : '+'}${part(minutes / 60)}:${part(minutes % 60)}`
}

/** @param {string} moment */
function localTime(moment) {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** @type {Partial<Record<Item['type'], Record<string, string>>>} */
const KINDS = {
  integer: { inputmode: 'numeric' },
  decimal: { inputmode: 'decimal' },
  date: { type: 'date' },
  time: { type: 'time' },
  dateTime: { type: 'datetime-local' },
}

/** Who fills in what, for browsers that know it (HTML, autofill). */
const AUTOFILL = /** @type {const} */ ([
  ['name.text', { autocomplete: 'name' }],
  ['birthDate', { autocomplete: 'bday' }],
  [':phone', { type: 'tel', autocomplete: 'tel' }],
  [':email', { type: 'email', autocomplete: 'email', autocapitalize: 'none' }],
  ['city', { autocomplete: 'address-level2' }],
])

/** @param {Item} item @param {Record<string, unknown>} attributes @param {Value | undefined} value */
export function inputFor(item, attributes, value) {
  const text = textTyped(item, value)
  if (item.type === 'text') {
    const area = el('textarea', { rows: 4, maxlength: item.maxLength, ...attributes })
    area.value = text
    return area
  }
  const own = AUTOFILL.find(([end]) => item.definition?.includes(end))?.[1]
  return el('input', {
    type: 'text',
    maxlength: item.maxLength,
    ...KINDS[item.type],
    ...own,
    ...attributes,
    value: text,
  })
}
