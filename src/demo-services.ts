/** What Riverside offers: services, people, rooms and hours, so that its booking page has something to book from the start. */
import { closeClinic } from './desk/services/close-clinic.ts'
import { createPractitioner } from './desk/services/create-practitioner.ts'
import { createResource } from './desk/services/create-resource.ts'
import { createService, type NewService } from './desk/services/create-service.ts'
import type { WeeklyHours } from './desk/services/hours.ts'
import { saveClinicHours, saveHours } from './desk/services/save-hours.ts'
import type { Tx } from './kit/db.ts'
import { system } from './kit/events.ts'
import { invariant } from './kit/problem.ts'

const WEEKDAYS = [1, 2, 3, 4, 5]
const HOUR = 60
const DAY = 24 * HOUR

const PEOPLE = {
  lee: {
    name: 'Dr. Amy Lee',
    title: 'Dermatology',
    email: 'amy.lee@riverside.example',
    hours: [
      { days: [1, 2, 3, 4], start: '09:00', end: '12:30' },
      { days: [1, 2, 3, 4], start: '13:30', end: '17:00' },
    ],
  },
  shah: {
    name: 'Dr. Raj Shah',
    title: 'Family medicine',
    email: 'raj.shah@riverside.example',
    hours: [{ days: WEEKDAYS, start: '08:30', end: '16:30' }],
  },
  kim: {
    name: 'Sara Kim, NP',
    title: 'Laser and skin care',
    email: 'sara.kim@riverside.example',
    hours: [
      { days: [2, 3, 4, 5], start: '09:00', end: '17:00' },
      { days: [6], start: '09:00', end: '13:00' },
    ],
  },
  demir: {
    name: 'Dr. Elif Demir',
    title: 'Dermatology',
    email: 'elif.demir@riverside.example',
    hours: [{ days: [1, 3, 5], start: '11:00', end: '19:00' }],
  },
} as const satisfies Record<string, { name: string; title: string; email: string; hours: readonly unknown[] }>
type Who = keyof typeof PEOPLE

type Room = 'room' | 'laser'
type Offer = NewService & { by: Who[]; takes: Room[] }

const CONSENT = `I agree that Riverside keeps what I enter here in order to prepare and document my appointment. It is seen by the people who treat me and by the front desk, and by nobody else.

I can ask at any time what is kept about me, and have it corrected.`

const CONSENT_IN_SPANISH = `Acepto que Riverside guarde lo que escribo aquí para preparar y documentar mi cita. Lo ven las personas que me atienden y la recepción, y nadie más.

Puedo preguntar en cualquier momento qué se guarda sobre mí y pedir que se corrija.`

