import * as routes from '../../../packages/contract/src/routes.ts'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { findChannelReport } from '../../desk/insights/find-channel-report.ts'
import { findAppointment, findAppointments } from '../../desk/scheduling/find-appointments.ts'
import { notFound } from '../../kit/problem.ts'
import { instant, presentAppointment } from '../present.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

export function answerAppointments(api: Api, { database, clock }: Doors): void {
  answer(api, routes.listAppointments, async (c) => {
    const { from, to, status, search, limit, offset } = c.req.valid('query')
    const appointments = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const zone = (await findClinic(tx))?.timeZone ?? 'UTC'
      return findAppointments(tx, {
        ...(from ? { from: startOf(from, zone) } : {}),
        ...(to ? { to: endOf(to, zone) } : {}),
        ...(status ? { status } : {}),
        ...(search ? { search } : {}),
        limit,
        offset,
      })
    })
    return c.json({ appointments: appointments.map(presentAppointment) }, 200)
  })

  answer(api, routes.getAppointment, async (c) => {
    const { id } = c.req.valid('param')
    const appointment = await database.inClinic(staffOf(c).clinicId, (tx) => findAppointment(tx, id))
    if (!appointment) throw notFound('There is no such appointment in this clinic')
    return c.json({ appointment: presentAppointment(appointment) }, 200)
  })

  answer(api, routes.getChannelReport, async (c) => {
    const query = c.req.valid('query')
    const report = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const zone = (await findClinic(tx))?.timeZone ?? 'UTC'
      const to = query.to ? endOf(query.to, zone) : clock.now()
      const from = query.from ? startOf(query.from, zone) : to.subtract({ hours: 30 * 24 })
      return { from, to, channels: await findChannelReport(tx, { from, to }) }
    })
    const channels = report.channels.map(({ channel, bookings, firstTouches, kept, cancelled, noShows }) => ({
      channel,
      bookings,
      first_touches: firstTouches,
      kept,
      cancelled,
      no_shows: noShows,
    }))
    return c.json({ from: instant(report.from), to: instant(report.to), channels }, 200)
  })
}

/** A date is the clinic's midnight, whatever the clocks do that night. */
function startOf(moment: string, zone: string): Temporal.Instant {
  return isDate(moment)
    ? Temporal.PlainDate.from(moment).toZonedDateTime(zone).toInstant()
    : Temporal.Instant.from(moment)
}

/** A date is the whole day: up to the last microsecond before the next midnight. */
function endOf(moment: string, zone: string): Temporal.Instant {
  if (!isDate(moment)) return Temporal.Instant.from(moment)
  const midnight = Temporal.PlainDate.from(moment).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  return midnight.subtract({ microseconds: 1 })
}

function isDate(moment: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(moment)
}
