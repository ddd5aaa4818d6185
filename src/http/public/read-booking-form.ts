/** What a guest filled in, checked on the server: every fault at its field, everything typed kept. */
import type { Context } from 'hono'
import type { Question, Service } from '../../desk/services/service.ts'
import { answerTo } from '../../desk/services/service-words.ts'
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
  /** Who is treated, where that is somebody else: a mother books for her child. */
  patientName: string | null
  /** With the consent text that was agreed to, which may be another one tomorrow. */
  answers: { key: string; label: string; value: string }[]
}

const LONGEST = { name: 120, phone: 40, email: 254, text: 300, longtext: 3000 }

/** People never see it; whatever fills in every field does. */
export const TRAP = 'website'

/** Ticked where somebody else is treated, and whom. */
export const ELSE = 'somebody_else'
export const PATIENT = 'patient'

/** Also the element's id, which has no spaces. */
export function fieldOf(question: Question): string {
  return `q_${encodeURIComponent(question.id)}`
}

export function readPerson(typed: Typed, country: string): { person: Person; faults: Map<string, Phrase> } {
  const faults = new Map<string, Phrase>()
  const name = readName(typed.name)
  const phone = cleanLine(typed.phone)
  const email = cleanText(typed.email).toLowerCase()
  const fault = faultOfName(name, 'fault_name')
  if (fault) faults.set('name', fault)
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
  const { person, faults } = readPerson(typed, about.country)
  const patientName = typed[ELSE] === 'yes' ? readName(typed[PATIENT]) : null
  const fault = patientName === null ? null : faultOfName(patientName, 'fault_patient')
  if (fault) faults.set(PATIENT, fault)
  const { answers, faults: others } = readAnswers(typed, about)
  for (const [field, phrase] of others) faults.set(field, phrase)
  if (typed[TRAP]) faults.set(TRAP, 'fault_trap')
  if (faults.size > 0) return { ok: false, faults }
  return { ok: true, form: { ...person, patientName, answers } }
}

/** What the service asks, and the consent to its text. */
export function readAnswers(
  typed: Typed,
  { service, country }: { service: Service; country: string },
): { answers: FilledForm['answers']; faults: Map<string, Phrase> } {
  const faults = new Map<string, Phrase>()
  const answers: FilledForm['answers'] = []
  for (const question of service.questions) {
    const value = cleanText(typed[fieldOf(question)])
    const fault = faultOf(question, value, country)
    if (fault) faults.set(fieldOf(question), fault)
    else if (value) answers.push(answerTo(question, value))
  }
  if (service.consentText) {
    // Another text than the one that was read: it has to be read first.
    if (typed.consent_version !== String(service.consentVersion))
      faults.set('consent', 'fault_consent_changed')
    else if (typed.consent !== 'yes') faults.set('consent', 'fault_consent')
    else answers.push(consentTo(service.consentText, service.consentVersion))
  }
  return { answers, faults }
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

/** On one line. Whatever is written together after a title or initial is no address of a site: `J.Smith`. */
function readName(text: string | undefined): string {
  return cleanLine(text).replace(/(?<=^|[\s.])((?:\p{L}{1,2}|dra?|mrs?|ms|sra?|prof)\.)(?=\p{L})/giu, '$1 ')
}

/**
 * The clinic's mails greet by it, also at an address that somebody else has typed: a name that holds a link or a number
 * would send a stranger's words under the clinic's name.
 */
function faultOfName(name: string, missing: Phrase): Phrase | null {
  if (!/\p{L}/u.test(name)) return missing
  if (/[@/\\<>]|\bwww\.|:\/\/|[\p{L}\p{N}-]\.\p{L}{2,}|(\d[ ().-]*){5}/iu.test(name)) return 'fault_name_only'
  return name.length > LONGEST.name ? 'fault_long' : null
}

/** Fields of one line have no line breaks, except from whoever sends them by another way than the page. */
function cleanLine(text: string | undefined): string {
  return cleanText(text).replace(/\s+/g, ' ')
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
