/** The consent to a treatment with botulinum toxin that every clinic starts with: a draft, until a clinician approves it. */
import { aboutYou, ask, consent, group, none, option, shipped, signature } from './form-words.ts'

const TEXT_EN = `Botulinum toxin relaxes the muscles it is injected into. Lines become softer after three to seven days; the effect wears off after three to four months.

Often: redness, swelling or small bruises at the points of injection, and a headache on the first day.

Sometimes: an eyelid or eyebrow that hangs, or a smile that is not even, for some weeks.

Rarely: an allergic reaction, double vision, or trouble swallowing or breathing, hours to weeks later. Call emergency services at once if swallowing, speaking or breathing becomes difficult.

The result differs from person to person and cannot be promised. I may ask anything before the treatment, and may change my mind at any time until it begins.`

const TEXT_ES = `La toxina botulínica relaja los músculos en los que se inyecta. Las líneas se suavizan a los tres a siete días; el efecto desaparece a los tres o cuatro meses.

A menudo: enrojecimiento, hinchazón o pequeños moretones en los puntos de inyección, y dolor de cabeza el primer día.

A veces: un párpado o una ceja que cae, o una sonrisa desigual, durante unas semanas.

Rara vez: una reacción alérgica, visión doble, o dificultad para tragar o respirar, de horas a semanas después. Llame enseguida a emergencias si le cuesta tragar, hablar o respirar.

El resultado varía de una persona a otra y no puede prometerse. Puedo preguntar lo que quiera antes del tratamiento y cambiar de opinión en cualquier momento hasta que empiece.`

export const BOTOX_CONSENT = shipped(
  'botox_consent',
  ['Consent to Botox', 'Consentimiento para bótox'],
  [
    'Please read it before your visit. Whatever is unclear, ask us.',
    'Léalo antes de su visita, por favor. Si algo no queda claro, pregúntenos.',
  ],
  [
    aboutYou,
    group(
      'before',
      ['Before the treatment', 'Antes del tratamiento'],
      [
        ask('choice', 'reasons', ['Does any of these apply to you?', '¿Se aplica algo de esto a usted?'], {
          required: true,
          repeats: true,
          answerOption: [
            option('pregnant', ['Pregnant or breastfeeding', 'Embarazada o dando el pecho'], {
              flag: 'Pregnancy or breastfeeding',
            }),
            option(
              'neuromuscular',
              [
                'A disease of nerves or muscles (myasthenia, ALS)',
                'Una enfermedad de los nervios o los músculos (miastenia, ELA)',
              ],
              {
                flag: 'Neuromuscular disease',
              },
            ),
            option(
              'allergy',
              ['Allergy to botulinum toxin or to albumin', 'Alergia a la toxina botulínica o a la albúmina'],
              {
                flag: 'Allergy to botulinum toxin or albumin',
              },
            ),
            option('thinners', ['Blood thinners', 'Anticoagulantes'], { flag: 'Blood thinners' }),
            option(
              'infection',
              [
                'An infection of the skin where it would be injected',
                'Una infección en la piel donde se inyectaría',
              ],
              {
                flag: 'Skin infection',
              },
            ),
            none,
          ],
        }),
        ask(
          'boolean',
          'treated_before',
          ['Have you had this treatment before?', '¿Ha recibido antes este tratamiento?'],
          {
            required: true,
          },
        ),
        ask(
          'date',
          'treated_on',
          ['When was the last time, about?', '¿Cuándo fue la última vez, más o menos?'],
          {
            enableWhen: [{ question: 'treated_before', operator: '=', answerBoolean: true }],
          },
        ),
      ],
    ),
    group(
      'consent',
      ['Consent', 'Consentimiento'],
      [
        consent(
          'agrees',
          [
            'I have read this, my questions were answered, and I agree to the treatment.',
            'He leído esto, se han respondido mis preguntas y acepto el tratamiento.',
          ],
          [TEXT_EN, TEXT_ES],
          '1',
        ),
        ask(
          'choice',
          'photos',
          ['May we take photos for your record?', '¿Podemos tomar fotos para su expediente?'],
          {
            required: true,
            answerOption: [
              option('record', ['Yes, for my record alone', 'Sí, solo para mi expediente']),
              option('no', ['No', 'No']),
            ],
          },
        ),
        signature('signature', ['Signature', 'Firma']),
      ],
    ),
  ],
)
