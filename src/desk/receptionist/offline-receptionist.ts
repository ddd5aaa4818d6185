/**
 * The receptionist that needs no model: a deterministic talk that asks one thing at a time, books at a yes, answers questions
 * on the way and comes back to where it was.
 */
import { answerQuestions } from './answer-questions.ts'
import { askForPerson, PERSON } from './ask-for-person.ts'
import { bookVisit } from './book-visit.ts'
import { cancelVisit, moveVisit, tellLate } from './change-visit.ts'
import { type ChatMemory, forgetTask } from './chat-memory.ts'
import { handOff } from './hand-off.ts'
import { readPick } from './offer-times.ts'
import type { ReceptionistSettings } from './receptionist-settings.ts'
import { proposeAgain, settleProposal } from './settle-proposal.ts'
import { lastMessageId, perform, type Said, said, type Turn, together } from './turn.ts'
import { asksToWait, WAITLIST, waitInLine } from './wait-in-line.ts'

/** In a row without getting anywhere: then a person is offered, once. */
const MISSES = 3

export async function replyOffline(turn: Turn, settings: ReceptionistSettings): Promise<Said> {
  const { memory } = turn
  const missesBefore = memory.misses
  const reply = await decide(turn, settings)
  if (memory.misses === missesBefore) memory.misses = 0
  if (memory.misses < MISSES) return reply
  if (memory.hasOfferedPerson)
    return memory.misses > MISSES + 1 ? handOff(turn, settings, 'not_understood') : reply
  return offerPerson(turn, reply.texts[0] ?? '')
}

async function decide(turn: Turn, settings: ReceptionistSettings): Promise<Said> {
  const { memory, speech, reading, text } = turn
  if (turn.isStaleTap) return together(said(speech.say('no_longer_open')), await askAgain(turn))
  if (turn.messages.at(-1)?.choice?.id === PERSON.yes && memory.asked !== 'person') {
    return handOff(turn, settings, 'asked_for_person')
  }
  if (memory.asked === 'person') {
    // "I would like to book" is no yes to a person, however it begins.
    const wish = taskOf(turn) ? null : answerTo(turn, PERSON)
    memory.asked = null
    if (wish === true) return handOff(turn, settings, memory.isUpset ? 'complaint' : 'asked_for_person')
    memory.isUpset = false
    if (wish === false) return said(speech.say('help'))
  }
  if (asksWhoIAm(text)) return together(said(speech.say('who_am_i')), await goOn(turn))
  if (CAN.test(text)) return said(speech.say('help'))
  const settled = await settleProposal(turn)
  if (settled) return settled
  if (reading.intent.name === 'running_late' || (reading.minutesLate !== null && memory.task === null)) {
    return tellLate(turn)
  }
  if (isUpset(turn)) {
    memory.isUpset = true
    return offerPerson(turn, speech.say('sorry_offer_person'))
  }
  const answered = await answerQuestions(turn)
  if (answered?.isLeft) return answered.said
  if (answered?.isOpen) {
    memory.misses += 1
    return together(answered.said, said(speech.say('no_answer')), askForPerson(turn))
  }
  const wantsTask = chooseTask(turn)
  if (answered && !wantsTask) {
    const back = await goOn(turn)
    return together(answered.said, back ?? said(speech.say('shall_i_look')))
  }
  const next = wantsTask ? await runTask({ ...turn, isResumed: answered !== null }) : null
  return together(answered?.said, next ?? smallTalk(turn))
}

/** What the message is about: what it says, else what was going on. */
function chooseTask(turn: Turn): ChatMemory['task'] {
  const { memory, reading } = turn
  const { name, confidence } = reading.intent
  const wanted = taskOf(turn)
  if (wanted && wanted !== memory.task && confidence >= 0.5) {
    if (memory.task !== null || memory.asked === 'waitlist') startAnew(turn)
    memory.task = wanted
    return wanted
  }
  if (memory.task !== null) {
    return isAside(turn) ? null : memory.task
  }
  const says = reading.slots
  const isWish = says.service ?? says.date ?? says.time ?? says.practitioner
  const picks = readPick(turn) !== null || turn.messages.at(-1)?.choice?.id?.startsWith('s|')
  if (picks || isWish !== undefined || reading.questions.includes('availability') || reading.wantsSoonest) {
    if (name === 'other' && confidence > 0.8 && !picks) return null
    memory.task = 'book'
  }
  return memory.task
}

function taskOf({ reading, memory }: Turn): ChatMemory['task'] {
  switch (reading.intent.name) {
    case 'book':
      // "Book it" while a visit is moved is about the new time.
      return memory.task === 'move' && memory.visitId ? 'move' : 'book'
    case 'reschedule':
      return 'move'
    case 'cancel':
      return 'cancel'
    default:
      return null
  }
}

/** What this message itself says is kept; what was established for another task is not. */
function startAnew({ memory, reading }: Turn): void {
  forgetTask(memory)
  memory.standing = { ...memory.standing, offered: null, confirmed: null }
  memory.bookedPeople = 0
  Object.assign(memory.state, reading.slots)
}

/** A greeting or thanks in the middle of it is answered, and the task waits. */
function isAside({ reading, memory }: Turn): boolean {
  const isSmall = ['thanks', 'greeting'].includes(reading.intent.name)
  return isSmall && reading.yes === null && reading.choice === null && memory.asked !== 'name'
}

