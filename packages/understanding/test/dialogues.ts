/**
 * The appointment services of the Schema-Guided Dialogue corpus seen through `understand`: its frames to our question,
 * our reading to its acts and state. Names of places and people are read from the last offer or from how they stand in
 * the sentence; the kinds of service are those of the corpus's schema. The corpus itself (CC BY-SA 4.0) is not here.
 */
import type { AskedSlot, Offer, Option, Reading } from '../src/index.ts'
import { readDate, readTime, understand } from '../src/index.ts'

export interface Turn {
  dialogue_id: string
  source_commit: string
  service: string
  utterance: string
  previous_system_utterance: string | null
  active_intent: string
  slots: Record<string, { value: string; canonical: string | null }>
  spans: { slot: string; value: string; start: number; end: number }[]
  user_acts: DialogueAct[] | null
  previous_system_acts: DialogueAct[]
  state: Record<string, string[]>
}

export interface DialogueAct {
  act: string
  slot: string
  values: string[]
  canonical: string[]
}

interface Frame {
  name: string
  types: string[]
  /** Yes-or-no properties, and the words that ask for them. */
  flags: Record<string, RegExp>
  address: string
}

const frames: Record<string, Frame> = {
  Services_1: {
    name: 'stylist_name',
    types: [],
    flags: { is_unisex: /\bunisex\b/ },
    address: 'street_address',
  },
  Services_2: {
    name: 'dentist_name',
    types: [],
    flags: { offers_cosmetic_services: /\bcosmetic/ },
    address: 'address',
  },
  Services_3: {
    name: 'doctor_name',
    types: ['Gynecologist', 'ENT Specialist', 'Ophthalmologist', 'General Practitioner', 'Dermatologist'],
    flags: {},
    address: 'street_address',
  },
  Services_4: {
    name: 'therapist_name',
    types: ['Psychologist', 'Family Counselor', 'Psychiatrist'],
    flags: {},
    address: 'address',
  },
}

/** Friday 1 March 2019, as the corpus has it; the zone is that of its places. */
const clock = { now: '2019-03-01T18:00:00Z', timeZone: 'America/Los_Angeles', country: 'US' }

export function readSpan(slot: string, value: string): string | null {
  if (slot === 'appointment_date') return readDate(value, clock)?.from ?? null
  const time = readTime(value, clock)
  return time && 'at' in time ? time.at : null
}

type Slots = Record<string, string>

export interface Tracked {
  state: Slots
  acts: string[]
  intent: string
  date: string | null
  time: string | null
  reading: Reading
}

/** Follows one service through one dialogue with nothing but its own reading. */
export class Tracker {
  private state: Slots = {}
  private pending: Slots = {}
  private names = new Set<string>()
  private intent = 'NONE'
  private isFresh = true

  take(turn: Turn): Tracked {
    const frame = frames[turn.service] as Frame
    const system = turn.previous_system_acts
    const offered = valuesOf(system, 'OFFER')
    const confirmed = valuesOf(system, 'CONFIRM')
    if (offered[frame.name]) {
      this.pending = offered
      this.names.add(offered[frame.name] as string)
    } else if (offered.appointment_time) this.pending = offered
    const reading = understand({
      text: ownSentences(turn.utterance),
      ...clock,
      language: 'en',
      services: frame.types.map((type) => ({ id: type, name: type, synonyms: synonymsOf(type) })),
      practitioners: [...this.names].map((name) => ({ id: name, name })),
      offer: offerOf(system, offered, confirmed, this.state),
      state: {},
    })
    const said = this.readSaid(turn, frame, reading)
    const answer = this.answerOf(system, reading, said, turn)
    if (answer === 'AFFIRM') Object.assign(this.state, confirmed)
    if (
      answer === 'SELECT' ||
      (answer === 'AFFIRM' && hasAct(system, 'NOTIFY_FAILURE')) ||
      this.takesImplicitly(reading, said, turn)
    ) {
      Object.assign(this.state, this.pending)
      this.pending = {}
    }
    Object.assign(this.state, said)
    const acts = this.actsOf(turn, frame, reading, said, answer)
    if (acts.includes('INFORM_INTENT') || acts.includes('AFFIRM_INTENT') || this.intent === 'NONE')
      this.intent = intentOf(turn, this.intent)
    if ((said.appointment_date || said.appointment_time) && this.intent !== 'NONE')
      this.intent = 'BookAppointment'
    if (hasAct(system, 'CONFIRM') || hasAct(system, 'NOTIFY_SUCCESS')) this.intent = 'BookAppointment'
    if (acts.includes('NEGATE') && hasAct(system, 'REQ_MORE') && !acts.includes('INFORM_INTENT'))
      this.intent = 'NONE'
    this.isFresh = false
    const time =
      reading.spans.some(({ slot }) => slot === 'time') && reading.slots.time && 'at' in reading.slots.time
        ? reading.slots.time.at
        : null
    const date = reading.spans.some(({ slot }) => slot === 'date') ? (reading.slots.date?.from ?? null) : null
    return { state: { ...this.state }, acts, intent: this.intent, date, time, reading }
  }

