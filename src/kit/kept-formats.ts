/** Formats of a locale, made once: making one costs a hundred times as much as using it. */

/** Keeps what was made for a locale and its options. */
export function kept<Options, Format>(make: (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>()
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`
    const known = formats.get(key)
    if (known) return known
    const made = make(locale, options)
    // Zones and regions come from outside.
    if (formats.size > 2000) formats.clear()
    formats.set(key, made)
    return made
  }
}

/** With the zone among its options; for `epochMilliseconds`. */
export const dateFormatOf = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)
