/**
 * What care plans say in messages: the same words for every procedure, since no message names one (45 CFR 164.502(b), the
 * minimum necessary). The guide behind its link may. Chat texts keep to the letters of GSM 03.38, so that á, í, ó and ú do
 * not halve what a text message holds. All end in a line of their own that says how to opt out, in a mail by a link: nobody reads
 * here what is answered to a mail.
 */
import type { Procedure } from '../services/procedure.ts'
import type { Step, StepText } from './definition.ts'

export type Guide = NonNullable<Extract<Step, { do: 'message' }>['guide']>

/** What is particular to one procedure; `default-care-plans.ts` makes its journeys of it. */
export interface CarePlan {
  procedure: Procedure
  /** As staff read it. */
  name: string
  /** The key of the form that is to be filled in before the visit. */
  form: 'medical_history' | 'botox_consent' | 'laser_consent' | 'dental_intake'
  before: Guide
  after: Guide
  /** How many days after the visit the patient is asked how it is going, rising. */
  checkIns: readonly number[]
}

interface Words {
  subject: string
  /** Without the greeting and the end that all of them have. */
  body: string
  chat: string
}

function text(en: Words, es: Words): StepText {
  return {
    email: {
      en: {
        subject: en.subject,
        body: `Hello {{first_name}},

${en.body}

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}

Stop these messages: {{stop_link}}`,
      },
      es: {
        subject: es.subject,
        body: `Hola, {{first_name}}:

${es.body}

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}

Para no recibir más mensajes: {{stop_link}}`,
      },
    },
    chat: {
      en: `${en.chat}\nReply STOP to opt out.`,
      es: `${es.chat}\nResponda BAJA para no recibir mensajes.`,
    },
  }
}

export const PREPARE = {
  objective: 'The patient comes prepared',
  text: text(
    {
      subject: 'How to prepare for your visit at {{clinic_name}}',
      body: `This page tells you how to prepare for your visit on {{weekday}}, {{date}} at {{time}}:
{{guide_link}}`,
      chat: 'How to prepare for your visit at {{clinic_name}}: {{guide_link}}',
    },
    {
      subject: 'Cómo preparar su visita en {{clinic_name}}',
      body: `En esta página se explica cómo preparar su visita del {{weekday}}, {{date}}, a las {{time}}:
{{guide_link}}`,
      chat: 'Para preparar su visita en {{clinic_name}}, lea esto antes de venir: {{guide_link}}',
    },
  ),
} as const

export const ASK_FORM = {
  objective: 'The form is filled in before the visit',
  text: text(
    {
      subject: 'A form to fill in before your visit at {{clinic_name}}',
      body: `Before your visit on {{weekday}}, {{date}} we need some answers from you. You can fill in the form on your phone, stop at any point and go on later:
{{form_link}}`,
      chat: '{{clinic_name}} asks you to fill in a form before your visit: {{form_link}}',
    },
    {
      subject: 'Un formulario para rellenar antes de su visita en {{clinic_name}}',
      body: `Antes de su visita del {{weekday}}, {{date}}, necesitamos algunas respuestas suyas. Puede rellenar el formulario en el teléfono, dejarlo en cualquier momento y seguir más tarde:
{{form_link}}`,
      chat: '{{clinic_name}} le pide que rellene un formulario antes de su visita: {{form_link}}',
    },
  ),
} as const

export const ASK_FORM_AGAIN = {
  objective: 'The form that is still open is filled in before the visit',
  text: text(
    {
      subject: 'Still open: your form for {{clinic_name}}',
      body: `Your form for {{weekday}}, {{date}} is still open. It takes a few minutes, and it leaves more of your visit for you:
{{form_link}}`,
      chat: 'Your form for {{clinic_name}} is still open. It takes a few minutes: {{form_link}}',
    },
    {
      subject: 'Pendiente: su formulario para {{clinic_name}}',
      body: `Su formulario para el {{weekday}}, {{date}}, sigue abierto. Se rellena en unos minutos, y así queda más tiempo para usted en la visita:
{{form_link}}`,
      chat: 'Su formulario para {{clinic_name}} sigue abierto. Se rellena en unos minutos: {{form_link}}',
    },
  ),
} as const

export const AFTERCARE = {
  objective: 'The patient knows what to do after the visit, and when to call',
  text: text(
    {
      subject: 'After your visit at {{clinic_name}}',
      body: `Thank you for coming. This page tells you what to do after your visit, what to expect, and when to call us:
{{guide_link}}`,
      chat: '{{clinic_name}}: what to do after your visit, and when to call us: {{guide_link}}',
    },
    {
      subject: 'Después de su visita en {{clinic_name}}',
      body: `Gracias por venir. En esta página se explica qué hacer después de su visita, qué esperar y cuándo llamarnos:
{{guide_link}}`,
      chat: '{{clinic_name}}: lo que conviene hacer tras su visita, y en qué casos llamarnos: {{guide_link}}',
    },
  ),
} as const

export const CHECK_IN = {
  objective: 'The patient says how it is going, and a clinician reads it',
  text: text(
    {
      subject: 'How is it going since your visit at {{clinic_name}}?',
      body: `How is it going since your visit?
If anything worries you, call us at {{clinic_phone}}: a clinician will hear of it.

What to watch for: {{guide_link}}

If it cannot wait, call us at once, or the emergency number.`,
      chat: '{{clinic_name}}: how is it going since your visit? Reply here, or send a photo; a clinician reads it. What to watch for, and when to call: {{guide_link}}',
    },
    {
      subject: '¿Cómo va todo desde su visita en {{clinic_name}}?',
      body: `¿Cómo va todo desde su visita?
Si algo le preocupa, llámenos al {{clinic_phone}}: lo sabrá un profesional sanitario.

En qué fijarse: {{guide_link}}

Si es urgente, llámenos enseguida o llame al número de emergencias.`,
      chat: '{{clinic_name}}: ¿qué tal va todo desde su visita? Responda o mande una foto; la lee un profesional sanitario. En qué fijarse, y en qué casos llamar: {{guide_link}}',
    },
  ),
} as const

export const READ_ANSWER = {
  title: 'Read how the patient is doing after the visit',
  detail:
    'They answered the check-in; what they wrote, and a photo if they sent one, stands in the conversation. A clinician reads it and writes back.',
} as const
