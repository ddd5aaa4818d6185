/** The texts that every clinic starts with. They name no procedure and hold nothing that must stay between patient and clinic. */
import type { Channel, MessageKind } from '../outreach/message.ts'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export interface TemplateText {
  subject: string | null
  body: string
}

type Texts = Record<Language, TemplateText>

const sms = (en: string, es: string): Texts => ({
  en: { subject: null, body: en },
  es: { subject: null, body: es },
})

const email = (en: [subject: string, body: string], es: [subject: string, body: string]): Texts => ({
  en: { subject: en[0], body: en[1] },
  es: { subject: es[0], body: es[1] },
})

export const DEFAULT_TEMPLATES: Record<MessageKind, Record<Channel, Texts>> = {
  confirmation: {
    email: email(
      [
        'Your appointment at {{clinic_name}}: {{weekday}}, {{date}}',
        `Hello {{first_name}},

Your appointment at {{clinic_name}} is booked for {{weekday}}, {{date}} at {{time}}.

Where: {{location}}
With: {{practitioner}}
About: {{service}}

Here's what to know before your visit:
- Please come ten minutes early and bring a photo ID.
- Bring a list of the medicines that you take.
- If you cannot come, please tell us as soon as you know, so that somebody else can have the time.

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Su cita en {{clinic_name}}: {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Su cita en {{clinic_name}} está reservada para el {{weekday}}, {{date}}, a las {{time}}.

Dónde: {{location}}
Con: {{practitioner}}
Motivo: {{service}}

Antes de su visita:
- Llegue diez minutos antes y traiga un documento con foto.
- Traiga una lista de los medicamentos que toma.
- Si no puede venir, avísenos en cuanto lo sepa, para que otra persona pueda usar la hora.

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      "{{clinic_name}}: {{first_name}}, you are booked for {{weekday}}, {{date}} at {{time}}. Here's what to know before your visit: come 10 minutes early and bring a photo ID. Reply STOP to opt out.",
      '{{clinic_name}}: {{first_name}}, su cita es el {{weekday}}, {{date}}, a las {{time}}. Antes de su visita: llegue 10 minutos antes y traiga un documento con foto. Responda BAJA para no recibir más mensajes.',
    ),
  },
  request_received: {
    email: email(
      [
        'We received your request: {{weekday}}, {{date}}',
        `Hello {{first_name}},

Thank you. You asked {{clinic_name}} for {{weekday}}, {{date}} at {{time}}. This is not confirmed yet: we will tell you as soon as it is.

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Hemos recibido su solicitud: {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Gracias. Ha pedido cita en {{clinic_name}} para el {{weekday}}, {{date}}, a las {{time}}. Todavía no está confirmada: le avisaremos en cuanto lo esté.

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: we received your request for {{weekday}}, {{date}} at {{time}}. It is not confirmed yet; we will tell you as soon as it is. Reply STOP to opt out.',
      '{{clinic_name}}: hemos recibido su solicitud para el {{weekday}}, {{date}}, a las {{time}}. Aún no está confirmada; le avisaremos. Responda BAJA para no recibir más mensajes.',
    ),
  },
  rescheduled: {
    email: email(
      [
        'New time at {{clinic_name}}: {{weekday}}, {{date}}',
        `Hello {{first_name}},

Your appointment at {{clinic_name}} has moved. It is now on {{weekday}}, {{date}} at {{time}}.

Where: {{location}}
With: {{practitioner}}

Does the new time not suit you? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Nueva hora en {{clinic_name}}: {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Su cita en {{clinic_name}} ha cambiado. Ahora es el {{weekday}}, {{date}}, a las {{time}}.

Dónde: {{location}}
Con: {{practitioner}}

¿No le viene bien la nueva hora? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, your appointment has moved to {{weekday}}, {{date}} at {{time}}. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, su cita ha cambiado al {{weekday}}, {{date}}, a las {{time}}. Responda BAJA para no recibir más mensajes.',
    ),
  },
  cancellation: {
    email: email(
      [
        'Cancelled: your appointment on {{weekday}}, {{date}}',
        `Hello {{first_name}},

Your appointment at {{clinic_name}} on {{weekday}}, {{date}} at {{time}} is cancelled. You do not need to do anything.

Would you like another time? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Cancelada: su cita del {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Su cita en {{clinic_name}} del {{weekday}}, {{date}}, a las {{time}} está cancelada. No tiene que hacer nada.

¿Quiere otra hora? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, your appointment on {{weekday}}, {{date}} at {{time}} is cancelled. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, su cita del {{weekday}}, {{date}}, a las {{time}} está cancelada. Responda BAJA para no recibir más mensajes.',
    ),
  },
  rejection: {
    email: email(
      [
        'About your request for {{weekday}}, {{date}}',
        `Hello {{first_name}},

We are sorry: {{clinic_name}} cannot offer you {{weekday}}, {{date}} at {{time}}.

We would like to find another time with you. Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Sobre su solicitud para el {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Lo sentimos: {{clinic_name}} no puede ofrecerle el {{weekday}}, {{date}}, a las {{time}}.

Nos gustaría buscar otra hora con usted. Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, we are sorry, {{weekday}}, {{date}} at {{time}} is not possible. Please call us to find another time. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, lo sentimos, el {{weekday}}, {{date}}, a las {{time}} no es posible. Llámenos para buscar otra hora. Responda BAJA para no recibir más mensajes.',
    ),
  },
  reminder: {
    email: email(
      [
        'Reminder: {{clinic_name}}, {{weekday}}, {{date}} at {{time}}',
        `Hello {{first_name}},

We expect you on {{weekday}}, {{date}} at {{time}} at {{clinic_name}}.

Where: {{location}}

If you cannot come, please tell us: another patient would be glad of the time, and we will find you a new one.
Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Recordatorio: {{clinic_name}}, {{weekday}}, {{date}}, a las {{time}}',
        `Hola, {{first_name}}:

Le esperamos el {{weekday}}, {{date}}, a las {{time}} en {{clinic_name}}.

Dónde: {{location}}

Si no puede venir, avísenos: otro paciente agradecerá la hora, y le buscaremos otra.
Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, we expect you on {{weekday}}, {{date}} at {{time}}. If you cannot come, please tell us: another patient would be glad of the time. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, le esperamos el {{weekday}}, {{date}}, a las {{time}}. Si no puede venir, avísenos: otro paciente agradecerá la hora. Responda BAJA para no recibir más mensajes.',
    ),
  },
}

/** `es-MX` → `es`; a language without texts gets English. */
export function languageOf(locale: string | null | undefined): Language {
  const language = locale?.split('-')[0]?.toLowerCase()
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
