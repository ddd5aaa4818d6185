/** What a benchmark prints: a table for people and, last, one line of JSON for programs. */
import { cpus, totalmem } from 'node:os'

export function say(line: string): void {
  console.error(line)
}

export function table(head: string[], rows: (string | number)[][]): void {
  const all = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  console.log('')
  console.log(line(head))
  console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of all.slice(1)) console.log(line(row))
  console.log('')
}

export function machine(): { cores: number; memoryGiB: number; node: string } {
  return { cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version }
}

/** The last line, and the exit: 1 where a target was missed. */
export function conclude(result: { ok: boolean } & Record<string, unknown>): never {
  console.log(JSON.stringify(result))
  process.exit(result.ok ? 0 : 1)
}

/** Of ascending numbers. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (Number.isInteger(middle)) return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return sorted[Math.floor(middle)] ?? Number.NaN
}
