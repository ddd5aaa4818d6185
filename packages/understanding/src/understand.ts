import { findChoice, fitsDate, fitsTime, isBarePlace } from './choices.ts'
import { correctWords, fold, LONGEST } from './fold.ts'
import { findIntent, phrases, type Signs } from './intents.ts'
import { detectLanguage } from './language.ts'
import { findMinutesLate } from './lateness.ts'
import { isFullName } from './names.ts'
import { acceptedOption, arrivesLate, isOptOutOnly, readAnswer, readOptOut, valuesOf } from './offers.ts'
import { isOptIn } from './opt-out.ts'
import type { Question, State } from './question.ts'
import { findQuestions } from './questions.ts'
import { readSaid, type Said } from './read-said.ts'
import type { Act, InformedSlot, Reading } from './reading.ts'
import { findRedFlag } from './red-flags.ts'
import { respell } from './spelling.ts'
import { reportsSymptom } from './symptoms.ts'
import { looksUnfinished } from './unfinished.ts'
import { readYes } from './yes-no.ts'

/**
 * Reads one message of a patient in the light of what the clinic said last. Pure: the same question has the same
 * reading. Any text will do; throws `RangeError` for an instant or zone that is none.
 */
export function understand(question: Question): Reading {
  const original = question.text.slice(0, LONGEST)
  const raw = fold(original)
  const folded = correctWords(raw, respell)
  const { text } = folded
  const { offer, state } = question
  const redFlag = findRedFlag(question.text)
  // Asked for a name, `Kim Cancel` gives one. What ends messages for certain does so whatever was asked.
  const isName = offer?.kind === 'ask' && offer.slot === 'name' && isFullName(original)
  const aboutMessages = readOptOut(original, offer)
  const optOut = isName && aboutMessages?.is === 'likely' ? null : aboutMessages
  const said = readSaid(question, original, folded)
  const isLetter = offer?.kind === 'appointment' && /^[^a-z0-9]*[c1][^a-z0-9]*$/.test(text)
  const yesSaid = isLetter ? true : readYes(text)
  const choice = offer?.kind === 'times' ? findChoice(text, offer.options, said.wishes) : null
  if (offer?.kind === 'times' && choice === null && isBarePlace(text)) dropWhen(said)
  const yes = readAnswer(text, yesSaid, choice, said, offer)
  const accepted = acceptedOption(offer, yes, choice)
  const slots = { ...(accepted ? valuesOf(accepted) : {}), ...said.slots }
  if (accepted && choice !== null) Object.assign(slots, valuesOf(accepted))
  const minutesLate = findMinutesLate(text) ?? arrivesLate(text, said, offer)
  const questions = findQuestions(text)
  const wantsHuman = phrases.human.test(text) && !isOptOutOnly(optOut) && !isName
  const optIn = optOut === null && isOptIn(original)
  const signs: Signs = {
    offer,
    state,
    isRedFlag: redFlag !== null,
    isOptOut: optOut?.is === 'certain' || (optOut !== null && !wantsHuman),
    mayMeanCancel: optOut?.mayMeanCancel ?? false,
    isOptIn: optIn,
    wantsHuman,
    minutesLate,
    yes,
    choice,
    questions,
    hasDate: said.slots.date !== undefined,
    hasTime: said.slots.time !== undefined,
    hasService: said.slots.service !== undefined,
    hasPractitioner: said.slots.practitioner !== undefined,
    hasDetail:
      said.slots.name !== undefined || said.slots.phone !== undefined || said.slots.email !== undefined,
    isDateRuledOut: said.ruledOut.length > 0,
  }
  const isOnlyName = isName && redFlag === null && optOut === null && !optIn
  const intent = isOnlyName ? { name: 'provide_details' as const, confidence: 0.9 } : findIntent(text, signs)
  const visitOn = said.ruledOut.find(({ date }) => date)?.date
  if (intent.name === 'cancel' && !slots.date && visitOn) slots.date = visitOn
  const language = detectLanguage(original, text, question.language ?? state.language ?? null)
  return {
    language,
    intent,
    acts: actsOf(text, signs, said.slots, intent.name),
    slots,
    yes,
    choice,
    questions,
    wantsHuman,
    optOut,
    optIn,
    redFlag,
    reportsSymptom: reportsSymptom(text, { isAway: AWAY.has(intent.name) || yes === false }),
    minutesLate,
    wantsSoonest: soonest.test(text),
    isUnfinished: looksUnfinished(raw.text),
    state: applyTo(state, slots, said, intent.name, language),
    spans: said.spans,
  }
}

