/** The first letters of a name, without the titles before it and after its comma, on one of four quiet colours, always the same one for the same name. */
export function Initials({ name, size = 28 }: { name: string; size?: number }) {
  const words = name
    .replace(/,.*$/, '')
    .replace(/^(dr|prof|mr|mrs|ms)\.?\s+/i, '')
    .split(/\s+/)
    .filter(Boolean)
  const letters = `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
  const hue =
    ([...name].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % 4) + 1
  return (
    <span
      className={`initials hue-${hue}`}
      style={{ width: size, height: size }}
      aria-hidden="true"
      data-letters={letters}
    />
  )
}
