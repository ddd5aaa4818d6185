/** Items of the questionnaires that ship, each in English and Spanish. */
import {
  type AnswerOption,
  EXTENSIONS,
  type Extension,
  type Item,
  PATIENT_ELEMENTS,
  type PatientElement,
  type Primitive,
  type Questionnaire,
} from '@foyer/forms'

/** A text in English and Spanish. */
export type Words = readonly [en: string, es: string]

type More = Omit<Partial<Item>, 'linkId' | 'type' | 'text'> & { flag?: string }

export interface ShippedQuestionnaire {
  key: string
  title: string
  body: Questionnaire
}

export function shipped(key: string, title: Words, description: Words, item: Item[]): ShippedQuestionnaire {
  return {
    key,
    title: title[0],
    body: {
      resourceType: 'Questionnaire',
      language: 'en',
      title: title[0],
      _title: spanish(title[1]),
      description: description[0],
      _description: spanish(description[1]),
      status: 'draft',
      item,
    },
  }
}

export function group(linkId: string, text: Words, item: Item[], more: More = {}): Item {
  return ask('group', linkId, text, { ...more, item })
}

export function display(linkId: string, text: Words, more: More = {}): Item {
  return ask('display', linkId, text, more)
}

/** A question of a type, in two languages. `flag`: what staff call it when it is answered with anything but no. */
export function ask(
  type: Item['type'],
  linkId: string,
  text: Words,
  { flag, extension = [], ...more }: More = {},
): Item {
  const all = [...extension, ...(flag ? [flagged(flag)] : [])]
  return {
    linkId,
    type,
    text: text[0],
    _text: spanish(text[1]),
    ...(all.length > 0 ? { extension: all } : {}),
    ...more,
  }
}

export function option(
  code: string,
  text: Words,
  more: { flag?: string; isExclusive?: boolean } = {},
): AnswerOption {
  const extension: Extension[] = [
    ...(more.flag ? [flagged(more.flag)] : []),
    ...(more.isExclusive ? [{ url: EXTENSIONS.exclusive, valueBoolean: true }] : []),
  ]
  return {
    valueCoding: { code, display: text[0], _display: spanish(text[1]) },
    ...(extension.length > 0 ? { extension } : {}),
  }
}

/** "None of these", and nothing beside it. */
export const none: AnswerOption = option('none', ['None of these', 'Nada de esto'], { isExclusive: true })

/** Asked where a yes was given. */
export function whenYes(question: string): Pick<Item, 'enableWhen'> {
  return { enableWhen: [{ question, operator: '=', answerBoolean: true }] }
}

/** What somebody agrees to; the text is markdown of paragraphs and lists. */
export function consent(linkId: string, label: Words, text: Words, version: string): Item {
  return ask('boolean', linkId, label, {
    required: true,
    extension: [
      {
        url: EXTENSIONS.consent,
        extension: [
          { url: 'version', valueString: version },
          { url: 'text', valueMarkdown: text[0], _valueMarkdown: spanish(text[1]) },
        ],
      },
    ],
  })
}

/** By hand or by name (https://hl7.org/fhir/R4/valueset-signature-type.html: consent signature). */
export function signature(linkId: string, text: Words): Item {
  const system = 'urn:iso-astm:E1762-95:2013'
  return ask('attachment', linkId, text, {
    required: true,
    extension: [
      {
        url: EXTENSIONS.signature,
        valueCodeableConcept: {
          coding: [{ system, code: '1.2.840.10065.1.12.1.7', display: 'Consent Signature' }],
        },
      },
    ],
  })
}

export function photo(linkId: string, text: Words, more: More = {}): Item {
  return ask('attachment', linkId, text, {
    ...more,
    extension: [
      ...['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'].map((valueCode) => ({
        url: EXTENSIONS.mimeType,
        valueCode,
      })),
      { url: EXTENSIONS.maxSize, valueDecimal: 8 },
    ],
  })
}

/** What the patient's profile learns. */
export function ofPatient(element: PatientElement): Pick<Item, 'definition'> {
  return { definition: PATIENT_ELEMENTS[element] }
}

/** Who it is: on every form, so that a form filled in by somebody else is seen. */
export const aboutYou: Item = group(
  'you',
  ['About you', 'Sobre usted'],
  [
    ask('string', 'name', ['Full name of the patient', 'Nombre completo del paciente'], {
      required: true,
      maxLength: 120,
      ...ofPatient('name'),
    }),
    ask('date', 'birth_date', ['Date of birth', 'Fecha de nacimiento'], {
      required: true,
      ...ofPatient('birthDate'),
      extension: [{ url: EXTENSIONS.minValue, valueDate: '1900-01-01' }],
    }),
  ],
)

function flagged(valueString: string): Extension {
  return { url: EXTENSIONS.flag, valueString }
}

function spanish(content: string): Primitive {
  return {
    extension: [
      {
        url: EXTENSIONS.translation,
        extension: [
          { url: 'lang', valueCode: 'es' },
          { url: 'content', valueString: content },
        ],
      },
    ],
  }
}
