/** When a service can be booked and why not, who works when, and the days in figures. */
import type { z } from '@hono/zod-openapi'
import * as routes from '../../../packages/contract/src/scheduling/routes.ts'
import { type Clinic, isTimeZone } from '../../desk/clinics/clinic.ts'
import {
  type AvailabilityQuery,
  explainAvailability,
  findAvailability,
} from '../../desk/scheduling/find-availability.ts'
import { findDayFigures } from '../../desk/scheduling/find-day-figures.ts'
import { findWorkingDays } from '../../desk/scheduling/find-working-days.ts'
import { findPractitioner } from '../../desk/services/find-practitioners.ts'
import { findService } from '../../desk/services/find-services.ts'
import { datesBetween } from '../../desk/services/hours.ts'
import type { Practitioner } from '../../desk/services/practitioner.ts'
import type { Service } from '../../desk/services/service.ts'
import type { Tx } from '../../kit/db.ts'
import { badRequest, notFound } from '../../kit/problem.ts'
import { dayInWords, obstacleInWords, type Reading, reasonInWords } from '../explanation-words.ts'
import { demandFewDays, endOfDay, startOf } from '../moments.ts'
import { presentDayFigures, presentSlot, presentWorkingDay } from '../present-scheduling.ts'
import { type Api, answer, clinicOf, type Doors, staffOf } from './api.ts'

export function answerAvailability(api: Api, { database, clock }: Doors): void {
  answer(api, routes.getAvailability, async (c) => {
    const query = c.req.valid('query')
    const { timeZone, free } = await database.inClinic(staffOf(c).clinicId, async (tx) => {
      const asked = await readQuestion(tx, query)
      const isOffered = asked.query.service.archivedAt === null
      return { ...asked, free: isOffered ? await findAvailability(tx, asked.clinic, asked.query) : [] }
    })
    const slots = Map.groupBy(free.map(presentSlot), ({ start_at }) => dateOf(start_at, timeZone))
    const days = datesBetween(query.from, query.to).map((date) => ({ date, slots: slots.get(date) ?? [] }))
    return c.json({ time_zone: timeZone, days }, 200)
  })

  answer(api, routes.explainAvailability, async (c) => {
    const query = c.req.valid('query')
    const { explanation, practitioners, isTeamComplete, ...asked } = await database.inClinic(
      staffOf(c).clinicId,
      async (tx) => {
        const asked = await readQuestion(tx, query)
        return { ...asked, ...(await explainAvailability(tx, asked.clinic, asked.query)) }
      },
    )
    const { timeZone } = asked
    const { service } = asked.query
    const obstacle =
      obstacleOfNeeds(service, isTeamComplete) ??
      obstacleInWords({ ...asked, service, hosts: practitioners.length })
    const reading: Reading = {
      timeZone,
      locale: asked.clinic.locale,
      now: clock.now(),
      nameOf: (host) => practitioners[host]?.name ?? '',
    }
    const candidates = obstacle ? [] : explanation.candidates
    const byDate = Map.groupBy(candidates, ({ start }) => dateOf(start, timeZone))
    const closedOn = new Map(explanation.days.map(({ date, closed }) => [date, closed]))
    return c.json(
      {
        time_zone: timeZone,
        candidates: candidates.map(({ start, isOffered, reasons }) => ({
          start_at: start,
          is_offered: isOffered,
          reasons: reasons.map((reason) => ({
            code: reason.code,
            text: reasonInWords(reason, start, reading),
            ...(reason.host === undefined ? {} : { practitioner_id: practitioners[reason.host]?.id }),
            ...('until' in reason ? { until: reason.until } : {}),
          })),
        })),
        days: datesBetween(query.from, query.to).map((date) => ({
          date,
          reason: obstacle ?? dayInWords(byDate.get(date) ?? [], closedOn.get(date) ?? null, reading),
        })),
      },
      200,
    )
  })

  answer(api, routes.listWorkingDays, async (c) => {
    const between = c.req.valid('query')
    demandFewDays(between)
    const days = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      findWorkingDays(tx, await clinicOf(tx), between),
    )
    return c.json({ days: days.map(presentWorkingDay) }, 200)
  })

  answer(api, routes.countDays, async (c) => {
    const { practitioner_id: practitionerId, service_id: serviceId, ...between } = c.req.valid('query')
    demandFewDays(between)
    const days = await database.inClinic(staffOf(c).clinicId, async (tx) =>
      findDayFigures(tx, await clinicOf(tx), { ...between, practitionerId, serviceId }),
    )
    return c.json({ days: days.map(presentDayFigures) }, 200)
  })
}

interface Asked {
  clinic: Clinic
  /** Of the dates. */
  timeZone: string
  query: AvailabilityQuery
  /** Who was asked for by name. */
  practitioner: Practitioner | null
}

async function readQuestion(
  tx: Tx,
  asked: z.infer<NonNullable<typeof routes.getAvailability.request.query>>,
): Promise<Asked> {
  demandFewDays(asked)
  if (asked.time_zone && !isTimeZone(asked.time_zone)) {
    const detail = 'This is no IANA time zone; write one such as America/Chicago'
    throw badRequest(`time_zone: ${detail}`, { extensions: { errors: [{ pointer: '/time_zone', detail }] } })
  }
  const clinic = await clinicOf(tx)
  const service = await findService(tx, asked.service_id)
  if (!service) throw notFound('There is no such service in this clinic')
  const practitioner = asked.practitioner_id ? await findPractitioner(tx, asked.practitioner_id) : null
  if (practitioner === undefined) throw notFound('There is no such practitioner in this clinic')
  const timeZone = asked.time_zone ?? clinic.timeZone
  return {
    clinic,
    timeZone,
    query: {
      service,
      from: startOf(asked.from, timeZone),
      to: endOfDay(asked.to, timeZone),
      ...(asked.duration_minutes ? { durationMinutes: asked.duration_minutes } : {}),
      ...(asked.practitioner_id ? { practitionerId: asked.practitioner_id } : {}),
      exceptId: asked.except_appointment_id,
      bookerTimeZone: timeZone,
    },
    practitioner,
  }
}

/** Why it cannot take place at all, whoever is free. */
function obstacleOfNeeds(service: Service, isTeamComplete: boolean): string | null {
  if (service.archivedAt || service.practitioners.length === 0) return null
  if (!isTeamComplete)
    return `Not everybody who does ${service.name} together can be booked: choose who does it at Settings > Services`
  const pool = service.pools.find(({ resourceIds }) => resourceIds.length === 0)?.pool
  return pool
    ? `Nothing is left of what ${service.name} needs (${pool}): choose another at Settings > Services`
    : null
}

function dateOf(at: string, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}
