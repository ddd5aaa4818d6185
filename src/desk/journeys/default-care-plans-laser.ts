/** What a patient reads before and after a laser treatment; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const LASER: CarePlan = {
  procedure: 'laser',
  name: 'Laser',
  form: 'laser_consent',
  // A burn shows on the next day; changes of colour and crusts after a week.
  checkIns: [1, 7],
  before: {
    en: {
      title: 'Before your laser visit',
      body: `Call us before the visit if any of this applies to you:
- You are pregnant, may be, or are breastfeeding.
- Your skin is tanned or sunburnt, or you used self-tanner in the last four weeks.
- You take or took a medicine for acne, or one that makes the skin sensitive to light. If you do not know, ask us.
- You often get cold sores, or your scars grow thick.
- There is a tattoo, permanent make-up, a sore or a mole that changed where the treatment would be.

Medicines
- Bring a list of everything you take, also what needs no prescription.
- Ask us before stopping any medicine. Never stop one on your own.

The four weeks before
- Keep the place out of the sun, and protect it with sun cream (SPF 30 or more).
- For hair removal: do not wax, pluck or bleach. Shaving is right.

The day before, and the day of the visit
- For hair removal: shave the place the day before.
- Come with clean skin: no cream, perfume, deodorant or make-up there.
- You will wear glasses that protect your eyes. Take out contact lenses for the face.`,
    },
    es: {
      title: 'Antes de su visita de láser',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Está embarazada, puede estarlo o da el pecho.
- Tiene la piel bronceada o quemada por el sol, o usó autobronceador en las últimas cuatro semanas.
- Toma o tomó un medicamento para el acné, o uno que hace la piel sensible a la luz. Si no lo sabe, pregúntenos.
- Suele tener herpes labial, o sus cicatrices crecen y se engrosan.
- Hay un tatuaje, maquillaje permanente, una herida o un lunar que ha cambiado en la zona del tratamiento.

Medicamentos
- Traiga una lista de todo lo que toma, también lo que no lleva receta.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta.

Las cuatro semanas anteriores
- Evite el sol en la zona y protéjala con crema solar (FPS 30 o más).
- Para la depilación: no use cera, pinzas ni decolorante. Rasurar está bien.

El día anterior y el día de la visita
- Para la depilación: rasure la zona el día anterior.
- Venga con la piel limpia: sin crema, perfume, desodorante ni maquillaje en la zona.
- Llevará gafas que protegen los ojos. Quítese las lentillas si se trata la cara.`,
    },
  },
  after: {
    en: {
      title: 'After your laser visit',
      body: `The first two days
- Cool the place with a damp, clean cloth. Never put ice on the skin itself.
- No sport, hot bath, sauna or swimming pool.
- Wash gently with lukewarm water. No perfume, deodorant, peeling or scrub there.
- Do not scratch, rub or pick, also not at crusts.

The next four weeks
- Keep the place out of the sun, and protect it every day with sun cream (SPF 30 or more), also when it is cloudy.
- After hair removal: hair falls out over one to three weeks. Shave if you like; do not wax or pluck.

What to expect
- Redness, warmth and small swellings, as after sun, for hours up to two days.
- Treated spots may become darker and form a thin crust before they come off.

Ask us before stopping or starting any medicine.

Call us
- if there are blisters, or crusts that ooze
- if pain, swelling or redness grows after the second day, or you have a fever
- if patches become lighter or darker and stay so
- if anything worries you

Call the emergency number at once (911 in the United States)
- if an eye hurts or you see less after the treatment
- if your face or throat swells, or breathing is difficult`,
    },
    es: {
      title: 'Después de su visita de láser',
      body: `Los dos primeros días
- Refresque la zona con un paño limpio y húmedo. No ponga hielo directamente sobre la piel.
- Nada de deporte, baño caliente, sauna ni piscina.
- Lávese con suavidad y agua tibia. Sin perfume, desodorante ni exfoliante en la zona.
- No se rasque, frote ni arranque nada, tampoco las costras.

Las cuatro semanas siguientes
- Evite el sol en la zona y protéjala cada día con crema solar (FPS 30 o más), también con nubes.
- Después de la depilación: el vello cae en una a tres semanas. Puede rasurarse; no use cera ni pinzas.

Qué esperar
- Enrojecimiento, calor y pequeñas hinchazones, como después del sol, de horas a dos días.
- Las manchas tratadas pueden oscurecerse y formar una costra fina antes de desprenderse.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos
- si hay ampollas, o costras que supuran
- si el dolor, la hinchazón o el enrojecimiento aumentan después del segundo día, o tiene fiebre
- si quedan zonas más claras o más oscuras
- si algo le inquieta

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si le duele un ojo o ve menos después del tratamiento
- si se le hincha la cara o la garganta, o le cuesta respirar`,
    },
  },
}
