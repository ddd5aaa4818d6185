/** How a Cal.com delivery is wrapped: which event it tells of, and the payload inside. */

import { cut, isRecord, type Raw, textOf } from './calcom-payload.ts'

export interface CalcomEnvelope {
  /** Cal.com's own name where it is one of its events, else as sent; null where the body names none. */
  trigger: string | null
  /** The name as sent. */
  sentAs: string | null
  createdAt: string | null
  shape: 'enveloped' | 'documented' | 'flat'
  payload: Raw
}

export type OpenedEnvelope = { ok: true; envelope: CalcomEnvelope } | { ok: false; reason: string }

const TRIGGERS = [
  'BOOKING_CREATED',
  'BOOKING_PAYMENT_INITIATED',
  'BOOKING_PAID',
  'BOOKING_RESCHEDULED',
  'BOOKING_REQUESTED',
  'BOOKING_CANCELLED',
  'BOOKING_REJECTED',
  'BOOKING_NO_SHOW_UPDATED',
  'FORM_SUBMITTED',
  'FORM_SUBMITTED_NO_EVENT',
  'MEETING_STARTED',
  'MEETING_ENDED',
  'RECORDING_READY',
  'RECORDING_TRANSCRIPTION_GENERATED',
  'OOO_CREATED',
  'AFTER_HOSTS_CAL_VIDEO_NO_SHOW',
  'AFTER_GUESTS_CAL_VIDEO_NO_SHOW',
  'DELEGATION_CREDENTIAL_ERROR',
  'WRONG_ASSIGNMENT_REPORT',
  'INSTANT_MEETING',
  'PING',
]
// Compared without case and punctuation: `booking.created` and `booking.noShow` need no row of their own.
const BY_SPELLING = new Map([
  ...TRIGGERS.map((trigger) => [spelling(trigger), trigger] as const),
  ['bookingcanceled', 'BOOKING_CANCELLED'],
  ['bookingnoshow', 'BOOKING_NO_SHOW_UPDATED'],
])

/** Reads any bytes. Never throws. */
export function openEnvelope(rawBody: Uint8Array, contentType: string | null): OpenedEnvelope {
  const text = new TextDecoder().decode(rawBody).replaceAll('\0', '')
  if (text.trim() === '') {
    return refuse('The delivery is empty; check in Cal.com that the webhook has no empty payload template.')
  }
  const isForm = contentType?.toLowerCase().includes('x-www-form-urlencoded') ?? false
  // Cal.com calls a body a form as soon as its *template* is no JSON, although what it renders to may be.
  let root = parseJson(text)
  if (root === undefined && isForm && text.includes('=')) root = readForm(text)
  if (root === undefined) {
    return refuse(
      'The delivery is neither JSON nor a form; remove the payload template of the webhook in Cal.com and enter this booking by hand.',
    )
  }
  if (!isRecord(root)) {
    return refuse(
      'The delivery is JSON but no object; remove the payload template of the webhook in Cal.com and enter this booking by hand.',
    )
  }
  return { ok: true, envelope: unwrap(root, text) }
}

function unwrap(root: Raw, text: string): CalcomEnvelope {
  const triggerEvent = textOf(root.triggerEvent)
  const createdAt = textOf(root.createdAt)
  const type = textOf(root.type)
  // Beside the payload's own fields `type` is the event type's slug ("60min"), unless it is the name of an event.
  const named = triggerEvent ?? (type && BY_SPELLING.has(spelling(type)) ? type : null)
  if (isRecord(root.payload))
    return { ...nameTrigger(named), createdAt, shape: 'enveloped', payload: root.payload }
  if (isRecord(root.data)) {
    return { ...nameTrigger(named ?? type), createdAt, shape: 'documented', payload: root.data }
  }
  return {
    ...nameTrigger(named),
    // A bare booking row's createdAt is when it was booked, not when this happened.
    createdAt: named ? createdAt : null,
    shape: 'flat',
    payload: unescapeTemplate(root, text),
  }
}

function nameTrigger(sentAs: string | null): { trigger: string | null; sentAs: string | null } {
  if (sentAs === null) return { trigger: null, sentAs }
  return { trigger: BY_SPELLING.get(spelling(sentAs)) ?? cut(sentAs, 100), sentAs }
}

function spelling(trigger: string): string {
  return trigger.toLowerCase().replace(/[^a-z0-9]/g, '')
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
}
const ENTITY = /&(?:amp|lt|gt|#x27|#x60|#x3D);/g

// Handlebars escapes for HTML whatever it fills into a template ("O&#x27;Brien"); Cal.com undoes only &quot;.
function unescapeEntities(text: string): string {
  return text.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity)
}

function unescapeTemplate(root: Raw, text: string): Raw {
  const unescaped = unescapeEntities(text)
  const again = unescaped === text ? root : parseJson(unescaped)
  return isRecord(again) ? again : root
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readForm(text: string): Raw {
  // Cal.com does not encode what a template renders to: there "+1 555" is a plus, and "&amp;" no separator. The colon
  // of any start time tells the two apart.
  const isEncoded = /^[\w*.\-+%&=[\]]*$/.test(text)
  const pairs = isEncoded ? text.split('&') : text.split(/&(?!(?:amp|lt|gt|#x27|#x60|#x3D);)/)
  const form: Raw = Object.create(null)
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) continue
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)].map((part) =>
      percentDecode(isEncoded ? part.replaceAll('+', ' ') : unescapeEntities(part)),
    )
    put(form, key ?? '', /^\s*[[{]/.test(value ?? '') ? (parseJson(value ?? '') ?? value) : value)
  }
  return form
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// `attendees[0][name]` and `attendees.0.name` are paths. No prototype anywhere, so `__proto__` is a key like others.
function put(form: Raw, key: string, value: unknown): void {
  const path = (key.includes('[') ? key.split(/[[\]]/) : key.split('.'))
    .map((step) => step.trim())
    .filter(Boolean)
  const last = path.pop()
  if (last === undefined || path.length > 6) return
  let branch = form
  for (const step of path) {
    const next = branch[step]
    const child: Raw = isRecord(next) ? next : Object.create(null)
    branch[step] = child
    branch = child
  }
  const before = branch[last]
  if (Array.isArray(before)) before.push(value)
  else branch[last] = before === undefined ? value : [before, value]
}

function refuse(reason: string): OpenedEnvelope {
  return { ok: false, reason }
}
