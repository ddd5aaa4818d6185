/** What an assistant of a clinic never says, whoever asks for it: links, prices and numbers that are not ours, medicine, pressure. */

export interface Allowed {
  /** Addresses begin with one of these. */
  links: readonly string[]
  prices: readonly { amountMinor: number; currency: string; service: string }[]
  freeServices: readonly string[]
  /** E-mail addresses and phone numbers that may stand in an answer: the clinic's and the person's own. */
  addresses: readonly string[]
  numbers: readonly string[]
  /** What the model was told, and nobody else shall read. */
  secret: string
}

export type Fault =
  | 'foreign_link'
  | 'foreign_address'
  | 'unknown_price'
  | 'medical'
  | 'promise'
  | 'pressure'
  | 'says_human'
  | 'inner_words'
  | 'other_patient'

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"')\]]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co|info|biz|app|ru|cn|me|ly|gl|xyz|site|online|link|us|es|mx)(?:\/[^\s<>"')\]]*)?(?![\w@])/gi
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const PHONE = /(?<![\d/-])\+?\(?\d[\d\s().-]{6,}\d(?![\d/])/g
const AMOUNT = String.raw`(\d[\d.,]*\d|\d)`
const CODE = 'USD|EUR|GBP|MXN|CAD|AUD|NZD|CHF|JPY|CNY|INR|BRL|ARS|CLP|COP|SEK|NOK|DKK|PLN|AED'
const WORD =
  'dollars?|bucks|d[oó]lar(?:es)?|euros?|pesos?|pounds?(?! of)|libras?(?! de)|francs?|francos?|yen(?:es)?|rupees?|rupias?|reales|liras?'
/** A sum of money: its sign or code before it, one behind it, or both. */
const PRICE = new RegExp(
  String.raw`((?:US|MX|CA|AU|NZ|R)?[$€£¥₹₺]|\b(?:${CODE})(?=\s?\d))\s?${AMOUNT}(?:\s?(${CODE}|${WORD})\b)?|${AMOUNT}\s?([€£¥₹₺$]|(?:${CODE}|${WORD})\b)`,
  'giu',
)
const FREE =
  /\b(?:free of charge|no charge|at no cost|complimentary|for free|costs? nothing|gratis|gratuit[oa]s?|sin (?:costo|coste|cargo)|no cuesta nada)\b|\b(?:consultation|visit|treatment|service|it|that)(?:['’]s| is) (?:completely |totally )?free\b(?! (?:on|at|then|tomorrow))/i
const DISCOUNT =
  /\b\d{1,2}\s?%(?:\s?(?:off|discount|de descuento|menos))|\b(?:discount|special offer|coupon|promo(?:tion)?(?: code)?|descuento|oferta especial|cup[oó]n|promoci[oó]n)\b/i

const MEDICAL = [
  // A diagnosis, or its denial.
  /\byou (?:probably |likely |most likely |clearly |definitely |may |might |must |seem to |appear to )?(?:have|are having|suffer from|['’]ve got|got) (?:a |an |some |the )?(?:\w+ )?(?:infection|allerg\w+|reaction|fracture|inflammation|cancer|melanoma|tumou?r|cyst|abscess|cavity|disease|syndrome|disorder|virus|flu|stroke|heart attack|pregnan\w+|necrosis|occlusion|rash|eczema|psoriasis|rosacea|acne)/i,
  /\b(?:sounds|looks|seems|appears) (?:like|to be) (?:a |an |just |only |simply |your )*(?:\w+ )?(?:infection|allerg\w+|reaction|fracture|inflammation|cancer|melanoma|cyst|abscess|side effect|flu|virus|bruis\w+|swelling|nothing serious|normal)/i,
  /\b(?:you['’]?re|you are|you['’]ll be|you will be|it['’]?s|that['’]?s|this is|it is|that is|everything is|he['’]?ll be|she['’]?ll be) (?:going to be |probably |perfectly |completely |totally |absolutely |just |quite |all )*(?:fine|healthy|harmless|nothing serious|nothing to worry about|benign|not serious|normal)(?! (?:to|for) (?:book|cancel|move|ask|call))/i,
  /\b(?:nothing to worry about|no need to worry|no cause for concern|no need to see a doctor|do(?:n['’]t| not) need (?:a doctor|to see|medical|to go to)|not an emergency)\b/i,
  /\btiene (?:usted )?(?:probablemente |seguramente |posiblemente )?(?:una?|el|la)? ?(?:\p{L}+ )?(?:infecci[oó]n|alergia|reacci[oó]n|fractura|inflamaci[oó]n|c[aá]ncer|melanoma|quiste|absceso|caries|enfermedad|gripe|virus)/iu,
  /\b(?:parece|suena a|debe (?:de )?ser|probablemente (?:es|sea)) (?:una?|el|la|algo)? ?(?:\p{L}+ )?(?:infecci[oó]n|alergia|reacci[oó]n|fractura|inflamaci[oó]n|c[aá]ncer|quiste|normal|gripe|virus|nada grave)/iu,
  /\b(?:es (?:completamente |totalmente |perfectamente |muy )?normal|no es nada(?: grave| serio)?|no (?:se )?preocup\p{L}+|estar[aá] bien|est[aá] (?:usted )?(?:sano|sana|bien de salud)|no es una urgencia|no necesita (?:un )?m[eé]dico)/iu,
  // A dose, a medicine, a therapy.
  /\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ml|milligrams?|miligramos?|units?|unidades|tablets?|pills?|capsules?|pastillas?|comprimidos?|drops|gotas)\b/iu,
  /\b(?:take|taking|use|using|apply|try|swallow|tome|tomar|use|usar|aplique|aplicar)(?:se)? (?:an? |some |your |two |one |un |una |el |la )?(?:\p{L}+ )?(?:ibuprofen|paracetamol|acetaminophen|aspirin|tylenol|advil|antibiotics?|antihistamines?|amoxicillin|cortisone|steroids?|painkillers?|ibuprofeno|aspirina|antibi[oó]ticos?|antihistam[ií]nicos?|amoxicilina|cortisona|analg[eé]sicos?|ice|hielo|cream|crema)/iu,
  /\b(?:ibuprofen|paracetamol|acetaminophen|tylenol|advil|amoxicillin|ibuprofeno|amoxicilina)\b/i,
  /\b(?:stop|start|increase|double|reduce|skip|deje de|suspenda|aumente|duplique|reduzca) (?:taking |tomar )?(?:your |the |su |el |la )?(?:medication|medicine|dose|blood thinners?|pills?|medicaci[oó]n|medicamentos?|dosis|pastillas?)/iu,
  // A result read.
  /\b(?:your|the|sus?|los|el) (?:test |lab |blood |biopsy |scan |x-ray |resultados? (?:de )?)*(?:results?|tests?|biopsy|scan|labs|x-ray|resultados?|an[aá]lisis|biopsia|radiograf[ií]a) (?:is|are|was|were|look|looks|show|shows|came back|come back|suggest|est[aá]n?|es|son|sali[oó]|salieron|muestran?|indican?) (?!(?:not )?(?:ready|available|private|here|listos?|disponibles?))/iu,
]

const PROMISE =
  /\b(?:guarantee[ds]?|we promise you|risk[- ]free|no risks?|without (?:any )?risk|completely safe|totally safe|100\s?%|painless|pain[- ]free|won['’]t (?:hurt|feel)|permanent results?|best results?|results? (?:are|is) (?:certain|assured)|you will (?:look|love|be (?:amazed|thrilled))|look \w+ years younger|cure[sd]?\b|garantiz\p{L}+|garant[ií]a|sin (?:ning[uú]n )?(?:riesgos?|dolor)|totalmente segur[oa]|indoloro|no (?:le )?doler[aá]|resultados? (?:permanentes?|asegurados?)|le va a encantar)/iu
const PRESSURE =
  /\b(?:act (?:now|fast)|hurry|last chance|only today|today only|limited[- ]time|don['’]t (?:miss|wait(?! for an answer))|before it['’]?s too late|(?:spots?|places?|times?|slots?) (?:are|is) (?:going|filling|running out|almost gone)|filling up|selling out|you['’]ll regret|everyone (?:is|else)|only \d+ (?:spots?|places?) left|now or never|[uú]ltima oportunidad|s[oó]lo (?:por )?hoy|no (?:se )?(?:lo|la) pierda|no espere(?! (?:aqu[ií] )?una respuesta)|apres[uú]rese|d[eé]se prisa|se (?:est[aá]n )?(?:agotan|acaban|agotando|acabando)|antes de que sea tarde|quedan (?:pocas|s[oó]lo|muy))/iu
const HUMAN =
  /\b(?:i(?:['’]m| am) (?:a |an |your )?(?:real |actual |live )?(?:human|person|nurse|doctor|dentist|physician|receptionist named|surgeon|clinician)|i(?:['’]m| am) not (?:a |an )?(?:bot|robot|machine|ai|assistant)|as (?:a|your) (?:doctor|nurse|physician|clinician)|soy (?:una? )?(?:persona|humano|humana|m[eé]dic[oa]|enfermer[oa]|doctora?|dentista)|no soy (?:un )?(?:bot|robot|m[aá]quina|asistente))\b/iu
const INNER =
  /\[\/?ACTION|\bsystem prompt\b|\bmy (?:instructions|prompt|guidelines) (?:are|say|is|tell)|\bI was (?:told|instructed|programmed) to|<\/?(?:patient|system|tool|clinic)[^>]*>|"(?:name|input|arguments|tool)"\s*:|\b(?:book_appointment|check_availability|hold_slot|reschedule_appointment|cancel_appointment|list_my_appointments|send_manage_link|suggest_booking|hand_to_human|join_waitlist|opt_out|notify_hot_lead|answer_from_clinic_texts)\b|mis instrucciones (?:son|dicen)/i
const OTHERS =
  /\b(?:(?:an)?other|previous|next|different) (?:patient|client|customer)(?:['’]s|s)?\b|\botr[oa]s? (?:paciente|cliente)s?\b|\bpatients? (?:named|called)\b|\bpacientes? (?:llamad[oa]s?)\b/i

/** The first thing that speaks against a sentence; null where nothing does. */
export function faultOf(sentence: string, allowed: Allowed): Fault | null {
  if (INNER.test(sentence) || quotes(sentence, allowed.secret)) return 'inner_words'
  if (hasForeignLink(sentence, allowed)) return 'foreign_link'
  if (hasForeignAddress(sentence, allowed)) return 'foreign_address'
  if (hasUnknownPrice(sentence, allowed)) return 'unknown_price'
  if (MEDICAL.some((pattern) => pattern.test(sentence))) return 'medical'
  if (PROMISE.test(sentence)) return 'promise'
  if (PRESSURE.test(sentence)) return 'pressure'
  if (HUMAN.test(sentence)) return 'says_human'
  return OTHERS.test(sentence) ? 'other_patient' : null
}

function hasForeignLink(sentence: string, { links }: Allowed): boolean {
  const withoutMails = sentence.replace(EMAIL, ' ')
  return [...withoutMails.matchAll(LINK)].some(([link]) => {
    const address = link.replace(/[.,;:!?]+$/, '')
    return !links.some(
      (own) => address === own || address.startsWith(`${own}/`) || address.startsWith(`${own}?`),
    )
  })
}

function hasForeignAddress(sentence: string, { addresses, numbers, links }: Allowed): boolean {
  const mails = [...sentence.matchAll(EMAIL)].some(([mail]) => !addresses.includes(mail.toLowerCase()))
  const withoutLinks = links.reduce((text, own) => text.replaceAll(own, ' '), sentence).replace(LINK, ' ')
  const digits = (text: string) => text.replace(/\D/g, '')
  const phones = [...withoutLinks.matchAll(PHONE)].some(([phone]) => {
    const dialled = digits(phone)
    if (dialled.length < 7 || /^\d{4}-\d\d-\d\d/.test(phone.trim())) return false
    return !numbers.some((own) => digits(own).endsWith(dialled) || dialled.endsWith(digits(own)))
  })
  return mails || phones
}

/** A price is one of the catalogue, and of the service where one is named. */
function hasUnknownPrice(sentence: string, { prices, freeServices }: Allowed): boolean {
  if (DISCOUNT.test(sentence)) return true
  const names = (service: string) => sentence.toLowerCase().includes(service.toLowerCase())
  const named = prices.filter(({ service }) => names(service))
  const fitting = named.length > 0 ? named : prices
  const hasUnknown = [...sentence.matchAll(PRICE)].some(([, before, first, beside, second, behind]) => {
    const signs = [before, beside, behind].filter((sign) => sign !== undefined)
    return !fitting.some(
      ({ amountMinor, currency }) =>
        signs.every((sign) => currenciesOf(sign).includes(currency)) &&
        readAmount(first ?? second ?? '', currency) === amountMinor,
    )
  })
  if (hasUnknown) return true
  if (!FREE.test(sentence)) return false
  return named.some(({ service }) => !freeServices.includes(service)) || freeServices.length === 0
}

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD']
const PESOS = ['MXN', 'ARS', 'CLP', 'COP']
const CURRENCIES: [RegExp, readonly string[]][] = [
  [/^\$$/, [...DOLLARS, ...PESOS]],
  [/^US\$$/i, ['USD']],
  [/^MX\$$/i, ['MXN']],
  [/^CA\$$/i, ['CAD']],
  [/^AU\$$/i, ['AUD']],
  [/^NZ\$$/i, ['NZD']],
  [/^(?:R\$|reales)$/i, ['BRL']],
  [/^(?:dollars?|bucks|d[oó]lar(?:es)?)$/i, DOLLARS],
  [/^pesos?$/i, PESOS],
  [/^(?:€|euros?)$/i, ['EUR']],
  [/^(?:£|pounds?|libras?)$/i, ['GBP']],
  [/^(?:¥|yen(?:es)?)$/i, ['JPY', 'CNY']],
  [/^(?:₹|rupees?|rupias?)$/i, ['INR']],
  [/^(?:₺|liras?)$/i, ['TRY']],
  [/^franc(?:s?|os?)$/i, ['CHF']],
]

/** Which currencies a sign, a word or a code stands for. */
function currenciesOf(sign: string): readonly string[] {
  return CURRENCIES.find(([pattern]) => pattern.test(sign))?.[1] ?? [sign.toUpperCase()]
}

/**
 * `1,200`, `1.200,50`, `89.50` in the currency's smallest unit. Three digits behind the last point or comma are thousands, fewer
 * are a part of the unit, in whichever language it was written.
 */
function readAmount(text: string, currency: string): number {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const [, whole = text, part = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? []
  return Number(whole.replace(/[.,]/g, '')) * 10 ** digits + Number(part.padEnd(digits, '0').slice(0, digits))
}

/** A whole sentence of what only the model was told, or eight words of it in a row. */
function quotes(sentence: string, secret: string): boolean {
  if (!secret) return false
  const own = wordsOf(sentence)
  const lines = secret.split(/[.!?\n]/).map((line) => wordsOf(line).join(' '))
  if (own.length > 2 && lines.includes(own.join(' '))) return true
  const kept = ` ${wordsOf(secret).join(' ')} `
  return own.some((_, i) => i + 8 <= own.length && kept.includes(` ${own.slice(i, i + 8).join(' ')} `))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
