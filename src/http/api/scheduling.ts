/** What staff do with appointments: book, move, and say what became of them. */
import type { z } from '@hono/zod-openapi'
import * as routes from '../../../packages/contract/src/scheduling/routes.ts'
import type { Clinic } from '../../desk/clinics/clinic.ts'
import type { Outcome } from '../../desk/scheduling/appointment.ts'
import { bookSeries } from '../../desk/scheduling/book-series.ts'
import { type BookRefusal, type BookSlot, bookSlot } from '../../desk/scheduling/book-slot.ts'
import {
  cancelFollowing,
  rescheduleFollowing,
  type SeriesRefusal,
} from '../../desk/scheduling/change-series.ts'
import { changeStatus, type StatusRefusal } from '../../desk/scheduling/change-status.ts'
import { findAppointment } from '../../desk/scheduling/find-appointments.ts'
import { findFreePractitioners } from '../../desk/scheduling/find-free-practitioners.ts'
import {
  type RescheduleRefusal,
  rescheduleAppointment,
} from '../../desk/scheduling/reschedule-appointment.ts'
import { type RuleRefusal, VISITS_MAX } from '../../desk/scheduling/series.ts'
import { findService } from '../../desk/services/find-services.ts'
import type { Service } from '../../desk/services/service.ts'
import { sha256Hex } from '../../kit/crypto.ts'
import type { Tx } from '../../kit/db.ts'
import { conflict, invariant, notFound, type Problem, unprocessable } from '../../kit/problem.ts'
import { presentAppointment } from '../present.ts'
import { takingPlace } from '../slot-taken.ts'
import { type Api, answer, clinicOf, type Doors, staffOf, unfit } from './api.ts'

const NO_APPOINTMENT = 'There is no such appointment in this clinic'

export function answerScheduling(api: Api, { database }: Doors): void {
  answer(api, routes.createAppointment, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const body = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const requestKey = key ? { key, requestHash: sha256Hex(JSON.stringify(body)) } : null
    const made = await takingPlace({
      database,
      clinicId,
      isSeries: body.repeat !== undefined,
      work: async (tx) => {
        const booking = { ...(await readBooking(tx, body)), requestKey }
        if (body.repeat) {
          const booked = await bookSeries(tx, actor, { ...booking, rrule: body.repeat.rrule })
          if (!booked.ok) throw problemOfBooking(booked)
          const { seriesId, appointmentIds } = booked
          invariant(appointmentIds[0], 'a series without a visit')
          const series = { id: seriesId, appointment_ids: appointmentIds }
          return { appointment: await appointmentOf(tx, appointmentIds[0]), series }
        }
        const booked = await bookSlot(tx, actor, booking)
        if (!booked.ok) throw problemOfBooking(booked)
        return { appointment: await appointmentOf(tx, booked.appointmentId), series: null }
      },
    })
    return c.json(made, 201)
  })

  answer(api, routes.moveAppointmentRoute, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const body = c.req.valid('json')
    const appointment = await takingPlace({
      database,
      clinicId,
      exceptId: id,
      isSeries: body.scope === 'following',
      work: async (tx) => {
        const reschedule = body.scope === 'following' ? rescheduleFollowing : rescheduleAppointment
        const moved = await reschedule(tx, actor, {
          appointmentId: id,
          sequence: body.sequence,
          startAt: Temporal.Instant.from(body.start_at),
          durationMinutes: body.duration_minutes,
          practitionerId: body.practitioner_id,
          resourceIds: body.resource_ids,
          byStaff: true,
        })
        if (!moved.ok) throw problemOfMove(moved)
        return appointmentOf(tx, id)
      },
    })
    return c.json({ appointment }, 200)
  })

  answer(api, routes.changeAppointmentStatus, async (c) => {
    const { clinicId, actor } = staffOf(c)
    const { id } = c.req.valid('param')
    const { status, reason, scope } = c.req.valid('json')
    if (scope === 'following' && status !== 'cancelled') {
      throw unfit('/scope', 'Only a cancellation is for all that follow; set the others one by one')
    }
    const appointment = await takingPlace({
      database,
      clinicId,
      exceptId: id,
      work: async (tx) => {
        const change = { appointmentId: id, status, reason: reason || null }
        const changed = await (scope === 'following' ? cancelFollowing : changeStatus)(tx, actor, change)
        if (!changed.ok) throw problemOfStatus(changed, await clinicOf(tx))
        return appointmentOf(tx, id)
      },
    })
    return c.json({ appointment }, 200)
  })
}

async function appointmentOf(tx: Tx, id: string) {
  const appointment = await findAppointment(tx, id)
  invariant(appointment, 'an appointment of this transaction vanished')
  return presentAppointment(appointment)
}

type BookingBody = z.infer<
  (typeof routes.createAppointment.request.body.content)['application/json']['schema']
>

