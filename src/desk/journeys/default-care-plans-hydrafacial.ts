/** What a patient reads before and after a HydraFacial; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const HYDRAFACIAL: CarePlan = {
  procedure: 'hydrafacial',
  name: 'HydraFacial',
  form: 'medical_history',
  checkIns: [1],
  before: {
    en: {
      title: 'Before your HydraFacial',
      body: `Call us before the visit if any of this applies to you:
- You are pregnant or may be.
- You are allergic to shellfish, algae, acetylsalicylic acid, or something in creams.
- You take or took a medicine for acne in the last year.
- Your skin is sunburnt, sore or broken, or you have a rash or a cold sore.
- You had an injection, a peel or a laser treatment of the face in the last two weeks.

Medicines and creams
- Bring a list of everything you take and put on your skin, also what needs no prescription.
- Ask us before stopping any medicine. Never stop one on your own. Ask us also when to pause creams with retinoids or acids.

The days before
- No waxing, depilation cream or scrub for three days.
- Keep your face out of the sun.

The day of the visit
- Come without make-up if you can, and do not shave right before.
- Take out contact lenses if your eyes are sensitive.`,
    },
    es: {
      title: 'Antes de su HydraFacial',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Está embarazada o puede estarlo.
- Tiene alergia al marisco, a las algas, al ácido acetilsalicílico o a algo que llevan las cremas.
- Toma un medicamento para el acné, o lo tomó en el último año.
- Tiene la piel quemada por el sol, irritada o herida, una erupción o un herpes labial.
- Recibió una inyección, un peeling o un láser en la cara en las últimas dos semanas.

Medicamentos y cremas
- Traiga una lista de todo lo que toma y se pone en la piel, también lo que no lleva receta.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta. Pregúntenos también cuándo hacer una pausa con cremas de retinoides o ácidos.

Los días anteriores
- Nada de cera, crema depilatoria ni exfoliante durante tres días.
- Evite el sol en la cara.

El día de la visita
- Venga sin maquillaje si puede, y no se rasure justo antes.
- Quítese las lentillas si tiene los ojos sensibles.`,
    },
  },
  after: {
    en: {
      title: 'After your HydraFacial',
      body: `The first day
- Leave the skin in peace: no make-up until tomorrow if you can.
- No sport, sauna, hot bath or swimming pool.
- Wash gently with lukewarm water, and pat dry.

The first three days
- No scrub, retinoids, acids or waxing.
- Keep your face out of the sun, and protect it with sun cream (SPF 30 or more).

What to expect
- Some redness or tightness for hours, at most a day or two.

Ask us before stopping or starting any medicine.

Call us
- if redness, swelling or burning grows, or lasts longer than two days
- if you get a rash, blisters or a cold sore
- if anything worries you

Call the emergency number at once (911 in the United States)
- if your face or throat swells, or breathing is difficult`,
    },
    es: {
      title: 'Después de su HydraFacial',
      body: `El primer día
- Deje descansar la piel: sin maquillaje hasta mañana, si puede.
- Nada de deporte, sauna, baño caliente ni piscina.
- Lávese con suavidad y agua tibia, y séquese sin frotar.

Los tres primeros días
- Nada de exfoliantes, retinoides, ácidos ni cera.
- Evite el sol en la cara y protéjala con crema solar (FPS 30 o más).

Qué esperar
- Algo de enrojecimiento o tirantez durante horas, como mucho un día o dos.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos
- si el enrojecimiento, la hinchazón o el ardor aumentan, o duran más de dos días
- si le sale una erupción, ampollas o un herpes labial
- si algo le inquieta

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si se le hincha la cara o la garganta, o le cuesta respirar`,
    },
  },
}
