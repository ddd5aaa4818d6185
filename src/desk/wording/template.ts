/** A template is a text of the clinic with gaps for what is known about a visit. */

/** The gaps that a text may have. Nothing of a patient's health is among them. */
export const VARIABLES = {
  first_name: 'The patient’s first name',
  patient_name: 'The patient’s full name',
  clinic_name: 'The clinic’s name',
  clinic_phone: 'The clinic’s phone number',
  clinic_address: 'The clinic’s address',
  weekday: 'Day of the week',
  date: 'Date of the appointment',
  time: 'Time of the appointment, with the zone where it is not the clinic’s',
  location: 'Where the visit takes place',
  practitioner: 'Who sees the patient',
  service: 'The service; stays empty unless the clinic lets messages name it',
  more_visits: 'Of a series, when the other visits are; else empty',
  manage_link: 'Where the patient moves or cancels the appointment; empty for what was booked elsewhere',
  offer_link: 'Where an offered time is accepted or declined; empty in other messages',
  form_link: 'Where the form of this step is filled in; empty in other messages',
  guide_link: 'Where the guide of this step is read; empty in other messages',
  booking_link: 'Where anybody books a visit',
  stop_link: 'Where the patient ends such messages, in mails; empty in messages that no journey sends',
  answer_by: 'Until when an offered time is kept; empty in other messages',
} as const

export type Variable = keyof typeof VARIABLES
export type Values = Record<Variable, string>

/** Nothing is known. */
export const NO_VALUES = Object.fromEntries(
  Object.keys(VARIABLES).map((name) => [name, '']),
) as unknown as Values

const GAP = /\{\{\s*([a-z_]+)\s*\}\}/g

/** The gaps of a text that no value exists for; such a text is not saved. */
export function unknownVariables(text: string): string[] {
  return [
    ...new Set([...text.matchAll(GAP)].map((match) => match[1] ?? '').filter((name) => !isVariable(name))),
  ]
}

/** True where braces stand that are no gap, such as `{{first name}}`: the patient would read them. */
export function hasBrokenGap(text: string): boolean {
  return /\{\{|\}\}/.test(text.replace(GAP, ''))
}

/** What `render` puts into a text, by name: the gaps that it has, sorted. */
export function usedValues(text: string, values: Values): [name: string, value: string][] {
  const names = new Set([...text.matchAll(GAP)].map((match) => match[1] ?? ''))
  return [...names].toSorted().map((name) => [name, textFor(values, name)])
}

/**
 * Fills the gaps. A line whose gaps are all empty is left out, so that `Where: {{location}}` vanishes for a clinic
 * without an address. Values are put in once: braces inside a patient's name stay text.
 */
export function render(text: string, values: Values): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const names = [...line.matchAll(GAP)].map((match) => match[1] ?? '')
      if (names.length > 0 && names.every((name) => !textFor(values, name))) return []
      return [line.replace(GAP, (_, name: string) => textFor(values, name))]
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function isVariable(name: string): name is Variable {
  return Object.hasOwn(VARIABLES, name)
}

function textFor(values: Values, name: string): string {
  return isVariable(name) ? values[name].replace(/\s+/g, ' ').trim() : ''
}

/**
 * A name as messages say it: a stranger may have typed it beside somebody else's number, and a link in it would go out under the
 * clinic's name.
 */
export function asName(typed: string): string {
  return typed
    .replace(/[^\p{L}\p{M}\s'’.,-]|\.(?=\S)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export function firstNameOf(typed: string): string {
  return asName(typed).split(' ')[0] ?? ''
}
