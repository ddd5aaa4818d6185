/** Prices: the API counts in the currency's smallest unit, staff write `45.00`. */

/** How many digits a currency has after the point: two of the dollar, none of the yen, three of the dinar. */
export function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

export function minorOf(amount: number, currency: string): number {
  return Math.round(amount * 10 ** digitsOf(currency))
}

export function amountOf(minor: number, currency: string): number {
  return minor / 10 ** digitsOf(currency)
}

/** `$45` and `$45.50`, as the country writes it. */
export function priceInWords(minor: number, currency: string, locale: string): string {
  const amount = amountOf(minor, currency)
  const digits = Number.isInteger(amount) ? 0 : digitsOf(currency)
  const options = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat(locale, options).format(amount)
}

/** Of the countries that a clinic can choose; elsewhere the dollar is proposed. */
const CURRENCIES: Record<string, string> = Object.fromEntries(
  Object.entries({
    EUR: 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK',
    USD: 'US EC PA SV',
    ARS: 'AR',
    AUD: 'AU',
    BGN: 'BG',
    BOB: 'BO',
    BRL: 'BR',
    CAD: 'CA',
    CHF: 'CH',
    CLP: 'CL',
    COP: 'CO',
    CRC: 'CR',
    CZK: 'CZ',
    DKK: 'DK',
    DOP: 'DO',
    GBP: 'GB',
    GTQ: 'GT',
    HNL: 'HN',
    HUF: 'HU',
    ILS: 'IL',
    INR: 'IN',
    ISK: 'IS',
    JPY: 'JP',
    MXN: 'MX',
    NIO: 'NI',
    NOK: 'NO',
    NZD: 'NZ',
    PEN: 'PE',
    PLN: 'PL',
    PYG: 'PY',
    RON: 'RO',
    SEK: 'SE',
    SGD: 'SG',
    TRY: 'TR',
    UAH: 'UA',
    UYU: 'UY',
    VES: 'VE',
    ZAR: 'ZA',
  }).flatMap(([currency, countries]) => countries.split(' ').map((country) => [country, currency])),
)

export function currencyOf(country: string): string {
  return CURRENCIES[country] ?? 'USD'
}

/** Those of the countries above, and what is in use already. */
export function knownCurrencies(used: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(['en'], { type: 'currency' })
  return [...new Set([...Object.values(CURRENCIES), used])]
    .sort()
    .map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }))
}
