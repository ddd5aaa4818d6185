/** What the patient typed into Cal.com's booking form, sorted into phone, place, notes, location and the rest. */

import { type CalcomPayload, clean, cut, isRecord, nameOf, type Raw, textOf } from './calcom-payload.ts'
import type { Booking, BookingAnswer } from './port.ts'

/** One field of the form. `raw` is its value out of the `{label, value}` wrapper, `value` the same for reading. */
interface Field {
  key: string
  spelling: string
  label: string
  raw: unknown
  value: string
}

/** The form as typed. `name` and `email` tell which of several attendees has booked. */
export interface CalcomForm {
  fields: Field[]
  /** Phone and place fields beside the form: there a payload template puts them. */
  loose: Field[]
  name: unknown
  email: unknown
}

export type CalcomAnswers = Pick<
  Booking,
  'phoneRaw' | 'place' | 'answers' | 'mode' | 'locationText' | 'notes'
>

// Compared without case and punctuation, in the order in which they are believed.
const PHONE_KEYS = ['phone', 'phonenumber', 'mobile', 'telephone', 'attendeephonenumber', 'smsremindernumber']
const PLACE_KEYS = ['location', 'city', 'country', 'address', 'whereareyoufrom']
const NOTES_KEYS = ['notes', 'additionalnotes']
/** Read elsewhere, so not an answer. */
const SYSTEM_KEYS = new Set(['name', 'email', 'title', 'location', ...NOTES_KEYS])

// Cal.com's app-store/locations.ts, DefaultEventLocationTypeEnum; `integrations:…` are its apps.
const VISIT_TYPES = ['inPerson', 'attendeeInPerson', 'somewhereElse']
const CALL_TYPES = ['phone', 'userPhone']
const VIDEO_TYPES = ['link', 'conferencing']

/** Takes a payload as sent, also one of 10,000 answers. */
export function readForm(payload: Raw): CalcomForm {
  const fields = [payload.responses, payload.userFieldsResponses, payload.customInputs].flatMap(fieldsOf)
  const loose = Object.entries(payload).filter(([key]) => {
    const spelling = spell(key)
    // `location` is Cal.com's own here.
    return PHONE_KEYS.includes(spelling) || (PLACE_KEYS.includes(spelling) && spelling !== 'location')
  })
  return {
    fields,
    loose: fieldsOf(Object.fromEntries(loose)),
    name: find(fields, 'name')?.raw,
    email: find(fields, 'email')?.raw,
  }
}

/** Sorts the form. Nothing that was typed is lost: what is not phone, place, notes, name or e-mail is an answer. */
export function sortAnswers(
  form: CalcomForm,
  payload: CalcomPayload,
  attendeePhone: string | null,
): CalcomAnswers {
  const { fields, loose } = form
  const location = readLocation(payload, find(fields, 'location')?.raw)
  const phones = [
    ...inOrder(fields, PHONE_KEYS),
    ...fieldsOf({ attendeePhoneNumber: attendeePhone }),
    ...inOrder(loose, PHONE_KEYS),
    ...fieldsOf({ phone: location.phone }),
  ]
  const phone =
    phones.find(({ value }) => looksLikePhone(value)) ?? phones.find(({ value }) => mayBePhone(value))
  const places = [
    ...fieldsOf({ location: location.place }),
    ...inOrder([...fields, ...loose], PLACE_KEYS.slice(1)),
  ]
  const place = places.find(({ value }) => value !== '')
  const notes = inOrder(fields, NOTES_KEYS).map(({ value }) => value)
  return {
    phoneRaw: phone?.value ?? null,
    place: place?.value ?? null,
    answers: keepAnswers([...fields, ...phones, ...places], phone, place),
    mode: location.mode,
    locationText: location.text,
    notes:
      [...new Set([...notes, payload.additionalNotes, payload.notes])].filter(Boolean).join('\n') || null,
  }
}

function fieldsOf(container: unknown): Field[] {
  if (Array.isArray(container)) {
    // Older API bookings: customInputs as [{label, value}].
    return container
      .filter(isRecord)
      .map((item) => fieldOf(textOf(item.key ?? item.name ?? item.label) ?? '', item))
  }
  if (!isRecord(container)) return []
  return Object.entries(container)
    .filter(([key]) => key !== '__proto__')
    .map(([key, entry]) => fieldOf(clean(key), entry))
}

function fieldOf(key: string, entry: unknown): Field {
  const wrapper =
    isRecord(entry) &&
    !Object.hasOwn(entry, 'optionValue') &&
    (Object.hasOwn(entry, 'value') || Object.hasOwn(entry, 'label'))
      ? entry
      : null
  const label = readableLabel(textOf(wrapper?.label) ?? key) || 'Answer'
  const raw = wrapper ? wrapper.value : entry
  return { key: cut(key, 300) || label, spelling: spell(key) || key, label, raw, value: readable(raw) }
}

