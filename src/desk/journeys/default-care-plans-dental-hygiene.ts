/** What a patient reads before and after a professional cleaning of the teeth; a draft, until a clinician approves it. */
import type { CarePlan } from './default-care-plans-words.ts'

export const DENTAL_HYGIENE: CarePlan = {
  procedure: 'dental_hygiene',
  name: 'Dental hygiene',
  form: 'dental_intake',
  checkIns: [1],
  before: {
    en: {
      title: 'Before your dental hygiene visit',
      body: `Call us before the visit if any of this applies to you:
- You have an artificial heart valve, had an infection of the heart, or have an artificial joint: we may have to ask your doctor first.
- You take something that thins the blood.
- You have a fever, a cold sore, or an infection in the mouth.
- You are allergic to latex, or to a local anaesthetic.
- You are pregnant or may be.

Medicines
- Bring a list of everything you take, also what needs no prescription.
- Ask us before stopping any medicine. Never stop one on your own, least of all one that thins the blood.

The day of the visit
- Eat before you come, and brush your teeth as usual.
- If cleaning hurt the last time, or you are afraid, tell us at the start: there is much that we can do.
- Bring your splint or prosthesis, if you have one.`,
    },
    es: {
      title: 'Antes de su visita de higiene dental',
      body: `Llámenos antes de la visita si algo de esto se aplica a usted:
- Tiene una válvula del corazón artificial, tuvo una infección del corazón o lleva una prótesis articular: quizá tengamos que consultar antes con su médico.
- Toma algo para la coagulación de la sangre.
- Tiene fiebre, un herpes labial o una infección en la boca.
- Tiene alergia al látex o a la anestesia local.
- Está embarazada o puede estarlo.

Medicamentos
- Traiga una lista de todo lo que toma, también lo que no lleva receta.
- Pregúntenos antes de dejar cualquier medicamento. No deje ninguno por su cuenta, y menos uno para la coagulación.

El día de la visita
- Coma antes de venir y cepíllese los dientes como siempre.
- Si la última limpieza le dolió, o tiene miedo, díganoslo al empezar: podemos hacer mucho.
- Traiga su férula o prótesis, si la tiene.`,
    },
  },
  after: {
    en: {
      title: 'After your dental hygiene visit',
      body: `The first day
- If your mouth is numb, eat only when the feeling is back.
- Avoid what is very hot, very cold, hard or spicy.
- Avoid coffee, tea, red wine and smoking: clean teeth take on colour easily.

The first days
- Brush as usual, with a soft brush, also where the gums bleed a little.
- Rinse with lukewarm salt water if the gums are tender.

What to expect
- Gums may be tender and bleed a little for a day or two.
- Teeth may be sensitive to cold for some days, where tartar covered them before.

Ask us before stopping or starting any medicine.

Call us
- if the gums still bleed after you have pressed a clean gauze on them for twenty minutes
- if pain or swelling grows after the second day, or you have a fever
- if a tooth is loose, or a filling came out
- if anything worries you

Call the emergency number at once (911 in the United States)
- if breathing or swallowing is difficult
- if a swelling of the face or neck grows quickly
- if strong bleeding does not stop`,
    },
    es: {
      title: 'Después de su visita de higiene dental',
      body: `El primer día
- Si tiene la boca dormida, coma solo cuando recupere la sensibilidad.
- Evite lo muy caliente, muy frío, duro o picante.
- Evite el café, el té, el vino tinto y el tabaco: los dientes limpios se manchan con facilidad.

Los primeros días
- Cepíllese como siempre, con un cepillo suave, también donde las encías sangren un poco.
- Enjuáguese con agua tibia con sal si las encías están sensibles.

Qué esperar
- Las encías pueden estar sensibles y sangrar un poco durante un día o dos.
- Los dientes pueden notar el frío unos días donde antes los cubría el sarro.

Pregúntenos antes de dejar o empezar cualquier medicamento.

Llámenos
- si las encías siguen sangrando después de presionar veinte minutos con una gasa limpia
- si el dolor o la hinchazón aumentan después del segundo día, o tiene fiebre
- si un diente se mueve o se ha caído un empaste
- si algo le inquieta

Llame enseguida al número de emergencias (911 en Estados Unidos)
- si le cuesta respirar o tragar
- si una hinchazón de la cara o del cuello crece deprisa
- si una hemorragia fuerte no se detiene`,
    },
  },
}
