/** Questionnaires and responses as they come from outside: read once, trusted after. */
import { ITEM_TYPES, type Item, OPERATORS, type Questionnaire } from './questionnaire.ts'
import { type QuestionnaireResponse, RESPONSE_STATUSES } from './response.ts'

export type Read<T> =
  | { ok: true; value: T }
  | { ok: false /** A JSON Pointer (RFC 6901). */; pointer: string; detail: string }

type Fault = { pointer: string; detail: string }
type Json = Record<string, unknown>

const MAX_DEPTH = 12
const MAX_ITEMS = 2000

/** In the shape of R4 as far as it is read here; further members are kept as they are. */
export function readQuestionnaire(value: unknown): Read<Questionnaire> {
  if (!isObject(value) || value.resourceType !== 'Questionnaire') {
    return { ok: false, pointer: '/resourceType', detail: 'is not Questionnaire' }
  }
  const fault =
    firstFault(value, '', {
      status: isText,
      title: isText,
      url: isText,
      version: isText,
      description: isText,
    }) ?? faultOfItems(value.item, '/item', faultOfItem)
  return fault ? { ok: false, ...fault } : { ok: true, value: value as unknown as Questionnaire }
}

/** Strict: what a response has beyond what is read here is refused. */
export function readResponse(value: unknown): Read<QuestionnaireResponse> {
  if (!isObject(value) || value.resourceType !== 'QuestionnaireResponse') {
    return { ok: false, pointer: '/resourceType', detail: 'is not QuestionnaireResponse' }
  }
  const fault =
    faultOfMembers(value, '', ['resourceType', 'questionnaire', 'status', 'language', 'authored', 'item']) ??
    firstFault(value, '', { questionnaire: isText, language: isText, authored: isText }) ??
    (RESPONSE_STATUSES.includes(value.status as never)
      ? undefined
      : { pointer: '/status', detail: 'is no status' }) ??
    faultOfItems(value.item, '/item', faultOfResponseItem)
  return fault ? { ok: false, ...fault } : { ok: true, value: value as unknown as QuestionnaireResponse }
}

type FaultOf = (
  item: Json,
  pointer: string,
  below: (items: unknown, pointer: string) => Fault | undefined,
) => Fault | undefined

function faultOfItems(items: unknown, pointer: string, faultOf: FaultOf): Fault | undefined {
  let count = 0
  const walk = (list: unknown, at: string, depth: number): Fault | undefined => {
    if (list === undefined) return undefined
    if (!Array.isArray(list)) return { pointer: at, detail: 'is no list' }
    if (depth > MAX_DEPTH) return { pointer: at, detail: 'stands too deep' }
    return firstOf(list, (item, i) => {
      if (++count > MAX_ITEMS) return { pointer: at, detail: 'holds too many items' }
      if (!isObject(item)) return { pointer: `${at}/${i}`, detail: 'is no item' }
      if (typeof item.linkId !== 'string' || item.linkId === '' || item.linkId.length > 255) {
        return { pointer: `${at}/${i}/linkId`, detail: 'is no linkId' }
      }
      return faultOf(item, `${at}/${i}`, (below, there) => walk(below, there, depth + 1))
    })
  }
  return walk(items, pointer, 1)
}

const faultOfItem: FaultOf = (item, pointer, below) =>
  firstFault(item, pointer, {
    type: (type) => ITEM_TYPES.includes(type as Item['type']) || (isText(type) && type !== undefined),
    text: isText,
    definition: isText,
    required: isBoolean,
    repeats: isBoolean,
    readOnly: isBoolean,
    maxLength: (value) => value === undefined || (Number.isInteger(value) && (value as number) > 0),
    answerValueSet: isText,
    enableBehavior: (value) => value === undefined || value === 'all' || value === 'any',
    enableWhen: (value) =>
      isListOf(value, (one) => typeof one.question === 'string' && OPERATORS.includes(one.operator as never)),
    answerOption: (value) => isListOf(value, hasOneValue),
    initial: (value) => isListOf(value, hasOneValue),
    extension: isExtensions,
    _text: isBeside,
  }) ?? below(item.item, `${pointer}/item`)

