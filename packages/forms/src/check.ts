/** Whether what was filled in is complete and right: the same for a page, step by step, and for a server, whole. */
import { type Enablement, enablementOf } from './enablement.ts'
import {
  boundsOf,
  consentOf,
  EXTENSIONS,
  extensionOf,
  isSignature,
  mimeTypesOf,
  unitsOf,
} from './extensions.ts'
import { type Filled, type Path, placeOf, type Reading, readFilled } from './filled.ts'
import type { Form } from './form.ts'
import type { AnswerOption, Attachment, Item, Quantity, Value } from './questionnaire.ts'
import { compare, contentOf, isDate, isDateTime, isTime, sameValue, valueKeyOf } from './value.ts'

export type IssueCode =
  | 'required'
  | 'consent'
  | 'signature'
  | 'kind'
  | 'option'
  | 'exclusive'
  | 'twice'
  | 'too_short'
  | 'too_long'
  | 'too_small'
  | 'too_great'
  | 'too_few'
  | 'too_many'
  | 'unit'
  | 'mime_type'
  | 'too_large'
  // Of a response only; a page cannot make them.
  | 'unknown'
  | 'misplaced'
  | 'disabled'
  | 'order'

export interface Issue {
  code: IssueCode
  linkId: string
  /** Where, as `placeOf` writes it. */
  at: string
  /** The bound that is not kept. */
  limit?: number | string
}

/** Signed by hand or by name: a drawing, or the name that was typed. */
const SIGNATURE_TYPES = ['image/png', 'text/plain']
const LONGEST = 20_000
const INTEGER_MOST = 2 ** 31

/**
 * What is missing or wrong among the items that are asked. `items` alone are looked at where they are given (a step of
 * a page): they stand at the top. An item without a repetition counts as asked once, a repeating group as often as it is there.
 */
export function checkFilled(
  form: Form,
  filled: Filled,
  {
    items = form.items,
    isEnabled = enablementOf(form, filled),
  }: { items?: readonly Item[]; isEnabled?: Enablement } = {},
): Issue[] {
  const reading = readFilled(filled)
  return items.flatMap((item) => checkItem({ form, filled, reading, isEnabled }, item, []))
}

interface Look {
  form: Form
  filled: Filled
  reading: Reading
  isEnabled: Enablement
}

function checkItem(look: Look, item: Item, above: Path): Issue[] {
  const { linkId, type } = item
  if (type === 'display' || !look.isEnabled([...above, [linkId, 0]])) return []
  const indexes = look.reading.indexesOf(above, linkId)
  const at = placeOf([...above, [linkId, indexes[0] ?? 0]])
  const issue = (code: IssueCode, limit?: number | string): Issue => ({
    code,
    linkId,
    at,
    ...(limit === undefined ? {} : { limit }),
  })
  const { minOccurs = 0, maxOccurs } = boundsOf(item)
  const count: Issue[] = []
  if (indexes.length === 0 && (item.required || minOccurs > 0)) {
    count.push(issue(isSignature(item) ? 'signature' : consentOf(item, '') ? 'consent' : 'required'))
  } else if (indexes.length < minOccurs) count.push(issue('too_few', minOccurs))
  if (maxOccurs !== undefined && indexes.length > maxOccurs) count.push(issue('too_many', maxOccurs))

  if (type === 'group') {
    // A group that is asked is asked whole; of one that repeats, as many as were begun.
    const begun = item.repeats ? indexes : [0]
    return [...count, ...begun.flatMap((index) => checkBelow(look, item, [...above, [linkId, index]]))]
  }
  const values = indexes.map((index) => {
    const path: Path = [...above, [linkId, index]]
    return { path, value: look.filled[placeOf(path)] ?? {} }
  })
  return [
    ...count,
    ...checkTogether(look, item, values),
    ...values.flatMap(({ path, value }) => {
      const wrong = checkValue(look.form, item, value)
      const own = wrong ? [{ linkId, at: placeOf(path), ...wrong }] : []
      return [...own, ...checkBelow(look, item, path)]
    }),
  ]
}

function checkBelow(look: Look, item: Item, path: Path): Issue[] {
  return (item.item ?? []).flatMap((child) => checkItem(look, child, path))
}

