/** What a patient reads before and after a chemical peel; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const CHEMICAL_PEEL: CarePlan = {
  procedure: 'chemical_peel',
  name: 'Chemical peel',
  form: 'medical_history',
  // When the skin begins to come off, and when it has.
  checkIns: [2, 7],
  before: {
    en: {
      title: 'Before your chemical peel',
      body: `Call us before the visit if any of this applies to you:
- You are pregnant, may be, or are breastfeeding.
- You take or took a medicine for acne in the last year.
- Your skin is tanned, sunburnt, sore or broken where the treatment would be.
- You often get cold sores, or your scars grow thick or stay dark.
- You are allergic to something in creams, or to acetylsalicylic acid.

Medicines and creams
- Bring a list of everything you take and put on your skin, also what needs no prescription.
- Ask us before stopping any medicine. Never stop one on your own. Ask us also when to pause creams with retinoids or acids.

The two weeks before
- Keep your face out of the sun, and protect it with sun cream (SPF 30 or more).
- No waxing, depilation cream, scrub or facial in the last week.

The day of the visit
- Come with clean skin, without make-up; do not shave the place on that day.

The skin may be red and come off for some days. If something important is coming up, tell us the date.`,
    },
    es: {
      title: 'Antes de su peeling químico',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Está embarazada, puede estarlo o da el pecho.
- Toma un medicamento para el acné, o lo tomó en el último año.
- Tiene la piel bronceada, quemada por el sol, irritada o herida en la zona del tratamiento.
- Suele tener herpes labial, o sus cicatrices se engrosan o quedan oscuras.
- Tiene alergia a algo que llevan las cremas, o al ácido acetilsalicílico.

Medicamentos y cremas
- Traiga una lista de todo lo que toma y se pone en la piel, también lo que no lleva receta.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta. Pregúntenos también cuándo hacer una pausa con cremas de retinoides o ácidos.

Las dos semanas anteriores
- Evite el sol en la cara y protéjala con crema solar (FPS 30 o más).
- Nada de cera, crema depilatoria, exfoliante ni limpieza facial en la última semana.

El día de la visita
- Venga con la piel limpia y sin maquillaje; no se rasure la zona ese día.

La piel puede estar roja y desprenderse durante unos días. Si tiene cerca una fecha importante, díganosla.`,
    },
  },
  after: {
    en: {
      title: 'After your chemical peel',
      body: `Until the skin has come off, about a week
- Do not pick, pull or rub: skin that is pulled off can leave marks.
- Wash gently with lukewarm water and a mild cleanser, and pat dry.
- Keep the skin moist with the cream that we recommended.
- No scrub, retinoids or acids, and no waxing, until we tell you.
- No sport, sauna, hot bath or swimming pool for the first two days.

The next four weeks
- Keep your face out of the sun, and protect it every day with sun cream (SPF 30 or more), also when it is cloudy.

What to expect
- Redness, tightness and some burning on the first day.
- The skin comes off from about the second to the seventh day, and may look darker before.

Ask us before stopping or starting any medicine.

Call us
- if there are blisters, sores that ooze, or yellow crusts
- if pain or swelling grows after the second day, or you have a fever
- if you get a cold sore
- if dark or light patches stay
- if anything worries you

Call the emergency number at once (911 in the United States)
- if your face or throat swells, or breathing is difficult
- if something got into an eye and it hurts or you see less`,
    },
    es: {
      title: 'Después de su peeling químico',
      body: `Hasta que la piel se haya desprendido, cerca de una semana
- No arranque, tire ni frote: la piel arrancada puede dejar marcas.
- Lávese con suavidad, con agua tibia y un limpiador suave, y séquese sin frotar.
- Mantenga la piel hidratada con la crema que le recomendamos.
- Nada de exfoliantes, retinoides, ácidos ni cera hasta que le digamos.
- Nada de deporte, sauna, baño caliente ni piscina los dos primeros días.

Las cuatro semanas siguientes
- Evite el sol en la cara y protéjala cada día con crema solar (FPS 30 o más), también con nubes.

Qué esperar
- Enrojecimiento, tirantez y algo de ardor el primer día.
- La piel se desprende más o menos del segundo al séptimo día, y antes puede verse más oscura.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos
- si hay ampollas, heridas que supuran o costras amarillas
- si el dolor o la hinchazón aumentan después del segundo día, o tiene fiebre
- si le sale un herpes labial
- si quedan manchas oscuras o claras
- si algo le inquieta

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si se le hincha la cara o la garganta, o le cuesta respirar
- si le entró algo en un ojo y le duele o ve menos`,
    },
  },
}
