/** What in somebody's answers staff should see before the visit, and what the answers say of the person. */
import { optionFor } from './check.ts'
import { codingText, flagOf, optionText, textOf } from './extensions.ts'
import { type Filled, pathOf } from './filled.ts'
import type { Form } from './form.ts'
import type { Item, Value } from './questionnaire.ts'
import { contentOf } from './value.ts'

export interface Flag {
  linkId: string
  /** What staff call it: `Blood thinners`. */
  label: string
  /** The question as it was read. */
  question: string
  /** The answer in words. */
  answer: string
}

/** The answers that raise a task, in the order of the questionnaire. `filled` holds asked items only. */
export function findFlags(form: Form, filled: Filled, language: string): Flag[] {
  const order = new Map<string, number>()
  const walk = (items: readonly Item[]) => {
    for (const item of items) {
      order.set(item.linkId, order.size)
      walk(item.item ?? [])
    }
  }
  walk(form.items)
  const found = Object.entries(filled).flatMap(([place, value]): Flag[] => {
    const linkId = pathOf(place).at(-1)?.[0] ?? ''
    const item = form.item(linkId)
    const label = item && flagOf(item, optionFor(form, item, value), value)
    if (!item || !label) return []
    return [
      { linkId, label, question: textOf(item, language), answer: showValue(form, item, value, language) },
    ]
  })
  return found.sort((a, b) => (order.get(a.linkId) ?? 0) - (order.get(b.linkId) ?? 0))
}

const YES: Record<string, [yes: string, no: string]> = { en: ['Yes', 'No'], es: ['Sí', 'No'] }

/** An answer in words: `Yes`, `70 kg`, the option as it reads. */
export function showValue(form: Form, item: Item, value: Value, language: string): string {
  const option = optionFor(form, item, value)
  if (option) return optionText(option, language)
  const { content } = contentOf(value) ?? {}
  if (typeof content === 'boolean') return (YES[language] ?? YES.en)?.[content ? 0 : 1] ?? ''
  if (value.valueCoding) return codingText(value.valueCoding, language)
  if (value.valueQuantity) return `${value.valueQuantity.value} ${value.valueQuantity.unit ?? ''}`.trim()
  if (value.valueAttachment) return value.valueAttachment.title ?? value.valueAttachment.contentType ?? ''
  return String(content ?? '')
}

const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'

/** Elements of FHIR's Patient that an item's `definition` may name, by what they are here. */
export const PATIENT_ELEMENTS = {
  name: `${PATIENT}name.text`,
  birthDate: `${PATIENT}birthDate`,
  phone: `${PATIENT}telecom:phone.value`,
  email: `${PATIENT}telecom:email.value`,
  place: `${PATIENT}address.city`,
} as const
export type PatientElement = keyof typeof PATIENT_ELEMENTS

/** What the answers say of who the patient is, by the items' `definition`; the first answer of each. */
export function findPatientElements(form: Form, filled: Filled): Partial<Record<PatientElement, string>> {
  const said: Partial<Record<PatientElement, string>> = {}
  for (const [place, value] of Object.entries(filled)) {
    const definition = form.item(pathOf(place).at(-1)?.[0] ?? '')?.definition
    for (const name of Object.keys(PATIENT_ELEMENTS) as PatientElement[]) {
      const content = contentOf(value)?.content
      if (definition === PATIENT_ELEMENTS[name] && typeof content === 'string') said[name] ??= content.trim()
    }
  }
  return said
}
