/** For somebody who asked, and then fell silent without booking: gentle, five touches over two weeks (REQUIREMENTS B4). */
import type { JourneyDraft } from './default-journeys.ts'
import { touch, WAKING, WINBACK } from './default-sequences-words.ts'

/** Day N is N × 24 hours after the enrollment, moved into waking hours. */
const day = (number: number) => ({ offset: { hours: number * 24 }, window: WAKING, isLearned: true })

export const WARM_LEAD: JourneyDraft = {
  key: 'warm_lead',
  name: 'Warm lead gone quiet',
  definition: {
    ...WINBACK,
    purpose: 'marketing',
    trigger: { event: 'lead.quiet' },
    reentryAfterDays: 90,
    replaces: ['drip'],
    holdoutPercent: 10,
    exits: [...WINBACK.exits],
    follows: 'drip',
    steps: [
      touch(
        { key: 'day_1_information', ...day(1) },
        {
          objective: 'The person has helpful information about what they asked about',
          prompt:
            'Be helpful, not selling. If they ask about hours, payment or the like, invite that question.',
          en: {
            subject: 'What to know before you decide',
            body: `You asked us something, and we would like you to have what you need.

You asked about: {{service}}
What we offer, what it can do and what it cannot: {{booking_link}}
What to know before you decide: {{guide_link}}

If a question stays open, reply to this message.`,
            chat: 'what to know before you decide: {{guide_link}} What we offer: {{booking_link}} Questions? Reply here.',
          },
          es: {
            subject: 'Lo que conviene saber antes de decidir',
            body: `Nos hizo una consulta, y queremos que tenga lo que necesita.

Preguntó por: {{service}}
Qué ofrecemos, qué se puede lograr y qué no: {{booking_link}}
Lo que conviene saber antes de decidir: {{guide_link}}

Si le queda alguna pregunta, responda a este mensaje.`,
            chat: 'lo que conviene saber antes de decidir: {{guide_link}} Lo que ofrecemos: {{booking_link}} ¿Preguntas? Responda.',
          },
          guide: {
            en: {
              title: 'Before you decide',
              body: `A good decision needs time and clear answers. These questions help, here and anywhere else.

About the treatment
- What can it do for me, and what can it not?
- How long does it take, and how long does it last?
- How many visits are needed?
- What else could I do, and what happens if I do nothing?

About safety
- Who treats me, and how often have they done this?
- What happens often afterwards, and what rarely?
- What speaks against it in my case? Tell us about your illnesses, allergies and medicines.
- Whom do I call if something is wrong, also at night?

About the cost
- What is in the price, and what is not?
- What would a second visit cost?

A first visit is for these questions. Nothing is done that you did not ask for, and you need not decide on the day.

Ask us before stopping any medicine.`,
            },
            es: {
              title: 'Antes de decidir',
              body: `Una buena decisión necesita tiempo y respuestas claras. Estas preguntas ayudan, aquí y en cualquier otro lugar.

Sobre el tratamiento
- ¿Qué puede hacer por mí, y qué no?
- ¿Cuánto se tarda y cuánto dura?
- ¿Cuántas visitas hacen falta?
- ¿Qué otras opciones tengo, y qué pasa si no hago nada?

Sobre la seguridad
- ¿Quién me trata y con qué frecuencia lo ha hecho?
- ¿Qué ocurre a menudo después, y qué rara vez?
- ¿Qué lo desaconseja en mi caso? Cuéntenos sus enfermedades, alergias y medicamentos.
- ¿A quién llamo si algo va mal, también de noche?

Sobre el coste
- ¿Qué incluye el precio y qué no?
- ¿Cuánto costaría una segunda visita?

Una primera visita es para estas preguntas. No se hace nada que usted no haya pedido, y no tiene que decidir ese día.

Pregúntenos antes de dejar cualquier medicamento.`,
            },
          },
        },
      ),
      touch(
        { key: 'day_3_social_proof', ...day(3) },
        {
          objective: 'The person sees that others trust the clinic',
          prompt: 'Invite them to trust others rather than us. Quote nobody, and name no site and no figure.',
          en: {
            subject: 'What patients say about us',
            body: `Choosing a clinic takes trust, and you need not take our word for it: read what patients write about {{clinic_name}} on a review site that you trust.

Whatever you would ask somebody who has been here, ask us: reply to this message.`,
            chat: 'choosing a clinic takes trust. Read what patients write about us on a review site that you trust, and ask us whatever stays open: reply here.',
          },
          es: {
            subject: 'Lo que dicen de nosotros los pacientes',
            body: `Elegir una clínica requiere confianza, y no tiene que creernos sin más: lea lo que los pacientes escriben sobre {{clinic_name}} en una página de opiniones de su confianza.

Lo que le preguntaría a alguien que ya ha estado aquí, pregúntenoslo: responda a este mensaje.`,
            chat: 'elegir bien requiere confianza. Lea lo que los pacientes escriben de nosotros donde usted suela leer opiniones, y pregunte lo que quiera: responda.',
          },
        },
      ),
      touch(
        { key: 'day_7_availability', ...day(7) },
        {
          objective: 'The person sees open times and chooses one',
          prompt:
            'Make choosing easy. If a time of day or a weekday is known to suit them, ask whether it still does.',
          en: {
            subject: 'Our open times',
            body: `If you would like to come and talk it over, you find our open times here: {{booking_link}}

None that suits you? Reply with a day, and we will look for one.`,
            chat: 'if you would like to come and talk it over, our open times are here: {{booking_link}} None that suits you? Reply with a day.',
          },
          es: {
            subject: 'Nuestras horas libres',
            body: `Si quiere venir y hablarlo, aquí están nuestras horas libres: {{booking_link}}

¿Ninguna le viene bien? Responda con un día, y la buscamos.`,
            chat: 'si quiere venir y hablarlo, estas son nuestras horas libres: {{booking_link}} ¿Ninguna le viene bien? Responda con una fecha.',
          },
        },
      ),
      touch(
        { key: 'day_10_education', ...day(10) },
        {
          objective: 'The person knows what a first visit is like',
          prompt: 'Make a first visit sound as plain and unhurried as it is.',
          en: {
            subject: 'What a first visit is like',
            body: `Many people wonder what happens at a first visit. Here it is, step by step: {{guide_link}}

If you would like to come: {{booking_link}}`,
            chat: 'what happens at a first visit, step by step: {{guide_link}} If you would like to come, reply here.',
          },
          es: {
            subject: 'Cómo es una primera visita',
            body: `Mucha gente se pregunta qué pasa en una primera visita. Aquí está, paso a paso: {{guide_link}}

Si quiere venir: {{booking_link}}`,
            chat: 'lo que pasa en una primera visita, paso a paso: {{guide_link}} Si quiere venir, responda a este mensaje.',
          },
          guide: {
            en: {
              title: 'Your first visit, step by step',
              body: `Before
- You choose a time online, by message or by phone. You can move or cancel it.
- We may ask you to fill in a form about your health on your phone.

At the front desk
- Come ten minutes early, with a photo ID and a list of the medicines that you take.

The talk
- You tell us what you would like, and what worries you.
- We ask about your health, and look only at what is needed.
- We tell you what can be done and what cannot, what it costs, and what may happen afterwards.

Afterwards
- You get what we talked about, and time to think. You need not decide on the day.
- If you have questions later, reply to any of our messages.`,
            },
            es: {
              title: 'Su primera visita, paso a paso',
              body: `Antes
- Elige una hora por internet, por mensaje o por teléfono. Puede cambiarla o cancelarla.
- Quizá le pidamos que rellene en el teléfono un formulario sobre su salud.

En la recepción
- Llegue diez minutos antes, con un documento con foto y una lista de los medicamentos que toma.

La conversación
- Usted nos cuenta qué desea y qué le preocupa.
- Le preguntamos por su salud, y miramos solo lo necesario.
- Le decimos qué se puede hacer y qué no, cuánto cuesta y qué puede ocurrir después.

Después
- Recibe lo que hemos hablado y tiempo para pensarlo. No tiene que decidir ese día.
- Si más tarde tiene preguntas, responda a cualquiera de nuestros mensajes.`,
            },
          },
        },
      ),
      touch(
        { key: 'day_14_last_nudge', ...day(14) },
        {
          objective: 'The person books, or knows that nobody will press them',
          prompt: 'Say calmly that we will not write about it again, and mean it.',
          en: {
            subject: 'Shall we leave it here?',
            body: `We do not want to fill your inbox, so this is our last message about what you asked us.

If you would still like to come: {{booking_link}}
If not, you need not do anything. You can write to us at any time.`,
            chat: 'this is our last message about what you asked us. If you would still like to come: {{booking_link}} If not, you need not do anything.',
          },
          es: {
            subject: '¿Lo dejamos aquí?',
            body: `No queremos llenarle el buzón, así que este es nuestro último mensaje sobre lo que nos preguntó.

Si todavía quiere venir: {{booking_link}}
Si no, no tiene que hacer nada. Puede escribirnos cuando quiera.`,
            chat: 'no le escribiremos otra vez por esta consulta. Si quiere venir: {{booking_link}} Si no, no tiene que hacer nada.',
          },
        },
      ),
    ],
  },
}
