/** What a guest filled in, checked on the server: every fault at its field, everything typed kept. */
import type { Context } from 'hono'
import type { Question, Service } from '../../desk/services/service.ts'
import { normalizePhone } from '../../kit/phone.ts'
import type { Phrase } from './language.ts'

/** What was typed, by the field's name. */
export type Typed = Readonly<Record<string, string>>
export type Faults = ReadonlyMap<string, Phrase>

/** Who comes, and how they are reached. */
export interface Person {
  name: string
  phone: string
  /** In lower case. */
  email: string | null
}

export interface FilledForm extends Person {
  /** With the consent text that was agreed to, which may be another one tomorrow. */
  answers: { key: string; label: string; value: string }[]
}

const LONGEST = { name: 120, phone: 40, email: 254, text: 300, longtext: 3000 }

/** People never see it; whatever fills in every field does. */
export const TRAP = 'website'

/** Also the element's id, which has no spaces. */
export function fieldOf(question: Question): string {
  return `q_${encodeURIComponent(question.id)}`
}

export function readPerson(typed: Typed, country: string): { person: Person; faults: Map<string, Phrase> } {
  const faults = new Map<string, Phrase>()
  const name = cleanText(typed.name)
  const phone = cleanText(typed.phone)
  const email = cleanText(typed.email).toLowerCase()
  if (!/\p{L}/u.test(name)) faults.set('name', 'fault_name')
  else if (name.length > LONGEST.name) faults.set('name', 'fault_long')
  if (!phone) faults.set('phone', 'fault_phone_missing')
  else if (phone.length > LONGEST.phone || !isPhone(phone, country)) faults.set('phone', 'fault_phone')
  if (email && !isEmail(email)) faults.set('email', 'fault_email')
  return { person: { name, phone, email: email || null }, faults }
}

/** The fields of a form; one that cannot be read has none. */
export async function readTyped(c: Context): Promise<Typed> {
  const body = await c.req.parseBody().catch(() => ({}))
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

export function readBookingForm(
  typed: Typed,
  about: { service: Service; country: string },
): { ok: true; form: FilledForm } | { ok: false; faults: Faults } {
  const { service, country } = about
  const { person, faults } = readPerson(typed, country)
  const answers: FilledForm['answers'] = []
  for (const question of service.questions) {
    const value = cleanText(typed[fieldOf(question)])
    const fault = faultOf(question, value, country)
    if (fault) faults.set(fieldOf(question), fault)
    else if (value) answers.push({ key: question.id, label: question.label, value })
  }
  if (service.consentText) {
    // Another text than the one that was read: it has to be read first.
    if (typed.consent_version !== String(service.consentVersion))
      faults.set('consent', 'fault_consent_changed')
    else if (typed.consent !== 'yes') faults.set('consent', 'fault_consent')
    else answers.push(consentTo(service.consentText, service.consentVersion))
  }
  if (typed[TRAP]) faults.set(TRAP, 'fault_trap')
  if (faults.size > 0) return { ok: false, faults }
  return { ok: true, form: { ...person, answers } }
}

/**
 * Kept with the booking, and not among the contact's consents: anybody may type anybody's number here, and must not undo
 * a STOP that came from it.
 */
function consentTo(text: string, version: number): FilledForm['answers'][number] {
  return { key: 'consent', label: `Consent, version ${version}`, value: text }
}

function faultOf(question: Question, value: string, country: string): Phrase | null {
  if (!value) return question.required ? missing(question) : null
  switch (question.kind) {
    case 'choice':
      return question.options?.includes(value) ? null : 'fault_choice'
    case 'checkbox':
      return value === 'yes' ? null : 'fault_choice'
    case 'date':
      return isDate(value) ? null : 'fault_date'
    case 'phone':
      return isPhone(value, country) ? null : 'fault_phone'
    case 'email':
      return isEmail(value) ? null : 'fault_email'
    case 'text':
    case 'longtext':
      return value.length > LONGEST[question.kind] ? 'fault_long' : null
  }
}

function missing({ kind }: Question): Phrase {
  if (kind === 'checkbox') return 'fault_tick'
  return kind === 'choice' ? 'fault_choice' : 'fault_missing'
}

/** Without control characters, which no field of ours means and no text of PostgreSQL's holds all of. */
export function cleanText(text: string | undefined): string {
  return (text ?? '')
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim()
}

function isPhone(text: string, country: string): boolean {
  return normalizePhone(text, country).e164 !== null
}

/** As HTML's own field checks it, and with a dot in the domain: `ana@gmail` is a slip. */
function isEmail(text: string): boolean {
  return text.length <= LONGEST.email && /^[^\s@<>(),;:"]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text)
}

export function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text).year > 1870
  } catch {
    return false
  }
}
