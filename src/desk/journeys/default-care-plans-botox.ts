/** What a patient reads before and after a treatment with botulinum toxin; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const BOTOX: CarePlan = {
  procedure: 'botox',
  name: 'Botox',
  form: 'botox_consent',
  // Early signs show within two days; the effect is complete after two weeks.
  checkIns: [2, 14],
  before: {
    en: {
      title: 'Before your Botox visit',
      body: `Call us before the visit if any of this applies to you:
- You are pregnant, may be, or are breastfeeding.
- You have a disease of the nerves or muscles, such as myasthenia gravis.
- You once reacted badly to botulinum toxin, or to another injection.
- You have a fever, a cold sore, or sore or broken skin where the treatment would be.

Medicines
- Bring a list of everything you take, also what needs no prescription. Some of it makes bruises more likely, or does not go together with the treatment.
- Ask us before stopping any medicine. Never stop one on your own.

The day before, and the day of the visit
- Drink no alcohol: it makes bruises more likely.
- Come without make-up if you can; we can also take it off here.
- Eat and drink as usual.

Small bruises can last for a week or two. If something important is coming up, tell us the date.`,
    },
    es: {
      title: 'Antes de su visita de bótox',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Está embarazada, puede estarlo o da el pecho.
- Tiene una enfermedad de los nervios o de los músculos, como la miastenia gravis.
- Alguna vez le sentó mal la toxina botulínica u otra inyección.
- Tiene fiebre, un herpes labial, o la piel herida o irritada en la zona del tratamiento.

Medicamentos
- Traiga una lista de todo lo que toma, también lo que no lleva receta. Algunos favorecen los moretones o no son compatibles con el tratamiento.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta.

El día anterior y el día de la visita
- No beba alcohol: favorece los moretones.
- Venga sin maquillaje si puede; también podemos quitarlo aquí.
- Coma y beba como siempre.

Los moretones pequeños pueden durar una o dos semanas. Si tiene cerca una fecha importante, díganosla.`,
    },
  },
  after: {
    en: {
      title: 'After your Botox visit',
      body: `The first four hours
- Stay upright: do not lie down, and do not bend over for long.
- Do not rub, press or massage the treated places.
- Wear no tight hat or helmet.

The first day
- No sport, sauna, hot bath or alcohol.
- Wash gently, and pat dry. Make-up can wait until tomorrow.

What to expect
- Small bumps go within an hour; redness and small bruises take longer. Some people have a headache on the first day.
- The effect begins after three to seven days, and is complete after two weeks. Both sides need not begin on the same day.

Ask us before stopping or starting any medicine.

Call us
- if an eyelid or eyebrow hangs, or your smile is uneven
- if pain, swelling or redness grows after the second day, or you have a fever
- if anything worries you

Call the emergency number at once (911 in the United States)
- if swallowing, speaking or breathing becomes difficult
- if you see double, or your muscles become weak all over
- if your face or throat swells

This can happen hours to weeks after the treatment. Say that you had botulinum toxin.`,
    },
    es: {
      title: 'Después de su visita de bótox',
      body: `Las primeras cuatro horas
- Manténgase erguido: no se acueste ni se agache mucho tiempo.
- No frote, presione ni masajee las zonas tratadas.
- No lleve gorros ajustados ni casco.

El primer día
- Nada de deporte, sauna, baño caliente ni alcohol.
- Lávese con suavidad y séquese sin frotar. El maquillaje puede esperar hasta mañana.

Qué esperar
- Los pequeños bultos se van en una hora; el enrojecimiento y los moretones pequeños tardan más. A algunas personas les duele la cabeza el primer día.
- El efecto empieza a los tres a siete días y está completo a las dos semanas. Los dos lados no siempre empiezan el mismo día.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos
- si se le cae un párpado o una ceja, o la sonrisa queda desigual
- si el dolor, la hinchazón o el enrojecimiento aumentan después del segundo día, o tiene fiebre
- si algo le inquieta

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si le cuesta tragar, hablar o respirar
- si ve doble o siente debilidad en todo el cuerpo
- si se le hincha la cara o la garganta

Esto puede ocurrir de horas a semanas después del tratamiento. Diga que recibió toxina botulínica.`,
    },
  },
}
