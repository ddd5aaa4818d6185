/** For how many a visit is asked, and whether for the one who writes. */
import { numberOf, said } from './number-words.ts'

const relation =
  '(?:wife|husband|spouse|mom|mum|mother|dad|father|son|daughter|kids?|child|children|sister|brother|friends?|boyfriend|girlfriend|partner|fiancee?|grandma|grandmother|grandpa|grandfather|aunt|uncle|niece|nephew|cousin|roommate|colleague|coworker|bestie|bff|boss|neighbor|neighbour|parents|twins?|baby|mother in law|sister in law|toddler|teen(?:ager)?|girl|boy|grandson|granddaughter)'
const parentesco =
  '(?:espos[oa]|marido|mujer|madre|mama|mami|padre|papa|papi|hij[oa]s?|herman[oa]s?|amig[oa]s?|novi[oa]|pareja|abuel[oa]s?|ti[oa]|sobrin[oa]s?|prim[oa]s?|suegr[oa]|cunad[oa]|nin[oa]s?|bebe|compan\\w+|vecin[oa]|nuera|yerno|niet[oa]s?|gemel[oa]s?|comadre|companera)'
const number = `(?<count>\\d{1,2}|${said.small.slice(3, -1)})`

const counts = [
  `\\b(?:for|of|are|be|we'?re|there'?s|there are|party of|group of|there will be|its|it'?s) ${number} (?:of us|people|persons?|ppl|adults|girls|guys|ladies|women|pax|friends)\\b`,
  `\\b${number} (?:of us|people|ppl|persons)\\b`,
  `\\b(?:somos|seremos|seriamos|para|vamos|iriamos|vendriamos|venimos|iremos) ${number}(?: (?:personas?|amig[oa]s|mujeres|chicas|adultos))?(?=$|[ .,!?])(?! (?:de|d[ei]as?|semanas?|y|sesion|am\\b|pm\\b|horas?|min\\w*|mes))`,
  `\\b${number} personas\\b`,
  `\\bparty of ${number}\\b`,
].map((source) => new RegExp(source))
const both = new RegExp(
  `\\b(?:me and (?:my|a) (?:\\w+ )?${relation}|my (?:\\w+ )?${relation} and (?:i|me|myself)\\b|(?:i|me) and my (?:\\w+ )?${relation}|both of us|the two of us|us both|we both|my (?:\\w+ )?${relation} (?:too|also|as well)|with my (?:\\w+ )?${relation}\\b(?= (?:together|too|at the same))|(?:me|myself) (?:and|&|plus|\\+) (?:my |a )?(?:\\w+ )?${relation}|(?:yo y|para) mi(?: \\w+)? ${parentesco} y (?:para )?(?:yo|mi|a mi)\\b|(?:mi|una?|con mi) (?:\\w+ )?${parentesco} y (?:yo|para mi|a mi|mi)\\b|(?:para mi y (?:para )?|yo y )(?:mi|una?) (?:\\w+ )?${parentesco}|a mi y a mi ${parentesco}|los dos|las dos|nosotr[oa]s dos|ambos|ambas)\\b`,
)
const plus = new RegExp(
  `\\b(?:me|myself|yo) (?:plus|and|\\+|y|mas) (?:my |mis |otr[oa]s )?${number} (?:\\w+ )?(?:${relation}|${parentesco}|others?|bridesmaids|more|mas)\\b`,
)
const many = new RegExp(
  `\\bmy ${number} (?:\\w+ )?(?:kids|children|sons|daughters|sisters|brothers|friends|boys|girls)\\b|\\bmis ${number.replace('count', 'cuantos')} (?:hij[oa]s|nin[oa]s|herman[oa]s|amig[oa]s)\\b`,
)

/** How many, two or more; null where it is not said. */
export function findPeople(text: string): { people: number; start: number; end: number } | null {
  const group = plus.exec(text)
  const more = group ? numberOf(group.groups?.count ?? '') : null
  const explicit = counts
    .map((pattern) => pattern.exec(text))
    .find((match) => match && (numberOf(match.groups?.count ?? '') ?? 0) >= 2)
  if (explicit) return { people: numberOf(explicit.groups?.count ?? '') as number, ...rangeOf(explicit) }
  if (group && more) return { people: more + 1, ...rangeOf(group) }
  const kids = many.exec(text)
  const kidsCount = kids ? numberOf(kids.groups?.count ?? kids.groups?.cuantos ?? '') : null
  if (kids && kidsCount && kidsCount >= 2) return { people: kidsCount, ...rangeOf(kids) }
  const family = familyOf(text)
  if (family) return family
  const pair = both.exec(text)
  return pair ? { people: 2, ...rangeOf(pair) } : null
}

const self = /\b(?:me|myself|i|yo|para mi|a mi)\b/
const relatives = new RegExp(
  `\\b(?:my|mi|mis) (?:(?<count>two|three|four|dos|tres|cuatro|2|3|4) )?(?:${relation}|${parentesco})s?\\b`,
  'g',
)

/** `yo, mi mama y mis dos tias`: whoever lists three or more. */
function familyOf(text: string): { people: number; start: number; end: number } | null {
  const found = [...text.matchAll(relatives)]
  const [first, last] = [found[0], found.at(-1)]
  if (
    !first ||
    !last ||
    found.length < 2 ||
    !/^[\s,]*(?:and|y|&|plus|,)?\s*$/.test(text.slice(first.index + first[0].length, last.index))
  )
    return null
  const start = Math.max(0, first.index - 14)
  const others = found.reduce((sum, { groups }) => sum + (numberOf(groups?.count ?? 'a') ?? 1), 0)
  const people =
    others +
    (self.test(text.slice(start, first.index)) ||
    self.test(text.slice(last.index + last[0].length, last.index + last[0].length + 10))
      ? 1
      : 0)
  return people >= 2 ? { people, start: first.index, end: last.index + last[0].length } : null
}

function rangeOf(match: RegExpExecArray) {
  return { start: match.index, end: match.index + match[0].length }
}

const forOther = new RegExp(
  `\\b(?:(?:for|on behalf of|book|bring|schedule|get|see|take|have) (?:my|a|his|her|our|the) (?:\\w+ ){0,2}${relation}|my (?:\\w+ )?${relation} (?:needs?|wants?|would|is (?:looking|interested|asking|hoping)|has to|asked|has a)|(?:can|could) (?:my|our) (?:\\w+ )?${relation}|(?:can|could|will|would) (?:he|she|they) (?:come|get|be|book|see|have)|(?:para|por|llevar a|traer a) (?:mi|un|una|el|la|su|nuestr[oa]) (?:\\w+ )?${parentesco}|a mi (?:\\w+ )?${parentesco}|mi (?:\\w+ )?${parentesco} (?:necesita|quiere|quisiera|tiene|ocupa|busca|esta buscando|se quiere|le gustaria|se esta \\w+)|(?:agend|apunt|reserv|anot|apart)\\w*(?:le|lo|la)\\b|le (?:quiero|quisiera|voy a|queremos) (?:regalar|dar|comprar|agendar|sacar)|(?:it'?s|its|this is|es|no es) (?:not )?(?:for|para) (?:her|him|them|ella|el\\b|mi\\b)(?! mi))`,
)
const forMe = /\b(?:for me|myself|me too|and (?:i|me)\b|para mi y|y (?:para )?(?:yo|mi)\b|and mine|us)\b/

/** The visit is for somebody else alone. */
export function isForOther(text: string): boolean {
  return forOther.test(text) && !forMe.test(text)
}
