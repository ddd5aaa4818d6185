/** A questionnaire is a form's questions (FHIR R4 `Questionnaire`), as far as Foyer asks them. */

/** R4 has `question`, `url` and `reference` too: nobody answers these on a phone, and the lint refuses them. */
export const ITEM_TYPES = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'choice',
  'open-choice',
  'quantity',
  'attachment',
] as const
export type ItemType = (typeof ITEM_TYPES)[number]

export const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const
export type Operator = (typeof OPERATORS)[number]

export interface Extension {
  url: string
  extension?: Extension[]
  [value: `value${string}`]: unknown
  [value: `_value${string}`]: Primitive | undefined
}

/** What stands beside a primitive value in JSON, under its name with an underscore. */
export interface Primitive {
  extension?: Extension[]
}

export interface Coding {
  system?: string
  code?: string
  display?: string
  _display?: Primitive
}

export interface Quantity {
  value?: number
  unit?: string
  system?: string
  code?: string
}

export interface Attachment {
  contentType?: string
  url?: string
  title?: string
  /** Bytes. */
  size?: number
  /** SHA-1 in base64, as FHIR has it. */
  hash?: string
  creation?: string
}

/** One answer without what is asked below it: exactly one of these is there. */
export interface Value {
  valueBoolean?: boolean
  valueDecimal?: number
  valueInteger?: number
  valueDate?: string
  valueDateTime?: string
  valueTime?: string
  valueString?: string
  valueCoding?: Coding
  valueQuantity?: Quantity
  valueAttachment?: Attachment
}

/** The item is asked where the condition holds; `answer…` is of the question's type. */
export interface EnableWhen {
  question: string
  operator: Operator
  answerBoolean?: boolean
  answerDecimal?: number
  answerInteger?: number
  answerDate?: string
  answerDateTime?: string
  answerTime?: string
  answerString?: string
  answerCoding?: Coding
  answerQuantity?: Quantity
}

export interface AnswerOption extends Value {
  extension?: Extension[]
  _valueString?: Primitive
  initialSelected?: boolean
}

export interface Item {
  linkId: string
  type: ItemType
  text?: string
  _text?: Primitive
  prefix?: string
  /** Which element of FHIR the answer is, `http://hl7.org/fhir/StructureDefinition/Patient#Patient.birthDate`. */
  definition?: string
  code?: Coding[]
  enableWhen?: EnableWhen[]
  enableBehavior?: 'all' | 'any'
  required?: boolean
  repeats?: boolean
  readOnly?: boolean
  maxLength?: number
  answerValueSet?: string
  answerOption?: AnswerOption[]
  initial?: Value[]
  extension?: Extension[]
  item?: Item[]
}

export interface Questionnaire {
  resourceType: 'Questionnaire'
  id?: string
  url?: string
  version?: string
  language?: string
  name?: string
  title?: string
  _title?: Primitive
  description?: string
  _description?: Primitive
  status: 'draft' | 'active' | 'retired' | 'unknown'
  contained?: { resourceType: string; id?: string; [member: string]: unknown }[]
  extension?: Extension[]
  item?: Item[]
}
