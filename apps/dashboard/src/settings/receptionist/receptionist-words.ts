/** What the assistant’s own words mean to a receptionist. */
import type { ApprovedAnswer, ReceptionistSettings } from './receptionist-queries.ts'

export const LANGUAGE_WORDS: Record<ApprovedAnswer['language'], string> = { en: 'English', es: 'Spanish' }

export const TONE_WORDS: Record<ReceptionistSettings['tone'], string> = {
  friendly: 'Friendly',
  formal: 'Formal',
  brief: 'Brief',
}

export const QUESTION_WORDS: Record<ApprovedAnswer['question_kind'], string> = {
  price: 'Price',
  duration: 'How long it takes',
  hours: 'Opening hours',
  location: 'Where you are',
  parking: 'Parking',
  preparation: 'What to do before',
  aftercare: 'What to do afterwards',
  pain: 'Whether it hurts',
  payment: 'How to pay',
  insurance: 'Insurance',
  practitioner: 'Who does it',
  availability: 'Free times',
  what_is: 'What it is',
  clinical: 'Safety, medicines, “is this normal?”',
  other: 'Something else',
}
