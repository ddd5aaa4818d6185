/** Numbers in words, without accents, and how to find them. */

const english =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
const spanish =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta'
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'

const values = new Map<string, number>()
for (const list of [english, spanish]) {
  list.split(' ').forEach((word, value) => {
    values.set(word, value)
  })
}
for (const [word, value] of Object.entries({
  a: 1,
  an: 1,
  un: 1,
  una: 1,
  couple: 2,
  thirty: 30,
  forty: 40,
  fifty: 50,
}))
  values.set(word, value)
for (const [word, value] of Object.entries({ cuarenta: 40, cincuenta: 50, sixty: 60, sesenta: 60 }))
  values.set(word, value)

const ordinalValues = new Map<string, number>([
  ['primero', 1],
  ['primer', 1],
  ['thirtieth', 30],
])
ordinals.split(' ').forEach((word, value) => {
  ordinalValues.set(word, value)
})

/** 0 to 59 from digits or words, `twenty five` and `treinta y cinco` included; null where it is no number. */
export function numberOf(said: string): number | null {
  const text = said.trim()
  if (/^\d+$/.test(text)) return Number(text)
  const single = values.get(text)
  if (single !== undefined) return single
  const [tens = '', ones = ''] = text.split(/[\s-]+(?:y[\s-]+)?/)
  const sum = (values.get(tens) ?? Number.NaN) + (values.get(ones) ?? Number.NaN)
  return Number.isNaN(sum) ? null : sum
}

/** 1 to 31 from `13th`, `thirteenth`, `twenty-first`; null where it is no ordinal. */
export function ordinalOf(said: string): number | null {
  const text = said.trim()
  const digits = /^(\d{1,2})\s?(?:st|nd|rd|th|ro|ero|o|º|ª)?$/.exec(text)
  if (digits) return Number(digits[1])
  const single = ordinalValues.get(text)
  if (single !== undefined) return single
  const [tens = '', ones = ''] = text.split(/[\s-]+/)
  const sum = (values.get(tens) ?? Number.NaN) + (ordinalValues.get(ones) ?? Number.NaN)
  return Number.isNaN(sum) ? null : sum
}

const hourWords = [...english.split(' ').slice(1, 13), ...spanish.split(' ').slice(1, 13), 'una'].join('|')
const minuteTens = 'twenty|thirty|forty|fifty|treinta|cuarenta|cincuenta|veinte'
const minuteOnes = [...english.split(' ').slice(1, 10), ...spanish.split(' ').slice(1, 10)].join('|')

/** Sources of regular expressions. */
export const said = {
  hourWord: `(?:${hourWords})`,
  hour: `(?:[01]?\\d|2[0-3]|${hourWords})`,
  minuteWord: `(?:(?:${minuteTens})(?:[\\s-]+(?:y[\\s-]+)?(?:${minuteOnes}))?|ten|fifteen|five|eleven|twelve|diez|quince|cinco|oh[\\s-](?:${minuteOnes}))`,
  small: `(?:\\d{1,2}|a|an|couple(?: of)?|${[...values.keys()].filter((word) => word.length > 2).join('|')})`,
  ordinal: `(?:\\d{1,2}\\s?(?:st|nd|rd|th)|(?:twenty|thirty)[\\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|${[
    ...ordinalValues.keys(),
  ]
    .filter((word) => !/^(zeroth|primer)/.test(word))
    .join('|')})`,
  spanishDay: `(?:[0-3]?\\d|primero|uno|treinta(?: y uno)?|${spanish.split(' ').slice(2).join('|')})`,
}