function spell(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function find(fields: Field[], spelling: string): Field | undefined {
  return fields.find((field) => field.spelling === spelling)
}

function inOrder(fields: Field[], keys: string[]): Field[] {
  return keys.flatMap((key) => fields.filter(({ spelling }) => spelling === key))
}

// `your_name`, `rescheduleReason`: keys of Cal.com's translations and its field names. A person's own label has
// a space or a capital letter at the front and is left alone.
function readableLabel(label: string): string {
  if (!/^[a-z][A-Za-z0-9_-]*$/.test(label)) return cut(label, 300)
  const words = label
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .trim()
  return cut(words.charAt(0).toUpperCase() + words.slice(1), 300)
}

/** Anything that JSON can hold, as a receptionist would write it down; empty when there is nothing to write. */
function readable(value: unknown, depth = 0): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value !== 'object' || value === null) return textOf(value) ?? ''
  // Deeper than any form can nest; a hostile body must not exhaust the stack.
  if (depth > 8) return '…'
  if (Array.isArray(value)) return joined(value.map((item) => readable(item, depth + 1)))
  const { optionValue, label, firstName, lastName } = value as Raw
  if (Object.hasOwn(value, 'optionValue')) {
    return readable(optionValue, depth + 1) || readable((value as Raw).value, depth + 1)
  }
  if (Object.hasOwn(value, 'value')) return readable((value as Raw).value, depth + 1)
  const name = textOf(label) ?? nameOf({ firstName, lastName })
  if (name) return name
  return joined(
    Object.entries(value).map(([key, item]) => {
      const text = readable(item, depth + 1)
      return text && `${readableLabel(clean(key))}: ${text}`
    }),
  )
}

function joined(texts: string[]): string {
  return texts.filter(Boolean).join(', ')
}

function keepAnswers(fields: Field[], phone: Field | undefined, place: Field | undefined): BookingAnswer[] {
  const seen = new Set<string>()
  const answers: BookingAnswer[] = []
  for (const field of fields) {
    const { key, spelling, label, value } = field
    if (value === '' || isReadElsewhere(field, phone, place)) continue
    // The same answer comes in `responses`, again in `userFieldsResponses`, and in `customInputs` under its label.
    if (seen.has(`${spelling}\n${value}`)) continue
    seen.add(`${spelling}\n${value}`).add(`${spell(label)}\n${value}`)
    answers.push({ key, label, value })
  }
  return answers
}

function isReadElsewhere(
  { spelling, value }: Field,
  phone: Field | undefined,
  place: Field | undefined,
): boolean {
  if (SYSTEM_KEYS.has(spelling)) return true
  if (PHONE_KEYS.includes(spelling)) return phone !== undefined && digitsOf(value) === digitsOf(phone.value)
  return PLACE_KEYS.includes(spelling) && value === place?.value
}

function digitsOf(text: string): string {
  return text.replace(/\P{Nd}/gu, '')
}

function looksLikePhone(text: string | null): boolean {
  if (text === null) return false
  const { length } = digitsOf(text)
  return length >= 7 && length <= 17 && /^(?:tel:)?\+?[\p{Nd}\s().\-/]+$/u.test(text)
}

// "n/a" and "Yes" are answers, not numbers; "call 0171 23 45 after six" is for the clinic to judge.
function mayBePhone(text: string): boolean {
  return text.length <= 100 && /\p{Nd}/u.test(text)
}

interface Location {
  mode: Booking['mode']
  text: string | null
  phone: string | null
  place: string | null
}

function readLocation(payload: CalcomPayload, answer: unknown): Location {
  // Cal.com's own choice is `{value: 'attendeeInPerson', optionValue: '…'}`; plain words answer "where are you from".
  const choice =
    isRecord(answer) && ['value', 'optionValue'].some((key) => Object.hasOwn(answer, key)) ? answer : null
  const option = textOf(choice?.optionValue)
  const answered = choice
    ? textOf(choice.value)
    : typeof answer === 'boolean'
      ? null
      : readable(answer) || null
  const type = [answered, payload.location].find(isLocationType) ?? null
  const texts = [payload.location, option, answered].filter((text) => text !== null && !isLocationType(text))
  const url = [payload.videoCallData.url, payload.metadata.videoCallUrl, ...texts].find(isUrl) ?? null
  // With `userPhone` the patient calls: the number in `location` is the clinic's.
  const phone =
    type === 'userPhone' ? null : (texts.find(looksLikePhone) ?? (type === 'phone' ? option : null))
  const mode = modeOf(type, url, phone)
  const meetingPlace = payload.location && !isLocationType(payload.location) ? payload.location : option
  const isPlain = !choice && !isLocationType(answered) && !isUrl(answered) && !looksLikePhone(answered)
  return {
    mode,
    text: mode === 'video' ? url : mode === 'call' && type !== 'userPhone' ? null : meetingPlace,
    phone,
    place: (type === 'attendeeInPerson' ? (option ?? meetingPlace) : null) ?? (isPlain ? answered : null),
  }
}

function modeOf(type: string | null, url: string | null, phone: string | null): Booking['mode'] {
  if (type) return VISIT_TYPES.includes(type) ? 'visit' : CALL_TYPES.includes(type) ? 'call' : 'video'
  return url ? 'video' : phone ? 'call' : 'visit'
}

function isLocationType(text: string | null): boolean {
  if (text === null) return false
  return (
    text.startsWith('integrations:') ||
    [VISIT_TYPES, CALL_TYPES, VIDEO_TYPES].some((types) => types.includes(text))
  )
}

function isUrl(text: string | null): boolean {
  return text !== null && /^https?:\/\//i.test(text)
}
