/** Free times, and times that are taken, as the API answers them. */
import type { z } from '@hono/zod-openapi'
import type * as wire from '../../packages/contract/src/scheduling/schemas.ts'
import type { BusyTime } from '../desk/scheduling/busy-time.ts'
import type { FreeTime } from '../desk/scheduling/find-availability.ts'
import type { DayFigures } from '../desk/scheduling/find-day-figures.ts'
import type { HoldRecord } from '../desk/scheduling/find-holds.ts'
import type { WaitlistEntry } from '../desk/scheduling/find-waitlist.ts'
import type { WorkingDay } from '../desk/scheduling/find-working-days.ts'
import { EVERY_DAY } from '../desk/scheduling/waitlist.ts'
import { instant } from './present.ts'

export function presentSlot(free: FreeTime): z.infer<typeof wire.Slot> {
  return {
    start_at: instant(free.startAt),
    end_at: instant(free.endAt),
    practitioner_ids: free.practitionerIds,
    seats_left: free.seatsLeft,
  }
}

export function presentWorkingDay(day: WorkingDay): z.infer<typeof wire.WorkingDay> {
  return {
    date: day.date,
    closed_for: day.closedFor,
    practitioners: day.practitioners.map(({ practitionerId, windows }) => ({
      practitioner_id: practitionerId,
      windows: windows.map(({ startAt, endAt }) => ({ start_at: instant(startAt), end_at: instant(endAt) })),
    })),
  }
}

export function presentDayFigures(day: DayFigures): z.infer<typeof wire.DayInFigures> {
  return {
    date: day.date,
    closed_for: day.closedFor,
    counts: day.counts,
    booked_minutes: day.bookedMinutes,
    working_minutes: day.workingMinutes,
  }
}

export function presentBusyTime(busyTime: BusyTime): z.infer<typeof wire.BusyTime> {
  return {
    id: busyTime.id,
    practitioner_id: busyTime.practitionerId,
    resource_id: busyTime.resourceId,
    start_at: instant(busyTime.startAt),
    end_at: instant(busyTime.endAt),
    source: busyTime.source,
    title: busyTime.title,
    created_at: instant(busyTime.createdAt),
  }
}

export function presentHold(hold: HoldRecord): z.infer<typeof wire.Hold> {
  return {
    id: hold.id,
    service_id: hold.serviceId,
    service_name: hold.serviceName,
    practitioner_id: hold.practitionerId,
    resource_ids: hold.resourceIds,
    start_at: instant(hold.startAt),
    end_at: instant(hold.endAt),
    expires_at: instant(hold.expiresAt),
    purpose: hold.purpose,
  }
}

export function presentWaitlistEntry(entry: WaitlistEntry): z.infer<typeof wire.WaitlistEntry> {
  const { contact, offer } = entry
  return {
    id: entry.id,
    contact: {
      id: contact.id,
      display_name: contact.displayName,
      phone_e164: contact.phone,
      email: contact.email,
    },
    service_id: entry.serviceId,
    service_name: entry.serviceName,
    practitioner_id: entry.practitionerId,
    earliest_date: entry.earliestOn,
    latest_date: entry.latestOn,
    days: entry.days.length === EVERY_DAY.length ? [] : entry.days,
    from_time: entry.fromTime === '00:00' ? null : entry.fromTime,
    to_time: entry.toTime === '24:00' ? null : entry.toTime,
    status: entry.status,
    offer: offer && {
      start_at: instant(offer.startAt),
      expires_at: instant(offer.expiresAt),
      status: offer.status,
    },
    created_at: instant(entry.createdAt),
  }
}
