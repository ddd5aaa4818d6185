import { z } from 'zod'
import { action, refused } from './action.ts'
import { bookingPage, findService, ServiceWord } from './wished-service.ts'

const Wish = z.strictObject({ service: ServiceWord.optional() })

const Suggestion = z.strictObject({
  url: z.string(),
  service: z.string().nullable(),
  isFree: z.boolean().nullable(),
  /** What happens at the visit. */
  consultation: z.string().nullable(),
  /** What it does for the patient. */
  benefit: z.string().nullable(),
})

/** Where to book by oneself, and what the clinic has approved to be said about the visit (REQUIREMENTS A4). */
export const suggestBooking = action<z.infer<typeof Wish>, z.infer<typeof Suggestion>>({
  name: 'suggest_booking',
  description:
    'The link of the booking page, and the clinic’s own words about the visit: what happens, what it does, whether it is free.',
  input: Wish,
  output: Suggestion,
  callers: ['contact', 'voice', 'staff', 'integration'],
  topics: ['booking', 'question'],
  isWriting: false,
  async perform(tx, asking, { service: word }) {
    const service = word ? await findService(tx, word, asking.language) : null
    if (service === undefined) return refused('no_service')
    return {
      ok: true,
      output: {
        url: bookingPage(asking.links, asking.clinic, { service, channel: asking.channel }),
        service: service?.name ?? null,
        isFree: service?.isFree ?? null,
        consultation: service?.consultationText ?? null,
        benefit: service?.benefitText ?? null,
      },
    }
  },
})