async function runTask(turn: Turn): Promise<Said> {
  const { memory } = turn
  const asksNow = asksToWait(turn)
  if (memory.asked === 'waitlist' || memory.isWaiting || asksNow) {
    const wish = memory.isWaiting || asksNow ? true : answerTo(turn, WAITLIST)
    memory.isWaiting = wish === true
    if (wish === true) return waitInLine(turn)
    memory.asked = null
    if (wish === false) {
      forgetTask(memory)
      return said(turn.speech.say('help'))
    }
  }
  switch (memory.task) {
    case 'move':
      return moveVisit(turn)
    case 'cancel':
      return cancelVisit(turn)
    default:
      return bookVisit(turn)
  }
}

/** What is open now, word for word, behind an answer to something that is not. */
async function askAgain(turn: Turn): Promise<Said> {
  const { memory, speech } = turn
  const { asked, choices } = memory
  const again = await proposeAgain(turn)
  if (again) return again
  if (asked === 'person') return said(speech.say('offer_person'), choices)
  if (asked === 'waitlist') return said(speech.say('ask_waitlist'), choices)
  return (await goOn(turn)) ?? said(speech.say('help'))
}

/** Back to what was asked, after something else was answered; null where nothing was going on. */
async function goOn(turn: Turn): Promise<Said | null> {
  const { memory, reading } = turn
  if (memory.task === null) return null
  const { service, date, time } = reading.slots
  // The question may have named what the task needs: "how much is a skin check on Monday?"
  const slots = { ...(service ? { service } : {}), ...(date ? { date } : {}), ...(time ? { time } : {}) }
  return runTask({
    ...turn,
    isResumed: true,
    text: '',
    reading: { ...reading, yes: null, choice: null, slots },
  })
}

function smallTalk(turn: Turn): Said {
  const { speech, reading, memory, messages } = turn
  if (
    messages.every(({ body }) => !body.trim()) &&
    messages.some(({ attachments }) => attachments.length > 0)
  ) {
    return said(speech.say('attachment'))
  }
  switch (reading.intent.name) {
    case 'greeting':
      return said(speech.say('greeting'))
    case 'thanks':
      return said(speech.say('thanks'))
    case 'confirm':
    case 'decline':
      return said(speech.say('help'))
    default: {
      if (reading.acts.some(({ act }) => act === 'goodbye')) return said(speech.say('goodbye'))
      memory.misses += 1
      const isFirst = memory.misses === 1 && messages.length > 0
      return said([isFirst ? '' : speech.say('not_understood'), speech.say('help')])
    }
  }
}

function isUpset({ reading, memory }: Turn): boolean {
  const { name, confidence } = reading.intent
  return !memory.hasOfferedPerson && (name === 'insult' || name === 'complaint') && confidence >= 0.5
}

function offerPerson(turn: Turn, lead: string): Said {
  return together(said(lead === turn.speech.say('sorry_offer_person') ? '' : lead), askForPerson(turn, lead))
}

/** True, false, or null where the message answers something else. */
function answerTo({ messages, reading }: Turn, { yes, no }: { yes: string; no: string }): boolean | null {
  const tapped = messages.at(-1)?.choice?.id
  if (tapped === yes) return true
  if (tapped === no) return false
  return reading.yes
}

const CAN =
  /^\W*(?:what (?:can|do) you do|how can you help|what are my options|help|menu|qu[eé] puede[s]? hacer|en qu[eé] me puede[s]? ayudar|ayuda|men[uú])\W*$/iu
const WHO =
  /\b(are you (?:a |an )?(?:real|human|bot|robot|person|ai|machine|computer)|am i (?:talking|speaking|chatting) (?:to|with) (?:a|an) |eres (?:un |una )?(?:robot|bot|persona|humano|humana|m[aá]quina)|es usted (?:un |una )?(?:robot|bot|persona|humano|humana|m[aá]quina)|hablo con (?:un|una) )/i

export function asksWhoIAm(text: string): boolean {
  return WHO.test(text)
}

/** Somebody who asks for the soonest time, or for several, is worth a call; once a day. */
export async function noticeHotLead(turn: Turn): Promise<void> {
  const { reading, memory } = turn
  if (memory.task !== 'book' || !lastMessageId(turn)) return
  const why =
    (memory.state.people ?? 1) > 1
      ? 'several_people'
      : reading.wantsSoonest
        ? 'wants_soonest'
        : reading.questions.includes('price') && (reading.slots.date || reading.slots.time)
          ? 'asked_price_and_time'
          : null
  if (why) await perform(turn, { name: 'notify_hot_lead', input: { why } })
}

/** Answers what was asked last, in a way that leaves nothing to be understood: no model would do better. */
export function isAnswerToOurs({ memory, reading, messages, text, isStaleTap }: Turn): boolean {
  if (isStaleTap || messages.at(-1)?.choice?.id || CAN.test(text) || asksWhoIAm(text)) return true
  const { asked } = memory
  if (!asked || reading.questions.length > 0) return false
  if (asked.startsWith('question:')) return true
  if (asked === 'name' || asked === 'patient_name') return reading.slots.name !== undefined
  if (asked === 'phone' || asked === 'contact_for_link')
    return (reading.slots.phone ?? reading.slots.email) !== undefined
  if (asked === 'confirm' || asked === 'person' || asked === 'waitlist') return reading.yes !== null
  return (asked === 'when' || asked === 'which_visit') && reading.choice !== null
}