const faultOfResponseItem: FaultOf = (item, pointer, below) => {
  const fault =
    faultOfMembers(item, pointer, ['linkId', 'text', 'answer', 'item']) ??
    firstFault(item, pointer, { text: isText }) ??
    below(item.item, `${pointer}/item`)
  if (fault || item.answer === undefined) return fault
  if (!Array.isArray(item.answer)) return { pointer: `${pointer}/answer`, detail: 'is no list' }
  return firstOf(item.answer, (answer, i) => {
    const at = `${pointer}/answer/${i}`
    if (!isObject(answer) || !hasOneValue(answer)) return { pointer: at, detail: 'holds not one value' }
    const names = Object.keys(answer).filter((name) => name !== 'item' && !(name in VALUES))
    if (names[0]) return { pointer: `${at}/${names[0]}`, detail: 'is not read here' }
    const wrong = Object.keys(answer).find((name) => name !== 'item' && !VALUES[name]?.(answer[name]))
    return wrong
      ? { pointer: `${at}/${wrong}`, detail: 'is no such value' }
      : below(answer.item, `${at}/item`)
  })
}

const VALUES: Record<string, (value: unknown) => boolean> = {
  valueBoolean: (value) => typeof value === 'boolean',
  valueDecimal: Number.isFinite,
  valueInteger: Number.isInteger,
  valueDate: isSaid,
  valueDateTime: isSaid,
  valueTime: isSaid,
  valueString: isSaid,
  valueCoding: (value) => isOf(value, { system: isText, code: isText, display: isText, _display: isBeside }),
  valueQuantity: (value) =>
    isOf(value, { value: Number.isFinite, unit: isText, system: isText, code: isText }),
  valueAttachment: (value) =>
    isOf(value, {
      contentType: isText,
      url: isText,
      title: isText,
      size: (size) => size === undefined || Number.isInteger(size),
      hash: isText,
      creation: isText,
    }),
}

function isOf(value: unknown, members: Record<string, (value: unknown) => boolean>): boolean {
  return (
    isObject(value) &&
    Object.keys(value).every((name) => name in members) &&
    Object.entries(members).every(([name, is]) => is(value[name]))
  )
}

function hasOneValue(value: Json): boolean {
  return Object.keys(value).filter((name) => /^value[A-Z]/.test(name)).length === 1
}

function isListOf(value: unknown, is: (one: Json) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every((one) => isObject(one) && is(one)))
}

function isExtensions(value: unknown): boolean {
  return isListOf(value, (one) => typeof one.url === 'string' && isExtensions(one.extension))
}

function isBeside(value: unknown): boolean {
  return value === undefined || (isObject(value) && isExtensions(value.extension))
}

function faultOfMembers(value: Json, pointer: string, known: string[]): Fault | undefined {
  const other = Object.keys(value).find((name) => !known.includes(name))
  return other === undefined ? undefined : { pointer: `${pointer}/${other}`, detail: 'is not read here' }
}

function firstFault(
  value: Json,
  pointer: string,
  members: Record<string, (value: unknown) => boolean>,
): Fault | undefined {
  const wrong = Object.entries(members).find(([name, is]) => !is(value[name]))
  return wrong && { pointer: `${pointer}/${wrong[0]}`, detail: 'is not of the form' }
}

function firstOf<T>(
  list: readonly T[],
  find: (one: T, index: number) => Fault | undefined,
): Fault | undefined {
  for (const [index, one] of list.entries()) {
    const fault = find(one, index)
    if (fault) return fault
  }
  return undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  return value === undefined || isSaid(value)
}

/** A text that PostgreSQL keeps. */
function isSaid(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}

function isBoolean(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean'
}
