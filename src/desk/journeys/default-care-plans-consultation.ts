/** What a patient reads before and after a consultation; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const CONSULTATION: CarePlan = {
  procedure: 'consultation',
  name: 'Consultation',
  form: 'medical_history',
  checkIns: [2],
  before: {
    en: {
      title: 'Before your consultation',
      body: `Please bring
- a photo ID, and your insurance card if you have one
- a list of everything you take, also what needs no prescription
- letters, test results and pictures from other doctors that belong to your question

Ask us before stopping any medicine. Never stop one on your own.

Before you come
- Write down what you would like to know, the most important first.
- Note when it began, what makes it better and what makes it worse.
- Take photos of what comes and goes, so that we can see it.
- Bring somebody along if you wish: four ears hear more than two.

For a call or a video visit, find a quiet place with good light, and have the list at hand.

If it becomes worse before the visit, do not wait: call us. In an emergency call the emergency number (911 in the United States).`,
    },
    es: {
      title: 'Antes de su consulta',
      body: `Traiga, por favor
- un documento con foto y su tarjeta de seguro, si la tiene
- una lista de todo lo que toma, también lo que no lleva receta
- cartas, resultados e imágenes de otros médicos que tengan que ver con su pregunta

Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta.

Antes de venir
- Anote lo que quiera saber, lo más importante primero.
- Apunte cuándo empezó, qué lo mejora y qué lo empeora.
- Haga fotos de lo que va y viene, para que podamos verlo.
- Venga con alguien si lo desea: cuatro oídos oyen más que dos.

Para una llamada o una videoconsulta, busque un lugar tranquilo y con buena luz, y tenga la lista a mano.

Si empeora antes de la visita, llámenos enseguida. En una emergencia llame al número de emergencias (911 en Estados Unidos).`,
    },
  },
  after: {
    en: {
      title: 'After your consultation',
      body: `What to do now
- Write down today what we agreed on, while you remember it.
- Arrange the tests and visits that we spoke of. If you do not know how, ask us.
- Ask us before stopping or starting any medicine.
- Take your time to decide. A second opinion is your good right; we give you your documents.

If something is not clear, reply to our message or call: nobody remembers all of a visit.

Call us
- if it becomes worse, or something new comes along
- if you do not get on with what we agreed
- if you have heard nothing of a test after the time that we told you

Call the emergency number at once (911 in the United States)
- if breathing is difficult, or you have pain in the chest
- if one side of the body is weak, or speaking is difficult
- if you think that it cannot wait`,
    },
    es: {
      title: 'Después de su consulta',
      body: `Qué hacer ahora
- Anote hoy lo que acordamos, mientras lo recuerda.
- Pida las pruebas y visitas de las que hablamos. Si no sabe cómo, pregúntenos.
- Pregúntenos antes de dejar o empezar cualquier medicamento.
- Tómese su tiempo para decidir. Pedir una segunda opinión es su derecho; le damos sus documentos.

Si algo no queda claro, responda a nuestro mensaje o llámenos: nadie recuerda todo lo que se dice en una visita.

Llámenos
- si empeora o aparece algo nuevo
- si no le va bien con lo que acordamos
- si no ha sabido nada de una prueba pasado el plazo que le dijimos

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si le cuesta respirar o le duele el pecho
- si siente debilidad en un lado del cuerpo o le cuesta hablar
- si cree que no puede esperar`,
    },
  },
}
