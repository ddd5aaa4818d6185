/** Answers from what the clinic has approved and from its catalogue; what neither holds is a person's to answer. */
import type { QuestionKind } from '@foyer/understanding'
import type { ClinicFacts } from '../actions/answer-from-clinic-texts.ts'
import type { Service } from '../services/service.ts'
import {
  leaveToPerson,
  mayName,
  pageOf,
  perform,
  type Said,
  said,
  sentenceCase,
  serviceOf,
  type Turn,
  together,
  wordFor,
} from './turn.ts'

/** Of one message; who asks five things at once gets two answers and a person. */
const ANSWERED = 2
/** What only a clinician may say, where nothing is approved. */
const CLINICAL: readonly QuestionKind[] = ['clinical', 'aftercare', 'pain', 'preparation']
const LISTED = 8

export interface Answered {
  said: Said
  /** A question that nothing here answers. */
  isOpen: boolean
  /** A person was asked: nothing more is said. */
  isLeft: boolean
}

/** Null where nothing is asked; asking for free times is no question but a wish to book. */
export async function answerQuestions(turn: Turn): Promise<Answered | null> {
  const kinds = [...new Set(turn.reading.questions)].filter((kind) => isQuestion(turn, kind))
  if (kinds.length === 0) return null
  const service = serviceOf(turn) ?? null
  const parts: Said[] = []
  let isOpen = false
  for (const kind of kinds.slice(0, ANSWERED)) {
    const facts = await perform<ClinicFacts>(turn, {
      name: 'answer_from_clinic_texts',
      input: { kind, question: turn.text.slice(0, 1000), ...(service ? { service: service.id } : {}) },
    })
    const answer = facts.ok ? wordFacts(turn, kind, { facts: facts.output, service }) : null
    if (answer) parts.push(answer)
    else if (CLINICAL.includes(kind)) {
      await leaveToPerson(turn, 'clinical_question')
      return {
        said: together(...parts, said(turn.speech.say('ask_clinician'))),
        isOpen: false,
        isLeft: true,
      }
    } else isOpen = true
  }
  return { said: together(...parts), isOpen, isLeft: false }
}

/** "Can I come on Friday?" is a wish, however it is worded. */
function isQuestion({ reading }: Turn, kind: QuestionKind): boolean {
  if (kind === 'availability') return false
  if (kind !== 'other') return true
  const { date, time } = reading.slots
  const isWish = date !== undefined || time !== undefined || reading.choice !== null || reading.yes !== null
  return !isWish && ['question', 'other'].includes(reading.intent.name)
}

function wordFacts(
  turn: Turn,
  kind: QuestionKind,
  { facts, service }: { facts: ClinicFacts; service: Service | null },
): Said | null {
  const { speech } = turn
  if (facts.approved) return { ...said(facts.approved), approved: [facts.approved] }
  switch (kind) {
    case 'price':
      return service ? said(priceOf(turn, service)) : allPrices(turn)
    case 'duration':
      return service
        ? said(
            speech.say('duration', {
              service: sentenceCase(wordFor(turn, service)),
              length: speech.length(service.durationMinutes),
            }),
          )
        : null
    case 'hours': {
      const { hours } = facts.clinic
      return hours.length > 0
        ? said(speech.say('hours_are', { hours: speech.hours(hours) }))
        : said(speech.say('hours_unknown', { url: pageOf(turn) }))
    }
    case 'location': {
      const { address, phone } = facts.clinic
      if (address) return said(speech.say('address_is', { address }))
      return phone ? said([speech.say('address_unknown'), speech.say('call_us', { phone })]) : null
    }
    case 'practitioner':
      return namesOf(turn, service)
    case 'what_is':
      return service ? aboutService(turn, service) : null
    default:
      return null
  }
}

function priceOf(turn: Turn, service: Service): string {
  const { speech } = turn
  const name = sentenceCase(wordFor(turn, service))
  if (service.isFree) return speech.say('price_free', { service: name })
  if (service.priceMinor === null || !service.currency)
    return speech.say('price_unknown', { service: wordFor(turn, service) })
  return speech.say('price', { service: name, price: speech.price(service.priceMinor, service.currency) })
}

/** The catalogue's prices are nobody's secret; in an SMS the page has them. */
function allPrices(turn: Turn): Said | null {
  const { speech, services, asking } = turn
  const priced = services.filter(({ isFree, priceMinor }) => isFree || priceMinor !== null)
  if (priced.length === 0) return null
  if (asking.channel === 'sms' || priced.length > LISTED) {
    return said(speech.say('price_here', { url: pageOf(turn) }))
  }
  const lines = priced.map(({ name, isFree, priceMinor, currency }) =>
    isFree
      ? speech.say('price_free', { service: name })
      : speech.say('price', { service: name, price: speech.price(priceMinor ?? 0, currency ?? 'USD') }),
  )
  return said(lines.join('\n'))
}

function namesOf(turn: Turn, service: Service | null): Said | null {
  const { speech, practitioners } = turn
  const doing = service
    ? practitioners.filter(({ id }) =>
        service.practitioners.some(({ practitionerId }) => practitionerId === id),
      )
    : practitioners.filter(({ isBookable }) => isBookable)
  if (doing.length === 0) return null
  const names = speech.list(doing.map(({ name }) => name))
  return said(
    service
      ? speech.say('performers', { service: sentenceCase(wordFor(turn, service)), names })
      : speech.say('team_is', { names }),
  )
}

/** What the clinic wrote about it, word for word; in an SMS the page has it. */
function aboutService(turn: Turn, service: Service): Said | null {
  const { speech, asking } = turn
  const texts = [service.description, service.consultationText, service.benefitText].filter(
    (text) => text !== null,
  )
  if (texts.length === 0) return null
  if (asking.channel === 'sms' || !mayName(turn, service.id)) {
    return said(
      speech.say('book_by_yourself', { url: pageOf(turn, mayName(turn, service.id) ? service : null) }),
    )
  }
  turn.memory.toldAbout = service.id
  const free = service.isFree ? speech.say('price_free', { service: service.name }) : ''
  return { ...said([...texts, free]), approved: texts }
}
