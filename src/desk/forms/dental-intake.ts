/** The dental intake that every clinic starts with: a draft, until a clinician approves it. */
import { EXTENSIONS } from '@foyer/forms'
import {
  aboutYou,
  ask,
  group,
  none,
  ofPatient,
  option,
  photo,
  shipped,
  signature,
  whenYes,
} from './form-words.ts'

export const DENTAL_INTAKE = shipped(
  'dental_intake',
  ['Dental intake', 'Ficha dental'],
  [
    'It takes about three minutes. You can stop at any time and go on later.',
    'Toma unos tres minutos. Puede parar cuando quiera y seguir más tarde.',
  ],
  [
    {
      ...aboutYou,
      item: [
        ...(aboutYou.item ?? []),
        ask('string', 'phone', ['Mobile phone', 'Teléfono móvil'], { maxLength: 40, ...ofPatient('phone') }),
      ],
    },
    group(
      'reason',
      ['Your visit', 'Su visita'],
      [
        ask('open-choice', 'why', ['What brings you here?', '¿Qué le trae por aquí?'], {
          required: true,
          answerOption: [
            option('checkup', ['A check-up or cleaning', 'Una revisión o limpieza']),
            option('pain', ['Pain', 'Dolor']),
            option('broken', ['A broken tooth or filling', 'Un diente o empaste roto']),
            option('looks', ['The look of my teeth', 'El aspecto de mis dientes']),
          ],
        }),
        ask(
          'integer',
          'pain',
          ['How strong is the pain, from 0 to 10?', '¿Cómo de fuerte es el dolor, de 0 a 10?'],
          {
            required: true,
            enableWhen: [{ question: 'why', operator: '=', answerCoding: { code: 'pain' } }],
            extension: [
              { url: EXTENSIONS.minValue, valueInteger: 0 },
              { url: EXTENSIONS.maxValue, valueInteger: 10 },
            ],
          },
        ),
        ask(
          'boolean',
          'swelling',
          ['Is your face swollen, or do you have a fever?', '¿Tiene la cara hinchada o fiebre?'],
          {
            required: true,
            flag: 'Swelling or fever',
            enableWhen: [{ question: 'why', operator: '=', answerCoding: { code: 'pain' } }],
          },
        ),
        ask('date', 'last_visit', [
          'Last visit to a dentist, about',
          'Última visita al dentista, más o menos',
        ]),
        ask('boolean', 'anxious', ['Does the dentist make you anxious?', '¿Le pone nervioso el dentista?'], {
          flag: 'Anxious',
        }),
      ],
    ),
    group(
      'health',
      ['Health', 'Salud'],
      [
        ask('choice', 'condition', ['Does any of these apply to you?', '¿Se aplica algo de esto a usted?'], {
          required: true,
          repeats: true,
          answerOption: [
            option(
              'valve',
              [
                'An artificial heart valve, or heart disease',
                'Válvula cardíaca artificial o enfermedad del corazón',
              ],
              {
                flag: 'Heart disease or valve',
              },
            ),
            option('thinners', ['Blood thinners', 'Anticoagulantes'], { flag: 'Blood thinners' }),
            option(
              'bone',
              [
                'Medicines for osteoporosis (bisphosphonates)',
                'Medicamentos para la osteoporosis (bisfosfonatos)',
              ],
              {
                flag: 'Bisphosphonates',
              },
            ),
            option('diabetes', ['Diabetes', 'Diabetes'], { flag: 'Diabetes' }),
            option('pregnant', ['Pregnant', 'Embarazada'], { flag: 'Pregnancy' }),
            none,
          ],
        }),
        ask(
          'boolean',
          'has_allergies',
          [
            'Any allergy, for instance to latex, penicillin or an anaesthetic?',
            '¿Alguna alergia, por ejemplo al látex, la penicilina o un anestésico?',
          ],
          {
            required: true,
          },
        ),
        ask('string', 'allergy_to', ['Allergic to', 'Alergia a'], {
          required: true,
          maxLength: 200,
          flag: 'Allergy',
          ...whenYes('has_allergies'),
        }),
        photo('xray', [
          'A recent X-ray or photo, if you have one',
          'Una radiografía o foto reciente, si la tiene',
        ]),
        signature('signature', [
          'I have answered as well as I could',
          'He respondido lo mejor que he podido',
        ]),
      ],
    ),
  ],
)
