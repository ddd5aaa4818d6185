/**
 * What a model's sentence implies, beyond the words that are listed: models find others every day. It reads the grammar: who
 * says of a visit that something has happened to it, or tells somebody when to come, without asking, offering or denying.
 */
import type { Deed } from './claim-words.ts'
import { type Facts, isDenied, speaksOf } from './gate-claims.ts'
import { findMentions } from './gate-moments.ts'

const VISIT =
  /(?<!\p{L})(?:appointment|visit|booking|reservation|slot|spot|place|time|request|change|cancell?ation|reschedul\p{L}+|schedule|calendar|book|booked|cita|visita|reserva|hora|turno|lugar|cambio|cancelación|agenda|calendario|jueves|viernes|lunes|martes|miércoles|sábado|monday|tuesday|wednesday|thursday|friday|saturday)(?!\p{L})/iu

/** Something has become of it: a perfect, a passive, a result. */
const DONE =
  /(?<!\p{L})(?:(?:is|are|was|were|been|be|has|have|had|got|just|now|already|officially|successfully|finished|done)|\p{L}+’(?:s|re|ve))(?!\p{L})[^.!?]*?(?<!\p{L})(?:\p{L}{2,}ed|\p{L}{2,}en|done|made|set|put|held|gone|off|ready|yours|complete|through|coming|booking|scheduling|cancelling|moving)(?!\p{L})/iu
const HECHO =
  /(?<!\p{L})(?:se|ya|he|ha|han|hemos|está|están|quedó|queda|quedamos|fue|lo|la|le)(?!\p{L})[^.!?]*?(?<!\p{L})(?:\p{L}{2,}[ai]d[oa]s?|\p{L}{2,}íd[oa]s?|hech[oa]s?|puest[oa]s?|dicho|list[oa]s?|\p{L}{2,}[óé]|di|hice|puse|espero|esperamos|baja|alta)(?!\p{L})/iu

/** Free times, opening hours, and what the person wished for themselves. */
const OPEN_TIME =
  /(?<!\p{L})(?:free|available|availability|opens?|opened|opening|closed?s?|hours|times|slots|options?|between|earliest|latest|asked|mentioned|said|wanted|looking|checking|prefer|offered?|taken|full|unavailable|libres?|disponibles?|abrimos|cerramos|horas|horario|opci(?:ón|ones)|pidi[óo]|dijo|quería|buscando|prefiere|ofrecer(?:le)?|hasta|ocupad[oa]s?)(?!\p{L})/iu
const ABOUT_THEM =
  /(?<!\p{L})(?:you|your|yours|i|we|it|that|this|arrive|come|usted|su|sus|le|les|lo|la|nos|quedamos|venga|llegue|cita|visita|appointment|visit)(?!\p{L})/iu

/** Null where the sentence implies nothing, or what it implies is so. */
export function impliedClaimOf(sentence: string, facts: Facts): Deed | null {
  const plain = sentence.replace(/[’`´']/g, '’')
  if (/\?\s*$/.test(plain) || OPEN_TIME.test(plain) || isDenied(plain)) return null
  const mentions = findMentions(plain)
  const hasClock = mentions.some(({ kind }) => kind === 'clock')
  const tellsWhen = hasClock || (mentions.length > 0 && ABOUT_THEM.test(plain))
  const tellsDone = VISIT.test(plain) && (DONE.test(plain) || HECHO.test(plain))
  if (!tellsWhen && !tellsDone) return null
  return facts.facts.some((fact) => fact.startAt && speaksOf(fact, { mentions, facts })) ? null : 'booked'
}