const OFFERS: Offer[] = [
  {
    name: 'Botox',
    procedure: 'botox',
    translations: {
      es: {
        name: 'Bótox',
        description:
          'Una conversación con una de nuestras dermatólogas y, si usted quiere, el tratamiento el mismo día.',
        consultationText:
          'Miramos su rostro juntos, escuchamos lo que desea y le decimos con franqueza qué puede lograr el tratamiento y qué no. Ese día no se hace nada que usted no pida.',
        benefitText:
          'La mayoría ve las líneas más suaves entre tres y siete días después; el efecto dura de tres a cuatro meses. El tratamiento en sí toma unos diez minutos.',
        consentText: CONSENT_IN_SPANISH,
        questions: [
          {
            id: 'first_time',
            label: '¿Ha recibido antes este tratamiento?',
            options: [
              { option: 'No, this would be the first time', label: 'No, sería la primera vez' },
              { option: 'Yes', label: 'Sí' },
            ],
          },
          { id: 'medicines', label: '¿Qué medicamentos toma?' },
        ],
      },
    },
    description: 'A talk with one of our dermatologists, and the treatment on the same day if you wish.',
    durationMinutes: 30,
    bufferAfterMinutes: 10,
    minimumNoticeMinutes: 2 * HOUR,
    changeNoticeMinutes: DAY,
    rebookingWindowDays: 90,
    assignment: 'one',
    consultationText:
      'We look at your face together, hear what you would like, and tell you honestly what the treatment can do and what it cannot. Nothing is done on the day unless you ask for it.',
    benefitText:
      'Most people see softer lines after three to seven days; the effect lasts three to four months. The treatment itself takes about ten minutes.',
    questions: [
      {
        id: 'first_time',
        label: 'Have you had this treatment before?',
        kind: 'choice',
        required: true,
        options: ['No, this would be the first time', 'Yes'],
      },
      { id: 'medicines', label: 'Which medicines do you take?', kind: 'longtext', required: false },
    ],
    consentText: CONSENT,
    by: ['lee', 'demir'],
    takes: ['room'],
  },
  {
    name: 'Laser hair removal',
    procedure: 'laser',
    translations: {
      es: {
        name: 'Depilación láser',
        description: 'Una sesión. La mayoría necesita de seis a ocho, con unas semanas entre una y otra.',
        consultationText:
          'Venga con la zona rasurada y sin haber tomado sol en ella durante dos semanas. Llevará gafas que protegen sus ojos.',
        consentText: CONSENT_IN_SPANISH,
      },
    },
    description: 'One session. Most people need six to eight, some weeks apart.',
    durationMinutes: 45,
    durationsMinutes: [30, 45, 60],
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 10,
    minimumNoticeMinutes: 2 * HOUR,
    changeNoticeMinutes: DAY,
    rebookingWindowDays: 42,
    priceMinor: 12_000,
    currency: 'USD',
    consultationText:
      'Please come with the area shaved, and without sun on it for two weeks. You wear glasses that protect your eyes.',
    consentText: CONSENT,
    by: ['kim', 'shah'],
    takes: ['room', 'laser'],
  },
  {
    name: 'Skin check',
    procedure: 'none',
    translations: {
      es: {
        name: 'Revisión de la piel',
        description: 'Una mirada a cada lunar, de la cabeza a los pies.',
        consultationText:
          'La doctora revisa su piel de la cabeza a los pies y le explica lo que ve. Si lo desea, la acompaña alguien del equipo.',
      },
    },
    description: 'A look at every mole, from head to toe.',
    durationMinutes: 20,
    bufferAfterMinutes: 5,
    minimumNoticeMinutes: HOUR,
    changeNoticeMinutes: 4 * HOUR,
    priceMinor: 9_500,
    currency: 'USD',
    consultationText:
      'The doctor looks at your skin from head to toe and explains what she sees. Somebody of the team is with you if you like.',
    by: ['lee', 'demir'],
    takes: ['room'],
  },
  {
    name: 'Mole removal',
    procedure: 'none',
    translations: {
      es: {
        name: 'Extirpación de lunar',
        description: 'Una pequeña operación con anestesia local.',
        consentText: CONSENT_IN_SPANISH,
        questions: [{ id: 'where', label: '¿Dónde está el lunar?' }],
      },
    },
    description: 'A small operation under local anaesthetic.',
    durationMinutes: 60,
    bufferAfterMinutes: 15,
    minimumNoticeMinutes: 2 * DAY,
    changeNoticeMinutes: 2 * DAY,
    requiresConfirmation: true,
    questions: [{ id: 'where', label: 'Where is the mole?', kind: 'text', required: true }],
    consentText: CONSENT,
    by: ['lee'],
    takes: ['room'],
  },
  {
    name: 'Video follow-up',
    procedure: 'none',
    translations: {
      es: { name: 'Seguimiento por video', description: 'Para pacientes que ya han estado aquí.' },
    },
    description: 'For patients who have been here before.',
    mode: 'video',
    durationMinutes: 15,
    changeNoticeMinutes: HOUR,
    isFree: true,
    assignment: 'one',
    by: ['lee', 'shah', 'kim', 'demir'],
    takes: [],
  },
  {
    name: 'Call with a nurse',
    procedure: 'none',
    translations: {
      es: {
        name: 'Llamada con enfermería',
        description: 'Una pregunta que se puede responder por teléfono.',
      },
    },
    description: 'A question that can be answered by phone.',
    mode: 'call',
    durationMinutes: 10,
    minimumNoticeMinutes: 30,
    isFree: true,
    by: ['kim'],
    takes: [],
  },
]

/** In the transaction that makes the clinic. */
export async function furnishDemo(tx: Tx): Promise<void> {
  await saveClinicHours(tx, system, [{ days: WEEKDAYS, start: '09:00', end: '17:00' }])
  const ids = {} as Record<Who, string>
  for (const [position, [who, { hours, ...fields }]] of Object.entries(PEOPLE).entries()) {
    const made = await createPractitioner(tx, system, { ...fields, position })
    invariant(made.ok, 'a practitioner of the demo was refused')
    ids[who as Who] = made.practitioner.id
    const saved = await saveHours(tx, system, made.practitioner.id, {
      hours: hours as unknown as WeeklyHours[],
    })
    invariant(saved.ok, 'hours of the demo were refused')
  }
  const units: Record<Room, string[]> = { room: [], laser: [] }
  for (const [position, name] of ['Room 1', 'Room 2', 'Room 3'].entries()) {
    units.room.push((await createResource(tx, system, { kind: 'room', name, position })).id)
  }
  units.laser.push((await createResource(tx, system, { kind: 'device', name: 'Laser', position: 3 })).id)
  for (const [position, { by, takes, ...service }] of OFFERS.entries()) {
    const made = await createService(tx, system, {
      ...service,
      position,
      practitioners: by.map((who) => ({ practitionerId: ids[who], weight: 100, priority: 2 })),
      pools: takes.map((pool) => ({ pool, resourceIds: units[pool] })),
    })
    invariant(made.ok, 'a service of the demo was refused')
  }
  await closeHolidays(tx)
}

async function closeHolidays(tx: Tx): Promise<void> {
  const today = tx.clock.now().toZonedDateTimeISO('America/Chicago').toPlainDate()
  for (const { name, month, day } of [
    { name: 'Christmas Day', month: 12, day: 25 },
    { name: 'New Year’s Day', month: 1, day: 1 },
  ]) {
    const thisYear = today.with({ month, day })
    const next = Temporal.PlainDate.compare(thisYear, today) < 0 ? thisYear.add({ years: 1 }) : thisYear
    await closeClinic(tx, system, { date: next.toString(), name })
  }
}
