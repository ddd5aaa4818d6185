/** The medical history that every clinic starts with: a draft, until a clinician approves it. */
import { EXTENSIONS } from '@foyer/forms'
import { aboutYou, ask, group, none, ofPatient, option, photo, shipped, whenYes } from './form-words.ts'

/** One unit for each question, as the people of a country know their own height and weight (UCUM codes, http://ucum.org/ucum). */
export type Units = 'metric' | 'us'

const BODY = {
  metric: { height: amountIn('cm', 'cm', [30, 260]), weight: amountIn('kg', 'kg', [1, 400]) },
  us: { height: amountIn('[in_i]', 'in', [12, 102]), weight: amountIn('[lb_av]', 'lb', [2, 880]) },
}

function amountIn(code: string, display: string, [min, max]: [min: number, max: number]) {
  return [
    { url: EXTENSIONS.unit, valueCoding: { system: 'http://unitsofmeasure.org', code, display } },
    { url: EXTENSIONS.minValue, valueDecimal: min },
    { url: EXTENSIONS.maxValue, valueDecimal: max },
  ]
}

export const medicalHistory = (units: Units) =>
  shipped(
    'medical_history',
    ['Medical history', 'Historia clínica'],
    [
      'It takes about five minutes. You can stop at any time and go on later.',
      'Toma unos cinco minutos. Puede parar cuando quiera y seguir más tarde.',
    ],
    [
      {
        ...aboutYou,
        item: [
          ...(aboutYou.item ?? []),
          ask('string', 'email', ['E-mail', 'Correo electrónico'], { maxLength: 254, ...ofPatient('email') }),
          ask('string', 'city', ['City', 'Ciudad'], { maxLength: 80, ...ofPatient('place') }),
          ask('quantity', 'height', ['Height', 'Estatura'], { extension: BODY[units].height }),
          ask('quantity', 'weight', ['Weight', 'Peso'], { extension: BODY[units].weight }),
        ],
      },
      group(
        'allergies',
        ['Allergies', 'Alergias'],
        [
          ask('boolean', 'has_allergies', ['Do you have any allergy?', '¿Tiene alguna alergia?'], {
            required: true,
          }),
          group(
            'allergy',
            ['Allergy', 'Alergia'],
            [
              ask('string', 'allergy_to', ['Allergic to', 'Alergia a'], {
                required: true,
                maxLength: 120,
                flag: 'Allergy',
              }),
              ask('choice', 'allergy_reaction', ['What happens?', '¿Qué ocurre?'], {
                answerOption: [
                  option('rash', ['Rash or itching', 'Erupción o picazón']),
                  option('swelling', ['Swelling', 'Hinchazón'], { flag: 'Allergy with swelling' }),
                  option('breathing', ['Trouble breathing, or shock', 'Dificultad para respirar, o choque'], {
                    flag: 'Severe allergic reaction',
                  }),
                  option('other', ['Something else, or not sure', 'Otra cosa, o no lo sé']),
                ],
              }),
            ],
            { repeats: true, required: true, ...whenYes('has_allergies') },
          ),
        ],
      ),
      group(
        'medicines',
        ['Medicines', 'Medicamentos'],
        [
          ask(
            'boolean',
            'takes_medicines',
            [
              'Do you take any medicine, also without prescription?',
              '¿Toma algún medicamento, también sin receta?',
            ],
            {
              required: true,
            },
          ),
          group(
            'medicine',
            ['Medicine', 'Medicamento'],
            [
              ask('string', 'medicine_name', ['Name', 'Nombre'], { required: true, maxLength: 120 }),
              ask('string', 'medicine_dose', ['Dose and how often', 'Dosis y cada cuánto'], {
                maxLength: 120,
              }),
            ],
            { repeats: true, required: true, ...whenYes('takes_medicines') },
          ),
          photo(
            'medicine_photo',
            [
              'A photo of your list or the packages, if that is easier',
              'Una foto de su lista o de las cajas, si le resulta más fácil',
            ],
            {
              ...whenYes('takes_medicines'),
            },
          ),
          ask(
            'boolean',
            'blood_thinners',
            [
              'Do you take a blood thinner (aspirin, warfarin, apixaban or the like)?',
              '¿Toma algún anticoagulante (aspirina, warfarina, apixabán o similar)?',
            ],
            { required: true, flag: 'Blood thinners' },
          ),
        ],
      ),
      group(
        'conditions',
        ['Health', 'Salud'],
        [
          ask(
            'choice',
            'condition',
            [
              'Do you have, or have you had, any of these?',
              '¿Tiene o ha tenido alguna de estas enfermedades?',
            ],
            {
              required: true,
              repeats: true,
              answerOption: [
                option('heart', ['Heart disease', 'Enfermedad del corazón'], { flag: 'Heart disease' }),
                option('pressure', ['High blood pressure', 'Presión alta']),
                option('diabetes', ['Diabetes', 'Diabetes'], { flag: 'Diabetes' }),
                option('bleeding', ['A bleeding disorder', 'Un trastorno de la coagulación'], {
                  flag: 'Bleeding disorder',
                }),
                option('immune', ['An autoimmune disease', 'Una enfermedad autoinmune'], {
                  flag: 'Autoimmune disease',
                }),
                option('epilepsy', ['Epilepsy', 'Epilepsia'], { flag: 'Epilepsy' }),
                option('cancer', ['Cancer', 'Cáncer'], { flag: 'Cancer' }),
                option('hepatitis', ['Hepatitis or HIV', 'Hepatitis o VIH'], { flag: 'Hepatitis or HIV' }),
                none,
              ],
            },
          ),
          ask('text', 'condition_more', ['Anything to add?', '¿Algo que añadir?'], {
            maxLength: 2000,
            enableWhen: [{ question: 'condition', operator: '!=', answerCoding: { code: 'none' } }],
          }),
          ask(
            'choice',
            'pregnant',
            ['Are you pregnant or breastfeeding?', '¿Está embarazada o dando el pecho?'],
            {
              required: true,
              answerOption: [
                option('no', ['No, or does not apply', 'No, o no corresponde']),
                option('pregnant', ['Pregnant, or it may be', 'Embarazada, o puede ser'], {
                  flag: 'Pregnancy',
                }),
                option('breastfeeding', ['Breastfeeding', 'Dando el pecho'], { flag: 'Breastfeeding' }),
              ],
            },
          ),
          ask('boolean', 'operations', ['Have you had an operation?', '¿Le han operado alguna vez?']),
          ask('text', 'operations_which', ['Which, and when?', '¿De qué, y cuándo?'], {
            required: true,
            maxLength: 2000,
            ...whenYes('operations'),
          }),
        ],
      ),
    ],
  )
