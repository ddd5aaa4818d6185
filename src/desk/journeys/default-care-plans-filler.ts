/** What a patient reads before and after a treatment with a dermal filler; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const FILLER: CarePlan = {
  procedure: 'filler',
  name: 'Dermal filler',
  form: 'medical_history',
  // A blocked vessel shows within hours to a day; how the filler sits, when the swelling is gone.
  checkIns: [1, 14],
  before: {
    en: {
      title: 'Before your filler visit',
      body: `Call us before the visit if any of this applies to you:
- You are pregnant, may be, or are breastfeeding.
- You have an autoimmune disease, or a disease of blood clotting.
- You once reacted badly to a filler, or to a local anaesthetic.
- You have a fever, an infection, a cold sore, or sore skin where the treatment would be. If you often get cold sores, tell us.
- You had a vaccination or dental treatment in the last two weeks, or have one planned for the next two.

Medicines
- Bring a list of everything you take, also what needs no prescription. Some of it makes bruises more likely.
- Ask us before stopping any medicine. Never stop one on your own, least of all one that thins the blood.

The day before, and the day of the visit
- Drink no alcohol: it makes bruises more likely.
- Come without make-up if you can.
- Eat before you come.

Swelling and bruises can be seen for a few days, sometimes for two weeks. If something important is coming up, tell us the date.`,
    },
    es: {
      title: 'Antes de su visita de relleno',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Está embarazada, puede estarlo o da el pecho.
- Tiene una enfermedad autoinmune o de la coagulación.
- Alguna vez le sentó mal un relleno o una anestesia local.
- Tiene fiebre, una infección, un herpes labial, o la piel irritada en la zona del tratamiento. Si suele tener herpes labial, díganoslo.
- Recibió una vacuna o un tratamiento dental en las últimas dos semanas, o lo tiene previsto para las próximas dos.

Medicamentos
- Traiga una lista de todo lo que toma, también lo que no lleva receta. Algunos favorecen los moretones.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta, y menos uno para la circulación o la coagulación.

El día anterior y el día de la visita
- No beba alcohol: favorece los moretones.
- Venga sin maquillaje si puede.
- Coma antes de venir.

La hinchazón y los moretones pueden verse unos días, a veces dos semanas. Si tiene cerca una fecha importante, díganosla.`,
    },
  },
  after: {
    en: {
      title: 'After your filler visit',
      body: `The first day
- Do not press or massage the treated places, unless we showed you how.
- No sport, sauna, hot bath or alcohol.
- Wash gently. Make-up can wait until tomorrow.
- Something cool, wrapped in a cloth, helps against swelling. Never put ice on the skin itself.

The first two weeks
- No facial massage, and no treatment at the dentist unless it cannot wait.
- Sleep on your back if you can, with your head a little higher.

What to expect
- Swelling is strongest on the first two days and then goes. Bruises can take two weeks.
- The places may feel firm or uneven at first. What you see after two weeks is what counts.

Ask us before stopping or starting any medicine.

Call us at once, at any hour, and go to an emergency room if you do not reach us
- if pain is strong, or grows
- if the skin turns white, grey, blue or blotchy, or stays cold
- if blisters or small yellow spots appear

Call the emergency number at once (911 in the United States)
- if you see less, see double, or have pain in an eye
- if you have a sudden severe headache, or one side of the body is weak
- if your face or throat swells, or breathing is difficult
Say that you had a filler: the first hours count.

Call us in our hours
- if a place becomes red, warm, hard or swollen, also weeks later
- if you have a fever, or anything worries you`,
    },
    es: {
      title: 'Después de su visita de relleno',
      body: `El primer día
- No presione ni masajee las zonas tratadas, salvo que le hayamos enseñado cómo.
- Nada de deporte, sauna, baño caliente ni alcohol.
- Lávese con suavidad. El maquillaje puede esperar hasta mañana.
- Algo fresco, envuelto en un paño, alivia la hinchazón. No ponga hielo directamente sobre la piel.

Las dos primeras semanas
- Nada de masajes faciales, ni tratamientos dentales que puedan esperar.
- Duerma boca arriba si puede, con la cabeza un poco más alta.

Qué esperar
- La hinchazón es mayor los dos primeros días y después baja. Los moretones pueden tardar dos semanas.
- Al principio puede notar zonas firmes o desiguales. Lo que cuenta es lo que se ve a las dos semanas.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos enseguida, a cualquier hora, y vaya a urgencias si no nos encuentra
- si el dolor es fuerte o aumenta
- si la piel se pone blanca, gris, azulada o con manchas, o sigue fría
- si aparecen ampollas o pequeños puntos amarillos

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si ve menos, ve doble o le duele un ojo
- si le duele mucho la cabeza de repente o siente debilidad en un lado del cuerpo
- si se le hincha la cara o la garganta, o le cuesta respirar
Diga que recibió un relleno: las primeras horas cuentan.

Llámenos en nuestro horario
- si una zona se pone roja, caliente, dura o hinchada, también semanas después
- si tiene fiebre o algo le inquieta`,
    },
  },
}
