/** Stretches of the day that have a name. */
import type { TimeWish } from './question.ts'

export interface Part {
  name: string
  pattern: RegExp
  wish: TimeWish
  /** Which half of the clock an hour beside it is in; null where it says nothing of that. */
  half: 'am' | 'pm' | null
  isClockLike?: boolean
}

function part(name: string, half: Part['half'], wish: TimeWish, source: string): Part {
  return { name, half, wish, pattern: new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g') }
}

/** A greeting names a part of the day and asks for none. */
const noGreeting = '(?<!\\b(?:good|buenas|buena|happy|lovely|nice|gd|have a (?:good|nice|great)) )'

/** The longer names first: the first that fits keeps the place. */
export const dayParts: Part[] = [
  part(
    'any',
    null,
    { from: null, to: null },
    'any ?time(?! (?:after|before|from|between|soon))|whenever|any hour|all day|(?:a )?cualquier hora|cuando sea|a la hora que sea|todo el dia|time does ?n.?t matter|any of (?:the|those) times',
  ),
  part(
    'morning',
    'am',
    { from: null, to: '10:00' },
    'first thing(?: in the morning)?|early (?:in the )?morning|(?:a )?primera hora(?: de la manana)?|temprano (?:en|por) la manana|(?:as )?early as (?:possible|you can|you have|you got|you.?ve got)|tempranito(?: en la manana)?|lo mas temprano(?: posible)?|(?<!(?:es|son|esta|demasiado) )muy temprano',
  ),
  part(
    'morning',
    'am',
    { from: '10:00', to: '12:00' },
    'late(?:r in the)? morning|mid[ -]?morning|media manana|ultima hora de la manana',
  ),
  part('afternoon', 'pm', { from: '12:00', to: '15:00' }, 'early afternoon|(?:a )?primera hora de la tarde'),
  part(
    'afternoon',
    'pm',
    { from: '15:00', to: '18:00' },
    'late(?:r in the)? afternoon|mid[ -]?afternoon|media tarde|(?:a )?ultima hora de la tarde',
  ),
  part(
    'evening',
    'pm',
    { from: '16:00', to: null },
    '(?:at the )?end of (?:the )?(?:work ?)?day|late in the day|as late as possible|(?:a )?ultima hora(?: del dia)?|lo mas tarde posible|last (?:slot|appointment) of the day',
  ),
  part(
    'evening',
    'pm',
    { from: '17:00', to: null },
    'after (?:i (?:finish|get off) )?work|when i (?:finish|get off) work|despues del? (?:trabajo|trabajar|curro)|al salir del trabajo|cuando salgo del trabajo',
  ),
  part(
    'afternoon',
    'pm',
    { from: '15:00', to: null },
    'after school|despues del (?:cole|colegio)|despues de la escuela',
  ),
  part(
    'lunch',
    'pm',
    { from: '12:00', to: '14:00' },
    'lunch ?(?:time|break|hour)|(?:over|during|at) (?:my )?lunch|a la hora de (?:la comida|comer|almorzar)|al mediodia mas o menos',
  ),
  part('afternoon', 'pm', { from: '13:00', to: '18:00' }, 'after lunch'),
  part('afternoon', 'pm', { from: '15:00', to: '18:00' }, 'despues de (?:comer|la comida)'),
  part(
    'morning',
    'am',
    { from: null, to: '12:00' },
    `${noGreeting}mornings?(?! !|!|,? (?:all|everyone|team|guys|there)\\b)|(?:por|en|de|a) las? (?:mananas?|mananita)|esta manana|before noon|before lunch|antes del mediodia|in the a\\.?m\\.?|(?<=¤\\s?)am`,
  ),
  part(
    'afternoon',
    'pm',
    { from: '12:00', to: '18:00' },
    `${noGreeting}afternoons?|(?:por|en|de|a) las? (?:tardes?|tardecita|tardesita)|esta tarde|in the p\\.?m\\.?|(?<=¤\\s?)pm`,
  ),
  part('evening', 'pm', { from: '17:00', to: null }, `${noGreeting}evenings?|tonight|esta noche`),
  part(
    'night',
    'pm',
    { from: '19:00', to: null },
    '(?:at|by) night|(?:por|en|de|a) las? noches?|night(?:time)?(?= (?:at )?\\d)',
  ),
  part('night', 'am', { from: null, to: '06:00' }, 'de la madrugada'),
]