/** Of several answers to a choice. */
function checkTogether({ form }: Look, item: Item, values: { path: Path; value: Value }[]): Issue[] {
  if (values.length < 2 || !isChoice(item)) return []
  return values.flatMap(({ path, value }, i): Issue[] => {
    const at = placeOf(path)
    if (values.slice(0, i).some((earlier) => sameValue(earlier.value, value))) {
      return [{ code: 'twice', linkId: item.linkId, at }]
    }
    const isExclusive = extensionOf(optionFor(form, item, value), EXTENSIONS.exclusive)
    return isExclusive ? [{ code: 'exclusive', linkId: item.linkId, at }] : []
  })
}

export function isChoice({ type }: Item): boolean {
  return type === 'choice' || type === 'open-choice'
}

/** The option that a value is; undefined for one that was written in. */
export function optionFor(form: Form, item: Item, value: Value): AnswerOption | undefined {
  return form.options(item).find((option) => sameValue(option, value))
}

type Wrong = Pick<Issue, 'code' | 'limit'>

/** What is wrong with one answer by itself. */
export function checkValue(form: Form, item: Item, value: Value): Wrong | undefined {
  const held = contentOf(value)
  if (!held) return { code: 'kind' }
  const { key, content } = held
  if (isChoice(item)) return checkChoice(form, item, value)
  if (key !== valueKeyOf(item) || !isOfKind(item, content)) return { code: 'kind' }
  if (item.type === 'attachment') return checkAttachment(item, content as Attachment)
  if (consentOf(item, '') && item.required && content !== true) return { code: 'consent' }
  return checkBounds(item, content)
}

function checkChoice(form: Form, item: Item, value: Value): Wrong | undefined {
  const options = form.options(item)
  if (optionFor(form, item, value)) return undefined
  if (item.type === 'open-choice' && typeof value.valueString === 'string')
    return checkBounds(item, value.valueString)
  // Somebody else's value set cannot be looked into; that it is a coding can.
  if (options.length === 0) return typeof value.valueCoding?.code === 'string' ? undefined : { code: 'kind' }
  return { code: 'option' }
}

function isOfKind({ type }: Item, content: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof content === 'boolean'
    case 'integer':
      return Number.isInteger(content) && Math.abs(content as number) < INTEGER_MOST
    case 'decimal':
      return Number.isFinite(content)
    case 'quantity':
      return Number.isFinite((content as Quantity | null)?.value)
    case 'attachment':
      return typeof (content as Attachment | null)?.contentType === 'string'
  }
  if (typeof content !== 'string') return false
  if (type === 'date') return isDate(content)
  if (type === 'dateTime') return isDateTime(content)
  if (type === 'time') return isTime(content)
  return content.trim() !== '' && (type === 'text' || !content.includes('\n'))
}

function checkBounds(item: Item, content: unknown): Wrong | undefined {
  const { min, max, minLength, maxLength = LONGEST } = boundsOf(item)
  if (typeof content === 'string' && !['date', 'dateTime', 'time'].includes(item.type)) {
    if (minLength !== undefined && content.length < minLength) return { code: 'too_short', limit: minLength }
    if (content.length > maxLength) return { code: 'too_long', limit: maxLength }
    return undefined
  }
  const amount = item.type === 'quantity' ? (content as Quantity).value : content
  if (min !== undefined && compare(amount, min) === -1) return { code: 'too_small', limit: min }
  if (max !== undefined && compare(amount, max) === 1) return { code: 'too_great', limit: max }
  const units = item.type === 'quantity' ? unitsOf(item) : []
  const { code, unit } = content as Quantity
  const isKnown =
    units.length === 0 || units.some((each) => (code ? each.code === code : each.display === unit))
  return isKnown ? undefined : { code: 'unit' }
}

function checkAttachment(item: Item, { contentType = '', size, title, url }: Attachment): Wrong | undefined {
  const { maxBytes } = boundsOf(item)
  if (isSignature(item)) {
    if (!SIGNATURE_TYPES.includes(contentType)) return { code: 'signature' }
    const isSigned = contentType === 'text/plain' ? title?.trim() : url
    return isSigned ? undefined : { code: 'signature' }
  }
  const types = mimeTypesOf(item)
  if (types.length > 0 && !types.includes(contentType)) return { code: 'mime_type', limit: types.join(', ') }
  if (maxBytes !== undefined && (size ?? 0) > maxBytes) return { code: 'too_large', limit: maxBytes }
  return url ? undefined : { code: 'kind' }
}
