import { z } from 'zod'
import { joinWaitlist as join } from '../scheduling/join-waitlist.ts'
import { action, refused } from './action.ts'
import { findIdentity } from './find-identity.ts'
import { findService, ServiceWord } from './wished-service.ts'

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const Time = z.string().regex(/^\d\d:\d\d$/)

const Wish = z.strictObject({
  service: ServiceWord,
  name: z.string().trim().min(1).max(120),
  phone: z.string().trim().max(40).nullish(),
  email: z.email().max(254).nullish(),
  practitionerId: z.uuid().nullish(),
  earliestOn: Day.optional(),
  latestOn: Day.nullish(),
  fromTime: Time.optional(),
  toTime: Time.optional(),
})

/** Who joins is asked when an earlier time becomes free; it books nothing. */
export const joinWaitlist = action<z.infer<typeof Wish>, { entryId: string }>({
  name: 'join_waitlist',
  description: 'Puts the person on the waiting list of a service; they are asked when a time becomes free.',
  input: Wish,
  output: z.strictObject({ entryId: z.string() }),
  callers: ['contact', 'voice'],
  topics: ['booking'],
  isWriting: true,
  isPermitted: ({ mayBook }) => mayBook,
  async perform(tx, asking, wish) {
    const service = await findService(tx, wish.service)
    if (!service) return refused('no_service')
    const identity = await findIdentity(tx, asking.conversation)
    const phone = identity.phone ?? wish.phone ?? null
    const joined = await join(tx, asking.actor, {
      serviceId: service.id,
      practitionerId: wish.practitionerId ?? null,
      // Beside a number an address that was only told would make them whoever has it.
      person: { name: wish.name, phone, email: phone ? null : (wish.email ?? null) },
      ...(wish.earliestOn ? { earliestOn: wish.earliestOn } : {}),
      ...(wish.latestOn ? { latestOn: wish.latestOn } : {}),
      ...(wish.fromTime ? { fromTime: wish.fromTime } : {}),
      ...(wish.toTime ? { toTime: wish.toTime } : {}),
    })
    if (!joined.ok) return refused(joined.reason)
    return { ok: true, output: { entryId: joined.entryId } }
  },
})
