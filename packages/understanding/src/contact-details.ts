/** Phone numbers, addresses of e-mail, links and prices: found before dates and times, since they are made of figures too. */

export interface FoundText {
  value: string
  start: number
  end: number
}

/** Calling code, the digit dialled before a number at home, and how long a number is without either. */
const countries: Record<string, [code: string, trunk: string, shortest: number, longest: number]> = {
  US: ['1', '1', 10, 10],
  CA: ['1', '1', 10, 10],
  PR: ['1', '1', 10, 10],
  DO: ['1', '1', 10, 10],
  GB: ['44', '0', 9, 10],
  IE: ['353', '0', 7, 9],
  AU: ['61', '0', 9, 9],
  NZ: ['64', '0', 8, 10],
  ZA: ['27', '0', 9, 9],
  IN: ['91', '0', 10, 10],
  SG: ['65', '', 8, 8],
  AE: ['971', '0', 8, 9],
  ES: ['34', '', 9, 9],
  MX: ['52', '01', 10, 10],
  AR: ['54', '0', 10, 11],
  CO: ['57', '', 10, 10],
  CL: ['56', '', 9, 9],
  PE: ['51', '0', 8, 9],
  EC: ['593', '0', 8, 9],
  VE: ['58', '0', 10, 10],
  UY: ['598', '0', 8, 8],
  PY: ['595', '0', 9, 9],
  BO: ['591', '0', 8, 8],
  CR: ['506', '', 8, 8],
  PA: ['507', '', 7, 8],
  GT: ['502', '', 8, 8],
  SV: ['503', '', 8, 8],
  HN: ['504', '', 8, 8],
  NI: ['505', '', 8, 8],
  PT: ['351', '', 9, 9],
  BR: ['55', '0', 10, 11],
  DE: ['49', '0', 7, 11],
  AT: ['43', '0', 7, 12],
  CH: ['41', '0', 9, 9],
  FR: ['33', '0', 9, 9],
  BE: ['32', '0', 8, 9],
  NL: ['31', '0', 9, 9],
  IT: ['39', '', 8, 11],
  PL: ['48', '', 9, 9],
  SE: ['46', '0', 7, 10],
  NO: ['47', '', 8, 8],
  DK: ['45', '', 8, 8],
  TR: ['90', '0', 10, 10],
}

const figures = /(?<![\w@])(?:\+|00)?\(?\d[\d ().-]{5,18}\d(?![\w@]|:\d)/g
const date = /^(?:\d{4}[-. ]\d{1,2}[-. ]\d{1,2}|\d{1,2}[-. ]\d{1,2}[-. ]\d{2,4})$/

/** Numbers in E.164; those without a prefix are read as dialled in `country` (ISO 3166-1 alpha-2). */
export function findPhones(text: string, country: string): FoundText[] {
  return [...text.matchAll(figures)].flatMap((match) => {
    const value = date.test(match[0].trim()) ? null : e164(match[0], country)
    return value ? [{ value, start: match.index, end: match.index + match[0].length }] : []
  })
}

function e164(said: string, country: string): string | null {
  const digits = said.replace(/\(0\)/, '').replace(/\D/g, '')
  if (/^\s*\(?\+/.test(said)) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
  if (digits.startsWith('00')) return /^00[1-9]\d{7,14}$/.test(digits) ? `+${digits.slice(2)}` : null
  const rule = countries[country.toUpperCase()]
  if (!rule) return null
  const [code, trunk, shortest, longest] = rule
  const fits = (number: string) => number.length >= shortest && number.length <= longest
  const isHome = trunk !== '' && digits.startsWith(trunk) && fits(digits.slice(trunk.length))
  if (isHome && !(country.toUpperCase() === 'IT')) return `+${code}${digits.slice(trunk.length)}`
  if (fits(digits)) return `+${code}${digits}`
  const abroad = digits.startsWith(code) && fits(digits.slice(code.length))
  return abroad ? `+${digits}` : null
}

const address =
  /[a-z0-9](?:[a-z0-9._%+'-]{0,63})\s?@\s?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g

const spoken =
  /[a-z0-9_]+(?: ?(?:dot|punto|guion bajo|underscore|[._-]) ?[a-z0-9_]+)* ?(?:\bat\b|\barroba\b|@) ?[a-z0-9-]+(?: ?(?:dot|punto|\.) ?[a-z0-9]+)* ?(?:dot|punto|\.) ?[a-z]{2,6}\b/g

/** Written ones, and `ana dot w at example dot org`. */
export function findEmails(text: string): FoundText[] {
  const written = writtenEmails(text)
  if (written.length > 0 || !/\b(?:dot|punto)\b/.test(text)) return written
  return [...text.matchAll(spoken)].map((match) => ({
    value: match[0]
      .replace(/ ?\b(?:dot|punto)\b ?/g, '.')
      .replace(/ ?\b(?:guion bajo|underscore)\b ?/g, '_')
      .replace(/ ?\b(?:at|arroba)\b ?/g, '@')
      .replace(/ /g, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function writtenEmails(text: string): FoundText[] {
  return [...text.matchAll(address)].map((match) => ({
    value: match[0].replace(/\s/g, ''),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

const noTimes =
  /https?:\/\/\S+|www\.\S+|[$€£]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:[$€£%]|usd\b|eur(?:os?)?\b|dollars?\b|bucks\b|pesos\b|mxn\b|ml\b|cc\b|mg\b|units?\b|unidades\b)|#\d+/g

/** Links, prices, doses: nothing in them is a date or a time. */
export function findFigures(text: string): { start: number; end: number }[] {
  return [...text.matchAll(noTimes)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
