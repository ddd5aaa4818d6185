import { z } from 'zod'
import { showPhone } from '../../kit/phone.ts'
import { findClinicHours } from '../services/find-hours.ts'
import { action, refused } from './action.ts'
import { answerTo, findApprovedAnswers } from './find-approved-answers.ts'
import { findService, ServiceWord } from './wished-service.ts'

export const QUESTION_KINDS = [
  'price',
  'duration',
  'hours',
  'location',
  'parking',
  'preparation',
  'aftercare',
  'pain',
  'payment',
  'insurance',
  'practitioner',
  'availability',
  'what_is',
  'clinical',
  'other',
] as const

const Query = z.strictObject({
  kind: z.enum(QUESTION_KINDS),
  service: ServiceWord.optional(),
  /** The question as it was asked, to find the clinic's own answer to it. */
  question: z.string().max(1000).optional(),
})

const Facts = z.strictObject({
  /** To be said word for word. */
  approved: z.string().nullable(),
  service: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      isFree: z.boolean(),
      priceMinor: z.number().nullable(),
      currency: z.string().nullable(),
      durationMinutes: z.number(),
      description: z.string().nullable(),
      consultation: z.string().nullable(),
      benefit: z.string().nullable(),
    })
    .nullable(),
  clinic: z.strictObject({
    name: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    /** 0 is Sunday; `HH:MM`. */
    hours: z.array(z.strictObject({ days: z.array(z.number()), start: z.string(), end: z.string() })),
  }),
})
export type ClinicFacts = z.infer<typeof Facts>

/** What may be said: the clinic's approved answer where there is one, and the facts of its catalogue. Nothing else. */
export const answerFromClinicTexts = action<z.infer<typeof Query>, ClinicFacts>({
  name: 'answer_from_clinic_texts',
  description:
    'Prices, lengths, hours, address and the clinic’s approved answers. Say `approved` word for word; say nothing that is not here.',
  input: Query,
  output: Facts,
  callers: ['contact', 'voice', 'staff', 'integration'],
  topics: ['booking', 'visit', 'question'],
  isWriting: false,
  async perform(tx, { clinic, language }, { kind, service: word, question }) {
    const service = word ? await findService(tx, word, language) : null
    if (service === undefined) return refused('no_service')
    const answers = await findApprovedAnswers(tx)
    const approved = answerTo(answers, { kind, serviceId: service?.id ?? null, language, text: question })
    return {
      ok: true,
      output: {
        approved: approved?.answer ?? null,
        service: service && {
          id: service.id,
          name: service.name,
          isFree: service.isFree,
          priceMinor: service.priceMinor,
          currency: service.currency,
          durationMinutes: service.durationMinutes,
          description: service.description,
          consultation: service.consultationText,
          benefit: service.benefitText,
        },
        clinic: {
          name: clinic.name,
          address: clinic.address,
          phone: clinic.phoneE164 ? showPhone(clinic.phoneE164, clinic.country) : null,
          email: clinic.email,
          hours: await findClinicHours(tx),
        },
      },
    }
  },
})
