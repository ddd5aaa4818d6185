/** The texts that every clinic starts with. They name no procedure and hold nothing that must stay between patient and clinic. */
import type { NoticeChannel, NoticeKind } from '../outreach/message.ts'

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

export const DEFAULT_TEMPLATES: Record<NoticeKind, Record<NoticeChannel, Texts>> = {
  confirmation: {
    email: email(
      [
        'Your appointment at {{clinic_name}}: {{weekday}}, {{date}}',
        `Hello {{first_name}},

Your appointment at {{clinic_name}} is booked for {{weekday}}, {{date}} at {{time}}.

Where: {{location}}
With: {{practitioner}}
About: {{service}}
Further visits: {{more_visits}}

Here's what to know before your visit:
- Please come ten minutes early and bring a photo ID.
- Bring a list of the medicines that you take.
- If you cannot come, please tell us as soon as you know, so that somebody else can have the time.

Move or cancel it online: {{manage_link}}
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
Más visitas: {{more_visits}}

Antes de su visita:
- Llegue diez minutos antes y traiga un documento con foto.
- Traiga una lista de los medicamentos que toma.
- Si no puede venir, avísenos en cuanto lo sepa, para que otra persona pueda usar la hora.

Cambiarla o cancelarla por internet: {{manage_link}}
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

Further visits: {{more_visits}}

Move or cancel it online: {{manage_link}}
Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Hemos recibido su solicitud: {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Gracias. Ha pedido cita en {{clinic_name}} para el {{weekday}}, {{date}}, a las {{time}}. Todavía no está confirmada: le avisaremos en cuanto lo esté.

Más visitas: {{more_visits}}

Cambiarla o cancelarla por internet: {{manage_link}}
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
Further visits: {{more_visits}}

Move or cancel it online: {{manage_link}}
Does the new time not suit you? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Nueva hora en {{clinic_name}}: {{weekday}}, {{date}}',
        `Hola, {{first_name}}:

Su cita en {{clinic_name}} ha cambiado. Ahora es el {{weekday}}, {{date}}, a las {{time}}.

Dónde: {{location}}
Con: {{practitioner}}
Más visitas: {{more_visits}}

Cambiarla o cancelarla por internet: {{manage_link}}
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

A missed visit takes the time from another patient who is waiting for one. If you cannot come, please tell us, and we will find you a new time.
Move or cancel it online: {{manage_link}}

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Recordatorio: {{clinic_name}}, {{weekday}}, {{date}}, a las {{time}}',
        `Hola, {{first_name}}:

Le esperamos el {{weekday}}, {{date}}, a las {{time}} en {{clinic_name}}.

Dónde: {{location}}

Una cita perdida le quita la hora a otro paciente que la espera. Si no puede venir, avísenos, y le buscaremos otra hora.
Cambiarla o cancelarla por internet: {{manage_link}}

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, we expect you on {{weekday}}, {{date}} at {{time}}. If you cannot come, please tell us by reply: a missed visit takes the time from another patient who is waiting.\nReply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, le esperamos el {{weekday}}, {{date}}, a las {{time}}. Si no puede venir, avise por favor con una respuesta: una cita perdida le quita la hora a otro paciente que la espera.\nResponda BAJA para no recibir mensajes.',
    ),
  },
  calendar_correction: {
    email: email(
      [
        'One entry too many in your calendar: {{clinic_name}}',
        `Hello {{first_name}},

Your appointment at {{clinic_name}} came into your calendar twice. This message takes one of the two entries out, for {{weekday}}, {{date}} at {{time}}.

It cancels nothing: what our other messages say about your appointment still holds. You do not need to do anything.

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Una entrada de más en su calendario: {{clinic_name}}',
        `Hola, {{first_name}}:

Su cita en {{clinic_name}} entró dos veces en su calendario. Este mensaje quita una de las dos entradas, la del {{weekday}}, {{date}}, a las {{time}}.

No cancela nada: lo que dicen nuestros otros mensajes sobre su cita sigue siendo válido. No tiene que hacer nada.

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, if your appointment stands twice in your calendar, one entry can go. Nothing is cancelled. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, si su cita aparece dos veces en su calendario, una entrada sobra. No se cancela nada. Responda BAJA para no recibir más mensajes.',
    ),
  },
  waitlist_offer: {
    email: email(
      [
        'A time is free at {{clinic_name}}: {{weekday}}, {{date}} at {{time}}',
        `Hello {{first_name}},

You are on our waitlist, and a time has become free: {{weekday}}, {{date}} at {{time}}.

With: {{practitioner}}
About: {{service}}
Where: {{location}}

It is yours if you are the first to say yes. We keep it until {{answer_by}}:
{{offer_link}}

Does it not suit you? Then you need not do anything: you stay on the waitlist.

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Hay una hora libre en {{clinic_name}}: {{weekday}}, {{date}}, a las {{time}}',
        `Hola, {{first_name}}:

Está en nuestra lista de espera, y ha quedado libre una hora: {{weekday}}, {{date}}, a las {{time}}.

Con: {{practitioner}}
Motivo: {{service}}
Dónde: {{location}}

Es suya si es la primera persona en aceptarla. La guardamos hasta las {{answer_by}}:
{{offer_link}}

¿No le viene bien? No tiene que hacer nada: sigue en la lista de espera.

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, {{weekday}}, {{date}} at {{time}} is free. First yes gets it, until {{answer_by}}: {{offer_link}} Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, hay hora libre el {{weekday}}, {{date}}, a las {{time}}. Para quien acepte primero, hasta las {{answer_by}}: {{offer_link}} Responda BAJA para no recibir más mensajes.',
    ),
  },
  waitlist_lost: {
    email: email(
      [
        'Somebody was faster this time: {{clinic_name}}',
        `Hello {{first_name}},

The time that we offered you, {{weekday}}, {{date}} at {{time}}, has just been taken by somebody else. We are sorry.

You keep your turn on the waitlist: we will write to you as soon as the next time becomes free.

Questions? Call us at {{clinic_phone}}.
{{clinic_name}}`,
      ],
      [
        'Esta vez alguien fue más rápido: {{clinic_name}}',
        `Hola, {{first_name}}:

La hora que le ofrecimos, {{weekday}}, {{date}}, a las {{time}}, acaba de ser aceptada por otra persona. Lo sentimos.

Conserva su turno en la lista de espera: le escribiremos en cuanto quede libre la siguiente hora.

¿Preguntas? Llámenos al {{clinic_phone}}.
{{clinic_name}}`,
      ],
    ),
    sms: sms(
      '{{clinic_name}}: {{first_name}}, the time on {{weekday}}, {{date}} was just taken. You keep your turn on the waitlist. Reply STOP to opt out.',
      '{{clinic_name}}: {{first_name}}, la hora del {{weekday}}, {{date}}, acaba de ocuparse. Conserva su turno en la lista de espera. Responda BAJA para no recibir más mensajes.',
    ),
  },
}

/** `es-MX` → `es`; a language without texts gets English. */
export function languageOf(locale: string | null | undefined): Language {
  const language = locale?.split('-')[0]?.toLowerCase()
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