  private readSaid(turn: Turn, frame: Frame, reading: Reading): Slots {
    const said: Slots = {}
    const has = (slot: string) => reading.spans.some((span) => span.slot === slot)
    if (has('date') && reading.slots.date) said.appointment_date = reading.slots.date.from
    if (has('time') && reading.slots.time && 'at' in reading.slots.time)
      said.appointment_time = reading.slots.time.at
    if (has('service') && reading.slots.service) said.type = reading.slots.service
    if (has('practitioner') && reading.slots.practitioner) said[frame.name] = reading.slots.practitioner
    const place = placeIn(turn)
    if (place) said.city = place
    const name = nameIn(turn, frame)
    if (name && !said[frame.name]) said[frame.name] = name
    for (const [flag, words] of Object.entries(frame.flags)) {
      if (words.test(turn.utterance.toLowerCase()) && !isQuestion(turn.utterance, words)) said[flag] = 'True'
    }
    return said
  }

  private answerOf(system: DialogueAct[], { yes, choice }: Reading, said: Slots, turn: Turn): string | null {
    const isNew = Object.keys(said).some(
      (slot) => slot !== 'is_unisex' && !Object.values(this.pending).includes(said[slot] as string),
    )
    if (hasAct(system, 'CONFIRM')) return yes === true ? 'AFFIRM' : yes === false ? 'NEGATE' : null
    if (hasAct(system, 'OFFER_INTENT'))
      return yes === true ? 'AFFIRM_INTENT' : yes === false ? 'NEGATE_INTENT' : null
    if (hasAct(system, 'REQ_MORE')) return yes === false ? 'NEGATE' : null
    if (
      Object.keys(this.pending).length > 0 &&
      (yes === true || choice !== null) &&
      !isNew &&
      !wantsOther.test(turn.utterance)
    )
      return hasAct(system, 'NOTIFY_FAILURE') ? 'AFFIRM' : 'SELECT'
    if (hasAct(system, 'OFFER') && yes === false && hasAct(system, 'NOTIFY_FAILURE')) return 'NEGATE'
    return null
  }

  /** Who asks to book while one place is on the table means that place. */
  private takesImplicitly({ yes }: Reading, said: Slots, turn: Turn): boolean {
    if (Object.keys(this.pending).length === 0 || said.city || yes === false) return false
    return (
      /\b(?:book|schedule|reserve|make|set up|get)\b.*\b(?:appointment|there|them|him|her|with)\b/i.test(
        turn.utterance,
      ) && !wantsOther.test(turn.utterance)
    )
  }

  private actsOf(turn: Turn, frame: Frame, reading: Reading, said: Slots, answer: string | null): string[] {
    const acts = Object.keys(said).map((slot) => `INFORM(${slot})`)
    const text = turn.utterance.toLowerCase()
    const system = turn.previous_system_acts
    if (answer) acts.push(answer)
    if (!answer?.includes('INTENT') && statesIntent(turn, this.isFresh, reading)) acts.push('INFORM_INTENT')
    if (
      this.names.size > 0 &&
      !answer &&
      wantsOther.test(turn.utterance) &&
      !hasAct(system, 'NOTIFY_FAILURE') &&
      !hasAct(system, 'REQ_MORE')
    )
      acts.push('REQUEST_ALTS')
    const asks = reading.questions
    if (asks.includes('contact')) acts.push('REQUEST(phone_number)')
    if (asks.includes('location')) acts.push(`REQUEST(${frame.address})`)
    if (asks.includes('reviews') && frame.address === 'street_address') acts.push('REQUEST(average_rating)')
    for (const [flag, words] of Object.entries(frame.flags)) {
      if (words.test(text) && isQuestion(turn.utterance, words)) acts.push(`REQUEST(${flag})`)
    }
    if (reading.acts.some(({ act }) => act === 'thank')) acts.push('THANK_YOU')
    const closes =
      /\b(?:that'?s|that is|that will be|that'll be) (?:all|it|everything)\b|\b(?:bye|goodbye)\b|\ball (?:i need|set|for now|good)\b|\b(?:have a (?:good|great|nice) )/
    if (
      reading.acts.some(({ act }) => act === 'goodbye') ||
      (closes.test(text) && !hasAct(system, 'CONFIRM') && !hasAct(system, 'REQ_MORE'))
    )
      acts.push('GOODBYE')
    return [...new Set(acts)]
  }
}

