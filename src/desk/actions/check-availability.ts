import { z } from 'zod'
import { findAvailability } from '../scheduling/find-availability.ts'
import { findPractitioners } from '../services/find-practitioners.ts'
import { action, refused } from './action.ts'
import { findService, ServiceWord, wallTime } from './wished-service.ts'

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'is no date, YYYY-MM-DD')
const LONGEST_DAYS = 62
const SHOWN = 12

const Query = z.strictObject({
  service: ServiceWord,
  from: Day.optional(),
  to: Day.optional(),
  practitionerId: z.uuid().optional(),
  durationMinutes: z.int().positive().optional(),
})

const Times = z.strictObject({
  service: z.string(),
  durationMinutes: z.number(),
  times: z.array(
    z.strictObject({
      startAt: z.string(),
      /** Wall time of the clinic. */
      local: z.string(),
      practitionerId: z.string(),
      practitioner: z.string(),
    }),
  ),
})

/** The first free times between two dates of the clinic, by default of two weeks from today. */
export const checkAvailability = action<z.infer<typeof Query>, z.infer<typeof Times>>({
  name: 'check_availability',
  description: 'Free times of a service between two dates (YYYY-MM-DD); by default the next two weeks.',
  input: Query,
  output: Times,
  callers: ['contact', 'voice', 'staff', 'integration'],
  topics: ['booking', 'visit'],
  isWriting: false,
  async perform(tx, { clinic, language }, query) {
    const service = await findService(tx, query.service, language)
    if (!service) return refused('no_service')
    const durationMinutes = query.durationMinutes ?? service.durationMinutes
    if (!service.durationsMinutes.includes(durationMinutes)) return refused('duration_not_offered')
    const now = tx.clock.now()
    const today = now.toZonedDateTimeISO(clinic.timeZone).toPlainDate()
    const from = query.from ? Temporal.PlainDate.from(query.from) : today
    const to = query.to ? Temporal.PlainDate.from(query.to) : from.add({ days: 14 })
    if (Temporal.PlainDate.compare(to, from) < 0) return refused('ends_before_start')
    if (from.until(to).days > LONGEST_DAYS) return refused('span_too_long')
    const start = from.toZonedDateTime(clinic.timeZone).toInstant()
    const free = await findAvailability(tx, clinic, {
      service,
      durationMinutes,
      practitionerId: query.practitionerId ?? null,
      from: Temporal.Instant.compare(start, now) < 0 ? now : start,
      to: to.add({ days: 1 }).toZonedDateTime(clinic.timeZone).toInstant(),
    })
    const names = new Map((await findPractitioners(tx)).map(({ id, name }) => [id, name]))
    return {
      ok: true,
      output: {
        service: service.name,
        durationMinutes,
        times: free.slice(0, SHOWN).map(({ startAt, practitionerIds: [practitionerId = ''] }) => ({
          startAt: startAt.toString(),
          local: wallTime(startAt, clinic),
          practitionerId,
          practitioner: names.get(practitionerId) ?? '',
        })),
      },
    }
  },
})