/** A `3` that may be the third option or three o'clock is neither: ask again. */
function dropWhen(said: Said): void {
  delete said.slots.date
  delete said.slots.time
  said.wishes.date = null
  said.wishes.time = null
  said.spans = said.spans.filter(({ slot }) => slot !== 'date' && slot !== 'time')
}

const soonest =
  /\b(?:asap|as soon as (?:possible|you can|u can)|soonest|earliest|first (?:available|thing you have|opening)|next (?:available|opening)|right away|immediately|urgent(?:ly)?|whatever is (?:first|next)|lo (?:antes|mas pronto|mas rapido) (?:posible|que puedan?|que se pueda)|cuanto antes|lo antes|la primera (?:cita|disponible)|el primer (?:hueco|espacio)|urgente|me urge|ya mismo)\b/

/** Who says these tells by an illness why. */
const AWAY = new Set(['reschedule', 'cancel', 'running_late', 'decline'])

/** Intents that a conversation stays with until another is named. */
const lasting = new Set(['book', 'reschedule', 'cancel'])

function applyTo(
  before: State,
  slots: Partial<State>,
  said: Said,
  intent: Reading['intent']['name'],
  language: Reading['language'],
): State {
  const next: State = { ...before, ...slots }
  for (const { date, time } of said.ruledOut) {
    if (
      date &&
      !slots.date &&
      before.date &&
      before.date.from === before.date.to &&
      fitsDate(`${before.date.from}T00:00`, date)
    )
      delete next.date
    if (
      time &&
      !slots.time &&
      before.time &&
      'at' in before.time &&
      fitsTime(`2000-01-01T${before.time.at}`, time)
    )
      delete next.time
  }
  if (said.isAnyPractitioner) delete next.practitioner
  if (lasting.has(intent)) next.intent = intent
  if (language !== 'other') next.language = language
  return next
}

function actsOf(text: string, signs: Signs, said: Partial<State>, intent: Reading['intent']['name']): Act[] {
  const informed = (Object.keys(said) as (keyof State)[]).filter(
    (slot): slot is InformedSlot => slot !== 'intent' && slot !== 'language',
  )
  const acts: Act[] = informed.map((slot) => ({ act: 'inform', slot }))
  for (const question of signs.questions) acts.push({ act: 'request', question })
  if (['book', 'reschedule', 'cancel', 'running_late', 'human', 'opt_out', 'opt_in'].includes(intent))
    acts.push({ act: 'inform_intent', intent })
  const isOffered = signs.offer?.kind === 'times'
  if (signs.choice !== null || (isOffered && signs.yes === true)) acts.push({ act: 'select' })
  else if (signs.yes === true) acts.push({ act: 'affirm' })
  if (isOffered && (signs.yes === false || alternatives.test(text)))
    acts.push({ act: 'request_alternatives' })
  else if (signs.yes === false) acts.push({ act: 'negate' })
  if (phrases.thanks.test(text)) acts.push({ act: 'thank' })
  if (phrases.greeting.test(text)) acts.push({ act: 'greet' })
  if (phrases.goodbye.test(text)) acts.push({ act: 'goodbye' })
  return acts
}

const alternatives =
  /\b(?:(?:any|some|something|anything|anyone|someone|another|other|different|what|who)\s?(?:thing|one)? ?(?:else|other|one|options?|times?|days?)|others\b|another one|otr[oa]s? (?:dia|hora|opcion|horario)?|algo mas (?:tarde|temprano)|mas opciones|more options)\b/
