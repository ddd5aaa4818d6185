// The default ("min") metadata: it normalises as `max` does and knows the possible lengths, which is all we ask.
// `max` adds the number blocks in use; they age between releases, and we never refuse by them.
import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString as parse,
} from 'libphonenumber-js'

/**
 * What staff should know of a number as it was given. The first three come with `e164: null`.
 * `not_a_possible_number`: has the shape, but its country has no numbers of this length: look twice before a
 * person is identified by it. `extension_dropped`: E.164 has none. `assumed_international`: came without `+`, is
 * impossible in the clinic's country and right with a `+`. `assumed_country`: came without a country code.
 */
export type PhoneWarning =
  | 'not_a_number'
  | 'too_long'
  | 'unknown_country'
  | 'not_a_possible_number'
  | 'extension_dropped'
  | 'assumed_international'
  | 'assumed_country'

/** E.164 as REQUIREMENTS D2 has it: `+` and 7 to 15 digits. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/**
 * A phone number as people write it, in E.164. Taken are national numbers of `country` (ISO 3166-1 alpha-2, the
 * clinic's), `+`, `00`, `(0)`, digits of any script, `tel:` (RFC 3966), `whatsapp:` and the like; an extension is
 * dropped. libphonenumber normalises and warns, it never refuses what has the shape (REQUIREMENTS D2). A text
 * that holds anything but one number (an address, a name), and a national one that no number of the country can be,
 * gives `e164: null`. Never throws; a result given again
 * gives the same `e164`, whatever the country.
 */
export function normalizePhone(
  raw: string,
  country: string,
): { e164: string | null; warning: PhoneWarning | null } {
  // libphonenumber's own limit; it also keeps what follows fast on hostile input.
  if (raw.length > 250) return { e164: null, warning: 'too_long' }

  const { text, hasExtension } = withoutParameters(plainCharacters(raw).replace(SCHEME, ''))
  const dialed = dialedDigits(text)
  if (!dialed) return { e164: null, warning: 'not_a_number' }

  const region = country.toUpperCase()
  const isInternational = dialed.startsWith('+')
  if (!isInternational && !isSupportedCountry(region)) return { e164: null, warning: 'unknown_country' }

  const { e164, warning } = isInternational ? international(dialed) : national(dialed, region as CountryCode)
  if (!isE164(e164)) return { e164: null, warning: e164.length > 16 ? 'too_long' : 'not_a_number' }
  // With its country code it stands as it was given; a guess at the country does not make a number of it.
  if (!isInternational && !parse(e164)?.isValid()) return { e164: null, warning: 'not_a_possible_number' }
  if (!parse(e164)?.isPossible()) return { e164, warning: 'not_a_possible_number' }
  return { e164, warning: hasExtension ? 'extension_dropped' : warning }
}

type Found = { e164: string; warning: PhoneWarning | null }

const SCHEME = /^(tel|phone|mobile|cell|sms|whatsapp|callto)\b\s*[:.]?\s*(\/\/)?/i
const EXTENSION =
  /(?<=[\d)])\s*(;ext=|,{2,}|[x#]|ext(n|ension)?|int|anexo|ramal|poste|dahili|доб)[.:]?\s*\d{1,7}#?$/i
const PARAMETER = /;([a-z-]+)=([^;]*)/gi

/** Digits of any script as 0–9, any dash as `-`; without emoji, accents and the invisible marks of copied text. */
function plainCharacters(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/\p{Cf}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/%2b/gi, '+')
    .trim()
}

/** Unicode keeps the ten digits of a script together, from zero up (Unicode Standard §4.6). */
function digitOf(character: string): string {
  let place = character.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(--place))) before += 1
  return String(before % 10)
}

/** Takes off an extension and RFC 3966's parameters, of which a `phone-context` like `+1-914` belongs in front. */
function withoutParameters(given: string): { text: string; hasExtension: boolean } {
  const parameters = [...given.matchAll(PARAMETER)].map(([, name = '', value = '']) => [
    name.toLowerCase(),
    value,
  ])
  const context = parameters.find(([name]) => name === 'phone-context')?.[1] ?? ''
  const bare = given.replace(PARAMETER, '').trim()
  const text = bare.replace(EXTENSION, '')
  return {
    text: context.startsWith('+') && !bare.startsWith('+') ? `${context}${text}` : text,
    hasExtension: text !== bare || parameters.some(([name]) => name === 'ext'),
  }
}

/** What one would dial: digits, with `+` where they begin with a country code. Empty for any other text. */
function dialedDigits(text: string): string {
  const digits = withoutTrunkZero(text).replace(/[\s()[\]./-]/g, '')
  if (!/^\+?\d+$/.test(digits)) return ''
  return digits.replace(/^\+?00+(?=[1-9])/, '+').replace(/^\+0/, '0')
}

/** `+49 (0)30 …`: the zero is for callers inside the country. In Italy it belongs to the number, says the metadata. */
function withoutTrunkZero(text: string): string {
  const isInternational = /^\(?(\+|00)/.test(text)
  const isKept = isInternational && parse(text.replace(/[^\d+]/g, '').replace(/^00/, '+'))?.isValid()
  return isInternational && !isKept ? text.replace(/\(\s*0\s*\)/, '') : text
}

/** Repeats until nothing changes, for libphonenumber takes off one trunk prefix at a time. */
function international(dialed: string): Found {
  let e164 = dialed
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const next: string = parse(e164)?.number ?? e164
    if (next === e164) return { e164: isE164(e164) ? e164 : dialed, warning: null }
    e164 = next
  }
  return { e164: dialed, warning: null }
}

function national(dialed: string, country: CountryCode): Found {
  const callingCode = getCountryCallingCode(country)
  const inCountry = parse(dialed, { defaultCountry: country, extract: false })
  if (!inCountry?.isPossible()) {
    const abroad = international(`+${dialed}`)
    if (parse(abroad.e164)?.isValid()) return { ...abroad, warning: 'assumed_international' }
  }
  const found = international(inCountry?.number ?? `+${callingCode}${dialed}`)
  // A clinic's country has its own prefix for calls abroad: 011 44 … in the USA.
  return { ...found, warning: found.e164.startsWith(`+${callingCode}`) ? 'assumed_country' : null }
}

/** As people of `country` write it: `(312) 555-0100` at home, `+49 30 901820` abroad. */
export function showPhone(e164: string, country: string): string {
  const number = parse(e164)
  if (!number) return e164
  return number.country === country ? number.formatNational() : number.formatInternational()
}
