/** What a calendar on the page shows, looked up. */
import { type FreeMonth, findFreeMonth, lastMonthOf } from '../../desk/scheduling/find-free-month.ts'
import { findClosures } from '../../desk/services/find-hours.ts'
import type { Service } from '../../desk/services/service.ts'
import type { Tx } from '../../kit/db.ts'
import type { Guest } from './guest.ts'
import { readWish, type Wish } from './wish.ts'

export interface MonthShown {
  offered: FreeMonth
  lastMonth: Temporal.PlainYearMonth
  /** Days on which the clinic is closed, and why. */
  closures: ReadonlyMap<string, string | null>
}

export function wishOf(guest: Guest, service: Service, query: Record<string, string>): Wish {
  const { today } = guest
  return readWish(query, { service, today, lastMonth: lastMonthOf(service, today) })
}

export async function lookUpMonth(
  tx: Tx,
  guest: Guest,
  wanted: {
    service: Service
    wish: Wish
    durationMinutes?: number
    /** What does not stand in its own way: the appointment that is moved, the time that this guest holds. */
    exceptId?: string | null
  },
): Promise<MonthShown> {
  const { service, wish, exceptId } = wanted
  const durationMinutes = wanted.durationMinutes ?? wish.durationMinutes ?? service.durationMinutes
  const offered = await findFreeMonth(tx, guest.clinic, {
    service,
    month: wish.month,
    timeZone: guest.timeZone,
    durationMinutes,
    practitionerId: wish.practitionerId,
    exceptId: exceptId ?? null,
  })
  const from = offered.month.toPlainDate({ day: 1 })
  const to = from.add({ months: 1 }).subtract({ days: 1 })
  const closures = await findClosures(tx, { from: from.toString(), to: to.toString() })
  return {
    offered,
    lastMonth: lastMonthOf(service, guest.today),
    closures: new Map(
      closures.filter(({ windows }) => windows.length === 0).map(({ date, name }) => [date, name]),
    ),
  }
}