/** Staff may pass by hours, notice, window, lengths and limits; of those who do the service, those who work then come first. */
async function readBooking(tx: Tx, body: BookingBody): Promise<BookSlot> {
  const service = await findService(tx, body.service_id)
  if (!service) throw problemOfBooking({ ok: false, reason: 'no_service' })
  const wanted = {
    startAt: Temporal.Instant.from(body.start_at),
    durationMinutes: body.duration_minutes ?? service.durationMinutes,
  }
  return {
    ...wanted,
    serviceId: service.id,
    practitionerIds: body.practitioner_id
      ? [body.practitioner_id]
      : await findFreePractitioners(tx, await clinicOf(tx), { service, ...wanted }),
    resourceIds: body.resource_ids,
    person: personOf(body),
    mode: body.mode,
    notes: body.notes || null,
    answers: answersOf(service, body.answers),
    status: body.status ?? 'booked',
    byStaff: true,
  }
}

function personOf({ contact_id: contactId, contact, patient_name: patientName }: BookingBody) {
  if (contactId && contact) throw unfit('/contact', 'Give contact_id or contact, not both')
  if (contactId) return { contactId, patientName }
  if (!contact) throw unfit('/contact_id', 'Say for whom: give contact_id, or contact with a name')
  return { name: contact.name, phone: contact.phone || null, email: contact.email ?? null, patientName }
}

function answersOf(service: Service, answers: BookingBody['answers'] = []) {
  return answers.map(({ question_id: key, value }, i) => {
    const question = service.questions.find(({ id }) => id === key)
    if (!question)
      throw unfit(`/answers/${i}/question_id`, 'The service has no such question; read its questions')
    return { key, label: question.label, value }
  })
}

function problemOfBooking({ reason }: BookRefusal | RuleRefusal): Problem {
  switch (reason) {
    case 'no_service':
      return unfit('/service_id', 'There is no such service in this clinic, or it is not offered any more')
    case 'no_contact':
      return unfit('/contact_id', 'There is no such person in this clinic')
    case 'no_practitioner':
    case 'practitioner_needed':
      return unfit(
        '/practitioner_id',
        'Nobody of this id does the service and can be booked; read the service',
      )
    case 'duration_not_offered':
      return unfit('/duration_minutes', 'The service has no such length; read its durations_minutes')
    case 'no_resource':
      return unfit(
        '/resource_ids',
        'These are no rooms and devices of the service, or two of one pool; read its pools',
      )
    case 'not_a_rule':
    case 'endless_rule':
    case 'start_not_in_rule':
      return unfit(
        '/repeat/rrule',
        'This rule does not begin with start_at; write FREQ=WEEKLY;COUNT=6 or the like',
      )
    case 'too_many_visits':
      return unfit(
        '/repeat/rrule',
        `A series has ${VISITS_MAX} visits at most; book the others with the next one`,
      )
    case 'key_reused':
      return unprocessable(
        'This Idempotency-Key stands for another request; send a new key with a new request',
        [],
        { type: 'idempotency-key-reused' },
      )
  }
}

function problemOfMove({ reason }: RescheduleRefusal | SeriesRefusal): Problem {
  switch (reason) {
    case 'no_appointment':
      return notFound(NO_APPOINTMENT)
    case 'booked_elsewhere':
      return bookedElsewhere('move')
    case 'not_movable':
      return conflict('What has begun or ended is not moved; set its status back to booked first', {
        type: 'not-movable',
      })
    case 'stale':
      return conflict('Somebody changed this appointment meanwhile; read it again', {
        type: 'stale',
        title: 'Changed meanwhile',
      })
    case 'no_series':
      return noSeries()
    case 'duration_not_offered':
    case 'no_practitioner':
    case 'no_resource':
      return problemOfBooking({ ok: false, reason })
  }
}

function problemOfStatus(refusal: StatusRefusal | SeriesRefusal, clinic: Clinic): Problem {
  switch (refusal.reason) {
    case 'no_appointment':
      return notFound(NO_APPOINTMENT)
    case 'booked_elsewhere':
      return bookedElsewhere('confirm or cancel')
    case 'no_series':
      return noSeries()
    case 'not_possible':
      return conflict('This status cannot follow the one that it has; read the appointment again', {
        type: 'not-possible',
      })
    case 'not_yet':
      return conflict(notYetInWords(refusal, clinic), { type: 'not-yet', title: 'Not yet' })
  }
}

const MARKED: Record<Outcome, string> = {
  arrived: 'marked as arrived on that day, not before',
  fulfilled: 'marked as done from then on',
  noshow: 'marked as missed from then on',
}

/** `This visit starts on Tuesday, December 1, 2026 at 10:00 AM; it can be marked as missed from then on` */
function notYetInWords(
  { outcome, startAt }: { outcome: Outcome; startAt: Temporal.Instant },
  { country, timeZone }: Clinic,
): string {
  const start = startAt
    .toLocaleString(`en-${country}`, { timeZone, dateStyle: 'full', timeStyle: 'short' })
    .replaceAll('\u202f', ' ')
  return `This visit starts on ${start}; it can be ${MARKED[outcome]}`
}

function noSeries(): Problem {
  return unfit('/scope', 'This appointment is of no series; leave scope out')
}

function bookedElsewhere(verb: string): Problem {
  return conflict(`This was booked elsewhere; ${verb} it where it was booked, and it follows here`, {
    type: 'booked-elsewhere',
  })
}
