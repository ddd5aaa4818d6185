/** For patients who have not come again in the time in which people do: "we miss you", and then a word each month. */
import type { JourneyDraft } from './default-journeys.ts'
import { touch, WAKING, WINBACK } from './default-sequences-words.ts'

const after = (days: number) => ({ offset: { days }, window: WAKING, isLearned: true })

export const LAPSED: JourneyDraft = {
  key: 'lapsed',
  name: 'We miss you',
  definition: {
    ...WINBACK,
    purpose: 'marketing',
    trigger: { event: 'patient.lapsed' },
    reentryAfterDays: 90,
    replaces: ['drip'],
    holdoutPercent: 10,
    exits: [...WINBACK.exits],
    follows: 'drip',
    steps: [
      touch(
        { key: 'we_miss_you', ...after(0) },
        {
          objective: 'The patient remembers the clinic kindly and chooses a time',
          prompt: 'As somebody who remembers them and asks for nothing. Not a word of what they came for.',
          en: {
            subject: 'We have not seen you for a while',
            body: `It has been a while since your last visit, and we would be glad to see you again.

Our open times: {{booking_link}}
Or reply to this message: how have you been?`,
            chat: 'it has been a while since your last visit, and we would be glad to see you again. Open times: {{booking_link}} Or reply: how have you been?',
          },
          es: {
            subject: 'Hace tiempo que no le vemos',
            body: `Ha pasado un tiempo desde su última visita, y nos alegraría volver a verle.

Nuestras horas libres: {{booking_link}}
O responda a este mensaje: ¿qué tal está?`,
            chat: 'hace tiempo que no le vemos por la consulta, y nos alegra tenerle de vuelta cuando quiera. Horas libres: {{booking_link}} O responda a este mensaje.',
          },
        },
      ),
      touch(
        { key: 'one_week_later', ...after(7) },
        {
          objective: 'The patient tells what they would like now',
          prompt:
            'Be curious. If a time of day or a weekday is known to suit them, ask whether it still does.',
          en: {
            subject: 'What would you like next time?',
            body: `Perhaps something has changed since your last visit. Tell us what you would like, and we will look at it together.

Reply with a day and a time of day that suit you, or choose a time: {{booking_link}}`,
            chat: 'has something changed since your last visit? Tell us what you would like: reply with a day that suits you, or choose a time: {{booking_link}}',
          },
          es: {
            subject: '¿Qué le gustaría la próxima vez?',
            body: `Quizá algo haya cambiado desde su última visita. Díganos qué le gustaría, y lo vemos juntos.

Responda con un día y una franja que le convengan, o elija hora: {{booking_link}}`,
            chat: '¿ha cambiado algo desde que nos vimos? Cuente lo que quiere: responda con la fecha que le convenga, o elija hora: {{booking_link}}',
          },
        },
      ),
      touch(
        { key: 'two_weeks_later', ...after(14) },
        {
          objective: 'The patient knows that they are welcome whenever they like',
          prompt: 'Say that we leave it at this for now, without a reproach.',
          en: {
            subject: 'You are welcome whenever you like',
            body: `We leave it at this for now. You have been our patient, and you are welcome whenever you like.

Our open times: {{booking_link}}
Everything that we know from your earlier visit is here, so you need not begin again.`,
            chat: 'we leave it at this for now. You are welcome whenever you like, and need not begin again: {{booking_link}}',
          },
          es: {
            subject: 'Le esperamos cuando quiera',
            body: `Por ahora lo dejamos aquí. Usted ya ha sido paciente nuestro, y le esperamos cuando quiera.

Nuestras horas libres: {{booking_link}}
Guardamos lo que sabemos de su visita anterior, así que no tiene que empezar de cero.`,
            chat: 'por ahora lo dejamos. Ya nos conocemos, y no tiene que empezar de cero: venga cuando quiera. {{booking_link}}',
          },
        },
      ),
    ],
  },
}

/** Where sequences lead that ended without a booking: three months, the first 30 days later (REQUIREMENTS B8). */
export const DRIP: JourneyDraft = {
  key: 'drip',
  name: 'A word each month',
  definition: {
    ...WINBACK,
    purpose: 'marketing',
    trigger: { event: 'journey.completed' },
    reentryAfterDays: null,
    replaces: [],
    holdoutPercent: 10,
    // An answer does not end it: a month later the talk is over, and one in progress is not disturbed (`arbiter.ts`).
    exits: ['appointment.booked', 'appointment.requested', 'appointment.rescheduled'],
    follows: null,
    steps: [
      touch(
        { key: 'month_1', ...after(30) },
        {
          objective: 'The person thinks of the clinic when the time is right for them',
          prompt: 'A friendly word, and nothing that has to be answered.',
          en: {
            subject: 'A word from {{clinic_name}}',
            body: `Nothing to do today. If you think of a visit again, or only have a question, reply to this message: somebody reads it.

Our open times: {{booking_link}}`,
            chat: 'nothing to do today. If you think of a visit again, or only have a question, reply here. Open times: {{booking_link}}',
          },
          es: {
            subject: 'Unas palabras de {{clinic_name}}',
            body: `Hoy no tiene que hacer nada. Si vuelve a pensar en una visita, o solo tiene una pregunta, responda a este mensaje: alguien lo lee.

Nuestras horas libres: {{booking_link}}`,
            chat: 'hoy no tiene que hacer nada. Si vuelve a pensar en una visita, o solo quiere preguntar algo, responda. Horas libres: {{booking_link}}',
          },
        },
      ),
      touch(
        { key: 'month_2', ...after(60) },
        {
          objective: 'The person asks what kept them from coming',
          prompt: 'Invite a question that one does not like to ask at a front desk. Ask nothing else.',
          en: {
            subject: 'Any question is a good one',
            body: `Some questions are hard to ask at a front desk. You can write them to us: reply to this message, and the right person answers.

Our open times: {{booking_link}}`,
            chat: 'some questions are hard to ask at a front desk. Write them to us: reply here, and the right person answers. Open times: {{booking_link}}',
          },
          es: {
            subject: 'Todas las preguntas son buenas',
            body: `Hay preguntas que cuesta hacer en una recepción. Puede escribírnoslas: responda a este mensaje, y contesta la persona indicada.

Nuestras horas libres: {{booking_link}}`,
            chat: 'hay preguntas que cuesta hacer en persona. Escriba y responde quien mejor lo sabe. Horas libres: {{booking_link}}',
          },
        },
      ),
      touch(
        { key: 'month_3', ...after(90) },
        {
          objective: 'The person knows how to come back',
          prompt: 'Say that the monthly messages end here, and that the door stays open.',
          en: {
            subject: 'Our last monthly word',
            body: `This is the last of our monthly messages. Whenever you would like to come, we are here.

Our open times: {{booking_link}}`,
            chat: 'this is the last of our monthly messages. Whenever you would like to come, we are here: {{booking_link}}',
          },
          es: {
            subject: 'Nuestro último mensaje mensual',
            body: `Este es el último de nuestros mensajes mensuales. Cuando quiera venir, aquí estamos.

Nuestras horas libres: {{booking_link}}`,
            chat: 'con este mensaje terminan los mensuales. Cuando quiera venir, las horas libres siguen en {{booking_link}}',
          },
        },
      ),
    ],
  },
}
