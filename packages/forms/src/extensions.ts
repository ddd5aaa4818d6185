/** What items carry beyond R4's own members: HL7's extensions where there is one, Foyer's where there is none. */
import type { AnswerOption, Coding, Extension, Item, Primitive, Value } from './questionnaire.ts'

const HL7 = 'http://hl7.org/fhir/StructureDefinition/'
/** Reserved by RFC 2606: it names, and leads nowhere. */
const FOYER = 'https://foyer.example/fhir/StructureDefinition/'

export const EXTENSIONS = {
  translation: `${HL7}translation`,
  minValue: `${HL7}minValue`,
  maxValue: `${HL7}maxValue`,
  minLength: `${HL7}minLength`,
  minOccurs: `${HL7}questionnaire-minOccurs`,
  maxOccurs: `${HL7}questionnaire-maxOccurs`,
  /** Megabytes. */
  maxSize: `${HL7}maxSize`,
  mimeType: `${HL7}mimeType`,
  unit: `${HL7}questionnaire-unit`,
  unitOption: `${HL7}questionnaire-unitOption`,
  /** Chosen, it is the only one: "None of these". */
  exclusive: `${HL7}questionnaire-optionExclusive`,
  /** On an attachment item: it is a signature. */
  signature: `${HL7}questionnaire-signatureRequired`,
  /** On a boolean item: the text that is agreed to (`text`, markdown) and its `version`. */
  consent: `${FOYER}questionnaire-consent`,
  /** On an item or an option: so answered, it is something staff should see. The value says what to call it. */
  flag: `${FOYER}questionnaire-flag`,
} as const

interface Extended {
  extension?: Extension[]
}

export function extensionOf(of: Extended | undefined, url: string): Extension | undefined {
  return of?.extension?.find((one) => one.url === url)
}

/** The extension's one value, whatever its type. */
export function extensionValue(of: Extended | undefined, url: string): unknown {
  const found = extensionOf(of, url)
  const name = found && Object.keys(found).find((key) => key.startsWith('value'))
  return found && name ? found[name as `value${string}`] : undefined
}

/** A text in a language, `es`; in the one it was written in where there is no translation. */
export function inLanguage(
  text: string | undefined,
  beside: Primitive | undefined,
  language: string,
): string {
  for (const { url, extension } of beside?.extension ?? []) {
    if (url !== EXTENSIONS.translation) continue
    const part = (name: string) => extensionValue({ extension }, name)
    const content = part('content')
    if (String(part('lang')).split('-')[0] === language && typeof content === 'string') return content
  }
  return text ?? ''
}

export function textOf(item: Pick<Item, 'text' | '_text'>, language: string): string {
  return inLanguage(item.text, item._text, language)
}

/** How an option reads. */
export function optionText(option: AnswerOption, language: string): string {
  const { valueCoding: coding } = option
  if (coding) return codingText(coding, language)
  if (option.valueString !== undefined) return inLanguage(option.valueString, option._valueString, language)
  return String(option.valueInteger ?? option.valueDate ?? option.valueTime ?? '')
}

export function codingText(coding: Coding, language: string): string {
  return inLanguage(coding.display ?? coding.code, coding._display, language)
}

export function isSignature(item: Item): boolean {
  return item.type === 'attachment' && !!extensionOf(item, EXTENSIONS.signature)
}

export interface Consent {
  text: string
  version: string
}

/** The text that a boolean item agrees to. */
export function consentOf(item: Item, language: string): Consent | undefined {
  const found = item.type === 'boolean' ? extensionOf(item, EXTENSIONS.consent) : undefined
  if (!found) return undefined
  const text = extensionOf(found, 'text')
  return {
    text: inLanguage(text?.valueMarkdown as string | undefined, text?._valueMarkdown, language),
    version: String(extensionValue(found, 'version') ?? ''),
  }
}

export interface Bounds {
  /** A number, or a date or time as it is written. */
  min?: number | string
  max?: number | string
  minOccurs?: number
  maxOccurs?: number
  minLength?: number
  maxLength?: number
  /** Bytes. */
  maxBytes?: number
}

export function boundsOf(item: Item): Bounds {
  const value = (url: string) => extensionValue(item, url) as never
  const megabytes = value(EXTENSIONS.maxSize) as number | undefined
  return {
    min: value(EXTENSIONS.minValue),
    max: value(EXTENSIONS.maxValue),
    minOccurs: value(EXTENSIONS.minOccurs),
    maxOccurs: item.repeats ? value(EXTENSIONS.maxOccurs) : 1,
    minLength: value(EXTENSIONS.minLength),
    maxLength: item.maxLength,
    maxBytes: megabytes === undefined ? undefined : megabytes * 1_000_000,
  }
}

/** The units that a quantity may be given in; none: it has no unit. */
export function unitsOf(item: Item): Coding[] {
  return (item.extension ?? []).flatMap(({ url, valueCoding }) =>
    url === EXTENSIONS.unit || url === EXTENSIONS.unitOption ? [valueCoding as Coding] : [],
  )
}

/** The types that an attachment may have, `image/jpeg`; none: any. */
export function mimeTypesOf(item: Item): string[] {
  return (item.extension ?? []).flatMap(({ url, valueCode }) =>
    url === EXTENSIONS.mimeType ? [String(valueCode)] : [],
  )
}

/** What staff call it when an item is answered so; undefined: nothing to see. */
export function flagOf(item: Item, option: AnswerOption | undefined, value: Value): string | undefined {
  const ofOption = extensionValue(option, EXTENSIONS.flag)
  if (ofOption) return String(ofOption)
  const ofItem = extensionValue(item, EXTENSIONS.flag)
  return ofItem && value.valueBoolean !== false ? String(ofItem) : undefined
}
