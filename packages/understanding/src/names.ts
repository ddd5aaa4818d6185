/** The name that somebody gives as theirs. */

export interface FoundName {
  name: string
  start: number
  end: number
}

const word = "[\\p{L}][\\p{L}\\p{M}'’.-]*"
const particle = '(?:de|del|de la|de los|la|van|von|der|den|di|da|dos|bin|al|el|o|mac|mc|st\\.?)'
const full = `(${word}(?:[ ]+(?:${particle}[ ]+){0,2}${word}){0,4})`

const introductions = [
  `(?:my (?:full |first |last )?name(?: is|'s|’s)|name(?: is|:| -)|i am called|call me|under the name(?: of)?|it(?: is|'s|’s) under|booked under|under)[ ]+${full}`,
  `(?:me llamo|mi nombre(?: completo)?(?: es|:)|nombre(?: completo)?(?::| es)|a nombre de|ll[aá]mame)[ ]+${full}`,
].map((source) => new RegExp(source, 'iu'))

const signed =
  /(?:thank you|thanks|thank u|gracias|regards|best|cheers|sincerely|saludos|atentamente|atte)[,.!]*\s+(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2})[.!]*\s*$/iu
/** In small letters only where hardly anything else can follow. */
const lower =
  /(?:^|[\s,.!¡])(?:(?:this is|i['’]?m) (\p{Ll}{3,} \p{Ll}{3,})|(?:soy|habla|le habla) (\p{Ll}{3,}(?: \p{Ll}{3,})?))(?=\s*(?:[,.!\n]|$|and\b|y\b|from\b|calling\b|checking\b|writing\b|con\b|quiero|quisiera|necesito))/iu
const here = /(?:^|[\s,.!])(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2}) (?:here|aqu[ií]|al habla)\b/u
const dashed = /[-–—~][ ]?(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2})[.!]*\s*$/u
const capitals = /\p{Lu}[\p{L}'’-]+(?: (?:de |del |la |van |von )*\p{Lu}[\p{L}'’-]+){1,3}/u

