import * as routes from '../../../packages/contract/src/routes.ts'
import { roleMay } from '../../desk/access/permission.ts'
import { findClinic } from '../../desk/clinics/find-clinic.ts'
import { findChannelReport } from '../../desk/insights/find-channel-report.ts'
import { findTaskCounts } from '../../desk/insights/find-tasks.ts'
import { findAppointment, findAppointments } from '../../desk/scheduling/find-appointments.ts'
import { notFound } from '../../kit/problem.ts'
import { endOf, startOf } from '../moments.ts'
import { instant, presentAppointment } from '../present.ts'
import { type Api, answer, type Doors, staffOf } from './api.ts'

/** Then it leaves the list by itself: nothing can be done about it in Foyer but calling the patient. */
const FAILED_MESSAGES_HOURS = 72

export function answerAppointments(api: Api, { database, clock }: Doors): void {
  answer(api, routes.listAppointments, async (c) => {
    const { from, to, status, search, has_conflict: hasConflict, ...page } = c.req.valid('query')
    const appointments = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const zone = (await findClinic(tx))?.timeZone ?? 'UTC'
      return findAppointments(tx, {
        ...(from ? { from: startOf(from, zone) } : {}),
        ...(to ? { to: endOf(to, zone) } : {}),
        ...(status ? { status } : {}),
        ...(search ? { search } : {}),
        onlyConflicting: hasConflict === 'true',
        ...page,
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

  answer(api, routes.getTasks, async (c) => {
    const { clinicId, role } = staffOf(c)
    const now = clock.now()
    const messagesSince = now.subtract({ hours: FAILED_MESSAGES_HOURS })
    const counts = await database.inClinic(clinicId, async (tx) => {
      const zone = (await findClinic(tx))?.timeZone ?? 'UTC'
      const today = now.toZonedDateTimeISO(zone).startOfDay().toInstant()
      return findTaskCounts(tx, { messages: messagesSince, visits: today })
    })
    const tasks = {
      waiting_conversations: counts.conversations,
      open_conflicts: counts.conflicts,
      failed_deliveries: roleMay(role, 'connections:read') ? counts.deliveries : null,
      failed_messages: counts.messages,
      failed_messages_since: instant(messagesSince),
      unconfirmed_appointments: counts.requests,
      conflicting_appointments: counts.overlaps,
      forms_to_review: counts.forms,
      staff_tasks: counts.staffTasks,
    }
    return c.json({ tasks }, 200)
  })

  answer(api, routes.getChannelReport, async (c) => {
    const query = c.req.valid('query')
    const report = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const zone = (await findClinic(tx))?.timeZone ?? 'UTC'
      const to = query.to ? endOf(query.to, zone) : clock.now()
      const from = query.from ? startOf(query.from, zone) : to.subtract({ hours: 30 * 24 })
      return { from, to, channels: await findChannelReport(tx, { from, to }) }
    })
    const channels = report.channels.map(({ conversationsBooked, firstTouches, noShows, ...row }) => ({
      ...row,
      conversations_booked: conversationsBooked,
      first_touches: firstTouches,
      no_shows: noShows,
    }))
    return c.json({ from: instant(report.from), to: instant(report.to), channels }, 200)
  })
}
