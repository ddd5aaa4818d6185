/** Books what the form says, once, however often it is sent. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { byMe } from '../announce.ts'
import { type Appointment, answer, api, ProblemError } from '../api.ts'
import { useClinicTime } from '../queries.ts'
import type { Patient } from './patient-fields.tsx'
import { offerUndo } from './undo-toast.tsx'

export interface Booking {
  serviceId: string
  startAt: string
  minutes: number
  /** Null: anybody who is free. */
  practitionerId: string | null
  roomId: string | null
  patient: Patient
  mode: Appointment['mode']
  notes: string
  /** By the question's id; what is left empty is not sent. */
  answers: Readonly<Record<string, string>>
  rrule: string | null
}

export function useBook(onBooked: (appointment: Appointment) => void) {
  const queries = useQueryClient()
  const time = useClinicTime()
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (booking: Booking) =>
      byMe(
        answer(
          api.POST('/api/appointments', {
            params: { header: { 'idempotency-key': key } },
            body: asBody(booking),
          }),
        ),
        ({ appointment }) => appointment.id,
      ),
    onError(error) {
      // It was answered, so what is sent next is another wish. Without an answer the same one is sent again.
      if (error instanceof ProblemError && error.status >= 400 && error.status < 500) setKey(newKey())
    },
    onSuccess({ appointment, series }) {
      const more = series ? `, and ${series.appointment_ids.length - 1} more` : ''
      const who = appointment.practitioner ? ` with ${appointment.practitioner.name}` : ''
      offerUndo(
        {
          words: `Booked: ${appointment.attendee_name}, ${time.dateTime(appointment.start_at)}${more}`,
          takeBack: () => takeBack(appointment, series !== null, queries),
        },
        `${appointment.service_name ?? appointment.title}${who}`,
      )
      void reread(queries)
      onBooked(appointment)
    },
  })
}

async function takeBack(appointment: Appointment, isSeries: boolean, queries: QueryClient): Promise<void> {
  await byMe(
    answer(
      api.POST('/api/appointments/{id}/status', {
        params: { path: { id: appointment.id } },
        body: {
          status: 'cancelled',
          reason: 'Entered by mistake',
          ...(isSeries ? { scope: 'following' } : {}),
        },
      }),
    ),
    () => appointment.id,
  )
  await reread(queries)
}

function asBody(booking: Booking) {
  const { patient } = booking
  const answers = Object.entries(booking.answers).flatMap(([question_id, text]) =>
    text.trim() ? [{ question_id, value: text.trim() }] : [],
  )
  return {
    service_id: booking.serviceId,
    start_at: booking.startAt,
    duration_minutes: booking.minutes,
    ...(booking.practitionerId ? { practitioner_id: booking.practitionerId } : {}),
    ...(booking.roomId ? { resource_ids: [booking.roomId] } : {}),
    ...whoIs(patient),
    mode: booking.mode,
    ...(booking.notes.trim() ? { notes: booking.notes.trim() } : {}),
    ...(answers.length > 0 ? { answers } : {}),
    ...(booking.rrule ? { repeat: { rrule: booking.rrule } } : {}),
  }
}

function whoIs(patient: Patient) {
  if (patient.kind === 'known') {
    const { contact, patientName } = patient
    return { contact_id: contact.id, ...(patientName ? { patient_name: patientName } : {}) }
  }
  if (patient.kind === 'nobody') return {}
  const [name, phone, email] = [patient.name, patient.phone, patient.email].map((text) => text.trim())
  return { contact: { name: name ?? '', ...(phone ? { phone } : {}), ...(email ? { email } : {}) } }
}

async function reread(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['appointments', 'availability', 'calendar-days', 'contacts'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}

/** `crypto.randomUUID` is missing where a clinic runs Foyer over plain HTTP in its own house. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
