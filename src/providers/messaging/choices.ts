/** What a person may tap, for channels that have no buttons or too few. */

interface Choice {
  id: string
  title: string
}

/**
 * Whether a vendor's limits hold them all: how many, and how long a title may be. No vendor takes the same id or title
 * twice, or a line break in one.
 */
export function fits(choices: readonly Choice[], limits: { count: number; titleLength: number }): boolean {
  return (
    choices.length <= limits.count &&
    choices.every(({ title }) => /^.+$/u.test(title) && title.length <= limits.titleLength) &&
    new Set(choices.map(({ id }) => id)).size === choices.length &&
    new Set(choices.map(({ title }) => title)).size === choices.length
  )
}

/** The text with its choices below, numbered from 1, each on one line. */
export function numbered(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0) return text
  const lines = choices.map(({ title }, i) => `${i + 1}. ${title.replace(/\s+/g, ' ').trim()}`)
  return `${text}\n\n${lines.join('\n')}`
}
