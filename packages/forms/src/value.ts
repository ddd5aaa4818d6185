/** What a value is, and how two compare. */
import type { Coding, EnableWhen, Item, Operator, Quantity, Value } from './questionnaire.ts'

export type ValueKey = keyof Value

const BY_TYPE: Record<string, ValueKey> = {
  boolean: 'valueBoolean',
  decimal: 'valueDecimal',
  integer: 'valueInteger',
  date: 'valueDate',
  dateTime: 'valueDateTime',
  time: 'valueTime',
  string: 'valueString',
  text: 'valueString',
  choice: 'valueCoding',
  'open-choice': 'valueCoding',
  quantity: 'valueQuantity',
  attachment: 'valueAttachment',
}

/** Under which name an item's values stand; of a choice without strings or numbers to choose from. */
export function valueKeyOf(item: Pick<Item, 'type'>): ValueKey | undefined {
  return BY_TYPE[item.type]
}

/** The name and content of the one value; undefined where there is none. */
export function contentOf(value: object): { key: ValueKey; content: unknown } | undefined {
  const key = Object.keys(value).find((name) => /^value[A-Z]/.test(name)) as ValueKey | undefined
  return key && { key, content: (value as Value)[key] }
}

export function sameCoding(a: Coding, b: Coding): boolean {
  return a.code === b.code && a.system === b.system
}

/** Whether two values are the same answer: codings by code and system, whatever they are called. */
export function sameValue(a: object, b: object): boolean {
  const [one, other] = [contentOf(a), contentOf(b)]
  if (!one || !other) return false
  return compare(one.content, other.content) === 0
}

/** Whether one answer fits a condition's. `exists` is not asked here: it is about all answers of a question. */
export function fits(value: Value, { operator, ...condition }: EnableWhen): boolean {
  const wanted = Object.entries(condition).find(([name]) => name.startsWith('answer'))?.[1]
  const content = contentOf(value)?.content
  const order = compare(content, wanted)
  return order !== undefined && HOLDS[operator](order)
}

const HOLDS: Record<Operator, (order: number) => boolean> = {
  exists: () => false,
  '=': (order) => order === 0,
  '!=': (order) => order === 0,
  '>': (order) => order === 1,
  '<': (order) => order === -1,
  '>=': (order) => order === 0 || order === 1,
  '<=': (order) => order === 0 || order === -1,
}

/**
 * 0 where they are equal, 1 or -1 where one is greater, 2 where they only differ; undefined where they cannot be
 * compared: of other kinds, in other units, or dates of which one is known to the day and the other to the month.
 */
export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a !== typeof b || a === undefined) return undefined
  if (typeof a === 'number') return Math.sign(a - (b as number))
  if (typeof a === 'boolean') return a === b ? 0 : 2
  if (typeof a === 'string') return compareTexts(a, b as string)
  if (a === null || b === null || typeof a !== 'object') return undefined
  const [one, other] = [a as Coding & Quantity, b as Coding & Quantity]
  if (one.value === undefined || other.value === undefined) return sameCoding(one, other) ? 0 : 2
  const isOneUnit = (one.code ?? one.unit) === (other.code ?? other.unit) && one.system === other.system
  return isOneUnit ? Math.sign(one.value - other.value) : undefined
}

const DATED = /^\d{4}(-\d\d(-\d\d(T.+)?)?)?$/
const TIMED = /^\d\d:\d\d/

function compareTexts(a: string, b: string): number | undefined {
  if (DATED.test(a) && DATED.test(b)) {
    if (a.includes('T') && b.includes('T')) return Math.sign(Date.parse(a) - Date.parse(b))
    const length = Math.min(a.length, b.length, 10)
    const [one, other] = [a.slice(0, length), b.slice(0, length)]
    if (one !== other) return one < other ? -1 : 1
    return a.length === b.length ? 0 : undefined
  }
  if (TIMED.test(a) && TIMED.test(b)) {
    const [one, other] = [a.padEnd(8, ':00'), b.padEnd(8, ':00')]
    return one === other ? 0 : one < other ? -1 : 1
  }
  return a === b ? 0 : 2
}

/** A day that there is, `2026-02-28`; also a month or a year, as R4 allows. */
export function isDate(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? []
  if (!year) return false
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === `${year}-${month}-${day}`
}

/** With seconds and an offset wherever it has a time, as R4 demands. */
export function isDateTime(text: string): boolean {
  const [date = '', time] = text.split('T')
  if (!isDate(date)) return false
  return time === undefined || /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time)
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.test(text)
}
