/** The consent to a laser treatment that every clinic starts with: a draft, until a clinician approves it. */
import { aboutYou, ask, consent, group, none, option, shipped, signature } from './form-words.ts'

const TEXT_EN = `The laser heats the root of the hair, or the pigment in the skin, with short pulses of light. It takes several sessions, some weeks apart.

Often: redness and swelling around the hair for hours to days, and a feeling like sunburn.

Sometimes: blisters, scabs, or skin that becomes darker or lighter for weeks to months, more often on tanned or dark skin.

Rarely: burns, scars, or a change of colour that stays. Without the glasses the light can harm the eyes: they stay on during the whole treatment.

I keep the treated skin out of the sun for two weeks before and four weeks after, and use sunscreen. The result differs from person to person and cannot be promised. I may change my mind at any time.`

const TEXT_ES = `El láser calienta la raíz del pelo, o el pigmento de la piel, con pulsos cortos de luz. Hacen falta varias sesiones, con semanas de por medio.

A menudo: enrojecimiento e hinchazón alrededor del pelo durante horas o días, y una sensación de quemadura de sol.

A veces: ampollas, costras, o piel que se oscurece o se aclara durante semanas o meses, con más frecuencia en piel bronceada u oscura.

Rara vez: quemaduras, cicatrices, o un cambio de color que permanece. Sin las gafas la luz puede dañar los ojos: se llevan durante todo el tratamiento.

Protejo del sol la piel tratada dos semanas antes y cuatro después, y uso protector solar. El resultado varía de una persona a otra y no puede prometerse. Puedo cambiar de opinión en cualquier momento.`

export const LASER_CONSENT = shipped(
  'laser_consent',
  ['Consent to laser treatment', 'Consentimiento para tratamiento con láser'],
  [
    'Please read it before your visit. Whatever is unclear, ask us.',
    'Léalo antes de su visita, por favor. Si algo no queda claro, pregúntenos.',
  ],
  [
    aboutYou,
    group(
      'skin',
      ['Your skin', 'Su piel'],
      [
        ask('choice', 'skin_type', ['What does the sun do to your skin?', '¿Qué le hace el sol a su piel?'], {
          required: true,
          answerOption: [
            option('1', ['Always burns, never tans', 'Siempre se quema, nunca se broncea']),
            option('2', ['Burns easily, tans a little', 'Se quema con facilidad, se broncea poco']),
            option('3', ['Burns sometimes, tans slowly', 'A veces se quema, se broncea despacio']),
            option('4', ['Rarely burns, tans well', 'Rara vez se quema, se broncea bien']),
            option('5', ['Brown skin, hardly ever burns', 'Piel morena, casi nunca se quema'], {
              flag: 'Skin type V',
            }),
            option('6', ['Black skin, never burns', 'Piel negra, nunca se quema'], { flag: 'Skin type VI' }),
          ],
        }),
        ask(
          'boolean',
          'tanned',
          [
            'Sun, sunbed or self-tanner in the last two weeks?',
            '¿Sol, cabina o autobronceador en las últimas dos semanas?',
          ],
          {
            required: true,
            flag: 'Recent tan',
          },
        ),
        ask('choice', 'reasons', ['Does any of these apply to you?', '¿Se aplica algo de esto a usted?'], {
          required: true,
          repeats: true,
          answerOption: [
            option(
              'isotretinoin',
              ['Isotretinoin in the last six months', 'Isotretinoína en los últimos seis meses'],
              {
                flag: 'Isotretinoin',
              },
            ),
            option(
              'light',
              [
                'Medicines that make skin sensitive to light',
                'Medicamentos que vuelven la piel sensible a la luz',
              ],
              {
                flag: 'Photosensitizing medicine',
              },
            ),
            option('pregnant', ['Pregnant or breastfeeding', 'Embarazada o dando el pecho'], {
              flag: 'Pregnancy or breastfeeding',
            }),
            option('keloids', ['Scars that grow (keloids)', 'Cicatrices que crecen (queloides)'], {
              flag: 'Keloids',
            }),
            option(
              'herpes',
              ['Cold sores where the laser would be used', 'Herpes donde se usaría el láser'],
              { flag: 'Herpes simplex' },
            ),
            option('epilepsy', ['Seizures set off by light', 'Convulsiones provocadas por la luz'], {
              flag: 'Photosensitive epilepsy',
            }),
            none,
          ],
        }),
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
        signature('signature', ['Signature', 'Firma']),
      ],
    ),
  ],
)
