/** Words that decide what a message means, put right where they are misspelt. */

/** Optimal string alignment: insert, delete, replace, swap neighbours. Answers `limit + 1` where it is more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      }
      row.push(value)
      least = Math.min(least, value)
    }
    if (least > limit) return limit + 1
    before = above
    above = row
  }
  return above[b.length] ?? limit + 1
}

/** How many slips a word of this length may hold and still be meant. */
export function slipsAllowed(length: number): number {
  if (length >= 8) return 2
  return length >= 5 ? 1 : 0
}

/** Is `said` the `word`, give or take a slip? The first letter must be right, unless the first two are swapped. */
export function isLike(said: string, word: string): boolean {
  if (said === word) return true
  const limit = slipsAllowed(word.length)
  if (limit === 0 || said.length < 4) return false
  if (said[0] !== word[0] && !(said[0] === word[1] && said[1] === word[0])) return false
  return editDistance(said, word, limit) <= limit
}

const words =
  `monday tuesday wednesday thursday friday saturday sunday tomorrow tonight morning afternoon evening
  january february september october november december august weekend
  appointment reschedule cancel unsubscribe available tomorrow
  miercoles viernes sabado domingo manana proximo proxima febrero septiembre setiembre octubre noviembre diciembre
  agosto mediodia semana
  cancelar reprogramar reservar quiero disponible`.split(/\s+/)

/** Real words that lie one slip beside one of the above. */
const others = new Set(
  `vienes banana manzana cancer cancels cancela cancelo cancele canceled quieto quiere semanas evenings mornings
  afternoons mondays fridays tuesdays thursdays wednesdays saturdays sundays appointments weekends sabados domingos
  manadas mananas moaning mourning warning sundae weekday weekdays cancer reserva reservas reservo proximos proximas
  disponibles cancelan cancelas reservan morningish eventing proxy semanal mundane tomorrows sunda weekly
  availability cancelled proxima sabana evenin conceal chancel`.split(/\s+/),
)

const shorthand: Record<string, string> = {
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tmw: 'tomorrow',
  tmrow: 'tomorrow',
  tomo: 'tomorrow',
  '2moro': 'tomorrow',
  '2morrow': 'tomorrow',
  '2mrw': 'tomorrow',
  tomoro: 'tomorrow',
  tomoz: 'tomorrow',
  '2day': 'today',
  '2nite': 'tonight',
  tonite: 'tonight',
  todat: 'today',
  toady: 'today',
  todya: 'today',
  arvo: 'afternoon',
  wk: 'week',
  wks: 'weeks',
  mon: 'monday',
  tues: 'tuesday',
  thurs: 'thursday',
  thur: 'thursday',
  appt: 'appointment',
  appts: 'appointments',
  apt: 'appointment',
  appmt: 'appointment',
  appoint: 'appointment',
  resched: 'reschedule',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  thnx: 'thanks',
  tnx: 'thanks',
  ty: 'thanks',
  u: 'you',
  ur: 'your',
  wanna: 'want to',
  gonna: 'going to',
  morn: 'morning',
  weds: 'wednesday',
  mna: 'manana',
  pal: 'para el',
  pa: 'para',
  kiero: 'quiero',
  kero: 'quiero',
  kisiera: 'quisiera',
  nesecito: 'necesito',
  nececito: 'necesito',
  vier: 'viernes',
  juev: 'jueves',
  dic: 'diciembre',
  ke: 'que',
  mñn: 'manana',
  mana: 'manana',
  tb: 'tambien',
  xfa: 'por favor',
  xfavor: 'por favor',
  porfa: 'por favor',
  porfis: 'por favor',
  q: 'que',
  d: 'de',
  pq: 'porque',
  xq: 'porque',
  dnd: 'donde',
  cdo: 'cuando',
  grax: 'gracias',
  grcs: 'gracias',
  salu2: 'saludos',
}

const known = new Set(words)
const memory = new Map<string, string | null>()

/** The word meant, or null where it is left as it stands. */
export function respell(word: string): string | null {
  const short = Object.hasOwn(shorthand, word) ? shorthand[word] : undefined
  if (short) return short
  if (word.length < 5 || word.length > 14 || known.has(word) || others.has(word)) return null
  const remembered = memory.get(word)
  if (remembered !== undefined) return remembered
  const meant = words.find((each) => each.length >= 6 && isLike(word, each)) ?? null
  if (memory.size > 5000) memory.clear()
  memory.set(word, meant)
  return meant
}
