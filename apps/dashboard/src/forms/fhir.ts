/** A questionnaire as the editor changes it: FHIR R4, of which only what is written here is touched. */

export interface Primitive {
  extension?: Extension[]
}
export interface Extension {
  url: string
  extension?: Extension[]
  [member: string]: unknown
}
export interface Option {
  extension?: Extension[]
  valueCoding?: { code?: string; display?: string; _display?: Primitive; [member: string]: unknown }
  valueString?: string
  [member: string]: unknown
}
export interface Condition {
  question: string
  operator: string
  answerBoolean?: boolean
  answerCoding?: { system?: unknown; code?: string }
  answerInteger?: number
  answerDecimal?: number
  answerDate?: string
  answerString?: string
  [member: string]: unknown
}
export interface Item {
  linkId: string
  type: string
  text?: string
  _text?: Primitive
  required?: boolean
  repeats?: boolean
  enableWhen?: Condition[]
  enableBehavior?: 'all' | 'any'
  answerOption?: Option[]
  extension?: Extension[]
  item?: Item[]
  [member: string]: unknown
}
export interface Body {
  resourceType: 'Questionnaire'
  item?: Item[]
  [member: string]: unknown
}

/** HL7's extension of that name: a text in another language. */
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'

/** As `packages/forms/src/extensions.ts` has them. */
export const FLAG = 'https://foyer.example/fhir/StructureDefinition/questionnaire-flag'
export const RANGE = {
  min: 'http://hl7.org/fhir/StructureDefinition/minValue',
  max: 'http://hl7.org/fhir/StructureDefinition/maxValue',
}

export const UNIT = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit'
export const UNIT_OPTION = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption'

/** What can be asked here; a question of another type keeps it. */
export const TYPE_WORDS: Record<string, string> = {
  boolean: 'Yes or no',
  choice: 'Choice',
  'open-choice': 'Choice or own words',
  string: 'Short text',
  text: 'Long text',
  date: 'Date',
  integer: 'Whole number',
  decimal: 'Number',
  quantity: 'Amount with a unit',
  attachment: 'Photo or paper',
  display: 'Text to read',
  group: 'Group of questions',
}

export function spanishOf(beside: Primitive | undefined): string {
  for (const { url, extension = [] } of beside?.extension ?? []) {
    if (url !== TRANSLATION) continue
    const content = extension.find((part) => part.url === 'content')?.valueString
    const language = extension.find((part) => part.url === 'lang')?.valueCode
    if (String(language).split('-')[0] === 'es' && typeof content === 'string') return content
  }
  return ''
}

export function withSpanish(beside: Primitive | undefined, content: string): Primitive | undefined {
  const others = (beside?.extension ?? []).filter(
    (one) => one.url !== TRANSLATION || spanishOf({ extension: [one] }) === '',
  )
  const extension = content
    ? [
        ...others,
        {
          url: TRANSLATION,
          extension: [
            { url: 'lang', valueCode: 'es' },
            { url: 'content', valueString: content },
          ],
        },
      ]
    : others
  return extension.length > 0 ? { ...beside, extension } : undefined
}

/** The one value of an extension, whatever its type; null where it is not there. */
export function extensionValue(of: Primitive, url: string): unknown {
  const found = of.extension?.find((one) => one.url === url)
  const name = found && Object.keys(found).find((key) => key.startsWith('value'))
  return found && name ? found[name] : null
}

/** With this value under the name of its type (`valueString`), or without the extension where that is null. */
export function withExtension<Of extends Primitive>(
  of: Of,
  url: string,
  value: Record<`value${string}`, unknown> | null,
): Of {
  const { extension: before = [], ...rest } = of
  const extension = [...before.filter((one) => one.url !== url), ...(value ? [{ url, ...value }] : [])]
  return (extension.length > 0 ? { ...rest, extension } : rest) as Of
}

/** Questions that a condition of this item may look at, in their order: those asked before it, without texts. */
export function questionsBefore(body: Body, item: Item): Item[] {
  const all = (items: readonly Item[]): Item[] => items.flatMap((one) => [one, ...all(one.item ?? [])])
  const asked = all(body.item ?? [])
  const place = asked.findIndex(({ linkId }) => linkId === item.linkId)
  return asked.slice(0, place).filter(({ type }) => type !== 'group' && type !== 'display')
}

export function hasOptions(type: string): boolean {
  return type === 'choice' || type === 'open-choice'
}

export function newItem(body: Body, type: string): Item {
  const taken = new Set(allLinkIds(body.item ?? []))
  let number = taken.size + 1
  while (taken.has(`question_${number}`)) number++
  const options = hasOptions(type) ? { answerOption: [newOption('a'), newOption('b')] } : {}
  return {
    linkId: `question_${number}`,
    type,
    text: '',
    ...options,
    ...(type === 'group' ? { item: [] } : {}),
  }
}

export function newOption(code: string): Option {
  return { valueCoding: { code, display: '' } }
}

/** The item at these places, one below the other, is changed, or gone where `change` answers null. */
export function changeAt(
  items: readonly Item[],
  path: readonly number[],
  change: (item: Item) => Item | null,
): Item[] {
  const [place, ...below] = path
  return items.flatMap((item, i) => {
    if (i !== place) return [item]
    const changed =
      below.length === 0 ? change(item) : { ...item, item: changeAt(item.item ?? [], below, change) }
    return changed ? [changed] : []
  })
}

/** One up or down among those beside it. */
export function moveAt(items: readonly Item[], path: readonly number[], by: -1 | 1): Item[] {
  const [place = 0, ...below] = path
  if (below.length > 0) {
    return changeAt(items, [place], (item) => ({ ...item, item: moveAt(item.item ?? [], below, by) }))
  }
  const moved = items[place]
  const to = place + by
  if (!moved || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(place, 1).toSpliced(to, 0, moved)
}

function allLinkIds(items: readonly Item[]): string[] {
  return items.flatMap(({ linkId, item = [] }) => [linkId, ...allLinkIds(item)])
}
