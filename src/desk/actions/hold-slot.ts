import { z } from 'zod'
import { holdOnline } from '../scheduling/hold-online.ts'
import { action, refused } from './action.ts'
import { findService, readStart, ServiceWord, StartWord } from './wished-service.ts'

const Wish = z.strictObject({
  service: ServiceWord,
  startAt: StartWord,
  practitionerId: z.uuid().nullish(),
  durationMinutes: z.int().positive().optional(),
})

const Held = z.strictObject({ startAt: z.string(), expiresAt: z.string() })

/** Keeps one time for some minutes. A conversation holds one at a time: the next gives the former back. */
export const holdSlot = action<z.infer<typeof Wish>, z.infer<typeof Held>>({
  name: 'hold_slot',
  description: 'Keeps a free time for the person for five minutes while they decide. It is not a booking.',
  input: Wish,
  output: Held,
  callers: ['contact', 'voice'],
  topics: ['booking'],
  isWriting: true,
  isPermitted: ({ mayBook }) => mayBook,
  async perform(tx, asking, wish) {
    const { clinic, standing } = asking
    const service = await findService(tx, wish.service)
    const startAt = readStart(wish.startAt, clinic)
    if (!service) return refused('no_service')
    if (!startAt) return refused('no_time')
    const held = await holdOnline(tx, {
      clinic,
      service,
      startAt,
      durationMinutes: wish.durationMinutes ?? service.durationMinutes,
      practitionerId: wish.practitionerId ?? null,
      former: standing.hold,
    })
    if (!held.ok) return refused(held.reason)
    const { id, token, expiresAt } = held.hold
    asking.standing = {
      ...standing,
      hold: {
        id,
        token,
        serviceId: service.id,
        startAt: startAt.toString(),
        expiresAt: expiresAt.toString(),
      },
    }
    return { ok: true, output: { startAt: startAt.toString(), expiresAt: expiresAt.toString() } }
  },
})
