/**
 * What all sequences have in common: the lane, the limits, and how their messages begin and end. They name no procedure, price
 * or result, promise nothing and press nobody; a text message says how to opt out (47 CFR 64.1200(a)(10)), a mail has a link
 * for it (16 CFR 316.5) and says where its sender is (15 U.S.C. 7704(a)(5)).
 */
import { type JourneyDefinition, type Step, type StepText, WINBACK_LANE } from './definition.ts'

/** Everything after an event is counted from it, in waking hours. */
export const WAKING = { from: '09:00', to: '20:00' }

/** Of what wins people back nothing goes out after a booking, a request, or an answer, since an answer is a talk. */
export const WINBACK = {
  anchor: 'enrolled',
  lane: WINBACK_LANE,
  exits: ['appointment.booked', 'appointment.requested', 'appointment.rescheduled', 'message.received'],
  needsClinician: false,
} as const satisfies Partial<JourneyDefinition>

interface Words {
  subject: string
  body: string
  chat: string
}

/** A message of a sequence; the chat texts keep to the letters of GSM 03.38, see `default-care-plans-words.ts`. */
export function touch(
  step: Pick<Step, 'key' | 'offset'> & Partial<Pick<Step, 'from' | 'window' | 'isLearned'>>,
  {
    objective,
    prompt,
    en,
    es,
    ...more
  }: {
    objective: string
    prompt: string
    en: Words
    es: Words
    guide?: NonNullable<Extract<Step, { do: 'message' }>['guide']>
  },
): Step {
  return {
    do: 'message',
    ...step,
    objective,
    prompt,
    text: text(en, es),
    ...more,
  }
}

function text(en: Words, es: Words): StepText {
  return {
    email: {
      en: {
        subject: en.subject,
        body: `Hello {{first_name}},

${en.body}

Or call us at {{clinic_phone}}.
Stop these messages: {{stop_link}}
{{clinic_name}}
{{clinic_address}}`,
      },
      es: {
        subject: es.subject,
        body: `Hola, {{first_name}}:

${es.body}

O llámenos al {{clinic_phone}}.
Para no recibir más mensajes: {{stop_link}}
{{clinic_name}}
{{clinic_address}}`,
      },
    },
    chat: {
      en: `{{clinic_name}}: ${en.chat}\nReply STOP to opt out.`,
      es: `{{clinic_name}}: ${es.chat}\nResponda BAJA para no recibir mensajes.`,
    },
  }
}
