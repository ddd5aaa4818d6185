/** What a number field holds: a number, or text while it is empty or half typed. */
export type FieldNumber = number | string

export function numberOrNull(value: FieldNumber): number | null {
  if (typeof value === 'number') return value
  const text = value.trim()
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null
}

/** Why it cannot be saved; null where it can. */
export function whyNotWhole(value: FieldNumber, { min, max }: { min: number; max: number }): string | null {
  const number = numberOrNull(value)
  return number !== null && Number.isInteger(number) && number >= min && number <= max
    ? null
    : `Enter a whole number from ${min} to ${max}`
}
