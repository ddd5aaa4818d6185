/** What is still to be asked before a visit can be booked: who it is for, how to reach them, what the service asks. */
import { normalizePhone } from '../../kit/phone.ts'
import type { Question, Service } from '../services/service.ts'
import { answerTo } from '../services/service-words.ts'
import { type Said, said, type Turn } from './turn.ts'

const LONGEST_ANSWER = 2000

/** Asks the next thing; null where nothing is missing. */
export async function collectDetails(turn: Turn, service: Service): Promise<Said | null> {
  const { memory, speech, person } = turn
  if (memory.state.forOther && !memory.patientName) {
    return askName(turn, 'patient_name', speech.say('ask_patient_name'))
  }
  if (needsNextPerson(turn)) {
    return askName(turn, 'patient_name', speech.say('ask_next_person'))
  }
  if (!memory.state.name && !person.name) return askName(turn, 'name', speech.say('ask_name'))
  if (!person.phone && !phoneOf(turn)) {
    const isAgain = memory.asked === 'phone' && !turn.isResumed
    memory.misses += isAgain ? 1 : 0
    memory.asked = 'phone'
    memory.offer = { kind: 'ask', slot: 'phone' }
    return said(speech.say(isAgain ? 'phone_not_valid' : 'ask_phone'))
  }
  const question = nextQuestion(turn, service)
  return question ? askQuestion(turn, question) : null
}

/** Of several who come together, the one whose turn it is has no name yet. */
export function needsNextPerson({ memory }: Turn): boolean {
  return memory.bookedPeople > 0 && !memory.patientName
}

/** Proven, or told and readable; null while there is none. */
export function phoneOf({ memory, person, clinic }: Turn): string | null {
  if (person.phone) return person.phone
  return memory.state.phone ? normalizePhone(memory.state.phone, clinic.country).e164 : null
}

/** Who writes, as they said it or as they are known. */
export function writerOf({ memory, person }: Turn): string {
  return memory.state.name ?? person.name ?? ''
}

/** Keeps what this message answers. */
export function readAnswer(turn: Turn, service: Service): void {
  const { memory, reading, text } = turn
  const { asked } = memory
  if (asked === 'patient_name') {
    const name = reading.slots.name ?? bareName(text)
    if (!name) return
    memory.patientName = name
    // It is the other one's: who writes keeps their own.
    if (reading.slots.name) memory.state.name = turn.person.name ?? memory.writerName ?? undefined
    memory.asked = null
  }
  if (asked === 'name') {
    memory.state.name ??= bareName(text) ?? undefined
    if (memory.state.name) memory.asked = null
  }
  if (asked?.startsWith('question:')) {
    const question = service.questions.find(({ id }) => `question:${id}` === asked)
    const value = question && readValue(turn, question)
    if (question && value) {
      memory.answers.push(answerTo(question, value))
      memory.asked = null
    }
  }
  memory.writerName = memory.state.name ?? memory.writerName
}

function askName(turn: Turn, asked: 'name' | 'patient_name', question: string): Said {
  const { memory } = turn
  memory.misses += memory.asked === asked && !turn.isResumed ? 1 : 0
  memory.asked = asked
  memory.offer = { kind: 'ask', slot: 'name' }
  return said(question)
}

/** Those that must be answered; in an SMS none, since some ask after a person's health. */
function nextQuestion({ asking, memory }: Turn, service: Service): Question | undefined {
  if (asking.channel === 'sms') return undefined
  return service.questions.find(
    ({ id, required }) => required && !memory.answers.some(({ key }) => key === id),
  )
}

function askQuestion(turn: Turn, question: Question): Said {
  const { memory } = turn
  const name = `question:${question.id}` as const
  memory.misses += memory.asked === name && !turn.isResumed ? 1 : 0
  memory.asked = name
  memory.offer = null
  const options =
    question.kind === 'checkbox'
      ? [turn.speech.say('yes_please')]
      : question.kind === 'choice'
        ? question.options
        : []
  const choices = (options ?? []).map((option, i) => ({ id: `q|${question.id}|${i}`, title: option }))
  return { ...said(question.label, choices), approved: [question.label] }
}

function readValue({ text, messages, reading }: Turn, { kind, options = [], id }: Question): string | null {
  const written = text.trim().slice(0, LONGEST_ANSWER)
  if (kind === 'checkbox')
    return reading.yes === true || messages.at(-1)?.choice?.id === `q|${id}|0` ? 'yes' : null
  if (kind !== 'choice') return written || null
  const [, tapped, index] = (messages.at(-1)?.choice?.id ?? '').split('|')
  if (tapped === id) return options[Number(index)] ?? null
  const plain = written.toLowerCase()
  const numbered = /^\d{1,2}$/.test(plain) ? options[Number(plain) - 1] : undefined
  const said = options.find((option) => option.toLowerCase() === plain)
  const begun = options.filter(
    (option) => option.toLowerCase().split(/[\s,]/)[0] === plain.split(/[\s,.!]/)[0],
  )
  return numbered ?? said ?? (begun.length === 1 ? (begun[0] ?? null) : null)
}

/** One to five words that could be a name and nothing else. */
function bareName(text: string): string | null {
  const words = text
    .trim()
    .replace(/[.!,]+$/, '')
    .split(/\s+/)
  const isName = words.length <= 5 && words.every((word) => /^[\p{L}][\p{L}\p{M}'’.-]*$/u.test(word))
  return isName && text.trim().length >= 2 && /\p{Lu}/u.test(text) ? words.join(' ') : null
}
