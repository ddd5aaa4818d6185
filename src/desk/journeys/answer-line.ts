/** How a mail is answered where the clinic has no mailbox of its own: what comes to the sender's address nobody reads. */
import type { Language } from '../wording/default-templates.ts'
import type { Values } from '../wording/template.ts'

const LINES: Record<Language, { call: string; book: string; both: string }> = {
  en: {
    call: 'Replies to this e-mail are not read. To answer, call {{clinic_phone}}.',
    book: 'Replies to this e-mail are not read. To answer, write to us or book here: {{booking_link}}',
    both: 'Replies to this e-mail are not read. To answer, call {{clinic_phone}}, or write to us or book here: {{booking_link}}',
  },
  es: {
    call: 'No leemos las respuestas a este correo. Para responder, llame al {{clinic_phone}}.',
    book: 'No leemos las respuestas a este correo. Para responder, escríbanos o reserve aquí: {{booking_link}}',
    both: 'No leemos las respuestas a este correo. Para responder, llame al {{clinic_phone}}, o escríbanos o reserve aquí: {{booking_link}}',
  },
}

/** The line with its gaps; null where the clinic can be reached by neither. */
export function answerLine(
  language: Language,
  { clinic_phone: phone, booking_link: booking }: Pick<Values, 'clinic_phone' | 'booking_link'>,
): string | null {
  const { call, book, both } = LINES[language]
  if (phone && booking) return both
  if (phone) return call
  return booking ? book : null
}

/** Stands in every mail as it is, whoever words the rest. */
export function isAnswerLine(line: string): boolean {
  return Object.values(LINES).some((lines) => Object.values(lines).includes(line))
}