/** `I'm Ana` and `soy Ana` only where a capital letter says that it is a name. */
const self =
  /(?:^|[\s,.!¡])(?:[Ii](?:'|’)?m|[Ii] am|[Tt]his is|[Ii]t is|[Ee]s para|[Ii]t(?:'|’)?s for|[Ff]or my \p{Ll}+|[Pp]ara mi \p{Ll}+|(?:[EeÉé]l|[Ee]lla) se llama|(?:[Hh]is|[Hh]er) name is|[Ii]t(?:'|’)?s|[Ss]oy|[Hh]abla|[Ll]e habla|[Ll]e escribe|[Aa]qu[ií]|[Ss]aludos,?|[Rr]egards,?)[ ]+(?:(?:la |el )?(?:[Ss]e[ñn]or(?:a|ita)?|[Ss]ra?\.?|[Mm]rs?\.?|[Mm]s\.?|[Mm]iss)[ ]+)?(\p{Lu}[\p{L}\p{M}'’-]+(?:[ ]+(?:(?:de|del|la|van|von)[ ]+)?\p{Lu}[\p{L}\p{M}'’-]+){0,3})/u

const ends = new Set(
  `and i im i'm my the a an at on for is in to of with phone number email mobile cell tel but please thanks thank from here
  calling looking wondering interested booking want would like need have or so if it this that you your can could will
  and/or y mi con para el los las en por favor gracias telefono teléfono correo numero número pero quiero quisiera
  necesito tengo que me gustaria gustaría email: es un una tel: yes no sí si hi hello hey hola ok okay sure also
  tomorrow today monday tuesday wednesday thursday friday saturday sunday mañana hoy lunes martes miércoles jueves
  viernes sábado domingo`.split(/\s+/),
)

const noNames = new Set(
  `yes no ok okay sure thanks please hi hello hey what why when how where who anyone none nothing nobody maybe later
  stop cancel help human agent person sorry wait never not interested late fine good great perfect happy sick pregnant
  si sí vale claro gracias hola que qué cuando cuándo como cómo donde dónde quien quién ninguno nada nadie luego tarde
  cancelar parar ayuda persona espera perdón perdon bien enferma enfermo embarazada nueva nuevo paciente alérgica
  alergica alérgico alergico interesada interesado new here patient allergic looking running going just still also very
  a an the el la un una it me i you he she they we monday tuesday wednesday thursday friday saturday sunday tomorrow
  today lunes martes miércoles jueves viernes sábado domingo mañana hoy spanish english american botox filler paciente clienta cliente mujer hombre mama mamá papa papá madre padre hija hijo
  amiga amigo esposa esposo diabetica diabética diabetico diabético mayor menor alguien menso really absolutely taking driving
  what the not your about urgent important ridiculous unacceptable regarding`.split(/\s+/),
)

/** Looks for an introduction; where `isAsked`, a message of one to five words that could be a name is one. */
export function findName(text: string, isAsked: boolean): FoundName | null {
  for (const pattern of introductions) {
    const match = pattern.exec(text)
    const found = match
      ? cut(text, match.index + match[0].length - (match[1] ?? '').length, match[1] ?? '')
      : null
    if (found) return found
  }
  const own = self.exec(text)
  const found = own ? cut(text, own.index + own[0].length - (own[1] ?? '').length, own[1] ?? '') : null
  if (found) return found
  if (isAsked) return turnedName(text) ?? bareName(text) ?? capitalised(text)
  const small = lower.exec(text)
  const smallName = small
    ? cut(
        text,
        small.index + small[0].length - (small[1] ?? small[2] ?? '').length,
        small[1] ?? small[2] ?? '',
      )
    : null
  if (smallName && !noNames.has(smallName.name.split(' ').at(-1)?.toLowerCase() ?? '')) return smallName
  const signature = here.exec(text) ?? dashed.exec(text) ?? signed.exec(text)
  if (!signature?.[1] || !/^\p{Lu}/u.test(signature[1])) return null
  return cut(text, signature.index + signature[0].lastIndexOf(signature[1]), signature[1])
}

/**
 * Whether a message is a first and a last name written as such, with at most a number or an address behind: `Kim Cancel` and
 * `it's Jo Stop`, but not `cancel`, `Please Cancel` or `kim cancel`, which ask for something.
 */
export function isFullName(text: string): boolean {
  const found = findName(text, true)
  const parts = found?.name.split(' ') ?? []
  if (!found || parts.length < 2 || asking.test(parts[0] ?? '')) return false
  const isAlone =
    nameLead.test(text.slice(0, found.start)) &&
    !/\p{L}/u.test(text.slice(found.end).replace(/\S+@\S+/g, ' '))
  const written = text.slice(found.start, found.end).split(/\s+/)
  return isAlone && written.every((each) => titled.test(each) || particleOnly.test(each))
}

const nameLead =
  /^[^\p{L}\d]*(?:(?:my name is|the name is|it['’]?s|it is|this is|i['’]?m|i am|me llamo|mi nombre es|soy|es|sure|yes|ok|okay|s[ií]|claro|hi|hola)[^\p{L}\d]+)*$/iu
const titled = /^\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’.-]*$/u
const particleOnly = new RegExp(`^${particle}$`, 'u')
/** What stands before a verb that asks for something, where each word was begun with a capital. */
const asking =
  /^(?:actually|appointment|appt|booking|cita|lets?|let['’]s|mejor|my|nah|need|nevermind|now|quiero|quisiera|reserva|then|visit|visita|want)$/i

/** `This is for my dad, Walter Jablonski`. */
function capitalised(text: string): FoundName | null {
  const match = capitals.exec(text)
  return match ? cut(text, match.index, match[0]) : null
}

function cut(text: string, start: number, said: string): FoundName | null {
  const kept: string[] = []
  for (const each of said.split(/ +/)) {
    const plain = each.toLowerCase().replace(/[.,]$/, '')
    if (ends.has(plain) && !new RegExp(`^${particle}$`).test(plain)) break
    kept.push(each)
    if (/[.,]$/.test(each) && each.length > 2) break
  }
  while (kept.length > 0 && new RegExp(`^${particle}$`).test((kept.at(-1) as string).toLowerCase()))
    kept.pop()
  if (kept.length === 0 || noNames.has((kept[0] as string).toLowerCase())) return null
  const raw = text.slice(start).match(new RegExp(`^${kept.map(escaped).join(' +')}`))?.[0] ?? kept.join(' ')
  return { name: proper(kept), start, end: start + raw.replace(/[.,-]+$/, '').length }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** `Smith, John`, `first name John last name Smith`. */
function turnedName(text: string): FoundName | null {
  const match =
    /^\s*(?<last>\p{L}[\p{L}'’-]+), (?<first>\p{L}[\p{L}'’-]+)\s*[.!]*\s*$/u.exec(text) ??
    /\bfirst(?: name)?(?: is|:)? (?<first>\p{L}[\p{L}'’-]+)[, ]+(?:and )?last(?: name)?(?: is|:)? (?<last>\p{L}[\p{L}'’-]+)/iu.exec(
      text,
    )
  const parts = [match?.groups?.first ?? '', match?.groups?.last ?? '']
  if (!match || parts.some((each) => noNames.has(each.toLowerCase()) || ends.has(each.toLowerCase())))
    return null
  return { name: proper(parts), start: match.index, end: match.index + match[0].trimEnd().length }
}

function bareName(text: string): FoundName | null {
  const line =
    /^[\s"'¡!.,-]*(?:(?:yes|sure|ok|okay|of course|hi|hello|it'?s|its|sí|si|claro|hola|soy|es|vale|con gusto|yeah|yep|(?:you can |please )?put(?: it)?(?: down)?(?: under| as)?|it is|this is|i am|i['’]?m)[,.!]*\s+)*/iu.exec(
      text,
    )
  const start = line?.[0].length ?? 0
  const said = /^[^\n,;!?()\d@]+/u.exec(text.slice(start))?.[0].replace(/\s+$/, '') ?? ''
  const parts = said.split(/\s+/).filter(Boolean)
  if (!parts.slice(0, 4).every((each) => new RegExp(`^${word}$`, 'u').test(each))) return null
  if (
    parts.some(
      (each) => noNames.has(each.toLowerCase()) && !new RegExp(`^${particle}$`).test(each.toLowerCase()),
    )
  )
    return null
  if (parts.length === 0) return null
  if (parts.some((each) => ends.has(each.toLowerCase()) && !/^(?:y|de|del|la)$/i.test(each)))
    return cut(text, start, said)
  if (parts.length > 5) return null
  return { name: proper(parts), start, end: start + said.replace(/[.,-]+$/, '').length }
}

/** As it is written in a list of patients; what somebody wrote with capitals of their own stays. */
function proper(parts: string[]): string {
  const text = parts.join(' ').replace(/[.,-]+$/, '')
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return text
  return text
    .toLowerCase()
    .split(' ')
    .map((each, i) =>
      i > 0 && /^(?:de|del|la|los|van|von|der|di|da|dos)$/.test(each)
        ? each
        : each.replace(
            /(^|[-'’])(\p{L})/gu,
            (_, edge: string, letter: string) => edge + letter.toUpperCase(),
          ),
    )
    .join(' ')
}
