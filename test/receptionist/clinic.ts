/** A clinic that answers: two doctors, what they do, and its hours. */
import { createService } from '../../src/desk/services/create-service.ts'
import { saveClinicHours } from '../../src/desk/services/save-hours.ts'
import { system } from '../../src/kit/events.ts'
import type { TestClinic, TestDesk } from '../desk.ts'
import { type Cast, castOf } from '../scheduling/cast.ts'

export interface AnsweringClinic {
  cast: Cast
  lee: string
  demir: string
  botox: string
  skinCheck: string
}

export async function furnish(desk: TestDesk, clinic: TestClinic = desk.clinic): Promise<AnsweringClinic> {
  const cast = castOf(desk, clinic)
  await cast.inClinic((tx) =>
    saveClinicHours(tx, system, [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }]),
  )
  const lee = await cast.practitioner({ name: 'Dr. Amy Lee' })
  const demir = await cast.practitioner({ name: 'Dr. Elif Demir' })
  const performers = [lee, demir].map((practitionerId) => ({ practitionerId, weight: 100, priority: 2 }))
  const make = (input: Parameters<typeof createService>[2]) =>
    cast.inClinic(async (tx) => {
      const made = await createService(tx, system, input)
      if (!made.ok) throw new Error(made.reason)
      return made.service.id
    })
  const botox = await make({
    name: 'Botox',
    durationMinutes: 30,
    assignment: 'one',
    isFree: true,
    consultationText: 'We look at your face together.',
    benefitText: 'Most people see softer lines after three to seven days.',
    consentText: 'I agree that Riverside keeps what I enter here.',
    questions: [
      {
        id: 'first_time',
        label: 'Have you had this treatment before?',
        kind: 'choice',
        required: true,
        options: ['No, this would be the first time', 'Yes'],
      },
    ],
    changeNoticeMinutes: 24 * 60,
    practitioners: performers,
  })
  const skinCheck = await make({
    name: 'Skin check',
    durationMinutes: 20,
    priceMinor: 9500,
    currency: 'USD',
    practitioners: performers,
  })
  await desk.rows(
    `update clinics set address = '12 Main Street', phone_e164 = '+13125550100' where clinic_id = $1`,
    [clinic.clinicId],
  )
  return { cast, lee, demir, botox, skinCheck }
}
