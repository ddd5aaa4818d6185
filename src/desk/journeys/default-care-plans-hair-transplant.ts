/** What a patient reads before and after a consultation about a hair transplant; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const HAIR_TRANSPLANT: CarePlan = {
  procedure: 'hair_transplant',
  name: 'Hair transplant consultation',
  form: 'medical_history',
  checkIns: [2],
  before: {
    en: {
      title: 'Before your hair transplant consultation',
      body: `This visit is a talk and a look at your scalp. Nothing is done on the day, and you need not decide anything.

Please bring
- photos from earlier years, if you have some: they show how the hair loss went
- reports of treatments, blood tests or operations that you have had
- a list of everything you take or put on your scalp, also what needs no prescription

Ask us before stopping any medicine. Never stop one on your own.

Tell us
- whether hair loss is common in your family
- about diseases of the skin, of blood clotting, of the heart, or diabetes
- about allergies, also to a local anaesthetic
- whether your scars grow thick, and whether you smoke

The day of the visit
- Come with washed hair, without gel, spray or powder. You need not cut it.
- Write down what you would like to know, and bring somebody along if you wish.

If the scalp is sore, infected or painful, do not wait for the visit: call us.`,
    },
    es: {
      title: 'Antes de su consulta de trasplante capilar',
      body: `Esta visita es una conversación y una revisión del cuero cabelludo. Ese día no se hace ningún tratamiento, y no tiene que decidir nada.

Traiga, por favor
- fotos de años anteriores, si las tiene: muestran cómo ha evolucionado la caída
- informes de tratamientos, análisis de sangre u operaciones anteriores
- una lista de todo lo que toma o se pone en el cuero cabelludo, también lo que no lleva receta

Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta.

Díganos
- si la caída del cabello es frecuente en su familia
- si tiene enfermedades de la piel, de la coagulación o del corazón, o diabetes
- si tiene alergias, también a la anestesia local
- si sus cicatrices se engrosan y si fuma

El día de la visita
- Venga con el pelo lavado, sin gel, laca ni polvos. No hace falta cortarlo.
- Anote lo que quiera saber y, si lo desea, venga con alguien.

Si tiene el cuero cabelludo irritado, infectado o dolorido, llámenos sin esperar a la visita.`,
    },
  },
  after: {
    en: {
      title: 'After your hair transplant consultation',
      body: `Take your time. A decision that rests for some weeks loses nothing.

What may help now
- Read again what we told you about your own case, and write down what is open.
- Think about what you expect, and whether the number of sessions and the weeks of healing fit into your life.
- A second opinion is your good right; we give you your documents.
- Ask us before stopping or starting any medicine, also one that is sold for hair.

Good questions to ask us
- Who does which part of the operation?
- What will it look like after one month, six months, a year?
- What can go wrong, and how often does it here?
- What if the hair loss goes on?

Call us
- if something about your health changed since the visit
- if the scalp becomes sore, infected or painful
- if anything worries you

In an emergency call the emergency number (911 in the United States).`,
    },
    es: {
      title: 'Después de su consulta de trasplante capilar',
      body: `Tómese su tiempo. Una decisión que reposa unas semanas no pierde nada.

Lo que puede ayudarle ahora
- Relea lo que le dijimos sobre su propio caso y anote lo que quede abierto.
- Piense en lo que espera, y en si el número de sesiones y las semanas de recuperación caben en su vida.
- Pedir una segunda opinión es su derecho; le damos sus documentos.
- Pregúntenos antes de dejar o empezar cualquier medicamento, también los que se venden para el cabello.

Buenas preguntas para nosotros
- ¿Quién hace cada parte de la operación?
- ¿Qué aspecto tendrá al mes, a los seis meses y al año?
- ¿Qué puede salir mal, y con qué frecuencia ocurre aquí?
- ¿Y si la caída continúa?

Llámenos
- si algo ha cambiado en su salud desde la visita
- si el cuero cabelludo se irrita, se infecta o duele
- si algo le inquieta

En una emergencia llame al número de emergencias (911 en Estados Unidos).`,
    },
  },
}
