/** After a missed visit: fast and direct, three hours, one day and three days later (REQUIREMENTS B2). */
import type { JourneyDraft } from './default-journeys.ts'
import { touch, WAKING, WINBACK } from './default-sequences-words.ts'

const TRIGGER = { event: 'appointment.no_show' }
const EXITS = [...WINBACK.exits, 'appointment.no_show_undone']

/**
 * The first message is about the visit itself, and about nothing else: it says that somebody was missed and how to find
 * another time, as a reminder would have. So it is transactional and needs no consent to advertising. A journey has one
 * purpose, so it is one of its own, in a lane of its own.
 */
export const NO_SHOW_NOTE: JourneyDraft = {
  key: 'no_show_note',
  name: 'Missed visit: first message',
  definition: {
    ...WINBACK,
    lane: 'missed_visit',
    purpose: 'transactional',
    trigger: TRIGGER,
    reentryAfterDays: null,
    replaces: [],
    holdoutPercent: 0,
    exits: EXITS,
    follows: null,
    steps: [
      touch(
        { key: '3_hours_after', offset: { hours: 3 } },
        {
          objective: 'The patient chooses another time for the visit that was missed',
          prompt: 'Say that we missed them, without blame, and ask for a day that suits them.',
          en: {
            subject: 'We missed you at {{clinic_name}}',
            body: `You had a time with us on {{weekday}}, {{date}} at {{time}}, and we did not see you. We hope that all is well.

Choose another time: {{booking_link}}
Or reply with a day that suits you, and we will find a time with you.`,
            chat: 'we missed you on {{weekday}} at {{time}} and hope that all is well. Reply with a day that suits you, or choose a time: {{booking_link}}',
          },
          es: {
            subject: 'Le esperábamos en {{clinic_name}}',
            body: `Tenía hora con nosotros el {{weekday}}, {{date}}, a las {{time}}, y no le vimos. Esperamos que todo vaya bien.

Elija otra hora: {{booking_link}}
O responda con el día que le convenga, y buscaremos una hora con usted.`,
            chat: 'no le vimos el {{weekday}} a las {{time}}; esperamos que todo vaya bien. Responda con la fecha que le convenga, o elija hora: {{booking_link}}',
          },
        },
      ),
    ],
  },
}

export const NO_SHOW_RECOVERY: JourneyDraft = {
  key: 'no_show_recovery',
  name: 'Missed visit: recovery',
  definition: {
    ...WINBACK,
    purpose: 'marketing',
    trigger: TRIGGER,
    reentryAfterDays: null,
    replaces: ['drip', 'lapsed'],
    holdoutPercent: 10,
    exits: EXITS,
    follows: 'drip',
    steps: [
      touch(
        { key: '1_day_after', offset: { hours: 24 }, window: WAKING, isLearned: true },
        {
          objective: 'The patient chooses another time, or says that they no longer want the visit',
          prompt: 'Ask directly whether another day suits better. A no is as welcome as a yes.',
          en: {
            subject: 'Would another day suit you better?',
            body: `Would another day suit you better for the visit that you missed?

Our open times: {{booking_link}}
If you no longer want it, a short reply is enough.`,
            chat: 'would another day suit you better for your visit? Open times: {{booking_link}} If you no longer want it, reply no, and we will not ask about it again.',
          },
          es: {
            subject: '¿Le viene mejor otro día?',
            body: `¿Le viene mejor otro día para la visita que no pudo ser?

Nuestras horas libres: {{booking_link}}
Si ya no la quiere, basta una respuesta breve.`,
            chat: '¿le viene mejor otra fecha para su visita? Horas libres: {{booking_link}} Si ya no la quiere, responda NO, y no volveremos a preguntar por ella.',
          },
        },
      ),
      touch(
        { key: '3_days_after', offset: { hours: 72 }, window: WAKING, isLearned: true },
        {
          objective: 'The patient knows that the door stays open',
          prompt: 'Say that this is the last message about the missed visit, and how to come back to it.',
          en: {
            subject: 'Your visit, whenever you are ready',
            body: `This is our last message about the visit that you missed. Whenever you are ready, you find our open times here: {{booking_link}}

If something keeps you from coming, tell us: we can often find a way.`,
            chat: 'this is our last message about the visit that you missed. Whenever you are ready: {{booking_link}} If something keeps you from coming, tell us.',
          },
          es: {
            subject: 'Su visita, cuando usted quiera',
            body: `Este es nuestro último mensaje sobre la visita que no pudo ser. Cuando usted quiera, aquí están nuestras horas libres: {{booking_link}}

Si algo le impide venir, díganoslo: a menudo encontramos una solución.`,
            chat: 'no le escribiremos otra vez por la visita que no pudo ser. Cuando usted quiera: {{booking_link}} Si algo le impide venir, responda y lo vemos.',
          },
        },
      ),
    ],
  },
}
