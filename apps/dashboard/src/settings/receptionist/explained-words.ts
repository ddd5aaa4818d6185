/** What the playground found out, in words. The record's form may change: what is not known here is left out. */
import { CHANNEL_WORDS, humanize } from '../../words.ts'
import type { Explained } from './receptionist-queries.ts'
import { LANGUAGE_WORDS, QUESTION_WORDS } from './receptionist-words.ts'

type Step = Explained['steps'][number]
type NameOf = (serviceId: string) => string | null

const TITLES: Record<Step['step'], string> = {
  who: 'Who writes',
  understand: 'What it understood',
  actions: 'What it could do',
  ask: 'What the model said',
  execute: 'What it did',
  gate: 'What it checked',
  send: 'What it says',
}

const ACTIONS: Record<string, string> = {
  answer_from_clinic_texts: 'Look into the clinic’s texts',
  book_appointment: 'Book',
  cancel_appointment: 'Cancel a visit',
  check_availability: 'Look for free times',
  hand_to_human: 'Ask a person to answer',
  hold_slot: 'Keep a time free',
  join_waitlist: 'Put on the waitlist',
  list_my_appointments: 'Look up the person’s visits',
  notify_hot_lead: 'Tell staff of somebody keen',
  opt_out: 'End messages',
  reschedule_appointment: 'Move a visit',
  send_manage_link: 'Send the link to the visit',
  suggest_booking: 'Suggest a time',
}

const FAULTS: Record<string, string> = {
  foreign_link: 'a link that is not the clinic’s',
  foreign_address: 'an address or number that is not the clinic’s',
  unknown_price: 'a price that the clinic has not set',
  medical: 'medical advice',
  promise: 'a promise of success',
  pressure: 'pressure',
  says_human: 'it said that it is a person',
  inner_words: 'words of the program',
  other_patient: 'somebody else’s visit',
}

/** Why the model was not asked. */
const UNASKED: Record<string, string> = {
  budget_spent: 'its questions of today are used up',
  conversation_share_spent: 'this conversation has had its share of today’s or this hour’s questions',
  strangers_share_spent: 'people whom nobody knows yet have had their share of this hour’s questions',
}

export function stepsInWords(
  steps: readonly Step[],
  nameOf: NameOf,
): { title: string; lines: readonly string[] }[] {
  return steps.map(({ step, result }) => ({
    title: TITLES[step],
    lines: [...new Set(linesOf(step, result, nameOf))],
  }))
}

function linesOf(step: Step['step'], result: unknown, nameOf: NameOf): string[] {
  const found = fieldsOf(result)
  switch (step) {
    case 'who':
      return [
        found.isOwner === true
          ? 'The channel proves who it is.'
          : found.isProven === true
            ? 'The channel proves the number; only what was booked with it is shown.'
            : found.isClaimed === true
              ? 'They say who they are; nothing proves it.'
              : 'Nobody known.',
        `By ${CHANNEL_WORDS[textOf(found.channel)] ?? textOf(found.channel)}.`,
      ]
    case 'understand':
      return understood(found, nameOf)
    case 'actions':
      return [`Allowed here: ${listOf(found.offered).map(actionInWords).join(', ') || 'nothing'}.`]
    case 'ask':
      return proposed(found)
    case 'execute':
      return deeds(result)
    case 'gate':
      return removed(found.removed)
    case 'send':
      return [`${humanize(textOf(found.kind))}, worded by ${found.by === 'model' ? 'the model' : 'rules'}.`]
  }
}

function understood(found: Fields, nameOf: NameOf): string[] {
  const intent = fieldsOf(found.intent)
  const sure = Math.round(Number(intent.confidence) * 100)
  const slots = Object.entries(fieldsOf(found.slots)).map(
    ([slot, value]) => `${humanize(slot)}: ${slotInWords(slot, value, nameOf)}`,
  )
  const questions = listOf(found.questions).map(
    (kind) => (QUESTION_WORDS as Record<string, string>)[kind] ?? humanize(kind),
  )
  const flag = fieldsOf(found.redFlag)
  const language = textOf(found.language)
  return [
    `Wants: ${humanize(textOf(intent.name))}${Number.isFinite(sure) ? `, ${sure}% sure` : ''}.`,
    `Language: ${(LANGUAGE_WORDS as Record<string, string>)[language] ?? 'another one'}.`,
    ...slots,
    ...(questions.length > 0 ? [`Asks: ${questions.join(', ')}.`] : []),
    flag.kind
      ? `Red flag: ${humanize(textOf(flag.kind))}, ${Math.round(Number(flag.confidence) * 100)}% sure.`
      : 'No sign of an emergency.',
    ...(found.wantsHuman === true ? ['Asks for a person.'] : []),
    ...(found.optOut ? ['Wants no more messages.'] : []),
    ...(found.isUnfinished === true ? ['Looks unfinished: it would wait for more.'] : []),
  ]
}

function slotInWords(slot: string, value: unknown, nameOf: NameOf): string {
  if (slot === 'service') return nameOf(textOf(value)) ?? textOf(value)
  const { at, from, to } = fieldsOf(value)
  if (at) return textOf(at)
  if (from || to) return from === to ? textOf(from) : [from, to].map((end) => textOf(end) || '…').join(' to ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function proposed({ questions, failure, wrote, lookedUp, wants }: Fields): string[] {
  const wanted = Array.isArray(wants) ? wants.map((each) => actionInWords(textOf(fieldsOf(each).action))) : []
  const looked = listOf(lookedUp).map(actionInWords)
  const unasked = UNASKED[textOf(failure)]
  if (unasked)
    return [`${questions === 0 ? 'Not asked' : 'Not asked further'}: ${unasked}. The rules answer.`]
  return [
    `Asked ${questions === 1 ? 'once' : `${questions} times`}.`,
    ...(failure ? [`No use: ${humanize(textOf(failure)).toLowerCase()}. The rules answer.`] : []),
    ...(looked.length > 0 ? [`Looked up: ${looked.join(', ')}.`] : []),
    ...(wanted.length > 0 ? [`Wants: ${wanted.join(', ')}.`] : []),
    ...(textOf(wrote) ? [`Wrote: “${textOf(wrote)}”`] : []),
  ]
}

function deeds(result: unknown): string[] {
  const done = Array.isArray(result) ? result.map(fieldsOf) : []
  if (done.length === 0) return ['Nothing had to be done.']
  return done.map(({ action, result: outcome }) => {
    const { refused } = fieldsOf(outcome)
    return `${actionInWords(textOf(action))}: ${refused ? `refused, ${humanize(textOf(refused)).toLowerCase()}` : 'done'}.`
  })
}

function removed(sentences: unknown): string[] {
  const all = Array.isArray(sentences) ? sentences.map(fieldsOf) : []
  if (all.length === 0) return ['Nothing had to be taken out.']
  return all.map(({ sentence, because }) => {
    const code = textOf(because)
    const why = FAULTS[code] ?? (code.startsWith('not_') ? 'it is not so' : humanize(code).toLowerCase())
    return `Taken out: “${textOf(sentence)}” (${why}).`
  })
}

const actionInWords = (name: string) => ACTIONS[name] ?? humanize(name)

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