/** A dialogue wanders off to weather, cabs, tables and films; their days and times are not the appointment's. */
const elsewhere =
  /\b(?:weather|forecast|temperature|rain\w*|calendar|planner|cab|taxi|ride|uber|restaurants?|table|sushi|food|eat|dinner|lunch|movies?|films?|tickets?|concerts?|events?|hotels?|flights?|bus|trains?|music|songs?|when (?:am|will|are|would|can) (?:i|we|my)\b.*\bfree|when'?s my|am i free|i(?:'m| am|'ll be| will be)? free|free time|my schedule)\b/i

function ownSentences(text: string): string {
  const kept = text
    .split(/(?<=[.!?])\s*/)
    .filter(
      (each) =>
        !elsewhere.test(each) ||
        /\bappointment\b/i.test(each.replace(/(?:add|put) (?:this|the|that|my) \w+/i, '')),
    )
  return kept.join(' ')
}

const wantsOther =
  /\b(?:any ?(?:thing|one|where|body)? ?(?:else|other|more)|some ?(?:thing|one|where|body)? ?(?:else|other|different)|another|other (?:\w+ )?(?:salons?|dentists?|doctors?|therapists?|options?|ones?|places?|choices?|providers?|stylists?|psych\w+)|different|others\b|what else|who else|more options|other choice)\b/i

function hasAct(system: DialogueAct[], act: string): boolean {
  return system.some((each) => each.act === act)
}

function valuesOf(system: DialogueAct[], act: string): Slots {
  const values: Slots = {}
  for (const each of system) {
    const value = each.canonical[0] ?? each.values[0]
    if (each.act === act && value && ownSlot.test(each.slot))
      values[each.slot] = canonicalOf(each.slot, value)
  }
  return values
}

const ownSlot = /^(?:\w+_name|city|type|appointment_date|appointment_time)$/

/** What the system said is given, so that its own words are read by rule only where no canonical value stands. */
export function canonicalOf(slot: string, value: string): string {
  if (/_date$/.test(slot) && !/^\d{4}-/.test(value)) return readSpan('appointment_date', value) ?? value
  if (/_time$/.test(slot) && !/^\d\d:\d\d$/.test(value)) return readSpan('appointment_time', value) ?? value
  return value
}

function offerOf(system: DialogueAct[], offered: Slots, confirmed: Slots, state: Slots): Offer | null {
  const visit = Object.keys(confirmed).length > 0 ? confirmed : offered.appointment_time ? offered : null
  if (visit) {
    const date = visit.appointment_date ?? state.appointment_date
    const time = visit.appointment_time ?? state.appointment_time
    if (date && time) return { kind: 'confirm', option: { start: `${date}T${time}` } satisfies Option }
  }
  const asked = system.find(({ act }) => act === 'REQUEST')?.slot
  const slot: AskedSlot | undefined =
    asked === 'appointment_time'
      ? 'time'
      : asked === 'appointment_date'
        ? 'date'
        : asked === 'type'
          ? 'service'
          : undefined
  return slot ? { kind: 'ask', slot } : null
}

function synonymsOf(type: string): string[] {
  const stem = type.replace(/(?:ologist|iatrist)$/, '')
  return [type.split(' ')[0] as string, `${stem}ology`, `${stem}iatry`].filter((each) => each !== type)
}

const place = "(?:St\\. )?[A-Z][\\w'-]*(?:[ -](?:[A-Z][\\w'-]*|of|de|del))*"
const inPlace = new RegExp(
  `\\b(?:in|near|around|from|at|within|for)\\s+(?:the )?(?:city of |town of |area of )?(${place})`,
  'g',
)
const noPlace =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|Dr|Doctor|The|That|This|My|ENT|General|Gynec|Dermat|Ophthal|Psych|Family|Yes|No|Ok|Okay|Please|AM|PM|Salon|Thanks)\b/

/** `in Gilroy`; where a city was asked for, the words with a capital. */
function placeIn(turn: Turn): string | null {
  const isAsked = turn.previous_system_acts.some(({ act, slot }) => act === 'REQUEST' && slot === 'city')
  for (const match of turn.utterance.matchAll(inPlace)) {
    const [, found = ''] = match
    if (!noPlace.test(found) && !/^(?:at|for|from)/.test(match[0])) return trimPlace(found)
    if (isAsked && !noPlace.test(found)) return trimPlace(found)
  }
  if (!isAsked) return null
  const words = turn.utterance.match(new RegExp(`(?<=[\\s,]|^)${place}`, 'g')) ?? []
  const found = words
    .map(trimPlace)
    .filter(
      (each) =>
        !noPlace.test(each) &&
        !/^(?:I'?[a-z]*|Can|Could|How|What|Show|Look|Find|Search|Try|In|Let|Make|Near|Around|It|Check|Somewhere|Looking|Something|Preferably|Anything|Sure|Well|Hmm|Um|Hey|Hi|Hello|One|Maybe|Do|Get|Is|A|An|We|Someone|Would|Find|Any)\b/.test(
          each,
        ),
    )
  return found.at(-1) ?? lowerPlace(turn.utterance)
}

function lowerPlace(text: string): string | null {
  const found =
    /\b(?:in|near|around|at|from)\s+([a-z' ]{3,20}?)(?: (?:area|please|would|will|is|and|for|if|i)\b|[.,?!]|$)/.exec(
      text,
    )?.[1] ?? /^\s*([a-z]+(?: [a-z]+)?)[\s.!]*(?:please)?[.!]?$/.exec(text)?.[1]
  return found && !/\b(?:the|my|that|any|yes|no|it|a|i|time|know|help|sure|thanks)\b/.test(found)
    ? found
    : null
}

function trimPlace(text: string): string {
  return text
    .replace(/[.,?!']+$/, '')
    .replace(/ (?:of|de|del)$/, '')
    .replace(/^(?:In|Near|Around) /, '')
}

const titled = /\b(?:Dr\.?|Doctor)\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'.-]*)*/
const called =
  /\b(?:with|at|to|see|visit|from|called|named|by)\s+((?:[A-Z0-9][\w'’&.,-]*|&)(?:\s+(?:[A-Z0-9][\w'’&.-]*|&|and|of|the|by|de|\+|-|,))*)/

/** A name that no offer held: with a title, or in capitals where a name was asked for. */
function nameIn(turn: Turn, frame: Frame): string | null {
  const isAsked = turn.previous_system_acts.some(({ act, slot }) => act === 'REQUEST' && slot === frame.name)
  const withTitle = titled.exec(turn.utterance)?.[0]
  if (withTitle) return withTitle.replace(/[.,?!]+$/, '')
  const found = called
    .exec(turn.utterance)?.[1]
    ?.replace(/[\s.,?!]+$/, '')
    .replace(/ (?:and|of|the|by|on|at)$/, '')
  if (
    found &&
    !noPlace.test(found) &&
    !/^\d/.test(found) &&
    !placeIn(turn)?.includes(found) &&
    found !== placeIn(turn)
  )
    return found
  if (!isAsked) return null
  const all =
    turn.utterance.match(/(?:[A-Z][\w'&.-]*|&)(?:\s+(?:[A-Z0-9][\w'&.,-]*|&|and|of|the|by))*/g) ?? []
  return (
    all
      .map((each) => each.replace(/[\s.,?!]+$/, ''))
      .filter((each) => each.includes(' ') && !noPlace.test(each))
      .at(-1) ?? null
  )
}

function isQuestion(text: string, words: RegExp): boolean {
  const sentence = text.split(/(?<=[.!?])\s*/).find((each) => words.test(each.toLowerCase())) ?? text
  return /\?\s*$/.test(sentence)
    ? !/\b(?:find|looking for|search|need|get me|want)\b/i.test(sentence)
    : /\b(?:do they|is it|are they|know if|whether|tell me if|if they|if it)\b/i.test(sentence)
}

const findsProvider =
  /\b(?:find|look(?:ing)?|search(?:ing)?|need|want|recommend|know of|suggest|get me|help|locate|see|show|like)\b.*\b(?:salons?|dentists?|doctors?|therapists?|stylists?|psych\w+|counselors?|gynec\w+|dermat\w+|ophthal\w+|specialists?|practitioners?|barber\w*|hair|dental|someone|clinic|haircut|provider)\b/i
const books =
  /\b(?:book|schedule|reserve|make|set(?: up)?|get|need|want|like|have|arrange|fix|create)\b[^.?!]*\b(?:appointment|appt|reservation|booking|haircut|hair cut|hair done|checkup|cleaning|teeth)\b|\bappointment\b/i

function statesIntent(turn: Turn, isFresh: boolean, reading: Reading): boolean {
  if (isFresh) return findsProvider.test(turn.utterance) || books.test(turn.utterance)
  const system = turn.previous_system_acts
  if (hasAct(system, 'CONFIRM') || hasAct(system, 'REQUEST') || hasAct(system, 'NOTIFY_SUCCESS')) return false
  return books.test(turn.utterance) && reading.yes !== false
}

function intentOf(turn: Turn, before: string): string {
  const offered = turn.previous_system_acts.find(({ act }) => act === 'OFFER_INTENT')
  if (offered?.values[0] === 'BookAppointment' || books.test(turn.utterance)) return 'BookAppointment'
  return findsProvider.test(turn.utterance) ? 'FindProvider' : before
}
